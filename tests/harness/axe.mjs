// axe-core on a page, and what of the look can be measured: contrast, and what reaches beyond its box.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** @param {import("playwright-core").Page} page */
async function load(page) {
  // Not as a <script>: pages may forbid those, and a tag would be something for axe to look at.
  await page.evaluate(AXE);
  // A page that names no ground is taken for white, though the browser's own is dark in the dark.
  await page.evaluate(() => {
    const all = [document.documentElement, document.body];
    const isBare = all.every((one) => /rgba\(0, 0, 0, 0\) none/.test(getComputedStyle(one).background));
    if (isBare) document.documentElement.style.background = "Canvas";
  });
}

/** What axe-core finds. @param {import("playwright-core").Page} page */
export async function violations(page) {
  await load(page);
  return page.evaluate(async () => {
    const { violations } = await /** @type {any} */ (window).axe.run(document, { resultTypes: ["violations"] });
    return violations.map((/** @type {any} */ one) => `${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map((/** @type {any} */ node) => `${node.target.flat()} ${node.failureSummary}`).join(" | ")}`);
  });
}

/** Text of the section that is too faint to read, of at least so many texts. @param {import("playwright-core").Page} page @param {number} [atLeast] */
export async function faint(page, atLeast = 20) {
  await load(page);
  await layOut(page);
  return page.evaluate(async (atLeast) => {
    // Where hairlines are drawn as a ground, and where spaces hang out of a line, it gives up.
    const root = /** @type {ShadowRoot} */ (document.querySelector("postil-section")?.shadowRoot);
    const bare = new CSSStyleSheet();
    bare.replaceSync(".row::before { content: none } pre code { display: block }");
    root.adoptedStyleSheets.push(bare);
    const { axe } = /** @type {any} */ (window);
    const { violations, incomplete, passes } = await axe.run("postil-section", { runOnly: ["color-contrast"] });
    root.adoptedStyleSheets.pop();
    const nodes = (/** @type {any[]} */ rules) => rules.flatMap((rule) => rule.nodes);
    const looked = nodes(passes).length;
    const found = nodes([...violations, ...incomplete]).map((node) => `${node.target.flat().join(" ")}: ${node.failureSummary}`);
    return looked >= atLeast ? found : [...found, `only ${looked} texts were looked at`];
  }, atLeast);
}

/**
 * Has every row of the section laid out, as if a reader had been everywhere: a picture of the whole
 * page would lack those far from the screen, and axe would see them move while it looks.
 * @param {import("playwright-core").Page} page
 */
export const layOut = (page) =>
  page.evaluate(() => {
    for (const row of document.querySelector("postil-section")?.shadowRoot?.querySelectorAll(".row") ?? []) {
      /** @type {HTMLElement} */ (row).style.setProperty("content-visibility", "visible");
    }
  });

/** What reaches beyond its box, the page itself included. @param {import("playwright-core").Page} page */
export const tooWide = (page) =>
  page.evaluate(() => {
    /** @type {string[]} */
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
