// A simulated attack: thousands of spam posts of six kinds among real comments, at the usual policy,
// with a moderator who comes twice a day. Days are played by a clock before the Worker.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";

import { deviceKey, uuid } from "./harness/client.mjs";
import { Clock } from "./harness/running-clock.mjs";
import { attack, DAYS, KINDS } from "./harness/corpus-attack.mjs";
import { owner } from "./harness/staff.mjs";
import { stage } from "./harness/stage.mjs";
import { size, until } from "./harness/util.mjs";
import { textOf } from "./harness/desk-fake.mjs";
import { solver } from "./harness/works.mjs";

/** @typedef {import("./harness/corpus-attack.mjs").Planned} Planned */
/** What became of a post. @typedef {"published" | "held" | "refused" | "no work" | "told to wait" | "lost"} End */

const SITE = "library-blog";
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SEED = Number(process.env.POSTIL_ATTACK_SEED ?? 20261130);
const PART = Number(process.env.POSTIL_ATTACK_PART ?? size(10, 1));
/** The moderator's hours. */
const HOURS = [9, 18];
/** How often somebody comes back who was told to wait. */
const TRIES = 5;

// It takes longer than all other tests together, so it is played at full size or not at all.
describe("an attack of spam", { skip: size(true, false) }, () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  /** @type {Clock} */
  let clock;
  /** @type {Map<string, { planned: Planned, end: End, why: string }>} */
  const ends = new Map();
  /** What could be seen at some time. @type {Set<string>} */
  const seen = new Set();
  /** How many of each kind were asked for work, and for how many bits in all. @type {Record<string, { asked: number, bits: number[] }>} */
  const worked = {};

  before(async () => {
    on = await stage({ browser: false, clock: true, sites: (blog) => [{ id: SITE, title: "The Library Blog", origins: [blog], policy: {} }] });
    clock = new Clock(on.worker);
  });
  after(() => on?.stop());

  it("is kept from readers, and no reader from writing", { timeout: size(600_000, 3_600_000) }, async () => {
    await play();
    const tally = table();
    console.log(report(tally));
    const spam = KINDS.map((kind) => tally[kind]).reduce((sum, one) => sum + one.all, 0);
    const visible = KINDS.map((kind) => tally[kind]).reduce((sum, one) => sum + one.seen, 0);
    const { real } = tally;
    assert.equal(real.all + spam, attack(SEED, PART).length);
    assert.equal(real.refused + real["no work"] + real["told to wait"] + real.lost, 0, "real comments that were not taken");
    assert.ok(real.held <= Math.max(size(2, 0), 0.02 * real.all), `${real.held} of ${real.all} real comments were held`);
    assert.ok(visible <= size(0.04, 0.02) * spam, `${visible} of ${spam} spam posts became visible`);
  });

  /** Posts everything at its time. */
  async function play() {
    const solve = await solver();
    const keys = new Map();
    // It begins at midnight.
    const start = Math.ceil(clock.now() / DAY) * DAY;
    /** @type {{ at: number, planned?: Planned, comment?: any, tries?: number }[]} */
    const events = attack(SEED, PART).map((planned) => ({ at: start + planned.at, planned }));
    for (let day = 0; day <= DAYS; day++) for (const hour of HOURS) events.push({ at: start + day * DAY + hour * HOUR });
    events.sort((a, b) => a.at - b.at);
    for (let event = events.shift(); event; event = events.shift()) {
      if (event.at > clock.now() + 250) await clock.until(event.at);
      const { planned } = event;
      if (!planned) {
        await moderate();
        const { real, ...spam } = table();
        const visible = Object.values(spam).reduce((sum, one) => sum + one.seen, 0);
        console.log(`${new Date(clock.now()).toISOString()}: of ${ends.size} posts ${real.held} of ${real.all} real ones were held, and ${visible} of ${ends.size - real.all} spam seen`);
        continue;
      }
      if (!keys.has(planned.who)) keys.set(planned.who, deviceKey());
      const client = on.client({ site: SITE, name: planned.name, key: keys.get(planned.who), ip: planned.ip });
      const { url, took, trap } = planned;
      const comment = event.comment ?? client.comment(planned.path, planned.body, { url, took, trap, id: uuid(clock.now()) });
      let answer = await client.send("/v1/comments", comment);
      if (answer.status === 428) {
        const { challenge } = answer.body;
        const of = (worked[planned.kind] ??= { asked: 0, bits: [] });
        of.asked++;
        of.bits.push(parseInt(challenge));
        if (planned.works) answer = await client.send("/v1/comments", { ...comment, work: await solve(challenge) });
      }
      const tries = (event.tries ?? 0) + 1;
      if (answer.status === 429 && planned.works && tries < TRIES) {
        const at = clock.now() + 1000 * Number(answer.headers.get("Retry-After"));
        const place = events.findIndex((one) => one.at > at);
        events.splice(place < 0 ? events.length : place, 0, { at, planned, comment, tries });
        continue;
      }
      const end = endOf(answer.status);
      if (end === "published") seen.add(comment.id);
      ends.set(comment.id, { planned, end, why: `${answer.status} ${answer.body?.detail ?? answer.body?.reason ?? ""}` });
    }
    await moderate();
  }

  /** The moderator looks at what waits and at what is new, and is always right. */
  async function moderate() {
    const desk = await owner(on.worker);
    const taken = [...ends.values()].filter(({ end }) => end === "published" || end === "held").length;
    await until(
      async () => {
        const { body } = await desk.get("counts", { site: SITE });
        return body.held + body.recent + body.spam + body.removed >= taken;
      },
      { what: `${taken} comments to be listed`, every: 200 },
    );
    for (const view of ["held", "recent"]) {
      const rows = [];
      for (let next; ; ) {
        const { body, text, status } = await desk.get("queue", { site: SITE, view, most: "200", ...(next && { after: next }) });
        assert.equal(status, 200, text);
        rows.push(...body.rows);
        if (!(next = body.next)) break;
      }
      const isReal = (/** @type {any} */ row) => ends.get(row.id)?.planned.kind === "real";
      for (const row of rows) {
        const known = ends.get(row.id);
        assert.ok(known, `${row.id} was posted by nobody`);
        if (view === "recent") seen.add(row.id);
        else known.why = row.reasons.join(", ");
        if (view === "held" && row.state === "held") known.end = "held";
      }
      const wrong = rows.filter((row) => !isReal(row));
      await act(desk, "spam", wrong);
      if (view === "held") await act(desk, "approve", rows.filter(isReal));
      else for (const row of wrong) assert.ok(seen.has(row.id));
    }
    await desk.done("signout");
  }

  /** @param {import("./harness/staff.mjs").Desk} desk @param {string} what @param {any[]} rows */
  async function act(desk, what, rows) {
    for (let from = 0; from < rows.length; from += 50) {
      const chosen = rows.slice(from, from + 50).map((row) => ({ seq: row.seq, text: textOf(row.body, row.change) }));
      await desk.done("act", { site: SITE, act: what, which: { rows: chosen }, id: randomUUID() });
    }
  }

  /** @typedef {Record<End | "all" | "seen", number>} Counts */

  /** How each kind fared. */
  function table() {
    /** @type {Record<string, Counts>} */
    const tally = {};
    for (const kind of ["real", ...KINDS]) tally[kind] = { all: 0, seen: 0, published: 0, held: 0, refused: 0, "no work": 0, "told to wait": 0, lost: 0 };
    for (const [id, { planned, end }] of ends) {
      const counts = tally[planned.kind];
      counts.all++;
      counts[end]++;
      if (seen.has(id) && (planned.kind === "real" ? end === "published" : true)) counts.seen++;
    }
    return tally;
  }

  /** @param {Record<string, Counts>} tally */
  function report(tally) {
    const lines = [`seed ${SEED}, one of ${PART}, ${new Date().toISOString().slice(0, 10)}`, "| kind | posts | visible | held | refused | did no work | told to wait | asked for work (bits) |", "| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |"];
    for (const [kind, one] of Object.entries(tally)) {
      const { asked = 0, bits = [] } = worked[kind] ?? {};
      const spread = [...new Set(bits)].sort((a, b) => a - b).map((bit) => `${bit}: ${bits.filter((other) => other === bit).length}`).join(", ");
      lines.push(`| ${kind} | ${one.all} | ${one.seen} | ${one.held} | ${one.refused} | ${one["no work"]} | ${one["told to wait"]} | ${asked}${spread && ` (${spread})`} |`);
    }
    const list = (/** @type {string} */ what, /** @type {(id: string, one: any) => boolean} */ is) => {
      const found = [...ends].filter(([id, one]) => is(id, one));
      for (const [, { planned, why }] of found.slice(0, 60)) lines.push(`${what}: ${planned.kind}, ${why}: ${planned.name} ${planned.url ?? ""} ${JSON.stringify(planned.body).slice(0, 240)}`);
    };
    list("a real comment that was not published at once", (_, one) => one.planned.kind === "real" && one.end !== "published");
    list("spam that was seen", (id, one) => one.planned.kind !== "real" && seen.has(id));
    return lines.join("\n");
  }
});

/** @param {number} status @returns {End} */
function endOf(status) {
  if (status === 201 || status === 200) return "published";
  if (status === 202) return "held";
  if (status === 428) return "no work";
  if (status === 429) return "told to wait";
  return status >= 500 ? "lost" : "refused";
}
