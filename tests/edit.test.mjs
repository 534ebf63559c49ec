// One's own comments in a browser: edited and deleted by whoever wrote them, and by nobody else.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { post } from "./harness/blog.mjs";
import { inState, newPage, newReader, open, say, section, typed } from "./harness/browser.mjs";
import { stage } from "./harness/stage.mjs";
import { until } from "./harness/util.mjs";

const EDITS = /\/v1\/comments\/[^/]+\/edit$/;

/** What the live region says. @param {import("playwright-core").Locator} root @param {RegExp} words */
const said = (root, words) => until(async () => words.test((await root.locator(".notice").textContent()) ?? ""), { what: `the live region to say ${words}` });

describe("a comment of one's own", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  /** @type {any[]} */
  let sites;
  let pages = 0;
  before(async () => {
    on = await stage({
      sites: (blog) =>
        (sites = ["library-blog", "final", "closing", "turning"].map((id) => ({ id, title: id, origins: [blog], ...(id === "final" && { edit_hours: 0 }) }))),
    });
  });
  after(() => on?.stop());

  /** A page of its own for a test. @param {string} [site] */
  function page(site = "library-blog") {
    const path = `/edit/${++pages}/`;
    on.blog.pages[path] = post({ title: "Edit", site });
    return { path, address: on.blog.origin + path };
  }

  /** Declares a site anew, as a deployment would. @param {string} id @param {Record<string, unknown>} settings */
  async function change(id, settings) {
    sites = sites.map((site) => (site.id === id ? { ...site, ...settings } : site));
    await on.worker.restart({ sites });
  }

  /** A reader with a comment of their own. @param {string} address @param {string} body */
  async function author(address, body) {
    const reader = await newReader(on.browser);
    const tab = await newPage(reader);
    const root = await open(tab, address);
    const { comment, row } = await say(root, { name: "Ada", body });
    await row.waitFor();
    return { reader, tab, root, row, id: comment.id };
  }

  it("is edited and deleted after a reload, and nobody else's is; others find it useful", async () => {
    const { path, address } = page();
    const { reader, tab, root, row, id } = await author(address, "A thougt");
    await on.published(path);
    await tab.reload();
    await open(tab, address);
    await row.locator("button.edit").click();
    await row.locator("form.edits textarea").fill("A thought");
    await row.locator("form.edits button.post").click();
    await until(async () => (await row.locator(".body").first().textContent()) === "A thought", { what: "the edited text" });
    assert.equal(await row.locator("time.edited").count(), 1);
    assert.equal(await row.locator("form").count(), 0);

    const stranger = await newReader(on.browser);
    const beside = await newPage(stranger);
    const there = (await open(beside, address)).locator(`[id="c-${id}"]`);
    assert.equal(await there.locator("button.edit, button.delete").count(), 0);
    assert.equal(await there.locator(".mark svg path").count(), 1);
    await there.locator("button.useful").click();
    await until(async () => (await on.client().json(path)).body.comments[0].score === 1, { what: "the vote" });
    assert.equal(await there.locator(".score").textContent(), "1");

    await row.locator("button.delete").click();
    await row.locator("button.really").click();
    await until(async () => (await on.client().json(path)).body.count === 0, { what: "the comment to be gone" });
    await until(async () => (await row.count()) === 0, { what: "the row to be gone" });
    assert.match((await root.locator(".heading").textContent()) ?? "", /^No thoughts/);
    await stranger.close();
    await reader.close();
  });

  it("that was the only answer leaves no count of answers behind", async () => {
    const { path, address } = page();
    const first = await on.client().posted(path, "To be answered.");
    await on.published(path);
    const tab = await newPage(await newReader(on.browser));
    const root = await open(tab, address);
    const over = root.locator(`[id="c-${first.id}"]`);
    await over.locator("button.reply").click();
    const { row } = await say(over, { name: "Ada", body: "An answer." });
    await over.locator("button.fold").waitFor();
    await row.locator("button.delete").click();
    await row.locator("button.really").click();
    await until(async () => (await row.count()) === 0, { what: "the row to be gone" });
    assert.equal(await over.locator("button.fold").count(), 0);
    await tab.context().close();
  });

  it("is not edited where the site allows no edits", async () => {
    const { path, address } = page("final");
    const { reader, row } = await author(address, "For ever.");
    await row.locator("button.delete").waitFor();
    assert.equal(await row.locator("button.edit").count(), 0);
    await row.locator("button.delete").click();
    await row.locator("button.really").click();
    await until(async () => (await on.client({ site: "final" }).json(path)).body.count === 0, { what: "the comment to be gone" });
    await reader.close();
  });

  it("is not edited any more once the time is over, which is said; the text is kept", async () => {
    const { path, address } = page("closing");
    const { reader, tab, root, row } = await author(address, "Up.");
    await row.locator("button.edit").click();
    const form = row.locator("form.edits");
    await form.locator("textarea").fill("Too late.");
    await change("closing", { edit_hours: 0 });
    await form.locator("button.post").click();
    await form.locator(".note.alert").waitFor();
    assert.equal(await form.locator(".note.alert").textContent(), "The time to edit this comment is over. You can still delete it, or reply to it.");
    assert.equal(await typed(form), "Too late.");
    assert.equal(await row.locator("> .body").textContent(), "Up.");
    await form.locator("button.cancel").click();
    await form.locator("button.really").click();
    // The button that is still there leads nowhere, and says so.
    await row.locator("button.edit").click();
    await said(root, /^The time to edit this comment is over\./);
    assert.equal(await form.count(), 0);
    assert.equal((await on.client({ site: "closing" }).json(path)).body.comments[0].html, "<p>Up.</p>");
    await tab.reload();
    await inState(tab, "ready");
    await row.locator("button.delete").waitFor();
    await change("closing", { edit_hours: 24 });
    await reader.close();
  });

  it("of which a change is held stays as it was, and its author is told", async () => {
    const { path, address } = page("turning");
    const { reader, tab, root, row } = await author(address, "Up.");
    await change("turning", { policy: "held" });
    await row.locator("button.edit").click();
    await row.locator("form.edits textarea").fill("Changed.");
    await row.locator("form.edits button.post").click();
    await said(root, /Your change waits for a moderator\. Until then the comment stays as it was\./);
    assert.equal(await row.locator("> .body").textContent(), "Up.");
    assert.equal(await row.locator("time.edited").count(), 0);
    assert.equal((await on.client({ site: "turning" }).json(path)).body.comments[0].html, "<p>Up.</p>");
    await tab.reload();
    await inState(tab, "ready");
    assert.equal(await row.locator("> .body").textContent(), "Up.");
    // Its author finds the change again.
    await row.locator("button.edit").click();
    await row.locator("form.edits").waitFor();
    assert.equal(await typed(row.locator("form.edits")), "Changed.");
    await change("turning", { policy: "open" });
    await reader.close();
  });

  it("keeps what was to be changed in it when that does not get through", async () => {
    const { path, address } = page();
    const { reader, tab, root, row } = await author(address, "Up.");
    // Not even the source comes.
    await reader.route(EDITS, (route) => route.abort());
    await row.locator("button.edit").click();
    await said(root, /^That was not possible just now\./);
    await reader.unroute(EDITS);
    await row.locator("button.edit").click();
    const form = row.locator("form.edits");
    await form.locator("textarea").fill("Changed.");
    for (const deal of /** @type {((route: import("playwright-core").Route) => Promise<void>)[]} */ ([(route) => route.abort(), (route) => route.fulfill({ status: 503, body: "" })])) {
      await reader.route(EDITS, deal);
      await form.locator("button.post").click();
      await until(async () => (await form.locator("button.post").textContent()) === "Try again" && (await form.getAttribute("aria-busy")) === null, { what: "the failure" });
      assert.match((await form.locator(".note.alert").textContent()) ?? "", /Your text is kept/);
      assert.equal(await typed(form), "Changed.");
      await reader.unroute(EDITS);
    }
    await tab.reload();
    await inState(tab, "ready");
    assert.equal(await typed(form), "Changed.");
    await form.locator("button.post").click();
    await until(async () => (await on.client().json(path)).body.comments[0].html === "<p>Changed.</p>", { what: "the edit" });
    await reader.close();
  });

  it("is not replaced unasked by an edit that was begun before another one, after a reload neither", async () => {
    const { path, address } = page();
    const { reader, tab, row, id } = await author(address, "One.");
    await row.locator("button.edit").click();
    await row.locator("form.edits textarea").fill("One and a half.");
    await until(() => tab.evaluate(() => Object.keys(localStorage).some((key) => /^postil:draft[^]*edit /.test(key))), { what: "the draft" });
    await tab.reload();
    await inState(tab, "ready");
    const form = row.locator("form.edits");
    await form.locator("textarea").waitFor();
    assert.equal(await typed(form), "One and a half.");
    const key = await tab.evaluate(() => localStorage.getItem("postil:key"));
    assert.equal((await on.client({ key: /** @type {string} */ (key) }).edit(path, id, "Two.")).status, 200);
    await form.locator("button.post").click();
    await form.locator(".note.alert").getByText("This comment has been changed meanwhile").waitFor();
    assert.equal(await typed(form), "One and a half.");
    assert.equal((await on.client().json(path)).body.comments[0].html, "<p>Two.</p>");
    // Who has been told may mean it.
    await until(async () => {
      if (await form.count()) await form.locator("button.post").click({ timeout: 1_000 }).catch(() => {});
      return (await on.client().json(path)).body.comments[0].html === "<p>One and a half.</p>";
    }, { what: "the edit" });
    await reader.close();
  });

  it("cannot be had by who takes another's mark", async () => {
    const { path, address } = page();
    const { reader, id } = await author(address, "Ada's.");
    await on.published(path);
    const { mark } = (await on.client().json(path)).body.comments[0].author;
    const mallory = await newReader(on.browser);
    const tab = await newPage(mallory);
    await open(tab, address);
    await tab.evaluate((mark) => localStorage.setItem("postil:mark library-blog", mark), mark);
    await tab.reload();
    const root = await inState(tab, "ready");
    const row = root.locator(`[id="c-${id}"]`);
    // His own browser believes him; the server does not.
    await row.locator("button.edit").click();
    await said(root, /^Only who wrote a comment can change it\./);
    await row.locator("button.delete").click();
    const [refused] = await Promise.all([tab.waitForResponse(/\/delete$/), row.locator("button.really").click()]);
    assert.equal(refused.status(), 403);
    const { comment } = await say(root, { name: "Ada", body: "Not Ada's." });
    assert.notEqual(comment.author.mark, mark);
    // Now his browser knows better, too.
    assert.equal(await tab.evaluate(() => localStorage.getItem("postil:mark library-blog")), comment.author.mark);
    await tab.reload();
    await inState(tab, "ready");
    assert.equal(await row.locator("button.edit, button.delete").count(), 0);
    assert.equal(await row.count(), 1);

    // Nor does it help to send one along.
    const forger = on.client({ name: "Ada" });
    const forged = forger.comment(path, "Forged.");
    const { status, body } = await forger.send("/v1/comments", { ...forged, author: { name: "Ada", mark, badge: "Owner" }, mark, badge: "Owner" });
    assert.equal(status, 201);
    assert.notEqual(body.comment.author.mark, mark);
    assert.equal(body.comment.author.badge, undefined);

    const stranger = await newPage(await newReader(on.browser));
    await stranger.addInitScript(([name, now]) => {
      localStorage.setItem(`postil:seen ${name}`, "3");
      localStorage.setItem(`postil:seen at ${name}`, now);
    }, [`library-blog${address}`, String(Date.now())]);
    await open(stranger, address);
    const seen = await section(stranger).locator("li.row").evaluateAll((rows) => rows.map((row) => [row.id.slice(2), /** @type {HTMLElement} */ (row).dataset.mark, row.querySelector(".mark")?.innerHTML, !!row.querySelector(".badge")]));
    assert.deepEqual(seen.map(([id]) => id), [id, comment.id, forged.id]);
    assert.deepEqual(seen.map(([, known]) => known === mark), [true, false, false]);
    assert.equal(new Set(seen.map(([, , picture]) => picture)).size, 3);
    assert.deepEqual(seen.map(([, , , badge]) => badge), [false, false, false]);
    for (const one of [stranger.context(), mallory, reader]) await one.close();
  });
});
