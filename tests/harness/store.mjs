// What an object keeps in its SQLite store. While the Worker stands still, another one of the same
// name opens its data: there, an object runs whatever statement it is sent.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { Log, LogLevel, Miniflare } from "miniflare";

/** The classes of objects. */
export const CLASSES = /** @type {const} */ (["ThreadObject", "SiteObject", "DeskObject", "LedgerObject"]);

const SCRIPT = `
import { DurableObject } from "cloudflare:workers";
class Opened extends DurableObject {
  async fetch(request) {
    const [statement, ...values] = await request.json();
    const cursor = this.ctx.storage.sql.exec(statement, ...values);
    return Response.json({ rows: cursor.toArray(), columns: cursor.columnNames });
  }

  // What rings meanwhile rings for the Worker, as soon as that is back.
  async alarm() {
    await this.ctx.storage.setAlarm(Date.now() + 1_000);
  }
}
${CLASSES.map((name) => `export class ${name} extends Opened {}`).join("\n")}
export default {
  fetch(request, env) {
    const { searchParams } = new URL(request.url);
    return env[searchParams.get("object")].getByName(searchParams.get("name")).fetch(request);
  },
};
`;

/** @typedef {typeof CLASSES[number]} Class */
/** @typedef {(statement: string, ...values: (string | number | null)[]) => Promise<any[]>} Sql */
/** @typedef {{ columns: string[], rows: any[] }} Table */

/**
 * Opens stores, and starts the Worker again afterwards.
 * @template T
 * @param {import("./worker.mjs").Worker} worker
 * @param {(ask: (which: { object: Class, name: string }, ...statement: (string | number | null)[]) => Promise<Table>) => Promise<T>} work
 */
function standing(worker, work) {
  return worker.paused(async () => {
    const miniflare = new Miniflare({
      name: "postil",
      modules: [{ type: "ESModule", path: "store.mjs", contents: SCRIPT }],
      compatibilityDate: "2026-04-20",
      durableObjects: Object.fromEntries(CLASSES.map((className) => [className, { className, useSQLite: true }])),
      defaultPersistRoot: worker.data,
      cf: false,
      log: new Log(LogLevel.ERROR),
    });
    try {
      await miniflare.ready;
      return await work(async ({ object, name }, ...statement) => {
        const query = new URLSearchParams({ object, name });
        const response = await miniflare.dispatchFetch(`http://store/?${query}`, { method: "POST", body: JSON.stringify(statement) });
        if (!response.ok) throw new Error(await response.text());
        return /** @type {Table} */ (await response.json());
      });
    } finally {
      await miniflare.dispose();
    }
  });
}

/**
 * Opens the store of an object, and starts the Worker again afterwards.
 * @template T
 * @param {import("./worker.mjs").Worker} worker
 * @param {{ object: Class, name: string }} which
 * @param {(sql: Sql) => Promise<T>} work
 */
export function opened(worker, which, work) {
  return standing(worker, (ask) => work(async (...statement) => (await ask(which, ...statement)).rows));
}

/**
 * All that objects keep: their tables, with all columns and rows.
 * @template {{ object: Class, name: string }} W
 * @param {import("./worker.mjs").Worker} worker @param {W[]} which
 * @returns {Promise<(W & { tables: Record<string, Table> })[]>}
 */
export function contents(worker, which) {
  return standing(worker, async (ask) => {
    const all = [];
    for (const one of which) {
      const { rows } = await ask(one, "SELECT name FROM sqlite_master WHERE type = 'table'");
      /** @type {Record<string, Table>} */
      const tables = {};
      // What the platform keeps there itself, such as the alarm, is its own.
      for (const { name } of rows.filter(({ name }) => !/^(_cf_|sqlite_)/.test(name))) tables[name] = await ask(one, `SELECT * FROM ${name}`);
      all.push({ ...one, tables });
    }
    return all;
  });
}

/** Every file of objects and KV, as it lies on disk while nobody serves it: without the caches before them. @param {import("./worker.mjs").Worker} worker */
export function files(worker) {
  return worker.paused(async () => {
    const entries = await readdir(worker.data, { recursive: true, withFileTypes: true });
    const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name)).filter((path) => !path.includes("/cache/"));
    return Promise.all(paths.map(async (path) => ({ path, bytes: await readFile(path) })));
  });
}
