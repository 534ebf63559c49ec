// Hostile strings on every path by which text comes to the desk, in a real browser before the real
// Worker: nothing runs, nothing is markup, and what runs from right to left turns no neighbour.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";

import { newPage, newReader } from "./harness/browser.mjs";
import { uuid } from "./harness/client.mjs";
import { textOf } from "./harness/desk-fake.mjs";
import { Desk, owner, signInLink } from "./harness/staff.mjs";
import { stage } from "./harness/stage.mjs";
import { pool, ROOT, size, until } from "./harness/util.mjs";

/** @type {{ kind: string, text: string }[]} */
const CORPUS = JSON.parse(readFileSync(join(ROOT, "tests/corpus/hostile.json"), "utf8"));
const SITE = "hostile";
const WORDED = "worded";
const PATH = "/2026/12/at-the-desk/";

/** Of other directions: plain (the first two), mixed, and with the controls that turn a line around. */
const TURNING = ["ליאת כהן", "ليلى (بيروت)", "Ada ‮evil‬ Lovelace", "‫עברית", "⁧abc⁩ שלום!", "مرحبا 123 abc"];

/** Elements that the desk itself is made of. */
const FRAME = "a article aside button code dd details dialog div dl dt fieldset form h1 h2 h3 header input kbd label legend li main nav ol option p path pre search section select span strong summary svg textarea time ul noscript";
/** The elements of a comment's body, with their attributes. */
const BODY = { p: [], br: [], em: [], strong: [], del: [], s: [], code: ["class"], pre: [], blockquote: [], ul: [], ol: ["start"], li: [], a: ["href", "rel", "title"] };

describe("hostile strings at the desk", () => {
  /** Every sixth, and all in `soak`. */
  const texts = [...CORPUS.map(({ text }) => text).filter((_, n) => n % size(6, 1) === 0), ...TURNING];
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  /** @type {import("./harness/staff.mjs").Desk} */
  let desk;
  /** How many were taken on each path. @type {Record<string, number>} */
  const taken = {};

  /** Notes that a path took a text or refused it properly. @param {string} path @param {string} text @param {{ status: number, text: string }} answer */
  function taking(path, text, answer) {
    assert.ok(answer.status < 500, `${path} ${JSON.stringify(text)}: ${answer.status} ${answer.text}`);
    taken[path] = (taken[path] ?? 0) + Number(answer.status < 300);
    return answer.status < 300;
  }

  before(async () => {
    on = await stage({
      sites: (blog) => [
        { id: SITE, title: "Hostile", origins: [blog], languages: ["en"], policy: { let_in: "open", defence: false, reports: 0 } },
        { id: WORDED, title: "Worded", origins: [blog], languages: ["en"], policy: { let_in: "held", defence: false, words: [] } },
      ],
    });
    desk = await owner(on.worker);
  });
  after(() => on?.stop());

  it("are taken or refused on every path that readers write on", async () => {
    const cut = (/** @type {string} */ text, /** @type {number} */ most) => [...text].slice(0, most).join("");
    const reporter = on.client({ site: SITE });
    await reporter.posted(PATH, "I was here before.");
    await pool(texts, 6, async (text, n) => {
      const author = on.client({ site: SITE, name: `Reader ${n}` });
      const body = await author.post(PATH, text);
      taking("body", text, body);
      taking("name", text, await on.client({ site: SITE }).post(PATH, `By somebody with a name, ${n}.`, { name: cut(text, 80) }));
      taking("url", text, await on.client({ site: SITE }).post(PATH, `By somebody with an address, ${n}.`, { url: `https://a.example/${text}` }));
      taking("title", text, await on.client({ site: SITE }).post(PATH, `Under a title, ${n}.`, { thread: { title: cut(text, 300) } }));
      taking("thread", text, await on.client({ site: SITE }).post(PATH, `On a thread of that name, ${n}.`, { thread: { id: text } }));
      // An edit, a report's note, and an answer to somebody of that name.
      const plain = await author.posted(PATH, `A plain one, ${n}.`);
      taking("edit", text, await author.edit(PATH, plain.id, text));
      // The site hears of a comment within a second or so: before that there is nothing to report.
      const other = on.client({ site: SITE });
      await until(async () => (await other.send(`/v1/comments/${plain.id}/report`, other.about(PATH, { reason: "other" }))).status !== 404, { what: "the comment to be known to the site" });
      taking("report", text, await reporter.send(`/v1/comments/${plain.id}/report`, reporter.about(PATH, { reason: n % 2 ? "abuse" : text, note: cut(text, 200) })));
      taking("report", text, await reporter.send(`/v1/comments/${plain.id}/report`, reporter.about(PATH, { reason: "abuse", note: cut(text, 200) })));
      const waiting = on.client({ site: WORDED, name: cut(text, 80) });
      const held = await waiting.post(PATH, `Held, ${n}.`);
      if (taking("a held name", text, held)) taking("a held edit", text, await waiting.edit(PATH, held.body.comment.id, text));
    });
    for (const path of ["body", "name", "url", "title", "thread", "edit", "report", "a held edit"]) assert.ok(taken[path] > texts.length / 8, `${path}: ${taken[path]} of ${texts.length}`);
  });

  it("are taken or refused on every path that the desk writes on", async () => {
    const patterns = [];
    for (const [n, text] of texts.entries()) {
      const { body: present } = await desk.get("site", { site: WORDED });
      const change = (/** @type {any} */ what) => desk.post("site", { site: { ...present.site, ...what }, revision: present.revision });
      const rule = { pattern: text, act: "hold" };
      if (taking("a rule's word", text, await change({ policy: { ...present.site.policy, words: [...patterns.slice(-20), rule] } }))) patterns.push(rule);
      const { body: now } = await desk.get("site", { site: WORDED });
      taking("a site's title", text, await desk.post("site", { site: { ...now.site, title: text }, revision: now.revision }));
      taking("a new site", text, await desk.post("site", { site: { ...now.site, id: `s-${n}`, title: text, policy: { let_in: "open", words: [] } }, revision: null }));
      taking("a rule's trial", text, await desk.post("try", { site: SITE, pattern: text }));
      const invitation = await desk.post("staff", { invite: { note: text, site: n % 2 ? SITE : undefined } });
      if (taking("an invitation's note", text, invitation) && n % 3 === 0) {
        const token = new URL(invitation.body.link).hash.replace("#invitation=", "");
        const asked = new Desk(on.worker, { "User-Agent": /^[\x20-\x7e]+$/.test(text) ? text : "A browser" });
        taking("a member's name", text, await asked.signIn({ invitation: { token, name: text } }));
        if (asked.token) taking("a reply", text, await replied(asked, text));
      }
      const found = await desk.get("queue", { site: SITE, view: "recent", q: text });
      assert.ok(found.status < 500, `searching ${JSON.stringify(text)}: ${found.text}`);
    }
    for (const path of ["a rule's word", "a site's title", "a new site", "an invitation's note", "a member's name"]) assert.ok(taken[path] > 0, `${path}: ${taken[path]}`);
    // Something of each in every view, decided by members of these names, and something banned.
    const { body: recent } = await desk.get("queue", { site: SITE, view: "recent", most: "200" });
    for (const [n, act] of ["hold", "spam", "remove"].entries()) {
      const rows = recent.rows.filter((/** @type {any} */ _, /** @type {number} */ at) => at % 5 === n).map((/** @type {any} */ row) => ({ seq: row.seq, text: textOf(row.body, row.change) }));
      await desk.done("act", { site: SITE, act, which: { rows: rows.slice(0, 90) }, id: randomUUID() });
    }
    for (const row of recent.rows.slice(0, 8)) await desk.done("bans", { site: SITE, do: { ban: { comment: row.seq, whom: "author", act: "hold", days: 7 } } });
  });

  it("neither run nor are markup nor turn their neighbours, wherever the desk shows them", { timeout: size(300_000, 1_800_000) }, async () => {
    const reader = await newReader(on.browser, { locale: "en-GB", viewport: { width: 1280, height: 900 } });
    const page = await newPage(reader);
    await page.addInitScript(() => {
      for (const name of ["alert", "confirm", "prompt", "print", "open"]) /** @type {any} */ (window)[name] = () => console.error(`called ${name}`);
    });
    await page.goto(await signInLink(on.worker));
    await page.locator(".top").waitFor();
    const at = async (/** @type {string} */ part) => {
      await page.goto(`${on.worker.origin}/desk/index.html#/${part}`);
      await until(() => page.evaluate(() => document.activeElement?.localName === "h1" && !/Fetching/.test(document.querySelector("main")?.textContent ?? "")), { what: `${part} to be there` });
    };
    let looked = 0;
    for (const site of [SITE, WORDED]) {
      for (const view of ["held", "reported", "recent", "spam", "removed"]) {
        const { body } = await desk.get("queue", { site, view });
        await at(`site/${site}/${view}`);
        for (let row = 0; row < body.total; row++) {
          await page.keyboard.press("j");
          if (row % 4 && row < body.total - 1) continue;
          await until(() => page.locator("li.row[data-current]").count(), { what: `row ${row} of ${view}` });
          looked += await harmless(page, `${site}/${view}`);
        }
      }
      for (const part of ["threads", "log", "bans", "settings", "tag"]) {
        await at(`site/${site}/${part}`);
        for (const more of await page.getByRole("button", { name: "More" }).all()) await more.click().catch(() => {});
        looked += await harmless(page, part);
      }
    }
    for (const part of ["sites", "new", "staff"]) {
      await at(part);
      looked += await harmless(page, part);
    }
    for (const text of texts.slice(0, size(8, 60))) {
      await page.goto(`${on.worker.origin}/desk/index.html#/site/${encodeURIComponent(text)}/held`);
      await page.goto(`${on.worker.origin}/desk/index.html#/${text}`);
      looked += await harmless(page, `the address #/${text}`);
    }
    assert.ok(looked > texts.length * 3, `${looked} texts were looked at`);
    const said = page.said.filter((line) => /^(dialog|uncaught)|called /.test(line));
    assert.deepEqual(said, []);
    assert.deepEqual(page.asked.filter((address) => new URL(address).origin !== on.worker.origin), []);
    await reader.close();
  });

  /** A member's answer to the first of what is published. @param {import("./harness/staff.mjs").Desk} by @param {string} body */
  async function replied(by, body) {
    const { body: queue, status, text } = await by.get("queue", { site: SITE, view: "recent", most: "1" });
    if (status !== 200) return { status, text };
    const [row] = queue.rows;
    return by.post("reply", { site: SITE, to: { seq: row.seq, text: textOf(row.body, row.change) }, id: uuid(), body });
  }
});

/**
 * Asserts that a page of the desk is made of nothing but what the desk is made of, and that its own
 * words stand in their order. Answers how many texts it has looked at.
 * @param {import("playwright-core").Page} page @param {string} where
 */
async function harmless(page, where) {
  const { foreign, turned, looked } = await page.evaluate(
    ([frame, list, names]) => {
      const ours = new Set(frame.split(" "));
      const allowed = /** @type {Record<string, string[]>} */ (list);
      const foreign = [];
      for (const element of document.querySelectorAll("body *")) {
        const isBody = Boolean(element.parentElement?.closest(".body"));
        const attributes = [...element.attributes];
        if (isBody ? !allowed[element.localName] : !ours.has(element.localName)) foreign.push(element.outerHTML.slice(0, 200));
        else if (isBody && attributes.some(({ name }) => !allowed[element.localName].includes(name))) foreign.push(element.outerHTML.slice(0, 200));
        const runs = attributes.some(({ name, value }) => name.startsWith("on") || name === "srcdoc" || (name === "style" && /url|expression|image/i.test(value)));
        const address = element.getAttribute("href") ?? element.getAttribute("src");
        const fine = address === null || (isBody ? /^(https?|mailto):/i.test(address) : /^(#|\/v1\/(page|feed)\?|\/desk)/.test(address));
        if (runs || !fine) foreign.push(element.outerHTML.slice(0, 200));
        for (const { value } of attributes) if (/^\s*javascript:/i.test(value) && address === value) foreign.push(value);
      }

      // The texts of a line, in the order of the document, stand from left to right on the screen.
      const rects = (/** @type {Text} */ text) => {
        const range = document.createRange();
        range.selectNodeContents(text);
        return [...range.getClientRects()].filter(({ width }) => width > 0);
      };
      const turned = [];
      let looked = 0;
      const lines = [...document.querySelectorAll("main p, main li, main .meta, main h1, main h2, main h3, main label, main dt, main dd, .top")].filter((element) => !element.closest(".body, .source"));
      for (const line of lines) {
        /** @type {Text[]} */
        const texts = [];
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const text = /** @type {Text} */ (node);
          const own = text.parentElement?.closest("p, li, .meta, h1, h2, h3, label, dt, dd, .top");
          if (own === line && text.data.trim() && !text.parentElement?.closest(".body, .source, select, option, textarea")) texts.push(text);
        }
        looked += texts.length;
        for (const [n, text] of texts.entries()) {
          // Within a sentence, such a name stands between the marks of an isolate.
          const name = names.find((name) => text.data.includes(name));
          if (name && text.data.trim() !== name && !text.data.includes(`\u2068${name}`)) turned.push(`${JSON.stringify(text.data)} does not set a name apart`);
          const next = texts[n + 1];
          if (!next) continue;
          const here = rects(text);
          const there = rects(next);
          const last = here[here.length - 1];
          const [first] = there;
          const sameLine = last && first && Math.abs(last.bottom - first.bottom) < 6;
          if (sameLine && here.length === 1 && last.right > first.left + 2) turned.push(`${JSON.stringify(text.data)} stands behind ${JSON.stringify(next.data)}`);
        }
      }
      return { foreign: foreign.slice(0, 5), turned: turned.slice(0, 5), looked };
    },
    /** @type {const} */ ([FRAME, BODY, TURNING.slice(0, 2)]),
  );
  assert.deepEqual(foreign, [], where);
  assert.deepEqual(turned, [], where);
  return looked;
}
