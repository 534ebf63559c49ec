// "Useful": one vote of a key on a comment, one of a network a day, and exact whatever comes at once.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { rowIds, sectionData, threadHash, uuid } from "./harness/client.mjs";
import { publishedKeys, stage } from "./harness/stage.mjs";
import { pool, random, size, until } from "./harness/util.mjs";

const PATH = "/2027/08/useful/";

describe("votes", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  before(async () => {
    on = await stage({
      browser: false,
      sites: (blog) => [
        { id: "library-blog", title: "The Library Blog", origins: [blog] },
        { id: "quiet", title: "No votes", origins: [blog], votes: false },
        { id: "moderated", title: "Moderated", origins: [blog], policy: "held" },
      ],
    });
  });
  after(() => on?.stop());

  /** The problem of an answer. @param {{ status: number, body: any }} answer */
  const problem = ({ status, body }) => [status, body?.code];
  /** @param {string} id */
  const score = async (id) => (await on.client().all(PATH)).find((row) => row.id === id)?.score;

  it("count once, however often they are sent", async () => {
    const { id } = await on.client().posted(PATH, "Useful.");
    const voter = on.client();
    for (let n = 0; n < 3; n++) {
      const { status, body } = await voter.vote(PATH, id);
      assert.equal(status, 200);
      assert.deepEqual(Object.keys(body).sort(), ["score", "version"]);
      assert.equal(body.score, 1);
    }
    assert.equal(await score(id), 1);
    assert.equal((await on.client().vote(PATH, id)).body.score, 2);
  });

  it("are taken back, and given again", async () => {
    const { id } = await on.client().posted(PATH, "Now and then.");
    const voter = on.client();
    const told = [];
    for (const value of [0, 1, 0, 0, 1, 1]) told.push((await voter.vote(PATH, id, value)).body.score);
    assert.deepEqual(told, [0, 1, 0, 0, 1, 1]);
    assert.equal(await score(id), 1);
  });

  it("count once a network and day, unless the first is taken back", async () => {
    const { id } = await on.client().posted(PATH, "In a library.");
    const [first, second] = [on.client({ ip: "198.51.100.1" }), on.client({ ip: "198.51.100.200" })];
    assert.equal((await first.vote(PATH, id)).status, 200);
    assert.deepEqual(problem(await second.vote(PATH, id)), [403, "vote_network"]);
    // The first voter is not disturbed by that, wherever they go.
    assert.equal((await on.client({ key: first.key }).vote(PATH, id)).status, 200);
    assert.equal(await score(id), 1);
    // Who has no vote there takes none back.
    assert.equal((await second.vote(PATH, id, 0)).body.score, 1);
    assert.deepEqual(problem(await second.vote(PATH, id)), [403, "vote_network"]);
    assert.equal((await first.vote(PATH, id, 0)).body.score, 0);
    assert.equal((await second.vote(PATH, id)).body.score, 1);
    // Another comment is another matter.
    const other = await on.client().posted(PATH, "In the same library.");
    assert.equal((await first.vote(PATH, other.id)).body.score, 1);
  });

  it("are refused where there is nothing to vote for", async () => {
    const author = on.client();
    const { id } = await author.posted(PATH, "My own.");
    assert.deepEqual(problem(await author.vote(PATH, id)), [403, "vote_own"]);
    assert.deepEqual(problem(await author.vote(PATH, uuid())), [404, "comment"]);
    assert.deepEqual(problem(await author.vote("/2027/08/nobody/", id)), [404, "comment"]);
    const held = on.client({ site: "moderated" });
    const waiting = held.comment(PATH, "Held.");
    assert.equal((await held.send("/v1/comments", waiting)).status, 202);
    assert.deepEqual(problem(await on.client({ site: "moderated" }).vote(PATH, waiting.id)), [404, "comment"]);
    const quiet = on.client({ site: "quiet" });
    const unvoted = await quiet.posted(PATH, "No votes here.");
    assert.deepEqual(problem(await on.client({ site: "quiet" }).vote(PATH, unvoted.id)), [403, "votes_off"]);
    for (const value of [2, -1, "1", null, undefined]) {
      assert.deepEqual(problem(await on.client().send(`/v1/comments/${id}/vote`, author.about(PATH, { value }))), [400, "json"]);
    }
    assert.deepEqual(problem(await on.client().send(`/v1/comments/${id}/vote`, author.about(PATH, { value: 1 }), { Origin: "https://evil.example" })), [403, "origin"]);
    assert.equal(await score(id), 0);
  });

  it("survive a restart, and make a new version that nobody waits for", async () => {
    const { id } = await on.client().posted(PATH, "Lasting.");
    const before = (await on.client().json(PATH)).body.version;
    const voter = on.client();
    const { body } = await voter.vote(PATH, id);
    assert.equal(body.version, before, "who has voted is still answered from KV");
    assert.equal((await on.client().json(PATH)).body.version, before + 1, "but no two pages of one version differ");
    assert.deepEqual((await voter.vote(PATH, id)).body, body);
    assert.equal((await on.client().json(PATH)).body.version, before + 1);
    await on.worker.restart();
    assert.equal((await voter.vote(PATH, id)).body.score, 1);
    assert.equal(await score(id), 1);
  });

  it("of one key that come at once are one", async () => {
    const { id } = await on.client().posted(PATH, "All at once.");
    const voter = on.client();
    const answers = await Promise.all(Array.from({ length: 20 }, () => voter.vote(PATH, id)));
    assert.ok(answers.every(({ status, body }) => status === 200 && body.score === 1));
    const family = await Promise.all(Array.from({ length: 20 }, () => on.client({ ip: "203.0.113.9" }).vote(PATH, id)));
    assert.equal(family.filter(({ status }) => status === 200).length, 1);
    assert.equal(await score(id), 2);
  });

  it("are exact while others vote, edit and delete on the same thread", async () => {
    const path = "/2027/08/crowd/";
    const dice = random(7);
    const [voters, writers] = [size(40, 200), size(16, 50)];
    const authors = Array.from({ length: writers }, (_, n) => on.client({ name: `Author ${n}` }));
    const made = await pool(authors, 8, async (author, n) => (await author.posted(path, `Text ${n}`)).id);
    /** Whose votes stand in the end, by comment. @type {Map<string, number>} */
    const expected = new Map(made.map((id) => [id, 0]));
    const doomed = new Set(made.filter((_, n) => n % 3 === 0));
    // Under such a load a connection is lost now and then: who has no answer asks again.
    const answered = (/** @type {() => Promise<import("./harness/client.mjs").Answer>} */ ask) => until(() => ask().catch(() => undefined), { what: "an answer" });
    const vote = async () => {
      const voter = on.client();
      const mine = made.filter(() => dice() < 0.2);
      for (const id of mine) {
        const last = dice() < 0.7 ? 1 : 0;
        for (const value of [1, 1 - last, last, last]) {
          const { status, text } = await answered(() => voter.vote(path, id, value));
          assert.ok(status === 200 || (status === 404 && doomed.has(id)), `${status} ${text}`);
        }
        expected.set(id, (expected.get(id) ?? 0) + last);
      }
    };
    const write = async (/** @type {number} */ n) => {
      for (let draft = 0; draft <= 4; draft++) assert.equal((await answered(() => authors[n].edit(path, made[n], `Text ${n}, draft ${draft}`))).status, 200);
      if (doomed.has(made[n])) assert.equal((await answered(() => authors[n].delete(path, made[n]))).status, 200);
    };
    await Promise.all([...Array.from({ length: voters }, vote), ...authors.map((_, n) => write(n))]);
    // The last change of a text takes the scores along into KV; alone they would wait for half an hour.
    const last = await on.client().posted(path, "The end.");

    const left = made.filter((id) => !doomed.has(id));
    const rows = await on.client().all(path);
    const text = (/** @type {string} */ id) => `<p>Text ${made.indexOf(id)}, draft 4</p>`;
    assert.deepEqual(
      Object.fromEntries(rows.map((row) => [row.id, [row.html, row.score]])),
      Object.fromEntries([...left.map((id) => [id, [text(id), expected.get(id)]]), [last.id, ["<p>The end.</p>", 0]]]),
    );
    await on.published(path);
    const kv = await on.worker.kv();
    const { name } = (await publishedKeys(on.worker)).find(({ name }) => name.includes(threadHash(path))) ?? assert.fail("no such page");
    const page = (await kv.get(name)) ?? "";
    assert.deepEqual(new Set(rowIds(page)), new Set([...left, last.id]));
    assert.equal(sectionData(page, "count"), String(left.length + 1));
    for (const id of left) assert.ok(page.includes(text(id)));
    assert.deepEqual(scores(page), Object.fromEntries(left.filter((id) => expected.get(id)).map((id) => [id, expected.get(id)])));
  });
});

/** The scores of a published page's rows that have one. @param {string} html */
const scores = (html) => Object.fromEntries([...html.matchAll(/<li[^>]*\bid="c-([0-9a-f-]+)"[^>]*\bdata-score="(\d+)"/g)].map(([, id, score]) => [id, Number(score)]));
