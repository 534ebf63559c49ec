// Importing and undoing it, on the real Worker: what was sent is there, once, at its place, and goes again.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, describe, it } from "node:test";

import { flatten, sectionData, threadHash } from "./harness/client.mjs";
import { textOf } from "./harness/desk-fake.mjs";
import { BEGAN, comment, exported, Importing, importedId, mention, stone, threadLines } from "./harness/importing.mjs";
import { moderator, owner } from "./harness/staff.mjs";
import { stage } from "./harness/stage.mjs";
import { contents } from "./harness/store.mjs";
import { sleep, until } from "./harness/util.mjs";

/** @typedef {import("./harness/staff.mjs").Desk} Desk */

const SITE = "moved";

describe("an import", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  /** @type {Desk} */
  let desk;
  before(async () => {
    on = await stage({ browser: false, sites: (blog) => [{ id: SITE, origins: [blog], policy: { let_in: "open", defence: false } }] });
    desk = await owner(on.worker);
  });
  after(() => on?.stop());

  const reader = () => on.client({ name: "Bo", site: SITE });
  /** @param {string} path */
  const data = async (path) => (await reader().json(path)).body;
  /** Number, text and moment of each row. @param {string} path */
  const rows = async (path) => flatten((await data(path)).comments).map((/** @type {any} */ one) => [one.number, one.html, one.created]);
  /** @param {string} id */
  const begun = async (id) => {
    const importing = new Importing(desk, SITE, id);
    await importing.did("begin");
    return importing;
  };

  it("is there from the first minute, in its order, with its authors, its moments and its mentions", async () => {
    const path = "/2019/05/kept/";
    const one = await begun("kept");
    const outcomes = await one.add(
      path,
      [
        comment("k1", { created: BEGAN, url: "https://ada.example/" }),
        comment("k2", { created: BEGAN + 1_000, parent: "k1", name: "Bo", key: "b".repeat(64), badge: "Librarian" }),
        comment("k3", { created: BEGAN + 2_000, state: "held", reason: "policy" }),
        stone("k4", { created: BEGAN + 3_000 }),
        comment("k5", { created: BEGAN + 4_000, parent: "k4" }),
        comment("k6", { created: BEGAN + 5_000 }),
      ],
      [mention("m1")],
      { line: { title: "Kept", address: `${on.blog.origin}${path}` } },
    );
    assert.deepEqual(outcomes, Array(7).fill("new"));
    assert.equal((await one.did("end", { done: [threadHash(path)] })).state, "done");
    // Nobody has put it into KV yet: readers are sent to the object, as soon as the settings say so.
    await until(async () => sectionData((await reader().thread(path)).text, "count") === "4", { what: "four comments", within: 90_000 });
    const thread = await data(path);
    assert.equal(thread.count, 4);
    assert.deepEqual(thread.mentions, [{ name: "The page m1", url: "https://other.example/m1", created: "2019-05-01T13:00:00Z" }]);
    const flat = flatten(thread.comments);
    assert.deepEqual(
      flat.map((one) => [one.number, one.id, one.state]),
      [
        ["1", importedId("k1"), "published"],
        ["1.1", importedId("k2"), "published"],
        ["3", importedId("k4"), "removed"],
        ["3.1", importedId("k5"), "published"],
        ["4", importedId("k6"), "published"],
      ],
    );
    assert.deepEqual([flat[0].created, flat[0].author.name, flat[0].author.url], ["2019-05-01T12:00:00Z", "Ada", "https://ada.example/"]);
    assert.deepEqual([flat[1].author.badge, flat[0].author.mark === flat[4].author.mark, flat[0].author.mark === flat[1].author.mark], ["Librarian", true, false]);
    await until(async () => (await data(path)).title === "Kept", { what: "the title" });
  });

  it("comes into KV when it has its turn", async () => {
    await until(async () => (await on.worker.kv()).get(`thread/${SITE}/${threadHash("/2019/05/kept/")}/0`), { what: "the page in KV", within: 120_000 });
  });

  it("is seen by moderators, who are not told of each, and can be decided about", async () => {
    const [held] = await until(async () => {
      const { rows } = (await desk.get("queue", { site: SITE, view: "held" })).body;
      return rows.length > 0 && rows;
    }, { what: "what waits" });
    assert.equal(held.id, importedId("k3"));
    const { rows: recent } = (await desk.get("queue", { site: SITE, view: "recent" })).body;
    assert.deepEqual(new Set(recent.map((/** @type {any} */ row) => row.id)), new Set(["k1", "k2", "k5", "k6"].map(importedId)));
    await desk.done("act", { site: SITE, act: "approve", which: { all: { view: "held", q: "", upto: 1e9 } }, id: "approve-k3" });
    await until(async () => (await rows("/2019/05/kept/")).some(([number]) => number === "2"), { what: "the approved comment at its own place" });
  });

  it("doubles nothing when it is sent again, in part or as a whole", async () => {
    const path = "/2019/05/twice/";
    const batch = [comment("t1"), comment("t2", { parent: "t1" })];
    const one = await begun("twice");
    assert.deepEqual(await one.add(path, batch.slice(0, 1)), ["new"]);
    assert.deepEqual(await one.add(path, batch, [mention("tm")]), ["there", "new", "new"]);
    const other = await begun("twice-more");
    assert.deepEqual(await other.add(path, [...batch, comment("t3")], [mention("tm")]), ["there", "there", "new", "there"]);
    assert.deepEqual((await rows(path)).map(([number]) => number), ["1", "1.1", "2"]);
    assert.deepEqual([(await one.row()).comments, (await other.row()).comments], [2, 1]);
    // The second can go without the first.
    await other.did("undo");
    await until(async () => (await rows(path)).length === 2, { what: "what the second has brought to go" });
    assert.deepEqual((await one.row()).state, "running");
  });

  it("knows which threads are finished when it goes on", async () => {
    const one = await begun("goes-on");
    await one.add("/2019/05/a/", [comment("g1")]);
    await one.add("/2019/05/b/", [comment("g2")], [], { done: [threadHash("/2019/05/a/")] });
    assert.deepEqual((await one.did("begin")).done, [threadHash("/2019/05/a/")]);
  });

  it("goes when it is undone, and leaves what readers have written", async () => {
    const path = "/2019/05/undone/";
    const one = await begun("undone");
    await one.add(path, [comment("u1"), comment("u2", { parent: "u1" }), comment("u3")], [mention("um")]);
    await until(async () => (await data(path)).count === 3, { what: "the import" });
    const reply = await reader().posted(path, "I remember that well.", { parent: importedId("u2") });
    await one.did("undo");
    await until(async () => (await one.row()).undoing === 0, { what: "the undoing" });
    const thread = await data(path);
    assert.deepEqual(flatten(thread.comments).map((one) => [one.id, one.state, one.author.name]), [
      [importedId("u1"), "removed", ""],
      [importedId("u2"), "removed", ""],
      [reply.id, "published", "Bo"],
    ]);
    assert.deepEqual([thread.count, thread.mentions], [1, []]);
    assert.ok(!JSON.stringify(await exported(desk, SITE)).includes("What u1 says."));
    assert.deepEqual((await desk.get("queue", { site: SITE, view: "recent", q: "what u1 says" })).body.rows, []);
    // What was undone can be imported again: the tombstones are filled.
    await one.did("begin");
    assert.deepEqual(await one.add(path, [comment("u1"), comment("u2", { parent: "u1" }), comment("u3")]), ["new", "new", "new"]);
    assert.deepEqual((await rows(path)).map(([number]) => number), ["1", "1.1", "1.1.1", "3"]);
  });

  it("leaves nothing at all where nobody has written", async () => {
    const path = "/2019/05/nothing/";
    const one = await begun("nothing");
    await one.add(path, [comment("n1"), comment("n2", { parent: "n1" })], [mention("nm")], { line: { title: "Nothing", door: "closed" } });
    await until(async () => (await desk.get("queue", { site: SITE, view: "recent", q: "what n2 says" })).body.rows.length === 1, { what: "the desk to know" });
    await one.did("undo");
    await until(async () => (await one.row()).undoing === 0, { what: "the undoing" });
    const { threads } = (await desk.get("threads", { site: SITE, q: "nothing" })).body;
    assert.deepEqual(threads, []);
    assert.deepEqual((await data(path)).comments, []);
    assert.deepEqual((await desk.get("queue", { site: SITE, view: "recent", q: "what n1 says" })).body.rows, []);
    assert.ok(!JSON.stringify(await exported(desk, SITE)).includes("nothing"));
    const kv = await on.worker.kv();
    await until(async () => !(await kv.get(`thread/${SITE}/${threadHash(path)}/0`))?.includes("What n1 says."), { what: "nothing of it in KV" });
    // Its numbers are free again: nobody has seen them.
    await reader().posted(path, "The first to write here.");
    assert.deepEqual((await rows(path)).map(([number]) => number), ["1"]);
  });

  it("is in no feed, and what a moderator has shown of it goes from there with it", async () => {
    const path = "/2019/05/fed/";
    const one = await begun("fed");
    await one.add(path, [comment("f1"), comment("f2", { state: "held", created: Date.now() })]);
    /** What the site's feed is made of: it is put at most every five minutes. */
    const feed = async () => {
      const [{ tables }] = await contents(on.worker, [{ object: "SiteObject", name: SITE }]);
      return JSON.stringify(tables.feed.rows);
    };
    const [row] = await until(async () => {
      const { rows } = (await desk.get("queue", { site: SITE, view: "held", q: "what f2 says" })).body;
      return rows.length > 0 && rows;
    }, { what: "what waits" });
    await desk.done("act", { site: SITE, act: "approve", which: { rows: [{ seq: row.seq, text: textOf(row.body, row.change) }] }, id: "approve-f2" });
    await until(async () => (await rows(path)).length === 2, { what: "it to be shown" });
    await sleep(3_000);
    assert.ok((await feed()).includes("What f2 says."));
    assert.ok(!(await feed()).includes("What f1 says."));
    await one.did("undo");
    await until(async () => (await one.row()).undoing === 0, { what: "the undoing" });
    await sleep(3_000);
    assert.doesNotMatch(await feed(), /What f[12] says/);
  });

  it("does not bring back what its author has deleted, also after it was undone", async () => {
    const path = "/2019/05/gone-for-good/";
    const author = on.client({ name: "Cy", site: SITE });
    const key = createHash("sha256").update(author.key).digest("hex");
    const batch = [comment("d1", { key, sent: "0".repeat(64), number: "1" }), comment("d2", { parent: "d1" })];
    const one = await begun("gone-for-good");
    await one.add(path, batch);
    assert.equal((await author.delete(path, importedId("d1"))).status, 200);
    await one.did("undo");
    await until(async () => (await one.row()).undoing === 0, { what: "the undoing" });
    await one.did("begin");
    assert.deepEqual(await one.add(path, batch), ["there", "new"]);
    assert.ok(!JSON.stringify(await exported(desk, SITE)).includes("What d1 says."));
  });

  it("closes a thread, which is open again when it is undone", async () => {
    const path = "/2019/05/closed/";
    const one = await begun("closed");
    await one.add(path, [comment("c1")], [], { line: { title: "Closed", door: "closed" } });
    const closed = async () => (await reader().thread(path, { min_v: "1" })).text.includes("data-closed");
    await until(closed, { what: "the thread to be closed" });
    assert.equal((await reader().post(path, "Too late.")).status, 403);
    await one.did("undo");
    await until(async () => (await one.row()).undoing === 0, { what: "the undoing" });
    assert.equal((await reader().post(path, "Not too late.")).status, 201);
    await until(async () => !(await closed()), { what: "the thread to be open" });
    // It does so likewise where somebody has written before, and is undone likewise.
    await one.did("begin");
    await one.add(path, [comment("c1")], [], { line: { title: "Closed", door: "closed" } });
    await until(closed, { what: "the thread to be closed again" });
    await one.did("undo");
    await until(async () => !(await closed()), { what: "the thread to be open again" });
    assert.equal((await data(path)).title, undefined);
  });

  it("gives a number to whatever is shown", async () => {
    const path = "/2019/05/merged/";
    const one = await begun("merged");
    const sent = "0".repeat(64);
    await one.add(path, [comment("m1", { sent }), comment("m2", { sent, parent: "m1" }), comment("m3", { sent, number: "4294967295" })]);
    assert.deepEqual((await rows(path)).map(([number]) => number), ["1", "1.1", "2"]);
    await reader().posted(path, "And so on.");
    assert.deepEqual((await rows(path)).map(([number]) => number), ["1", "1.1", "2", "3"]);
  });

  it("does not bring back what its author has deleted", async () => {
    const path = "/2019/05/deleted/";
    const author = on.client({ name: "Cy", site: SITE });
    const { id } = await author.posted(path, "I should not have said that.");
    const lines = await threadLines(desk, SITE, path);
    assert.equal((await author.delete(path, id)).status, 200);
    const one = await begun("deleted");
    assert.deepEqual(await one.add(path, lines.slice(1)), ["there"]);
    assert.ok(!JSON.stringify(await exported(desk, SITE)).includes("I should not have said that."));
  });

  it("is the owner's alone, and takes nothing that is not what it should be", async () => {
    const one = await begun("refused");
    const other = await moderator(desk);
    const theirs = new Importing(other, SITE, "theirs");
    assert.equal((await theirs.step("begin")).status, 403);
    assert.equal((await theirs.send("/x/", [])).status, 403);
    assert.equal((await other.get("export", { site: SITE })).status, 403);
    const bad = [
      comment("b", { name: " " }),
      comment("b", { body: "" }),
      comment("b", { body: "a".repeat(65_536) }),
      comment("b", { key: "short" }),
      comment("b", { key: undefined }),
      comment("b", { number: "1.0" }),
      comment("b", { comment: "not-an-id" }),
      comment("b", { url: "javascript:alert(1)" }),
      comment("b", { votes: ["x"] }),
    ];
    for (const line of bad) {
      const { status, text } = await one.send("/2019/05/refused/", [comment("good"), line]);
      assert.ok([400, 422].includes(status), `${JSON.stringify(line).slice(0, 200)}: ${status} ${text}`);
    }
    assert.deepEqual((await data("/2019/05/refused/")).comments, [], "a batch is written as a whole, or not");
    assert.equal((await one.send("/2019/05/refused/", Array.from({ length: 101 }, (_, n) => comment(`many${n}`)))).status, 422);
    assert.equal((await new Importing(desk, SITE, "never-begun").send("/x/", [])).status, 404);
  });
});

describe("an export", () => {
  it("put in the place of an empty site gives the very same site", async () => {
    const sites = (/** @type {string} */ blog) => [{ id: SITE, title: "As it was", origins: [blog], policy: { let_in: "open", defence: false, words: [{ pattern: "returns", act: "hold" }] } }];
    const from = await stage({ browser: false, sites });
    const to = await stage({ browser: false, sites: () => [{ id: SITE, origins: ["https://elsewhere.example"], policy: "open" }] });
    try {
      const [there, here] = [await owner(from.worker), await owner(to.worker)];
      const path = "/round/trip/";
      const [ada, bo] = [from.client({ name: "Ada", site: SITE }), from.client({ name: "Bo", site: SITE })];
      const first = await ada.posted(path, "The *first* of them.", { url: "https://ada.example/", thread: { title: "A round trip" } });
      const reply = await bo.posted(path, "A reply.", { parent: first.id });
      await bo.posted(path, "Another root.");
      await bo.vote(path, first.id);
      assert.equal((await ada.edit(path, first.id, "The *first* of them, edited.")).status, 200);
      assert.equal((await ada.edit(path, first.id, "The *first* of them, on returns.")).status, 202);
      assert.equal((await bo.post(path, "Where are the returns?")).status, 202);
      await bo.delete(path, reply.id);
      await bo.posted("/another/", "On another thread.");
      assert.equal((await bo.post("/waiting/", "Only returns, on a thread of its own.")).status, 202);
      const one = new Importing(there, SITE, "before");
      await one.did("begin");
      await one.add(path, [comment("old"), comment("older", { parent: "old", state: "held" })], [mention("of-old")], { line: { title: "Confirmed" } });
      const row = await until(async () => (await there.get("queue", { site: SITE, view: "recent", q: "another root" })).body.rows[0], { what: "the desk to know" });
      await there.done("act", { site: SITE, act: "pin", which: { rows: [{ seq: row.seq, text: "" }] }, id: "pin-it" });
      await there.done("bans", { site: SITE, do: { ban: { comment: row.seq, whom: "author", act: "hold", days: null } } });
      await until(async () => (await exported(there, SITE)).join().includes('"pinned"'), { what: "the pin" });
      await until(async () => (await exported(there, SITE)).join().includes("on a thread of its own"), { what: "what only waits" });

      const lines = await exported(there, SITE);
      await put(here, lines);
      await until(async () => (await exported(here, SITE)).length === lines.length && (await exported(here, SITE)).join().includes('"pinned"'), { what: "all of it" });
      assert.deepEqual(await exported(here, SITE), lines);
      // A key goes on to be who it was, and the mark with it.
      const again = to.client({ name: "Ada", site: SITE, key: ada.key, blog: from.blog.origin });
      const [was, is] = [(await ada.json(path)).body, (await again.json(path)).body];
      assert.deepEqual(flatten(is.comments), flatten(was.comments));
      assert.deepEqual(is.mentions, was.mentions);
      assert.equal((await again.delete(path, first.id)).status, 200);
      // Another site is put in the place of an empty one alone.
      const { status, code } = await new Importing(here, SITE, "again").step("restore", { line: JSON.parse(lines[0]) });
      assert.deepEqual([status, code], [409, "site_not_empty"]);
    } finally {
      await from.stop();
      await to.stop();
    }
  });
});

/** Puts a site in the place of an empty one. @param {Desk} desk @param {string[]} lines */
async function put(desk, lines) {
  const one = new Importing(desk, SITE, "restored");
  const [line, ...rest] = lines.map((line) => JSON.parse(line));
  await one.did("restore", { line });
  await one.did("begin");
  /** @type {{ line: any, comments: any[], mentions: any[] }[]} */
  const threads = [];
  for (const line of rest) {
    if (line.thread) threads.push({ line, comments: [], mentions: [] });
    else threads[threads.length - 1][line.comment ? "comments" : "mentions"].push(line);
  }
  for (const { line, comments, mentions } of threads) await one.add(line.thread, comments, mentions, { line });
  await one.did("end", { done: threads.map(({ line }) => threadHash(line.thread)) });
}
