// Proof of work: who writes something suspicious does not notice more than that it takes a moment,
// and everybody else not even that. Nothing is lost meanwhile.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { post } from "./harness/blog.mjs";
import { assertQuiet, composer, inState, newPage, newReader, open, section, write } from "./harness/browser.mjs";
import { mirrored, stage } from "./harness/stage.mjs";
import { until } from "./harness/util.mjs";

const POSTS = /\/v1\/comments$/;
const MODULE = /\/assets\/work-/;
/** So little text beside a link, written so quickly, is what robots write. */
const SUSPICIOUS = "See https://shop.example/offer";
const CHECKING = "Checking your comment…";
/** As many as there are tests that want one. */
const SITES = 10;

/** @typedef {import("playwright-core").BrowserContext} Reader */
/** @typedef {import("./harness/browser.mjs").Page} Page */

describe("proof of work", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  let pages = 0;
  before(async () => {
    on = await stage({
      sites: (blog) => Array.from({ length: SITES }, (_, n) => ({ ...mirrored(blog, "blog.test"), id: `work-${n + 1}`, policy: {} })),
    });
  });
  after(() => on?.stop());

  /** A page of a site of its own for a test: what is said twice on a site is held. @param {Record<string, string>} [headers] */
  function page(headers = {}) {
    const path = `/work/${++pages}/`;
    const site = `work-${pages}`;
    on.blog.pages[path] = { html: post({ title: "Work", site }), headers };
    const texts = async () => (await on.client({ site }).all(path)).map(({ html }) => html);
    return { texts, address: on.blog.origin + path };
  }

  /** What was sent to a call and answered, in order. @param {Page} tab @param {RegExp} [call] */
  function watch(tab, call = POSTS) {
    /** @type {{ sent: any, status: number }[]} */
    const calls = [];
    tab.on("response", (response) => {
      const request = response.request();
      if (request.method() === "POST" && call.test(response.url())) calls.push({ sent: request.postDataJSON(), status: response.status() });
    });
    return calls;
  }

  /** Keeps the module for the work back until released. @param {Reader} reader */
  async function holdWork(reader) {
    let asked = 0;
    let release = () => {};
    const released = new Promise((done) => (release = () => done(undefined)));
    await reader.route(MODULE, async (route) => {
      asked++;
      await released;
      // The page that asked may be gone.
      await route.continue().catch(() => {});
    });
    return { release: () => release(), asked: () => asked };
  }

  /** @param {import("playwright-core").Locator} root @param {{ name?: string, body: string }} what */
  async function send(root, what) {
    const form = await write(root, what);
    await form.locator("button.post").click();
    return form;
  }

  const note = (/** @type {import("playwright-core").Locator} */ within) => within.locator(".note").first().textContent();
  /** @param {Page} tab */
  const posted = (tab) => section(tab).locator("li.row[data-number]").first().waitFor();

  it("is asked of nobody who writes like a reader, and costs them nothing", async () => {
    const { address } = page();
    const reader = await newReader(on.browser);
    const tab = await newPage(reader);
    const calls = watch(tab);
    const root = await open(tab, address);
    await send(root, { name: "Ada", body: "The garden is open again, and the roses are out." });
    await posted(tab);
    assert.deepEqual(calls.map(({ status }) => status), [201]);
    assert.ok(!tab.asked.some((url) => MODULE.test(url)));
    assertQuiet(tab);
    await reader.close();
  });

  it("is done beside the page, and the same comment sent again", async () => {
    const { texts, address } = page();
    const reader = await newReader(on.browser);
    const work = await holdWork(reader);
    const tab = await newPage(reader);
    let workers = 0;
    tab.on("worker", () => workers++);
    const calls = watch(tab);
    const root = await open(tab, address);
    const form = await send(root, { name: "Ada", body: SUSPICIOUS });
    await until(async () => (await note(form)) === CHECKING, { what: "it to be said" });
    work.release();
    await posted(tab);
    assert.equal(workers, 1);
    assert.deepEqual(calls.map(({ status }) => status), [428, 201]);
    const [{ sent: first }, { sent: second }] = calls;
    const { work: proof, ...rest } = second;
    assert.match(proof, /^\d+\.\d+\.[0-9a-f]{32}\.\d+$/);
    assert.deepEqual(rest, first);
    assert.equal((await texts()).length, 1);
    assert.equal(await composer(root).locator("textarea").inputValue(), "");
    assert.equal(await root.locator(".notice").textContent(), "Your comment is posted.");
    await reader.close();
  });

  it("is done in the page itself where that allows no worker", async () => {
    const worker = on.worker.origin;
    const { texts, address } = page({
      "Content-Security-Policy": `default-src 'none'; script-src ${worker} 'wasm-unsafe-eval'; connect-src ${worker}; trusted-types postil; require-trusted-types-for 'script'`,
    });
    const reader = await newReader(on.browser);
    const tab = await newPage(reader);
    const calls = watch(tab);
    const root = await open(tab, address);
    await send(root, { name: "Ada", body: SUSPICIOUS });
    await posted(tab);
    assert.deepEqual(calls.map(({ status }) => status), [428, 201]);
    assert.equal(tab.workers().length, 0);
    assert.equal((await texts()).length, 1);
    await reader.close();
  });

  it("is done again after a reload in the middle of it", async () => {
    const { texts, address } = page();
    const reader = await newReader(on.browser);
    const work = await holdWork(reader);
    const tab = await newPage(reader);
    const root = await open(tab, address);
    const form = await send(root, { name: "Ada", body: SUSPICIOUS });
    await until(async () => (await note(form)) === CHECKING, { what: "it to be said" });
    await tab.reload();
    await inState(tab, "ready");
    const waiting = section(tab).locator("li.row.waiting");
    await until(async () => (await note(waiting)) === CHECKING, { what: "it to be said of what waits" });
    assert.equal(await waiting.locator(".body").textContent(), SUSPICIOUS);
    work.release();
    await posted(tab);
    assert.equal((await texts()).length, 1);
    assert.equal(await waiting.count(), 0);
    await reader.close();
  });

  it("is done again where the network was gone meanwhile", async () => {
    const { texts, address } = page();
    const reader = await newReader(on.browser);
    const work = await holdWork(reader);
    const tab = await newPage(reader);
    const root = await open(tab, address);
    const form = await send(root, { name: "Ada", body: SUSPICIOUS });
    await until(async () => (await note(form)) === CHECKING, { what: "it to be said" });
    await reader.route(POSTS, (route) => route.abort("internetdisconnected"));
    work.release();
    const waiting = root.locator("li.row.waiting");
    await waiting.waitFor();
    assert.match((await note(waiting)) ?? "", /^Waiting to be sent\./);
    await reader.unroute(POSTS);
    await tab.evaluate(() => void window.dispatchEvent(new Event("online")));
    await posted(tab);
    assert.equal((await texts()).length, 1);
    await reader.close();
  });

  it("that cannot be done now is done later", async () => {
    const { texts, address } = page();
    const reader = await newReader(on.browser);
    await reader.route(MODULE, (route) => route.abort());
    const tab = await newPage(reader);
    const root = await open(tab, address);
    await send(root, { name: "Ada", body: SUSPICIOUS });
    const waiting = root.locator("li.row.waiting");
    await waiting.waitFor();
    await until(async () => /^Waiting to be sent\./.test((await note(waiting)) ?? ""), { what: "it to wait" });
    await reader.unroute(MODULE);
    await posted(tab);
    assert.equal((await texts()).length, 1);
    await reader.close();
  });

  for (const [what, host] of [
    ["with locks", "127.0.0.1"],
    ["on a page that is no secure context", "blog.test"],
  ]) {
    it(`leads to one comment where two tabs do it, ${what}`, async () => {
      const { texts, address } = page();
      const there = address.replace("127.0.0.1", host);
      const reader = await newReader(on.browser);
      const work = await holdWork(reader);
      const first = await newPage(reader);
      const root = await open(first, there);
      const form = await send(root, { name: "Ada", body: SUSPICIOUS });
      await until(async () => (await note(form)) === CHECKING, { what: "it to be said" });
      const second = await newPage(reader);
      await open(second, there);
      await section(second).locator("li.row.waiting").waitFor();
      work.release();
      await Promise.all([first, second].map(posted));
      assert.equal((await texts()).length, 1);
      for (const tab of [first, second]) await until(async () => (await section(tab).locator("li.row").count()) === 1, { what: "one row" });
      await reader.close();
    });
  }

  it("is for nothing where the comment is taken back meanwhile", async () => {
    const { texts, address } = page();
    const reader = await newReader(on.browser);
    const work = await holdWork(reader);
    const tab = await newPage(reader);
    const calls = watch(tab);
    const root = await open(tab, address);
    await send(root, { name: "Ada", body: SUSPICIOUS });
    await until(() => work.asked() === 1, { what: "the module to be asked for" });
    await tab.reload();
    await inState(tab, "ready");
    await until(() => work.asked() === 2, { what: "the module to be asked for again" });
    await section(tab).locator("li.row.waiting button.back").click();
    work.release();
    // Its author says something else, which goes after it.
    await send(section(tab), { body: "The garden is open again." });
    await posted(tab);
    assert.deepEqual(await texts(), ["<p>The garden is open again.</p>"]);
    assert.ok(!calls.some(({ sent }) => sent.work));
    await reader.close();
  });

  it("is done for an edit, too", async () => {
    const { texts, address } = page();
    const reader = await newReader(on.browser);
    const work = await holdWork(reader);
    const tab = await newPage(reader);
    const calls = watch(tab, /\/edit$/);
    const root = await open(tab, address);
    await send(root, { name: "Ada", body: "The garden is open again." });
    await posted(tab);
    await root.locator("button.edit").click();
    const form = root.locator("form.edits");
    await form.waitFor();
    await form.locator("textarea").fill(SUSPICIOUS);
    await form.locator("button.post").click();
    await until(async () => (await note(form)) === CHECKING, { what: "it to be said" });
    work.release();
    await form.waitFor({ state: "detached" });
    const changes = calls.filter(({ sent }) => sent.body !== undefined);
    assert.deepEqual(changes.map(({ status, sent }) => [status, !!sent.work]), [[428, false], [200, true]]);
    assert.match((await texts())[0], /shop\.example/);
    assert.match((await root.locator("li.row .body").textContent()) ?? "", /shop\.example/);
    await reader.close();
  });
});

describe("what is told of how a comment was written", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  before(async () => {
    on = await stage({ pages: { "/manner/": post({ title: "Manner" }) } });
  });
  after(() => on?.stop());

  /** @param {Page} tab @param {import("playwright-core").Locator} root */
  async function sendMine(tab, root) {
    const [request] = await Promise.all([
      tab.waitForRequest((request) => POSTS.test(request.url()) && request.method() === "POST"),
      composer(root).locator("button.post").click(),
    ]);
    return request.postDataJSON();
  }

  it("is for how long, from when its author came to the composer", async () => {
    const reader = await newReader(on.browser);
    const tab = await newPage(reader);
    const root = await open(tab, `${on.blog.origin}/manner/`);
    const start = Date.now();
    await write(root, { name: "Ada", body: "Hello." });
    await composer(root).locator(".name").click();
    const { took, trap } = await sendMine(tab, root);
    assert.ok(Number.isInteger(took) && took >= 0 && took <= Date.now() - start, `${took}`);
    assert.equal(trap, undefined);
    await root.locator("li.row .delete").waitFor();
    // The next text has a time of its own.
    const next = Date.now();
    await write(root, { body: "And another thing." });
    const second = await sendMine(tab, root);
    assert.ok(second.took <= Date.now() - next, `${second.took}`);
    await reader.close();
  });

  it("is nothing where a draft was begun on another visit", async () => {
    const reader = await newReader(on.browser);
    const tab = await newPage(reader);
    const root = await open(tab, `${on.blog.origin}/manner/`);
    await write(root, { name: "Ada", body: "Half a tho" });
    await tab.reload();
    await inState(tab, "ready");
    await composer(root).locator("textarea").click();
    await tab.keyboard.press("Control+End");
    await tab.keyboard.type("ught.");
    const { took, body } = await sendMine(tab, root);
    assert.equal(body, "Half a thought.");
    assert.equal(took, undefined);
    await reader.close();
  });

  it("is a field that nobody sees or comes to, if something fills it in", async () => {
    const reader = await newReader(on.browser);
    const tab = await newPage(reader);
    const root = await open(tab, `${on.blog.origin}/manner/`);
    const form = await write(root, { name: "Ada", body: "Buy." });
    const trap = form.locator(".trap");
    assert.ok(await trap.isHidden());
    assert.equal(await form.getByRole("textbox", { includeHidden: false }).count(), 2);
    await trap.evaluate((/** @type {HTMLInputElement} */ field) => void (field.value = "https://shop.example/"));
    const sent = await sendMine(tab, root);
    assert.equal(sent.trap, "https://shop.example/");
    await reader.close();
  });
});
