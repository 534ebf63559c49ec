// A pinned comment: a moderator's choice at the desk, above the rows of its thread's first page.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";

import { post } from "./harness/blog.mjs";
import { assertQuiet, newPage, newReader, open, readRows } from "./harness/browser.mjs";
import { rowIds, sectionData } from "./harness/client.mjs";
import { textOf } from "./harness/desk-fake.mjs";
import { text } from "./harness/seed.mjs";
import { owner } from "./harness/staff.mjs";
import { stage } from "./harness/stage.mjs";
import { pool, until } from "./harness/util.mjs";

/** @typedef {import("./harness/staff.mjs").Desk} Desk */

const SITE = "library-blog";
const SHORT = "/2027/08/above/";
const LONG = "/2027/08/far-down/";

describe("a pinned comment", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  /** @type {Desk} */
  let desk;
  before(async () => {
    on = await stage({ pages: { [SHORT]: post({ title: "Pinned" }), [LONG]: post({ title: "Pinned far down" }) } });
    desk = await owner(on.worker);
  });
  after(() => on?.stop());

  /** The comment, as the desk shows it. @param {string} id */
  const row = (id, view = "recent") =>
    until(async () => (await desk.get("queue", { site: SITE, view, q: id })).body.rows.find((/** @type {any} */ one) => one.id === id), { what: `${id} at the desk` });

  /** Decides about a comment; answers with the action. @param {string} act @param {string} id */
  async function decide(act, id, view = "recent") {
    const { seq, body, change } = await row(id, view);
    return desk.done("act", { site: SITE, act, which: { rows: [{ seq, text: textOf(body, change) }] }, id: randomUUID() });
  }

  /** What a published page shows as pinned; nothing, or the HTML. @param {string} path */
  async function pinned(path, query = {}) {
    const html = (await on.client().thread(path, query)).text;
    return /<li class="pinned">.*?<\/li>/s.exec(html)?.[0] ?? "";
  }

  /** Waits until the page shows this as pinned. @param {string} path @param {string} said */
  const shows = (path, said) => until(async () => (said ? (await pinned(path)).includes(said) : (await pinned(path)) === ""), { what: `${path} to have pinned: ${said}` });

  it("stands above the rows, once, and leads to its place, however they are sorted", async () => {
    const bodies = ["The first of them.", "The *second* of them.", "The third of them."];
    /** @type {string[]} */
    const ids = [];
    for (const body of bodies) ids.push((await on.client({ name: "Ada" }).posted(SHORT, body)).id);
    const { changed } = await decide("pin", ids[1]);
    assert.equal(changed, 1);
    await shows(SHORT, "The <em>second</em> of them.");
    assert.deepEqual(rowIds((await on.client().thread(SHORT)).text), ids, "it is no row");
    const { body: data } = await on.client().json(SHORT);
    assert.deepEqual([data.count, data.comments.length], [3, 3]);
    assert.ok(!JSON.stringify(data).includes("pinned"));
    const { text: plain } = await on.client().get("/v1/page", { id: SHORT });
    assert.match(plain, /<li class="pinned"><a href="[^"]+comment=[^"]+#c-[^"]+" class="badge">Pinned: go to comment 2<\/a>/);

    const page = await newPage(await newReader(on.browser));
    const section = await open(page, on.blog.origin + SHORT);
    const first = () => section.locator(".rows > li").first().getAttribute("class");
    const order = async () => (await readRows(section)).map(({ id }) => id);
    for (const [name, expected] of /** @type {[string, string[]][]} */ ([
      ["Newest", [ids[2], ids[1], ids[0]]],
      ["Most useful", ids],
      ["Oldest", ids],
    ])) {
      await section.getByRole("button", { name, exact: true }).click();
      await until(async () => (await order()).join() === expected.join(), { what: name });
      assert.equal(await first(), "pinned", name);
    }
    await section.getByRole("link", { name: "Pinned: go to comment 2" }).click();
    await until(() => page.evaluate((id) => document.querySelector("postil-section")?.shadowRoot?.activeElement?.id === `c-${id}`, ids[1]), { what: "the row to have the focus" });
    assertQuiet(page);
    await page.context().close();
  });

  it("gives its place to another one; both are undone, and both stand in the log", async () => {
    const html = (await on.client().thread(SHORT)).text;
    const [one, two] = rowIds(html);
    const { action } = await decide("pin", one);
    await shows(SHORT, "The first of them.");
    assert.equal((await row(two)).pinned, false);
    const { body: log } = await desk.get("log", { site: SITE });
    assert.deepEqual([log.entries[0].act, log.entries[0].comments, log.entries[0].action], ["pin", 1, action]);
    await desk.done("undo", { site: SITE, action });
    await shows(SHORT, "The <em>second</em> of them.");
    assert.deepEqual([(await row(one)).pinned, (await row(two)).pinned], [false, true]);
    await decide("unpin", two);
    await shows(SHORT, "");
    assert.equal((await desk.post("act", { site: SITE, act: "pin", which: { rows: [one, two].map((seq) => ({ seq: seq.length, text: "" })) }, id: randomUUID() })).status, 422);
  });

  it("goes with whatever takes the comment out of sight", async () => {
    const author = on.client({ name: "Bo" });
    for (const [act, view] of [["hold", "held"], ["remove", "removed"]]) {
      const { id } = await author.posted(SHORT, `Somebody will ${act} this one.`);
      await decide("pin", id);
      await shows(SHORT, `Somebody will ${act} this one.`);
      await decide(act, id);
      await shows(SHORT, "");
      assert.equal((await row(id, view)).pinned, false);
      await decide("approve", id, view);
      await until(async () => rowIds((await on.client().thread(SHORT)).text).includes(id), { what: "the comment to be back" });
      assert.equal(await pinned(SHORT), "", "it is back without its pin");
    }
    const { id } = await author.posted(SHORT, "Its author will delete this one.");
    await decide("pin", id);
    await shows(SHORT, "Its author will delete this one.");
    assert.equal((await author.delete(SHORT, id)).status, 200);
    await shows(SHORT, "");
  });

  it("stands on the first page of a long thread, says what it was edited to, and leads to its own page", async () => {
    await pool(Array.from({ length: 210 }), 4, (_, n) => on.client().posted(LONG, text(n)));
    const author = on.client({ name: "Cleo" });
    const { id } = await author.posted(LONG, "Far down, and worth to be read first.");
    await on.published(LONG);
    const own = (await on.client().thread(LONG, { comment: id })).text;
    assert.equal(sectionData(own, "page"), "1");
    await decide("pin", id);
    await shows(LONG, "Far down, and worth");
    assert.equal(await pinned(LONG, { page: "1" }), "");
    assert.equal((await author.edit(LONG, id, "Far down, and better said.")).status, 200);
    await shows(LONG, "Far down, and better said.");

    const page = await newPage(await newReader(on.browser));
    const section = await open(page, on.blog.origin + LONG);
    assert.equal(await section.locator(`[id="c-${id}"]`).count(), 0);
    await section.locator(".pinned > a").click();
    await section.locator(`[id="c-${id}"]`).waitFor();
    assert.equal(await section.locator(".rows > li").first().getAttribute("class"), "pinned");
    // From its own page, the first page brings it.
    const other = await newPage(page.context());
    await other.goto(`${on.blog.origin}${LONG}#c-${id}`);
    const there = await open(other, `${on.blog.origin}${LONG}#c-${id}`);
    assert.equal(await there.locator(".pinned").count(), 0);
    await there.locator(".gap button").first().click();
    await there.locator(".pinned").waitFor();
    assert.equal(await there.locator(".rows > li").first().getAttribute("class"), "pinned");
    assertQuiet(page);
    await page.context().close();
  });
});
