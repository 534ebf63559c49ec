// Stands before the built Worker where a test counts what the platform's plans count: rows that objects
// write, requests to objects, and puts into KV. It is no part of a build.

import built, { DeskObject, LedgerObject, SiteObject, ThreadObject } from "./index.js";

const counts = { rows: 0, requests: 0, puts: 0 };

/** Cursors tell how many rows were written once they have been read. @type {any[]} */
let cursors = [];

let watched = false;

/** @param {any} ctx @param {any} env */
function watch(ctx, env) {
  if (watched) return;
  watched = true;
  const sql = Object.getPrototypeOf(ctx.storage.sql);
  const { exec } = sql;
  sql.exec = function (/** @type {any[]} */ ...statement) {
    const cursor = exec.apply(this, statement);
    cursors.push(cursor);
    return cursor;
  };
  const kv = Object.getPrototypeOf(env.KV);
  const { put } = kv;
  kv.put = function (/** @type {any[]} */ ...value) {
    counts.puts += 1;
    return put.apply(this, value);
  };
}

/** @param {any} Built */
const counted = (Built) =>
  class extends Built {
    /** @param {any} ctx @param {any} env */
    constructor(ctx, env) {
      watch(ctx, env);
      super(ctx, env);
    }

    /** @param {Request} request */
    fetch(request) {
      counts.requests += 1;
      return super.fetch(request);
    }

    alarm() {
      counts.requests += 1;
      return super.alarm();
    }
  };

const Threads = counted(ThreadObject);
const Sites = counted(SiteObject);
const Desk = counted(DeskObject);
const Ledger = counted(LedgerObject);
export { Threads as ThreadObject, Sites as SiteObject, Desk as DeskObject, Ledger as LedgerObject };

export default {
  ...built,
  /** @param {Request} request @param {any} env @param {any} context */
  fetch(request, env, context) {
    if (new URL(request.url).pathname !== "/counts") return built.fetch(request, env, context);
    for (const cursor of cursors) counts.rows += cursor.rowsWritten;
    cursors = [];
    return Response.json(counts);
  },
};
