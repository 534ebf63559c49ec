// A thread of several pages: each stands under its number, and every way of asking for one leads to
// the right rows.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";

import { Miniflare } from "miniflare";

import { Client, rowIds, sectionData, threadHash, uuid } from "./harness/client.mjs";
import { seed, text } from "./harness/seed.mjs";
import { stage } from "./harness/stage.mjs";
import { pool, ROOT, until } from "./harness/util.mjs";
import { startWorker } from "./harness/worker.mjs";

const PATH = "/2027/06/long/";
const SHORT = "/2027/06/short/";

describe("the pages of a long thread", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  /** @type {string} */
  let opener;
  before(async () => {
    on = await stage({ browser: false });
    await seed(on, SHORT, 5);
    // Conversations fill page 0; roots alone fill page 1, since each opens no other page before it is full.
    await seed(on, PATH, 200);
    await pool(Array.from({ length: 200 }), 4, (_, n) => on.client().posted(PATH, text(1000 + n)));
    await on.published(PATH);
    await on.published(SHORT);
  });
  after(() => on?.stop());

  it("a comment that opens a page changes two keys at most", async () => {
    const before = await versions();
    assert.deepEqual([...before.keys()].sort(), ["0", "1"]);
    opener = (await on.client().posted(PATH, "This opens the third page.")).id;
    await on.published(PATH);
    const later = await versions();
    const changed = [...later].filter(([page, version]) => before.get(page) !== version).map(([page]) => page);
    assert.deepEqual(changed.sort(), ["0", "2"]);
    assert.equal(later.get("1"), before.get("1"));
  });

  it("every page is found by its number, and all of them together are the thread", async () => {
    const found = [];
    for (const page of ["0", "1", "2"]) {
      const { status, text } = await on.client().thread(PATH, { page });
      assert.equal(status, 200);
      assert.equal(sectionData(text, "page"), page);
      found.push(...rowIds(text));
    }
    const all = (await on.client().all(PATH)).map(({ id }) => id);
    assert.deepEqual(found.sort(), all.sort());
    const { status, body } = await on.client().thread(PATH, { page: "3" });
    assert.deepEqual([status, body.code], [404, "page"]);
  });

  it("the last page is found through the first, and from the object where these are behind", async () => {
    const { text, headers } = await on.client().thread(PATH, { page: "last" });
    assert.equal(sectionData(text, "page"), "2");
    assert.deepEqual(rowIds(text), [opener]);
    const tag = headers.get("ETag") ?? "";
    assert.equal((await on.client().get("/v1/thread", { id: PATH, page: "last" }, { headers: { "If-None-Match": tag } })).status, 304);

    const { body } = await on.client().post(PATH, "And this is the newest.");
    const newer = await on.client().thread(PATH, { page: "last", min_v: String(body.version) });
    assert.deepEqual(rowIds(newer.text), [opener, body.comment.id]);
    const short = await on.client().thread(SHORT, { page: "last" });
    assert.equal(sectionData(short.text, "page"), "0");
    assert.equal(rowIds(short.text).length, 5);
    const none = await on.client().thread("/2027/06/never/", { page: "last" });
    assert.deepEqual([none.status, rowIds(none.text)], [200, []]);
  });

  it("a comment leads to the page that it is on, and one that is not there to the beginning", async () => {
    for (const page of ["0", "1", "2"]) {
      const ids = rowIds((await on.client().thread(PATH, { page })).text);
      const id = ids[ids.length >> 1];
      const { text } = await on.client().thread(PATH, { comment: id });
      assert.equal(sectionData(text, "page"), page);
      assert.ok(rowIds(text).includes(id));
    }
    const { status, text } = await on.client().thread(PATH, { comment: uuid() });
    assert.deepEqual([status, sectionData(text, "page")], [200, "0"]);
  });

  it("the best are whole conversations, those with the most useful comments first", async () => {
    const all = await on.client().all(PATH);
    const root = (/** @type {any} */ row) => Number(row.number.split(".")[0]);
    // The opener of page 2, an answer deep in page 0, and another root of page 0.
    const deep = all.filter((row) => row.depth > 0 && root(row) > 3).at(-1);
    const third = all.find((row) => row.depth === 0 && root(row) === 3);
    await useful(opener, 3);
    await useful(deep.id, 2);
    await useful(third.id, 1);

    const { text, status } = await on.client().thread(PATH, { page: "best" });
    assert.equal(status, 200);
    assert.equal(sectionData(text, "page"), "best");
    assert.equal(sectionData(text, "pages"), "3");
    const ids = rowIds(text);
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(ids.length >= 150 && ids.length <= 250, String(ids.length));

    const byId = new Map(all.map((row) => [row.id, row]));
    const order = [...new Set(ids.map((id) => root(byId.get(id))))];
    const first = [root(byId.get(opener)), root(deep), 3];
    assert.deepEqual(order.slice(0, 3), first);
    const rest = order.slice(3);
    assert.deepEqual(rest, [...rest].sort((a, b) => a - b), "then the earliest");
    for (const one of order) {
      const whole = all.filter((row) => root(row) === one).map(({ id }) => id);
      const shown = ids.filter((id) => root(byId.get(id)) === one);
      assert.deepEqual(shown, whole, `conversation ${one}`);
    }
  });

  it("the best of a thread of one page are that page, which the browser puts in order", async () => {
    const { text } = await on.client().thread(SHORT, { page: "best" });
    assert.equal(sectionData(text, "page"), "0");
    assert.equal(rowIds(text).length, 5);
  });

  it("says where it cannot be", async () => {
    for (const page of ["-1", "first", "99999999999"]) assert.equal((await on.client().thread(PATH, { page })).status, 404, page);
  });

  /** The version of each page in KV. @returns {Promise<Map<string, number>>} */
  async function versions() {
    const prefix = `thread/library-blog/${threadHash(PATH)}/`;
    const { keys } = await (await on.worker.kv()).list({ prefix });
    return new Map(keys.map(({ name, metadata }) => [name.slice(prefix.length), metadata.v]));
  }

  /** @param {string} id @param {number} votes */
  async function useful(id, votes) {
    for (let vote = 0; vote < votes; vote++) {
      const client = on.client();
      const { status, text } = await client.send(`/v1/comments/${id}/vote`, { site: client.site, thread: { id: PATH }, key: client.key, value: 1 });
      assert.equal(status, 200, text);
    }
  }
});

describe("a long thread that an earlier build has stored", () => {
  const told = JSON.parse(readFileSync(join(ROOT, "tests/fixtures/written-before.json"), "utf8"));
  const data = mkdtempSync(join(tmpdir(), "postil-pages-"));
  /** @type {import("./harness/worker.mjs").Worker} */
  let worker;
  const prefix = `thread/library-blog/${threadHash(told.long.path)}/`;
  before(async () => {
    execFileSync("tar", ["xzf", join(ROOT, "tests/fixtures/written-before.tar.gz"), "-C", data]);
    // Once this build runs, pages are put anew whenever that is due.
    assert.deepEqual(await stored(), ["0", "last"]);
    worker = await startWorker({ data, sites: told.sites });
  });
  after(async () => {
    await worker?.stop();
    rmSync(data, { recursive: true, force: true });
  });

  it("is read whole, whatever was put anew by then", async () => {
    const reader = new Client(worker);
    const pages = [];
    for (const page of ["0", "1"]) pages.push(rowIds((await reader.thread(told.long.path, { page })).text));
    assert.deepEqual(pages.flat().sort(), [...told.long.ids].sort());
    const { text } = await reader.thread(told.long.path, { page: "last" });
    assert.equal(sectionData(text, "page"), "1");
    assert.deepEqual(rowIds(text), pages[1]);
    assert.equal(sectionData((await reader.thread(told.long.path, { page: "best" })).text, "page"), "best");
  });

  it("goes on, with every page under its number and nothing left where nobody looks", async () => {
    const author = new Client(worker, { name: "Dee" });
    const { id } = await author.posted(told.long.path, "Written after the deployment.");
    const kv = await worker.kv();
    await until(async () => rowIds((await kv.get(`${prefix}1`)) ?? "").includes(id), { what: "page 1 to be put", within: 120_000 });
    await until(async () => (await kv.get(`${prefix}last`)) === "", { what: "the former key to be emptied", within: 120_000 });
    const { text } = await author.thread(told.long.path, { page: "last" });
    assert.ok(rowIds(text).includes(id));
  });

  /** The pages in KV, looked at without the Worker. */
  async function stored() {
    const miniflare = new Miniflare({ modules: true, script: "export default {}", kvNamespaces: { KV: "KV" }, defaultPersistRoot: data, cf: false });
    try {
      const kv = /** @type {any} */ (await miniflare.getKVNamespace("KV"));
      /** @type {{ keys: { name: string }[] }} */
      const { keys } = await kv.list({ prefix });
      return keys.map(({ name }) => name.slice(prefix.length)).sort();
    } finally {
      await miniflare.dispose();
    }
  }
});
