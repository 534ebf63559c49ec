// What the build before this one had stored of a site that was moderated opens, is edited and moderated here;
// it is exported, and imports come to it.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";

import { Client, flatten } from "./harness/client.mjs";
import { textOf } from "./harness/desk-fake.mjs";
import { comment, exported, Importing, importedId, mention, threadLines } from "./harness/importing.mjs";
import { owner } from "./harness/staff.mjs";
import { ROOT, until } from "./harness/util.mjs";
import { startWorker } from "./harness/worker.mjs";

const FOLDER = join(ROOT, "tests/fixtures");
const told = JSON.parse(readFileSync(join(FOLDER, "moderated-before.json"), "utf8"));
const { path } = told;
const [{ id: SITE, origins: [BLOG] }] = told.sites;

describe("a moderated site that the build before this one has stored", () => {
  /** @type {import("./harness/worker.mjs").Worker} */
  let worker;
  /** @type {string} */
  let data;
  /** @type {import("./harness/staff.mjs").Desk} */
  let desk;
  before(async () => {
    data = mkdtempSync(join(tmpdir(), "postil-moderated-"));
    execFileSync("tar", ["xzf", join(FOLDER, "moderated-before.tar.gz"), "-C", data]);
    // The fixture grows old: its authors may edit for as long as it takes.
    worker = await startWorker({ data, sites: told.sites.map((/** @type {any} */ site) => ({ ...site, edit_hours: 1_000_000 })) });
    desk = await owner(worker);
  });
  after(async () => {
    await worker?.stop();
    rmSync(data, { recursive: true, force: true });
  });

  const client = (/** @type {string} */ name) => new Client(worker, { blog: BLOG, site: SITE, name, key: told.keys[name.toLowerCase()] });
  const rows = async () => flatten((await client("Ada").json(path)).body.comments);
  const row = (/** @type {string} */ view, /** @type {string} */ id) =>
    until(async () => (await desk.get("queue", { site: SITE, view, most: "200" })).body.rows.find((/** @type {any} */ one) => one.id === id), { what: `${id} to be among the ${view}` });

  it("opens with what was decided", async () => {
    const { body } = await client("Ada").json(path);
    assert.deepEqual([body.count, body.title], [3, "A confirmed title"]);
    assert.deepEqual((await rows()).map((one) => [one.number, one.id]), [["1", told.first], ["1.1", told.answer], ["2", told.pinned]]);
    assert.match((await client("Ada").thread(path)).text, /<li class="pinned">.*which is pinned/s);
    for (const [view, id] of [["held", told.held], ["held", told.first], ["removed", told.removed]]) await row(view, id);
    assert.equal((await desk.get("bans", { site: SITE })).body.bans[0].name, "Bo");
    assert.equal((await desk.get("imports", { site: SITE })).body.imports.length, 0);
  });

  it("is exported whole", async () => {
    const lines = await threadLines(desk, SITE, path);
    assert.deepEqual([lines[0].title, lines[0].pinned], ["A confirmed title", told.pinned]);
    assert.deepEqual(lines.slice(1).map((line) => [line.comment, line.state, line.votes?.length ?? 0]), [
      [told.first, "published", 0],
      [told.answer, "published", 1],
      [told.pinned, "published", 0],
      [told.removed, "removed", 0],
      [told.held, "held", 0],
    ]);
    assert.deepEqual([lines[1].former.length, lines[1].change.body], [1, "The *first* thought, on returns."]);
    assert.equal(JSON.parse((await exported(desk, SITE))[0]).bans.length, 1);
  });

  it("takes an import, which goes again", async () => {
    const one = new Importing(desk, SITE, "to-older");
    await one.did("begin");
    assert.deepEqual(await one.add(path, [comment("o1"), comment("o2", { parent: "o1" })], [mention("om")], { line: { title: "Another title" } }), ["new", "new", "new"]);
    assert.deepEqual((await rows()).slice(3).map((one) => [one.id, one.depth]), [[importedId("o1"), 0], [importedId("o2"), 1]]);
    assert.equal((await client("Ada").json(path)).body.title, "A confirmed title", "what was confirmed stays");
    await one.did("undo");
    await until(async () => (await one.row()).undoing === 0, { what: "the undoing" });
    assert.deepEqual((await rows()).map((one) => one.id), [told.first, told.answer, told.pinned]);
  });

  it("is edited, moderated and written on", async () => {
    const { status } = await client("Ada").edit(path, told.pinned, "A second one by Ada, which is pinned and edited.");
    assert.equal(status, 200);
    for (const [view, id] of [["held", told.held], ["removed", told.removed]]) {
      const { seq, body, change } = await row(view, id);
      await desk.done("act", { site: SITE, act: "approve", which: { rows: [{ seq, text: textOf(body, change) }] }, id: `approve-${id}` });
    }
    await until(async () => (await rows()).some((one) => one.id === told.held) && (await rows()).some((one) => one.id === told.removed), { what: "both to be shown" });
    const { id } = await client("Ada").posted(path, "And this is new.", { parent: told.answer });
    assert.ok((await rows()).some((one) => one.id === id && one.number === "1.1.1"));
    assert.equal((await client("Bo").post(path, "Held, since I am banned.")).status, 202);
  });
});
