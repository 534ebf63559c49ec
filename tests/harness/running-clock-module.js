// Stands before the built Worker where a test plays time: the Worker sees a clock that is ahead of the
// machine's, and its objects are woken when their alarms are due by that clock. It is no part of a build.

import built, { DeskObject, LedgerObject, SiteObject, ThreadObject } from "./index.js";

const real = Date.now;
/** By so many milliseconds. */
let ahead = 0;
Date.now = () => real() + ahead;
globalThis.Date = new Proxy(Date, { construct: (target, args) => new target(...(args.length ? args : [Date.now()])) });

/** When objects want to be woken: by their id. @type {Map<string, { binding: string, at: number }>} */
const due = new Map();

const WAKE = "http://clock.invalid/wake";

/** @param {any} Built @param {string} binding */
const clocked = (Built, binding) =>
  class extends Built {
    /** @param {any} ctx @param {any} env */
    constructor(ctx, env) {
      super(ctx, env);
      const { storage } = ctx;
      const id = ctx.id.toString();
      const set = storage.setAlarm.bind(storage);
      const remove = storage.deleteAlarm.bind(storage);
      Object.defineProperties(storage, {
        setAlarm: { value: (/** @type {Date | number} */ at, /** @type {any} */ options) => {
          due.set(id, { binding, at: Number(at) });
          return set(Number(at) - ahead, options);
        } },
        deleteAlarm: { value: (/** @type {any} */ options) => {
          due.delete(id);
          return remove(options);
        } },
      });
      this.ring = () => set(real());
    }

    /** @param {Request} request */
    async fetch(request) {
      if (request.url !== WAKE) return super.fetch(request);
      await this.ring();
      return new Response();
    }

    async alarm() {
      due.delete(this.ctx.id.toString());
      await super.alarm();
    }
  };

const Threads = clocked(ThreadObject, "THREADS");
const Sites = clocked(SiteObject, "SITES");
const Desk = clocked(DeskObject, "DESK");
const Ledger = clocked(LedgerObject, "LEDGER");
export { Threads as ThreadObject, Sites as SiteObject, Desk as DeskObject, Ledger as LedgerObject };

export default {
  ...built,
  /** @param {Request} request @param {any} env @param {any} context */
  async fetch(request, env, context) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname !== "/clock") return built.fetch(request, env, context);
    ahead = Number(searchParams.get("ahead"));
    const now = Date.now();
    const late = [...due].filter(([, { at }]) => at <= now);
    await Promise.all(late.map(([id, { binding }]) => env[binding].get(env[binding].idFromString(id)).fetch(WAKE)));
    return Response.json({ now, woken: late.length });
  },
};
