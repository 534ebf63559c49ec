// A tag that is pinned: to a build's own address, and to its bytes by their hash.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";

import { post } from "./harness/blog.mjs";
import { answerTo, assertQuiet, inState, newPage, newReader, open, readRows, say, section } from "./harness/browser.mjs";
import { otherBuild } from "./harness/other-build.mjs";
import { stage } from "./harness/stage.mjs";
import { ROOT, until } from "./harness/util.mjs";

const PATH = "/2027/08/pinned/";
const WORKER = "http://127.0.0.1:8787";
const FIRST = process.env.POSTIL_DIST ?? join(ROOT, "dist");

/** @typedef {{ src: string, integrity: string }} Pinned */

describe("a pinned tag", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  /** @type {{ embed: Pinned, count: Pinned }} */
  let pinned;
  before(async () => {
    on = await stage();
    pinned = await pinnedNow();
    await on.client({ name: "Ada" }).posted(PATH, "The first.");
    await on.published(PATH);
  });
  after(() => on?.stop());

  /** What the Worker's current build is pinned by. */
  const pinnedNow = async () => (await (await on.worker.fetch("/assets/current.json")).json()).pinned;

  /** @param {Pinned} script @param {string} [attributes] */
  const tag = ({ src, integrity }, attributes = "") =>
    `<script async src="${WORKER}/${src}" integrity="${integrity}" crossorigin="anonymous" data-site="library-blog"${attributes}></script>`;

  /** A page of its own with a tag in it. @param {string} tag */
  async function visit(tag) {
    on.blog.pages[PATH] = post({ title: "Pinned", tag: false, after: tag });
    return newPage(await newReader(on.browser));
  }

  it("has an address of its own, and the hash of what the plain one has", async () => {
    for (const [name, { src, integrity }] of Object.entries(pinned)) {
      assert.match(src, new RegExp(`^assets/${name}-[0-9a-f]{10}\\.js$`));
      const text = await (await on.worker.fetch(`/${src}`)).text();
      assert.equal(integrity, `sha384-${createHash("sha384").update(text).digest("base64")}`);
      assert.equal(text, await (await on.worker.fetch(`/${name}.js`)).text());
    }
  });

  it("shows the thread and takes part in it", async () => {
    const page = await visit(tag(pinned.embed));
    const root = await open(page, on.blog.origin + PATH);
    assert.deepEqual((await readRows(root)).map(({ text }) => text), ["The first."]);
    const { status, row } = await say(root, { name: "Bob", body: "From a pinned tag." });
    assert.equal(status, 201);
    await row.waitFor();
    assert.ok(page.asked.includes(`${on.worker.origin}/${pinned.embed.src}`));
    assert.ok(!page.asked.includes(`${on.worker.origin}/embed.js`));
    assertQuiet(page);
    await page.context().close();
  });

  it("stands beside a plain one", async () => {
    const page = await visit(tag(pinned.embed) + `<script async src="${WORKER}/embed.js" data-site="library-blog" data-thread="beside"></script>`);
    await page.goto(on.blog.origin + PATH);
    for (const n of [0, 1]) await inState(page, "ready", n);
    assert.equal(await section(page, 2).count(), 0);
    assertQuiet(page);
    await page.context().close();
  });

  it("of the counter asks for the counts where the plain one does", async () => {
    const page = await visit(`<span data-postil-count="/nothing/">?</span>` + tag(pinned.count));
    await page.goto(on.blog.origin + PATH);
    await until(async () => (await page.locator("[data-postil-count]").textContent()) === "0", { what: "the number" });
    assertQuiet(page);
    await page.context().close();
  });

  it("runs nothing else: not with another hash in it, and not where the bytes are others", async () => {
    const wrong = { ...pinned.embed, integrity: `sha384-${createHash("sha384").update("another script").digest("base64")}` };
    const other = await visit(tag(wrong));
    await isRefused(other);
    const forged = await visit(tag(pinned.embed));
    await forged.route(/\/assets\/embed-/, async (route) => {
      const response = await answerTo(route);
      await route.fulfill({ response, body: `${await response.text()};window.forged = true;` });
    });
    await isRefused(forged);
    assert.equal(await forged.evaluate(() => "forged" in window), false);
    await other.context().close();
    await forged.context().close();
  });

  /** @param {import("./harness/browser.mjs").Page} page */
  async function isRefused(page) {
    await page.goto(on.blog.origin + PATH);
    await until(() => page.said.some((line) => /integrity/.test(line)), { what: "the browser to refuse it" });
    assert.equal(await page.evaluate(() => "Postil" in window), false);
    assert.equal(await page.locator("postil-section").count(), 0);
  }

  it("of yesterday works after a deployment that has carried it forward", async () => {
    const { headers } = await on.client().thread(PATH);
    const second = await otherBuild(FIRST, headers.get("Postil-Markup") ?? "", { previous: true });
    try {
      await on.worker.restart({ dist: second.dist });
      const today = await pinnedNow();
      assert.notEqual(today.embed.src, pinned.embed.src);
      for (const [what, { src, integrity }] of Object.entries({ yesterday: pinned.embed, today: today.embed })) {
        const page = await visit(tag({ src, integrity }));
        const root = await open(page, on.blog.origin + PATH);
        const { status, row } = await say(root, { name: "Cy", body: `From the tag of ${what}.` });
        assert.equal(status, 201);
        await row.waitFor();
        assert.ok(page.asked.includes(`${on.worker.origin}/${src}`));
        // Each runs with the files of its own build.
        const isToday = what === "today";
        assert.equal(page.asked.includes(`${on.worker.origin}/${await widgetOf(FIRST)}`), !isToday);
        assert.equal(page.asked.includes(`${on.worker.origin}/${await widgetOf(second.dist)}`), isToday);
        assertQuiet(page);
        await page.context().close();
      }
    } finally {
      await on.worker.restart({ dist: FIRST });
      await second.remove();
    }
  });

  /** The widget of a build. @param {string} dist @returns {Promise<string>} */
  const widgetOf = async (dist) => JSON.parse(await readFile(join(dist, "public/assets/current.json"), "utf8")).wasm;
});
