// What an earlier build's Worker has stored opens, is edited, and goes on here.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";

import { Client, deviceKey, rowIds, sectionData, threadHash } from "./harness/client.mjs";
import { textOf } from "./harness/desk-fake.mjs";
import { owner } from "./harness/staff.mjs";
import { ROOT, until } from "./harness/util.mjs";
import { startWorker } from "./harness/worker.mjs";

const FOLDER = join(ROOT, "tests/fixtures");
const told = JSON.parse(readFileSync(join(FOLDER, "written-before.json"), "utf8"));
const BLOG = told.sites[0].origins[0];

describe("what the build before this one has stored", () => {
  /** @type {import("./harness/worker.mjs").Worker} */
  let worker;
  /** @type {string} */
  let data;
  /** @type {import("./harness/staff.mjs").Desk} */
  let desk;
  /** @type {Client} */
  let ada;
  /** @type {Client} */
  let bo;

  before(async () => {
    data = mkdtempSync(join(tmpdir(), "postil-before-"));
    execFileSync("tar", ["xzf", join(FOLDER, "written-before.tar.gz"), "-C", data]);
    // The fixture grows old: its authors may edit for as long as it takes.
    const sites = told.sites.map((/** @type {any} */ site) => ({ ...site, edit_hours: 1_000_000 }));
    worker = await startWorker({ data, sites });
    desk = await owner(worker);
    ada = new Client(worker, { blog: BLOG, name: "Ada", key: told.keys.ada });
    bo = new Client(worker, { blog: BLOG, name: "Bo", key: told.keys.bo });
  });
  after(async () => {
    await worker?.stop();
    rmSync(data, { recursive: true, force: true });
  });

  const about = (/** @type {Client} */ who, /** @type {string} */ path) => ({ site: who.site, thread: { id: path }, key: who.key });

  /** A view of a site at the desk. @param {string} site @param {string} view @param {Record<string, string>} [query] */
  async function look(site, view, query = {}) {
    const { status, body, text } = await desk.get("queue", { site, view, most: "200", ...query });
    assert.equal(status, 200, text);
    return body;
  }

  /** A comment at the desk, once it is in a view. @param {string} site @param {string} view @param {string} id @param {(row: any) => boolean} [fits] */
  const row = (site, view, id, fits = () => true) =>
    until(async () => (await look(site, view)).rows.find((/** @type {any} */ one) => one.id === id && fits(one)), { what: `${id} to be among the ${view}`, within: 60_000 });

  /** @param {string} site @param {any} row @param {string} [act] */
  async function decide(site, row, act = "approve") {
    const id = randomUUID();
    const rows = [{ seq: row.seq, text: textOf(row.body, row.change) }];
    const acted = await desk.done("act", { site, act, which: { rows }, id });
    assert.deepEqual([acted.changed, acted.left], [1, 0]);
    return id;
  }

  it("comes to the desk by itself, from threads that nobody has touched", async () => {
    await row("careful-blog", "held", told.held.id);
    await until(async () => (await look("library-blog", "recent")).total === 3 + 230, { what: "all comments at the desk", within: 120_000 });
    const { rows } = await look("library-blog", "recent", { q: told.short.path });
    const { first, answer, second } = told.short;
    assert.deepEqual(rows.map((/** @type {any} */ one) => one.id).sort(), [first, answer, second].sort());
  });

  it("opens from KV, as it was published", async () => {
    const { status, text } = await ada.thread(told.short.path);
    assert.equal(status, 200);
    assert.deepEqual(rowIds(text), [told.short.first, told.short.answer, told.short.second]);
    const long = await ada.thread(told.long.path);
    assert.equal(sectionData(long.text, "count"), "230");
  });

  it("opens on every page of a long thread, whose last page had another name", async () => {
    const seen = new Set();
    for (const page of ["0", "1", "last"]) {
      const { status, text } = await ada.thread(told.long.path, { page });
      assert.equal(status, 200, page);
      for (const id of rowIds(text)) seen.add(id);
    }
    assert.deepEqual([...seen].sort(), [...told.long.ids].sort());
  });

  it("is edited by its author and by nobody else", async () => {
    const route = `/v1/comments/${told.short.first}/edit`;
    const source = await ada.send(route, about(ada, told.short.path));
    assert.equal(source.body.body, "The *first* thought, by Ada.");
    const stranger = new Client(worker, { blog: BLOG, key: deviceKey() });
    assert.equal((await stranger.send(route, { ...about(stranger, told.short.path), body: "Mine now." })).status, 403);
    const edited = await ada.send(route, { ...about(ada, told.short.path), body: "The first thought, *mended*." });
    assert.equal(edited.status, 200, edited.text);
    assert.match(edited.body.comment.html, /<em>mended<\/em>/);
    assert.equal(edited.body.comment.number, "1");
  });

  it("is voted for", async () => {
    const voted = await bo.send(`/v1/comments/${told.short.second}/vote`, { ...about(bo, told.short.path), value: 1 });
    assert.deepEqual([voted.status, voted.body.score], [200, 1], voted.text);
  });

  it("goes on with the next numbers", async () => {
    const root = await bo.posted(told.short.path, "Another thought.");
    const reply = await bo.posted(told.short.path, "And an answer.", { parent: told.short.first });
    assert.deepEqual([root.number, reply.number], ["3", "1.2"]);
    const more = await bo.posted(told.long.path, "One more on the long one.");
    const rows = await bo.all(told.long.path);
    assert.equal(rows.length, 231);
    assert.equal(rows.filter((row) => row.number === more.number).length, 1);
  });

  it("knows what each has written, once the threads have been touched", async () => {
    await until(
      async () => {
        const { body } = await ada.send("/v1/me", { site: ada.site, key: ada.key, do: "list" });
        const ids = body.comments.map((/** @type {any} */ one) => one.id);
        const long = told.long.ids.filter((/** @type {string} */ _, /** @type {number} */ n) => n % 50 === 0);
        return [told.short.first, told.short.second, ...long].every((id) => ids.includes(id));
      },
      { what: "the list of all that Ada has written" },
    );
  });

  it("is deleted by its author, and leaves a tombstone where it was answered", async () => {
    const deleted = await ada.send(`/v1/comments/${told.short.first}/delete`, about(ada, told.short.path));
    assert.equal(deleted.status, 200, deleted.text);
    const { body } = await ada.json(told.short.path);
    assert.equal(body.count, 4);
    assert.equal(body.comments[0].state, "removed");
    assert.equal(body.comments[0].html, "");
  });

  it("keeps what waits waiting, and its author may mend it", async () => {
    const careful = new Client(worker, { blog: BLOG, site: "careful-blog", name: "Cy", key: told.keys.careful });
    const edited = await careful.send(`/v1/comments/${told.held.id}/edit`, { ...about(careful, told.held.path), body: "This one waits, mended." });
    assert.ok([200, 202].includes(edited.status), edited.text);
    assert.equal(edited.body.comment.state, "held");
    assert.equal((await careful.json(told.held.path)).body.count, 0);
  });

  it("waits in the queue, is approved there and shown, and waits again when that is undone", async () => {
    const site = "careful-blog";
    const reader = new Client(worker, { blog: BLOG, site });
    const held = await row(site, "held", told.held.id);
    assert.deepEqual([held.thread, held.name, held.state], [told.held.path, "Cy", "held"]);
    const action = await decide(site, held);
    await until(async () => (await reader.json(told.held.path)).body.count === 1, { what: "the comment to be shown" });
    const undone = await desk.done("undo", { site, action });
    assert.deepEqual([undone.changed, undone.left], [1, 0]);
    await until(async () => (await reader.json(told.held.path)).body.count === 0, { what: "the comment to wait again" });
    assert.equal((await row(site, "held", told.held.id)).state, "held");
  });

  it("waits with an edit, which is taken, and waits again when that is undone", async () => {
    const site = "library-blog";
    const { body: declared } = await desk.get("site", { site });
    await desk.done("site", { ...declared, site: { ...declared.site, policy: { ...declared.site.policy, words: [{ pattern: "perhaps", act: "hold" }] } } });
    const edited = await bo.send(`/v1/comments/${told.short.answer}/edit`, { ...about(bo, told.short.path), body: "An answer by Bo, perhaps." });
    assert.equal(edited.status, 202, edited.text);
    const shown = async () => (await bo.all(told.short.path)).find((one) => one.id === told.short.answer)?.html;
    assert.match(await shown(), /An answer by Bo\./);
    const waits = await row(site, "held", told.short.answer);
    assert.deepEqual([waits.body, waits.change], ["An answer by Bo.", "An answer by Bo, perhaps."]);
    const action = await decide(site, waits);
    await until(async () => (await shown())?.includes("perhaps"), { what: "the edit to be shown" });
    assert.equal((await row(site, "recent", told.short.answer, (one) => one.former > 0)).body, "An answer by Bo, perhaps.");
    await desk.done("undo", { site, action });
    await until(async () => !(await shown())?.includes("perhaps"), { what: "the text from before to be shown" });
    assert.equal((await row(site, "held", told.short.answer)).change, "An answer by Bo, perhaps.");
  });

  it("is removed by a moderator and restored at its own place", async () => {
    const site = "library-blog";
    const numbers = async () => (await bo.all(told.short.path)).map(({ id, number, state }) => [id, number, state]);
    const before = await numbers();
    const action = await decide(site, await row(site, "recent", told.short.second), "remove");
    await until(async () => !(await numbers()).some(([id]) => id === told.short.second), { what: "the comment to be away" });
    await desk.done("undo", { site, action });
    await until(async () => (await numbers()).length === before.length, { what: "the comment to be back" });
    assert.deepEqual(await numbers(), before);
  });

  it("is published anew, each page under its number", async () => {
    const kv = await worker.kv();
    const hash = threadHash(told.long.path);
    await until(
      async () => {
        const { keys } = await kv.list({ prefix: `thread/library-blog/${hash}/` });
        const page = keys.find(({ name }) => name.endsWith("/1"));
        return page?.metadata.v > 230;
      },
      { what: "the second page in KV", within: 120_000 },
    );
  });
});
