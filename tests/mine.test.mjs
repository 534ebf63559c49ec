// "My comments": what a reader has written, over all threads, and what can be done with all of it;
// and the recovery code, by which another browser knows them.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, it } from "node:test";

import { post } from "./harness/blog.mjs";
import { assertQuiet, composer, inState, newPage, newReader, open, say, section } from "./harness/browser.mjs";
import { stage } from "./harness/stage.mjs";
import { until } from "./harness/util.mjs";

describe("my comments", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  let pages = 0;
  before(async () => {
    on = await stage();
  });
  after(() => on?.stop());

  /** A page of its own for a test. */
  function page() {
    const path = `/mine/${++pages}/`;
    on.blog.pages[path] = post({ title: "Mine" });
    return { path, address: on.blog.origin + path };
  }

  /** Opens the panel from the composer. @param {import("./harness/browser.mjs").Page} tab */
  async function openPanel(tab) {
    const root = section(tab);
    await composer(root).locator("textarea").click();
    await composer(root).locator("button.me").click();
    await root.locator(".mine section").waitFor();
    return root.locator(".mine");
  }

  /** What has the focus in the section: its class. @param {import("./harness/browser.mjs").Page} tab */
  const focusedClass = (tab) => section(tab).evaluate((element) => /** @type {ShadowRoot} */ (element.shadowRoot).activeElement?.className);
  /** @param {import("./harness/browser.mjs").Page} tab @param {string} name */
  const focusIs = (tab, name) => until(async () => (await focusedClass(tab)) === name, { what: `the focus to be on ${name}` });
  const remembered = (/** @type {import("./harness/browser.mjs").Page} */ tab) => tab.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("postil:")));
  const code = async (/** @type {import("playwright-core").Locator} */ panel) => {
    await panel.locator("summary").click();
    return (await panel.locator(".code").textContent()) ?? "";
  };

  it("are listed newest first, whatever their threads, and lead there", async () => {
    const tab = await newPage(await newReader(on.browser));
    const written = [];
    const there = Array.from({ length: 5 }, page);
    for (const [n, { address }] of there.entries()) {
      await say(await open(tab, address), { name: "Ada", body: `Number *${n}*` });
      written.unshift(`Number *${n}*`);
    }
    const panel = await openPanel(tab);
    await until(async () => (await panel.locator(".written").count()) === 5, { what: "the list" });
    assert.deepEqual(await panel.locator(".written").allTextContents(), written);
    const link = panel.locator("li").last().locator("a");
    assert.equal(await link.textContent(), `on ${there[0].path}`);
    await link.click();
    await tab.waitForURL((url) => url.pathname === there[0].path && url.hash.startsWith("#c-"));
    assertQuiet(tab);
    await tab.context().close();
  });

  it("can be had as a file", async () => {
    const { path, address } = page();
    const other = await on.client().posted(path, "Another's.");
    await on.published(path);
    const tab = await newPage(await newReader(on.browser));
    const root = await open(tab, address);
    const { comment, row } = await say(root, { name: "Ada", body: "Mine, *first*." });
    await row.locator("button.edit").click();
    await row.locator("form.edits textarea").fill("Mine, *second*.");
    await row.locator("form.edits button.post").click();
    await row.locator("time.edited").waitFor();
    await root.locator(`[id="c-${other.id}"] button.useful`).click();
    await until(async () => (await on.client().json(path)).body.comments[0].score === 1, { what: "the vote" });
    const panel = await openPanel(tab);
    const [download] = await Promise.all([tab.waitForEvent("download"), panel.locator("button.download").click()]);
    assert.equal(download.suggestedFilename(), "my-comments.json");
    const file = JSON.parse(await readFile(await download.path(), "utf8"));
    assert.deepEqual(Object.keys(file), ["site", "comments", "votes"]);
    assert.equal(file.site, "library-blog");
    const [mine] = file.comments;
    assert.equal(file.comments.length, 1);
    assert.deepEqual([mine.thread, mine.id, mine.body, mine.state], [path, comment.id, "Mine, *second*.", "published"]);
    assert.deepEqual(mine.former.map((/** @type {any} */ one) => one.body), ["Mine, *first*."]);
    assert.deepEqual(file.votes, [{ thread: path, id: other.id }]);
    await tab.context().close();
  });

  it("are all deleted, here too, once that was asked; what others wrote stays", async () => {
    const [{ path, address }, far] = [page(), page()];
    const tab = await newPage(await newReader(on.browser));
    await say(await open(tab, far.address), { name: "Ada", body: "Elsewhere." });
    const root = await open(tab, address);
    const answered = await say(root, { body: "Answered." });
    await on.client().posted(path, "An answer of another's.", { parent: answered.comment.id });
    const alone = await say(root, { body: "Alone." });
    await answered.row.locator("button.reply").click();
    const inner = await say(answered.row, { body: "An answer of mine." });
    await tab.reload();
    await inState(tab, "ready");
    const panel = await openPanel(tab);
    await panel.locator("button.erase").click();
    await focusIs(tab, "keep");
    await tab.keyboard.press("Enter");
    await focusIs(tab, "quiet erase");
    assert.equal((await on.client().json(path)).body.count, 4);
    await tab.keyboard.press("Enter");
    await focusIs(tab, "keep");
    await tab.keyboard.press("Shift+Tab");
    await tab.keyboard.press("Enter");
    await focusIs(tab, "mine");
    await panel.locator(".notice").getByText("All your comments and votes are deleted.").waitFor();
    assert.equal(await panel.locator(".list li").count(), 0);
    for (const { row } of [alone, inner]) assert.equal(await row.count(), 0);
    assert.equal(await answered.row.locator(".body").textContent(), "This comment was removed.");
    assert.match((await root.locator(".postil > .heading").textContent()) ?? "", /^One thought/);
    assert.match((await answered.row.locator("button.fold").textContent()) ?? "", /^One reply\b/);
    assert.equal((await on.client().json(path)).body.count, 1);
    assert.equal((await on.client().json(far.path)).body.count, 0);
    assertQuiet(tab);
    await tab.context().close();
  });

  it("are forgotten with everything else on this browser, once that was asked", async () => {
    const { path, address } = page();
    const tab = await newPage(await newReader(on.browser));
    const root = await open(tab, address);
    const { row } = await say(root, { name: "Ada", body: "Here I am." });
    await row.locator("button.delete").waitFor();
    await composer(root).locator("textarea").fill("A draft.");
    const panel = await openPanel(tab);
    assert.ok((await remembered(tab)).length > 3);
    await panel.locator("button.forget").click();
    await focusIs(tab, "keep");
    await panel.locator("button.keep").click();
    await focusIs(tab, "quiet forget");
    await panel.locator("button.forget").click();
    await panel.locator("button.really").click();
    await panel.locator(".notice").getByText("This browser does not know you any more.").waitFor();
    assert.deepEqual(await remembered(tab), []);
    assert.equal(await row.locator("button.edit, button.delete").count(), 0);
    assert.equal(await panel.locator("button.erase").count(), 0);
    await focusIs(tab, "mine");
    assert.equal((await on.client().json(path)).body.count, 1);
    await tab.reload();
    await inState(tab, "ready");
    assert.equal(await row.locator("button.edit, button.delete").count(), 0);
    await tab.context().close();
  });

  it("are known on another browser by the recovery code; a slip in it is told", async () => {
    const { path, address } = page();
    const tab = await newPage(await newReader(on.browser));
    const root = await open(tab, address);
    const { comment } = await say(root, { name: "Bo", body: "Mine, wherever I am" });
    await root.locator(".offer button.me").click();
    const panel = root.locator(".mine");
    await panel.locator(".written").getByText("Mine, wherever I am").waitFor();
    const given = await code(panel);
    await on.published(path);

    const elsewhere = await newPage(await newReader(on.browser));
    await open(elsewhere, address);
    const there = await openPanel(elsewhere);
    assert.equal(await there.locator(".note").first().textContent(), "With this browser you have not written anything here yet.");
    await there.locator("summary").click();
    const field = there.locator("input[name=code]");
    const slip = async (/** @type {string} */ wrong) => {
      await field.fill(wrong);
      return (await there.locator("#postil-slip").textContent()) ?? "";
    };
    const letters = given.replaceAll("-", "");
    // The first stands for one bit. One letter for another, and two neighbours that differ.
    const another = letters[7] === "A" ? "B" : "A";
    assert.match(await slip(letters.slice(0, 7) + another + letters.slice(8)), /^There is a slip/);
    const at = [...letters].findIndex((letter, n) => n > 1 && letters[n + 1] && letter !== letters[n + 1]);
    assert.match(await slip(letters.slice(0, at) + letters[at + 1] + letters[at] + letters.slice(at + 2)), /^There is a slip/);
    assert.equal(await slip(letters.slice(0, -1)), "One character is missing.");
    assert.equal(await slip(`${letters}0`), "This is too long for a recovery code.");
    assert.match(await slip(letters.replace(letters[9], "!")), /^“!” does not occur/);
    await there.locator("form.enter button.post").click();
    assert.equal(await there.locator(".written").count(), 0, "with a slip nothing is used");
    assert.equal(await slip(letters.toLowerCase().replace(/(.{5})/g, "$1 ")), "");
    await there.locator("form.enter button.post").click();
    await there.locator(".written").getByText("Mine, wherever I am").waitFor();
    const row = section(elsewhere).locator(`[id="c-${comment.id}"]`);
    await row.locator("button.edit").click();
    await row.locator("form.edits textarea").fill("Mine, from elsewhere");
    await row.locator("form.edits button.post").click();
    await until(async () => (await on.client().json(path)).body.comments[0].html === "<p>Mine, from elsewhere</p>", { what: "the edit" });
    for (const one of [elsewhere, tab]) await one.context().close();
  });

  it("of whoever was known before are theirs no more when another code is used", async () => {
    const { path, address } = page();
    const first = await newPage(await newReader(on.browser));
    await say(await open(first, address), { name: "Ada", body: "Ada's." });
    const given = await code(await openPanel(first));
    await on.published(path);
    const tab = await newPage(await newReader(on.browser));
    const root = await open(tab, address);
    const { row } = await say(root, { name: "Bo", body: "Bo's." });
    await row.locator("button.delete").waitFor();
    const panel = await openPanel(tab);
    await panel.locator("summary").click();
    await panel.locator("input[name=code]").fill(given);
    await panel.locator("form.enter button.post").click();
    await root.locator("li.row", { hasText: "Ada's." }).locator("button.delete").waitFor();
    assert.equal(await row.locator("button.delete").count(), 0);
    for (const one of [first, tab]) await one.context().close();
  });

  it("come with a recovery code that is offered until the reader has answered", async () => {
    const { address } = page();
    const tab = await newPage(await newReader(on.browser));
    const root = await open(tab, address);
    await say(root, { name: "Ada", body: "One." });
    const offer = root.locator(".offer");
    await offer.waitFor();
    await tab.reload();
    await inState(tab, "ready");
    assert.equal(await offer.count(), 0);
    await say(root, { body: "Two." });
    await offer.waitFor();
    await offer.locator("button.later").click();
    await focusIs(tab, "composer");
    assert.equal(await offer.count(), 0);
    const { row } = await say(root, { body: "Three." });
    await row.locator("button.delete").waitFor();
    assert.equal(await offer.count(), 0);
    await tab.reload();
    await inState(tab, "ready");
    const last = await say(root, { body: "Four." });
    await last.row.locator("button.delete").waitFor();
    assert.equal(await offer.count(), 0);
    await tab.context().close();
  });

  it("take the focus when they open and give it back when they close, by keyboard", async () => {
    const { address } = page();
    const tab = await newPage(await newReader(on.browser));
    const root = await open(tab, address);
    await composer(root).locator("textarea").focus();
    for (let n = 0; n < 9 && (await focusedClass(tab)) !== "quiet me"; n++) await tab.keyboard.press("Tab");
    await tab.keyboard.press("Enter");
    await focusIs(tab, "mine");
    for (let n = 0; n < 9 && (await focusedClass(tab)) !== "quiet close"; n++) await tab.keyboard.press("Tab");
    await tab.keyboard.press("Enter");
    await focusIs(tab, "quiet me");
    assert.ok(await composer(root).locator("button.me").isVisible());
    assert.equal(await root.locator(".mine").count(), 0);
    assertQuiet(tab);
    await tab.context().close();
  });

  it("fit a screen of 360 pixels", async () => {
    const { address } = page();
    const tab = await newPage(await newReader(on.browser, { viewport: { width: 360, height: 740 } }));
    const root = await open(tab, address);
    await say(root, { name: "Ada", body: `A word of great length: ${"o".repeat(120)}` });
    const panel = await openPanel(tab);
    await panel.locator(".written").waitFor();
    await panel.locator("summary").click();
    await panel.locator("button.erase").click();
    await panel.locator(".ask").waitFor();
    assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing stands out");
    const boxes = await panel.locator("button:visible, input:visible, summary").evaluateAll((all) => all.map((one) => ({ what: one.className || one.tagName, ...one.getBoundingClientRect().toJSON() })));
    assert.ok(boxes.length > 8);
    for (const box of boxes) {
      assert.ok(box.left >= 0 && box.right <= 360, `${box.what} stands out: ${box.left} to ${box.right}`);
      assert.ok(box.height >= 24 && box.width >= 24, `${box.what} is ${box.width} by ${box.height}`);
    }
    await tab.context().close();
  });
});
