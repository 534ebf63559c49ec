// A real Chromium, and a reader who sits before it.

import assert from "node:assert/strict";

import { chromium } from "playwright-core";

import { network } from "./client.mjs";
import { PATIENCE } from "./util.mjs";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Host names that are no secure context, as plain http pages are: 127.0.0.1 would hide what they lack.
  "--host-resolver-rules=MAP plain.example 127.0.0.1, MAP blog.test 127.0.0.1",
];

/** What takes a page's storage from it, before any of its scripts runs. */
export const STORAGE = {
  blocked: "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('blocked', 'SecurityError') } })",
  // Up to the last byte, as a page does that keeps too much.
  full: "for (let size = 2 ** 23; size >= 1; size /= 2) try { localStorage['page' + size] = 'x'.repeat(size) } catch {}",
};

export function launch() {
  return chromium.launch({ executablePath: process.env.POSTIL_BROWSER ?? "/usr/bin/chromium", args: FLAGS });
}

/**
 * @typedef {import("playwright-core").Page & { said: string[], asked: string[] }} Page
 *
 * A reader with a browser of their own: their own storage, their own network.
 * @param {import("playwright-core").Browser} browser
 * @param {import("playwright-core").BrowserContextOptions & { ip?: string }} [options]
 */
export async function newReader(browser, { ip = network(), ...options } = {}) {
  const context = await browser.newContext({ locale: "en-GB", timezoneId: "UTC", viewport: { width: 1280, height: 800 }, ...options });
  context.setDefaultTimeout(PATIENCE);
  // The Worker believes the platform's header, which nobody sets on one machine.
  await context.route(/\/v1\//, (route) => route.continue({ headers: { ...route.request().headers(), "cf-connecting-ip": ip } }));
  return context;
}

/** A page that remembers what the console said and what was asked for. @param {import("playwright-core").BrowserContext} reader */
export async function newPage(reader) {
  const page = /** @type {Page} */ (await reader.newPage());
  page.said = [];
  page.asked = [];
  page.on("console", (message) => message.type() !== "debug" && page.said.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => page.said.push(`uncaught: ${error.stack ?? error}`));
  page.on("dialog", (dialog) => {
    page.said.push(`dialog: ${dialog.type()} ${dialog.message()}`);
    // Who is asked whether to leave the page leaves it.
    (dialog.type() === "beforeunload" ? dialog.accept() : dialog.dismiss()).catch(() => {});
  });
  page.on("request", (request) => page.asked.push(request.url()));
  return page;
}

/** @param {Page} page */
export const assertQuiet = (page) => assert.deepEqual(page.said, [], "the console must be empty");

/** The section, or the n-th on the page. @param {import("playwright-core").Page} page @param {number} [n] */
export const section = (page, n = 0) => page.locator("postil-section").nth(n);

/** Waits until the section is in a state: `read` (the HTML stands) or `ready` (the widget has taken it over). @param {import("playwright-core").Page} page @param {"read" | "ready" | "failed"} state @param {number} [n] @param {boolean} [scroll] whether the reader scrolls to it */
export async function inState(page, state, n = 0, scroll = true) {
  const wanted = state === "read" ? ["read", "ready"] : [state];
  await section(page, n).waitFor({ state: "attached" });
  if (scroll) await section(page, n).evaluate((element) => element.scrollIntoView());
  await page.waitForFunction(
    ([index, states]) => states.includes(/** @type {any} */ (document.querySelectorAll("postil-section")[index])?.dataset.state),
    /** @type {[number, string[]]} */ ([n, wanted]),
    { timeout: PATIENCE },
  );
  return section(page, n);
}

/** Opens a page and waits for its section. @param {Page} page @param {string} address @param {"read" | "ready" | "failed"} [state] */
export async function open(page, address, state = "ready") {
  await page.goto(address);
  return inState(page, state);
}

/**
 * Writes into a composer as a reader does. `within` is the section or a row.
 * @param {import("playwright-core").Locator} within @param {{ name?: string, body: string }} what
 */
export async function write(within, { name, body }) {
  const form = within.locator("form.composer").last();
  await form.locator("textarea").click();
  await form.locator("textarea").fill(body);
  if (name !== undefined) await form.locator("input.name").fill(name);
  return form;
}

/** Writes and posts; answers with the new row once it is there and acknowledged. @param {import("playwright-core").Locator} within @param {{ name?: string, body: string }} what */
export async function say(within, what) {
  const page = within.page();
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.url().includes("/v1/comments") && response.request().method() === "POST"),
    write(within, what).then((form) => form.locator("button.post").click()),
  ]);
  const { comment } = await answer.json();
  const row = page.locator(`[id="c-${comment?.id}"]`);
  // The page has the answer a moment after its request has ended.
  if (answer.ok()) await row.first().waitFor({ state: "attached" });
  return { status: answer.status(), comment, row };
}

/** Has what waits sent now, unless it has been sent by itself meanwhile. @param {import("playwright-core").Locator} section */
export const hurry = (section) => section.locator("li.row.waiting button.now").first().click({ timeout: 5_000 }).catch(() => {});

/** The composer of the thread itself. @param {import("playwright-core").Locator} section */
export const composer = (section) => section.locator(".postil > form.composer");

/** What is typed in a composer. @param {import("playwright-core").Locator} form */
export const typed = (form) => form.locator("textarea").inputValue();

/** What an element says, every space in it the same. @param {import("playwright-core").Locator} element */
export const said = async (element) => ((await element.textContent()) ?? "").replace(/\s/g, " ");

/** What a reader can see of the rows, in order. @param {import("playwright-core").Locator} section */
export const readRows = (section) =>
  section.locator("li.row").evaluateAll((rows) =>
    rows.map((row) => ({
      id: row.id.slice(2),
      number: /** @type {HTMLElement} */ (row).dataset.number,
      depth: Number(/** @type {HTMLElement} */ (row).dataset.depth),
      parent: /** @type {HTMLElement} */ (row).dataset.parent,
      author: row.querySelector(".author")?.textContent,
      paragraphs: [...row.querySelectorAll(".body > p")].map((p) => p.textContent),
      text: row.querySelector(".body")?.textContent,
    })),
  );

/**
 * What the Worker answers to a request that a test changes or delays. A connection that was closed while nobody used it is no answer.
 * @param {import("playwright-core").Route} route @param {Record<string, string>} [headers] more of them
 */
export const answerTo = (route, headers) => route.fetch({ maxRetries: 3, headers: { ...route.request().headers(), ...headers } });

/** Keeps the widget's WASM back until released: the time in which a reader only reads. @param {import("playwright-core").Page} page */
export async function holdWidget(page) {
  /** @type {(value?: unknown) => void} */
  let release = () => {};
  const released = new Promise((done) => (release = done));
  await page.route(/\.wasm$/, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

/** Keeps the page's `/late.css` back until released, and then gives this style. @param {import("playwright-core").Page} page @param {string} body */
export async function holdStylesheet(page, body) {
  let release = () => {};
  const released = new Promise((done) => (release = () => done(undefined)));
  await page.route("**/late.css", async (route) => {
    await released;
    await route.fulfill({ contentType: "text/css", body });
  });
  return release;
}
