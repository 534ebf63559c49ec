// Taking part: what is typed is not lost, and what is posted stays its author's.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { post } from "./harness/blog.mjs";
import { newPage, newReader, open, say, write } from "./harness/browser.mjs";
import { stage } from "./harness/stage.mjs";
import { until } from "./harness/util.mjs";

const DRAFT = "/part/draft/";
const OUTBOX = "/part/outbox/";
const OWN = "/part/own/";

describe("a reader who takes part", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  before(async () => {
    on = await stage({ pages: Object.fromEntries([DRAFT, OUTBOX, OWN].map((path) => [path, post({ title: path })])) });
  });
  after(() => on?.stop());

  it("finds a draft again after the page was closed", async () => {
    const reader = await newReader(on.browser);
    const first = await newPage(reader);
    await write(await open(first, on.blog.origin + DRAFT), { name: "Ada", body: "Half a thought" });
    await first.close();
    const page = await newPage(reader);
    const root = await open(page, on.blog.origin + DRAFT);
    const form = root.locator(".postil > form.composer");
    assert.equal(await form.locator("textarea").inputValue(), "Half a thought");
    await form.locator("button.discard").click();
    assert.equal(await form.locator("textarea").inputValue(), "");
    await page.reload();
    await open(page, on.blog.origin + DRAFT);
    assert.equal(await form.locator("textarea").inputValue(), "");
    await reader.close();
  });

  it("posts once what was written while nothing got through, also after a reload in two tabs", async () => {
    const reader = await newReader(on.browser);
    const page = await newPage(reader);
    const root = await open(page, on.blog.origin + OUTBOX);
    await reader.route(/\/v1\/comments$/, (route) => route.abort());
    const form = await write(root, { name: "Ada", body: "From the tunnel" });
    await form.locator("button.post").click();
    await root.locator("li.row.waiting").waitFor();
    assert.equal(await form.locator("textarea").inputValue(), "");
    await page.reload();
    const other = await newPage(reader);
    await open(other, on.blog.origin + OUTBOX);
    await open(page, on.blog.origin + OUTBOX);
    assert.equal(await root.locator("li.row.waiting .body").textContent(), "From the tunnel");
    await reader.unroute(/\/v1\/comments$/);
    await Promise.all([page, other].map((tab) => tab.evaluate(() => window.dispatchEvent(new Event("online")))));
    await until(async () => (await on.client().json(OUTBOX)).body.count === 1, { what: "the comment to arrive" });
    for (const tab of [page, other]) {
      await until(async () => (await tab.locator("li.row.waiting").count()) === 0, { what: "no row to wait any more" });
    }
    assert.equal((await on.client().json(OUTBOX)).body.count, 1);
    await reader.close();
  });

  it("edits and deletes their own comment after a reload, and nobody else's; others find it useful", async () => {
    const reader = await newReader(on.browser);
    const page = await newPage(reader);
    const { comment } = await say(await open(page, on.blog.origin + OWN), { name: "Ada", body: "A thougt" });
    await on.published(OWN);
    await page.reload();
    const root = await open(page, on.blog.origin + OWN);
    const row = root.locator(`[id="c-${comment.id}"]`);
    await row.locator("button.edit").click();
    await row.locator("form.edits textarea").fill("A thought");
    await row.locator("form.edits button.post").click();
    await until(async () => (await row.locator(".body").textContent()) === "A thought", { what: "the edited text" });
    assert.equal(await row.locator("time.edited").count(), 1);

    const stranger = await newReader(on.browser);
    const beside = await newPage(stranger);
    const there = (await open(beside, on.blog.origin + OWN)).locator(`[id="c-${comment.id}"]`);
    assert.equal(await there.locator("button.edit, button.delete").count(), 0);
    assert.equal(await there.locator(".mark svg path").count(), 1);
    await there.locator("button.useful").click();
    await until(async () => (await on.client().json(OWN)).body.comments[0].score === 1, { what: "the vote" });
    assert.equal(await there.locator(".score").textContent(), "1");

    await row.locator("button.delete").click();
    await row.locator("button.really").click();
    await until(async () => (await on.client().json(OWN)).body.count === 0, { what: "the comment to be gone" });
    await until(async () => (await row.count()) === 0, { what: "the row to be gone" });
    await stranger.close();
    await reader.close();
  });

  it("is shown their comments, and a recovery code that works elsewhere", async () => {
    const reader = await newReader(on.browser);
    const page = await newPage(reader);
    const root = await open(page, on.blog.origin + OWN);
    await say(root, { name: "Bo", body: "Mine, wherever I am" });
    await root.locator(".offer button.me").click();
    await root.locator(".mine .written").getByText("Mine, wherever I am").waitFor();
    await root.locator(".mine summary").click();
    const code = (await root.locator(".mine .code").textContent()) ?? "";
    await on.published(OWN);

    const elsewhere = await newPage(await newReader(on.browser));
    const there = await open(elsewhere, on.blog.origin + OWN);
    await there.locator(".postil > form.composer textarea").click();
    await there.locator(".postil > form.composer button.me").click();
    await there.locator(".mine summary").click();
    const field = there.locator(".mine input[name=code]");
    await field.fill(code.replace(/^(.)(.)/, "$2$1").replace(code, `${code.slice(0, -1)}*`));
    assert.ok(((await there.locator("#postil-slip").textContent()) ?? "").length > 0 || code[0] === code[1], "a slip is told");
    await field.fill(code.toLowerCase().replaceAll("-", " "));
    await there.locator(".mine form.enter button.post").click();
    await there.locator("li.row button.delete").first().waitFor();
    await elsewhere.context().close();
    await reader.close();
  });
});
