// What a reader has selected in a comment becomes a quotation in the reply: with a real mouse.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { post } from "./harness/blog.mjs";
import { newPage, newReader, open, section, typed } from "./harness/browser.mjs";
import { stage } from "./harness/stage.mjs";
import { until } from "./harness/util.mjs";

const PATH = "/quote/";
const BODY = "The first paragraph.\nIts second line.\n\nThe second paragraph.\n\n- an item\n\n- another\n\n> quoted before\n\n    code at the end";

describe("a quotation", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  /** @type {string[]} */
  let ids;
  before(async () => {
    on = await stage({ pages: { [PATH]: post({ title: "Quote" }) } });
    const bodies = ["Before it.", BODY, "After it."];
    ids = [];
    for (const body of bodies) ids.push((await on.client().posted(PATH, body)).id);
    await on.published(PATH);
  });
  after(() => on?.stop());

  async function visit() {
    const tab = await newPage(await newReader(on.browser, { viewport: { width: 1280, height: 1600 } }));
    const root = await open(tab, on.blog.origin + PATH);
    const row = (/** @type {number} */ n) => root.locator(`[id="c-${ids[n]}"]`);
    return { tab, row, form: row(1).locator("form.composer") };
  }

  /** Where a text begins and ends on the screen. @param {import("./harness/browser.mjs").Page} tab @param {string} text */
  const placeOf = (tab, text) =>
    section(tab).evaluate((element, text) => {
      const walk = document.createTreeWalker(/** @type {ShadowRoot} */ (element.shadowRoot), NodeFilter.SHOW_TEXT);
      for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const at = node.nodeValue?.indexOf(text) ?? -1;
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + text.length);
        const { left, right, top, height } = range.getBoundingClientRect();
        return { left, right, y: top + height / 2 };
      }
      throw new Error(`no ${text}`);
    }, text);

  /** Selects with the mouse, from the beginning of one text to the end of another. @param {import("./harness/browser.mjs").Page} tab @param {string} from @param {string} to */
  async function drag(tab, from, to) {
    const [begin, end] = [await placeOf(tab, from), await placeOf(tab, to)];
    await tab.mouse.move(begin.left + 1, begin.y);
    await tab.mouse.down();
    await tab.mouse.move(end.right - 1, end.y, { steps: 5 });
    await tab.mouse.up();
  }

  /** @type {[string, string, string, string][]} */
  const table = [
    ["some words", "first", "paragraph.", "> first paragraph."],
    ["lines of a paragraph", "The first", "second line.", "> The first paragraph.\n> Its second line."],
    ["several paragraphs", "Its second", "The second paragraph.", "> Its second line.\n> \n> The second paragraph."],
    ["a list", "an item", "another", "> an item\n> \n> another"],
    ["everything, each word once", "The first", "code at the end", "> The first paragraph.\n> Its second line.\n> \n> The second paragraph.\n> \n> an item\n> \n> another\n> \n> quoted before\n> \n> code at the end"],
  ];
  for (const [what, from, to, expected] of table) {
    it(`is made of ${what}`, async () => {
      const { tab, row, form } = await visit();
      await drag(tab, from, to);
      await row(1).locator("button.reply").click();
      await until(async () => (await typed(form)) !== "", { what: "the quotation" });
      assert.equal(await typed(form), `${expected}\n\n`);
      // The reader goes on below it.
      await tab.keyboard.type("Quite so.");
      assert.equal(await typed(form), `${expected}\n\nQuite so.`);
      await tab.context().close();
    });
  }

  it("is made of a paragraph that three clicks have selected, even of the last one", async () => {
    const { tab, row } = await visit();
    const { left, y } = await placeOf(tab, "Before it.");
    await tab.mouse.click(left + 3, y, { clickCount: 3 });
    await row(0).locator("button.reply").click();
    await until(async () => (await typed(row(0).locator("form"))) === "> Before it.\n\n", { what: "the quotation" });
    await tab.context().close();
  });

  it("is not made of a selection across two comments, nor of one in another comment", async () => {
    const { tab, row, form } = await visit();
    await drag(tab, "The second paragraph", "After it.");
    await row(1).locator("button.reply").click();
    await form.waitFor();
    assert.equal(await typed(form), "");
    await drag(tab, "Before it.", "Before it.");
    await row(2).locator("button.reply").click();
    await row(2).locator("form").waitFor();
    assert.equal(await typed(row(2).locator("form")), "");
    await tab.context().close();
  });

  it("is made once: the next reply, begun by keyboard, has none", async () => {
    const { tab, row, form } = await visit();
    await drag(tab, "first", "paragraph.");
    await row(1).locator("button.reply").click();
    await until(async () => (await typed(form)) !== "", { what: "the quotation" });
    await row(2).locator("button.reply").focus();
    await tab.keyboard.press("Enter");
    await row(2).locator("form").waitFor();
    assert.equal(await typed(row(2).locator("form")), "");
    await tab.context().close();
  });

  it("comes after what is written in that reply, also after a reload", async () => {
    const { tab, row, form } = await visit();
    await row(1).locator("button.reply").click();
    await form.locator("textarea").fill("Half a reply.");
    await drag(tab, "first", "paragraph.");
    await row(1).locator("> .actions button.reply").click();
    const whole = "Half a reply.\n\n> first paragraph.\n\n";
    await until(async () => (await typed(form)) === whole, { what: "the quotation" });
    await tab.reload();
    await form.locator(".restored").waitFor();
    assert.equal(await typed(form), whole);
    await drag(tab, "an item", "an item");
    await row(1).locator("> .actions button.reply").click();
    await until(async () => (await typed(form)) === `${whole}\n\n> an item\n\n`, { what: "the second quotation" });
    await tab.context().close();
  });
});
