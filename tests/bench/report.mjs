// What a part of the bench hands to `cargo xtask bench`: one line of JSON for each budget.

import { appendFile } from "node:fs/promises";

/**
 * @typedef {object} Line
 * @property {string} what
 * @property {string} budget in words
 * @property {string} measured in words, with the unit
 * @property {number} value what is compared with the limit
 * @property {number} limit
 * @property {boolean} [at_least] whether the limit is a floor
 */

/** Writes a line where xtask looks for it, and shows it. @param {Line} line */
export async function report(line) {
  const ok = line.at_least ? line.value >= line.limit : line.value <= line.limit;
  note(`${ok ? "kept" : "OVER"}: ${line.what}: ${line.measured} (budget: ${line.budget})`);
  const file = process.env.POSTIL_BENCH_LINES;
  if (file) await appendFile(file, JSON.stringify(line) + "\n");
}

/** Says what is going on. @param {string} text */
export const note = (text) => process.stderr.write(`  ${text}\n`);

/** @param {number[]} values */
export const median = (values) => percentile(values, 0.5);

/** The smallest value that `share` of all do not exceed; the middle of two for a median. @param {number[]} values @param {number} share */
export function percentile(values, share) {
  if (!values.length) throw new Error("nothing was measured");
  const sorted = [...values].sort((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return share === 0.5 ? (low + high) / 2 : high;
}

/** `a / b`; nothing divided by nothing is a draw. @param {number} a @param {number} b */
export const ratio = (a, b) => (b ? a / b : a ? Infinity : 1);

/** @param {number} ms */
export const ms = (ms) => (ms < 1000 ? `${ms.toFixed(ms < 100 ? 1 : 0)} ms` : `${(ms / 1000).toFixed(2)} s`);

/** How many interleaved rounds: what the design says, or fewer while something is tried out. @param {number} [usual] */
export const rounds = (usual = 11) => Number(process.env.POSTIL_BENCH_ROUNDS ?? usual);
