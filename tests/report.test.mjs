// Readers report a comment; and who speaks for the site carries a badge.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { faint, violations } from "./harness/axe.mjs";
import { post } from "./harness/blog.mjs";
import { assertQuiet, holdWidget, newPage, newReader, open, say, section } from "./harness/browser.mjs";
import { uuid } from "./harness/client.mjs";
import { owner } from "./harness/staff.mjs";
import { stage } from "./harness/stage.mjs";
import { focused } from "./harness/tree.mjs";
import { until } from "./harness/util.mjs";

const REPORTS = /\/report$/;
const SITE = "library-blog";

/** What the desk names a text by: see `text_of` in `model/src/wire/desk.rs`. @param {string} body */
function textOf(body) {
  let hash = 0xcbf29ce484222325n;
  for (const byte of [...new TextEncoder().encode(body), 0]) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, "0");
}

describe("a report", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  let pages = 0;
  before(async () => {
    on = await stage();
  });
  after(() => on?.stop());

  /** A page with a comment on it. @param {Record<string, string>} [headers] */
  async function page(headers = {}) {
    const path = `/report/${++pages}/`;
    on.blog.pages[path] = { html: post({ title: "Reports" }), headers };
    const { id } = await on.client({ name: "Bo" }).posted(path, `Cheap watches, number ${pages}.`);
    await on.published(path);
    return { path, id, address: on.blog.origin + path };
  }

  /** What readers have said of a comment. @param {string} id */
  async function reports(id) {
    const desk = await owner(on.worker);
    const { body } = await desk.get("queue", { site: SITE, view: "reported" });
    return body.rows.find((/** @type {any} */ row) => row.id === id)?.reports.map((/** @type {any} */ { reason, note }) => [reason, note]);
  }

  it("is made by keyboard alone, and reaches the desk", async () => {
    const { id, address } = await page();
    const reader = await newReader(on.browser);
    const tab = await newPage(reader);
    const root = await open(tab, address);
    const row = root.locator("li.row");
    const button = row.getByRole("button", { name: "Report comment 1 by Bo" });
    await button.focus();
    await tab.keyboard.press("Enter");
    await row.getByRole("group", { name: "What is wrong with this comment?" }).waitFor();
    await until(async () => (await focused(tab)) === "input", { what: "the focus in the form" });
    await tab.keyboard.press("Space");
    await tab.keyboard.press("ArrowDown");
    assert.ok(await row.getByRole("radio", { name: "Insults or threats" }).isChecked());
    await tab.keyboard.press("Tab");
    assert.equal(await focused(tab), "input.name");
    await tab.keyboard.type("He means me.");
    assert.deepEqual(await violations(tab), []);
    await tab.keyboard.press("Enter");
    await row.locator("form").waitFor({ state: "detached" });
    const thanks = "Thank you: the moderators will look at it.";
    assert.equal(await row.locator("> .note").textContent(), thanks);
    assert.equal(await root.locator(".notice").textContent(), thanks);
    assert.equal(await focused(tab), "button.quiet.report");
    assert.deepEqual(await reports(id), [["abuse", "He means me."]]);
    assertQuiet(tab);
    await reader.close();
  });

  it("needs a reason, and can be thought better of", async () => {
    const { id, address } = await page();
    const reader = await newReader(on.browser);
    const tab = await newPage(reader);
    const root = await open(tab, address);
    const row = root.locator("li.row");
    for (const leave of [() => row.getByRole("button", { name: "Cancel" }).click(), () => tab.keyboard.press("Escape")]) {
      await row.locator(".actions > .report").first().click();
      await row.locator(".reports").waitFor();
      await row.getByRole("button", { name: "Send the report" }).click();
      await until(async () => (await focused(tab)) === "input", { what: "the focus where something is missing" });
      await leave();
      await row.locator(".reports").waitFor({ state: "detached" });
      assert.equal(await focused(tab), "button.quiet.report");
    }
    assert.ok(!tab.asked.some((url) => REPORTS.test(url)));
    assert.equal(await reports(id), undefined);
    await reader.close();
  });

  it("that fails says why, and can be sent again", async () => {
    const { id, address } = await page();
    const reader = await newReader(on.browser);
    const tab = await newPage(reader);
    const root = await open(tab, address);
    const row = root.locator("li.row");
    await row.locator(".report").click();
    const form = row.locator(".reports");
    await form.getByLabel("Spam or advertising").check();
    await form.getByLabel("A short note").fill("Watches again");
    await reader.route(REPORTS, (route) => route.abort());
    await form.getByRole("button", { name: "Send the report" }).click();
    await form.locator(".alert").waitFor();
    assert.equal(await form.locator(".note").textContent(), "The report could not be sent. Please try again.");
    await reader.unroute(REPORTS);
    await reader.route(REPORTS, (route) =>
      route.fulfill({
        status: 429,
        contentType: "application/problem+json",
        headers: { "Access-Control-Allow-Origin": on.blog.origin },
        body: JSON.stringify({ status: 429, code: "many_reports", detail: "Please come back tomorrow." }),
      }),
    );
    await form.getByRole("button", { name: "Send the report" }).click();
    await until(async () => (await form.locator(".note").textContent()) === "Please come back tomorrow.", { what: "the server's words" });
    await reader.unroute(REPORTS);
    await form.getByRole("button", { name: "Send the report" }).click();
    await form.waitFor({ state: "detached" });
    assert.deepEqual(await reports(id), [["spam", "Watches again"]]);
    await reader.close();
  });

  it("is made before the widget has come, by the key that the widget then has", async () => {
    const { id, address } = await page();
    const reader = await newReader(on.browser);
    const tab = await newPage(reader);
    const release = await holdWidget(tab);
    const root = await open(tab, address, "read");
    const row = root.locator("li.row");
    await row.locator(".report").click();
    await row.getByLabel("Something else").check();
    const [request] = await Promise.all([
      tab.waitForRequest((request) => REPORTS.test(request.url()) && request.method() === "POST"),
      row.getByRole("button", { name: "Send the report" }).click(),
    ]);
    await row.locator(".reports").waitFor({ state: "detached" });
    assert.deepEqual(await reports(id), [["other", ""]]);
    release();
    await until(async () => (await section(tab).getAttribute("data-state")) === "ready", { what: "the widget" });
    const [posted] = await Promise.all([
      tab.waitForRequest((request) => /\/v1\/comments$/.test(request.url()) && request.method() === "POST"),
      say(root, { name: "Ada", body: "Not for me." }),
    ]);
    assert.equal(request.postDataJSON().key, posted.postDataJSON().key);
    await reader.close();
  });

  it("is made on a page that allows next to nothing", async () => {
    const worker = on.worker.origin;
    const { id, address } = await page({
      "Content-Security-Policy": `default-src 'none'; script-src ${worker} 'wasm-unsafe-eval'; connect-src ${worker}; trusted-types postil; require-trusted-types-for 'script'`,
    });
    const reader = await newReader(on.browser);
    const tab = await newPage(reader);
    const root = await open(tab, address);
    const row = root.locator("li.row");
    await row.locator(".report").click();
    await row.getByLabel("Someone’s private details").check();
    await row.getByRole("button", { name: "Send the report" }).click();
    await row.locator(".reports").waitFor({ state: "detached" });
    assert.deepEqual(await reports(id), [["private", ""]]);
    assertQuiet(tab);
    await reader.close();
  });

  it("is not offered for a comment of one's own", async () => {
    const { address } = await page();
    const reader = await newReader(on.browser);
    const tab = await newPage(reader);
    const root = await open(tab, address);
    const { row } = await say(root, { name: "Ada", body: "Mine." });
    await row.locator(".delete").waitFor();
    assert.equal(await row.locator(".report").count(), 0);
    assert.equal(await root.locator("li.row .report").count(), 1);
    await tab.reload();
    await row.locator(".delete").waitFor();
    assert.equal(await row.locator(".report").count(), 0);
    await reader.close();
  });

  it("leaves a reader who reports nothing without a byte of it", async () => {
    const { address } = await page();
    const reader = await newReader(on.browser);
    const tab = await newPage(reader);
    await open(tab, address);
    assert.ok(!tab.asked.some((url) => url.includes("/assets/report-")));
    await reader.close();
  });
});

describe("a badge", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  const path = "/badge/";
  before(async () => {
    on = await stage({ pages: { [path]: post({ title: "Badges" }) } });
    const body = "When do you open?";
    const { id } = await on.client({ name: "Bo" }).posted(path, body);
    const desk = await owner(on.worker);
    await until(async () => (await desk.get("queue", { site: SITE, view: "recent" })).body.rows.length === 1, { what: "the desk to hear of it" });
    const { rows } = (await desk.get("queue", { site: SITE, view: "recent" })).body;
    assert.equal(rows[0].id, id);
    await desk.done("reply", { site: SITE, to: { seq: rows[0].seq, text: textOf(body) }, id: uuid(), body: "At nine." });
    await on.published(path);
  });
  after(() => on?.stop());

  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    it(`says in words beside the name who answers for the site, ${colorScheme}`, async () => {
      const reader = await newReader(on.browser, { colorScheme });
      const tab = await newPage(reader);
      const root = await open(tab, on.blog.origin + path);
      const rows = root.locator("li.row");
      assert.equal(await rows.nth(1).locator(".meta .author + .badge").textContent(), "Author of this site");
      assert.equal(await rows.nth(0).locator(".badge").count(), 0);
      assert.deepEqual(await faint(tab, 5), []);
      await reader.close();
    });
  }

  it("says the same in the document without scripts", async () => {
    const { text } = await on.client().get("/v1/page", { id: path });
    assert.match(text, /<span class="badge">Author of this site<\/span>/);
  });
});
