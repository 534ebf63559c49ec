// The section in seven looks of blogs, at three widths, light and dark, in three languages: what can
// be asserted of a look is, and the rest is for the eye, in target/postil/pictures/.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";

import { assertQuiet, inState, newPage, newReader, write } from "./harness/browser.mjs";
import { fillExample, fillTheme, POST, THEMES, UNDER } from "./harness/example.mjs";
import { stage } from "./harness/stage.mjs";
import { ROOT, SOAK } from "./harness/util.mjs";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const PICTURES = join(ROOT, process.env.CARGO_TARGET_DIR ?? "target", "postil/pictures");

const WIDTHS = [320, 768, 1280];
/** Those that are there of a language written to the right, and one with longer words. */
const LANGUAGES = ["en", "fr", "ar"].filter((language) => existsSync(join(ROOT, `widget/locales/${language}.json`)));
const PAGES = ["example", ...THEMES];
/** The page as it stands, and as it would be on a blog in Arabic: its thread is another. */
const path = (/** @type {string} */ name, language = "en") =>
  (language === "ar" ? "/ar" : "") + (name === "example" ? POST : `/themes/${name}/`);

/** What a page makes of a reader's wish for dark. @type {Record<string, "light" | "dark">} */
const FIXED = { classic: "light", blogger: "light", dark: "dark" };

describe("pictures", { skip: !SOAK }, () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  before(async () => {
    await rm(PICTURES, { recursive: true, force: true });
    await mkdir(PICTURES, { recursive: true });
    const mirrored = PAGES.map((name) => [path(name, "ar"), toTheRight(path(name))]);
    on = await stage({
      under: UNDER,
      pages: Object.fromEntries(mirrored),
      sites: (blog) => [{ id: "library-blog", origins: [blog], languages: LANGUAGES }],
    });
    await fillExample(on.worker, on.blog.origin);
    for (const theme of THEMES) await fillTheme(on.worker, on.blog.origin, path(theme));
    if (LANGUAGES.includes("ar")) {
      for (const name of PAGES) await fillTheme(on.worker, on.blog.origin, path(name, "ar"), "ar");
    }
    await Promise.all(LANGUAGES.flatMap((language) => PAGES.map((name) => on.published(path(name, language)))));
  });
  after(() => on?.stop());

  for (const name of PAGES) {
    for (const language of LANGUAGES) {
      for (const scheme of /** @type {const} */ (["light", "dark"])) {
        it(`${name}, ${language}, ${scheme}`, async () => {
          const reader = await newReader(on.browser, { locale: language, colorScheme: scheme });
          const page = await newPage(reader);
          await page.goto(on.blog.origin + path(name, language));
          const section = await inState(page, "ready");
          assert.equal(await section.locator(".postil").getAttribute("lang"), language);
          assert.equal(await section.locator(".room").getAttribute("data-theme"), FIXED[name] ?? scheme);
          const look = async (/** @type {number} */ width, what = "") => {
            await page.setViewportSize({ width, height: 900 });
            await page.screenshot({ path: join(PICTURES, `${name}-${language}-${scheme}-${width}${what}.png`), fullPage: true });
            assert.deepEqual(await tooWide(page), [], `at ${width} px${what}`);
            assert.deepEqual(await faint(page), [], `at ${width} px${what}`);
          };
          for (const width of WIDTHS) await look(width);
          // Unfolded where there is least room for it: at the end, and below the deepest reply.
          await write(section, { name: "Ada", body: "A word of mine." });
          await section.locator('.row[data-depth="4"], .row[data-depth="3"]').first().locator(".reply").click();
          for (const width of [320, 1280]) await look(width, "-writing");
          assertQuiet(page);
          await reader.close();
        });
      }
    }
  }
});

/** The page of an example as a blog in Arabic has it: only its direction is another, its text stays. @param {string} address */
function toTheRight(address) {
  const [folder, rest] = address.startsWith("/themes/") ? [UNDER["/themes/"], address.slice(7)] : ["examples/library-blog", address];
  return readFileSync(join(ROOT, folder, rest, "index.html"), "utf8")
    .replace('<html lang="en">', '<html lang="ar" dir="rtl">')
    .replace('href="style.css"', `href="${address}style.css"`)
    .replace(/<link rel="canonical"[^>]*>/, "");
}

/** What reaches beyond its box, the page itself included. @param {import("playwright-core").Page} page */
const tooWide = (page) =>
  page.evaluate(() => {
    const found = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`the page: ${scrollWidth} > ${clientWidth}`);
    const host = /** @type {HTMLElement} */ (document.querySelector("postil-section"));
    const within = (/** @type {Element} */ inner, /** @type {Element} */ outer) => {
      const [a, b] = [inner.getBoundingClientRect(), outer.getBoundingClientRect()];
      // Half a pixel is rounding. What is only heard is a pixel wide and stands anywhere.
      if (a.width > 1 && (a.left < b.left - 0.5 || a.right > b.right + 0.5)) {
        found.push(`${inner.localName}.${inner.className}: ${a.left}–${a.right} in ${outer.localName} ${b.left}–${b.right}`);
      }
    };
    within(host, /** @type {Element} */ (host.parentElement));
    // Spaces at the end of a line of code hang out of it, unseen.
    for (const element of host.shadowRoot?.querySelectorAll(":not(pre > code)") ?? []) within(element, host);
    for (const element of host.shadowRoot?.querySelectorAll(".row, .meta, .body, .body *, .actions, .foot") ?? []) {
      // The margin's numbers stand outside of their rows on purpose, at the beginning.
      if (element.clientWidth && element.scrollWidth > element.clientWidth + 1) {
        found.push(`in ${element.localName}.${element.className}: ${element.scrollWidth} > ${element.clientWidth}`);
      }
    }
    return found;
  });

/** Text of the section that is too faint to read. @param {import("playwright-core").Page} page */
async function faint(page) {
  await page.evaluate(readFileSync(AXE, "utf8"));
  return page.evaluate(async () => {
    // A page that names no ground is taken for white, though the browser's own is dark in the dark.
    const { style } = document.documentElement;
    const grounds = [document.documentElement, document.body].map((element) => getComputedStyle(element).background);
    if (grounds.every((ground) => /rgba\(0, 0, 0, 0\) none/.test(ground))) style.background = "Canvas";
    // Where hairlines are drawn as a ground, and where spaces hang out of a line, it gives up.
    const root = /** @type {ShadowRoot} */ (document.querySelector("postil-section")?.shadowRoot);
    const bare = new CSSStyleSheet();
    bare.replaceSync(".row::before { content: none } pre code { display: block }");
    root.adoptedStyleSheets.push(bare);
    const { axe } = /** @type {any} */ (window);
    const { violations, incomplete, passes } = await axe.run("postil-section", { runOnly: ["color-contrast"] });
    root.adoptedStyleSheets.pop();
    style.background = "";
    const nodes = (/** @type {any[]} */ rules) => rules.flatMap((rule) => rule.nodes);
    const looked = nodes(passes).length;
    const found = nodes([...violations, ...incomplete]).map((node) => `${node.target.flat().join(" ")}: ${node.failureSummary}`);
    return looked > 20 ? found : [...found, `only ${looked} texts were looked at`];
  });
}
