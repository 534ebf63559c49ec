// What is kept for a while only is dropped when its time is over. The clock is put forward; each
// object is woken by somebody who looks, since the platform's alarms know the real time alone.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";

import { threadHash } from "./harness/client.mjs";
import { moderator, owner } from "./harness/staff.mjs";
import { stage } from "./harness/stage.mjs";
import { contents } from "./harness/store.mjs";
import { ROOT, until } from "./harness/util.mjs";

const DAY = 86_400_000;
const SITE = "library-blog";
const PATH = "/kept/";
const OBJECTS = /** @type {const} */ ([
  { object: "ThreadObject", name: `${SITE}/${threadHash(PATH)}` },
  { object: "SiteObject", name: SITE },
  { object: "DeskObject", name: "desk" },
]);

describe("what is kept for a while", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  before(async () => {
    on = await stage({ browser: false, sites: (blog) => [{ id: SITE, origins: [blog], policy: { let_in: "open", links: null, reports: 0 } }] });
    await on.worker.restart({ ahead: 0 });
  });
  after(() => on?.stop());

  /** The rows of the tables that are asked for, by their names. */
  async function rows() {
    const [thread, site, desk] = await contents(on.worker, [...OBJECTS]);
    /** @param {{ tables: Record<string, { rows: any[] }> }} store @param {string} name */
    const of = ({ tables }, name) => tables[name].rows;
    return { thread: (/** @type {string} */ name) => of(thread, name), site: (/** @type {string} */ name) => of(site, name), desk: (/** @type {string} */ name) => of(desk, name) };
  }

  /** Puts the clock forward, and looks at everything until it fits. @param {number} days @param {string} what @param {(all: Awaited<ReturnType<typeof rows>>) => boolean} fits */
  async function later(days, what, fits) {
    await on.worker.restart({ ahead: days * DAY });
    const reader = on.client();
    await until(
      async () => {
        // Each of them wakes an object, whose alarm rings then if it is time.
        await reader.json(PATH);
        await reader.get("/v1/feed", { min_v: "999999" });
        await reader.me("list");
        await fetch(`${on.worker.origin}/v1/desk/me`, { headers: { Cookie: `__Host-postil-desk=${"A".repeat(43)}` } });
        await new Promise((done) => setTimeout(done, 500));
        return fits(await rows());
      },
      { what: `${what}, ${days} days later`, within: 60_000, every: 1_000 },
    );
  }

  it("is dropped in time, and not before", async () => {
    const desk = await owner(on.worker);
    await moderator(desk, { site: SITE });
    await desk.done("staff", { invite: { note: "Never comes", site: SITE } });
    await desk.post("link", undefined, { Authorization: "Bearer for-this-machine-only", "Sec-Fetch-Site": undefined, "Postil-Desk": undefined });
    const ada = on.client({ name: "Ada" });
    const bo = on.client({ name: "Bo" });
    const kept = await ada.posted(PATH, "This one stays where it is, whatever the others do.");
    const spam = await ada.posted(PATH, "This one is called spam by somebody who read it.");
    const gone = await bo.posted(PATH, "And this one is removed, for a reason of its own.");
    await bo.vote(PATH, kept.id);
    const row = (/** @type {string} */ id) =>
      until(async () => (await desk.get("queue", { site: SITE, view: "recent" })).body.rows.find((/** @type {any} */ one) => one.id === id), { what: `${id} at the desk` });
    await row(kept.id);
    await bo.send(`/v1/comments/${kept.id}/report`, bo.about(PATH, { reason: "spam", note: "" }));
    for (const [act, id] of [["spam", spam.id], ["remove", gone.id]]) {
      await desk.done("act", { site: SITE, act, which: { rows: [{ seq: (await row(id)).seq, text: "" }] }, id: randomUUID() });
    }
    await until(async () => (await on.client().json(PATH)).body.count === 1, { what: "both to be out of sight" });
    const wrong = await desk.post("signin", { secret: { secret: "wrong" } });
    assert.equal(wrong.code, "secret_wrong");

    const at = await rows();
    for (const [where, table] of /** @type {const} */ ([["site", "rate"], ["site", "sender"], ["site", "verdict"], ["site", "item"], ["site", "fingerprint"], ["thread", "network"], ["desk", "attempts"], ["desk", "link"], ["desk", "invitation"], ["desk", "session"]])) {
      assert.ok(at[where](table).length > 0, `${where}.${table} to have something`);
    }

    await later(3, "networks, rates, verdicts, wrong secrets and links to be gone", ({ thread, site, desk }) =>
      ["rate", "sender", "verdict"].every((table) => site(table).length === 0) &&
      site("report").every(({ network }) => network === "") &&
      site("site").every(({ opened }) => opened === "[]") &&
      thread("network").length === 0 &&
      desk("attempts").length === 0 &&
      desk("link").length === 0,
    );
    const after3 = await rows();
    assert.equal(after3.site("item").length, 2, "both acts can be undone");
    assert.equal(after3.desk("invitation").length, 1);
    assert.deepEqual(after3.thread("comment").map(({ body }) => body !== ""), [true, true, true]);

    await later(8, "the invitation to be gone", ({ desk }) => desk("invitation").length === 0);

    // Everything is looked at, so that each object's alarm is moved along with the clock.
    await later(29, "every text to be there", ({ thread }) => thread("comment").every(({ body }) => body !== ""));
    const signedIn = await owner(on.worker);
    const { body } = await signedIn.get("queue", { site: SITE, view: "spam" });
    assert.deepEqual(body.rows.map((/** @type {any} */ one) => one.id), [spam.id], "29 days later it can be restored");
    assert.ok((await rows()).desk("session").length > 1);

    await later(32, "texts that were taken away to be overwritten, and what could be undone", ({ thread, site, desk }) => {
      const comments = thread("comment");
      const texts = comments.filter(({ id }) => id !== kept.id).map(({ body, name, key, sent }) => body + name + key + sent);
      return texts.every((text) => text === "") && site("item").length === 0 && desk("session").length === 1;
    });
    // The site is told a second after. Only the first alarm after a restart knows of the clock.
    await later(33, "the site to have forgotten them", ({ site }) => site("entry").length === 1);
    const end = await rows();
    assert.deepEqual(end.thread("comment").map(({ body }) => body !== ""), [true, false, false]);
    assert.equal(end.site("mine").length, 2, "Bo still has a vote there");
    assert.equal(end.site("action").length, at.site("action").length, "the log is kept");

    await later(61, "fingerprints and the last session to be gone", ({ site, desk }) => site("fingerprint").length === 0 && desk("session").length === 0);
    await later(367, "the log and the reports to be gone", ({ site }) => site("action").length === 0 && site("report").length === 0 && site("reporter").length === 0);
    const { body: shown } = await on.client().json(PATH);
    assert.deepEqual(shown.comments.map((/** @type {any} */ one) => one.id), [kept.id]);
  });

  it("is told by a clock that the build knows nothing of", async () => {
    const built = await readFile(join(process.env.POSTIL_DIST ?? join(ROOT, "dist"), "worker/index.js"), "utf8");
    assert.doesNotMatch(built, /ahead|Date\.now\s*=/);
  });
});
