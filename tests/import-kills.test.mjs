// Whatever cuts an import off – workerd killed, a connection lost, the sender gone – it is gone on with to
// the same end as one that nothing has disturbed.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { threadHash } from "./harness/client.mjs";
import { comment, exported, Importing, mention, stone } from "./harness/importing.mjs";
import { owner } from "./harness/staff.mjs";
import { stage } from "./harness/stage.mjs";
import { random, size, sleep, until } from "./harness/util.mjs";

const SITE = "moved";
const SEED = Number(process.env.POSTIL_KILLS_SEED ?? Date.now() % 1e6);
const THREADS = size(6, 40);
const BATCHES = 3;
/** The longest wait before a kill, in milliseconds. */
const LONGEST = 60;

/** @typedef {{ path: string, comments: any[], mentions: any[], line: any }} Batch */

/** What is imported: threads in several batches, with replies across them. @returns {Batch[]} */
function batches() {
  const all = [];
  for (let thread = 0; thread < THREADS; thread++) {
    const path = `/cut/${thread}/`;
    for (let nth = 0; nth < BATCHES; nth++) {
      const name = (/** @type {number} */ n) => `${thread}-${n}`;
      const comments = Array.from({ length: 5 }, (_, at) => {
        const n = nth * 5 + at;
        const more = { ...(n % 3 && { parent: name(n - 1) }), created: 1_556_712_000_000 + n * 1_000 };
        return n % 7 === 6 ? stone(name(n), more) : comment(name(n), { ...more, ...(n % 5 === 4 && { state: "held" }) });
      });
      all.push({ path, comments, mentions: nth === 0 ? [mention(`of-${thread}`)] : [], line: { title: `Thread ${thread}` } });
    }
  }
  return all;
}

describe(`an import that is cut off (seed ${SEED})`, () => {
  const next = random(SEED);
  /** @type {import("./harness/stage.mjs").Stage} */
  let calm;
  /** @type {import("./harness/stage.mjs").Stage} */
  let rough;
  /** @returns {import("./harness/worker.mjs").Site[]} */
  const sites = () => [{ id: SITE, origins: ["https://moved.example"], policy: "open" }];
  before(async () => {
    calm = await stage({ browser: false, sites });
    rough = await stage({ browser: false, sites });
  });
  after(async () => {
    await calm?.stop();
    await rough?.stop();
  });

  /** All that there is of it, but for the site's own secret. @param {import("./harness/staff.mjs").Desk} desk */
  const all = async (desk) => (await exported(desk, SITE)).slice(1);

  /** How many comments moderators see in each view. @param {import("./harness/staff.mjs").Desk} desk */
  async function known(desk) {
    const { stamp, ...views } = (await desk.get("queue", { site: SITE, view: "recent" })).body.counts;
    return views;
  }

  it("comes to the same end", { timeout: size(600_000, 3_600_000) }, async () => {
    const desk = await owner(calm.worker);
    const one = new Importing(desk, SITE, "cut-off");
    await one.did("begin");
    for (const { path, comments, mentions, line } of batches()) await one.add(path, comments, mentions, { line });
    await one.did("end", { done: [] });

    let other = new Importing(await owner(rough.worker), SITE, "cut-off");
    await other.did("begin");
    for (const { path, comments, mentions, line } of batches()) {
      // Each is cut off once, at any moment, and sent again.
      const sent = other.send(path, comments, mentions, { line }).catch((error) => {
        if (!(error instanceof TypeError)) throw error;
      });
      await sleep(Math.floor(next() * LONGEST));
      await rough.worker.kill();
      await sent;
      await rough.worker.restart();
      other = new Importing(await owner(rough.worker), SITE, "cut-off");
      await other.did("begin");
      await other.add(path, comments, mentions, { line });
    }
    await other.did("end", { done: [...Array(THREADS).keys()].map((thread) => threadHash(`/cut/${thread}/`)) });

    const expected = await until(async () => {
      const counts = await known(desk);
      const lines = await all(desk);
      return lines.length === (15 + 1 + 1) * THREADS && counts.recent === lines.filter((line) => line.includes('"published"')).length && { counts, lines };
    }, { what: "the calm one" });
    await until(async () => JSON.stringify(await known(other.desk)) === JSON.stringify(expected.counts), { what: "the desk to know as much" });
    assert.deepEqual(await all(other.desk), expected.lines);
    const [a, b] = [await one.row(), await other.row()];
    assert.deepEqual([b.comments, b.mentions, b.threads, b.state], [a.comments, a.mentions, a.threads, "done"]);
  });

  it("is undone as a whole, also where that is cut off", { timeout: size(300_000, 1_800_000) }, async () => {
    const desk = await owner(rough.worker);
    await new Importing(desk, SITE, "cut-off").did("undo");
    for (let kills = 0; kills < size(3, 20); kills++) {
      await sleep(Math.floor(next() * LONGEST * 5));
      await rough.worker.kill();
      await rough.worker.restart();
    }
    const again = await owner(rough.worker);
    const one = new Importing(again, SITE, "cut-off");
    await until(async () => (await one.row()).undoing === 0, { what: "the undoing", within: 180_000 });
    await until(async () => (await all(again)).length === 0, { what: "nothing to be left" });
    const counts = await known(again);
    assert.ok(Object.values(counts).every((count) => count === 0), JSON.stringify(counts));
  });
});
