// The focus is never lost: whatever a reader does by keyboard, the next Tab goes on from there.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { post } from "./harness/blog.mjs";
import { inState, newPage, newReader, open, say } from "./harness/browser.mjs";
import { MadeThread, numbers } from "./harness/made.mjs";
import { stage } from "./harness/stage.mjs";
import { focused } from "./harness/tree.mjs";
import { until } from "./harness/util.mjs";

const PATH = "/2027/08/focus/";
const REAL = "/2027/08/real-focus/";

/** @typedef {import("playwright-core").Locator} Locator @typedef {import("playwright-core").Page} Page */

describe("the focus", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  before(async () => {
    on = await stage({ pages: { [PATH]: post({ title: "Focus" }), [REAL]: post({ title: "Real focus" }) } });
    const ada = await on.client({ name: "Ada" }).posted(REAL, "One.");
    await on.client({ name: "Bob" }).posted(REAL, "Two.", { parent: ada.id });
    await on.client({ name: "Cy" }).posted(REAL, "Three.");
    await on.published(REAL);
  });
  after(() => on?.stop());

  /** Presses a button as a keyboard does. @param {Locator} button */
  async function press(button) {
    await button.focus();
    await button.press("Enter");
  }

  /** @param {Page} page @param {RegExp} wanted */
  const reaches = (page, wanted) => until(async () => wanted.test(await focused(page)), { what: `the focus on ${wanted}` });

  async function real() {
    const page = await newPage(await newReader(on.browser));
    return { page, section: await open(page, on.blog.origin + REAL) };
  }

  it("goes to what comes, and stays on what is pressed, while one reads", async () => {
    const page = await newPage(await newReader(on.browser));
    const thread = await MadeThread.on(on, 2);
    for (const number of ["1", "1.1", "2"]) thread.add(number);
    thread.add("3", { page: 1 });
    await thread.serve(page);
    await page.clock.install({ time: new Date("2027-08-01T08:00:00Z") });
    await page.goto(on.blog.origin + PATH);
    const section = await inState(page, "ready");
    const stand = (/** @type {string} */ wanted) => until(async () => (await numbers(section)).join(" ") === wanted, { what: wanted });
    await until(() => page.evaluate(() => Object.keys(localStorage).some((key) => key.startsWith("postil:last "))), { what: "the visit" });

    await press(section.locator(".fold"));
    await stand("1 2");
    await reaches(page, /button.*fold/);
    await press(section.locator(".fold"));
    await press(section.locator(".row[data-number='2'] .link"));
    await until(async () => (await section.locator(".notice").textContent())?.includes("link"), { what: "the word on the link" });
    await reaches(page, /button.*link/);
    await press(section.locator(".postil > .more"));
    await stand("1 1.1 2 3");
    await reaches(page, /^row 3/);
    await press(section.getByRole("button", { name: "Newest" }));
    await stand("3 2 1 1.1");
    await reaches(page, /button.*sort/);

    thread.add("4", { page: 1 });
    thread.version++;
    await page.clock.runFor(61_000);
    await press(section.locator(".news"));
    await stand("4 3 2 1 1.1");
    await reaches(page, /^row 4/);
    // Told of, and gone before it is asked for.
    const gone = thread.add("5", { page: 1 });
    thread.version++;
    await page.clock.runFor(130_000);
    await section.locator(".news").waitFor();
    thread.comments.splice(thread.comments.indexOf(gone), 1);
    thread.version++;
    await press(section.locator(".news"));
    await section.locator(".news").waitFor({ state: "detached" });
    await reaches(page, /^p\.notice/);
    await page.context().close();
  });

  it("goes from one new comment to the next, to what was answered, and back", async () => {
    const reader = await newReader(on.browser);
    const thread = await MadeThread.on(on);
    for (const number of ["1", "2"]) thread.add(number);
    const visit = async () => {
      const page = await newPage(reader);
      await thread.serve(page);
      await page.goto(on.blog.origin + PATH);
      const section = await inState(page, "ready");
      await until(() => page.evaluate(() => Object.keys(localStorage).some((key) => key.startsWith("postil:last "))), { what: "the visit" });
      return { page, section };
    };
    await (await visit()).page.close();
    for (const number of ["2.1", "2.9", "3"]) thread.add(number);
    thread.version++;
    const { page, section } = await visit();
    for (const number of ["2.1", "2.9", "3", "2.1"]) {
      await press(section.locator(".next"));
      await reaches(page, new RegExp(`^row ${number}\\.`));
    }
    await press(section.locator(".row[data-number='2.9'] .answers"));
    await reaches(page, /^row 2\./);
    await press(section.locator(".from"));
    await reaches(page, /^row 2\.9/);
    await reader.close();
  });

  it("is in the text that is being written, and back where that was begun", async () => {
    const { page, section } = await real();
    const row = section.locator(".row[data-number='1']");
    const reader = page.context();
    const reply = row.locator("> .actions > .reply");
    await press(reply);
    await reaches(page, /^textarea/);
    await press(row.locator(".cancel"));
    await reaches(page, /button.*reply/);
    await press(reply);
    await page.keyboard.press("Escape");
    await reaches(page, /button.*reply/);
    await press(reply);
    await row.locator(".source").fill("A draft.");
    await press(row.locator(".preview"));
    await row.locator(".previewed p").waitFor();
    await reaches(page, /button.*preview/);
    await press(row.locator(".write"));
    await reaches(page, /^textarea/);
    await page.close();
    const again = await newPage(reader);
    const later = await open(again, on.blog.origin + REAL);
    await press(later.locator(".discard"));
    await reaches(again, /button.*keep/);
    await press(later.locator(".really"));
    await later.locator(".discard").waitFor({ state: "detached" });
    await reaches(again, /button.*reply/);
    await reader.close();
  });

  it("is on one's own comment once it is posted, edited or kept, and on its neighbour once it is deleted", async () => {
    const { page, section } = await real();
    const { row, comment } = await say(section.locator(".postil"), { name: "Dee", body: "Mine." });
    const own = new RegExp(`^row ${comment.number}\\.`);
    await reaches(page, own);
    await press(row.locator(".edit"));
    await reaches(page, /^textarea/);
    await press(row.locator(".edits .cancel"));
    await reaches(page, /button.*edit/);
    await press(row.locator(".edit"));
    await row.locator(".edits .source").fill("Mine, better.");
    await press(row.locator(".edits .post"));
    await row.locator(".edits").waitFor({ state: "detached" });
    await reaches(page, own);
    await press(row.locator(".delete"));
    await reaches(page, /button.*keep/);
    await page.keyboard.press("Enter");
    await reaches(page, /button.*delete/);
    await press(row.locator(".delete"));
    await press(row.locator(".really"));
    await row.waitFor({ state: "detached" });
    await reaches(page, /^row/);
    await press(section.locator(".row[data-number='1'] .useful"));
    await until(async () => (await section.locator(".row[data-number='1'] .score").textContent()) === "1", { what: "the vote" });
    await reaches(page, /button.*useful/);
    await page.context().close();
  });

  it("skips what is no comment, and what is folded, when one's own is deleted", async () => {
    const { page, section } = await real();
    const first = section.locator(".row[data-number='1']");
    await press(first.locator(".fold"));
    const { row } = await say(section.locator(".postil"), { name: "Dee", body: "The last." });
    // What stands before it: a folded conversation, and a button for what is missing.
    await row.evaluate((row) => {
      const gap = document.createElement("li");
      gap.className = "gap";
      row.before(gap);
      row.parentElement?.querySelector(":scope > .row[data-number='3']")?.remove();
      row.parentElement?.querySelector(":scope > .row[data-number='2']")?.remove();
    });
    await press(row.locator(".delete"));
    await press(row.locator(".really"));
    await row.waitFor({ state: "detached" });
    await reaches(page, /^row 1/);
    await page.context().close();
  });

  it("is on a comment that waits, and in its text when that is taken back", async () => {
    const { page, section } = await real();
    await page.route("**/v1/comments", (route) => route.abort());
    await section.locator(".composer .source").fill("Waits.");
    await section.locator(".composer .name").fill("Eve");
    await press(section.locator(".composer .post"));
    await section.locator(".waiting").waitFor();
    await reaches(page, /^li.*waiting/);
    await press(section.locator(".waiting .back"));
    await reaches(page, /^textarea/);
    assert.equal(await section.locator(".composer .source").inputValue(), "Waits.");
    await page.context().close();
  });

  it("goes into \"My comments\", and back to the button once that is closed", async () => {
    const { page, section } = await real();
    await section.locator(".composer .source").focus();
    await press(section.locator(".composer .me"));
    await reaches(page, /^section.*mine/);
    await press(section.locator(".mine .close"));
    await section.locator(".mine").waitFor({ state: "detached" });
    await reaches(page, /button.*me$/);
    await page.context().close();
  });

  it("stays in \"My comments\" whatever is asked and answered there", async () => {
    const { page, section } = await real();
    await say(section.locator(".postil"), { name: "Fay", body: "Mine." });
    await section.locator(".composer .source").last().focus();
    await press(section.locator(".composer .me").last());
    await section.locator(".mine li").waitFor();
    for (const what of ["erase", "forget"]) {
      await press(section.locator(`.mine .${what}`));
      await reaches(page, /button.*keep/);
      await page.keyboard.press("Enter");
      await reaches(page, new RegExp(`button.*${what}`));
      await press(section.locator(`.mine .${what}`));
      await reaches(page, /button.*keep/);
      await press(section.locator(".mine .really"));
      await reaches(page, /^section.*mine/);
    }
    await page.context().close();
  });

  it("stays with the section while it is fetched again", async () => {
    const page = await newPage(await newReader(on.browser));
    await page.route("**/v1/thread?*", (route) => route.abort());
    await page.goto(on.blog.origin + REAL);
    const section = await inState(page, "failed");
    await page.unroute("**/v1/thread?*");
    await press(section.locator(".state button"));
    await inState(page, "ready");
    await reaches(page, /^postil-section/);
    await page.keyboard.press("Tab");
    assert.match(await focused(page), /^button.*sort/);
    await page.context().close();
  });
});
