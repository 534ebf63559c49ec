// Threads to read: many comments, posted through the API as many readers.

import { pool, random } from "./util.mjs";

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
  const post = async (/** @type {number} */ n, /** @type {string} */ parent = "") => {
    const author = on.client({ name: `Reader ${n % 17}` });
    const comment = author.comment(path, text(n), { parent });
    await insist(author, comment);
    return comment.id;
  };
  const ids = [await post(0)];
  const rest = Array.from({ length: count - 1 }, (_, i) => i + 1);
  // In batches, so that a reply's parent is there before it.
  for (let start = 0; start < rest.length; start += 20) {
    const known = ids.length;
    const batch = rest.slice(start, start + 20);
    ids.push(...(await pool(batch, 4, (n) => post(n, n % 3 === 0 ? "" : ids[(n * 5) % known]))));
  }
  return ids;
}

/** As deep as a thread is stored: a root is the first level. */
const LEVELS = 30;

/**
 * The conversations of a long thread, the same on every run: for each comment the place of the one
 * it answers, within its conversation. Every eighth goes down through all levels.
 * @param {number} count
 */
function conversations(count) {
  const next = random(count);
  const all = [];
  for (let left = count; left > 0; ) {
    const straight = all.length % 8 === 0;
    const length = Math.min(left, straight ? LEVELS : 1 + Math.floor(next() * 80));
    const parents = [-1];
    const levels = [1];
    for (let i = 1; i < length; i++) {
      const wanted = straight || next() < 0.5 ? i - 1 : Math.floor(next() * i);
      // Whoever answers at the last level answers the root instead.
      const parent = levels[wanted] < LEVELS ? wanted : 0;
      parents.push(parent);
      levels.push(levels[parent] + 1);
    }
    all.push(parents);
    left -= length;
  }
  return all;
}

/**
 * Posts a long thread as fast as the Worker takes it: every comment through the public API, each
 * author with a device and a network of their own, conversations side by side. A reply's parent
 * must be there before it, so that within a conversation one comes after the other.
 * @param {import("./stage.mjs").Stage} on @param {string} path
 * @param {number} [count] @param {{ writers?: number }} [options] more writers are no quicker: workerd has one thread
 */
export async function seedLong(on, path, count = 10_000, { writers = 16 } = {}) {
  const people = Array.from({ length: 300 }, (_, i) => on.client({ name: `Reader ${i}` }));
  let posted = 0;
  await pool(conversations(count), writers, async (parents) => {
    /** @type {string[]} */
    const ids = [];
    for (const parent of parents) {
      const n = posted++;
      const author = people[(n * 7) % people.length];
      const comment = author.comment(path, text(n), { parent: ids[parent] });
      await insist(author, comment);
      ids.push(comment.id);
    }
  });
}

/**
 * Posts a comment, which an earlier attempt may have posted already.
 * @param {import("./client.mjs").Client} author @param {{ id: string }} comment
 */
async function insist(author, comment) {
  const { status, text } = await author.send("/v1/comments", comment);
  if (![200, 201].includes(status)) throw new Error(`posting was answered ${status}: ${text}`);
}
