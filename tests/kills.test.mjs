// Killing workerd between an action at the desk and its effects loses neither: random actions, each
// cut off at a random moment, compared with a model of what must have come of them.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";

import { threadHash, rowIds, uuid } from "./harness/client.mjs";
import { textOf } from "./harness/desk-fake.mjs";
import { owner } from "./harness/staff.mjs";
import { stage } from "./harness/stage.mjs";
import { random, size, sleep, until } from "./harness/util.mjs";

/** @typedef {"published" | "held" | "spam" | "removed"} State */
/** @typedef {{ path: string, state: State, author: import("./harness/client.mjs").Client, decided: boolean, touched: number, byStaff?: boolean }} Known */
/** @typedef {{ id: string, at: number, before: Map<string, { state: State, decided: boolean }> }} Action */

const SITE = "killed";
const KILLS = size(5, 100);
const SEED = Number(process.env.POSTIL_KILLS_SEED ?? Date.now() % 1e6);
const PATHS = ["/killed/a/", "/killed/b/", "/killed/c/"];
const VIEWS = /** @type {const} */ (["held", "recent", "spam", "removed"]);
/** @type {Record<string, State>} */
const LEADS_TO = { approve: "published", hold: "held", spam: "spam", remove: "removed" };
/** So many known readers have to report a comment. */
const REPORTS = 2;
/** The longest wait before a kill, in milliseconds: long enough for some effects, too short for others. */
const LONGEST = 120;

describe(`killing workerd at random (seed ${SEED})`, () => {
  const next = random(SEED);
  const below = (/** @type {number} */ n) => Math.floor(next() * n);
  /** @template T @param {readonly T[]} list @returns {T} */
  const of = (list) => list[below(list.length)];

  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  /** @type {import("./harness/staff.mjs").Desk} */
  let desk;
  /** @type {Map<string, Known>} */
  const comments = new Map();
  /** @type {Action[]} */
  let actions = [];
  /** @type {Map<string, string>} */
  const doors = new Map();
  /** @type {Set<import("./harness/client.mjs").Client>} */
  const banned = new Set();
  /** @type {import("./harness/client.mjs").Client[]} */
  let reporters = [];
  /** Counts the actions. */
  let now = 0;

  before(async () => {
    on = await stage({
      browser: false,
      sites: (blog) => [{ id: SITE, origins: [blog], policy: { let_in: "open", defence: false, reports: REPORTS } }],
    });
    desk = await owner(on.worker);
    for (let n = 0; n < 18; n++) await write(PATHS[n % PATHS.length]);
    reporters = [...comments.values()].slice(0, REPORTS).map(({ author }) => author);
    await agrees();
  });
  after(() => on?.stop());

  it("loses no action and no effect", { timeout: size(600_000, 7_200_000) }, async (test) => {
    for (let kill = 1; kill <= KILLS; kill++) {
      const action = await choose();
      test.diagnostic(`${kill}: ${action.what}`);
      now++;
      let answered = false;
      const ask = action.ask().then(
        () => (answered = true),
        (error) => {
          // A request that the kill has cut off has no answer; any other failure is one.
          if (!(error instanceof TypeError)) throw error;
        },
      );
      await sleep(below(LONGEST));
      await on.worker.kill();
      await ask;
      await on.worker.restart();
      // Whoever has no answer asks again, as the desk does.
      if (!answered) await action.ask();
      action.done();
      if (kill % 10 === 0) await agrees();
    }
    await agrees();
    await doorsAndBansHold();
  });

  /** A comment of a new author. @param {string} path */
  async function write(path) {
    const author = on.client({ site: SITE, name: `Reader ${comments.size}` });
    const { status, body, text } = await author.post(path, `A remark, the ${comments.size}th, on ${path}`);
    assert.ok(status === 201 || status === 202, text);
    comments.set(body.comment.id, { path, state: status === 201 ? "published" : "held", author, decided: false, touched: 0 });
    return body.comment.id;
  }

  /** All rows of the queue, by the comment's id. */
  async function queue() {
    const rows = new Map();
    for (const view of VIEWS) {
      const { body, text, status } = await desk.get("queue", { site: SITE, view, most: "200" });
      assert.equal(status, 200, text);
      assert.equal(body.next ?? null, null, "one page holds them all");
      for (const row of body.rows) rows.set(row.id, row);
    }
    return rows;
  }

  /** Something to do, how it is asked for, and what must come of it. @returns {Promise<{ what: string, ask: () => Promise<unknown>, done: () => void }>} */
  async function choose() {
    const rows = await until(async () => {
      const rows = await queue();
      return rows.size === comments.size && rows;
    }, { what: "all comments to be in the queue" });
    const chosen = (/** @type {string} */ id) => ({ seq: rows.get(id).seq, text: textOf(rows.get(id).body, rows.get(id).change) });
    const ids = [...comments.keys()];
    const roll = next();
    const undoable = actions.filter(({ at, before }) => [...before.keys()].every((id) => comments.get(id)?.touched === at));
    if (roll < 0.2 && undoable.length) {
      const action = of(undoable);
      return {
        what: `undo ${action.id}`,
        ask: () => desk.done("undo", { site: SITE, action: action.id }),
        done: () => {
          for (const [id, was] of action.before) Object.assign(known(id), was, { touched: now });
          actions = actions.filter((one) => one !== action);
        },
      };
    }
    const open = ids.filter((id) => ["published", "held"].includes(known(id).state));
    if (roll < 0.3 && open.length) {
      const to = of(open);
      const reply = { site: SITE, to: chosen(to), id: uuid(), body: `An answer, the ${now}th.` };
      return {
        what: `reply to ${to}`,
        ask: () => desk.done("reply", reply),
        done: () => {
          Object.assign(known(to), { state: "published", decided: true, touched: now });
          comments.set(reply.id, { path: known(to).path, state: "published", author: known(to).author, byStaff: true, decided: true, touched: now });
        },
      };
    }
    // Reports count from those who have something published.
    const count = reporters.every((reporter) => ids.some((id) => known(id).author === reporter && known(id).state === "published"));
    const fresh = ids.filter((id) => known(id).state === "published" && !known(id).decided && !reporters.includes(known(id).author));
    if (roll < 0.4 && count && fresh.length) {
      const id = of(fresh);
      return {
        what: `report ${id}`,
        ask: async () => {
          for (const reporter of reporters) {
            const { status, text } = await reporter.send(`/v1/comments/${id}/report`, reporter.about(known(id).path, { reason: "abuse", note: "" }));
            assert.equal(status, 200, text);
          }
        },
        done: () => void Object.assign(known(id), { state: "held", touched: now }),
      };
    }
    if (roll < 0.5) {
      const path = of(PATHS);
      const door = of(["open", "held", "closed"]);
      return { what: `${door} ${path}`, ask: () => desk.done("thread", { site: SITE, hash: threadHash(path), door }), done: () => void doors.set(path, door) };
    }
    const authors = ids.filter((id) => !known(id).byStaff && !banned.has(known(id).author) && !reporters.includes(known(id).author));
    if (roll < 0.57 && authors.length) {
      const id = of(authors);
      return {
        what: `ban the author of ${id}`,
        ask: () => desk.done("bans", { site: SITE, do: { ban: { comment: rows.get(id).seq, whom: "author", act: "refuse", days: null } } }),
        done: () => void banned.add(known(id).author),
      };
    }
    const meant = [...new Set(Array.from({ length: 1 + below(5) }, () => of(ids)))];
    const act = of(Object.keys(LEADS_TO));
    const ask = { site: SITE, act, which: { rows: meant.map(chosen) }, id: randomUUID() };
    return {
      what: `${act} ${meant.join(", ")}`,
      ask: () => desk.done("act", ask),
      done: () => {
        actions.push({ id: ask.id, at: now, before: new Map(meant.map((id) => [id, { state: known(id).state, decided: known(id).decided }])) });
        for (const id of meant) Object.assign(known(id), { state: LEADS_TO[act], decided: true, touched: now });
      },
    };
  }

  /** @param {string} id */
  function known(id) {
    const comment = comments.get(id);
    assert.ok(comment, id);
    return comment;
  }

  /** Waits until queue, threads and published pages say what the model says. */
  async function agrees() {
    const expected = Object.fromEntries([...comments].map(([id, { state }]) => [id, state]).sort());
    /** @type {Record<string, State>} */
    let told = {};
    await until(
      async () => {
        told = Object.fromEntries([...(await queue())].map(([id, { state }]) => [id, state]).sort());
        return JSON.stringify(told) === JSON.stringify(expected);
      },
      { what: "the queue to be right" },
    ).catch((error) => {
      assert.deepEqual(told, expected, "the queue");
      throw error;
    });
    for (const path of PATHS) {
      const shown = [...comments].filter(([, one]) => one.path === path && one.state === "published").map(([id]) => id).sort();
      /** @type {string[]} */
      let seen = [];
      await until(
        async () => {
          seen = (await on.client({ site: SITE }).all(path)).filter((one) => one.state === "published").map((one) => one.id).sort();
          return seen.join() === shown.join();
        },
        { what: `${path} to show what it should` },
      ).catch((error) => {
        assert.deepEqual(seen, shown, path);
        throw error;
      });
      const kv = await on.worker.kv();
      await until(
        async () => {
          const page = (await kv.get(`thread/${SITE}/${threadHash(path)}/0`)) ?? "";
          // What was taken away and has replies keeps a row without its text.
          const gone = new Set([...comments].filter(([, one]) => one.state !== "published").map(([id]) => id));
          const ids = rowIds(page);
          const texts = [...page.matchAll(/A remark, the (\d+)th/g)].length + [...page.matchAll(/An answer, the (\d+)th/g)].length;
          return ids.filter((id) => !gone.has(id)).sort().join() === shown.join() && texts === shown.length;
        },
        { what: `the published page of ${path} to be right`, within: 180_000, every: 250 },
      );
    }
  }

  /** What was said of threads and authors holds for the next comment. */
  async function doorsAndBansHold() {
    for (const path of PATHS) {
      const { body } = await desk.get("threads", { site: SITE, q: path });
      assert.equal(body.threads[0].door, doors.get(path) ?? "open", path);
      const expected = { open: 201, held: 202, closed: 403 }[doors.get(path) ?? "open"];
      assert.equal((await on.client({ site: SITE, name: "Somebody new" }).post(path, "What does the door say?")).status, expected, path);
    }
    for (const author of banned) assert.equal((await author.post("/killed/new/", "Am I banned?")).status, 403);
    const { body } = await desk.get("bans", { site: SITE });
    assert.ok(body.bans.length >= banned.size);
    const { body: log } = await desk.get("log", { site: SITE });
    const logged = new Set(log.entries.map((/** @type {any} */ one) => one.action));
    const kept = actions.slice(-5);
    assert.ok(kept.every(({ id }) => logged.has(id) || log.next), "each action stands in the log");
  }
});
