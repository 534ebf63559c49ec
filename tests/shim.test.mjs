// The shim between workerd and the WASM: a trap costs the calls that are under way, never the isolate.
//
// The backend has no route that panics, so the place of each of its modules is taken by a few lines
// with the same exports and a WASM module whose one function traps.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";

import { Log, LogLevel, Miniflare } from "miniflare";

import { ROOT } from "./harness/util.mjs";

/** `(module (func (export "trap") unreachable))` */
const TRAP = Uint8Array.from(
  "0061736d01000000 01040160000003020100 0708010474726170 0000 0a05010300000b".replaceAll(" ", "").match(/../g) ?? [],
  (byte) => parseInt(byte, 16),
);

const GLUE = `
let module, instance, life = 0;
export function initSync(options) { module = options.module; __wbg_reset_state(); }
export function __wbg_reset_state() { instance = new WebAssembly.Instance(module); life++; }
// As wasm-bindgen's futures do: the work runs in a microtask of its own, and a trap in it reaches no promise.
const later = (work) => new Promise((done) => setTimeout(() => queueMicrotask(() => done(work())), 5));
const slow = () => new Promise((done) => setTimeout(() => done(new Response("slow")), 1000));
export async function fetch(request, env) {
  const { pathname } = new URL(request.url);
  if (pathname.startsWith("/object")) return env.THREADS.get(env.THREADS.idFromName("one")).fetch(request);
  if (pathname.startsWith("/site")) return env.SITES.get(env.SITES.idFromName("one")).fetch(request);
  if (!/^\\/(trap|throw|slow|$)/.test(pathname) && !pathname.endsWith("/trap")) return new Response(home);
  if (pathname.endsWith("/trap")) instance.exports.trap();
  if (pathname === "/trap-later") return later(() => instance.exports.trap());
  if (pathname === "/throw") throw new Error("an error of the ordinary kind");
  if (pathname === "/slow") return slow();
  return new Response("life " + life);
}
class Kept {
  constructor(ctx, env) { this.ctx = ctx; this.life = life; this.calls = 0; }
  async fetch(request) {
    if (this.life !== life) return new Response("called over its grave", { status: 500 });
    await this.ctx.storage.put("n", ((await this.ctx.storage.get("n")) ?? 0) + 1);
    if (request.url.endsWith("/trap")) return later(() => instance.exports.trap());
    return new Response((await this.ctx.storage.get("n")) + " stored, " + ++this.calls + " in memory of " + home);
  }
  async alarm() {}
}
export { Kept as ThreadObject, Kept as SiteObject, Kept as DeskObject, Kept as LedgerObject };
`;

describe("the shim", () => {
  /** @type {Miniflare} */
  let miniflare;
  before(async () => {
    miniflare = new Miniflare({
      modules: [
        { type: "ESModule", path: "shim.js", contents: readFileSync(join(ROOT, "backend/shim.js"), "utf8") },
        ...["threads", "sites"].flatMap((name) => [
          { type: /** @type {const} */ ("ESModule"), path: `${name}/index.js`, contents: GLUE.replace("life =", `home = "${name}", life =`) },
          { type: /** @type {const} */ ("CompiledWasm"), path: `${name}.wasm`, contents: TRAP },
        ]),
      ],
      compatibilityDate: "2026-04-20",
      durableObjects: {
        THREADS: { className: "ThreadObject", useSQLite: true },
        SITES: { className: "SiteObject", useSQLite: true },
      },
      cf: false,
      log: new Log(LogLevel.NONE),
      handleRuntimeStdio: (/** @type {import("node:stream").Readable[]} */ ...streams) => streams.forEach((stream) => stream.resume()),
    });
    await miniflare.ready;
  });
  after(() => miniflare?.dispose());

  const get = async (/** @type {string} */ path) => {
    const response = await miniflare.dispatchFetch(`http://worker${path}`);
    return { status: response.status, type: response.headers.get("Content-Type"), text: await response.text() };
  };

  for (const path of ["/trap", "/trap-later"]) {
    it(`answers ${path} with a problem, and the next call from a new instance`, async () => {
      const before = Number((await get("/")).text.split(" ")[1]);
      const { status, type, text } = await get(path);
      assert.equal(status, 500);
      assert.equal(type, "application/problem+json");
      assert.equal(JSON.parse(text).code, "internal");
      assert.equal((await get("/")).text, `life ${before + 1}`);
    });
  }

  it("starts no new instance for an ordinary error", async () => {
    const before = (await get("/")).text;
    assert.equal((await get("/throw")).status, 500);
    assert.equal((await get("/")).text, before);
  });

  it("lets no call hang that was under way", async () => {
    const answers = await Promise.all([get("/slow"), get("/trap-later"), get("/slow")]);
    assert.deepEqual(answers.map(({ status }) => status), [500, 500, 500]);
    assert.equal((await get("/slow")).text, "slow");
  });

  it("makes objects anew, over what they had stored", async () => {
    assert.equal((await get("/object")).text, "1 stored, 1 in memory of threads");
    assert.equal((await get("/object")).text, "2 stored, 2 in memory of threads");
    assert.equal((await get("/object/trap")).status, 500);
    assert.equal((await get("/object")).text, "4 stored, 1 in memory of threads");
    await get("/trap-later");
    assert.equal((await get("/object")).text, "5 stored, 1 in memory of threads");
  });

  it("has the desk and the sites answered by a module of their own", async () => {
    for (const path of ["/home", "/v1/page", "/deskchair", "/v1/moderate/link", "/x/desk"]) assert.equal((await get(path)).text, "threads", path);
    for (const path of ["/desk", "/desk/", "/desk?lang=de", "/v1/desk/me", "/v1/queue-feed?token=x"]) assert.equal((await get(path)).text, "sites", path);
    assert.match((await get("/site")).text, /in memory of sites$/);
    assert.match((await get("/object")).text, /in memory of threads$/);
  });

  it("starts the one anew where the other trapped, and loses no call for it", async () => {
    assert.match((await get("/site")).text, /^\d+ stored/);
    assert.equal((await get("/v1/desk/trap")).status, 500);
    assert.match((await get("/site")).text, /, 1 in memory of sites$/);
    assert.equal((await get("/site/trap")).status, 500);
    assert.match((await get("/site")).text, /, 1 in memory of sites$/);
    assert.match((await get("/")).text, /^life \d+$/);
  });

  it("survives a hundred traps in a row", async () => {
    for (let n = 0; n < 100; n++) assert.equal((await get("/trap")).status, 500);
    assert.match((await get("/")).text, /^life \d+$/);
  });
});
