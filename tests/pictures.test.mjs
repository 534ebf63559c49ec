// The section in seven looks of blogs, at three widths, light and dark, in three languages: what can
// be asserted of a look is, and the rest is for the eye, in target/postil/pictures/.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { after, before, describe, it } from "node:test";

import { faint, layOut, tooWide } from "./harness/axe.mjs";
import { post } from "./harness/blog.mjs";
import { assertQuiet, inState, newPage, newReader, open, say, write } from "./harness/browser.mjs";
import { fillExample, fillTheme, POST, THEMES, UNDER } from "./harness/example.mjs";
import { stage } from "./harness/stage.mjs";
import { everythingOpen, fillLongWords } from "./harness/states.mjs";
import { ROOT, SOAK, until } from "./harness/util.mjs";

const PICTURES = resolve(ROOT, process.env.CARGO_TARGET_DIR ?? "target", "postil/pictures");

const WIDTHS = [320, 768, 1280];
/** Those that are there of a language written to the right, and one with longer words. */
const LANGUAGES = ["en", "fr", "ar"].filter((language) => existsSync(join(ROOT, `widget/locales/${language}.json`)));
const PAGES = ["example", ...THEMES];
const PLAIN = "<style>:root { color-scheme: light dark } body { max-width: 44em; margin: 2em auto; padding: 0 1em; font: 17px/1.6 Georgia, serif; overflow-wrap: anywhere }</style>";
/** A page for the states that no example has. */
const STATES = "/states/";
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
      pages: {
        ...Object.fromEntries(mirrored),
        [STATES]: post({ title: "A title with a Donaudampfschifffahrtsgesellschaftskapitän in it", head: PLAIN }),
        "/states/empty/": post({ title: "Nobody has written", head: PLAIN }),
        "/states/held/": post({ title: "Held", site: "held", head: PLAIN }),
      },
      sites: (blog) => [
        { id: "library-blog", origins: [blog], languages: LANGUAGES },
        { id: "held", origins: [blog], policy: "held" },
      ],
    });
    await fillLongWords(on, STATES);
    const ada = on.client({ name: "Ada" });
    const gone = await ada.posted(STATES, "Gone.");
    await on.client({ name: "Bo" }).posted(STATES, "An answer to it.", { parent: gone.id });
    await ada.delete(STATES, gone.id);
    await until(async () => (await on.client().thread(STATES)).text.includes("row removed"), { what: "the tombstone", within: 120_000, every: 250 });
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
            await layOut(page);
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

  /** What brings a page into a state. @type {Record<string, { path: string, state?: "failed", act?: (page: import("./harness/browser.mjs").Page, section: import("playwright-core").Locator) => Promise<unknown> }>} */
  const states = {
    empty: { path: "/states/empty/" },
    failed: { path: "/states/empty/", state: "failed" },
    held: { path: "/states/held/", act: (_, section) => say(section.locator(".postil"), { name: "Dee", body: "> A quotation\n\nMine, and it waits." }) },
    open: { path: STATES, act: everythingOpen },
  };
  for (const [name, { path, state, act }] of Object.entries(states)) {
    for (const [what, options] of /** @type {const} */ ([
      ["light", { colorScheme: "light" }],
      ["dark", { colorScheme: "dark" }],
      ["forced", { forcedColors: "active" }],
    ])) {
      it(`state ${name}, ${what}`, async () => {
        const reader = await newReader(on.browser, options);
        const page = await newPage(reader);
        if (state === "failed") await page.route("**/v1/thread?*", (route) => route.abort());
        const section = await open(page, on.blog.origin + path, state);
        await act?.(page, section);
        for (const width of [320, 1280]) {
          await page.setViewportSize({ width, height: 900 });
          await layOut(page);
          await page.screenshot({ path: join(PICTURES, `state-${name}-${what}-${width}.png`), fullPage: true });
          assert.deepEqual(await tooWide(page), [], `at ${width} px`);
        }
        await reader.close();
      });
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
