// What a thread's pages show of its site and its moderators: that it is closed, what it is called, and what the site looks like.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { post } from "./harness/blog.mjs";
import { assertQuiet, newPage, newReader, open } from "./harness/browser.mjs";
import { network, sectionData, threadHash } from "./harness/client.mjs";
import { owner } from "./harness/staff.mjs";
import { stage } from "./harness/stage.mjs";
import { opened } from "./harness/store.mjs";
import { until } from "./harness/util.mjs";

/** @typedef {import("./harness/staff.mjs").Desk} Desk */

const DAY = 86_400_000;
const HOSTILE = `<img src=x onerror="alert(1)"> & "Books" </title><script>alert(2)</script>`;
const POLICY = { let_in: "open", links: null, reports: 0, defence: false, words: [] };

describe("a thread's pages", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  /** @type {Desk} */
  let desk;
  let count = 0;
  const SITES = { doors: {}, ages: {}, named: {}, read: { titles: { readers: 2, ending: " – My Blog" } }, looks: {}, plain: {} };
  before(async () => {
    on = await stage({
      sites: (blog) => Object.entries(SITES).map(([id, site]) => /** @type {any} */ ({ id, title: id, origins: [blog], policy: POLICY, ...site })),
    });
    desk = await owner(on.worker);
  });
  after(() => on?.stop());

  const path = () => `/terms/${++count}/`;
  /** @param {string} site @param {ConstructorParameters<typeof import("./harness/client.mjs").Client>[1]} [who] */
  const reader = (site, who) => on.client({ site, ...who });

  /** A thread, as the desk lists it. @param {string} site @param {string} at */
  async function listed(site, at) {
    const { body } = await desk.get("threads", { site, q: at });
    return body.threads.find((/** @type {any} */ { id }) => id === at);
  }

  /** @param {string} site @param {string} at */
  const known = (site, at) => until(() => listed(site, at), { what: `${at} to be listed`, every: 250 });

  /** Changes the settings of a site. @param {string} id @param {Record<string, any>} changes */
  async function change(id, changes) {
    const { body } = await desk.get("site", { site: id });
    await desk.done("site", { ...body, site: { ...body.site, ...changes } });
  }

  /** The page in KV. @param {string} site @param {string} at */
  async function copy(site, at) {
    const kv = await on.worker.kv();
    return (await kv.get(`thread/${site}/${threadHash(at)}/0`)) ?? "";
  }

  /** Waits until KV has the thread closed, or open. @param {string} site @param {string} at @param {boolean} closed */
  const published = (site, at, closed) =>
    until(async () => {
      const html = await copy(site, at);
      return html !== "" && (sectionData(html, "closed") !== undefined || /data-closed/.test(html)) === closed;
    }, { what: `${at} to be ${closed ? "closed" : "open"} in KV`, within: 120_000, every: 500 });

  /** The document without JavaScript. @param {string} site @param {string} at */
  const plain = async (site, at) => (await reader(site).get("/v1/page", { id: at })).text;

  it("say that it is closed, and ask for nothing, until it is opened", async () => {
    const at = path();
    on.blog.pages[at] = { html: post({ title: "Closed", site: "doors" }) };
    await reader("doors").posted(at, "The last word.");
    await published("doors", at, false);
    const { hash } = await known("doors", at);
    await desk.done("thread", { site: "doors", hash, door: "closed" });
    await published("doors", at, true);
    const html = await copy("doors", at);
    assert.match(html, /This discussion is closed\./);
    assert.doesNotMatch(html, /class="composer"|quiet reply/);
    const document = await plain("doors", at);
    assert.match(document, /This discussion is closed\./);
    assert.doesNotMatch(document, /<form|#reply/);
    assert.equal((await reader("doors").post(at, "One more.")).status, 403);

    const page = await newPage(await newReader(on.browser));
    const root = await open(page, on.blog.origin + at, "read");
    await root.getByText("This discussion is closed.").waitFor();
    assert.equal(await root.locator("form.composer, .reply").count(), 0);
    // The widget takes it over as it is.
    await root.locator(".useful").first().click();
    await until(async () => (await root.locator(".useful").first().getAttribute("aria-pressed")) === "true", { what: "the vote" });
    await root.getByRole("button", { name: "My comments" }).click();
    await root.locator("section.mine").waitFor();
    assertQuiet(page);
    await page.context().close();

    await desk.done("thread", { site: "doors", hash, door: "open" });
    await published("doors", at, false);
    assert.match(await plain("doors", at), /<form/);
    assert.equal((await reader("doors").post(at, "One more.")).status, 201);
  });

  it("are closed by the site's closing age, also where nobody writes", async () => {
    const [old, young] = [path(), path()];
    for (const at of [old, young]) await reader("ages").posted(at, "Long ago.");
    await Promise.all([old, young].map((at) => published("ages", at, false)));
    const age = (/** @type {string} */ at, /** @type {number} */ by) =>
      opened(on.worker, { object: "ThreadObject", name: `ages/${threadHash(at)}` }, async (sql) => {
        await sql("UPDATE comment SET created = created - ?", by);
        // As if all of it had been published long ago, too.
        const [{ state }] = await sql("SELECT state FROM publisher");
        await sql("UPDATE publisher SET state = ?", state.replaceAll(/"last_put":\d+/g, '"last_put":0'));
      });
    await age(old, 3 * DAY);
    await age(young, DAY - 30_000);
    await change("ages", { policy: { ...POLICY, close_days: 1 } });
    await published("ages", old, true);
    await published("ages", young, true);
    await change("ages", { policy: { ...POLICY, close_days: 5 } });
    await until(async () => !/data-closed/.test((await reader("ages").thread(young, { min_v: "999999999" })).text), { what: "it to be open again", every: 500 });
  });

  it("hear of a change of the settings, in order and last of all", async () => {
    const at = path();
    const id = (await reader("plain").posted(at, "A comment.")).id;
    await published("plain", at, false);
    await known("plain", at);
    const before = (await reader("plain").json(at)).body.version;
    await change("plain", { votes: false });
    const now = () => reader("plain").thread(at, { min_v: "999999999" });
    await until(async () => !/data-votes/.test((await now()).text), { what: "votes to be off", every: 500 });
    const { body } = await until(async () => {
      const answer = await reader("plain").json(at);
      return answer.body.version > before && answer;
    }, { what: "another version of another page", every: 500 });
    assert.equal(body.comments[0].id, id);
    // What shows nowhere is told to nobody.
    await change("plain", { title: "Another title" });
    const told = await opened(on.worker, { object: "SiteObject", name: "plain" }, (sql) => sql("SELECT hash FROM telling UNION ALL SELECT hash FROM thread, settings WHERE thread.shown < settings.shown"));
    assert.deepEqual(told, []);
  });

  it("are called by what a moderator has confirmed, and never by what was claimed", async () => {
    const at = path();
    const site = reader("named");
    await site.posted(at, "A comment.", { thread: { title: HOSTILE } });
    const claim = await until(async () => (await listed("named", at))?.claimed, { what: "the claim", every: 250 });
    assert.equal(claim, HOSTILE);
    const { hash } = await listed("named", at);
    const everywhere = async () => [
      JSON.stringify((await site.json(at)).body.title ?? null),
      await plain("named", at),
      (await site.get("/v1/page")).text,
      (await site.get("/v1/feed", { id: at })).text,
    ];
    for (const text of await everywhere()) assert.ok(!/Books/.test(text), text);
    await desk.done("titles", { site: "named", titles: [{ hash, title: claim }] });
    assert.equal((await listed("named", at)).title, HOSTILE);
    await until(async () => (await site.json(at)).body.title === HOSTILE, { what: "the title to be known", every: 250 });
    // An edge keeps an answer for some seconds.
    const shown = await until(async () => {
      const texts = await everywhere();
      return texts.every((text) => /Books/.test(text)) && texts;
    }, { what: "the title to be shown", within: 60_000, every: 1_000 });
    for (const text of shown.slice(1)) assert.doesNotMatch(text, /<img|<script>alert/);
    const [, document, list] = shown;
    assert.match(document, /<title>[^<]*&lt;img src=x/);
    assert.match(list, /&lt;img src=x/);

    assert.equal((await desk.post("titles", { site: "named", titles: [{ hash, title: " " }] })).code, "title_missing");
    await desk.done("titles", { site: "named", titles: [{ hash, title: null }] });
    await until(async () => (await site.json(at)).body.title === undefined, { what: "the title to be taken back", every: 250 });
    const log = (await desk.get("log", { site: "named" })).body.entries;
    assert.deepEqual(log.slice(0, 2).map((/** @type {any} */ { act }) => act), ["untitle", "title"]);
  });

  it("are called by what enough readers on as many networks claim, where the site wants that", async () => {
    const at = path();
    const claims = (/** @type {string} */ title, /** @type {any} */ who) => reader("read", who).posted(at, `A comment ${++count}.`, { thread: { title } });
    const ip = network();
    await claims("Shouting", { ip });
    await claims("Shouting", { ip });
    await claims("On books – My Blog", {});
    await until(async () => (await known("read", at)).claimed === "On books", { what: "the claim to be known", every: 250 });
    assert.equal((await listed("read", at)).title, null);
    await claims("On books – My Blog", {});
    assert.equal((await listed("read", at)).title, "On books");
    await until(async () => (await reader("read").json(at)).body.title === "On books", { what: "the title to be known", every: 250 });
    const kept = await opened(on.worker, { object: "SiteObject", name: "read" }, (sql) => sql("SELECT network FROM claim"));
    assert.deepEqual(kept, [], "what was needed for it is dropped");
  });

  it("wear the site's theme from the first frame, and the page's own style before it", async () => {
    const [bare, own, around] = [path(), path(), path()];
    const worker = on.worker.origin;
    const headers = { "Content-Security-Policy": `default-src 'none'; script-src ${worker} 'wasm-unsafe-eval'; connect-src ${worker}; style-src 'self'; trusted-types postil; require-trusted-types-for 'script'` };
    const html = post({ title: "Looks", site: "looks" });
    on.blog.pages[bare] = { html, headers };
    const styled = (/** @type {string} */ rule) => html.replace("</head>", `<style>${rule}</style></head>`);
    on.blog.pages[own] = { html: styled("postil-section { --postil-accent: rgb(1, 2, 3) }") };
    on.blog.pages[around] = { html: styled("body { --postil-accent: rgb(4, 5, 6) }") };
    await change("looks", { theme: { accent: "rgb(200, 0, 100)", size: "20px", "heading-font": '"No Such", monospace' } });
    for (const at of [bare, own, around]) await reader("looks").posted(at, "A [link](https://example.org/).");
    await Promise.all([bare, own, around].map((at) => published("looks", at, false)));
    for (const [at, colour] of [[bare, "rgb(200, 0, 100)"], [own, "rgb(1, 2, 3)"], [around, "rgb(4, 5, 6)"]]) {
      const page = await newPage(await newReader(on.browser));
      // As soon as there is a row, it looks like that.
      await page.addInitScript(() => {
        const look = () => {
          const link = document.querySelector("postil-section")?.shadowRoot?.querySelector(".body a");
          if (!link) return requestAnimationFrame(look);
          const section = /** @type {Element} */ (link.closest(".postil"));
          /** @type {any} */ (window).first = [getComputedStyle(link).color, getComputedStyle(section).fontSize];
        };
        look();
      });
      const root = await open(page, on.blog.origin + at);
      assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).first), [colour, "20px"], at);
      assert.equal(await root.locator(".heading").evaluate((heading) => getComputedStyle(heading).fontFamily), '"No Such", monospace');
      assertQuiet(page);
      await page.context().close();
    }
    const { body } = await desk.get("site", { site: "looks" });
    for (const theme of [{ accent: "url(https://evil.example/)" }, { accent: "red;}" }, { background: "red" }]) {
      const answer = await desk.post("site", { ...body, site: { ...body.site, theme } });
      assert.ok(answer.status >= 400 && answer.status < 500, `${JSON.stringify(theme)}: ${answer.status}`);
    }
  });
});
