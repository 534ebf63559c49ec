// What an object keeps in its SQLite store. While the Worker stands still, another one of the same
// name opens its data: there, an object runs whatever statement it is sent.

import { Log, LogLevel, Miniflare } from "miniflare";

const SCRIPT = `
import { DurableObject } from "cloudflare:workers";
class Opened extends DurableObject {
  async fetch(request) {
    const [statement, ...values] = await request.json();
    return Response.json(this.ctx.storage.sql.exec(statement, ...values).toArray());
  }
}
export { Opened as ThreadObject, Opened as SiteObject, Opened as DeskObject };
export default { fetch: (request, env) => env.STORE.getByName(new URL(request.url).searchParams.get("name")).fetch(request) };
`;

/**
 * Opens the store of an object, and starts the Worker again afterwards.
 * @template T
 * @param {import("./worker.mjs").Worker} worker
 * @param {{ object: "ThreadObject" | "SiteObject" | "DeskObject", name: string }} which
 * @param {(sql: (statement: string, ...values: (string | number | null)[]) => Promise<any[]>) => Promise<T>} work
 */
export function opened(worker, { object, name }, work) {
  return worker.paused(async () => {
    const miniflare = new Miniflare({
      name: "postil",
      modules: [{ type: "ESModule", path: "store.mjs", contents: SCRIPT }],
      compatibilityDate: "2026-04-20",
      durableObjects: { STORE: { className: object, useSQLite: true } },
      defaultPersistRoot: worker.data,
      cf: false,
      log: new Log(LogLevel.ERROR),
    });
    try {
      await miniflare.ready;
      return await work(async (...statement) => {
        const response = await miniflare.dispatchFetch(`http://store/?name=${encodeURIComponent(name)}`, { method: "POST", body: JSON.stringify(statement) });
        if (!response.ok) throw new Error(await response.text());
        return /** @type {any[]} */ (await response.json());
      });
    } finally {
      await miniflare.dispose();
    }
  });
}
