// Drafts: what is typed survives whatever becomes of the page, until it is posted or thrown away.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { post, tagFor } from "./harness/blog.mjs";
import { composer, holdWidget, inState, newPage, newReader, open, say, section, typed, write } from "./harness/browser.mjs";
import { MadeThread } from "./harness/made.mjs";
import { stage } from "./harness/stage.mjs";
import { until } from "./harness/util.mjs";

const ELEVEN_MINUTES = 11 * 60_000;

describe("a draft", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  let pages = 0;
  before(async () => {
    on = await stage();
  });
  after(() => on?.stop());

  /** A page of its own for a test. @param {import("./harness/blog.mjs").Page} [html] */
  function page(html = post({ title: "Drafts" })) {
    const path = `/draft/${++pages}/`;
    on.blog.pages[path] = html;
    return { path, address: on.blog.origin + path };
  }

  /** A reader with a comment of their own, and something typed wherever one can type. @param {string} address */
  async function writeEverywhere(address) {
    const reader = await newReader(on.browser);
    const tab = await newPage(reader);
    const root = await open(tab, address);
    const { row, comment } = await say(root, { name: "Ada", body: "A comment." });
    await row.locator("button.edit").click();
    await row.locator("form.edits textarea").fill("A better comment.");
    await row.locator(".actions button.reply").click();
    await row.locator("form:not(.edits) textarea").fill("Half a reply");
    await composer(root).locator("textarea").fill("Half a thought");
    // It is kept a moment after the last key.
    await until(() => tab.evaluate(() => Object.entries(localStorage).some(([key, value]) => key.startsWith("postil:draft") && value.includes("Half a thought"))), { what: "the draft" });
    return { reader, tab, id: comment.id };
  }

  /** @param {import("./harness/browser.mjs").Page} tab @param {string} id */
  async function assertAllThere(tab, id) {
    const root = section(tab);
    const row = root.locator(`[id="c-${id}"]`);
    const forms = [composer(root), row.locator("form:not(.edits)"), row.locator("form.edits")];
    for (const [n, text] of ["Half a thought", "Half a reply", "A better comment."].entries()) {
      await forms[n].locator(".restored").waitFor();
      assert.equal(await typed(forms[n]), text);
    }
    return forms;
  }

  it("of the thread, of a reply and of an edit survives a reload, and is gone once it is posted", async () => {
    const { path, address } = page();
    const { reader, tab, id } = await writeEverywhere(address);
    await tab.reload();
    await inState(tab, "ready");
    const forms = await assertAllThere(tab, id);
    for (const form of forms) {
      await form.locator("button.post").click();
      await until(() => form.locator("textarea").evaluateAll((fields) => fields.every((field) => /** @type {HTMLTextAreaElement} */ (field).value === "")), { what: "the composer to be done" });
    }
    await until(async () => (await on.client().all(path)).some((one) => one.html === "<p>A better comment.</p>"), { what: "the edit" });
    assert.deepEqual((await on.client().all(path)).map(({ html }) => html).sort(), ["<p>A better comment.</p>", "<p>Half a reply</p>", "<p>Half a thought</p>"]);
    assert.deepEqual(await tab.evaluate(() => Object.keys(localStorage).filter((key) => /^postil:(draft|typed|outbox)/.test(key))), []);
    await tab.reload();
    const root = await inState(tab, "ready");
    assert.equal(await root.locator(".row form, .restored").count(), 0);
    assert.equal(await typed(composer(root)), "");
    await reader.close();
  });

  it("survives a killed tab", async () => {
    const { reader, tab, id } = await writeEverywhere(page().address);
    const address = tab.url();
    const crashed = tab.waitForEvent("crash");
    const devtools = await reader.newCDPSession(tab);
    // It is never answered: nobody is left.
    devtools.send("Page.crash").catch(() => {});
    await crashed;
    const next = await newPage(reader);
    await open(next, address);
    await assertAllThere(next, id);
    await reader.close();
  });

  it("is asked about before it is thrown away, and then it is gone", async () => {
    const { reader, tab, id } = await writeEverywhere(page().address);
    await tab.reload();
    await inState(tab, "ready");
    const [main, reply, edit] = await assertAllThere(tab, id);
    await main.locator("button.discard").click();
    await main.locator("button.keep").click();
    assert.equal(await typed(main), "Half a thought");
    await main.locator("button.discard").click();
    await main.locator("button.really").click();
    assert.equal(await typed(main), "");
    assert.equal(await main.locator(".restored, .ask").count(), 0);
    for (const form of [reply, edit]) {
      await form.locator("button.cancel").click();
      await form.locator("button.keep").click();
      assert.ok((await typed(form)).length > 10);
      await form.locator("button.cancel").click();
      await form.locator("button.really").click();
      await until(async () => (await form.count()) === 0, { what: "the composer to close" });
    }
    await tab.reload();
    const root = await inState(tab, "ready");
    assert.equal(await root.locator(".row form").count(), 0);
    assert.equal(await typed(composer(root)), "");
    // Who has typed nothing is not asked.
    await root.locator(`[id="c-${id}"] .actions button.reply`).click();
    await root.locator(`[id="c-${id}"] form button.cancel`).click();
    assert.equal(await root.locator(".row form").count(), 0);
    await reader.close();
  });

  it("is not touched by what is typed elsewhere in another tab", async () => {
    const { reader, tab, id } = await writeEverywhere(page().address);
    const other = await newPage(reader);
    const root = await open(other, tab.url());
    // There the thread's composer is empty, because the reader has thrown away what was restored.
    await composer(root).locator("textarea").evaluate((field) => void (/** @type {HTMLTextAreaElement} */ (field).value = ""));
    await root.locator(`[id="c-${id}"] form:not(.edits) textarea`).press("End");
    await other.keyboard.type(", and more");
    await until(() => other.evaluate(() => Object.entries(localStorage).some(([, value]) => value.includes("Half a reply, and more"))), { what: "the reply's draft" });
    assert.ok(await other.evaluate(() => Object.entries(localStorage).some(([key, value]) => key.startsWith("postil:draft") && value.includes("Half a thought"))));
    await reader.close();
  });

  it("of an edit is not overwritten by who presses Edit once more", async () => {
    const { reader, tab, id } = await writeEverywhere(page().address);
    const row = section(tab).locator(`[id="c-${id}"]`);
    await row.locator("button.edit").click();
    await until(() => row.locator("form.edits textarea").evaluate((field) => /** @type {ShadowRoot} */ (field.getRootNode()).activeElement === field), { what: "the focus" });
    assert.equal(await typed(row.locator("form.edits")), "A better comment.");
    // Restored, it is as much a text of the reader's: the Escape key throws nothing away.
    await tab.reload();
    await inState(tab, "ready");
    await row.locator("form.edits textarea").press("Escape");
    assert.equal(await typed(row.locator("form.edits")), "A better comment.");
    await reader.close();
  });

  it("is put before what is typed until the widget has come, and the caret stays", async () => {
    const { address } = page();
    const reader = await newReader(on.browser);
    const tab = await newPage(reader);
    await write(await open(tab, address), { body: "Yesterday's thought." });
    const release = await holdWidget(tab);
    await tab.reload();
    const form = composer(await inState(tab, "read"));
    await form.locator("textarea").click();
    await tab.keyboard.type("Today's one.");
    for (let n = 0; n < 4; n++) await tab.keyboard.press("ArrowLeft");
    release();
    await form.locator(".restored").waitFor();
    await tab.keyboard.type("new ");
    assert.equal(await typed(form), "Yesterday's thought.\n\nToday's new one.");
    await reader.close();
  });

  it("is kept although the widget never comes, and leaving asks", async () => {
    const { address } = page();
    const reader = await newReader(on.browser);
    await reader.route(/\.wasm$/, (route) => route.abort());
    const tab = await newPage(reader);
    const form = composer(await open(tab, address, "read"));
    await form.locator("textarea").click();
    await tab.keyboard.type("Where is everybody?");
    await tab.reload();
    await inState(tab, "read");
    assert.ok(tab.said.some((line) => line.startsWith("dialog: beforeunload")), tab.said.join("\n"));
    await until(async () => (await typed(form)) === "Where is everybody?", { what: "the text" });
    await reader.unroute(/\.wasm$/);
    await tab.reload();
    await inState(tab, "ready");
    assert.equal(await typed(form), "Where is everybody?");
    await form.locator("input.name").fill("Ada");
    await form.locator("button.post").click();
    await section(tab).locator("li.row").waitFor();
    await tab.reload();
    await inState(tab, "ready");
    assert.equal(await typed(form), "");
    await reader.close();
  });

  it("asks who leaves the page with it, and nobody else", async () => {
    const { address } = page();
    const tab = await newPage(await newReader(on.browser));
    const root = await open(tab, address);
    const asked = () => tab.said.filter((line) => line.startsWith("dialog: beforeunload")).length;
    await write(root, { body: "x" });
    await composer(root).locator("textarea").fill("");
    await tab.reload();
    await inState(tab, "ready");
    assert.equal(asked(), 0);
    await write(root, { name: "Ada", body: "Not sent yet." });
    await tab.reload();
    await inState(tab, "ready");
    assert.equal(asked(), 1);
    await composer(root).locator("textarea").click();
    await say(root, { body: "Sent." });
    await root.locator("li.row").waitFor();
    await tab.reload();
    assert.equal(asked(), 1);
    await tab.context().close();
  });

  it("keeps the name as it is typed", async () => {
    const { address } = page();
    const tab = await newPage(await newReader(on.browser));
    const root = await open(tab, address);
    await write(root, { name: "Ada Lovelace", body: "Half." });
    await tab.reload();
    await inState(tab, "ready");
    assert.equal(await composer(root).locator("input.name").inputValue(), "Ada Lovelace");
    await tab.context().close();
  });

  it("is the thread's, by whatever address of the page the reader comes", async () => {
    const { address } = page();
    const tab = await newPage(await newReader(on.browser));
    await write(await open(tab, `${address}?utm_source=newsletter`), { body: "From the newsletter." });
    await open(tab, address);
    assert.equal(await typed(composer(section(tab))), "From the newsletter.");
    await tab.context().close();
  });

  it("goes to the thread's own composer where the comment it answers is no more", async () => {
    const { path, address } = page();
    const author = on.client();
    const [dead, gone] = [await author.posted(path, "To be a tombstone."), await author.posted(path, "To be gone.")];
    await on.client().posted(path, "An answer.", { parent: dead.id });
    await on.published(path);
    const tab = await newPage(await newReader(on.browser));
    const root = await open(tab, address);
    for (const [id, text] of [[dead.id, "To the dead."], [gone.id, "To the gone."]]) {
      await root.locator(`[id="c-${id}"] button.reply`).click();
      await root.locator(`[id="c-${id}"] form textarea`).fill(text);
    }
    await composer(root).locator("textarea").fill("To all.");
    for (const { id } of [dead, gone]) assert.equal((await author.delete(path, id)).status, 200);
    const { version } = (await author.json(path)).body;
    // As after a post: from now on no older copy will do.
    await tab.evaluate(([version, now]) => {
      const name = `library-blog${location.href}`;
      localStorage.setItem(`postil:seen ${name}`, version);
      localStorage.setItem(`postil:seen at ${name}`, now);
    }, [String(version), String(Date.now())]);
    // A copy that is not old enough may only be behind.
    await tab.reload();
    await inState(tab, "ready");
    assert.equal(await typed(composer(root)), "To the dead.\n\nTo all.");
    await tab.addInitScript((later) => {
      const now = Date.now;
      Date.now = () => now() + later;
    }, ELEVEN_MINUTES);
    await tab.reload();
    await inState(tab, "ready");
    assert.deepEqual((await typed(composer(root))).split("\n\n").sort(), ["To all.", "To the dead.", "To the gone."]);
    await tab.context().close();
  });

  it("of a reply to a comment that its author deletes is kept", async () => {
    const { reader, tab, id } = await writeEverywhere(page().address);
    const row = section(tab).locator(`[id="c-${id}"]`);
    await row.locator("button.delete").click();
    await row.locator("> .ask button.really").click();
    await until(async () => (await row.count()) === 0, { what: "the row to go" });
    assert.equal(await typed(composer(section(tab))), "Half a reply\n\nHalf a thought");
    await reader.close();
  });

  it("waits for the page that its comment is on", async () => {
    const { address } = page();
    const thread = await MadeThread.on(on, 2);
    thread.add("1");
    const far = thread.add("2", { page: 1 });
    const tab = await newPage(await newReader(on.browser));
    await thread.serve(tab);
    const root = await open(tab, address);
    const row = root.locator(`[id="c-${far.id}"]`);
    for (const _ of ["typed", "restored"]) {
      await root.locator(".postil > .more").click();
      await row.locator("button.reply").waitFor();
      if ((await row.locator("form").count()) === 0) {
        await row.locator("button.reply").click();
        await row.locator("form textarea").fill("A far reply.");
        await tab.reload();
        await inState(tab, "ready");
      }
    }
    assert.equal(await typed(row.locator("form")), "A far reply.");
    await tab.context().close();
  });

  it("survives a framework that takes the section away, and news, and another order", async () => {
    const { path, address } = page(post({ title: "Framework", data: { load: "manual" }, after: '<div id="here"></div>' }));
    const first = await on.client().posted(path, "First.");
    await on.client().posted(path, "Second.");
    await on.published(path);
    const tab = await newPage(await newReader(on.browser));
    await tab.goto(address);
    const mount = () => tab.evaluate(() => void (/** @type {any} */ (window).handle = /** @type {any} */ (window).Postil.mount(document.getElementById("here"), { load: "now" })));
    await tab.waitForFunction(() => /** @type {any} */ (window).Postil);
    const release = await holdWidget(tab);
    await mount();
    // Before the widget has come, and after.
    const root = await inState(tab, "read");
    await composer(root).locator("textarea").click();
    await tab.keyboard.type("To all.");
    await tab.evaluate(() => /** @type {any} */ (window).handle.unmount());
    release();
    await mount();
    await inState(tab, "ready");
    assert.equal(await typed(composer(root)), "To all.");
    const row = root.locator(`[id="c-${first.id}"]`);
    await row.locator("button.reply").click();
    await row.locator("form textarea").fill("To the first.");
    await tab.evaluate(() => /** @type {any} */ (window).handle.unmount());
    await mount();
    await inState(tab, "ready");
    assert.equal(await typed(composer(root)), "To all.");
    assert.equal(await typed(row.locator("form")), "To the first.");
    await root.locator("button.sort[value=newest]").click();
    await until(async () => (await root.locator("li.row").last().getAttribute("id")) === `c-${first.id}`, { what: "the other order" });
    assert.equal(await typed(row.locator("form")), "To the first.");
    await tab.context().close();
  });

  it("is each section's own", async () => {
    const { address } = page(post({ title: "Two", after: tagFor("library-blog", ' data-thread="beside"') }));
    const tab = await newPage(await newReader(on.browser));
    await tab.goto(address);
    for (const n of [0, 1]) await inState(tab, "ready", n);
    await write(section(tab, 0), { body: "Here." });
    await write(section(tab, 1), { body: "Beside." });
    await tab.reload();
    for (const n of [0, 1]) await inState(tab, "ready", n);
    assert.deepEqual([await typed(composer(section(tab, 0))), await typed(composer(section(tab, 1)))], ["Here.", "Beside."]);
    await tab.context().close();
  });
});
