// Feeds: valid Atom whatever a reader writes, of a site and of a thread, and without what is gone.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";

import { assertQuiet, newPage, newReader } from "./harness/browser.mjs";
import { stage } from "./harness/stage.mjs";
import { pool, ROOT, until } from "./harness/util.mjs";

/** @type {{ kind: string, text: string }[]} */
const CORPUS = JSON.parse(readFileSync(join(ROOT, "tests/corpus/hostile.json"), "utf8"));
const PATH = "/2027/07/fed/";
const HOSTILE = "/2027/07/hostile/";
const PASSING = "/2027/07/passing/";
const OWN = "an own thread: <b>\"it\"</b> & more";

/**
 * @typedef {{ id: string, title: string, published: string, updated: string, name: string, uri?: string, link: string, type: string | null, content: string }} Entry
 * @typedef {{ error?: string, id: string, title: string, updated: string, lang: string | null, self: string, alternate: string, entries: Entry[], bad: string[] }} Feed
 */

describe("feeds", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  /** @type {import("playwright-core").Page} */
  let parser;
  /** @type {import("./harness/client.mjs").Client} */
  let ada;
  /** @type {any} */
  let first;
  before(async () => {
    on = await stage();
    parser = await (await newReader(on.browser)).newPage();
    ada = on.client({ name: "Ada & <Bob>" });
    first = await ada.posted(PATH, "A *first* one.", { url: "https://ada.example/?a=1&b=2", thread: { title: "A claimed title" } });
    await on.client({ name: "Cy" }).posted(PATH, "An answer.", { parent: first.id });
    await on.client().posted(OWN, "On an own thread.", { thread: { id: OWN } });
  });
  after(() => on?.stop());

  it("a thread's has its comments, the newest first, with all that Atom asks for", async () => {
    const { status, headers, text } = await on.client().get("/v1/feed", { id: PATH });
    assert.equal(status, 200);
    assert.match(headers.get("Content-Type") ?? "", /^application\/atom\+xml; ?charset=utf-8$/);
    assert.equal(headers.get("Access-Control-Allow-Origin"), "*");
    assert.equal(headers.get("X-Content-Type-Options"), "nosniff");
    const feed = await parse(text);
    assert.equal(feed.title, `Comments on ${PATH}`);
    assert.equal(feed.lang, "en");
    assert.equal(feed.alternate, on.blog.origin + PATH);
    assert.match(feed.id, /^urn:uuid:[0-9a-f-]{36}$/);
    assert.equal(feed.entries.length, 2);
    const [answer, entry] = feed.entries;
    assert.equal(answer.name, "Cy");
    assert.equal(entry.id, `urn:uuid:${first.id}`);
    assert.equal(entry.title, `Ada & <Bob> on ${PATH}`);
    assert.equal(entry.name, "Ada & <Bob>");
    assert.equal(entry.uri, "https://ada.example/?a=1&b=2");
    assert.equal(entry.published, first.created);
    assert.equal(entry.updated, first.created);
    assert.equal(entry.link, `${on.blog.origin}${PATH}#c-${first.id}`);
    assert.equal(entry.type, "html");
    assert.equal(entry.content, "<p>A <em>first</em> one.</p>");
    assert.equal(feed.updated, answer.updated);
    assert.ok(!text.includes("claimed"), "a title that a poster claims is not shown");
    const tag = headers.get("ETag") ?? "";
    assert.equal((await on.client().get("/v1/feed", { id: PATH }, { headers: { "If-None-Match": tag } })).status, 304);
  });

  it("the site's has those of all its threads, from KV", async () => {
    const { feed, headers } = await siteFeed(({ entries }) => entries.length === 3);
    assert.equal(feed.title, "Comments on The Library Blog");
    assert.equal(feed.alternate, `${on.blog.origin}/`);
    const own = feed.entries.find(({ content }) => content.includes("On an own thread"));
    assert.equal(own?.title, `A reader on ${OWN}`);
    const place = new URL(own?.link ?? "", `${on.worker.origin}/v1/feed`);
    assert.deepEqual([place.origin, place.pathname, place.searchParams.get("id")], [on.worker.origin, "/v1/page", OWN]);
    assert.match(place.hash, /^#c-/);
    const tag = headers.get("ETag") ?? "";
    assert.equal((await on.client().get("/v1/feed", {}, { headers: { "If-None-Match": `"x", ${tag}` } })).status, 304);
    assert.equal(await (await on.worker.kv()).get("feed/library-blog"), (await on.client().get("/v1/feed")).text);
  });

  it("an edit is told as one", async () => {
    const { status } = await ada.send(`/v1/comments/${first.id}/edit`, { site: ada.site, thread: { id: PATH }, key: ada.key, body: "A *second* thought." });
    assert.equal(status, 200);
    // The edge keeps what the object has answered for 15 seconds.
    const entry = await until(
      async () => {
        const feed = await parse((await on.client().get("/v1/feed", { id: PATH })).text);
        const entry = feed.entries.find(({ id }) => id.endsWith(first.id));
        return entry?.content.includes("second") && entry;
      },
      { what: "the edit", within: 120_000, every: 500 },
    );
    assert.equal(entry.published, first.created);
    assert.ok(entry.updated >= entry.published);
  });

  it("a comment that its author has deleted leaves them within two minutes", async () => {
    const before = (await on.client().get("/v1/feed")).text;
    assert.ok(before.includes(first.id));
    const { status } = await ada.send(`/v1/comments/${first.id}/delete`, { site: ada.site, thread: { id: PATH }, key: ada.key });
    assert.equal(status, 200);
    const kv = await on.worker.kv();
    await until(async () => !(await kv.get("feed/library-blog"))?.includes(first.id), { what: "the site's feed", within: 120_000 });
    const feed = await parse((await on.client().get("/v1/feed")).text);
    assert.equal(feed.entries.length, 2);
    await until(async () => !(await on.client().get("/v1/feed", { id: PATH })).text.includes(first.id), { what: "the thread's feed", within: 120_000, every: 500 });
  });

  it("one of nothing is a feed, and asking for it changes nothing", async () => {
    const keys = async () => (await (await on.worker.kv()).list()).keys.map(({ name }) => name);
    const before = await keys();
    const feed = await parse((await on.client().get("/v1/feed", { id: "/never/written/" })).text);
    assert.deepEqual(feed.entries, []);
    assert.equal(feed.error, undefined);
    assert.deepEqual(await keys(), before);
    assert.equal((await on.client({ site: "nobody" }).get("/v1/feed")).status, 404);
    assert.equal((await on.client().send("/v1/feed", {})).status, 405);
  });

  it("are well-formed and harmless whatever is written", async () => {
    const jobs = CORPUS.map(({ text }) => ({ body: text, name: [...text].slice(0, 80).join(""), url: `https://a.example/${text}` }));
    /** @type {Map<string, string>} */
    const names = new Map();
    await pool(jobs, 6, async ({ body, name, url }) => {
      for (const changes of [{ name, url }, { name }, { url }, {}]) {
        const answer = await on.client().post(HOSTILE, body, changes);
        assert.ok([201, 400, 422].includes(answer.status), answer.text);
        if (answer.status === 201) return names.set(answer.body.comment.id, answer.body.comment.author.name);
      }
    });
    assert.ok(names.size > CORPUS.length / 2);
    const threads = await parse((await on.client().get("/v1/feed", { id: HOSTILE })).text);
    const { feed: site } = await siteFeed(({ entries }) => entries.filter(({ link }) => link.includes(HOSTILE)).length === 50);
    for (const feed of [threads, site]) {
      assert.equal(feed.error, undefined);
      assert.deepEqual(feed.bad, []);
      assert.equal(feed.entries.length, 50);
      for (const entry of feed.entries) {
        const name = names.get(entry.id.slice("urn:uuid:".length)) ?? "";
        assert.equal(entry.name, printable(name));
      }
    }
  });

  it("are announced on the document without JavaScript, and a quiet link leads to them", async () => {
    const page = await newPage(await newReader(on.browser, { javaScriptEnabled: false }));
    for (const [query, feed] of [
      [`?site=library-blog&id=${PATH}`, `/v1/feed?site=library-blog&id=${PATH}`],
      ["?site=library-blog", "/v1/feed?site=library-blog"],
    ]) {
      await page.goto(`${on.worker.origin}/v1/page${query}`);
      const announced = page.locator('link[rel="alternate"][type="application/atom+xml"]');
      assert.equal(await announced.getAttribute("href"), feed);
      assert.ok((await announced.getAttribute("title"))?.length);
      assert.equal(await page.locator(`.ways a[href="${feed}"]`).count(), 1);
    }
    assertQuiet(page);
    await page.context().close();
  });

  /**
   * The site's feed, once it is as expected. It is put every five minutes at most, but at once when something that
   * is in it goes: so something does.
   * @param {(feed: Feed) => boolean} as
   */
  async function siteFeed(as) {
    return until(
      async () => {
        const { text, headers } = await on.client().get("/v1/feed");
        const feed = await parse(text);
        if (as(feed)) return { feed, headers };
        const client = on.client();
        const { id } = await client.posted(PASSING, "This one goes.");
        await client.send(`/v1/comments/${id}/delete`, { site: client.site, thread: { id: PASSING }, key: client.key });
      },
      { what: "the site's feed", within: 120_000, every: 3000 },
    );
  }

  /** Reads a feed as a feed reader does, and looks for anything that could run. @param {string} text @returns {Promise<Feed>} */
  async function parse(text) {
    return parser.evaluate((text) => {
      const xml = new DOMParser().parseFromString(text, "application/xml");
      const error = xml.querySelector("parsererror")?.textContent ?? undefined;
      const of = (/** @type {Element} */ within, /** @type {string} */ path) => within.querySelector(`:scope > ${path}`)?.textContent ?? "";
      const link = (/** @type {Element} */ within, /** @type {string} */ rel) => within.querySelector(`:scope > link[rel="${rel}"]`)?.getAttribute("href") ?? "";
      const root = xml.documentElement;
      /** @type {string[]} */
      const bad = [];
      for (const element of xml.querySelectorAll("*")) {
        if (element.namespaceURI !== "http://www.w3.org/2005/Atom") bad.push(element.outerHTML.slice(0, 200));
      }
      for (const content of xml.querySelectorAll("content")) {
        const html = new DOMParser().parseFromString(content.textContent ?? "", "text/html");
        for (const element of html.querySelectorAll("script, style, img, svg, iframe, object, embed, link, meta, form, input")) bad.push(element.outerHTML);
        for (const element of html.querySelectorAll("*")) {
          for (const { name, value } of element.attributes) {
            if (name.startsWith("on") || /^\s*(javascript|data|vbscript):/i.test(value)) bad.push(element.outerHTML);
          }
        }
      }
      for (const element of xml.querySelectorAll("link, uri")) {
        const address = element.getAttribute("href") ?? element.textContent ?? "";
        if (!/^(https?:\/\/|\/v1\/)/.test(address)) bad.push(address);
      }
      const entries = [...root.querySelectorAll(":scope > entry")].map((entry) => ({
        id: of(entry, "id"),
        title: of(entry, "title"),
        published: of(entry, "published"),
        updated: of(entry, "updated"),
        name: of(entry, "author > name"),
        uri: entry.querySelector("author > uri")?.textContent ?? undefined,
        link: link(entry, "alternate"),
        type: entry.querySelector("content")?.getAttribute("type") ?? null,
        content: of(entry, "content"),
      }));
      return {
        error,
        id: of(root, "id"),
        title: of(root, "title"),
        updated: of(root, "updated"),
        lang: root.getAttribute("xml:lang"),
        self: link(root, "self"),
        alternate: link(root, "alternate"),
        entries,
        bad,
      };
    }, text);
  }
});

describe("feeds, asked for too often", () => {
  it("wake no object; what KV has is given all the same", async () => {
    const on = await stage({ browser: false, limits: { read: 2, write: 1e6 } });
    try {
      await on.client().posted(PATH, "The first.");
      await until(async () => (await on.worker.kv()).get("feed/library-blog"), { what: "the site's feed" });
      const client = on.client();
      // Threads that nothing has answered for yet, so that each would wake an object. A minute may turn meanwhile.
      const statuses = [];
      for (let n = 0; n < 8; n++) statuses.push((await client.get("/v1/feed", { id: `/never/${n}/` })).status);
      assert.ok(statuses.filter((status) => status === 429).length >= 3, statuses.join(" "));
      for (let n = 0; n < 8; n++) assert.equal((await client.get("/v1/feed")).status, 200);
    } finally {
      await on.stop();
    }
  });
});

/** Without the characters that XML 1.0 cannot have. @param {string} text */
const printable = (text) => text.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "");
