// A first reading of the layout-shift budget, at two widths.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { post, prose } from "./harness/blog.mjs";
import { holdStylesheet, inState, newPage, newReader } from "./harness/browser.mjs";
import { seed } from "./harness/seed.mjs";
import { stage } from "./harness/stage.mjs";
import { size, sleep } from "./harness/util.mjs";

const LONG = "/2027/05/long/";
const SHORT = "/2027/05/short/";
const FOOTER = '<footer id="footer"><p>The library, 12 Garden Street. Open on all days but Monday.</p></footer>';

describe("layout shift", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  before(async () => {
    const look = "body{font:18px/1.5 serif;margin:0 auto;max-width:42em;padding:1em}";
    const style = `<style>${look}</style>`;
    // The two lines that owners of short posts are given: the script comes after the first picture
    // of the page, and only the page itself can keep room until then.
    const room = `<style>${look} script[src*="/embed"]{display:block;min-height:60vh}</style>`;
    on = await stage({
      pages: {
        [LONG]: post({ title: "A long post", head: style, before: prose(30), after: FOOTER + prose(6) }),
        [SHORT]: post({ title: "A short post", head: room, before: "<p>Hardly a word.</p>", after: FOOTER }),
      },
    });
    await seed(on, LONG, size(40, 200));
    await seed(on, SHORT, 5);
    await Promise.all([on.published(LONG), on.published(SHORT)]);
  });
  after(() => on?.stop());

  for (const width of [360, 1280]) {
    it(`is nothing worth mentioning on a long post, scrolled at 1,000 px/s, at ${width} px`, async () => {
      const page = await measured(width);
      await page.goto(on.blog.origin + LONG);
      await scroll(page, 1000);
      await inState(page, "ready", 0, false);
      await sleep(500);
      const shifts = await read(page);
      assert.ok(shifts.all < 0.01, `in all ${shifts.all}: ${JSON.stringify(shifts.entries)}`);
      assert.ok(shifts.below < 0.005, `below the section ${shifts.below}: ${JSON.stringify(shifts.entries)}`);
      await page.context().close();
    });

    it(`stays under 0.02 on a short post at ${width} px`, async () => {
      const page = await measured(width);
      await page.goto(on.blog.origin + SHORT);
      await inState(page, "ready", 0, false);
      await sleep(500);
      const shifts = await read(page);
      assert.ok(shifts.all < 0.02, `${shifts.all}: ${JSON.stringify(shifts.entries)}`);
      await page.context().close();
    });
  }

  it("does not keep room twice where the page's stylesheet comes after the loader", async () => {
    const page = await measured(1280);
    const come = await holdStylesheet(page, 'script[src*="/embed"]{display:block;min-height:60vh}');
    on.blog.pages["/2027/05/late/"] = post({ title: "A late stylesheet", head: '<link rel="stylesheet" href="/late.css">', before: prose(3) });
    const there = page.goto(on.blog.origin + "/2027/05/late/");
    await page.locator("postil-section").waitFor({ state: "attached" });
    come();
    await there;
    await inState(page, "ready");
    assert.equal(await page.locator('script[src$="/embed.js"]').evaluate((tag) => /** @type {HTMLElement} */ (tag).offsetHeight), 0);
    await page.context().close();
  });

  /** @param {number} width */
  async function measured(width) {
    const page = await newPage(await newReader(on.browser, { viewport: { width, height: width < 500 ? 740 : 800 } }));
    await page.addInitScript(() => {
      const seen = (/** @type {any} */ (window).shifts = /** @type {any[]} */ ([]));
      new PerformanceObserver((list) => {
        for (const entry of /** @type {any[]} */ (list.getEntries())) {
          // Scrolling is no input that excuses a shift.
          if (entry.hadRecentInput) continue;
          seen.push({ value: entry.value, nodes: entry.sources.map((/** @type {any} */ source) => source.node?.id || source.node?.nodeName) });
        }
      }).observe({ type: "layout-shift", buffered: true });
    });
    return page;
  }

  /**
   * Scrolls to the end as fast as that, in frames of a sixtieth of a second: where a busy machine draws
   * fewer, the page does not leap, but the reader is slower by as much as everything else.
   * @param {import("playwright-core").Page} page @param {number} speed in pixels a second
   */
  async function scroll(page, speed) {
    await page.evaluate(
      (speed) =>
        new Promise((done) => {
          let at = 0;
          let before = performance.now();
          const step = (/** @type {number} */ now) => {
            at += speed * Math.min(Math.max(0, now - before) / 1000, 1 / 60);
            before = now;
            scrollTo(0, at);
            if (scrollY + innerHeight >= document.documentElement.scrollHeight - 2) done(undefined);
            else requestAnimationFrame(step);
          };
          requestAnimationFrame(step);
        }),
      speed,
    );
  }

  /** @param {import("playwright-core").Page} page */
  async function read(page) {
    const entries = /** @type {{ value: number, nodes: string[] }[]} */ (await page.evaluate(() => /** @type {any} */ (window).shifts));
    const sum = (/** @type {typeof entries} */ some) => some.reduce((all, { value }) => all + value, 0);
    return { all: sum(entries), below: sum(entries.filter(({ nodes }) => nodes.includes("footer"))), entries };
  }
});
