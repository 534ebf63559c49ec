// The document of a thread without JavaScript: everything can be done with it, nothing typed is
// lost in it, and it says what it is to those who look for threads.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";

import { assertQuiet, newPage, newReader } from "./harness/browser.mjs";
import { network, uuid } from "./harness/client.mjs";
import { stage } from "./harness/stage.mjs";
import { pool, ROOT } from "./harness/util.mjs";

/** @type {{ kind: string, text: string }[]} */
const CORPUS = JSON.parse(readFileSync(join(ROOT, "tests/corpus/hostile.json"), "utf8"));
const PATH = "/2027/08/plain/";
const LONG = "/2027/08/long/";
const HOSTILE = "/2027/08/hostile/";
const OWN = "an own thread";

describe("the document without JavaScript", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  /** @type {any} */
  let first;
  before(async () => {
    on = await stage({
      sites: (blog) => [
        { id: "library-blog", title: "The Library Blog", origins: [blog], languages: ["en", "fr", "ar"] },
        { id: "moderated", title: "Moderated", origins: [blog], policy: "held" },
      ],
    });
    first = await on.client({ name: "Ada" }).posted(PATH, "The *first*.", { url: "https://ada.example/" });
  });
  after(() => on?.stop());

  it("takes a reply: written, previewed, corrected and posted in its place", async () => {
    const page = await opened(`&id=${PATH}`);
    await go(page.getByRole("link", { name: "Reply comment 1 by Ada" }));
    const form = page.locator(`[id="c-${first.id}"] form`);
    await fill(form, "A *reply* without a script.", "Dee");
    await go(form.getByRole("button", { name: "Preview" }));
    assert.equal(await form.locator(".previewed").innerHTML(), "<p>A <em>reply</em> without a script.</p>");
    assert.equal(await form.locator("textarea").inputValue(), "A *reply* without a script.");
    assert.equal(await form.locator("[name=name]").inputValue(), "Dee");

    // A text that is too long is refused and kept, and so is none at all.
    const long = "x".repeat(10_001);
    await form.locator("textarea").fill(long);
    await go(form.getByRole("button", { name: "Post" }));
    assert.match((await form.getByRole("alert").textContent()) ?? "", /too long/);
    assert.equal(await form.locator("textarea").inputValue(), long);
    await form.locator("textarea").fill("");
    await go(form.getByRole("button", { name: "Preview" }));
    assert.match((await form.getByRole("alert").textContent()) ?? "", /no text/);
    assert.equal(await form.locator("[name=name]").inputValue(), "Dee");

    await form.locator("textarea").fill("Now it is posted.");
    await go(form.getByRole("button", { name: "Post" }));
    assert.match((await page.getByRole("status").textContent()) ?? "", /posted/);
    assert.deepEqual(await page.locator(".row").evaluateAll((rows) => rows.map((row) => row.getAttribute("data-number"))), ["1", "1.1"]);
    const said = page.said.filter((line) => !line.includes("422"));
    assert.deepEqual(said, []);
    await page.context().close();
  });

  for (const button of ["Preview", "Post"]) {
    it(`keeps a reply whose comment has gone when it comes to "${button}"`, async () => {
      const author = on.client({ name: "Bob" });
      const gone = await author.posted(PATH, "This one goes.");
      const page = await opened(`&id=${PATH}`);
      await go(page.getByRole("link", { name: /^Reply comment [.0-9]+ by Bob/ }));
      const reply = page.locator(`[id="c-${gone.id}"] form`);
      await fill(reply, "Too late, but *kept*.", "Dee");
      await author.send(`/v1/comments/${gone.id}/delete`, { site: author.site, thread: { id: PATH }, key: author.key });
      await go(reply.getByRole("button", { name: button }));
      await page.getByRole("alert").waitFor();
      assert.match((await page.getByRole("alert").textContent()) ?? "", /replying to is not here any more/);
      assert.equal(await page.locator("form").count(), 1);
      assert.equal(await page.locator("textarea").inputValue(), "Too late, but *kept*.");
      assert.equal(await page.locator("[name=parent]").inputValue(), "");
      await page.context().close();
    });
  }

  it("says so when the comment is gone that a link leads to, or that is to be answered", async () => {
    const page = await opened(`&id=${PATH}&comment=${uuid()}`);
    assert.match((await page.getByRole("status").textContent()) ?? "", /is not here any more/);
    assert.ok((await page.locator(".row").count()) >= 2, "the thread is shown all the same");
    await page.goto(`${on.worker.origin}/v1/page?site=library-blog&id=${PATH}&reply=${uuid()}`);
    assert.match((await page.getByRole("status").textContent()) ?? "", /is not here any more/);
    assert.equal(await page.locator("form").count(), 1);
    await page.goto(`${on.worker.origin}/v1/page?site=library-blog&id=${PATH}&comment=${first.id}`);
    assert.equal(await page.getByRole("status").count(), 0);
    assertQuiet(page);
    await page.context().close();
  });

  it("says that a comment waits for a moderator, not that it is gone", async () => {
    const page = await opened(`&id=${PATH}`, "moderated");
    await fill(page.locator("form"), "I can wait.", "Dee");
    await go(page.getByRole("button", { name: "Post" }));
    const said = (await page.getByRole("status").textContent()) ?? "";
    assert.match(said, /waiting for a moderator/);
    assert.doesNotMatch(said, /not here/);
    await page.context().close();
  });

  it("gives another id to a text that was sent under one that is used", async () => {
    const id = uuid();
    const form = { comment: id, key: on.client().key, parent: "", name: "Eve", do: "post" };
    assert.equal((await send(PATH, { ...form, body: "The text." })).status, 303);
    assert.equal((await send(PATH, { ...form, body: "The text." })).status, 303, "the same again is the same comment");
    const refused = await send(PATH, { ...form, body: "Another text." });
    assert.equal(refused.status, 409);
    assert.ok(refused.text.includes("Another text."));
    const fresh = hidden(refused.text, "comment");
    assert.notEqual(fresh, id);
    assert.equal((await send(PATH, { ...form, comment: fresh, key: hidden(refused.text, "key"), body: "Another text." })).status, 303);
    const texts = (await on.client().all(PATH)).map(({ html }) => html);
    assert.equal(texts.filter((html) => html.includes("The text.")).length, 1);
    assert.equal(texts.filter((html) => html.includes("Another text.")).length, 1);
  });

  it("leads through the pages, from an answer to its comment on another page, and to every comment", async () => {
    const root = await on.client({ name: "Root" }).posted(LONG, "All answer this.");
    await pool(Array.from({ length: 249 }), 4, (_, n) => on.client().posted(LONG, `Answer ${n}.`, { parent: root.id }));
    const late = await on.client().posted(LONG, "The page is full.", { parent: root.id });
    const page = await opened(`&id=${LONG}`);
    assert.equal(await page.locator(".row").count(), 250);
    await go(page.getByRole("link", { name: "Later comments" }));
    assert.deepEqual(await ids(page), [late.id]);
    await go(page.locator("a.answers"));
    await page.waitForURL(new RegExp(`comment=${root.id}#c-${root.id}$`));
    assert.equal((await ids(page)).length, 250);
    await page.goto(`${on.worker.origin}/v1/page?site=library-blog&id=${LONG}&comment=${late.id}`);
    assert.deepEqual(await ids(page), [late.id]);
    await go(page.getByRole("link", { name: "Earlier comments" }));
    assert.equal((await ids(page)).length, 250);
    for (const [name, count] of /** @type {const} */ ([["last", 1], ["best", 250], ["0", 250], ["1", 1]])) {
      await page.goto(`${on.worker.origin}/v1/page?site=library-blog&id=${LONG}&page=${name}`);
      assert.equal((await ids(page)).length, count, name);
    }
    assertQuiet(page);
    await page.context().close();
  });

  it("tells how many readers found a comment useful", async () => {
    for (let voter = 0; voter < 2; voter++) {
      const client = on.client();
      await client.send(`/v1/comments/${first.id}/vote`, { site: client.site, thread: { id: PATH }, key: client.key, value: 1 });
    }
    const page = await opened(`&id=${PATH}`);
    assert.equal(await page.locator(`[id="c-${first.id}"] .useful`).textContent(), "2 readers found this useful");
    assert.equal(await page.locator(".useful").count(), 1);
    await page.context().close();
  });

  it("says to programs what it holds, in a block that nothing runs", async () => {
    // With scripts allowed by the reader: it is the document's policy that allows none.
    const page = await newPage(await newReader(on.browser));
    await page.goto(`${on.worker.origin}/v1/page?site=library-blog&id=${PATH}`);
    assert.equal(await page.locator("link[rel=canonical]").getAttribute("href"), on.blog.origin + PATH);
    const told = await linked(page);
    assert.equal(told["@type"], "DiscussionForumPosting");
    assert.equal(told.url, on.blog.origin + PATH);
    assert.equal(told.commentCount, (await on.client().all(PATH)).length);
    const [comment, answer] = told.comment;
    assert.equal(comment.url, `${on.blog.origin}${PATH}#c-${first.id}`);
    assert.deepEqual(comment.author, { "@type": "Person", name: "Ada", url: "https://ada.example/" });
    assert.equal(comment.text, "The first.");
    assert.equal(comment.datePublished, first.created);
    assert.equal(comment.upvoteCount, 2);
    assert.deepEqual(answer.parentItem, { "@id": comment["@id"] });

    await on.client().posted(OWN, "On an own thread.", { thread: { id: OWN } });
    await page.goto(`${on.worker.origin}/v1/page?site=library-blog&id=${encodeURIComponent(OWN)}`);
    assert.equal(await page.locator("link[rel=canonical]").count(), 0);
    const own = new URL((await linked(page)).comment[0].url);
    assert.deepEqual([own.origin, own.pathname, own.searchParams.get("id")], [on.worker.origin, "/v1/page", OWN]);
    await page.goto(`${on.worker.origin}/v1/page?site=library-blog&id=/never/written/`);
    assert.equal(await page.locator("script").count(), 0);
    assertQuiet(page);
    await page.context().close();
  });

  it("is what it should be whatever is written", async () => {
    const jobs = CORPUS.map(({ text }) => ({ text, name: [...text].slice(0, 80).join("") }));
    await pool(jobs, 6, async ({ text, name }) => {
      const { status } = await on.client().post(HOSTILE, text, { name });
      if (status !== 201) await on.client().post(HOSTILE, text);
    });
    const page = await newPage(await newReader(on.browser));
    await page.goto(`${on.worker.origin}/v1/page?site=library-blog&id=${HOSTILE}`);
    const told = await linked(page);
    const said = new Map((await on.client().all(HOSTILE)).map((row) => [row.id, row]));
    assert.ok(told.comment.length > CORPUS.length / 2);
    for (const comment of told.comment) {
      const row = said.get(comment.url.split("#c-")[1]);
      assert.equal(comment.author.name, row.author.name);
      const shown = await page.locator(`[id="c-${row.id}"] .body`).evaluate((body) => body.textContent);
      const bare = (/** @type {string | null} */ text) => (text ?? "").replace(/\s+/g, "");
      assert.equal(bare(comment.text), bare(shown));
    }
    assert.equal(await page.locator("script").count(), 1);
    assertQuiet(page);
    await page.context().close();
  });

  it("runs from right to left where its language does", async () => {
    const page = await opened(`&id=${PATH}&lang=ar`);
    assert.deepEqual(await page.locator("html").evaluate((html) => [html.getAttribute("lang"), html.getAttribute("dir")]), ["ar", "rtl"]);
    await page.context().close();
  });

  /** @param {string} question @param {string} [site] */
  async function opened(question, site = "library-blog") {
    const page = await newPage(await newReader(on.browser, { javaScriptEnabled: false }));
    await page.goto(`${on.worker.origin}/v1/page?site=${site}${question}`);
    return page;
  }

  /** A form as a browser sends it. @param {string} path @param {Record<string, string>} fields */
  async function send(path, fields) {
    const response = await on.worker.fetch(`/v1/page?site=library-blog&id=${path}`, {
      method: "POST",
      redirect: "manual",
      headers: { Origin: on.worker.origin, "CF-Connecting-IP": network(), "Content-Type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(fields).toString(),
    });
    return { status: response.status, text: await response.text() };
  }
});

describe("the document without JavaScript, to who is too fast", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  before(async () => {
    on = await stage({ browser: false, limits: { read: 1e6, write: 1 } });
  });
  after(() => on?.stop());

  it("keeps what was written, and wakes nobody for it", async () => {
    const ip = network();
    const answers = [];
    for (let n = 0; n < 3; n++) {
      const response = await on.worker.fetch(`/v1/page?site=library-blog&id=${PATH}`, {
        method: "POST",
        redirect: "manual",
        headers: { Origin: on.worker.origin, "CF-Connecting-IP": ip, "Content-Type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ comment: uuid(), key: on.client().key, parent: "", name: "Eve", body: `Text ${n}.`, do: "post" }).toString(),
      });
      answers.push({ status: response.status, text: await response.text(), wait: response.headers.get("Retry-After") });
    }
    const refused = answers.filter(({ status }) => status === 429);
    assert.ok(refused.length >= 1);
    for (const { text, wait } of refused) {
      assert.match(wait ?? "", /^\d+$/);
      assert.match(text, /<textarea[^>]*>\nText \d\.<\/textarea>/);
      assert.match(text, /role="alert"/);
      assert.doesNotMatch(text, /class="rows"/);
    }
  });
});

/** @param {import("playwright-core").Locator} form @param {string} body @param {string} name */
async function fill(form, body, name) {
  await form.locator("textarea").fill(body);
  await form.locator("[name=name]").fill(name);
}

/** Presses what leads to another document, and waits until that is there as a whole. @param {import("playwright-core").Locator} button */
async function go(button) {
  await button.click();
  await button.page().waitForLoadState();
}

/** @param {import("playwright-core").Page} page */
const ids = (page) => page.locator(".row").evaluateAll((rows) => rows.map((row) => row.id.slice(2)));

/** @param {import("playwright-core").Page} page */
const linked = async (page) => JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? "");

/** A hidden field of the only form. @param {string} html @param {string} name */
const hidden = (html, name) => html.match(new RegExp(`name="${name}" value="([^"]*)"`))?.[1] ?? "";
