// News while a thread is being read: looked for quietly, told, and shown when the reader asks.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { post, prose } from "./harness/blog.mjs";
import { assertQuiet, inState, newPage, newReader, said } from "./harness/browser.mjs";
import { MadeThread, numbers } from "./harness/made.mjs";
import { stage } from "./harness/stage.mjs";
import { until } from "./harness/util.mjs";

const PATH = "/2027/07/news/";
const MINUTE = 60_000;

describe("news", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  before(async () => {
    on = await stage({ pages: { [PATH]: post({ title: "News", before: prose(20) }) } });
  });
  after(() => on?.stop());

  /** @param {MadeThread} thread */
  async function visit(thread) {
    const page = await newPage(await newReader(on.browser));
    await page.clock.install({ time: new Date("2027-07-01T08:00:00Z") });
    await thread.serve(page);
    /** @type {string[]} */
    const methods = [];
    page.on("request", (request) => methods.push(request.method()));
    const before = await now(page);
    await page.goto(on.blog.origin + PATH);
    const section = await inState(page, "ready");
    // The look for news begins when the section is known to be on the screen.
    await until(() => page.evaluate(() => Object.keys(localStorage).some((key) => key.startsWith("postil:last "))), { what: "the visit" });
    return { page, section, methods, before, after: await now(page) };
  }

  async function short() {
    const thread = await MadeThread.on(on);
    for (const number of ["1", "1.1", "2", "3"]) thread.add(number);
    return thread;
  }

  /** The page's own time. @param {import("playwright-core").Page} page */
  const now = (page) => page.evaluate(() => Date.now());

  /** Lets time pass, in steps that a reader's browser would see. @param {import("playwright-core").Page} page @param {number} minutes */
  const pass = (page, minutes) => page.clock.runFor(minutes * MINUTE);

  /** @param {MadeThread} thread @param {number} count */
  const asked = (thread, count) => until(() => thread.asked.length === count, { what: `${count} requests, not ${thread.asked.length}` });

  it("is looked for after a minute, and then at ever longer intervals", async () => {
    const thread = await short();
    // The section was opened between the two. The clock goes on by itself, too, so that every step
    // is reckoned from there: what a busy machine takes for one is not added to the next.
    const { page, before, after } = await visit(thread);
    const passUntil = async (/** @type {number} */ moment) => page.clock.runFor(Math.max(0, moment - (await now(page))));
    // 1, 2, 4 and 8 minutes after each other, then 15 at most; the reader moves now and then.
    let minutes = 0;
    for (const [wait, count] of [[1, 2], [2, 3], [4, 4], [8, 5], [15, 6], [15, 7]]) {
      minutes += wait;
      await page.mouse.move(minutes, count);
      await passUntil(before + (minutes - 0.2) * MINUTE);
      assert.equal(thread.asked.length, count - 1, `not before ${minutes} minutes`);
      await passUntil(after + minutes * MINUTE);
      await asked(thread, count);
    }
    assertQuiet(page);
    await page.context().close();
  });

  it("is not looked for while nobody is there, the tab is hidden, or the section is out of sight", async () => {
    const thread = await short();
    const { page, section } = await visit(thread);
    const hide = (/** @type {boolean} */ hidden) =>
      page.evaluate((hidden) => {
        Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
      }, hidden);
    await hide(true);
    await pass(page, 5);
    assert.equal(thread.asked.length, 1, "hidden");
    await hide(false);
    await asked(thread, 2);

    await page.evaluate(() => scrollTo(0, 0));
    await until(() => section.evaluate((element) => element.getBoundingClientRect().top > innerHeight), { what: "the section to be out of sight" });
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await pass(page, 10);
    assert.equal(thread.asked.length, 2, "out of sight");
    await section.evaluate((element) => element.scrollIntoView());
    await asked(thread, 3);

    // Half an hour without a sign of the reader: after 4, 8 and 15 minutes, and then no more.
    await pass(page, 31);
    await asked(thread, 6);
    await pass(page, 120);
    await page.mouse.move(5, 5);
    await asked(thread, 7);
    // Requests come in order: what was asked for before is among them.
    assert.equal(thread.asked.length, 7, "nobody there");
    assertQuiet(page);
    await page.context().close();
  });

  it("is told, and moves nothing until it is asked for; then all is shown at its place", async () => {
    const thread = await short();
    const { page, section, methods } = await visit(thread);
    const before = await section.locator(".rows").innerHTML();
    thread.version++;
    thread.add("1.1.1");
    thread.add("4", { name: "Dee" });
    Object.assign(thread.get("2"), { body: "Thought better of.", edited: "2027-07-01T08:00:30Z", score: 3 });
    thread.get("3").removed = true;
    await pass(page, 1.1);
    const show = section.getByRole("button", { name: "2 new comments: show" });
    await show.waitFor();
    assert.equal(await section.locator(".rows").innerHTML(), before, "nothing has moved");
    assert.equal(thread.asked.at(-1)?.get("page"), null);
    assert.ok(methods.every((method) => method === "GET"), methods.join());

    await show.click();
    await until(async () => (await numbers(section)).join(" ") === "1 1.1 1.1.1 2 3 4", { what: "the rows" });
    const row = (/** @type {string} */ number) => section.locator(`.row[data-number='${number}']`);
    assert.equal(await row("2").locator(".body").textContent(), "Thought better of.");
    assert.equal(await row("2").locator(".edited").textContent(), "edited");
    assert.equal(await row("2").locator(".score").textContent(), "3");
    assert.equal(await row("3").locator(".body").textContent(), "This comment was removed.");
    assert.equal(await row("3").locator(".actions").count(), 0);
    assert.match(await said(row("1").locator(".fold")), /^2 replies /);
    assert.equal((await section.locator(".heading").textContent())?.trim(), "5 thoughts on “News”");
    assert.equal(await section.locator(".notice").textContent(), "2 new comments are shown.");
    assert.deepEqual(await section.locator(".fresh").evaluateAll((rows) => rows.map((row) => /** @type {HTMLElement} */ (row).dataset.number)), ["1.1.1", "4"]);
    await until(() => row("1.1.1").evaluate((row) => /** @type {any} */ (row.getRootNode()).activeElement === row), { what: "the focus" });
    assert.match((await row("4").locator(".when").textContent()) ?? "", /\d\d:\d\d/);
    assertQuiet(page);
    await page.context().close();
  });

  it("says nothing of edits alone, and keeps what is being written to a comment that goes", async () => {
    const thread = await short();
    const { page, section } = await visit(thread);
    const row = section.locator(".row[data-number='3']");
    await row.locator(".reply").click();
    await row.locator("textarea").fill("Just a second");
    thread.version++;
    thread.get("2").score = 4;
    thread.comments = thread.comments.filter(({ number }) => number !== "3");
    await pass(page, 1.1);
    await asked(thread, 2);
    assert.equal(await section.locator(".notice button").count(), 0);
    thread.version++;
    thread.add("4");
    await page.mouse.move(3, 3);
    await pass(page, 2.1);
    await section.getByRole("button", { name: "One new comment: show" }).click();
    await until(async () => (await numbers(section)).includes("4"), { what: "the new comment" });
    assert.equal(await row.locator("textarea").inputValue(), "Just a second");
    assert.equal(await section.locator(".row[data-number='2'] .score").textContent(), "4");
    assertQuiet(page);
    await page.context().close();
  });

  it("is counted on a thread of several pages, and fetched from those that are shown and the last", async () => {
    const thread = await MadeThread.on(on, 3);
    for (const page of [0, 1, 2]) for (const n of [1, 2]) thread.add(`${page * 2 + n}`, { page });
    const { page, section } = await visit(thread);
    thread.version++;
    thread.add("2.1", { page: 0 });
    thread.add("3.1", { page: 1 });
    thread.add("7", { page: 2 });
    await pass(page, 1.1);
    await section.getByRole("button", { name: "3 new comments: show" }).click();
    await until(async () => (await numbers(section)).join(" ") === "1 2 2.1 … 5 6 7", { what: "the rows" });
    assert.equal(await section.locator(".postil").getAttribute("data-count"), "9");
    assertQuiet(page);
    await page.context().close();
  });

  it("is told of on a thread whose pages are all shown, wherever it stands", async () => {
    const thread = await MadeThread.on(on, 2);
    for (const page of [0, 1]) thread.add(`${page + 1}`, { page });
    const { page, section } = await visit(thread);
    await section.locator(".postil > .more").click();
    await until(async () => (await numbers(section)).join(" ") === "1 2", { what: "all of it" });
    thread.version++;
    thread.add("3", { page: 1 });
    await pass(page, 1.1);
    await section.getByRole("button", { name: "One new comment: show" }).click();
    await until(async () => (await numbers(section)).join(" ") === "1 2 3", { what: "the new comment" });
    assertQuiet(page);
    await page.context().close();
  });

  it("ends with the section", async () => {
    on.blog.pages[PATH] = post({ title: "News", data: { load: "manual" }, after: '<div id="here"></div>' });
    const thread = await short();
    const page = await newPage(await newReader(on.browser));
    await page.clock.install();
    await thread.serve(page);
    await page.goto(on.blog.origin + PATH);
    await page.waitForFunction(() => /** @type {any} */ (window).Postil);
    await page.evaluate(() => /** @type {any} */ (window).Postil.mount(document.getElementById("here")));
    await inState(page, "ready");
    await page.evaluate(() => /** @type {any} */ (window).Postil.unmount(document.getElementById("here")));
    await page.clock.runFor(20 * MINUTE);
    assert.equal(thread.asked.length, 1);
    assertQuiet(page);
    await page.context().close();
  });
});
