// Accessibility: axe-core finds nothing on any example page, and the whole flow works by keyboard alone.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { after, before, describe, it } from "node:test";

import { post } from "./harness/blog.mjs";
import { assertQuiet, inState, newPage, newReader, open } from "./harness/browser.mjs";
import { EXAMPLE, fillExample, POST } from "./harness/example.mjs";
import { stage } from "./harness/stage.mjs";
import { until } from "./harness/util.mjs";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const PATH = "/2027/04/keyboard/";

/** The examples' pages by address. @param {string} folder @returns {string[]} */
function pages(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return pages(path);
    return entry.name.endsWith(".html") ? [`/${relative(EXAMPLE, path).replaceAll("\\", "/").replace(/index\.html$/, "")}`] : [];
  });
}

describe("accessibility", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  before(async () => {
    on = await stage({ pages: { [PATH]: post({ title: "By keyboard", before: '<p><a href="#end">A link before the section</a></p>' }) } });
    await fillExample(on.worker, on.blog.origin);
    await on.client({ name: "Ada" }).posted(PATH, "The first.");
    await Promise.all([on.published(POST), on.published(PATH)]);
  });
  after(() => on?.stop());

  for (const path of pages(EXAMPLE)) {
    for (const [what, options] of /** @type {const} */ ([
      ["light", { colorScheme: "light" }],
      ["dark, narrow", { colorScheme: "dark", viewport: { width: 360, height: 740 } }],
    ])) {
      it(`axe-core finds nothing on ${path} (${what})`, async () => {
        const reader = await newReader(on.browser, /** @type {any} */ (options));
        const page = await newPage(reader);
        await page.goto(on.blog.origin + path);
        if (await page.locator("postil-section").count()) {
          const root = await inState(page, "ready");
          const reply = root.locator("button.reply").first();
          if (await reply.count()) await reply.click();
          else await root.locator("textarea").first().click();
        }
        assert.deepEqual(await violations(page), []);
        assertQuiet(page);
        await reader.close();
      });
    }
  }

  it("axe-core finds nothing on the page without JavaScript", async () => {
    const reader = await newReader(on.browser, { bypassCSP: true });
    const page = await newPage(reader);
    for (const query of [`&id=${encodeURIComponent(PATH)}`, ""]) {
      await page.goto(`${on.worker.origin}/v1/page?site=library-blog${query}`);
      assert.deepEqual(await violations(page), []);
    }
    await reader.close();
  });

  it("a comment and a reply are written by keyboard alone", async () => {
    const reader = await newReader(on.browser);
    const page = await newPage(reader);
    await page.goto(on.blog.origin + PATH);
    await inState(page, "ready");
    const focused = () => page.evaluate(() => {
      let at = document.activeElement;
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      return at ? { tag: at.localName, class: at.className, name: at.getAttribute("name"), id: at.id } : undefined;
    });
    const tabTo = async (/** @type {(at: any) => boolean} */ wanted, /** @type {string} */ what) => {
      for (let n = 0; n < 60; n++) {
        await page.keyboard.press("Tab");
        const at = await focused();
        if (at && wanted(at)) return;
      }
      assert.fail(`Tab never reached ${what}`);
    };
    await tabTo((at) => at.class.includes("reply"), "Reply");
    await page.keyboard.press("Enter");
    await until(async () => (await focused())?.tag === "textarea", { what: "the focus in the reply's text" });
    // Escape or Cancel gives the focus back to where it came from.
    await tabTo((at) => /cancel/.test(at.class), "Cancel");
    await page.keyboard.press("Enter");
    await until(async () => (await focused())?.class.includes("reply"), { what: "the focus back on Reply" });
    await page.keyboard.press("Enter");
    await until(async () => (await focused())?.tag === "textarea", { what: "the focus in the reply's text" });
    await page.keyboard.type("A reply by keyboard.");
    await tabTo((at) => at.name === "name", "the name");
    await page.keyboard.type("Kay");
    await page.keyboard.press("Control+Enter");
    await until(async () => /^c-/.test((await focused())?.id ?? ""), { what: "the focus on the new comment" });
    assert.equal((await on.client().json(PATH)).body.count, 2);

    await tabTo((at) => at.tag === "textarea", "the composer");
    await page.keyboard.type("And a comment of its own.");
    await tabTo((at) => at.tag === "button" && at.class.includes("post"), "Post");
    await page.keyboard.press("Enter");
    await until(async () => (await on.client().json(PATH)).body.count === 3, { what: "the third comment" });
    const { body } = await on.client().json(PATH);
    assert.deepEqual(body.comments.map((/** @type {any} */ comment) => comment.author.name), ["Ada", "Kay"]);
    assertQuiet(page);
    await reader.close();
  });

  it("one live region says what happened", async () => {
    const reader = await newReader(on.browser);
    const page = await newPage(reader);
    const root = await open(page, on.blog.origin + PATH);
    assert.equal(await root.locator("[aria-live], [role=status], [role=alert], output").evaluateAll((all) => all.filter((one) => one.getAttribute("aria-live") !== "off" && /** @type {HTMLElement} */ (one).checkVisibility()).length <= 2), true);
    await reader.close();
  });
});

/** @param {import("playwright-core").Page} page */
async function violations(page) {
  // Not as a <script>: pages may forbid those, and a tag would be something for axe to look at.
  await page.evaluate(readFileSync(AXE, "utf8"));
  return page.evaluate(async () => {
    const { violations } = await /** @type {any} */ (window).axe.run(document, { resultTypes: ["violations"] });
    return violations.map((/** @type {any} */ one) => `${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map((/** @type {any} */ node) => `${node.target.flat()} ${node.failureSummary}`).join(" | ")}`);
  });
}
