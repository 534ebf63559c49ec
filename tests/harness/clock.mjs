// A clock that goes ahead, for tests of what is dropped after days. It stands before the built Worker
// in modules of the test's own: nothing of it is in `dist/`.
//
// Alarms are the platform's and know the real time alone. So what an object sets is set as much
// earlier, and what it had set before the clock was put forward is set anew when it is made: an
// alarm that would have rung by now rings at once, and no other does.

import { join } from "node:path";

const CLOCK = (/** @type {number} */ ahead, /** @type {number} */ before) => `
const real = Date.now;
Date.now = () => real() + ${ahead};
export const AHEAD = ${ahead};
export const BEFORE = ${before};
`;

const ENTRY = `
import { AHEAD, BEFORE } from "./clock.mjs";
import worker, * as built from "./index.js";

// An object is made again and again; what it had set is moved once.
const moved = new Set();

function early(Built) {
  return class extends Built {
    constructor(ctx, env) {
      super(ctx, env);
      const { storage } = ctx;
      const set = storage.setAlarm.bind(storage);
      storage.setAlarm = (at, options) => set(Number(at) - AHEAD, options);
      const get = storage.getAlarm.bind(storage);
      storage.getAlarm = async (options) => {
        const at = await get(options);
        return at === null ? null : at + AHEAD;
      };
      ctx.blockConcurrencyWhile(async () => {
        const id = ctx.id.toString();
        if (moved.has(id) || AHEAD === BEFORE) return;
        moved.add(id);
        const at = await get();
        if (at !== null) await set(Math.max(Date.now(), at + BEFORE) - AHEAD);
      });
    }
  };
}

export const ThreadObject = early(built.ThreadObject);
export const SiteObject = early(built.SiteObject);
export const DeskObject = early(built.DeskObject);
export const LedgerObject = early(built.LedgerObject);
export default worker;
`;

/**
 * The modules that put the clock forward; none for a clock that is right.
 * @param {string} folder the built Worker's
 * @param {number} [ahead] in milliseconds
 * @param {number} [before] by how much it went ahead when the Worker ran last
 */
export function ahead(folder, ahead, before = 0) {
  if (ahead === undefined) return [];
  const module = (/** @type {string} */ name, /** @type {string} */ contents) => ({ type: /** @type {const} */ ("ESModule"), path: join(folder, name), contents });
  return [module("ahead.mjs", ENTRY), module("clock.mjs", CLOCK(ahead, before))];
}
