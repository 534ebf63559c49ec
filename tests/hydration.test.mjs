// The widget takes over the very HTML that was there: in a build with assertions, whose mismatches are said.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { post, prose } from "./harness/blog.mjs";
import { assertQuiet, holdWidget, inState, newPage, newReader, open, say, section, write } from "./harness/browser.mjs";
import { seed } from "./harness/seed.mjs";
import { stage } from "./harness/stage.mjs";
import { sleep } from "./harness/util.mjs";

const PATH = "/2026/06/long/";
const WITH_HOTKEYS = "/2026/06/hotkeys/";

describe("hydration, in a debug build", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  before(async () => {
    const page = post({ title: "A long thread" });
    on = await stage({
      dist: process.env.POSTIL_DIST_DEBUG,
      pages: {
        [PATH]: page,
        [WITH_HOTKEYS]: post({ title: "Hotkeys", after: `<script>window.pressed = []; document.onkeydown = (event) => window.pressed.push(event.key)</script>${prose(2)}` }),
      },
    });
    await seed(on, PATH, 200);
    await on.published(PATH);
  });
  after(() => on?.stop());

  it("keeps the nodes of a thread of 200 comments, with an empty console", async () => {
    const reader = await newReader(on.browser);
    const page = await newPage(reader);
    const release = await holdWidget(page);
    await open(page, on.blog.origin + PATH, "read");
    const before = await page.evaluate(() => {
      const root = /** @type {any} */ (document.querySelector("postil-section")?.shadowRoot);
      const all = [...root.querySelector(".root").querySelectorAll("*")];
      /** @type {any} */ (window).kept = all;
      return all.length;
    });
    release();
    await inState(page, "ready");
    const after = await page.evaluate(() => {
      const root = /** @type {any} */ (document.querySelector("postil-section")?.shadowRoot);
      const all = new Set(root.querySelector(".root").querySelectorAll("*"));
      const kept = /** @type {any} */ (window).kept.filter((/** @type {Element} */ node) => all.has(node));
      return { kept: kept.length, rows: root.querySelectorAll("li.row").length };
    });
    assert.equal(after.rows, 200);
    assert.equal(after.kept, before, "the same element objects before and after");
    assertQuiet(page);
    await reader.close();
  });

  it("works afterwards: a reply stands under its parent and takes the focus", async () => {
    const reader = await newReader(on.browser);
    const page = await newPage(reader);
    const root = await open(page, on.blog.origin + PATH);
    const row = root.locator("li.row").nth(100);
    const number = await row.getAttribute("data-number");
    await row.locator("button.reply").click();
    const { status, comment, row: mine } = await say(row, { name: "Eve", body: "A reply to the hundredth." });
    assert.equal(status, 201);
    await mine.waitFor();
    assert.ok(comment.number.startsWith(`${number}.`));
    assert.match((await root.locator(".notice").textContent()) ?? "", /\S/);
    assertQuiet(page);
    await reader.close();
  });

  it("loses nothing of what is typed before the WASM has come, nor the caret", async () => {
    const reader = await newReader(on.browser);
    const page = await newPage(reader);
    const release = await holdWidget(page);
    const root = await open(page, on.blog.origin + PATH, "read");
    const text = root.locator("form.composer textarea").last();
    await text.click();
    await page.keyboard.type("Typed before the widget came.");
    for (let i = 0; i < 5; i++) await page.keyboard.press("ArrowLeft");
    release();
    // A reader goes on typing while the widget takes over.
    for (const letter of "long ") {
      await page.keyboard.type(letter);
      await sleep(10);
    }
    await inState(page, "ready");
    await page.keyboard.type("!");
    assert.equal(await text.inputValue(), "Typed before the widget long !came.");
    assertQuiet(page);
    await reader.close();
  });

  it("replays a Reply pressed before the WASM has come", async () => {
    const reader = await newReader(on.browser);
    const page = await newPage(reader);
    const release = await holdWidget(page);
    const root = await open(page, on.blog.origin + PATH, "read");
    const row = root.locator("li.row").nth(5);
    await row.locator("button.reply").click();
    release();
    await inState(page, "ready");
    await row.locator("form.composer textarea").waitFor();
    assertQuiet(page);
    await reader.close();
  });

  it("keeps what is typed from the page's hotkeys", async () => {
    const reader = await newReader(on.browser);
    const page = await newPage(reader);
    const root = await open(page, on.blog.origin + WITH_HOTKEYS);
    await write(root, { body: "" });
    await page.keyboard.type("jk?");
    assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).pressed), []);
    assert.equal(await section(page).locator("textarea").last().inputValue(), "jk?");
    assertQuiet(page);
    await reader.close();
  });
});
