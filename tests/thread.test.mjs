// The real thread: four comments of a real blog, posted through the composer by readers with a
// browser each, and then read in every way there is.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";

import { post } from "./harness/blog.mjs";
import { assertQuiet, newPage, newReader, open, readRows, say } from "./harness/browser.mjs";
import { publishedKeys, stage } from "./harness/stage.mjs";
import { ROOT } from "./harness/util.mjs";

const FIXTURE = join(ROOT, "../shared/fixtures/lssc-thread.json");
const real = read();
const NUMBERS = ["1", "2", "3", "3.1"];

function read() {
  try {
    return JSON.parse(readFileSync(FIXTURE, "utf8"));
  } catch {
    return undefined;
  }
}

describe("the real thread", { skip: real ? false : `there is no ${FIXTURE}` }, () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  const path = real?.post.id;
  const expected = real?.comments.map((/** @type {any} */ c) => c.paragraphs);

  before(async () => {
    const paragraphs = real.post.paragraphs.map((/** @type {string} */ p) => `<p>${p}</p>`).join("");
    on = await stage({ pages: { [path]: post({ title: real.post.title, before: paragraphs }) } });
  });
  after(() => on?.stop());

  it("is posted through the composer, and the nested comment through Reply", async () => {
    for (const [index, { parent, paragraphs }] of real.comments.entries()) {
      // Who answers has seen what he answers: as a stranger, and so from KV.
      if (parent) await on.published(path);
      const page = await newPage(await newReader(on.browser));
      const section = await open(page, on.blog.origin + path);
      let within = section;
      if (parent) {
        within = section.locator(`li.row[data-number="${parent}"]`);
        await within.locator("button.reply").click();
      }
      const { status, row } = await say(within, { name: `Reader ${index + 1}`, body: paragraphs.join("\n\n") });
      assert.equal(status, 201);
      await row.waitFor();
      assert.deepEqual(await row.locator(".body > p").allTextContents(), paragraphs, "it is there at once");
      await page.waitForFunction((id) => {
        const root = document.querySelector("postil-section")?.shadowRoot;
        return root?.activeElement?.id === id;
      }, await row.getAttribute("id"));
      assertQuiet(page);
      await page.context().close();
    }
  });

  const check = (/** @type {any[]} */ rows) => {
    assert.deepEqual(rows.map((row) => row.number), NUMBERS);
    assert.deepEqual(rows.map((row) => row.depth), [0, 0, 0, 1]);
    assert.deepEqual(rows.map((row) => row.paragraphs), expected);
  };

  it("reaches KV, and is served from there", async () => {
    const kv = await on.worker.kv();
    await on.published(path);
    const [entry] = await publishedKeys(on.worker);
    assert.equal(entry.metadata.v, 4);
    const page = await kv.get(entry.name);
    assert.equal((page?.match(/<li /g) ?? []).length, 4);
    assert.equal(entry.metadata.n, 4);
  });

  it("is seen by a second browser to the character", async () => {
    const page = await newPage(await newReader(on.browser));
    const section = await open(page, on.blog.origin + path);
    check(await readRows(section));
    assert.equal((await section.locator(".heading").textContent())?.trim(), `4 thoughts on “${real.post.title}”`);
    const times = await section.locator("time.when").evaluateAll((all) => all.map((time) => [time.getAttribute("datetime"), time.textContent]));
    for (const [exact, shown] of times) {
      assert.match(exact ?? "", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      assert.match(shown ?? "", /\d{1,2}:\d\d/);
    }
    assertQuiet(page);
    await page.context().close();
  });

  it("is the same as data", async () => {
    await assertData();
  });

  it("is the same on the page without JavaScript", async () => {
    await assertPlainPage();
  });

  it("is the same after a restart of the Worker", async () => {
    await on.worker.restart();
    await assertData();
    await assertPlainPage();
    const page = await newPage(await newReader(on.browser));
    check(await readRows(await open(page, on.blog.origin + path)));
    await page.context().close();
  });

  async function assertData() {
    const { body } = await on.client().json(path);
    assert.equal(body.count, 4);
    const rows = await on.client().all(path);
    assert.deepEqual(rows.map((row) => row.number), NUMBERS);
    assert.equal(rows[3].parent, rows[2].id);
    // The renderer writes text with three entities at most: undone, it must be the reader's text.
    const texts = rows.map((row) => [...row.html.matchAll(/<p>(.*?)<\/p>/gs)].map((match) => unescape(match[1])));
    assert.deepEqual(texts, expected);
  }

  async function assertPlainPage() {
    const reader = await newReader(on.browser, { javaScriptEnabled: false });
    const page = await reader.newPage();
    const response = await page.goto(`${on.worker.origin}/v1/page?site=library-blog&id=${encodeURIComponent(path)}`);
    assert.equal(response?.status(), 200);
    const rows = await page.locator("li.row").all();
    assert.equal(rows.length, 4);
    for (const [index, row] of rows.entries()) {
      assert.deepEqual(await row.locator(".body > p").allTextContents(), expected[index]);
      assert.equal((await row.locator(".number").first().textContent())?.trim(), NUMBERS[index]);
    }
    await reader.close();
  }
});

/** @param {string} html */
const unescape = (html) =>
  html.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&amp;", "&");
