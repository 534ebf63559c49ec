// Taking part where a browser gives less: on a page that is no secure context, and where storage is
// blocked or full. Everything works for as long as the page is open; what will not last is said.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { post } from "./harness/blog.mjs";
import { assertQuiet, composer, hurry, inState, newPage, newReader, open, say, section, STORAGE, typed, write } from "./harness/browser.mjs";
import { mirrored, stage } from "./harness/stage.mjs";
import { until } from "./harness/util.mjs";

const POSTS = /\/v1\/comments$/;

/** What a place is, its host, what makes it so, and whether anything is kept there. @type {[string, string, string, boolean][]} */
const PLACES = [
  ["on a page that is no secure context", "blog.test", "", true],
  ["with storage blocked", "127.0.0.1", STORAGE.blocked, false],
  ["with storage full", "127.0.0.1", STORAGE.full, false],
];

for (const [what, host, script, keeps] of PLACES) {
  describe(`a reader ${what}`, () => {
    /** @type {import("./harness/stage.mjs").Stage} */
    let on;
    let pages = 0;
    before(async () => {
      on = await stage({ sites: (blog) => [mirrored(blog, "blog.test")] });
    });
    after(() => on?.stop());

    async function visit() {
      const path = `/anywhere/${++pages}/`;
      on.blog.pages[path] = post({ title: "Anywhere", data: { load: "manual" }, after: '<div id="here"></div>' });
      const reader = await newReader(on.browser);
      if (script) await reader.addInitScript(script);
      const tab = await newPage(reader);
      await tab.goto(`http://${host}:${on.blog.port}${path}`);
      assert.equal(await tab.evaluate(() => isSecureContext), host !== "blog.test");
      await mount(tab);
      return { path, reader, tab, root: section(tab) };
    }

    /** As a framework does. @param {import("./harness/browser.mjs").Page} tab */
    async function mount(tab) {
      await tab.waitForFunction(() => /** @type {any} */ (window).Postil);
      await tab.evaluate(() => void /** @type {any} */ (window).Postil.mount(document.getElementById("here"), { load: "now" }));
      await inState(tab, "ready");
    }

    it("posts, edits and deletes", async () => {
      const { path, reader, tab, root } = await visit();
      const { status, row } = await say(root, { name: "Ada", body: "A thougt" });
      assert.equal(status, 201);
      await row.locator("button.edit").click();
      await row.locator("form.edits textarea").fill("A thought");
      await row.locator("form.edits button.post").click();
      await until(async () => (await on.client().json(path)).body.comments[0].html === "<p>A thought</p>", { what: "the edit" });
      await row.locator("time.edited").waitFor();
      await row.locator("button.reply").click();
      const reply = await say(row, { body: "And another." });
      await reply.row.locator("button.delete").waitFor();
      await row.locator("button.delete").click();
      await row.locator("button.really").click();
      await until(async () => (await on.client().json(path)).body.count === 1, { what: "the deletion" });
      assertQuiet(tab);
      await reader.close();
    });

    it("posts once what did not get through at first", async () => {
      const { path, reader, tab, root } = await visit();
      await reader.route(POSTS, (route) => route.abort());
      for (const [n, body] of ["One.", "Two."].entries()) {
        await write(root, { name: "Ada", body }).then((form) => form.locator("button.post").click());
        await until(async () => (await root.locator("li.row.waiting").count()) === n + 1, { what: `${body} to wait` });
      }
      const said = (await root.locator(".notice").textContent()) ?? "";
      assert.match(said, keeps ? /^Your comment is kept/ : /This browser keeps nothing, so please leave the page open\.$/);
      assert.equal(await typed(composer(root)), "");
      await reader.unroute(POSTS);
      await hurry(root);
      await until(async () => (await root.locator("li.row.waiting").count()) === 0, { what: "no row to wait any more" });
      assert.deepEqual((await on.client().all(path)).map(({ html }) => html), ["<p>One.</p>", "<p>Two.</p>"]);
      assert.equal(tab.said.filter((line) => line.startsWith("dialog")).length, 0);
      await reader.close();
    });

    it("is asked before a comment that waits is left alone, where it would be lost", async () => {
      const { reader, tab, root } = await visit();
      await reader.route(POSTS, (route) => route.abort());
      await write(root, { name: "Ada", body: "Waits." }).then((form) => form.locator("button.post").click());
      await root.locator("li.row.waiting").waitFor();
      await tab.reload();
      await mount(tab);
      assert.equal(tab.said.filter((line) => line.startsWith("dialog: beforeunload")).length, keeps ? 0 : 1);
      assert.equal(await root.locator("li.row.waiting").count(), keeps ? 1 : 0);
      await reader.close();
    });

    it("is told whether a draft lasts; it outlives the section in any case", async () => {
      const { reader, tab, root } = await visit();
      await write(root, { name: "Ada", body: "Half a thought" });
      const note = composer(root).locator("> .note").first();
      if (!keeps) await note.getByText("This browser keeps nothing: what you write here is gone once you leave the page.").waitFor();
      else await until(() => tab.evaluate(() => Object.keys(localStorage).some((key) => key.startsWith("postil:draft"))), { what: "the draft" });
      assert.equal((await note.textContent()) === "", keeps);
      await mount(tab);
      assert.equal(await typed(composer(root)), "Half a thought");
      assert.equal(await composer(root).locator("input.name").inputValue(), "Ada");
      await tab.reload();
      assert.equal(tab.said.filter((line) => line.startsWith("dialog: beforeunload")).length, 1);
      await mount(tab);
      assert.equal(await typed(composer(root)), keeps ? "Half a thought" : "");
      await reader.close();
    });

    it("is given back what is refused, and forgotten if they wish", async () => {
      const { reader, tab, root } = await visit();
      await say(root, { name: "Ada", body: "Taken." });
      await reader.route(POSTS, (route) =>
        route.fulfill({
          status: 403,
          contentType: "application/problem+json",
          headers: { "Access-Control-Allow-Origin": `http://${host}:${on.blog.port}` },
          body: JSON.stringify({ title: "Not accepted", detail: "This site does not accept the comment." }),
        }),
      );
      await write(root, { body: "Refused." }).then((form) => form.locator("button.post").click());
      await composer(root).locator(".note.alert").waitFor();
      assert.equal(await typed(composer(root)), "Refused.");
      await composer(root).locator("textarea").click();
      await composer(root).locator("button.me").click();
      await root.locator(".mine .written").getByText("Taken.").waitFor();
      await root.locator(".mine button.forget").click();
      await root.locator(".mine button.really").click();
      await root.locator(".mine .notice").getByText("This browser does not know you any more.").waitFor();
      await mount(tab);
      assert.equal(await typed(composer(root)), "");
      assert.equal(await root.locator("button.delete").count(), 0);
      await reader.close();
    });
  });
}
