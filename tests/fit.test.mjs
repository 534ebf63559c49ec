// What is drawn suits every eye and every finger: targets, contrast, narrow screens, no motion for
// those who want none.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { faint, tooWide } from "./harness/axe.mjs";
import { post } from "./harness/blog.mjs";
import { holdStylesheet, newPage, newReader, open, say } from "./harness/browser.mjs";
import { fillTheme, THEMES, UNDER } from "./harness/example.mjs";
import { stage } from "./harness/stage.mjs";
import { everythingOpen, fillLongWords } from "./harness/states.mjs";
import { until } from "./harness/util.mjs";

const PATH = "/2027/08/fit/";

/** @typedef {import("playwright-core").Locator} Locator */

describe("what is drawn", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  before(async () => {
    on = await stage({
      under: UNDER,
      pages: { [PATH]: post({ title: "A word without end: ".padEnd(120, "unendlich"), head: "<style>:root { color-scheme: light dark } h1 { overflow-wrap: anywhere }</style>" }) },
      sites: (blog) => [{ id: "library-blog", title: "The Library Blog", origins: [blog] }],
    });
    await fillLongWords(on, PATH);
    const themes = THEMES.map((theme) => `/themes/${theme}/`);
    for (const path of themes) await fillTheme(on.worker, on.blog.origin, path);
    await Promise.all([PATH, ...themes].map((path) => on.published(path)));
  });
  after(() => on?.stop());

  for (const theme of ["", ...THEMES]) {
    it(`has targets of 24 px, contrast and room in ${theme || "a page without a look"}`, async () => {
      const page = await newPage(await newReader(on.browser));
      const section = await open(page, on.blog.origin + (theme ? `/themes/${theme}/` : PATH));
      await everythingOpen(page, section);
      for (const width of [1280, 360, 320]) {
        await page.setViewportSize({ width, height: 800 });
        assert.deepEqual(await small(section), [], `at ${width} px`);
        assert.deepEqual(await tooWide(page), [], `at ${width} px`);
      }
      for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
        await page.emulateMedia({ colorScheme });
        assert.deepEqual(await faint(page), [], colorScheme);
        assert.deepEqual(await faintLines(section), [], colorScheme);
      }
      await page.context().close();
    });
  }

  it("has the page's own link colour and is light on dark, although the page's stylesheet comes after the thread", async () => {
    const late = "/2027/08/late/";
    on.blog.pages[late] = post({ title: "Late", head: '<link rel="stylesheet" href="/late.css">', before: "" });
    const page = await newPage(await newReader(on.browser));
    const come = await holdStylesheet(page, "html { background: #111; color: #eee } a { color: rgb(200, 220, 240) }");
    const there = page.goto(on.blog.origin + late);
    await until(() => page.evaluate(() => document.querySelector("postil-section")?.getAttribute("data-state") === "read"), { what: "the thread to be there" });
    come();
    await there;
    const look = () =>
      page.evaluate(() => {
        const room = /** @type {HTMLElement} */ (document.querySelector("postil-section")?.shadowRoot?.querySelector(".room"));
        return [room.style.getPropertyValue("--link"), room.dataset.theme].join();
      });
    await until(async () => (await look()) === "rgb(200, 220, 240),dark", { what: "the page's look" });
    await page.context().close();
  });

  it("moves where something went, and not for a reader who wants no motion", async () => {
    for (const [reducedMotion, moves] of /** @type {const} */ ([["no-preference", true], ["reduce", false]])) {
      const page = await newPage(await newReader(on.browser, { reducedMotion }));
      const section = await open(page, on.blog.origin + PATH);
      const { row } = await say(section.locator(".postil"), { name: "Eve", body: "Moves?" });
      await row.waitFor();
      const lasting = await section.evaluate((host) => {
        const all = [.../** @type {ShadowRoot} */ (host.shadowRoot).getAnimations(), ...document.getAnimations()];
        return all.filter((one) => Number(one.effect?.getComputedTiming().duration) > 1).length;
      });
      assert.equal(lasting > 0, moves, reducedMotion);
      await page.context().close();
    }
  });
});

/**
 * Targets below 24 by 24 px that are not spaced so either (WCAG 2.2, 2.5.8): a circle of 24 px around
 * one meets no other target, nor the circle of another small one. Links in a text are exempt.
 * @param {Locator} section
 */
const small = (section) =>
  section.evaluate((host) => {
    const root = /** @type {ShadowRoot} */ (host.shadowRoot);
    const shown = [...root.querySelectorAll("button, a, input, textarea, summary")].filter((one) => one.checkVisibility() && !one.closest(".body"));
    const targets = shown.map((one) => ({ one, box: one.getBoundingClientRect() }));
    const isSmall = (/** @type {{ box: DOMRect }} */ { box }) => box.width < 23.9 || box.height < 23.9;
    const middle = (/** @type {DOMRect} */ box) => [box.left + box.width / 2, box.top + box.height / 2];
    const near = (/** @type {DOMRect} */ a, /** @type {{ one: Element, box: DOMRect }} */ other) => {
      const [x, y] = middle(a);
      const [u, v] = isSmall(other) ? middle(other.box) : [Math.min(Math.max(x, other.box.left), other.box.right), Math.min(Math.max(y, other.box.top), other.box.bottom)];
      return Math.hypot(x - u, y - v) < (isSmall(other) ? 24 : 12);
    };
    const say = (/** @type {{ one: Element, box: DOMRect }} */ { one, box }) => `${one.localName}.${one.className} ${Math.round(box.width)}×${Math.round(box.height)} “${one.textContent?.slice(0, 20)}”`;
    if (targets.length < 20) return [`only ${targets.length} targets`];
    return targets.filter(isSmall).flatMap((target) => targets.filter((other) => other !== target && near(target.box, other)).map((other) => `${say(target)} beside ${say(other)}`));
  });

/**
 * What shows a field, what shows the focus, and what stands in an empty field, where that is too
 * faint against the ground: 3 to 1 for lines, 4.5 to 1 for words.
 * @param {Locator} section
 */
const faintLines = (section) =>
  section.evaluate((host) => {
    const root = /** @type {ShadowRoot} */ (host.shadowRoot);
    const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    if (!canvas) return ["no canvas"];
    /** @type {string | undefined} */
    let ground;
    for (let at = host.parentElement; at && !ground; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (backgroundColor !== "rgba(0, 0, 0, 0)") ground = backgroundColor;
    }
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.color = "Canvas";
    const under = ground ?? getComputedStyle(probe).color;
    probe.remove();
    const light = (/** @type {string} */ colour) => {
      for (const paint of [under, colour]) {
        canvas.fillStyle = paint;
        canvas.fillRect(0, 0, 1, 1);
      }
      const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ratio = (/** @type {string} */ colour) => {
      const [a, b] = [light(colour), light(under)];
      return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    };
    /** @type {string[]} */
    const found = [];
    const check = (/** @type {Element} */ one, /** @type {string} */ what, /** @type {string} */ colour, /** @type {number} */ least) => {
      if (ratio(colour) < least) found.push(`${one.localName}.${one.className} ${what}: ${ratio(colour).toFixed(2)} of ${colour} on ${under}`);
    };
    for (const field of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("textarea, input"))) {
      field.blur();
      check(field, "line", getComputedStyle(field).borderBlockEndColor, 3);
      check(field, "placeholder", getComputedStyle(field, "::placeholder").color, 4.5);
      field.focus();
      check(field, "focus", getComputedStyle(field).borderBlockEndColor, 3);
    }
    let rings = 0;
    for (const one of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("button, a"))) {
      one.focus(/** @type {FocusOptions} */ ({ focusVisible: true }));
      if (!one.matches(":focus-visible")) continue;
      const { outlineColor, outlineWidth, outlineStyle } = getComputedStyle(one);
      rings++;
      if (outlineStyle === "none" || parseFloat(outlineWidth) < 2) found.push(`${one.localName}.${one.className}: no ring`);
      check(one, "ring", outlineColor, 3);
    }
    if (rings < 10) found.push(`only ${rings} rings`);
    return found;
  });
