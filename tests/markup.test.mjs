// After a deployment, pages in KV and pages in browsers are of the build before.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";

import { post } from "./harness/blog.mjs";
import { assertQuiet, holdWidget, inState, newPage, newReader, open, readRows, say, section } from "./harness/browser.mjs";
import { sectionData } from "./harness/client.mjs";
import { otherBuild } from "./harness/other-build.mjs";
import { seed } from "./harness/seed.mjs";
import { publishedKeys, stage } from "./harness/stage.mjs";
import { pool, ROOT, size, until } from "./harness/util.mjs";

const PATH = "/2026/08/deployed/";
const FIRST = process.env.POSTIL_DIST ?? join(ROOT, "dist");

describe("two builds of different markup", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  /** @type {Awaited<ReturnType<typeof otherBuild>>} */
  let second;
  /** @type {string} */
  let markup;
  before(async () => {
    on = await stage({ pages: { [PATH]: post({ title: "Deployed" }) } });
    await seed(on, PATH, 8);
    markup = (await on.client().thread(PATH)).headers.get("Postil-Markup") ?? "";
    assert.match(markup, /^[0-9a-f]{10}$/);
    second = await otherBuild(FIRST, markup, { previous: true });
  });
  after(async () => {
    await second?.remove();
    await on?.stop();
  });

  it("name their markup in the page, too", async () => {
    const { text } = await on.client().thread(PATH);
    assert.equal(sectionData(text, "markup"), markup);
  });

  it("an open page of the first build hydrates, posts and reloads after the second was deployed", async () => {
    await on.published(PATH);
    const page = await newPage(await newReader(on.browser));
    const release = await holdWidget(page);
    // All that the page has of the first build is there but the WASM, which is asked for at last by
    // its own name: what is on its way while workerd ends would be lost.
    const { reading, js, strings } = JSON.parse(await readFile(join(FIRST, "public/assets/current.json"), "utf8"));
    const come = [reading, js, `en-${strings}.txt`].map((name) => page.waitForEvent("requestfinished", (request) => request.url().endsWith(name)));
    await open(page, on.blog.origin + PATH, "read");
    await Promise.all(come);
    await on.worker.restart({ dist: second.dist });
    release();
    const root = await inState(page, "ready");
    const { status, row } = await say(root, { name: "Late", body: "From a page of yesterday." });
    assert.equal(status, 201);
    await row.waitFor();
    await page.reload();
    await inState(page, "ready");
    assert.equal((await readRows(section(page))).length, 9);
    await page.context().close();
  });

  it("a page whose assets are gone loads the current ones", async () => {
    const gone = await otherBuild(FIRST, markup);
    try {
      const page = await newPage(await newReader(on.browser));
      // The page was opened before the deployment: its loader names files that are not there any more.
      const loader = await readFile(join(FIRST, "public/embed.js"), "utf8");
      await page.route(/embed\.js$/, (route) => route.fulfill({ contentType: "text/javascript", body: loader }));
      await on.worker.restart({ dist: gone.dist });
      await page.goto(on.blog.origin + PATH);
      await inState(page, "read");
      await section(page).locator("textarea").last().click();
      await inState(page, "ready");
      assert.ok(page.asked.some((address) => address.endsWith("/assets/current.json")));
      await page.context().close();
    } finally {
      await on.worker.restart({ dist: FIRST });
      await gone.remove();
    }
  });

  it("a page of the old markup in KV is shown, then replaced by the current rendering, without a write", async () => {
    // Which build has published what was posted above depends on when it was due: this one is the first's.
    await on.client().posted(PATH, "From the day before.");
    await on.published(PATH);
    const kept = await stored();
    assert.deepEqual(kept.map(([, { markup }]) => markup), [markup]);
    await on.worker.restart({ dist: second.dist });
    const page = await newPage(await newReader(on.browser));
    const root = await open(page, on.blog.origin + PATH);
    assert.equal((await readRows(root)).length, 10);
    const asked = page.asked.filter((address) => address.includes("/v1/thread?"));
    assert.deepEqual(asked.map((address) => new URL(address).searchParams.has("markup")), [false, true]);
    assertQuiet(page);
    await page.context().close();
    assert.deepEqual(await stored(), kept);
  });

  it("what is pressed while the current rendering is on its way is done when that stands", async () => {
    const page = await newPage(await newReader(on.browser));
    let release = () => {};
    const released = new Promise((done) => (release = () => done(undefined)));
    await page.route(/[?&]markup=/, async (route) => {
      await released;
      await route.fallback();
    });
    await page.goto(on.blog.origin + PATH);
    const root = await inState(page, "read");
    await until(() => page.asked.some((address) => /[?&]markup=/.test(address)), { what: "the current rendering to be asked for" });
    const row = root.locator(".row").first();
    await row.locator("button.reply").click();
    assert.equal(await root.getAttribute("data-state"), "read", "nobody listens yet");
    release();
    await inState(page, "ready");
    await row.locator("form.composer textarea").waitFor();
    assertQuiet(page);
    await page.context().close();
  });

  it("any number of requests with random markup writes nothing to KV", async () => {
    const before = await stored();
    const client = on.client();
    await pool(Array.from({ length: size(200, 1000) }), 10, async () => {
      const random = Math.floor(Math.random() * 2 ** 40).toString(16).padStart(10, "0");
      const { status, text } = await client.thread(PATH, { markup: random });
      assert.equal(status, 200);
      assert.match(text, /<li /);
    });
    assert.deepEqual(await stored(), before);
  });

  async function stored() {
    const kv = await on.worker.kv();
    const entries = (await publishedKeys(on.worker)).map(async ({ name, metadata }) => [name, metadata, await kv.get(name)]);
    return Promise.all(entries);
  }
});
