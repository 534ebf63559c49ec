// A section that is written from right to left: drawn in a mirror, and what runs the other way in it
// left as it is.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { post } from "./harness/blog.mjs";
import { assertQuiet, newPage, newReader, open, say } from "./harness/browser.mjs";
import { stage } from "./harness/stage.mjs";

/** @typedef {import("playwright-core").Locator} Locator */

const TITLE = "Why the bin is green!";
const LATIN = "Ada (Oxford)";
/** Of each language: a name and a text in its script, its word for a reply, and that before a name. */
const LANGUAGES = {
  ar: { name: "ليلى (بيروت)", text: "هذا رأيي في الرسوم.", mirrored: true },
  he: { name: "דנה (חיפה)", text: "זו דעתי על הקנסות.", mirrored: true },
  en: { name: "ليلى (بيروت)", text: "هذا رأيي في الرسوم.", mirrored: false },
};
const path = (/** @type {string} */ language) => `/2027/08/${language}/`;

describe("from right to left", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  before(async () => {
    on = await stage({
      pages: Object.fromEntries(Object.entries(LANGUAGES).map(([language, { mirrored }]) => [
        path(language),
        post({ title: TITLE, lang: language }).replace("<html", `<html dir="${mirrored ? "rtl" : "ltr"}"`),
      ])),
      sites: (blog) => [{ id: "library-blog", title: "The Library Blog", origins: [blog], languages: Object.keys(LANGUAGES) }],
    });
    for (const [language, { name, text }] of Object.entries(LANGUAGES)) {
      let { id } = await on.client({ name: LATIN }).posted(path(language), "In Latin letters (and so it ends).\n\n- a list\n\n> a quotation");
      id = (await on.client({ name }).posted(path(language), text, { parent: id })).id;
      // Below the last level that is drawn, a reply says whom it answers.
      for (let level = 0; level < 5; level++) id = (await on.client({ name: level % 2 ? name : LATIN }).posted(path(language), text, { parent: id })).id;
      await on.client({ name }).posted(path(language), text);
    }
    await Promise.all(Object.keys(LANGUAGES).map((language) => on.published(path(language))));
  });
  after(() => on?.stop());

  for (const [language, { name, text, mirrored }] of Object.entries(LANGUAGES)) {
    const opened = async (width = 1280) => {
      const page = await newPage(await newReader(on.browser, { locale: language, viewport: { width, height: 800 } }));
      return { page, section: await open(page, on.blog.origin + path(language)) };
    };
    /** The edges of a box, seen from where lines begin: start and end, growing from start to end. @param {Locator} one */
    const edges = async (one) => {
      const { left, right } = await one.evaluate((element) => {
        const { left, right } = element.getBoundingClientRect();
        return { left, right };
      });
      return mirrored ? [-right, -left] : [left, right];
    };

    it(`${language}: levels, hairlines and numbers stand on the side where lines begin`, async () => {
      const { page, section } = await opened();
      assert.equal(await section.locator(".postil").getAttribute("dir"), mirrored ? "rtl" : "ltr");
      const row = (/** @type {string} */ number) => section.locator(`.row[data-number='${number}']`);
      const [list] = await edges(section.locator(".rows"));
      for (const number of ["1", "1.1", "1.1.1"]) {
        const [start, end] = await edges(row(number).locator("> .meta > .number"));
        const [author] = await edges(row(number).locator("> .meta > .author"));
        const [body] = await edges(row(number).locator("> .body"));
        assert.ok(start >= list - 1 && start < list + 5, `${number} begins the margin: ${start}, ${list}`);
        assert.ok(end <= author && end < body, `${number} stands before its name and its text`);
      }
      const [first] = await edges(row("1").locator("> .body"));
      const [second] = await edges(row("1.1").locator("> .body"));
      assert.ok(second > first + 10, "a reply is set in");
      // A level's line is drawn in the room that is left for it, not at the other end.
      const line = await row("1.1").evaluate((element) => {
        const { inlineSize, insetInlineStart, transform, direction } = getComputedStyle(element, "::before");
        return { inlineSize: parseFloat(inlineSize), start: parseFloat(insetInlineStart), isTurned: transform.startsWith("matrix(-1"), direction };
      });
      assert.deepEqual([line.isTurned, line.direction], [mirrored, mirrored ? "rtl" : "ltr"]);
      assert.ok(Math.abs(list + line.start - first) < 1, `it begins where texts of the first level do: ${list} + ${line.start}, ${first}`);
      assert.ok(line.inlineSize > 10 && line.inlineSize < 40, `${line.inlineSize}`);
      const [, foot] = await edges(section.locator(".composer .source").last());
      await section.locator(".composer .source").last().click();
      const [, button] = await edges(section.locator(".composer .post").last());
      assert.ok(Math.abs(foot - button) < 2, "Post stands where lines end");
      assertQuiet(page);
      await page.context().close();
    });

    for (const width of [1280, 320]) {
      it(`${language}: what runs the other way is whole in itself, at ${width} px`, async () => {
        const { page, section } = await opened(width);
        assert.equal(await section.locator(".number", { hasText: /^1\.1\.1$/ }).evaluate(drawn), "1.1.1");
        // A closing bracket or an exclamation mark stays with what it ends.
        assert.equal(await section.locator(".heading .title").evaluate(drawn), close(TITLE));
        for (const author of await section.locator(".author, .answers bdi").all()) {
          const text = (await author.textContent()) ?? "";
          if (text === LATIN) assert.equal(await author.evaluate(drawn), close(LATIN));
          else assert.equal(await author.evaluate(drawn), mirror(name));
        }
        assert.ok((await section.locator(".answers bdi").count()) > 0, "somebody says whom they answer");
        // A text runs as its own script does, wherever it stands.
        const ways = await section.locator(".body > p").evaluateAll((all) => all.map((p) => {
          const range = document.createRange();
          range.selectNodeContents(p);
          const [first] = range.getClientRects();
          const { left, right } = p.getBoundingClientRect();
          return [/[a-z]/.test(p.textContent ?? ""), first.left - left < right - first.right];
        }));
        for (const [isLatin, isAtTheLeft] of ways) assert.equal(isAtTheLeft, isLatin);
        // So do the marks of its lists and quotations.
        const marked = await section.locator(".body :is(ul, blockquote)").evaluateAll((all) => all.map((one) => getComputedStyle(one).direction));
        assert.deepEqual(marked, ["ltr", "ltr"]);
        assert.equal(await section.locator(".body > p").first().evaluate(drawn), close("In Latin letters (and so it ends)."));
        assertQuiet(page);
        await page.context().close();
      });
    }

    it(`${language}: a composer begins where lines begin, and runs as what is typed in it`, async () => {
      const { page, section } = await opened();
      const field = section.locator(".composer .source").last();
      const direction = () => field.evaluate((element) => getComputedStyle(element).direction);
      assert.equal(await direction(), mirrored ? "rtl" : "ltr");
      const { row } = await say(section.locator(".postil"), { name: LATIN, body: text });
      assert.equal(await row.locator(".author").evaluate(drawn), close(LATIN));
      await section.locator(".row[data-number='1'] > .actions > .reply").click();
      const invitation = await section.locator(".row[data-number='1'] > .composer .source").getAttribute("placeholder");
      assert.ok(invitation?.includes(`\u2068${LATIN}\u2069`), `${invitation} holds the name by itself`);
      await page.context().close();
    });
  }
});

/** A text as it is drawn, line by line from left to right, without its spaces: lines break at them. Runs in the page. @param {Element} element */
function drawn(element) {
  const range = document.createRange();
  const seen = [];
  const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    for (let at = 0; at < (node.textContent ?? "").length; at++) {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const { left, top, width } = range.getBoundingClientRect();
      if (width && node.textContent?.[at] !== " ") seen.push({ left, line: Math.round(top / 8), letter: (node.textContent ?? "")[at] });
    }
  }
  seen.sort((a, b) => a.line - b.line || a.left - b.left);
  return seen.map(({ letter }) => letter).join("");
}

/** @param {string} text */
const close = (text) => text.replaceAll(" ", "");

/** A text that runs from right to left, as its letters stand from left to right. @param {string} text */
const mirror = (text) => [...close(text)].reverse().join("");
