// Reading needs no WebAssembly, survives a failing request, and works without JavaScript.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { post } from "./harness/blog.mjs";
import { answerTo, assertQuiet, inState, newPage, newReader, open, readRows, say } from "./harness/browser.mjs";
import { stage } from "./harness/stage.mjs";
import { until } from "./harness/util.mjs";

const ONE = "/2026/03/one/";
const TWO = "/2026/04/two/";
const EMPTY = "/2026/05/empty/";
const LATE = "/2026/06/late/";

describe("reading", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  before(async () => {
    on = await stage({
      pages: { [ONE]: post({ title: "One" }), [TWO]: post({ title: "Two" }), [EMPTY]: post({ title: "Nothing yet" }), [LATE]: post({ title: "Late" }) },
    });
    const first = await on.client({ name: "Ada" }).posted(ONE, "First *on one*.");
    await on.client({ name: "Bob" }).posted(ONE, "An answer.", { parent: first.id });
    await on.client({ name: "Cy" }).posted(TWO, "Only on two.");
    await Promise.all([on.published(ONE), on.published(TWO)]);
  });
  after(() => on?.stop());

  it("needs no WASM: with it blocked, the thread is fully there", async () => {
    const reader = await newReader(on.browser);
    await reader.route(/\.wasm$/, (route) => route.abort());
    const page = await newPage(reader);
    const section = await open(page, on.blog.origin + ONE, "read");
    const rows = await readRows(section);
    assert.deepEqual(rows.map((row) => [row.number, row.author, row.text?.trim()]), [
      ["1", "Ada", "First on one."],
      ["1.1", "Bob", "An answer."],
    ]);
    assert.ok(await section.locator(".row").first().isVisible());
    assert.equal((await section.locator(".heading").textContent())?.trim(), "2 thoughts on “One”");
    await reader.close();
  });

  for (const [locale, expected] of /** @type {const} */ ([
    ["en-US", ["Jan 1, 2027, 5:00 AM", "Jul 1, 2026, 12:05 PM"]],
    ["fr-FR", ["1 janv. 2027, 05:00", "1 juil. 2026, 12:05"]],
  ]))
    it(`writes times of the reader's own place, in ${locale}`, async () => {
      const reader = await newReader(on.browser, { locale, timezoneId: "Asia/Kolkata" });
      const moments = ["2026-12-31T23:30:00Z", "2026-07-01T06:35:00Z"];
      await reader.route(/\/v1\/thread\?/, async (route) => {
        const response = await answerTo(route);
        const body = (await response.text()).replace(/(?<=<time datetime=")[^"]*/g, () => moments.shift() ?? "");
        await route.fulfill({ response, body });
      });
      const page = await newPage(reader);
      const section = await open(page, on.blog.origin + ONE, "read");
      assert.deepEqual(await section.locator(".when").allTextContents(), expected);
      await reader.close();
    });

  it("shows the day of a moment that came without its form", async () => {
    const reader = await newReader(on.browser);
    await reader.route(/\/v1\/thread\?/, async (route) => {
      const response = await answerTo(route);
      await route.fulfill({ response, body: (await response.text()).replace(/ data-time-form="[^"]*"/, "") });
    });
    const section = await open(await newPage(reader), on.blog.origin + ONE, "read");
    for (const text of await section.locator(".when").allTextContents()) assert.match(text, /^\d{4}-\d\d-\d\d$/);
    await reader.close();
  });

  it("takes one request for the thread, and no cookie", async () => {
    const reader = await newReader(on.browser);
    const page = await newPage(reader);
    await open(page, on.blog.origin + ONE);
    const asked = page.asked.filter((address) => address.includes("/v1/"));
    assert.equal(asked.length, 1, asked.join("\n"));
    const foreign = page.asked.filter((address) => ![on.blog.origin, on.worker.origin].includes(new URL(address).origin));
    assert.deepEqual(foreign, []);
    assert.deepEqual(await reader.cookies(), []);
    assertQuiet(page);
    await reader.close();
  });

  for (const [what, answer, sentence] of /** @type {const} */ ([
    ["fails on the way", (/** @type {any} */ route) => route.abort(), ""],
    ["is answered with an error", (/** @type {any} */ route) => route.fulfill({ status: 500, contentType: "text/plain", body: "oops" }), ""],
    ["is answered with a reason", (/** @type {any} */ route) => route.fulfill({ status: 429, contentType: "application/problem+json", headers: { "access-control-allow-origin": "*" }, body: '{"detail":"Wait a minute."}' }), "Wait a minute."],
  ])) {
    it(`offers to reload the comments when the thread's request ${what}, and does`, async () => {
      const reader = await newReader(on.browser);
      const page = await newPage(reader);
      let failing = true;
      await page.route(/\/v1\/thread/, (route) => (failing ? answer(route) : route.fallback()));
      const section = await open(page, on.blog.origin + ONE, "failed");
      const state = section.locator(".state");
      assert.equal(await state.getAttribute("role"), "status");
      const reload = state.getByRole("button", { name: "Reload the comments" });
      assert.ok(await reload.isVisible());
      assert.equal(await state.locator("p").textContent(), sentence);
      failing = false;
      await reload.click();
      await inState(page, "ready");
      assert.equal((await readRows(section)).length, 2);
      assert.ok(await state.locator("button").isHidden());
      assert.equal(await state.locator("p").textContent(), "");
      await reader.close();
    });
  }

  it("opens a composer that was entered before the module for readers has come, when it comes", async () => {
    const page = await newPage(await newReader(on.browser));
    /** @type {() => void} */
    let come = () => {};
    const coming = new Promise((done) => (come = () => done(undefined)));
    await page.route(/\/assets\/reading-/, (route) => coming.then(() => route.fallback()));
    const section = await open(page, on.blog.origin + ONE, "read");
    const source = section.locator("form.composer textarea");
    const foot = section.locator("form.composer .foot");
    await source.pressSequentially("Early words");
    assert.ok(await foot.isHidden());
    assert.notEqual(await source.evaluate((field) => getComputedStyle(field).boxShadow), "none", "the focus is seen");
    come();
    await inState(page, "ready");
    await foot.waitFor();
    assert.ok(((await source.boundingBox())?.height ?? 0) > 60);
    assert.equal(await source.inputValue(), "Early words");
    await page.context().close();
  });

  it("begins once, although the module for readers fails to come at first and is asked for at each click", async () => {
    const page = await newPage(await newReader(on.browser));
    let failing = true;
    await page.route(/\/assets\/reading-/, (route) => (failing ? route.abort() : route.fallback()));
    const section = await open(page, on.blog.origin + LATE, "read");
    const source = section.locator("form.composer textarea");
    const reload = section.locator(".state").getByRole("button", { name: "Reload the comments" });
    await source.click();
    await reload.waitFor();
    failing = false;
    await source.click();
    await source.click();
    await inState(page, "ready");
    await section.locator(".heading").click();
    let posts = 0;
    page.on("request", (request) => void (posts += Number(request.method() === "POST" && /\/v1\/comments$/.test(request.url()))));
    assert.equal((await say(section, { name: "Dee", body: "Said once." })).status, 201);
    await section.locator(".heading").click();
    await until(async () => (await readRows(section)).length === 1, { what: "the comment, once" });
    assert.equal(posts, 1);
    const worn = await section.evaluate((/** @type {HTMLElement} */ element) => element.shadowRoot?.adoptedStyleSheets.length);
    assert.equal(worn, 2);
    // The next test looks at what is written to KV.
    await on.published(LATE);
    await page.context().close();
  });

  it("shows an empty thread as such, not as an error, and writes nothing for it", async () => {
    const kv = await on.worker.kv();
    // What was posted on other threads reaches the site's own keys when that is due.
    const keys = async () => (await kv.list()).keys.map(({ name }) => name).filter((name) => !/^(counts|feed|site)\/library-blog$/.test(name));
    const before = await keys();
    const page = await newPage(await newReader(on.browser));
    const section = await open(page, on.blog.origin + EMPTY);
    assert.equal((await readRows(section)).length, 0);
    assert.ok(await section.locator("form.composer textarea").isVisible());
    assertQuiet(page);
    assert.deepEqual(await keys(), before);
    await page.context().close();
  });

  it("works without JavaScript: the same static tag leads from each post to its own thread", async () => {
    const reader = await newReader(on.browser, { javaScriptEnabled: false });
    for (const [path, texts] of /** @type {const} */ ([
      [ONE, ["First on one.", "An answer."]],
      [TWO, ["Only on two."]],
    ])) {
      const page = await newPage(reader);
      await page.goto(on.blog.origin + path);
      await page.getByRole("link", { name: "Comments" }).click();
      await page.waitForURL(/\/v1\/page\?.*id=/);
      assert.deepEqual((await page.locator(".row .body").allTextContents()).map((text) => text.trim()), texts);
      await page.close();
    }
    await reader.close();
  });

  it("works without JavaScript: a comment can be posted", async () => {
    const reader = await newReader(on.browser, { javaScriptEnabled: false });
    const page = await newPage(reader);
    await page.goto(on.blog.origin + TWO);
    await page.getByRole("link", { name: "Comments" }).click();
    await page.waitForURL(/\/v1\/page\?.*id=/);
    const form = page.locator("form").last();
    await form.locator("[name=body]").fill("Written without any script.\n\nIn two paragraphs.");
    await form.locator("[name=name]").fill("Dee");
    await form.locator("button[type=submit], input[type=submit]").first().click();
    await page.waitForLoadState();
    const rows = await until(
      async () => {
        const all = await on.client().all(TWO);
        return all.length === 2 && all;
      },
      { what: "the comment to be there" },
    );
    assert.equal(rows[1].author.name, "Dee");
    assert.equal(rows[1].html.match(/<p>/g).length, 2);
    // Going back and sending the same form again must not post twice.
    assert.ok((await page.locator("body").textContent())?.includes("Written without any script."));
    assertQuiet(page);
    await reader.close();
  });

  it("counts on an index page", async () => {
    const { body, status } = await on.client().get("/v1/counts", { id: [ONE, TWO, EMPTY] });
    assert.equal(status, 200);
    assert.equal(typeof body, "object");
    // Counts are put at most every five minutes; until then a number may be missing, never wrong.
    for (const [id, count] of Object.entries(body)) assert.ok([ONE, TWO, EMPTY].includes(id) && count <= 2);
  });
});
