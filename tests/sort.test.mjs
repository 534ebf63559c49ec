// The order of a thread, and the pages of a long one: whatever comes stands at its place, once, and
// what is missing can be asked for.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { post } from "./harness/blog.mjs";
import { assertQuiet, inState, newPage, newReader, said } from "./harness/browser.mjs";
import { MadeThread, numbers } from "./harness/made.mjs";
import { stage } from "./harness/stage.mjs";
import { until } from "./harness/util.mjs";

const PATH = "/2027/07/sorted/";
const OTHER = "/2027/07/another/";

describe("the order of a thread", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  before(async () => {
    on = await stage({ pages: { [PATH]: post({ title: "Sorted" }), [OTHER]: post({ title: "Another" }) } });
  });
  after(() => on?.stop());

  /** @param {MadeThread} thread @param {import("playwright-core").BrowserContext} [reader] */
  async function visit(thread, reader, path = PATH) {
    const page = await newPage(reader ?? (await newReader(on.browser)));
    await thread.serve(page);
    await page.goto(on.blog.origin + path);
    return { page, section: await inState(page, "ready") };
  }

  /** @param {import("playwright-core").Locator} section @param {string[]} expected */
  async function stand(section, expected) {
    await until(async () => (await numbers(section)).join(" ") === expected.join(" "), { what: expected.join(" ") }).catch(async (error) => {
      assert.deepEqual(await numbers(section), expected);
      throw error;
    });
  }

  async function short() {
    const thread = await MadeThread.on(on);
    for (const number of ["1", "1.1", "2", "2.1", "2.1.1", "2.2", "3", "10"]) thread.add(number, { score: { "2.1.1": 5, 3: 2, "1.1": 2 }[number] ?? 0 });
    return thread;
  }

  it("sorts a thread of one page by newest, best and oldest without a request, conversations whole", async () => {
    const thread = await short();
    const { page, section } = await visit(thread);
    const press = (/** @type {string} */ name) => section.getByRole("button", { name, exact: true }).click();
    await press("Newest");
    await stand(section, ["10", "3", "2", "2.1", "2.1.1", "2.2", "1", "1.1"]);
    assert.equal(await section.getByRole("button", { name: "Newest" }).getAttribute("aria-pressed"), "true");
    await press("Most useful");
    await stand(section, ["2", "2.1", "2.1.1", "2.2", "1", "1.1", "3", "10"]);
    await press("Oldest");
    await stand(section, ["1", "1.1", "2", "2.1", "2.1.1", "2.2", "3", "10"]);
    assert.equal(thread.asked.length, 1);
    assertQuiet(page);
    await page.context().close();
  });

  it("remembers the order for the whole site, and keeps to it before the rows are seen", async () => {
    const thread = await short();
    const { page, section } = await visit(thread);
    await section.getByRole("button", { name: "Newest" }).click();
    await stand(section, ["10", "3", "2", "2.1", "2.1.1", "2.2", "1", "1.1"]);
    const again = await newPage(page.context());
    await thread.serve(again);
    // What is inserted first is what the reader sees first.
    await again.addInitScript(() => {
      const { replaceChildren } = Element.prototype;
      Element.prototype.replaceChildren = function (/** @type {any[]} */ ...nodes) {
        replaceChildren.apply(this, nodes);
        const row = this.querySelector?.(".row");
        if (row instanceof HTMLElement) /** @type {any} */ (window).first ??= row.dataset.number;
      };
    });
    await again.goto(on.blog.origin + OTHER);
    await stand(await inState(again, "ready"), ["10", "3", "2", "2.1", "2.1.1", "2.2", "1", "1.1"]);
    assert.equal(await again.evaluate(() => /** @type {any} */ (window).first), "10");
    assert.equal(thread.asked.at(-1)?.get("page"), "last");
    assertQuiet(again);
    await page.context().close();
  });

  /** Four pages of three roots each; the second of each has a reply, which has the highest score on page 2. */
  async function long() {
    const thread = await MadeThread.on(on, 4);
    for (let page = 0; page < 4; page++) {
      for (const n of [1, 2, 3]) {
        thread.add(`${page * 3 + n}`, { page });
        if (n === 2) thread.add(`${page * 3 + n}.1`, { page, score: page === 2 ? 9 : 1 });
      }
    }
    return thread;
  }
  const pages = [["1", "2", "2.1", "3"], ["4", "5", "5.1", "6"], ["7", "8", "8.1", "9"], ["10", "11", "11.1", "12"]];
  const newest = [["12", "11", "11.1", "10"], ["9", "8", "8.1", "7"], ["6", "5", "5.1", "4"], ["3", "2", "2.1", "1"]];

  it("shows page after page of a long thread, and says how much is left", async () => {
    const thread = await long();
    const { page, section } = await visit(thread);
    const more = section.locator(".postil > .more");
    assert.equal(await more.textContent(), "Show more: 12 comments are left");
    await more.click();
    await stand(section, pages.slice(0, 2).flat());
    assert.equal(await more.textContent(), "Show more: 8 comments are left");
    assert.equal(await section.locator(".notice").textContent(), "4 more comments are shown.");
    assert.ok(await section.locator(".row[data-number='4']").evaluate((row) => /** @type {any} */ (row.getRootNode()).activeElement === row), "the first new row has the focus");
    await more.click();
    await more.click();
    await stand(section, pages.flat());
    assert.ok(await more.isHidden());
    const times = await section.locator(".when").allTextContents();
    assert.ok(times.every((time) => /2026, \d\d:\d\d/.test(time)), times.join());
    assertQuiet(page);
    await page.context().close();
  });

  it("says when the next page fails to come, and gets it when asked again", async () => {
    const thread = await long();
    const { page, section } = await visit(thread);
    const more = section.locator(".postil > .more");
    thread.isDown = true;
    await more.click();
    await until(async () => /could not be fetched/.test((await section.locator(".notice").textContent()) ?? ""), { what: "the notice" });
    await stand(section, pages[0]);
    thread.isDown = false;
    await more.click();
    await stand(section, pages.slice(0, 2).flat());
    await page.context().close();
  });

  it("begins with the last page for newest, and goes on to earlier ones", async () => {
    const thread = await long();
    const { page, section } = await visit(thread);
    await section.getByRole("button", { name: "Newest" }).click();
    // What is shown already stays, after a gap.
    await stand(section, [...newest[0], "…", ...newest[3]]);
    assert.equal(thread.asked.at(-1)?.get("page"), "last");
    await section.locator(".gap button").click();
    await stand(section, [...newest[0], ...newest[1], "…", ...newest[3]]);
    await section.locator(".gap button").click();
    await stand(section, newest.flat());
    assert.ok(await section.locator(".postil > .more").isHidden());
    assertQuiet(page);
    const again = await visit(thread, page.context());
    await stand(again.section, newest[0]);
    const more = again.section.locator(".postil > .more");
    for (const count of [2, 3, 4]) {
      await more.click();
      await stand(again.section, newest.slice(0, count).flat());
    }
    assert.ok(await more.isHidden());
    await page.context().close();
  });

  it("begins with the most useful, and goes on with what has not been shown", async () => {
    const thread = await long();
    const { page, section } = await visit(thread);
    await section.getByRole("button", { name: "Most useful" }).click();
    await stand(section, ["8", "8.1", "2", "2.1", "5", "5.1", "11", "11.1", "1", "3"]);
    await page.close();
    const again = await visit(thread, page.context());
    const best = ["8", "8.1", "2", "2.1", "5", "5.1", "11", "11.1", "1", "3"];
    await stand(again.section, best);
    const more = again.section.locator(".postil > .more");
    assert.equal(await more.textContent(), "Show more: 6 comments are left");
    // The first page is known already, so the second comes at once.
    await more.click();
    await stand(again.section, ["8", "8.1", "2", "2.1", "5", "5.1", "11", "11.1", "1", "3", "4", "6"]);
    await more.click();
    await stand(again.section, [...best, "4", "6", "7", "9"]);
    await more.click();
    await stand(again.section, [...best, "4", "6", "7", "9", "10", "12"]);
    assert.ok(await more.isHidden());
    assert.equal(new Set(await numbers(again.section)).size, 16);
    assertQuiet(again.page);
    await again.page.context().close();
  });

  it("keeps a conversation together that is continued on the next pages", async () => {
    const thread = await MadeThread.on(on, 4);
    thread.add("1");
    for (let page = 0; page < 3; page++) thread.add("2" + (page ? `.${page}` : ""), { page });
    thread.add("2.3", { page: 3 });
    thread.add("3", { page: 3 });
    const { page, section } = await visit(thread);
    await section.getByRole("button", { name: "Newest" }).click();
    await stand(section, ["3", "2", "…", "2.3", "1"]);
    await section.locator(".gap button").click();
    await stand(section, ["3", "2", "2.1", "…", "2.3", "1"]);
    await section.locator(".gap button").click();
    await stand(section, ["3", "2", "2.1", "2.2", "2.3", "1"]);
    // What the rows say of each other is true of them all.
    assert.equal(await said(section.locator(".row[data-number='2'] .fold")), "3 replies comment 2 by Reader 2");
    assert.equal(await section.locator(".row[data-number='2.3'] .place").textContent(), "reply 3 of 3, level 2");
    assertQuiet(page);
    await page.context().close();
  });

  it("keeps what is being written when the order changes", async () => {
    const thread = await short();
    const { page, section } = await visit(thread);
    const row = section.locator(".row[data-number='2.1']");
    await row.locator(".reply").click();
    await row.locator("textarea").fill("Half a thought");
    await section.getByRole("button", { name: "Newest" }).click();
    await stand(section, ["10", "3", "2", "2.1", "2.1.1", "2.2", "1", "1.1"]);
    assert.equal(await row.locator("textarea").inputValue(), "Half a thought");
    await page.context().close();
  });
});
