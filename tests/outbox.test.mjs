// The outbox: a comment that was posted reaches the server once, whatever keeps it on the way.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { post, tagFor } from "./harness/blog.mjs";
import { answerTo, composer, inState, newPage, newReader, open, say, section, typed, write } from "./harness/browser.mjs";
import { network } from "./harness/client.mjs";
import { mirrored, stage } from "./harness/stage.mjs";
import { until } from "./harness/util.mjs";

const POSTS = /\/v1\/comments$/;

/** @typedef {import("playwright-core").BrowserContext} Reader */
/** @typedef {import("playwright-core").Route} Route */

describe("the outbox", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  let pages = 0;
  before(async () => {
    on = await stage({ sites: (blog) => [mirrored(blog, "blog.test")] });
  });
  after(() => on?.stop());

  /** A page of its own for a test. @param {import("./harness/blog.mjs").Page} [html] */
  function page(html = post({ title: "Outbox" })) {
    const path = `/outbox/${++pages}/`;
    on.blog.pages[path] = html;
    return { path, address: on.blog.origin + path };
  }

  /**
   * Whatever a reader posts from now on is dealt with so, or reaches the server.
   * @param {Reader} reader @param {(route: Route) => unknown} [deal]
   */
  async function onPost(reader, deal) {
    await reader.unroute(POSTS);
    if (deal) await reader.route(POSTS, deal);
  }
  const cut = (/** @type {Route} */ route) => route.abort("internetdisconnected");

  /** A problem in the place of the server's answer. @param {Route} route @param {number} status @param {string} [detail] @param {Record<string, string>} [headers] */
  const problem = (route, status, detail, headers) =>
    route.fulfill({
      status,
      contentType: "application/problem+json",
      headers: { "Access-Control-Allow-Origin": on.blog.origin, "Access-Control-Expose-Headers": "Retry-After", ...headers },
      body: JSON.stringify({ type: "about:blank", title: "Not now", status, detail }),
    });

  /** Writes and presses Post, and does not wait for the server. @param {import("playwright-core").Locator} within @param {{ name?: string, body: string }} what */
  async function send(within, what) {
    const form = await write(within, what);
    await form.locator("button.post").click();
    return form;
  }

  const texts = async (/** @type {string} */ path) => (await on.client().all(path)).map(({ number, html }) => [number, html]);
  /** Waits until nothing waits any more. @param {import("./harness/browser.mjs").Page} tab */
  const nothingWaits = (tab) => until(async () => (await section(tab).locator("li.row.waiting").count()) === 0, { what: "no row to wait any more", within: 120_000 });
  const online = (/** @type {import("./harness/browser.mjs").Page} */ tab) => tab.evaluate(() => void window.dispatchEvent(new Event("online")));

  it("keeps what is posted without a network, shows it at its place, and sends it as soon as there is one", async () => {
    const { path, address } = page();
    const reader = await newReader(on.browser);
    const tab = await newPage(reader);
    const root = await open(tab, address);
    await say(root, { name: "Ada", body: "Before the tunnel." });
    await reader.setOffline(true);
    await send(root, { body: "In the tunnel." });
    const waiting = root.locator("li.row.waiting");
    await waiting.waitFor();
    assert.equal(await waiting.locator(".body").textContent(), "In the tunnel.");
    assert.match((await waiting.locator(".note").textContent()) ?? "", /^Waiting to be sent\./);
    assert.equal(await waiting.locator(".edit, .delete").count(), 0, "the server does not have it yet");
    assert.equal(await typed(composer(root)), "");
    assert.match((await root.locator(".notice").textContent()) ?? "", /^Your comment is kept/);
    // What waits is in the heading no more than what is being written.
    assert.match((await root.locator(".heading").textContent()) ?? "", /^One thought/);
    assert.equal((await texts(path)).length, 1);
    await reader.setOffline(false);
    await nothingWaits(tab);
    assert.deepEqual(await texts(path), [["1", "<p>Before the tunnel.</p>"], ["2", "<p>In the tunnel.</p>"]]);
    assert.match((await root.locator(".heading").textContent()) ?? "", /^2 thoughts/);
    assert.equal(await root.locator("li.row button.delete").count(), 2);
    await reader.close();
  });

  for (const status of [500, 503]) {
    it(`tries again while the server answers ${status}`, async () => {
      const { path, address } = page();
      const reader = await newReader(on.browser);
      const tab = await newPage(reader);
      const root = await open(tab, address);
      let tries = 0;
      await onPost(reader, (route) => (++tries < 3 ? problem(route, status, "Not just now.") : route.fallback()));
      await send(root, { name: "Ada", body: "Patient." });
      await root.locator("li.row.waiting").waitFor();
      await nothingWaits(tab);
      assert.equal(tries, 3);
      assert.deepEqual(await texts(path), [["1", "<p>Patient.</p>"]]);
      await reader.close();
    });
  }

  it("waits as long as the server asks, whatever is posted and whoever comes online meanwhile", async () => {
    const { path, address } = page();
    const reader = await newReader(on.browser);
    const tab = await newPage(reader);
    await tab.clock.install();
    const root = await open(tab, address);
    const now = () => tab.evaluate(() => Date.now());
    /** @type {string[]} */
    const tries = [];
    await onPost(reader, (route) => {
      tries.push(route.request().postDataJSON().body);
      return tries.length === 1 ? problem(route, 429, "Too fast.", { "Retry-After": "600" }) : route.fallback();
    });
    const before = await now();
    await send(root, { name: "Ada", body: "First." });
    await root.locator("li.row.waiting").waitFor();
    const after = await now();
    await send(root, { body: "Second." });
    await until(async () => (await root.locator("li.row.waiting").count()) === 2, { what: "both to wait" });
    assert.equal(await typed(composer(root)), "");
    await online(tab);
    // The clock goes on by itself, too: half a minute is time enough for a busy machine.
    await tab.clock.runFor(before + 570_000 - (await now()));
    assert.deepEqual(tries, ["First."]);
    await tab.clock.runFor(after + 600_000 - (await now()));
    await nothingWaits(tab);
    assert.deepEqual(tries, ["First.", "First.", "Second."]);
    assert.deepEqual(await texts(path), [["1", "<p>First.</p>"], ["2", "<p>Second.</p>"]]);
    await reader.close();
  });

  it("sends now if the reader wishes it", async () => {
    const { path, address } = page();
    const reader = await newReader(on.browser);
    const tab = await newPage(reader);
    const root = await open(tab, address);
    await onPost(reader, (route) => problem(route, 429, "Too fast.", { "Retry-After": "3600" }));
    await send(root, { name: "Ada", body: "Now, please." });
    await root.locator("li.row.waiting").waitFor();
    await onPost(reader);
    await root.locator("li.row.waiting button.now").click();
    await nothingWaits(tab);
    assert.deepEqual(await texts(path), [["1", "<p>Now, please.</p>"]]);
    await reader.close();
  });

  it("posts once where the server has stored the comment and its answer is lost", async () => {
    const { path, address } = page();
    const reader = await newReader(on.browser);
    const ip = network();
    const tab = await newPage(reader);
    const root = await open(tab, address);
    /** @type {number[]} */
    const answers = [];
    await onPost(reader, async (route) => {
      const response = await answerTo(route, { "cf-connecting-ip": ip });
      answers.push(response.status());
      return answers.length === 1 ? route.abort() : route.fulfill({ response });
    });
    await send(root, { name: "Ada", body: "Once." });
    await root.locator("li.row.waiting").waitFor();
    assert.equal((await texts(path)).length, 1);
    await nothingWaits(tab);
    assert.deepEqual(answers, [201, 200]);
    assert.deepEqual(await texts(path), [["1", "<p>Once.</p>"]]);
    assert.equal(await root.locator("li.row").count(), 1);
    await reader.close();
  });

  it("does not wait for ever for an answer", async () => {
    const { path, address } = page();
    const reader = await newReader(on.browser);
    await reader.addInitScript(() => {
      const { timeout } = AbortSignal;
      AbortSignal.timeout = (ms) => timeout.call(AbortSignal, ms / 15);
    });
    const tab = await newPage(reader);
    const root = await open(tab, address);
    // Neither answered nor refused.
    await onPost(reader, () => {});
    await send(root, { name: "Ada", body: "Hello?" });
    await root.locator("li.row.waiting").waitFor();
    await onPost(reader);
    await nothingWaits(tab);
    assert.deepEqual(await texts(path), [["1", "<p>Hello?</p>"]]);
    await reader.close();
  });

  it("sends in order and parents first, also after a reload: an answer to what waits, too", async () => {
    const { path, address } = page();
    const reader = await newReader(on.browser);
    const tab = await newPage(reader);
    const root = await open(tab, address);
    await onPost(reader, cut);
    await send(root, { name: "Ada", body: "First." });
    const first = root.locator("li.row.waiting").first();
    await first.waitFor();
    await send(root, { body: "Second." });
    await until(async () => (await root.locator("li.row.waiting").count()) === 2, { what: "both to wait" });
    await first.locator("button.reply").click();
    await send(first, { body: "To the first." });
    await until(async () => (await root.locator("li.row.waiting").count()) === 3, { what: "all to wait" });
    const shown = () => root.locator("li.row .body").allTextContents();
    assert.deepEqual(await shown(), ["First.", "To the first.", "Second."]);
    await tab.reload();
    await inState(tab, "ready");
    assert.deepEqual(await shown(), ["First.", "To the first.", "Second."]);
    /** @type {string[]} */
    const sent = [];
    await onPost(reader, (route) => (sent.push(route.request().postDataJSON().body), route.fallback()));
    await online(tab);
    await nothingWaits(tab);
    assert.deepEqual(sent, ["First.", "Second.", "To the first."]);
    assert.deepEqual(await texts(path), [["1", "<p>First.</p>"], ["1.1", "<p>To the first.</p>"], ["2", "<p>Second.</p>"]]);
    assert.deepEqual((await shown()).map((text) => text.trim()), ["First.", "To the first.", "Second."]);
    await reader.close();
  });

  it("keeps what is being written to a comment that waits, when it is sent", async () => {
    const { address } = page();
    const reader = await newReader(on.browser);
    const tab = await newPage(reader);
    const root = await open(tab, address);
    await onPost(reader, cut);
    await send(root, { name: "Ada", body: "Waits." });
    await root.locator("li.row.waiting button.reply").click();
    await root.locator("li.row form textarea").click();
    await tab.keyboard.type("An afterthou");
    await onPost(reader);
    await online(tab);
    await nothingWaits(tab);
    await tab.keyboard.type("ght");
    assert.equal(await typed(root.locator("li.row form")), "An afterthought");
    await reader.close();
  });

  for (const [what, host, script] of /** @type {const} */ ([
    ["with locks", "127.0.0.1", ""],
    ["without locks", "127.0.0.1", "Object.defineProperty(Navigator.prototype, 'locks', { value: undefined })"],
    ["on a page that is no secure context", "blog.test", ""],
  ])) {
    it(`posts each comment once from two tabs, after a reload, ${what}`, async () => {
      const { path, address } = page();
      const there = address.replace("127.0.0.1", host);
      const reader = await newReader(on.browser);
      if (script) await reader.addInitScript(script);
      const first = await newPage(reader);
      const root = await open(first, there);
      assert.equal(await first.evaluate(() => !!navigator.locks), what === "with locks");
      await onPost(reader, cut);
      for (const [n, body] of ["One.", "Two.", "Three."].entries()) {
        await send(root, { name: "Ada", body });
        await until(async () => (await root.locator("li.row.waiting").count()) === n + 1, { what: `${body} to wait` });
      }
      await first.reload();
      const second = await newPage(reader);
      await Promise.all([open(second, there), inState(first, "ready")]);
      for (const tab of [first, second]) assert.deepEqual(await section(tab).locator("li.row.waiting .body").allTextContents(), ["One.", "Two.", "Three."]);
      /** @type {string[]} */
      const sent = [];
      // Slow enough for both to be on their way at once.
      await onPost(reader, async (route) => {
        sent.push(route.request().postDataJSON().body);
        await until(() => what === "with locks" || sent.length >= 2, { what: "the other tab" });
        await route.fallback();
      });
      await Promise.all([first, second].map(online));
      await Promise.all([first, second].map(nothingWaits));
      const all = [["1", "<p>One.</p>"], ["2", "<p>Two.</p>"], ["3", "<p>Three.</p>"]];
      assert.deepEqual(await texts(path), all);
      if (what === "with locks") assert.deepEqual(sent, ["One.", "Two.", "Three."]);
      for (const tab of [first, second]) {
        await until(async () => (await section(tab).locator("li.row").count()) === 3, { what: "all rows in both tabs" });
        assert.deepEqual(await section(tab).locator("li.row .number").allTextContents(), ["1", "2", "3"]);
      }
      await reader.close();
    });
  }

  it("keeps what is being written to a comment that waits, when another tab sends it", async () => {
    const { path, address } = page();
    const reader = await newReader(on.browser);
    const tab = await newPage(reader);
    const root = await open(tab, address);
    await onPost(reader, cut);
    await send(root, { name: "Ada", body: "From the tunnel." });
    const waiting = root.locator("li.row.waiting");
    await waiting.locator("button.reply").click();
    await waiting.locator("textarea").fill("P.S.");
    const other = await newPage(reader);
    await open(other, address);
    await onPost(reader);
    await online(other);
    await until(async () => (await texts(path)).length === 1, { what: "the comment to be sent" });
    const row = root.locator("li.row[data-number='1']");
    await row.waitFor();
    await row.locator("textarea").waitFor();
    assert.equal(await typed(row.locator("form")), "P.S.");
    await row.locator("form button.post").click();
    await until(async () => (await texts(path)).length === 2, { what: "the reply" });
    assert.deepEqual(await texts(path), [["1", "<p>From the tunnel.</p>"], ["1.1", "<p>P.S.</p>"]]);
    await reader.close();
  });

  it("is reconciled between two sections of a page", async () => {
    const { path, address } = page(post({ title: "Two", after: tagFor("library-blog", ' data-thread="outbox-beside"') }));
    const reader = await newReader(on.browser);
    const tab = await newPage(reader);
    await tab.goto(address);
    for (const n of [0, 1]) await inState(tab, "ready", n);
    await onPost(reader, cut);
    for (const n of [0, 1]) {
      await send(section(tab, n), { name: "Ada", body: `To ${n}.` });
      await section(tab, n).locator("li.row.waiting").waitFor();
    }
    await onPost(reader);
    await tab.reload();
    for (const n of [0, 1]) {
      await inState(tab, "ready", n);
      await until(async () => (await section(tab, n).locator("li.row:not(.waiting)").count()) === 1, { what: `the comment in section ${n}` });
      assert.equal(await section(tab, n).locator("li.row.waiting").count(), 0);
    }
    assert.deepEqual(await texts(path), [["1", "<p>To 0.</p>"]]);
    await reader.close();
  });

  it("gives back what is refused at once, with the reason", async () => {
    const { path, address } = page();
    const reader = await newReader(on.browser);
    const tab = await newPage(reader);
    const root = await open(tab, address);
    await onPost(reader, (route) => problem(route, 422, "One of the fields is not as it has to be."));
    const form = await send(root, { name: "Ada", body: "Odd." });
    await form.locator(".note.alert").waitFor();
    assert.equal(await form.locator(".note.alert").textContent(), "One of the fields is not as it has to be.");
    assert.equal(await typed(form), "Odd.");
    await tab.reload();
    await inState(tab, "ready");
    assert.equal(await typed(form), "Odd.");
    await onPost(reader);
    await form.locator("button.post").click();
    await root.locator("li.row").waitFor();
    assert.deepEqual(await texts(path), [["1", "<p>Odd.</p>"]]);
    await reader.close();
  });

  it("gives back what is refused later, before what is written since", async () => {
    const { address } = page();
    const reader = await newReader(on.browser);
    const tab = await newPage(reader);
    const root = await open(tab, address);
    await onPost(reader, cut);
    const form = await send(root, { name: "Ada", body: "Refused." });
    await root.locator("li.row.waiting").waitFor();
    await form.locator("textarea").fill("A newer thought.");
    await onPost(reader, (route) => problem(route, 403, "This site does not accept the comment."));
    await online(tab);
    await form.locator(".note.alert").waitFor();
    assert.equal(await form.locator(".note.alert").textContent(), "This site does not accept the comment.");
    assert.equal(await typed(form), "Refused.\n\nA newer thought.");
    assert.equal(await root.locator("li.row").count(), 0);
    await tab.reload();
    await inState(tab, "ready");
    assert.equal(await typed(form), "Refused.\n\nA newer thought.");
    await reader.close();
  });

  it("gives a comment back on its own page, where another page has had it refused", async () => {
    const [here, there] = [page(), page()];
    const reader = await newReader(on.browser);
    const tab = await newPage(reader);
    await onPost(reader, cut);
    const root = await open(tab, here.address);
    await send(root, { name: "Ada", body: "Refused." });
    await root.locator("li.row.waiting").waitFor();
    await composer(root).locator("textarea").fill("Newer.");
    await onPost(reader, (route) => problem(route, 403, "This site does not accept the comment."));
    await open(tab, there.address);
    await until(() => tab.evaluate(() => !Object.keys(localStorage).some((key) => key.startsWith("postil:outbox library-blog"))), { what: "the refusal" });
    await open(tab, here.address);
    assert.equal(await typed(composer(root)), "Refused.\n\nNewer.");
    await reader.close();
  });

  it("lets its author take a comment back, before what is written since", async () => {
    const { path, address } = page();
    const reader = await newReader(on.browser);
    const tab = await newPage(reader);
    const root = await open(tab, address);
    await onPost(reader, cut);
    const form = await send(root, { name: "Ada", body: "Too hasty." });
    await root.locator("li.row.waiting").waitFor();
    await form.locator("textarea").fill("Something else.");
    await root.locator("li.row.waiting button.back").click();
    assert.equal(await typed(form), "Too hasty.\n\nSomething else.");
    assert.equal(await root.locator("li.row").count(), 0);
    await onPost(reader);
    await online(tab);
    await form.locator("textarea").fill("Well considered.");
    await form.locator("button.post").click();
    await root.locator("li.row").waitFor();
    assert.deepEqual(await texts(path), [["1", "<p>Well considered.</p>"]]);
    await reader.close();
  });

  it("does not send what was taken back while it was on its way and did not get through", async () => {
    const { path, address } = page();
    const reader = await newReader(on.browser);
    const tab = await newPage(reader);
    const root = await open(tab, address);
    await onPost(reader, cut);
    const form = await send(root, { name: "Ada", body: "Taken back." });
    await root.locator("li.row.waiting").waitFor();
    /** @type {() => void} */
    let fail = () => {};
    const asked = new Promise((done) => void onPost(reader, (route) => ((fail = () => void cut(route)), done(undefined))));
    await root.locator("li.row.waiting button.now").click();
    await asked;
    await root.locator("li.row.waiting button.back").click();
    const failed = tab.waitForEvent("requestfailed", (request) => POSTS.test(request.url()));
    fail();
    await failed;
    await onPost(reader);
    // What is sent next is sent alone.
    await form.locator("textarea").fill("Another.");
    await form.locator("button.post").click();
    await until(async () => (await texts(path)).length > 0, { what: "the other comment" });
    await nothingWaits(tab);
    assert.deepEqual(await texts(path), [["1", "<p>Another.</p>"]]);
    await reader.close();
  });

  it("takes nothing of what is typed while a comment is on its way, and leaves the reader where they are", async () => {
    const { path, address } = page();
    await on.client().posted(path, "To be answered.");
    await on.published(path);
    const reader = await newReader(on.browser);
    const tab = await newPage(reader);
    const root = await open(tab, address);
    /** @type {() => void} */
    let release = () => {};
    await onPost(reader, (route) => void (release = () => void route.fallback()));
    const form = await send(root, { name: "Ada", body: "Slow." });
    // What is typed there now could not be sent with it.
    assert.equal(await form.locator("textarea").evaluate((field) => /** @type {HTMLTextAreaElement} */ (field).readOnly), true);
    await root.locator("li.row button.reply").first().click();
    await root.locator("li.row form textarea").click();
    await tab.keyboard.type("Mean");
    release();
    await root.locator("li.row").nth(1).waitFor();
    await until(async () => (await typed(form)) === "", { what: "the composer to be free" });
    await tab.keyboard.type("while");
    assert.equal(await typed(root.locator("li.row form")), "Meanwhile");
    await form.locator("textarea").fill("Free again.");
    await reader.close();
  });
});
