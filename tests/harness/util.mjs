// Small things that every test needs.

import { randomInt } from "node:crypto";
import { mkdtemp, statfs } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** Full sizes, by `cargo xtask soak`. */
export const SOAK = process.env.POSTIL_SOAK === "1";

/** The size of a scenario: the first in `test`, the second in `soak`. @template T @param {T} small @param {T} full */
export const size = (small, full) => (SOAK ? full : small);

/** How much a temporary folder may have to hold: several long threads. */
const ROOM = 1e9;

/**
 * A folder to be removed at the end: in memory where a system offers that with room to spare,
 * since every comment is flushed to its disk before it is acknowledged.
 */
export async function temporaryFolder() {
  const memory = await statfs("/dev/shm").catch(() => undefined);
  const roomy = memory && memory.bavail * memory.bsize > ROOM;
  return mkdtemp(join(roomy ? "/dev/shm" : tmpdir(), "postil-"));
}

/** The ports that are tried: below those that systems give out of themselves, so that nobody is given one before it is used. */
const PORTS = { from: 12_000, to: 32_000 };

/** A port of this machine that nobody listens on. @returns {Promise<number>} */
export async function freePort() {
  for (;;) {
    const port = randomInt(PORTS.from, PORTS.to);
    if (await isFree(port)) return port;
  }
}

/** @param {number} port @returns {Promise<boolean>} */
function isFree(port) {
  return new Promise((done) => {
    const server = createServer();
    server.once("error", () => done(false));
    server.listen(port, "127.0.0.1", () => server.close(() => done(true)));
  });
}

/**
 * Fetches, and asks again where the connection was closed before there was an answer: on a busy
 * machine it may have been idle for so long that workerd closes it under the request. A comment has
 * its id, so that it is posted once however often it is sent.
 * @param {string} address @param {RequestInit} [init]
 */
export async function fetched(address, init) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await fetch(address, init);
    } catch (/** @type {any} */ error) {
      if (attempt === 5 || !["UND_ERR_SOCKET", "ECONNRESET"].includes(error.cause?.code)) throw error;
    }
  }
}

/**
 * So many milliseconds anything is waited for, unless a test says otherwise. It is for a machine that
 * has much else to do: what is asserted of times has a clock of its own.
 */
export const PATIENCE = 60_000;

/** @param {number} ms */
export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

/**
 * Waits for a condition, never for a time: asks again and again until the answer is neither false nor an error.
 * @template T
 * @param {() => T | Promise<T>} ask
 * @param {{ what?: string, within?: number, every?: number }} [options]
 * @returns {Promise<Exclude<T, false | undefined | null>>}
 */
export async function until(ask, { what = String(ask), within = PATIENCE, every = 50 } = {}) {
  const end = Date.now() + within;
  let last;
  for (;;) {
    try {
      const answer = await ask();
      if (answer) return /** @type {any} */ (answer);
      last = answer;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`waited ${within} ms for ${what}; last: ${last}`, { cause: last });
    await sleep(every);
  }
}

/** Random numbers that a failed run can be repeated with. @param {number} seed */
export function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Runs `work` on every item, at most `width` at a time. @template T, R @param {T[]} items @param {number} width @param {(item: T, index: number) => Promise<R>} work */
export async function pool(items, width, work) {
  /** @type {R[]} */
  const results = new Array(items.length);
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index], index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
  return results;
}
