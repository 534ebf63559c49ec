// Moving in and out at the desk, in a browser and on the real Worker: a file of WordPress' comes in through the wizard, once however often it is chosen, goes again when that is undone, and the site leaves as a file.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";

import { violations } from "./harness/axe.mjs";
import { assertQuiet, inState, newPage, newReader } from "./harness/browser.mjs";
import { post as page_of } from "./harness/blog.mjs";
import { flatten } from "./harness/client.mjs";
import { owner, signInLink } from "./harness/staff.mjs";
import { stage } from "./harness/stage.mjs";
import { ROOT, sleep, until } from "./harness/util.mjs";

const SITE = "moving";
const OLD = "old.example";

/** @param {number} id @param {string} text @param {{ parent?: number, approved?: string, type?: string, name?: string }} [more] */
const comment = (id, text, { parent = 0, approved = "1", type = "comment", name = `Author ${id}` } = {}) =>
  `<wp:comment><wp:comment_id>${id}</wp:comment_id><wp:comment_author><![CDATA[${name}]]></wp:comment_author><wp:comment_author_email>a${id}@example.org</wp:comment_author_email><wp:comment_author_url>https://author.example/${id}</wp:comment_author_url><wp:comment_date_gmt>2019-05-0${id} 12:00:00</wp:comment_date_gmt><wp:comment_content><![CDATA[${text}]]></wp:comment_content><wp:comment_approved>${approved}</wp:comment_approved><wp:comment_type>${type}</wp:comment_type><wp:comment_parent>${parent}</wp:comment_parent><wp:comment_user_id>0</wp:comment_user_id></wp:comment>`;

/** @param {number} id @param {string} path @param {string[]} comments */
const post = (id, path, comments) =>
  `<item><title>Post ${id}</title><link>https://${OLD}${path}</link><wp:post_id>${id}</wp:post_id><wp:comment_status>open</wp:comment_status><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>${comments.join("")}</item>`;

const WXR = `<?xml version="1.0"?><rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Old</title>${post(1, "/one/", [
  comment(1, "The <strong>first</strong> of all."),
  comment(2, "A reply.", { parent: 1 }),
  comment(3, "Buy this.", { approved: "spam" }),
  comment(4, "Another page says so.", { type: "pingback", name: "Another page" }),
])}${post(2, "/two/", [comment(5, `<img src=x onerror="alert(1)">Waits.`, { approved: "0" })])}</channel></rss>`;

const file = { name: "old-blog.xml", mimeType: "text/xml", buffer: Buffer.from(WXR) };

/** A folder for pictures of this part of the desk, if any are wanted: those of the documents. */
const PICTURES = process.env.POSTIL_MOVING_PICTURES ?? "";
/** The thread of a real library's blog, where it lies beside the repository. */
const LIBRARY = join(ROOT, "../shared/fixtures/lssc.wxr.xml");
const library = existsSync(LIBRARY) ? readFileSync(LIBRARY, "utf8") : "";
/** The path of its page. */
const LIBRARY_PATH = new URL(/<link>([^<]+)<\/link>\s*(?!<description>)[^]*?<wp:post_id>/.exec(library.slice(library.indexOf("<item>")))?.[1] ?? "https://blog.example.org/").pathname;

describe("moving at the desk", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  /** @type {import("./harness/staff.mjs").Desk} */
  let desk;
  /** @type {import("./harness/browser.mjs").Page} */
  let page;
  before(async () => {
    on = await stage({ pages: { [LIBRARY_PATH]: page_of({ title: "At the library", site: "library" }) }, sites: (blog) => [{ id: SITE, title: "A site", origins: [blog], policy: { let_in: "open", defence: false } }] });
    desk = await owner(on.worker);
    page = await newPage(await on.browser.newContext({ locale: "en-GB", timezoneId: "UTC", acceptDownloads: true, viewport: { width: 1280, height: 900 } }));
    await page.goto(await signInLink(on.worker));
    await page.locator(".top").waitFor();
  });
  after(() => on?.stop());

  const reader = () => on.client({ name: "Bo", site: SITE });
  /** @param {string} path @returns {Promise<any[]>} */
  const rows = async (path) => flatten((await reader().json(path)).body.comments);
  const wizard = () => page.getByRole("region", { name: "Import", exact: true });
  const past = () => page.getByRole("region", { name: "Imports until now" });

  /** Chooses the file, and says where its pages are now. */
  async function choose() {
    await page.getByLabel("Choose files, or drop them here").setInputFiles(file);
    await wizard().getByText("Found, in the format of WordPress:").waitFor();
    await wizard().getByText(/which is none of this site’s addresses/).waitFor();
    const nothing = wizard().getByRole("button", { name: "Import 0 comments" });
    assert.equal(await nothing.getAttribute("aria-disabled"), "true");
    const why = page.locator(`#${await nothing.getAttribute("aria-describedby")}`);
    assert.match((await why.textContent()) ?? "", /^By these rules there is nothing to import/);
    await wizard().getByLabel(`${OLD} is now`).selectOption(on.blog.origin);
  }

  /** Imports what is planned, and waits until it is there. */
  async function send() {
    await wizard().getByRole("button", { name: "Import 3 comments" }).click();
    await wizard().getByRole("button", { name: "Download receipt" }).waitFor();
  }

  /** Saves what a button gives. @param {string} name */
  const saved = (name) => savedOf(page, name);

  /** @param {import("./harness/browser.mjs").Page} at @param {string} name */
  async function savedOf(at, name) {
    const download = at.waitForEvent("download");
    await at.getByRole("button", { name, exact: true }).click();
    const from = await download;
    return { name: from.suggestedFilename(), text: await readFile(await from.path(), "utf8") };
  }

  it("shows what would come of a file, and nothing of it has left the browser", async () => {
    await page.getByRole("link", { name: "Import and export" }).click();
    await past().getByText("Nothing was imported yet.").waitFor();
    page.asked.length = 0;
    await choose();
    await wizard().getByText("2 comments that everybody sees").waitFor();
    for (const text of ["one comment that waits for a moderator", "one mention by another site", "on 2 pages", "1 × called spam"]) await wizard().getByText(text).waitFor();
    await wizard().getByText("Pages and their threads (2)").click();
    await wizard().getByText(`https://${OLD}/one/`).waitFor();
    await wizard().getByText("Some comments as they will look").click();
    assert.equal(await wizard().locator(".sample strong", { hasText: "first" }).count(), 1);
    assert.equal(await wizard().locator(".sample img").count(), 0);
    assert.deepEqual(page.asked.filter((address) => !/\/desk\/assets\/|\/v1\/desk\/(site|counts)\?/.test(address)), []);
    assert.deepEqual(await rows("/one/"), []);
    assert.deepEqual(await violations(page), []);
    await page.setViewportSize({ width: 360, height: 800 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(wide, 0, `it scrolls sideways by ${wide} px`);
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  it("has a changed rule plan anew, and what has the focus keeps it", async () => {
    const from = wizard().getByLabel("Paths that began with").first();
    await from.fill("/two");
    await wizard().getByLabel("begin now with").first().fill("/second");
    await page.keyboard.press("Enter");
    await wizard().getByText("/second/", { exact: true }).waitFor({ state: "attached" });
    await until(() => wizard().getByLabel("begin now with").first().evaluate((input) => input === document.activeElement), { what: "the focus where it was" });
    await until(async () => (await wizard().getByLabel("Paths that began with").count()) === 2, { what: "room for another path" });
    assert.equal(await wizard().getByLabel("Paths that began with (2)").count(), 1);
    assert.equal(await wizard().locator("details[open]").count(), 2, "what was opened stays so");
    await from.fill("");
    await wizard().getByLabel("Single pages").fill("/a/,/b/\n/c/");
    await page.keyboard.press("Tab");
    await wizard().getByText("Line 2 of the list is not an old and a new address.").waitFor();
    await wizard().getByLabel("Single pages").fill("");
    await page.keyboard.press("Tab");
    await wizard().getByText("/two/", { exact: true }).waitFor({ state: "attached" });
  });

  it("imports what was agreed to, and tells of each entry", async () => {
    const would = await saved("Download what would become of each entry");
    assert.equal(would.name, `${SITE}-plan.csv`);
    assert.equal(would.text.trimEnd().split("\n").length, 1 + 5, would.text);
    await send();
    await wizard().getByText("Imported: 4 entries.").waitFor();
    await until(() => page.evaluate(() => document.activeElement?.id === "import"), { what: "the focus on the heading" });
    assert.deepEqual((await rows("/one/")).map(({ number, author, html }) => [number, author.name, /<strong>first<\/strong>/.test(html)]), [
      ["1", "Author 1", true],
      ["1.1", "Author 2", false],
    ]);
    const receipt = await saved("Download receipt");
    assert.equal(receipt.name, `${SITE}-import.csv`);
    assert.equal(receipt.text.trimEnd().split("\n").length, 1 + 5, receipt.text);
    const [held] = await until(async () => {
      const { rows } = (await desk.get("queue", { site: SITE, view: "held" })).body;
      return rows.length > 0 && rows;
    }, { what: "what waits" });
    assert.ok(!held.html.includes("<img"), held.html);
    const line = past().locator("li", { hasText: file.name });
    await line.getByText("finished").waitFor();
    await line.getByText("WordPress").waitFor();
    assert.deepEqual(await violations(page), []);
  });

  it("doubles nothing when the same file is chosen again", async () => {
    await choose();
    await wizard().getByRole("button", { name: "Close" }).click();
    await wizard().getByText("Found, in the format of WordPress:").waitFor({ state: "hidden" });
    await choose();
    await send();
    await wizard().getByText("4 entries were there before.").waitFor();
    assert.equal((await rows("/one/")).length, 2);
    await until(async () => (await past().getByRole("listitem").count()) === 1, { what: "one import" });
  });

  it("goes on by itself when nobody answers, when the server cannot, and when the day's share is used up", async () => {
    let calls = 0;
    /** @param {number} status @param {string} code */
    const problem = (status, code) => ({ status, headers: { "Retry-After": "2" }, contentType: "application/problem+json", body: JSON.stringify({ type: `urn:postil:${code}`, title: "", detail: "", status, code }) });
    const answers = [problem(429, "import_paused"), problem(503, "unavailable"), problem(429, "too_fast")];
    await page.route("**/v1/desk/add", (route) => {
      calls += 1;
      const answer = answers[calls - 2];
      return calls === 1 ? route.abort() : answer ? route.fulfill(answer) : route.continue();
    });
    await page.getByLabel("Choose files, or drop them here").setInputFiles({ ...file, buffer: Buffer.from(WXR.replaceAll("2019-05-", "2018-05-").replaceAll("/one/", "/third/")) });
    await wizard().getByLabel(`${OLD} is now`).selectOption(on.blog.origin);
    await wizard().getByRole("button", { name: "Import 3 comments" }).click();
    await wizard().getByText("What an import may use today is used up").waitFor();
    await wizard().getByRole("button", { name: "Download receipt" }).waitFor();
    assert.ok(calls > 4);
    assert.equal((await rows("/third/")).length > 0, true);
    await page.unroute("**/v1/desk/add");
    page.said.length = 0;
  });

  it("leaves nothing when it is undone, but what readers have written", async () => {
    const [first] = await rows("/one/");
    const reply = await reader().posted("/one/", "I remember that.", { parent: first.id });
    for (const _ of [1, 2]) {
      await past().getByRole("button", { name: `Undo the import of ${file.name}` }).first().click();
      const dialog = page.getByRole("dialog");
      await dialog.getByText("What readers have written since stays").waitFor();
      assert.deepEqual(await violations(page), []);
      await dialog.getByRole("button", { name: "Undo this import" }).click();
      await dialog.waitFor({ state: "detached" });
    }
    await until(async () => (await past().getByText("undone", { exact: true }).count()) === 2, { what: "the undoing" });
    assert.deepEqual((await rows("/one/")).map(({ id, state }) => [id, state]), [[first.id, "removed"], [reply.id, "published"]]);
    assert.deepEqual(await rows("/third/"), []);
    assert.deepEqual((await desk.get("queue", { site: SITE, view: "held" })).body.rows, []);
  });

  it("takes a site along, whole or for WordPress, and brings it back as it was", async () => {
    const own = await saved("Download everything");
    assert.equal(own.name, `${SITE}.jsonl`);
    const lines = own.text.trimEnd().split("\n").map((line) => JSON.parse(line));
    assert.equal(lines[0].site.id, SITE);
    assert.ok(lines.some(({ body }) => body === "I remember that."));
    const wordpress = await saved("Download for WordPress");
    assert.equal(wordpress.name, `${SITE}.wordpress.xml`);
    assert.ok(wordpress.text.includes("I remember that.") && wordpress.text.trimEnd().endsWith("</rss>"), wordpress.text);

    const empty = { id: "empty", title: "Empty", origins: [on.blog.origin], mirrors: [], languages: ["en"], policy: "open", own_ids: false, edit_hours: 24, votes: true, titles: { ending: "", readers: 0 }, theme: {} };
    await desk.done("site", { site: empty, revision: null });
    await page.reload();
    await page.locator(".top").waitFor();
    await page.goto(`${on.worker.origin}/desk#/site/empty/moving`);
    await page.getByLabel("Choose files, or drop them here").setInputFiles({ name: own.name, mimeType: "application/x-ndjson", buffer: Buffer.from(own.text) });
    await wizard().getByLabel("Restore this site as it was").check();
    await until(async () => (await wizard().locator("#go").getAttribute("aria-disabled")) === null, { what: "the plan" });
    await wizard().locator("#go").click();
    await wizard().getByRole("button", { name: "Download receipt" }).waitFor();
    const back = (await desk.get("site", { site: "empty" })).body.site;
    assert.deepEqual([back.id, back.title], ["empty", "A site"]);
    assert.deepEqual(flatten((await on.client({ name: "Bo", site: "empty" }).json("/one/")).body.comments).map(({ state }) => state), ["removed", "published"]);
    assertQuiet(page);
  });

  it("goes on to the same end when the browser was closed in the middle", async () => {
    const path = (/** @type {number} */ n) => `/closed/${n}/`;
    const many = WXR.replace(/<item>.*<\/item>/s, Array.from({ length: 12 }, (_, n) => post(n + 1, path(n), [comment(1, `On page ${n}.`), comment(2, "A reply.", { parent: 1 })].map((one) => one.replace(/(<wp:comment_(?:id|parent)>)([12])</g, `$1${n + 1}$2<`)))).join(""));
    const chosen = { name: "closed.xml", mimeType: "text/xml", buffer: Buffer.from(many) };
    /** @param {(page: import("./harness/browser.mjs").Page) => Promise<void>} [before] */
    async function visit(before) {
      const other = await newPage(await on.browser.newContext({ locale: "en-GB" }));
      await other.goto(await signInLink(on.worker));
      await other.locator(".top").waitFor();
      await other.goto(`${on.worker.origin}/desk#/site/${SITE}/moving`);
      await before?.(other);
      await other.getByLabel("Choose files, or drop them here").setInputFiles(chosen);
      await other.getByLabel(`${OLD} is now`).selectOption(on.blog.origin);
      await other.getByRole("button", { name: "Import 24 comments" }).click();
      return other;
    }
    let sent = 0;
    const closed = await visit(async (other) => {
      await other.route("**/v1/desk/add", async (route) => {
        sent += 1;
        await sleep(100);
        return route.continue().catch(() => {});
      });
    });
    await until(() => sent >= 4, { what: "some of it to be sent" });
    await closed.context().close();
    const there = async () => (await Promise.all(Array.from({ length: 12 }, (_, n) => rows(path(n))))).map((all) => all.map(({ number, html }) => [number, html]));
    assert.ok((await there()).some((all) => all.length === 0), "it was closed in the middle");
    const again = await visit();
    await again.getByRole("button", { name: "Download receipt" }).waitFor();
    assert.deepEqual(await there(), Array.from({ length: 12 }, (_, n) => [["1", `<p>On page ${n}.</p>`], ["1.1", "<p>A reply.</p>"]]));
    await again.context().close();
  });

  it("brings the thread of a real library's blog to its page, as it stood there", { skip: !library }, async () => {
    const site = { id: "library", title: "The library", origins: [on.blog.origin], mirrors: [], languages: ["en"], policy: "open", own_ids: false, edit_hours: 24, votes: true, titles: { ending: "", readers: 0 }, theme: {} };
    await desk.done("site", { site, revision: null });
    const { page: at } = await importLibrary("library");
    const receipt = await savedOf(at, "Download receipt");
    const lines = receipt.text.trimEnd().split(/\r?\n/).slice(1).map((line) => line.split(",")[3]);
    assert.deepEqual(lines, ["imported", "imported", "imported", "imported", "mention", "held"]);
    const { threads: [thread] } = (await desk.get("threads", { site: "library" })).body;
    assert.equal(thread.id, LIBRARY_PATH);
    const value = (/** @type {string} */ block, /** @type {string} */ name) => new RegExp(`<wp:comment_${name}>(?:<!\\[CDATA\\[)?([^<\\]]*)`).exec(block)?.[1] ?? "";
    const comments = library.split("<wp:comment>").slice(1).filter((block) => value(block, "approved") === "1" && !/back/.test(value(block, "type")));
    const dates = comments.map((block) => `${value(block, "date_gmt").replace(" ", "T")}Z`).sort();
    await until(async () => /data-count="4"/.test((await on.client({ site: "library" }).thread(thread.id)).text), { what: "readers to be told of it", within: 90_000 });
    const reading = await newPage(await newReader(on.browser));
    await reading.goto(on.blog.origin + thread.id);
    const section = await inState(reading, "ready");
    const shown = await section.evaluate((host) => [...(host.shadowRoot?.querySelectorAll(".rows > .row") ?? [])].map((row) => [row.getAttribute("data-number"), row.getAttribute("data-depth"), row.querySelector("time")?.dateTime]));
    assert.deepEqual(shown.map(([number, depth]) => [number, depth]), [["1", "0"], ["2", "0"], ["3", "0"], ["3.1", "1"]]);
    assert.deepEqual(shown.map(([, , date]) => date).sort(), dates);
    assert.equal(await section.locator(".mentions li").count(), 1);
    assert.equal((await desk.get("queue", { site: "library", view: "held" })).body.rows.length, 1);
    // Once more: nothing is doubled. And then it goes again.
    await at.context().close();
    await importLibrary("library");
    assert.equal((await on.client({ site: "library" }).json(thread.id)).body.count, 4);
    const [{ id }] = (await desk.get("imports", { site: "library" })).body.imports;
    await desk.done("import", { site: "library", do: "undo", id });
    await until(async () => (await desk.get("imports", { site: "library" })).body.imports[0].undoing === 0, { what: "the undoing" });
    assert.deepEqual((await desk.get("threads", { site: "library" })).body.threads, []);
    const left = (await on.client({ site: "library" }).json(thread.id)).body;
    assert.deepEqual([left.comments, left.mentions], [[], []]);
  });

  it("can be looked at", { skip: !PICTURES }, async () => {
    const site = { id: "reading-room", title: "The reading room", origins: [on.blog.origin], mirrors: [], languages: ["en"], policy: "open", own_ids: false, edit_hours: 24, votes: true, titles: { ending: "", readers: 0 }, theme: {} };
    await desk.done("site", { site, revision: null });
    const said = ["I have kept my reader’s card from 1987. It still **opens** the gate.", "So does mine.", "Could the *returns box* stand nearer to the bus stop?", "A lovely evening. Thank you to all who read.", "Which edition was it? I should like to look it up.", "The second, of 1911: it stands in the reading room.", "We have bound the minutes since; ask at the desk."];
    const words = said.map((text) => text.replace(/\*\*(.*)\*\*/, "<strong>$1</strong>").replace(/\*(.*)\*/, "<em>$1</em>"));
    const names = ["Ada", "Bartholomew", "Cleo", "Dorothea"];
    const item = (/** @type {number} */ n, /** @type {string} */ path) =>
      post(n, path, words.map((text, at) => comment((at % 9) + 1, text, { name: names[(at + n) % 4], ...(at === 1 && { parent: 1 }), ...(at === 5 && { parent: 5 }), ...(at === 3 && n === 2 && { approved: "0" }), ...(at === 6 && n === 3 && { approved: "spam" }), ...(at === 6 && n === 4 && { type: "pingback" }) }).replace(/(<wp:comment_(?:id|parent)>)([1-9])</g, `$1${n}$2<`)));
    const buffer = Buffer.from(WXR.replace(/<item>.*<\/item>/s, ["/2018/cards/", "/2018/returns/", "/2019/an-evening/", "/2019/minutes/"].map((path, n) => item(n + 1, path)).join("")));
    const at = await newPage(await on.browser.newContext({ locale: "en-GB", viewport: { width: 1000, height: 900 } }));
    await at.goto(await signInLink(on.worker));
    await at.locator(".top").waitFor();
    await at.goto(`${on.worker.origin}/desk#/site/reading-room/moving`);
    const picture = (/** @type {string} */ name) => at.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true, clip: { x: 0, y: 0, width: 1000, height: name === "plan" ? 1_560 : 860 } });
    await at.getByLabel("Choose files, or drop them here").setInputFiles({ name: "readingroom.WordPress.xml", mimeType: "text/xml", buffer });
    await at.getByLabel(`${OLD} is now`).selectOption(on.blog.origin);
    await at.getByText("Some comments as they will look").click();
    await at.locator("#go").waitFor();
    await picture("plan");
    await at.locator("#go").click();
    await at.getByRole("button", { name: "Download receipt" }).waitFor();
    await picture("receipt");
    await at.getByRole("button", { name: /^Undo the import of/ }).click();
    await at.getByRole("dialog").waitFor();
    await picture("imports");
  });

  /** Imports the library's thread in a browser of its own. @param {string} site */
  async function importLibrary(site) {
    const other = await newPage(await on.browser.newContext({ locale: "en-GB", acceptDownloads: true }));
    await other.goto(await signInLink(on.worker));
    await other.locator(".top").waitFor();
    await other.goto(`${on.worker.origin}/desk#/site/${site}/moving`);
    await other.getByLabel("Choose files, or drop them here").setInputFiles(LIBRARY);
    await other.getByLabel("blog.example.org is now").selectOption(on.blog.origin);
    await other.getByRole("button", { name: "Import 5 comments" }).click();
    await other.getByRole("button", { name: "Download receipt" }).waitFor();
    return { page: other };
  }
});
