// Pages that allow next to nothing: a strict Content-Security-Policy, with Trusted Types enforced.
// Whatever a reader can press is pressed once; the browser would say in the console what it refuses.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { post } from "./harness/blog.mjs";
import { assertQuiet, hurry, inState, newPage, newReader, open, readRows, say, write } from "./harness/browser.mjs";
import { uuid } from "./harness/client.mjs";
import { seed } from "./harness/seed.mjs";
import { stage } from "./harness/stage.mjs";
import { until } from "./harness/util.mjs";

/** A thread of two pages. */
const LONG = "/2027/09/long/";
const OWN = "/2027/09/own/";
const OTHER = "/2027/09/other/";
const WORKER = "http://127.0.0.1:8787";

/** @typedef {import("playwright-core").Locator} Locator */

describe("under a strict Content-Security-Policy and enforced Trusted Types", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  /** @type {string[]} */
  let ids;
  before(async () => {
    on = await stage();
    const worker = on.worker.origin;
    // The lines that docs/embedding.md gives, on a page that allows nothing else but its own style.
    const policy = `default-src 'none'; script-src ${worker} 'wasm-unsafe-eval'; connect-src ${worker}; style-src 'self'; trusted-types postil; require-trusted-types-for 'script'`;
    const page = { html: post({ title: "Strict" }), headers: { "Content-Security-Policy": policy } };
    Object.assign(on.blog.pages, { [LONG]: page, [OWN]: page });
    ids = await seed(on, LONG, 230);
    await on.client({ name: "Ada" }).posted(OWN, "The *first*.");
    await Promise.all([on.published(LONG), on.published(OWN)]);
  });
  after(() => on?.stop());

  /** @param {string} address @param {Parameters<typeof open>[2]} [state] */
  async function visit(address, state) {
    const page = await newPage(await newReader(on.browser));
    return { page, root: await open(page, on.blog.origin + address, state) };
  }

  /** @param {import("./harness/browser.mjs").Page} page */
  async function leaveQuietly(page) {
    assertQuiet(page);
    await page.context().close();
  }

  it("the policies are in force", async () => {
    const { page } = await visit(OWN);
    const refused = await page.evaluate(() => {
      /** @param {() => void} act */
      const refuses = (act) => {
        try {
          act();
        } catch (error) {
          return error instanceof TypeError;
        }
      };
      return [refuses(() => void (document.createElement("p").innerHTML = "<b>")), refuses(() => void /** @type {any} */ (window).trustedTypes.createPolicy("another", { createHTML: String }))];
    });
    assert.deepEqual(refused, [true, true]);
    await page.context().close();
  });

  it("a thread is shown in its style, sorted, folded and shown further", async () => {
    const { page, root } = await visit(LONG);
    assert.equal(await root.locator(".row .actions button").first().evaluate((button) => getComputedStyle(button).borderTopStyle), "none", "styles are adopted");
    const shown = async () => (await readRows(root)).length;
    const before = await shown();
    await root.locator(".postil > .more").click();
    await until(async () => (await shown()) === ids.length && before < ids.length, { what: "the second page" });
    const first = () => root.locator(".row").first().getAttribute("data-number");
    await root.getByRole("button", { name: "Newest" }).click();
    await until(async () => (await first()) !== "1", { what: "the newest first" });
    await root.getByRole("button", { name: "Most useful" }).click();
    await until(async () => (await first()) === "1", { what: "the most useful first" });
    const fold = root.locator(".fold").first();
    await fold.click();
    await until(async () => (await root.locator(".row").nth(1).isHidden()) && (await fold.getAttribute("aria-expanded")) === "false", { what: "the replies to be folded away" });
    await fold.click();
    await root.locator(".row").nth(1).waitFor();
    await page.reload();
    await inState(page, "ready");
    await leaveQuietly(page);
  });

  it("a link leads to a comment on the second page, or says that it is gone", async () => {
    const last = ids.at(-1);
    const { page, root } = await visit(`${LONG}#c-${last}`);
    const isAt = () => root.locator(`[id="c-${last}"]`).evaluate((row) => /** @type {ShadowRoot} */ (row.getRootNode()).activeElement === row);
    await until(isAt, { what: "the focus on the comment" });
    await root.locator(".row .number").first().click();
    assert.match(page.url(), /#c-/);
    await root.locator(".row .link").first().click();
    const notice = root.locator(".notice").first();
    await until(async () => /link/i.test((await notice.textContent()) ?? ""), { what: "the link to be copied or named" });
    await page.evaluate((id) => void (location.hash = `c-${id}`), uuid());
    await until(async () => /not here any more/.test((await notice.textContent()) ?? ""), { what: "the comment to be called gone" });
    await leaveQuietly(page);
  });

  it("a comment is previewed, posted, answered, edited and deleted, and another is useful", async () => {
    const { page, root } = await visit(OWN);
    const form = await write(root, { name: "Bob", body: "A *strict* coment." });
    await form.locator("button.preview").click();
    await form.locator(".previewed em").waitFor();
    await form.locator("button.write").click();
    const { status, comment, row } = await say(root, { name: "Bob", body: "A *strict* coment." });
    assert.equal(status, 201);
    assert.equal(await row.locator(".body em").textContent(), "strict");
    assert.equal(await row.locator(".mark svg path").count(), 1, "the mark is drawn");

    await row.locator("button.edit").click();
    const edit = row.locator("form.edits");
    await edit.locator("textarea").fill("A **strict** comment.");
    await edit.locator("button.preview").click();
    await edit.locator(".previewed strong").waitFor();
    await edit.locator("button.post").click();
    await row.locator("> .body strong").waitFor();

    const ada = root.locator(".row").first();
    await ada.locator("button.useful").click();
    await until(async () => (await on.client().json(OWN)).body.comments[0].score === 1, { what: "the vote" });
    await ada.locator("button.reply").click();
    const reply = await say(ada, { body: "An answer." });
    assert.equal(reply.status, 201);
    await reply.row.waitFor();

    await row.locator("button.delete").click();
    await row.locator("button.really").click();
    await until(async () => (await row.count()) === 0, { what: "the row to be gone" });
    assert.ok(!(await on.client().all(OWN)).some(({ id }) => id === comment.id));
    await leaveQuietly(page);
  });

  it("\"My comments\" opens, and does all it can do", async () => {
    const { page, root } = await visit(OWN);
    await say(root, { name: "Cy", body: "Mine." });
    await root.locator(".offer button.me").click();
    const panel = root.locator("section.mine");
    await panel.locator(".written").getByText("Mine.").waitFor();
    const [download] = await Promise.all([page.waitForEvent("download"), panel.locator("button.download").click()]);
    assert.equal(download.suggestedFilename(), "my-comments.json");
    await panel.locator("summary").click();
    const code = (await panel.locator(".code").textContent()) ?? "";
    await panel.locator("button.copy").click();
    await until(async () => (await panel.locator(".notice").textContent()) !== "", { what: "the code to be copied or not" });
    await panel.locator("input[name=code]").fill(code.slice(0, -1));
    await until(async () => (await panel.locator("#postil-slip").textContent()) !== "", { what: "the slip to be told" });
    await panel.locator("input[name=code]").fill(code);
    await panel.locator("form.enter button.post").click();
    await panel.locator(".written").getByText("Mine.").waitFor();
    await panel.locator("button.erase").click();
    await panel.locator("button.really").click();
    await until(async () => !(await on.client().all(OWN)).some(({ html }) => html.includes("Mine.")), { what: "everything to be deleted" });
    await panel.locator("button.forget").click();
    await panel.locator("button.really").click();
    await until(async () => (await page.evaluate(() => localStorage.getItem("postil:key"))) === null, { what: "the key to be forgotten" });
    await panel.locator("button.close").click();
    await panel.waitFor({ state: "detached" });
    await leaveQuietly(page);
  });

  it("what fails is said, and works when it is tried again", async () => {
    const page = await newPage(await newReader(on.browser));
    let failing = true;
    await page.route(/\/v1\/(thread|comments|preview)/, (route) => (failing ? route.abort() : route.fallback()));
    const root = await open(page, on.blog.origin + OWN, "failed");
    failing = false;
    await root.locator(".state").getByRole("button", { name: "Reload the comments" }).click();
    await inState(page, "ready");
    failing = true;
    const form = await write(root, { name: "Dee", body: "From a *tunnel*." });
    await form.locator("button.preview").click();
    await until(async () => (await form.locator(".note").textContent()) !== "", { what: "the failed preview to be told" });
    await form.locator("button.write").click();
    await form.locator("button.post").click();
    const waiting = root.locator(".row.waiting");
    await waiting.waitFor();
    failing = false;
    await hurry(root);
    await waiting.waitFor({ state: "detached" });
    assert.ok((await on.client().all(OWN)).some(({ html }) => html.includes("<em>tunnel</em>")));
    // The browser itself tells of every request that fails.
    page.said = page.said.filter((line) => !/Failed to load resource/.test(line));
    await leaveQuietly(page);
  });

  /** The post under another policy. @param {string} policy @param {string} [tag] */
  async function visitUnder(policy, tag = `<script async src="${WORKER}/embed.js" data-site="library-blog"></script>`) {
    on.blog.pages[OTHER] = { html: post({ title: "Otherwise strict", canonical: on.blog.origin + LONG, tag: false, after: tag }), headers: { "Content-Security-Policy": policy } };
    const page = await newPage(await newReader(on.browser));
    await page.goto(on.blog.origin + OTHER);
    return page;
  }

  it("a nonce does instead of addresses", async () => {
    const policy = `default-src 'none'; script-src 'nonce-b25jZQ' 'strict-dynamic' 'wasm-unsafe-eval'; connect-src ${on.worker.origin}; style-src 'self'`;
    const page = await visitUnder(policy, `<script nonce="b25jZQ" async src="${WORKER}/embed.js" data-site="library-blog"></script>`);
    const root = await inState(page, "ready");
    const { status, row } = await say(root, { name: "Eve", body: "With a nonce." });
    assert.equal(status, 201);
    await row.waitFor();
    await root.locator(".offer button.me").click();
    await root.locator("section.mine .written").first().waitFor();
    await leaveQuietly(page);
  });

  it("where WebAssembly is not allowed one reads and sorts, and is told when one wants to write", async () => {
    const page = await visitUnder(`default-src 'none'; script-src ${on.worker.origin}; connect-src ${on.worker.origin}; style-src 'self'`);
    const root = await inState(page, "read");
    assert.ok((await readRows(root)).length > 0);
    await root.getByRole("button", { name: "Newest" }).click();
    await until(async () => (await root.getByRole("button", { name: "Newest" }).getAttribute("aria-pressed")) === "true", { what: "the order" });
    await root.locator(".postil > form.composer textarea").click();
    await until(async () => (await root.locator(".state p").textContent()) !== "", { what: "the reader to be told" });
    assert.ok(await root.locator(".state").getByRole("button", { name: "Try again" }).isVisible());
    assert.ok((await readRows(root)).length > 0);
    await page.context().close();
  });
});
