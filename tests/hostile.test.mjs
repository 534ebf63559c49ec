// No script runs: a corpus of hostile strings in every field and on every view.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";

import { post } from "./harness/blog.mjs";
import { inState, newPage, newReader, open } from "./harness/browser.mjs";
import { stage } from "./harness/stage.mjs";
import { pool, ROOT, until } from "./harness/util.mjs";

/** @type {{ kind: string, text: string }[]} */
const CORPUS = JSON.parse(readFileSync(join(ROOT, "tests/corpus/hostile.json"), "utf8"));
const PATH = "/2026/12/hostile/";

/** The elements that a comment's body may consist of, with their attributes. */
const BODY = {
  p: [], br: [], em: [], strong: [], del: [], s: [], code: ["class"], pre: [], blockquote: [], ul: [], ol: ["start"], li: [],
  a: ["href", "rel", "title"],
};

describe("hostile strings", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  /** @type {{ text: string, field: string, id?: string }[]} */
  const sent = [];

  before(async () => {
    on = await stage({ pages: { [PATH]: post({ title: "Hostile" }) } });
    await on.client().posted(PATH, "The first.");
  });
  after(() => on?.stop());

  it("are posted in every field, or refused with a problem", async () => {
    assert.ok(CORPUS.length >= 150);
    const jobs = CORPUS.flatMap(({ text }) => [
      { text, field: "body", changes: { body: text } },
      { text, field: "name", changes: { name: [...text].slice(0, 80).join("") } },
      { text, field: "title", changes: { thread: { title: text.slice(0, 300) } } },
      { text, field: "url", changes: { url: text } },
      { text, field: "a web address with it", changes: { url: `https://a.example/${text}` } },
    ]);
    await pool(jobs, 8, async ({ text, field, changes }) => {
      const answer = await on.client().post(PATH, changes.body ?? `A comment with a hostile ${field}.`, changes);
      assert.ok([201, 400, 422].includes(answer.status), `${field} ${JSON.stringify(text)}: ${answer.status} ${answer.text}`);
      sent.push({ text, field, id: answer.body.comment?.id });
    });
    assert.ok(sent.filter((one) => one.id).length > CORPUS.length, "most are accepted");
    await on.published(PATH);
  });

  it("are posted as threads' own ids, or refused", async () => {
    for (const { text } of CORPUS.slice(0, 40)) {
      const answer = await on.client().post(PATH, "On an own thread.", { thread: { id: text } });
      assert.ok([201, 202, 400, 422].includes(answer.status), `${JSON.stringify(text)}: ${answer.status} ${answer.text}`);
    }
    for (const { text } of CORPUS) {
      for (const [route, query] of /** @type {const} */ ([
        ["/v1/page", { id: text }],
        ["/v1/page", { url: text }],
        ["/v1/thread", { id: text, lang: text, markup: text }],
        ["/v1/counts", { id: text }],
      ])) {
        const answer = await on.client().get(route, query);
        assert.ok(answer.status < 500, `${route} ${JSON.stringify(text)}: ${answer.status}`);
      }
    }
  });

  it("do nothing on the blog's page", async () => {
    const reader = await newReader(on.browser);
    const page = await watched(reader);
    await open(page, on.blog.origin + PATH);
    // Longer threads come in pages: all of them are looked at.
    const root = await inState(page, "ready");
    for (;;) {
      const more = root.locator("button.more:not([hidden])");
      if (!(await more.count()) || !(await more.isVisible())) break;
      const rows = await root.locator("li.row").count();
      await more.click();
      await until(async () => (await root.locator("li.row").count()) > rows, { what: "more rows" });
    }
    assert.deepEqual(await foreignNodes(page, "postil-section"), []);
    await touchEverything(page);
    assertHarmless(page);
    await reader.close();
  });

  it("do nothing on the page without JavaScript, nor in its list of threads", async () => {
    const reader = await newReader(on.browser);
    const page = await watched(reader);
    for (const query of [`&id=${encodeURIComponent(PATH)}`, `&id=${encodeURIComponent(PATH)}&page=1`, ""]) {
      const response = await page.goto(`${on.worker.origin}/v1/page?site=library-blog${query}`);
      const policy = response?.headers()["content-security-policy"] ?? "";
      for (const part of ["script-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]) assert.ok(policy.includes(part), policy);
      assert.deepEqual(await foreignNodes(page, "body"), []);
      await touchEverything(page);
    }
    assertHarmless(page);
    await reader.close();
  });

  it("do nothing when the answers are opened by themselves", async () => {
    const reader = await newReader(on.browser);
    const page = await watched(reader);
    const query = `site=library-blog&id=${encodeURIComponent(PATH)}`;
    for (const route of ["/v1/thread", "/v1/thread.json"]) {
      const response = await page.goto(`${on.worker.origin}${route}?${query}`);
      assert.equal(response?.headers()["x-content-type-options"], "nosniff");
      assert.doesNotMatch(response?.headers()["content-type"] ?? "", /html|xml|svg/);
      assert.equal(await page.locator("li, section").count(), 0, "not drawn as a document");
    }
    assertHarmless(page);
    await reader.close();
  });

  it("do nothing in the preview", async () => {
    const client = on.client();
    const html = await pool(CORPUS, 8, async ({ text }) => {
      const { status, body } = await client.send("/v1/preview", { site: "library-blog", body: text });
      assert.ok([200, 422].includes(status), `${JSON.stringify(text)}: ${status}`);
      return status === 200 ? `<div class="body">${body.html}</div>` : "";
    });
    const reader = await newReader(on.browser);
    const page = await watched(reader);
    await page.goto(`${on.blog.origin}/favicon.ico`).catch(() => {});
    await page.goto("about:blank");
    await page.setContent(`<div id="all">${html.join("\n")}</div>`);
    assert.deepEqual(await foreignNodes(page, "#all"), []);
    await touchEverything(page);
    assertHarmless(page);
    await reader.close();
  });

  it("come back as the very text that was written, where they are names", async () => {
    const rows = await on.client().all(PATH);
    const byId = new Map(rows.map((row) => [row.id, row]));
    let same = 0;
    for (const { text, field, id } of sent.filter((one) => one.field === "name" && one.id)) {
      const name = byId.get(id)?.author.name;
      // Names are trimmed, white space in them is collapsed, invisible controls are taken out.
      const plain = (/** @type {string} */ value) => value.replace(/[\s\p{Cc}\p{Cf}]+/gu, "");
      assert.equal(plain(name), plain([...text].slice(0, 80).join("")), field);
      same++;
    }
    assert.ok(same > 100);
  });

  /** A page that notices every attempt. @param {import("playwright-core").BrowserContext} reader */
  async function watched(reader) {
    const page = await newPage(reader);
    await page.addInitScript(() => {
      for (const name of ["alert", "confirm", "prompt", "print"]) /** @type {any} */ (window)[name] = () => console.error(`called ${name}`);
    });
    return page;
  }

  /** @param {import("./harness/browser.mjs").Page} page */
  function assertHarmless(page) {
    const said = page.said.filter((line) => /^(dialog|uncaught)|called /.test(line));
    assert.deepEqual(said, []);
    const own = [on.blog.origin, on.worker.origin, "null"];
    const foreign = page.asked.filter((address) => !own.includes(new URL(address).origin) && !address.startsWith("about:"));
    assert.deepEqual(foreign, []);
  }
});

/** Elements, attributes and addresses that are not on the list. @param {import("playwright-core").Page} page @param {string} selector */
function foreignNodes(page, selector) {
  return page.evaluate(
    ([selector, list]) => {
      const allowed = /** @type {Record<string, string[]>} */ (list);
      const element = /** @type {Element} */ (document.querySelector(/** @type {string} */ (selector)));
      const root = element.shadowRoot ?? element;
      const found = [];
      for (const body of root.querySelectorAll(".body")) {
        for (const node of body.querySelectorAll("*")) {
          const attributes = allowed[node.localName];
          if (!attributes || node.namespaceURI !== "http://www.w3.org/1999/xhtml") found.push(node.outerHTML);
          else for (const { name } of node.attributes) if (!attributes.includes(name)) found.push(`${name} on ${node.outerHTML}`);
        }
      }
      for (const link of root.querySelectorAll("a[href]")) {
        if (!["http:", "https:", "mailto:"].includes(/** @type {HTMLAnchorElement} */ (link).protocol)) found.push(link.outerHTML);
        if (link.closest(".body") && link.getAttribute("rel") !== "ugc nofollow noopener") found.push(link.outerHTML);
      }
      for (const node of root.querySelectorAll("script, iframe, object, embed, img, svg, math, base, meta, link, video, audio, template, [style], [onclick], [onerror], [onload], [srcdoc], [formaction]")) {
        if (!node.matches("head > *, .mark, .mark *") && node.closest(".row")) found.push(node.outerHTML);
      }
      return found.slice(0, 10);
    },
    /** @type {const} */ ([selector, BODY]),
  );
}

/** Moves over, focuses and tries everything a handler could hang on. @param {import("playwright-core").Page} page */
async function touchEverything(page) {
  await page.evaluate(() => {
    const host = document.querySelector("postil-section");
    const root = host?.shadowRoot ?? document.body;
    for (const node of root.querySelectorAll(".row *")) {
      for (const type of ["mouseover", "mouseenter", "focus", "focusin", "pointerover", "animationstart", "toggle", "error", "load"]) node.dispatchEvent(new Event(type, { bubbles: true }));
    }
  });
}
