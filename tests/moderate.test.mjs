// A moderator in the page itself: linked from the desk, on a page that allows next to nothing.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";

import { faint, tooWide, violations } from "./harness/axe.mjs";
import { post } from "./harness/blog.mjs";
import { assertQuiet, inState, newPage, newReader, open, readRows } from "./harness/browser.mjs";
import { textOf } from "./harness/desk-fake.mjs";
import { moderator, owner, signInLink } from "./harness/staff.mjs";
import { stage } from "./harness/stage.mjs";
import { until } from "./harness/util.mjs";

const SITE = "library-blog";

/** @typedef {import("playwright-core").Locator} Locator @typedef {import("./harness/browser.mjs").Page} Page @typedef {import("./harness/staff.mjs").Desk} Desk */

describe("moderating in the page", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  /** @type {Desk} */
  let desk;
  let pages = 0;
  before(async () => {
    on = await stage({ sites: (blog) => [{ id: SITE, title: "The Library Blog", origins: [blog], policy: "held" }] });
    desk = await owner(on.worker);
  });
  after(() => on?.stop());

  /** A page of the blog that allows next to nothing. @param {{ lang?: string, before?: string }} [what] */
  function blogPage(what = {}) {
    const path = `/2027/12/page-${++pages}/`;
    const policy = `default-src 'none'; script-src ${on.worker.origin} 'wasm-unsafe-eval'; connect-src ${on.worker.origin}; style-src 'self'; trusted-types postil; require-trusted-types-for 'script'`;
    on.blog.pages[path] = { html: post({ title: "Strict", ...what }), headers: { "Content-Security-Policy": policy } };
    return path;
  }

  /** A comment that waits. @param {string} path @param {string} body @param {{ name?: string, parent?: string }} [more] */
  async function held(path, body, { name = "Ada", parent } = {}) {
    const { body: answer } = await on.client({ name }).post(path, body, { parent });
    const { id } = answer.comment;
    const row = await until(async () => (await desk.get("queue", { site: SITE, view: "held", most: "200" })).body.rows.find((/** @type {any} */ one) => one.id === id), { what: "the comment to wait" });
    return /** @type {{ id: string, seq: number }} */ (row);
  }

  /** Some that everybody sees, also in a published page. @param {string} path @param {...string} bodies */
  async function published(path, ...bodies) {
    const rows = [];
    for (const body of bodies) rows.push({ text: textOf(body, null), ...(await held(path, body)) });
    await desk.done("act", { site: SITE, act: "approve", which: { rows: rows.map(({ seq, text }) => ({ seq, text })) }, id: crypto.randomUUID() });
    await until(async () => (await shown(path)).length === rows.length, { what: "the comments to be shown" });
    await on.published(path);
    return rows.map(({ id }) => id);
  }

  /** What readers' objects have. @param {string} path */
  const shown = async (path) => (await on.client().all(path)).map(({ id }) => id);

  /** A browser that is linked to a page. @param {string} path @param {{ by?: Desk, page?: Page, reader?: Parameters<typeof newReader>[1] }} [how] */
  async function linked(path, { by = desk, page, reader } = {}) {
    const { link } = await by.done("page", { site: SITE, thread: path });
    page ??= await newPage(await newReader(on.browser, reader));
    const root = await open(page, link);
    await root.locator(".moderating").waitFor();
    return { page, root };
  }

  /** @param {Locator} root @param {string} id */
  const row = (root, id) => root.locator(`[id="c-${id}"]`);
  /** @param {Locator} within @param {string} name */
  const press = (within, name) => within.locator(".moderate").getByRole("button", { name: new RegExp(`^${name}`) }).click();
  /** @param {Locator} root */
  const focused = (root) => root.evaluate((element) => /** @type {any} */ (element.shadowRoot?.activeElement)?.textContent.trim().split(/\s/)[0]);
  /** @param {Page} page */
  const stored = (page) => page.evaluate(() => localStorage.getItem("postil:moderate"));
  /** The browser itself tells of each request that is refused, and asks whether to leave what is unsent. @param {Page} page */
  const withoutRefusals = (page) => void (page.said = page.said.filter((line) => !/Failed to load resource|^dialog: beforeunload/.test(line)));

  it("a link from the desk is opened, spent and gone from the address", async () => {
    const path = blogPage();
    const [id] = await published(path, "The first.");
    const reader = await newReader(on.browser);
    const atDesk = await newPage(reader);
    await atDesk.goto(await signInLink(on.worker));
    await atDesk.getByRole("link", { name: "Threads" }).click();
    await atDesk.getByRole("button", { name: `Moderate on the page ${path}` }).click();
    const link = atDesk.locator(".once a");
    await link.waitFor();
    const address = (await link.getAttribute("href")) ?? "";
    const [opened] = await Promise.all([reader.waitForEvent("page"), link.click()]);
    const page = /** @type {Page} */ (opened);
    const root = await inState(page, "ready");
    await root.locator(".moderating").getByText(/^You moderate here as Owner until \d/).waitFor();
    assert.equal(page.url(), on.blog.origin + path);
    await row(root, id).locator(".moderate").waitFor();

    // It lasts in this browser, and the link leads nobody else in.
    await page.reload();
    await inState(page, "ready");
    await root.locator(".moderating").waitFor();
    const other = await newPage(await newReader(on.browser));
    const stranger = await open(other, address);
    await until(async () => /used before/.test((await stranger.locator(".notice").textContent()) ?? ""), { what: "the link to be called spent" });
    assert.equal(await stranger.locator(".moderating,.moderate").count(), 0);
    assert.equal(other.url(), on.blog.origin + path);
    withoutRefusals(other);
    assertQuiet(other);

    await atDesk.goto(`${on.worker.origin}/desk/index.html#/staff`);
    const session = atDesk.locator("li", { hasText: "moderates on the pages of The Library Blog" });
    await session.first().waitFor();
    await session.first().getByRole("button").click();
    await until(async () => (await session.count()) === 0, { what: "the token to be ended" });
    await press(row(root, id), "Hide");
    await root.locator(".moderating").waitFor({ state: "detached" });
    assert.match((await root.locator(".notice").textContent()) ?? "", /do not moderate on this page any more/);
    assert.equal(await stored(page), null);
    assert.deepEqual(await shown(path), [id]);
    await reader.close();
    await other.context().close();
  });

  it("hides a comment and undoes it, and readers follow", async () => {
    const path = blogPage();
    const [id] = await published(path, "To be hidden.", "Another.");
    const { page, root } = await linked(path);
    await press(row(root, id), "Hide");
    await row(root, id).getByText("Hidden from readers.").waitFor();
    assert.equal(await focused(root), "Undo");
    assert.match((await root.locator(".heading").textContent()) ?? "", /^One thought/);
    assert.equal(await row(root, id).locator(".reply").isVisible(), false);
    assert.ok(!(await shown(path)).includes(id));
    // What waits is long in coming: until then the focus stays where it was, and then is here.
    await page.route(/\/v1\/moderate\/waiting/, async (route) => {
      await new Promise((done) => setTimeout(done, 800));
      await route.fallback();
    });
    await press(row(root, id), "Undo");
    await row(root, id).locator(".moderate").getByRole("button", { name: /^Hide/ }).waitFor();
    assert.equal(await focused(root), "Hide");
    assert.match((await root.locator(".heading").textContent()) ?? "", /^2 thoughts/);
    assert.ok((await shown(path)).includes(id));
    assert.deepEqual((await readRows(root)).map(({ number }) => number), ["1", "2"]);
    assertQuiet(page);
    await page.context().close();
  });

  it("shows what waits at its place, approves it and undoes that", async () => {
    const path = blogPage();
    const [parent] = await published(path, "A question.", "Another.");
    const { id } = await held(path, "An *answer*.", { name: "Grace", parent });
    const { page, root } = await linked(path);
    const waiting = row(root, id);
    await waiting.getByText("It waits for a moderator.").waitFor();
    assert.deepEqual((await readRows(root)).map(({ author, depth }) => [author, depth]), [["Ada", 0], ["Grace", 1], ["Ada", 0]]);
    assert.equal(await waiting.locator(".body em").textContent(), "answer");
    assert.doesNotMatch((await waiting.locator(".when").textContent()) ?? "", /^\d{4}-/);
    await press(waiting, "Approve");
    await waiting.getByText("Approved.").waitFor();
    assert.equal(await waiting.getAttribute("data-number"), "1.1");
    assert.equal(await focused(root), "Undo");
    assert.match((await root.locator(".heading").textContent()) ?? "", /^3 thoughts/);
    assert.ok((await shown(path)).includes(id));
    await press(waiting, "Undo");
    await waiting.getByText("It waits for a moderator.").waitFor();
    assert.ok(!(await shown(path)).includes(id));
    assert.match((await root.locator(".heading").textContent()) ?? "", /^2 thoughts/);

    // Nobody else is told of it.
    const other = await newPage(await newReader(on.browser));
    const stranger = await open(other, on.blog.origin + path);
    assert.equal(await row(stranger, id).count(), 0);
    assert.ok(!other.asked.some((address) => /moderate/.test(address)), "readers get nothing of what moderators need");
    assertQuiet(other);
    assertQuiet(page);
    await page.context().close();
    await other.context().close();
  });

  it("shows an edit that waits below what readers see, and approves it", async () => {
    const path = blogPage();
    const author = on.client({ name: "Ada" });
    const { body: answer } = await author.post(path, "As it was.");
    const { id } = answer.comment;
    const first = await until(async () => (await desk.get("queue", { site: SITE, view: "held", most: "200" })).body.rows.find((/** @type {any} */ one) => one.id === id), { what: "the comment to wait" });
    await desk.done("act", { site: SITE, act: "approve", which: { rows: [{ seq: first.seq, text: textOf(first.body, null) }] }, id: crypto.randomUUID() });
    await until(async () => (await shown(path)).includes(id), { what: "the comment to be shown" });
    await author.edit(path, id, "As it *shall* be.");
    await until(async () => (await desk.get("queue", { site: SITE, view: "held", most: "200" })).body.rows.some((/** @type {any} */ one) => one.id === id), { what: "the edit to wait" });
    const { page, root } = await linked(path);
    await row(root, id).locator(".edit-waits em").getByText("shall").waitFor();
    assert.equal(await row(root, id).locator("> .body").textContent(), "As it was.");
    await press(row(root, id), "Approve");
    await row(root, id).getByText("Approved.").waitFor();
    await row(root, id).locator("> .body em").getByText("shall").waitFor();
    assert.equal(await row(root, id).locator(".edit-waits").count(), 0);
    assertQuiet(page);
    await page.context().close();
  });

  it("replies under the badge, and stops", async () => {
    const path = blogPage();
    const [id] = await published(path, "A question.");
    const by = await moderator(desk, { site: SITE, name: "Grace Hopper" });
    const { page, root } = await linked(path, { by });
    await root.locator(".moderating").getByText(/^You moderate here as Grace Hopper until/).waitFor();
    await row(root, id).locator("> .actions > .reply").click();
    const form = row(root, id).locator("form.answering");
    await form.getByLabel("Your reply as Grace Hopper").fill("An *answer*.");
    await page.reload();
    await inState(page, "ready");
    await root.locator(".moderating").waitFor();
    await row(root, id).locator("> .actions > .reply").click();
    assert.equal(await form.locator("textarea").inputValue(), "An *answer*.", "what is written is kept");
    await page.keyboard.press("Control+Enter");
    const reply = root.locator(".row", { hasText: "An answer." }).last();
    await reply.locator(".badge").getByText("Moderator").waitFor();
    assert.equal(await reply.locator(".author").textContent(), "Grace Hopper");
    assert.equal(await form.count(), 0);
    await until(() => reply.evaluate((row) => /** @type {ShadowRoot} */ (row.getRootNode()).activeElement === row), { what: "the focus on the reply" });
    const [, answer] = await on.client().all(path);
    assert.deepEqual([answer.author.name, answer.author.badge, answer.parent], ["Grace Hopper", "moderator", id]);

    await root.locator(".moderating").getByRole("button", { name: "Stop" }).click();
    await root.locator(".moderating").waitFor({ state: "detached" });
    assert.equal(await root.locator(".moderate").count(), 0);
    assert.equal(await stored(page), null);
    assert.ok(!(await by.get("staff")).body.sessions.some((/** @type {any} */ one) => one.page), "the token is ended");
    await row(root, id).locator("> .actions > .reply").click();
    await row(root, id).locator("form.composer").waitFor();
    assertQuiet(page);
    await page.context().close();
  });

  it("whose token is ended is a reader again, with all that was written", async () => {
    const path = blogPage();
    const [id] = await published(path, "A question.");
    const { id: waiting } = await held(path, "It waits.");
    const by = await moderator(desk, { site: SITE });
    const { page, root } = await linked(path, { by });
    await row(root, waiting).waitFor();
    await row(root, id).locator("> .actions > .reply").click();
    await row(root, id).locator("form.answering textarea").fill("Half an answer");
    await root.locator(".postil > form.composer textarea").fill("Half a comment");
    await desk.done("staff", { dismiss: { member: by.me.member } });
    await row(root, id).locator("form.answering .post").click();
    await root.locator(".moderating").waitFor({ state: "detached" });
    assert.match((await root.locator(".notice").textContent()) ?? "", /do not moderate on this page any more/);
    assert.equal(await root.locator(".moderate,.answering").count(), 0);
    assert.equal(await row(root, waiting).count(), 0, "what waits is nobody else's business");
    assert.equal(await row(root, id).locator("form.composer textarea").inputValue(), "Half an answer");
    assert.equal(await root.locator(".postil > form.composer textarea").inputValue(), "Half a comment");
    await page.reload();
    await inState(page, "ready");
    await until(async () => (await row(root, id).locator("form.composer textarea").inputValue()) === "Half an answer", { what: "the draft" });
    assert.doesNotMatch((await root.locator(".notice").textContent()) ?? "", /moderate/, "it is said once");
    withoutRefusals(page);
    assertQuiet(page);
    await page.context().close();
  });

  it("what fails is said, and can be done again", async () => {
    const path = blogPage();
    const [id] = await published(path, "A question.");
    const { page, root } = await linked(path);
    await page.route(/\/v1\/moderate\//, (route) => route.abort());
    await press(row(root, id), "Hide");
    await until(async () => /could not be done/.test((await root.locator(".notice").textContent()) ?? ""), { what: "the failure to be told" });
    await row(root, id).locator("> .actions > .reply").click();
    await row(root, id).locator("form.answering textarea").fill("An answer");
    await row(root, id).locator("form.answering .post").click();
    await row(root, id).locator("form.answering .alert").getByText("could not be done").waitFor();
    assert.equal(await row(root, id).locator("form.answering textarea").inputValue(), "An answer");
    await page.unroute(/\/v1\/moderate\//);
    await row(root, id).locator("form.answering .post").click();
    await root.locator(".badge").getByText("Author of this site").waitFor();
    await press(row(root, id), "Hide");
    await row(root, id).getByText("Hidden from readers.").waitFor();
    withoutRefusals(page);
    assertQuiet(page);
    await page.context().close();
  });

  for (const { width, colorScheme, lang } of /** @type {const} */ ([
    { width: 360, colorScheme: "light", lang: "en" },
    { width: 1280, colorScheme: "dark", lang: "en" },
  ])) {
    it(`can be read and used at ${width} px, ${colorScheme}`, async () => {
      const path = blogPage({ lang });
      on.blog.pages[path] = post({ title: "Open", head: "<style>:root { color-scheme: light dark } body { margin: 1rem; font-family: Georgia, serif } main { max-width: 44rem; margin-inline: auto }</style>" });
      const [id, hidden] = await published(path, "A question, which has been waiting for an answer for quite some time now.", "To be hidden.");
      await held(path, "It *waits*, and is an answer.", { name: "Grace", parent: id });
      await held(path, "It waits, too.", { name: "W".repeat(60) });
      const { page, root } = await linked(path, { reader: { viewport: { width, height: 900 }, colorScheme } });
      await press(row(root, hidden), "Hide");
      await row(root, hidden).getByText("Hidden from readers.").waitFor();
      await row(root, id).locator("> .actions > .reply").click();
      await row(root, id).locator("form.answering textarea").fill("Half an answer");
      assert.deepEqual(await violations(page), []);
      assert.deepEqual(await faint(page, 10), []);
      assert.deepEqual(await tooWide(page), []);
      const small = await root.locator(".moderate button, .moderating button, .answering button").evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect()).filter(({ width, height }) => width < 24 || height < 24).length);
      assert.equal(small, 0, "targets under 24 px");
      if (process.env.POSTIL_PAGE_PICTURES) await page.screenshot({ path: join(process.env.POSTIL_PAGE_PICTURES, `page-${width}-${colorScheme}.png`), fullPage: true });
      assertQuiet(page);
      await page.context().close();
    });
  }
});
