// Pages are changed by others than us: translators, extensions, proxies. Whatever happened to the
// HTML before the widget took it over, the thread ends up whole and working, the typed text and the
// caret are kept, and a second section on the page does not notice.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { post, tagFor } from "./harness/blog.mjs";
import { answerTo, holdWidget, inState, newPage, newReader, readRows, say, section } from "./harness/browser.mjs";
import { seed } from "./harness/seed.mjs";
import { stage } from "./harness/stage.mjs";
import { until } from "./harness/util.mjs";

const PATH = "/2026/07/tampered/";
const COUNT = 12;
const TYPED = "Half a sentence, and";
const CARET = 7;

/** What is done to the HTML once it is in the page; runs in the browser. @type {Record<string, (root: any) => void>} */
const IN_THE_PAGE = {
  "a translator wraps texts in <font>": (root) => {
    for (const text of [...root.querySelectorAll(".body *, .heading, .author, button")]) {
      const font = document.createElement("font");
      font.append(...text.childNodes);
      text.append(font);
    }
  },
  "an extension adds a <style> to the root": (root) => {
    for (const place of [root, root.querySelector(".root"), root.querySelector("section"), root.querySelector("ol")]) {
      const style = document.createElement("style");
      style.textContent = ".none { color: red }";
      place.prepend(style);
    }
  },
  "a row is dropped": (root) => root.querySelectorAll("li.row")[3].remove(),
  "two rows are reordered": (root) => {
    const rows = root.querySelectorAll("li.row");
    rows[2].before(rows[7]);
  },
  "all text nodes are split": (root) => {
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walk.nextNode()) texts.push(/** @type {Text} */ (walk.currentNode));
    for (const text of texts) if (text.length > 4) text.splitText(2);
  },
  "everything inside is emptied": (root) => root.querySelector("section").replaceChildren(),
};

/** What is done to the answer on its way. @type {Record<string, (html: string) => string>} */
const ON_THE_WAY = {
  "an older markup is served": (html) =>
    html.replace(/data-markup="[^"]*"/, 'data-markup="0000000000"').replaceAll('class="meta"', 'class="meta older"').replace(/<div class="actions">.*?<\/div>/s, ""),
  "a proxy takes the comments out": (html) => html.replace(/<!--.*?-->|<!>/gs, ""),
  "a proxy squeezes white space and drops end tags": (html) => html.replace(/>\s+</g, "><").replaceAll("</li>", "").replaceAll("</p>", ""),
  "a proxy adds elements": (html) => html.replaceAll("<li ", "<li><i>advert</i></li><li "),
  "a proxy cuts it short": (html) => html.slice(0, html.length / 2),
};

describe("a tampered page", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  /** @type {string[]} */
  let ids;
  before(async () => {
    const second = tagFor("library-blog", ' data-thread="beside"');
    on = await stage({ pages: { [PATH]: post({ title: "Tampered", after: second }) } });
    ids = await seed(on, PATH, COUNT);
    await on.client().posted(PATH, "The other thread.", { thread: { id: "beside" } });
    await Promise.all([on.published(PATH), on.published("beside")]);
  });
  after(() => on?.stop());

  for (const [what, change] of Object.entries(IN_THE_PAGE)) {
    it(`ends well when ${what}`, async () => {
      const page = await newPage(await newReader(on.browser));
      const release = await holdWidget(page);
      await page.goto(on.blog.origin + PATH);
      await inState(page, "read");
      await type(page);
      await page.evaluate(`(${change})(document.querySelector("postil-section").shadowRoot)`);
      release();
      await endsWell(page, { typed: !what.includes("emptied") });
    });
  }

  for (const [what, change] of Object.entries(ON_THE_WAY)) {
    it(`ends well when ${what}`, async () => {
      const page = await newPage(await newReader(on.browser));
      let changed = 0;
      await page.route(/\/v1\/thread\?/, async (route) => {
        const own = !route.request().url().includes("id=beside");
        if (!own || changed > 0) return route.fallback();
        changed++;
        const response = await answerTo(route);
        await route.fulfill({ response, body: change(await response.text()) });
      });
      const release = await holdWidget(page);
      await page.goto(on.blog.origin + PATH);
      await inState(page, "read");
      const there = await section(page).locator("form.composer textarea").count();
      if (there) await type(page);
      release();
      await endsWell(page, { typed: there > 0, complete: !/adds|short/.test(what) });
      const asked = page.asked.filter((address) => address.includes("/v1/thread?") && !address.includes("id=beside"));
      assert.ok(asked.length <= 3, `no loop: ${asked.length} requests`);
    });
  }

  it("ends well when the page comes in another of the site's languages", async () => {
    const page = await newPage(await newReader(on.browser));
    await page.route(/\/v1\/thread\?/, (route) => {
      const address = new URL(route.request().url());
      address.searchParams.set("lang", "fr");
      return route.continue({ url: address.href });
    });
    const release = await holdWidget(page);
    await page.goto(on.blog.origin + PATH);
    await inState(page, "read");
    await type(page);
    release();
    await inState(page, "ready");
    assert.equal(await section(page).locator("section.postil").getAttribute("lang"), "fr");
    await endsWell(page);
  });

  /** @param {import("./harness/browser.mjs").Page} page */
  async function type(page) {
    const text = section(page).locator("form.composer textarea").last();
    await text.click();
    await page.keyboard.type(TYPED);
    await text.evaluate((element, at) => /** @type {HTMLTextAreaElement} */ (element).setSelectionRange(at, at), CARET);
  }

  /** @param {import("./harness/browser.mjs").Page} page */
  async function endsWell(page, { typed = true, complete = true } = {}) {
    const root = await inState(page, "ready");
    if (complete) assert.deepEqual((await readRows(root)).map((row) => row.id).slice(0, COUNT).sort(), [...ids].sort());
    const text = root.locator("form.composer textarea").last();
    if (typed) {
      assert.equal(await text.inputValue(), TYPED);
      assert.equal(await text.evaluate((element) => /** @type {HTMLTextAreaElement} */ (element).selectionStart), CARET);
      // What another build has rendered is drawn afresh a moment later.
      await until(() => text.evaluate((element) => /** @type {any} */ (element.getRootNode()).activeElement === element), { what: "the focus to be kept" });
    }
    await text.fill("");
    // A reply is opened and left: handlers work, and the thread does not change for the next case.
    const row = root.locator("li.row").nth(1);
    await row.locator("button.reply").click();
    await row.locator("form.composer textarea").fill("A reply");
    await row.locator("form.composer").getByRole("button", { name: /cancel|annuler/i }).click();
    await row.locator("form.composer button.really").click();
    assert.equal(await row.locator("form.composer").count(), 0);
    const beside = await inState(page, "ready", 1);
    const { status } = await say(beside, { name: "Neighbour", body: "Here all is well." });
    assert.equal(status, 201);
    const broken = page.said.filter((line) => line.startsWith("uncaught"));
    assert.deepEqual(broken, []);
    await page.context().close();
  }
});
