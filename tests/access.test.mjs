// Accessibility: axe-core finds nothing on any example page, and the whole flow works by keyboard alone.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { after, before, describe, it } from "node:test";

import { violations } from "./harness/axe.mjs";
import { post } from "./harness/blog.mjs";
import { assertQuiet, inState, newPage, newReader, open, say, section, write } from "./harness/browser.mjs";
import { EXAMPLE, fillExample, fillTheme, POST, UNDER } from "./harness/example.mjs";
import { stage } from "./harness/stage.mjs";
import { focused } from "./harness/tree.mjs";
import { ROOT, until } from "./harness/util.mjs";

const PATH = "/2027/04/keyboard/";
const STATES = "/2027/04/states/";
const ARABIC = "/2027/04/arabic/";
const THEMES = join(ROOT, UNDER["/themes/"]);

/** A folder's pages by address. @param {string} folder @param {string} under @returns {string[]} */
function pages(folder, under, top = folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return pages(path, under, top);
    return entry.name.endsWith(".html") ? [under + relative(top, path).replaceAll("\\", "/").replace(/index\.html$/, "")] : [];
  });
}

describe("accessibility", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  const themes = pages(THEMES, "/themes/");
  before(async () => {
    on = await stage({
      under: UNDER,
      pages: {
        [PATH]: post({ title: "By keyboard", before: '<p><a href="#end">A link before the section</a></p>' }),
        [STATES]: post({ title: "States" }),
        [ARABIC]: post({ title: "عن الرسوم", lang: "ar" }).replace("<html", '<html dir="rtl"'),
      },
      sites: (blog) => [{ id: "library-blog", title: "The Library Blog", origins: [blog], languages: ["en", "ar"] }],
    });
    await fillExample(on.worker, on.blog.origin);
    for (const path of themes.filter((path) => path !== "/themes/")) await fillTheme(on.worker, on.blog.origin, path);
    await fillTheme(on.worker, on.blog.origin, ARABIC, "ar");
    for (const path of [PATH, STATES]) await on.client({ name: "Ada" }).posted(path, "The first.");
    await Promise.all([PATH, STATES, ARABIC, POST].map((path) => on.published(path)));
  });
  after(() => on?.stop());

  for (const path of [...pages(EXAMPLE, "/"), ...themes]) {
    it(`axe-core finds nothing on ${path}, light and dark, wide and narrow`, async () => {
      const reader = await newReader(on.browser);
      const page = await newPage(reader);
      await page.goto(on.blog.origin + path);
      if (await section(page).count()) {
        const root = await inState(page, "ready");
        const reply = root.locator("button.reply").first();
        if (await reply.count()) await reply.click();
        else await root.locator("textarea").first().click();
      }
      await inEveryLook(page);
      assertQuiet(page);
      await reader.close();
    });
  }

  it("axe-core finds nothing where a comment is edited, deleted, asked for, held back and listed", async () => {
    const reader = await newReader(on.browser);
    const page = await newPage(reader);
    const root = await open(page, on.blog.origin + STATES);
    await root.locator(".reply").first().click();
    const { row } = await say(root.locator(".row").first(), { name: "Cy", body: "Mine." });
    await row.locator(".edit").click();
    await row.locator(".edits .source").fill("");
    await row.locator(".edits .post").click();
    await until(async () => (await row.locator(".edits .note").textContent()) !== "", { what: "the error" });
    await row.locator(".delete").click();
    await row.locator(".keep").waitFor();
    await root.locator(".offer .me").click();
    await root.locator(".mine li").waitFor();
    await root.locator(".mine .erase").click();
    await root.locator(".mine summary").click();
    await inEveryLook(page);
    await page.route("**/v1/comments", (route) => route.abort());
    await write(root.locator(".postil"), { name: "Cy", body: "Waits." }).then((form) => form.locator("button.post").click());
    await root.locator(".waiting").waitFor();
    await inEveryLook(page);
    await reader.close();
  });

  it("axe-core finds nothing where nothing could be fetched", async () => {
    const reader = await newReader(on.browser);
    const page = await newPage(reader);
    await page.route("**/v1/thread?*", (route) => route.abort());
    await page.goto(on.blog.origin + STATES);
    await inState(page, "failed");
    await inEveryLook(page);
    await reader.close();
  });

  it("axe-core finds nothing on a section in Arabic", async () => {
    const reader = await newReader(on.browser, { locale: "ar" });
    const page = await newPage(reader);
    const root = await open(page, on.blog.origin + ARABIC);
    assert.equal(await root.locator(".postil").getAttribute("dir"), "rtl");
    await root.locator(".reply").first().click();
    await inEveryLook(page);
    assertQuiet(page);
    await reader.close();
  });

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
    const tabTo = async (/** @type {RegExp} */ wanted, /** @type {string} */ what) => {
      for (let n = 0; n < 60; n++) {
        await page.keyboard.press("Tab");
        if (wanted.test(await focused(page))) return;
      }
      assert.fail(`Tab never reached ${what}`);
    };
    const reaches = (/** @type {RegExp} */ wanted, /** @type {string} */ what) => until(async () => wanted.test(await focused(page)), { what });
    await tabTo(/\.reply/, "Reply");
    await page.keyboard.press("Enter");
    await reaches(/^textarea/, "the focus in the reply's text");
    // Escape or Cancel gives the focus back to where it came from.
    await tabTo(/\.cancel/, "Cancel");
    await page.keyboard.press("Enter");
    await reaches(/\.reply/, "the focus back on Reply");
    await page.keyboard.press("Enter");
    await reaches(/^textarea/, "the focus in the reply's text");
    await page.keyboard.type("A reply by keyboard.");
    await tabTo(/\.name/, "the name");
    await page.keyboard.type("Kay");
    await page.keyboard.press("Control+Enter");
    await reaches(/^row 1\.1/, "the focus on the new comment");
    assert.equal((await on.client().json(PATH)).body.count, 2);

    await tabTo(/^textarea/, "the composer");
    await page.keyboard.type("And a comment of its own.");
    await tabTo(/\.post/, "Post");
    await page.keyboard.press("Enter");
    await until(async () => (await on.client().json(PATH)).body.count === 3, { what: "the third comment" });
    const { body } = await on.client().json(PATH);
    assert.deepEqual(body.comments.map((/** @type {any} */ comment) => comment.author.name), ["Ada", "Kay"]);
    assertQuiet(page);
    await reader.close();
  });
});

/** Light and dark, wide and narrow. @param {import("playwright-core").Page} page */
async function inEveryLook(page) {
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    for (const width of [1280, 360]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      assert.deepEqual(await violations(page), [], `${colorScheme}, ${width} px`);
    }
  }
}
