// What is new since a reader's last visit: told, marked, and led to. Only the browser knows of it.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { post } from "./harness/blog.mjs";
import { assertQuiet, inState, newPage, newReader } from "./harness/browser.mjs";
import { MadeThread, numbers } from "./harness/made.mjs";
import { stage } from "./harness/stage.mjs";
import { until } from "./harness/util.mjs";

const PATH = "/2027/07/visited/";

describe("what is new since the last visit", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  before(async () => {
    on = await stage({ pages: { [PATH]: post({ title: "Visited" }) } });
  });
  after(() => on?.stop());

  /** @param {MadeThread} thread @param {import("playwright-core").BrowserContext} reader */
  async function visit(thread, reader) {
    const page = await newPage(reader);
    await thread.serve(page);
    await page.goto(on.blog.origin + PATH);
    const section = await inState(page, "ready");
    // A visit is remembered when the section has been on the screen.
    await until(() => page.evaluate((path) => Object.keys(localStorage).some((key) => key.startsWith("postil:last ") && key.endsWith(path)), PATH), { what: "the visit" });
    return { page, section };
  }

  const notice = (/** @type {import("playwright-core").Locator} */ section) => section.locator(".notice").textContent();

  /** @param {import("playwright-core").Locator} section @param {string} number */
  const isAt = (section, number) =>
    until(() => section.locator(`.row[data-number='${number}']`).evaluate((row) => /** @type {any} */ (row.getRootNode()).activeElement === row), { what: `the reader to be at ${number}` });

  it("says nothing to who has not been here", async () => {
    const thread = await MadeThread.on(on);
    for (const number of ["1", "2"]) thread.add(number);
    const { page, section } = await visit(thread, await newReader(on.browser));
    assert.equal(await notice(section), "");
    assert.equal(await section.locator(".fresh").count(), 0);
    // Nor after a reload, when nothing has come.
    await page.close();
    const again = await visit(thread, page.context());
    assert.equal(await notice(again.section), "");
    await again.page.context().close();
  });

  it("is marked before it is seen, counted without one's own, and led to one by one", async () => {
    const thread = await MadeThread.on(on);
    for (const number of ["1", "1.1", "2", "3"]) thread.add(number);
    const first = await visit(thread, await newReader(on.browser));
    await first.section.locator(".row[data-number='1'] .fold").click();
    await first.page.evaluate(() => localStorage.setItem("postil:mark library-blog", "f".repeat(16)));
    await first.page.close();

    thread.add("1.2");
    thread.add("2.1");
    thread.add("3.1", { mark: "f".repeat(16) });
    thread.add("4");
    const { page, section } = await visit(thread, first.page.context());
    assert.match((await notice(section)) ?? "", /^3 comments are new since your last visit\./);
    assert.deepEqual(await section.locator(".fresh").evaluateAll((rows) => rows.map((row) => /** @type {HTMLElement} */ (row).dataset.number)), ["1.2", "2.1", "4"]);
    assert.deepEqual(await section.locator(".since").allTextContents(), ["new", "new", "new"]);
    const next = section.getByRole("button", { name: "Next new comment" });
    await next.click();
    await isAt(section, "1.2");
    assert.deepEqual(await numbers(section), ["1", "1.1", "1.2", "2", "2.1", "3", "3.1", "4"], "it is unfolded");
    for (const number of ["2.1", "4", "1.2"]) {
      await next.click();
      await isAt(section, number);
    }
    assertQuiet(page);
    await page.close();
    // Seen now.
    const again = await visit(thread, page.context());
    assert.equal(await notice(again.section), "");
    assert.equal(await again.section.locator(".fresh").count(), 0);
    await page.context().close();
  });

  it("is counted on a thread of several pages, and looked for on the last one", async () => {
    const thread = await MadeThread.on(on, 3);
    for (const page of [0, 1, 2]) thread.add(`${page + 1}`, { page });
    const first = await visit(thread, await newReader(on.browser));
    await first.page.close();
    const now = new Date(Date.now() + 60_000).toISOString();
    thread.add("4", { page: 2, created: now });
    thread.add("5", { page: 2, created: now });
    const { page, section } = await visit(thread, first.page.context());
    assert.match((await notice(section)) ?? "", /^2 comments are new/);
    await section.getByRole("button", { name: "Next new comment" }).click();
    await isAt(section, "4");
    assert.deepEqual(await numbers(section), ["1", "…", "3", "4", "5"]);
    assertQuiet(page);
    await page.context().close();
  });
});
