// What a screen reader gets: the section's structure, each comment's place, the names and states of
// what can be pressed, and one voice that says what has happened. Read from Chromium's
// accessibility tree.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { post } from "./harness/blog.mjs";
import { assertQuiet, inState, newPage, newReader, open, say } from "./harness/browser.mjs";
import { MadeThread, numbers } from "./harness/made.mjs";
import { stage } from "./harness/stage.mjs";
import { all, focused, heard, region } from "./harness/tree.mjs";
import { until } from "./harness/util.mjs";

const PATH = "/2027/08/heard/";
const REAL = "/2027/08/really-heard/";

/** @typedef {import("playwright-core").Locator} Locator */

describe("what is heard", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  before(async () => {
    on = await stage({ pages: { [PATH]: post({ title: "Heard" }), [REAL]: post({ title: "Really heard" }) } });
    const ada = await on.client({ name: "Ada" }).posted(REAL, "One.");
    const bob = await on.client({ name: "Bob" }).posted(REAL, "Two.", { parent: ada.id });
    await on.client({ name: "Ada" }).posted(REAL, "Three.", { parent: bob.id });
    await on.client({ name: "Cy" }).posted(REAL, "Four.");
    await on.published(REAL);
  });
  after(() => on?.stop());

  async function long() {
    const thread = await MadeThread.on(on, 2);
    for (const number of ["1", "1.1", "1.1.1", "1.2", "2", "2.1"]) thread.add(number);
    for (const number of ["1.3", "3"]) thread.add(number, { page: 1 });
    return thread;
  }

  /** @param {MadeThread} thread */
  async function visit(thread) {
    const page = await newPage(await newReader(on.browser));
    await thread.serve(page);
    await page.goto(on.blog.origin + PATH);
    return { page, section: await inState(page, "ready") };
  }

  /** The rows as they are heard, and of each its place. @param {import("playwright-core").Page} page @param {string | RegExp} name */
  async function places(page, name) {
    const [list] = all(await region(page, name), "list");
    return list.children.filter(({ role }) => role === "listitem").map((row) => {
      const [, number, nth, of, level] = /^([\d.]+) .*?(?:reply (\d+) of (\d+), level (\d+))? (?:Comment|One|Two|Three|Four|Five)/.exec(heard(row)) ?? [];
      return nth ? `${number}: ${nth}/${of} at ${level}` : number;
    });
  }

  it("is a region with a heading, and a list in which each reply says its place", async () => {
    const { page } = await visit(await long());
    const section = await region(page, "8 thoughts on “Heard”");
    const [heading] = all(section, "heading");
    assert.deepEqual([heading.name, heading.is.level], ["8 thoughts on “Heard”", 2]);
    assert.equal(all(section, "list").length, 1);
    assert.deepEqual(await places(page, /Heard/), ["1", "1.1: 1/2 at 2", "1.1.1: 1/1 at 3", "1.2: 2/2 at 2", "2", "2.1: 1/1 at 2"]);
    assertQuiet(page);
    await page.context().close();
  });

  it("says the places after more has come, in another order, and without what is folded", async () => {
    const { page, section } = await visit(await long());
    await section.locator(".postil > .more").click();
    const whole = ["1", "1.1: 1/3 at 2", "1.1.1: 1/1 at 3", "1.2: 2/3 at 2", "1.3: 3/3 at 2", "2", "2.1: 1/1 at 2", "3"];
    await until(async () => (await numbers(section)).length === whole.length, { what: "the second page" });
    assert.deepEqual(await places(page, /Heard/), whole);
    await section.getByRole("button", { name: "Newest" }).click();
    await until(async () => (await numbers(section))[0] === "3", { what: "the newest first" });
    assert.deepEqual(await places(page, /Heard/), [...whole.slice(7), ...whole.slice(5, 7), ...whole.slice(0, 5)]);
    await section.locator(".row[data-number='1.1'] .fold").click();
    assert.deepEqual(await places(page, /Heard/), [...whole.slice(7), ...whole.slice(5, 7), ...whole.slice(0, 2), ...whole.slice(3, 5)]);
    assertQuiet(page);
    await page.context().close();
  });

  it("counts a new reply among the others", async () => {
    const page = await newPage(await newReader(on.browser));
    const section = await open(page, on.blog.origin + REAL);
    const row = section.locator(".row[data-number='1']");
    await row.locator("> .actions > .reply").click();
    await say(row, { name: "Dee", body: "Five." });
    await until(async () => (await numbers(section)).includes("1.2"), { what: "the reply" });
    assert.deepEqual(await places(page, /Really heard/), ["1", "1.1: 1/2 at 2", "1.1.1: 1/1 at 3", "1.2: 2/2 at 2", "2"]);
    assertQuiet(page);
    await page.context().close();
  });

  it("names every button by what it does and whose it is, the seen word first, and says its state", async () => {
    const page = await newPage(await newReader(on.browser));
    const section = await open(page, on.blog.origin + REAL);
    const buttons = async () => all(await region(page, /Really heard/), "button");
    const named = async (/** @type {string} */ name) => {
      const found = (await buttons()).filter((button) => button.name === name);
      assert.equal(found.length, 1, `${found.length} buttons named ${name}`);
      return found[0];
    };
    const names = (await buttons()).map(({ name }) => name);
    assert.equal(new Set(names).size, names.length, `told apart: ${names}`);
    assert.ok(names.includes("Reply comment 1.1 by Bob"), `${names}`);
    assert.ok(names.includes("Copy link comment 1.1.1 by Ada"), `${names}`);
    const seen = await section.locator(".actions button").evaluateAll((all) => all.map((one) => one.textContent?.split("comment")[0].trim()));
    for (const word of seen) assert.ok(names.some((name) => name.startsWith(`${word}`)), `${word} in ${names}`);

    assert.equal((await named("Useful comment 1 by Ada")).is.pressed, "false");
    await section.locator(".row[data-number='1'] .useful").click();
    await until(async () => (await buttons()).some(({ name }) => name === "Useful 1 comment 1 by Ada"), { what: "the vote in the name" });
    assert.equal((await named("Useful 1 comment 1 by Ada")).is.pressed, "true");

    const fold = section.locator(".row[data-number='1'] .fold");
    const name = (await buttons()).map(({ name }) => name).find((name) => /^\d replies comment 1 by Ada$/.test(name)) ?? "";
    assert.equal((await named(name)).is.expanded, true);
    await fold.click();
    assert.equal((await named(name)).is.expanded, false);

    assert.equal((await named("Oldest")).is.pressed, "true");
    await section.getByRole("button", { name: "Newest" }).click();
    await until(async () => (await named("Newest")).is.pressed === "true", { what: "the pressed order" });
    assert.equal((await named("Oldest")).is.pressed, "false");
    assertQuiet(page);
    await page.context().close();
  });

  it("ties an error to its field, until it is mended", async () => {
    const page = await newPage(await newReader(on.browser));
    const section = await open(page, on.blog.origin + REAL);
    const fields = async () => all(await region(page, /Really heard/), "textbox").map(({ name, description, is }) => [name, description, is.invalid, is.required]);
    await section.locator(".source").click();
    assert.deepEqual(await fields(), [["Add your thought…", "", "false", true], ["Name", "", "false", true]]);
    await section.locator(".post").click();
    await until(async () => (await focused(page)) === "textarea.source", { what: "the focus in the text" });
    const empty = "There is nothing to post yet.";
    assert.deepEqual((await fields()).map(([, , invalid]) => invalid), ["true", "false"]);
    assert.equal((await fields())[0][1], empty);
    await section.locator(".source").fill("Something.");
    await section.locator(".post").click();
    await until(async () => (await focused(page)) === "input.name", { what: "the focus in the name" });
    assert.deepEqual((await fields()).map(([, , invalid]) => invalid), ["false", "true"]);
    assert.match(`${(await fields())[1][1]}`, /a name is needed/);
    await section.locator(".name").fill("Eve");
    await page.keyboard.press("Enter");
    await until(async () => (await focused(page)).startsWith("row"), { what: "the new comment" });
    await section.locator(".source").first().click();
    assert.deepEqual((await fields()).map(([, description, invalid]) => [description, invalid]), [["", "false"], ["", "false"]]);
    await page.context().close();
  });

  it("has one voice, which says what has happened", async () => {
    const page = await newPage(await newReader(on.browser));
    const thread = await long();
    await thread.serve(page);
    await page.clock.install({ time: new Date("2027-08-01T08:00:00Z") });
    await page.goto(on.blog.origin + PATH);
    const section = await inState(page, "ready");
    const says = (/** @type {string | RegExp} */ text) => until(async () => (await section.locator(".notice").textContent())?.match(text), { what: `${text} to be said` });
    await voices(section);
    await section.locator(".postil > .more").click();
    await says(/more comments? (is|are) shown/);
    await section.getByRole("button", { name: "Newest" }).click();
    await says("Order: Newest");
    await section.getByRole("button", { name: "Oldest" }).click();
    await says("Order: Oldest");
    await section.locator(".link").first().click();
    await says(/link/);
    await until(() => page.evaluate(() => Object.keys(localStorage).some((key) => key.startsWith("postil:last "))), { what: "the visit" });
    thread.add("4", { page: 1 });
    thread.version++;
    await page.clock.runFor(61_000);
    await says("One new comment: show");
    await section.locator(".news").click();
    await says("One new comment is shown.");
    await voices(section);
    await page.context().close();
  });

  it("says with it what became of one's own comment", async () => {
    const page = await newPage(await newReader(on.browser));
    const section = await open(page, on.blog.origin + REAL);
    const says = (/** @type {string | RegExp} */ text) => until(async () => (await section.locator(".notice").textContent())?.match(text), { what: `${text} to be said` });
    const { row } = await say(section.locator(".postil"), { name: "Flo", body: "Mine." });
    await says("Your comment is posted.");
    await row.locator(".edit").click();
    await row.locator(".source").fill("Mine, better.");
    await voices(section);
    await row.locator(".edits .post").click();
    await says("Your change is saved.");
    await row.locator(".delete").click();
    await row.locator(".really").click();
    await says("Your comment is deleted.");
    await page.route("**/vote", (route) => route.abort());
    await section.locator(".row[data-number='1'] .useful").click();
    await says("Your vote could not be counted.");
    await voices(section);
    await page.context().close();
  });

  /** In the section there is one live region; the loader's own has nothing to say while it stands. @param {Locator} section */
  async function voices(section) {
    const live = await section.locator("[aria-live], [role=status], [role=alert], [role=log], output").evaluateAll((all) => all.map((one) => [one.className, one.matches(".notice") || /** @type {HTMLElement} */ (one).innerText.trim()]));
    assert.deepEqual(live.filter(([, said]) => said), [["notice", true]]);
    assert.equal(await section.locator(".postil").locator("[aria-live], [role=status], [role=alert], [role=log], output").count(), 1);
  }
});
