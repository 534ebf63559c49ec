// Threads to read: many comments, posted through the API as many readers.

import { pool } from "./util.mjs";

const WORDS = "the reading room opens at nine and whoever comes earlier waits in the garden near returns box with staff certificate letter budget union".split(" ");

/** Sentences that differ. @param {number} n */
export function text(n) {
  const words = Array.from({ length: 8 + (n % 23) }, (_, i) => WORDS[(n * 7 + i * (1 + (n % 5))) % WORDS.length]);
  return `Comment ${n}: ${words.join(" ")}.`;
}

/**
 * Posts `count` comments: roots, and replies to earlier ones down to a few levels.
 * @param {import("./stage.mjs").Stage} on @param {string} path @param {number} count
 */
export async function seed(on, path, count) {
  const ids = [(await on.client({ name: "Reader 0" }).posted(path, text(0))).id];
  const rest = Array.from({ length: count - 1 }, (_, i) => i + 1);
  // In batches, so that a reply's parent is there before it.
  for (let start = 0; start < rest.length; start += 20) {
    const known = ids.length;
    const batch = rest.slice(start, start + 20);
    const made = await pool(batch, 4, async (n) => {
      const parent = n % 3 === 0 ? undefined : ids[(n * 5) % known];
      return (await on.client({ name: `Reader ${n % 17}` }).posted(path, text(n), { parent })).id;
    });
    ids.push(...made);
  }
  return ids;
}
