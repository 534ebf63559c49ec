// What moderators decide, on the real Worker: it holds at the desk at once, reaches readers, and can be undone.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";

import { deviceKey, network, uuid } from "./harness/client.mjs";
import { moderator, owner } from "./harness/staff.mjs";
import { stage } from "./harness/stage.mjs";
import { until } from "./harness/util.mjs";

/** @typedef {import("./harness/staff.mjs").Desk} Desk */

describe("the queue", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  /** @type {Desk} */
  let desk;
  let pages = 0;
  /** @type {Record<string, Partial<import("./harness/worker.mjs").Site>>} */
  const SITES = {
    held: { policy: "held" },
    open: { policy: "open" },
    many: { policy: "held" },
    reported: { policy: { let_in: "open", links: null, reports: 3, defence: false } },
    worded: { policy: { let_in: "open", links: 3, reports: 0, defence: false, words: [{ pattern: "casino*", act: "hold" }, { pattern: "very bad", act: "refuse" }] } },
    banned: { policy: "open" },
  };
  before(async () => {
    on = await stage({
      browser: false,
      sites: (blog) => Object.entries(SITES).map(([id, site]) => ({ id, title: id, origins: [blog], ...site })),
    });
    desk = await owner(on.worker);
  });
  after(() => on?.stop());

  const path = () => `/queue/${++pages}/`;
  /** @param {string} site @param {ConstructorParameters<typeof import("./harness/client.mjs").Client>[1]} [who] */
  const reader = (site, who) => on.client({ site, ...who });

  /** A view of a site. @param {string} site @param {string} view @param {Record<string, string>} [query] */
  async function look(site, view, query = {}) {
    const { status, body, text } = await desk.get("queue", { site, view, ...query });
    assert.equal(status, 200, text);
    return body;
  }

  /** The row of a comment, once it is in a view. @param {string} site @param {string} view @param {string} id */
  const row = (site, view, id) =>
    until(async () => (await look(site, view, { most: "200" })).rows.find((/** @type {any} */ one) => one.id === id), { what: `${id} to be among the ${view}` });

  /** What names a row that was read: its number, and a hash of what it says. @param {any} one */
  const chosen = (one) => ({ seq: one.seq, text: textOf(one.body, one.change) });

  /** @param {string} site @param {string} what @param {any[]} rows @param {Desk} [by] */
  const act = (site, what, rows, by = desk) => by.done("act", { site, act: what, which: { rows: rows.map(chosen) }, id: randomUUID() });

  /** Waits until a comment is in a state for its thread. @param {string} site @param {string} at @param {string} id @param {boolean} shown */
  const shown = (site, at, id, shown) =>
    until(async () => (await reader(site).all(at)).some((one) => one.id === id && one.state === "published") === shown, { what: `${id} to be ${shown ? "" : "not "}shown` });

  it("approves, takes away and restores, each at once at the desk and soon for readers", async () => {
    const at = path();
    const { body } = await reader("held").post(at, "One to decide about");
    const id = body.comment.id;
    const held = await row("held", "held", id);
    assert.deepEqual([held.reasons, held.state, held.body, held.thread], [["policy"], "held", "One to decide about", at]);
    for (const [what, view, isShown] of /** @type {const} */ ([
      ["approve", "recent", true],
      ["spam", "spam", false],
      ["approve", "recent", true],
      ["remove", "removed", false],
      ["hold", "held", false],
      ["approve", "recent", true],
    ])) {
      const before = await row("held", await viewOf(id), id);
      const acted = await act("held", what, [before]);
      assert.deepEqual([acted.changed, acted.left], [1, 0]);
      const [now] = (await look("held", view)).rows.filter((/** @type {any} */ one) => one.id === id);
      assert.equal(now.decided.act, what);
      await shown("held", at, id, isShown);
    }
    const numbers = (await reader("held").all(at)).map((one) => one.number);
    assert.deepEqual(numbers, ["1"], "it comes back to its own place");

    async function viewOf(/** @type {string} */ id) {
      for (const view of ["held", "recent", "spam", "removed"]) {
        if ((await look("held", view)).rows.some((/** @type {any} */ one) => one.id === id)) return view;
      }
      throw new Error("it is nowhere");
    }
  });

  it("undoes an action, and does the same action once", async () => {
    const at = path();
    const { body } = await reader("held").post(at, "Approved by mistake");
    const id = body.comment.id;
    const held = await row("held", "held", id);
    const ask = { site: "held", act: "approve", which: { rows: [chosen(held)] }, id: randomUUID() };
    await desk.done("act", ask);
    const again = await desk.done("act", ask);
    assert.deepEqual([again.action, again.changed], [ask.id, 1]);
    await shown("held", at, id, true);
    const undone = await desk.done("undo", { site: "held", action: ask.id });
    assert.equal(undone.changed, 1);
    const back = await row("held", "held", id);
    assert.deepEqual([back.reasons, back.decided], [["policy"], null]);
    await shown("held", at, id, false);
    const { body: log } = await desk.get("log", { site: "held" });
    assert.deepEqual(log.entries.slice(0, 2).map((/** @type {any} */ one) => [one.act, one.by, one.undone]), [
      ["undo", desk.me.name, false],
      ["approve", desk.me.name, true],
    ]);
    assert.equal((await desk.post("undo", { site: "held", action: randomUUID() })).code, "action");
  });

  it("publishes no text that nobody has read", async () => {
    const at = path();
    const author = reader("held");
    const { body } = await author.post(at, "Harmless");
    const id = body.comment.id;
    const read = await row("held", "held", id);
    assert.equal((await author.edit(at, id, "Not so harmless")).status, 202);
    await until(async () => (await row("held", "held", id)).body === "Not so harmless", { what: "the edit to reach the desk" });
    const acted = await act("held", "approve", [read]);
    assert.deepEqual([acted.changed, acted.left], [0, 1]);
    await shown("held", at, id, false);
  });

  it("lets an edit of a published comment wait, takes it, and gives the old text back when that is undone", async () => {
    const at = path();
    const author = reader("held");
    const { body } = await author.post(at, "First words");
    const id = body.comment.id;
    await act("held", "approve", [await row("held", "held", id)]);
    await shown("held", at, id, true);
    assert.equal((await author.edit(at, id, "Second words")).status, 202);
    const waiting = await row("held", "held", id);
    assert.deepEqual([waiting.body, waiting.change, waiting.state], ["First words", "Second words", "published"]);
    const { action } = await act("held", "approve", [waiting]);
    const says = (/** @type {RegExp} */ words) => until(async () => words.test((await reader("held").all(at))[0]?.html ?? ""), { what: `it to say ${words}` });
    await says(/Second words/);
    await desk.done("undo", { site: "held", action });
    await says(/First words/);
    const back = await row("held", "held", id);
    assert.deepEqual([back.body, back.change], ["First words", "Second words"]);
  });

  it("acts on all that match, as they were when they were looked at, and undoes it all", async () => {
    const at = path();
    const ids = [];
    for (let n = 0; n < 30; n++) {
      const { body } = await reader("many").post(at, n % 3 ? `Cheap watches, number ${n}` : `A thought, number ${n}`);
      ids.push(body.comment.id);
    }
    await until(async () => (await desk.get("counts", { site: "many" })).body.held === 30, { what: "all to be held" });
    const { upto, total, rows } = await look("many", "held", { q: "WATCHES", most: "5" });
    assert.deepEqual([total, rows.length], [20, 5]);
    const late = (await reader("many").post(at, "Cheap watches, too late")).body.comment.id;
    await row("many", "held", late);
    const acted = await desk.done("act", { site: "many", act: "spam", which: { all: { view: "held", q: "watches", upto } }, id: randomUUID() });
    assert.deepEqual([acted.changed, acted.more, acted.counts.spam, acted.counts.held], [20, false, 20, 11]);
    const undone = await desk.done("undo", { site: "many", action: acted.action });
    assert.deepEqual([undone.changed, undone.counts.spam, undone.counts.held], [20, 0, 31]);
    const all = (await look("many", "held", { most: "200" })).rows;
    assert.deepEqual(all.map((/** @type {any} */ one) => one.id), [...ids, late]);
    assert.ok(all.every((/** @type {any} */ one) => one.decided === null && one.reasons[0] === "policy"));
  });

  it("pages through a view without a gap", async () => {
    const seen = [];
    for (let next; ; ) {
      const part = await look("many", "held", { most: "7", ...(next && { after: next }) });
      seen.push(...part.rows.map((/** @type {any} */ one) => one.seq));
      if (!(next = part.next)) break;
    }
    assert.equal(new Set(seen).size, 31);
    assert.deepEqual(seen, seen.toSorted((a, b) => a - b));
  });

  it("answers a comment that waits, and approves it with that", async () => {
    const at = path();
    const { body } = await reader("held").post(at, "When do you open?");
    const held = await row("held", "held", body.comment.id);
    const reply = { site: "held", to: chosen(held), id: uuid(), body: "At *nine*." };
    await desk.done("reply", reply);
    await desk.done("reply", reply);
    const rows = await reader("held").all(at);
    assert.deepEqual(
      rows.map((one) => [one.number, one.author.name, one.author.badge]),
      [
        ["1", "A reader", undefined],
        ["1.1", desk.me.name, "owner"],
      ],
    );
    assert.match(rows[1].html, /<em>nine<\/em>/);
  });

  it("lets nobody take the name of those who work here, nor one that looks like it", async () => {
    const ola = await moderator(desk, { site: "open", name: "Ola Nordmann" });
    assert.equal(ola.me.name, "Ola Nordmann");
    await until(async () => (await reader("open", { name: "Ola Nordmann" }).post(path(), "It is me")).status === 403, { what: "the site to know the name" });
    for (const name of ["OLA  NORDMANN", "Оla Nordmann", "0la Nordmann", "Ola\u200b Nordmann"]) {
      assert.equal((await reader("open", { name }).post(path(), "It is me")).body.code, "refused", name);
    }
    assert.equal((await reader("open", { name: "Ole Nordmann" }).post(path(), "It is I")).status, 201);
  });

  it("holds what enough readers report, until a moderator has approved it", async () => {
    const at = path();
    const { body } = await reader("reported").post(at, "Something rude");
    const id = body.comment.id;
    await row("reported", "recent", id);
    const known = [];
    for (let n = 0; n < 4; n++) {
      const one = reader("reported", { key: deviceKey(), ip: network() });
      await one.post(path(), `I have been here before, ${n}`);
      known.push(one);
    }
    await until(async () => (await desk.get("counts", { site: "reported" })).body.recent === 5, { what: "all to be listed" });
    const report = (/** @type {any} */ who, note = "") => who.send(`/v1/comments/${id}/report`, who.about(at, { reason: "abuse", note }));
    for (let n = 0; n < 5; n++) {
      // Of keys that nobody knows, moderators see the reports, and nothing is held for them.
      assert.equal((await report(reader("reported", { key: deviceKey(), ip: network() }))).status, 200);
    }
    assert.equal((await report(known[0], "It is about me")).status, 200);
    assert.equal((await report(known[0])).status, 200, "a second time it is taken, and not counted");
    assert.equal((await report(known[1])).status, 200);
    const reported = await row("reported", "reported", id);
    assert.deepEqual([reported.state, reported.reports.length], ["published", 7]);
    assert.ok(reported.reports.some((/** @type {any} */ one) => one.reason === "abuse" && one.note === "It is about me"));
    assert.equal((await report(known[2])).status, 200);
    const held = await row("reported", "held", id);
    assert.deepEqual(held.reasons, ["reports 3"]);
    await shown("reported", at, id, false);
    await act("reported", "approve", [held]);
    await shown("reported", at, id, true);
    assert.equal((await report(known[3])).status, 200);
    assert.equal((await row("reported", "reported", id)).state, "published");
  });

  it("holds and refuses by words and links, and tries a rule before it is kept", async () => {
    const post = async (/** @type {string} */ body) => (await reader("worded").post(path(), body)).status;
    assert.deepEqual(
      [await post("The CASINOS are closed"), await post("This is very\u00ad bad"), await post("Occasional"), await post("https://a.example https://b.example https://c.example")],
      [202, 403, 201, 202],
    );
    await until(async () => (await desk.get("counts", { site: "worded" })).body.held === 2, { what: "both to be held" });
    const reasons = (await look("worded", "held")).rows.map((/** @type {any} */ one) => one.reasons);
    assert.deepEqual(reasons, [["word casino*"], ["links 3"]]);
    const tried = await desk.done("try", { site: "worded", pattern: "occas*" });
    assert.deepEqual([tried.looked, tried.matched, tried.examples[0].body], [3, 1, "Occasional"]);
  });

  it("closes and holds threads", async () => {
    const at = path();
    await reader("open").post(at, "The first");
    const thread = await until(async () => (await desk.get("threads", { site: "open", q: at })).body.threads[0], { what: "the thread to be listed" });
    for (const [door, status] of [["closed", 403], ["held", 202], ["open", 201]]) {
      await desk.done("thread", { site: "open", hash: thread.hash, door });
      assert.equal((await reader("open").post(at, `While it is ${door}`)).status, status);
    }
  });

  it("bans an author and a network, for a time, and lifts it", async () => {
    const at = path();
    const bad = reader("banned", { key: deviceKey(), ip: "203.0.113.7" });
    const { body } = await bad.post(at, "Something");
    const { seq } = await row("banned", "recent", body.comment.id);
    const ban = (/** @type {any} */ what) => desk.done("bans", { site: "banned", do: { ban: { comment: seq, days: 7, ...what } } });
    const { bans } = await ban({ whom: "author", act: "hold" });
    assert.equal((await bad.post(at, "Something more")).status, 202);
    await ban({ whom: "network", act: "refuse" });
    const neighbour = reader("banned", { key: deviceKey(), ip: "203.0.113.200" });
    assert.equal((await neighbour.post(at, "From next door")).status, 403);
    assert.equal((await reader("banned", { key: deviceKey() }).post(at, "From elsewhere")).status, 201);
    const present = (await desk.get("bans", { site: "banned" })).body.bans;
    assert.deepEqual(present.map((/** @type {any} */ one) => [one.whom, one.act, one.name, one.by]), [
      ["network", "refuse", "A reader", desk.me.name],
      ["author", "hold", "A reader", desk.me.name],
    ]);
    for (const { id } of present) await desk.done("bans", { site: "banned", do: { lift: { id } } });
    assert.equal((await bad.post(at, "Once more")).status, 201);
    assert.equal(bans.length, 1);
  });

  it("shows what waits after the Worker was killed, and what was decided reaches readers", async () => {
    const at = path();
    const { body } = await reader("held").post(at, "Before the crash");
    const id = body.comment.id;
    const held = await row("held", "held", id);
    await act("held", "approve", [held]);
    await on.worker.kill();
    await on.worker.restart();
    assert.equal((await row("held", "recent", id)).state, "published");
    await shown("held", at, id, true);
  });
});

/** As the desk names what was read: FNV-1a over the text, a zero, and the edit that waits. @param {string} body @param {string | null} [change] */
function textOf(body, change) {
  let hash = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(`${body}\0${change ?? ""}`)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, "0");
}
