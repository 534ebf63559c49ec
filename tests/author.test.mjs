// Everything of one author, for the owner: counted, exported, and erased over as many threads as there are.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { network } from "./harness/client.mjs";
import { owner } from "./harness/staff.mjs";
import { stage } from "./harness/stage.mjs";
import { until } from "./harness/util.mjs";

/** @typedef {import("./harness/staff.mjs").Desk} Desk */

describe("everything of an author", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  /** @type {Desk} */
  let desk;
  const SITE = "library-blog";
  const policy = { let_in: "open", links: null, reports: 0, defence: false, words: [{ pattern: "maybe", act: "hold" }] };
  before(async () => {
    on = await stage({ browser: false, sites: (blog) => [{ id: SITE, origins: [blog], policy }] });
    desk = await owner(on.worker);
  });
  after(() => on?.stop());

  /** The row of a comment, once the desk has heard of it. @param {string} id @param {(row: any) => boolean} [fits] */
  const row = (id, fits = () => true) =>
    until(
      async () => {
        for (const view of ["recent", "held"]) {
          const { body } = await desk.get("queue", { site: SITE, view, most: "200" });
          const found = body.rows.find((/** @type {any} */ one) => one.id === id);
          if (found && fits(found)) return found;
        }
      },
      { what: `${id} to be at the desk` },
    );

  /** @param {string} what @param {number} comment @param {string} [after] */
  const author = (what, comment, after) => desk.done("author", { site: SITE, comment, do: what, after });

  /** All parts of an export. @param {number} comment */
  async function exported(comment) {
    const all = await author("export", comment);
    for (let next = all.next; next; ) {
      const part = await author("export", comment, next);
      assert.deepEqual([part.reports, part.bans], [[], []]);
      all.comments.push(...part.comments);
      all.votes.push(...part.votes);
      next = part.next;
    }
    return all;
  }

  /** @param {import("./harness/client.mjs").Client} who @param {string} path @param {string} id @param {string} note */
  const report = async (who, path, id, note) => {
    const { status, text } = await who.send(`/v1/comments/${id}/report`, who.about(path, { reason: "other", note }));
    assert.ok(status < 300, text);
  };

  it("is exported whole, with nothing of others", async () => {
    const [ada, bo] = [on.client({ name: "Ada" }), on.client({ name: "Bo" })];
    const path = "/author/export/";
    const theirs = await bo.posted(path, "A thought by Bo.");
    const first = await ada.posted(path, "A first thought.", { parent: theirs.id, url: "https://ada.example/" });
    await ada.posted("/author/export/2/", "On another page.");
    await bo.posted(path, "Bo answers.", { parent: first.id });
    assert.equal((await ada.edit(path, first.id, "A second thought.")).status, 200);
    assert.equal((await ada.edit(path, first.id, "A third one, maybe.")).status, 202);
    assert.equal((await ada.vote(path, theirs.id)).status, 200);
    await bo.vote(path, first.id);
    await row(theirs.id);
    await report(ada, path, theirs.id, "Ada does not like it.");
    await row(first.id);
    await report(bo, path, first.id, "Bo does not like it.");
    const { seq } = await row(first.id, (one) => one.change);
    await desk.done("bans", { site: SITE, do: { ban: { comment: seq, whom: "author", act: "hold", days: 3 } } });

    const all = await exported(seq);
    const sorted = all.comments.sort((/** @type {any} */ a, /** @type {any} */ b) => a.thread.localeCompare(b.thread));
    assert.deepEqual(
      sorted.map((/** @type {any} */ { created, edited, former, ...rest }) => ({ ...rest, former: former.map((/** @type {any} */ one) => one.body) })),
      [
        { thread: path, id: first.id, number: "1.1", parent: theirs.id, name: "Ada", url: "https://ada.example/", body: "A second thought.", state: "published", score: 1, waiting: "A third one, maybe.", former: ["A first thought."] },
        { thread: "/author/export/2/", id: sorted[1].id, number: "1", name: "Ada", body: "On another page.", state: "published", score: 0, former: [] },
      ],
    );
    assert.deepEqual(all.votes, [{ thread: path, id: theirs.id }]);
    assert.deepEqual(all.reports.map((/** @type {any} */ { at, ...rest }) => rest), [{ thread: path, comment: theirs.id, reason: "other", note: "Ada does not like it." }]);
    assert.deepEqual(all.bans.map((/** @type {any} */ { at, until, ...rest }) => rest), [{ whom: "author", act: "hold" }]);
    assert.ok(all.bans[0].until > Date.now());
    assert.doesNotMatch(JSON.stringify(all), /Bo|Owner/);
  });

  it("shows moderators what an edited comment said before", async () => {
    const ada = on.client({ name: "Ada" });
    const path = "/author/former/";
    const { id } = await ada.posted(path, "One.");
    for (const body of ["Two.", "Three."]) assert.equal((await ada.edit(path, id, body)).status, 200);
    const { seq, former } = await row(id, (one) => one.former === 2);
    assert.equal(former, 2);
    const { status, body } = await desk.get("former", { site: SITE, comment: String(seq) });
    assert.deepEqual([status, body.texts.map((/** @type {any} */ text) => text.body)], [200, ["One.", "Two."]]);
    assert.ok(body.texts.every((/** @type {any} */ text) => Math.abs(text.until - Date.now()) < 60_000));
    assert.equal((await desk.get("former", { site: SITE, comment: "999999" })).status, 404);
  });

  it("is counted before it is erased, and then gone for everybody, though workerd is killed meanwhile", async () => {
    const [ada, bo] = [on.client({ name: "Ada" }), on.client({ name: "Bo" })];
    const threads = Array.from({ length: 25 }, (_, n) => `/author/erase/${n}/`);
    /** @type {any} */
    let last;
    for (const path of threads) {
      // So many new threads are held if they come from one network.
      ada.ip = network();
      last = await ada.posted(path, `Something on ${path}`);
    }
    const [first] = threads;
    // More than a thread erases at once.
    for (let n = 0; n < 130; n++) await ada.posted(first, `Number ${n}`);
    const answer = await bo.posted(threads[24], "Bo answers.", { parent: last.id });
    const { seq } = await row(last.id);
    await until(async () => (await author("count", seq)).comments === 155, { what: "the desk to know of all" });
    assert.deepEqual(await author("count", seq), { name: "Ada", comments: 155, erasing: false });

    assert.deepEqual(await author("erase", seq), { name: "Ada", comments: 155, erasing: true });
    await on.worker.kill();
    await on.worker.restart();
    desk = await owner(on.worker);
    await until(
      async () => {
        const { body } = await desk.get("queue", { site: SITE, view: "recent", q: "/author/erase/", most: "200" });
        return body.total === 1;
      },
      { what: "the desk to know of nothing but what Bo wrote", within: 120_000 },
    );
    for (const path of threads) {
      const rows = await bo.all(path);
      assert.deepEqual(rows.filter((one) => one.state === "published").map((one) => one.id), path === threads[24] ? [answer.id] : [], path);
    }
    assert.deepEqual(await ada.everything("list").then(({ comments }) => comments), []);
    const { body: log } = await desk.get("log", { site: SITE });
    const erased = log.entries.find((/** @type {any} */ entry) => entry.act === "erase");
    assert.deepEqual([erased.by, erased.comments, erased.about, erased.action ?? null], ["Owner", 155, "", null]);
    const { body } = await desk.get("queue", { site: SITE, view: "recent", q: "bo answers", most: "200" });
    const answered = body.rows.find((/** @type {any} */ one) => one.id === answer.id);
    assert.equal(answered.parent.name, "", "nobody's name stands with another's comment");
    assert.equal((await desk.post("author", { site: SITE, comment: seq, do: "count" })).status, 404);
  });

  it("keeps a ban, which then bears no name, and nothing in the log that names whoever it was", async () => {
    const ada = on.client({ name: "Zenobia" });
    const { id } = await ada.posted("/author/ban/", "Something to be banned for.");
    const { seq } = await row(id);
    await desk.done("bans", { site: SITE, do: { ban: { comment: seq, whom: "author", act: "refuse", days: null } } });
    await author("erase", seq);
    const [bans, log] = await Promise.all([desk.get("bans", { site: SITE }), desk.get("log", { site: SITE })]);
    assert.equal(bans.body.bans[0].name, "");
    assert.doesNotMatch(bans.text + log.text, /Zenobia/);
    assert.equal((await ada.post("/author/ban/", "Once more.")).status, 403);
  });

  it("refuses what it does not know, and comments of nobody", async () => {
    const ada = on.client({ name: "Ada" });
    const { id } = await ada.posted("/author/other/", "Here.");
    const { seq } = await row(id);
    const refused = await Promise.all(
      [{ comment: seq, do: "forget" }, { comment: 999_999, do: "count" }, { comment: seq, do: "export", after: "?" }].map((body) => desk.post("author", { site: SITE, ...body })),
    );
    assert.deepEqual(refused.map(({ status }) => status), [400, 404, 400]);
  });
});
