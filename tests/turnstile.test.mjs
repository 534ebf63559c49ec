// Turnstile in the place of a proof of work. Cloudflare's two ends are played here: its script in the
// browser, and the server that says what a token is worth.

import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";

import { Response } from "miniflare";

import { post } from "./harness/blog.mjs";
import { assertQuiet, newPage, newReader, open, section, write } from "./harness/browser.mjs";
import { uuid } from "./harness/client.mjs";
import { mirrored, stage } from "./harness/stage.mjs";
import { until } from "./harness/util.mjs";

const CLOUDFLARE = "https://challenges.cloudflare.com/turnstile/v0/";
const KEYS = { TURNSTILE_KEY: "0x4AAAAAAA_a-b", TURNSTILE_SECRET: "0x4AAAAAAA-the-secret" };
/** So little text beside a link, written so quickly, is what robots write. */
const SUSPICIOUS = "See https://shop.example/offer";
/** As many as there are tests that want one. */
const SITES = 8;

describe("Turnstile", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  let pages = 0;
  /** What Turnstile's server was asked. @type {{ address: string, method: string, form: URLSearchParams }[]} */
  let asked = [];
  /** @type {Set<string>} */
  const spent = new Set();
  let isDown = false;

  before(async () => {
    on = await stage({
      sites: (blog) => Array.from({ length: SITES }, (_, n) => ({ ...mirrored(blog, "blog.test"), id: `person-${n + 1}`, policy: {} })),
      vars: KEYS,
      elsewhere: async (request) => {
        const form = new URLSearchParams(await request.text());
        asked.push({ address: request.url, method: request.method, form });
        if (isDown) return new Response("", { status: 503 });
        // A token of this test says for which data it was made.
        const token = form.get("response") ?? "";
        const [word, cdata] = token.split(":");
        const success = form.get("secret") === KEYS.TURNSTILE_SECRET && word === "person" && !spent.has(token);
        spent.add(token);
        return Response.json(success ? { success, cdata, action: "", "error-codes": [] } : { success, "error-codes": ["timeout-or-duplicate"] });
      },
    });
  });
  after(() => on?.stop());
  beforeEach(() => {
    asked = [];
    isDown = false;
  });

  function page() {
    const site = `person-${++pages}`;
    const path = `/person/${pages}/`;
    on.blog.pages[path] = post({ title: "A person", site });
    return { site, path, address: on.blog.origin + path, client: on.client({ site }) };
  }

  /** Cloudflare's script: it finds a person, and says of what. @param {import("playwright-core").BrowserContext} reader @param {string} [script] */
  async function play(reader, script) {
    await reader.route(`${CLOUDFLARE}**`, (route) =>
      script === "blocked"
        ? route.abort()
        : route.fulfill({
            contentType: "text/javascript",
            body: `window.turnstile = {
              render(place, options) {
                window.shown = [...(window.shown ?? []), { sitekey: options.sitekey, appearance: options.appearance, isThere: place.isConnected }];
                setTimeout(() => ${script ?? 'options.callback("person:" + options.cData)'}, 20);
                return "a";
              },
              remove() {},
            };`,
          }),
    );
  }

  /** Writes what is suspicious, and says what was answered to each call. @param {string} address @param {{ script?: string, body?: string }} [how] */
  async function send(address, { script, body = SUSPICIOUS } = {}) {
    const reader = await newReader(on.browser);
    await play(reader, script);
    const tab = await newPage(reader);
    /** @type {number[]} */
    const statuses = [];
    tab.on("response", (response) => response.request().method() === "POST" && /\/v1\/comments$/.test(response.url()) && statuses.push(response.status()));
    const root = await open(tab, address);
    const form = await write(root, { name: "Ada", body });
    await form.locator("button.post").click();
    return { reader, tab, root, statuses };
  }

  it("is asked of nobody who writes like a reader", async () => {
    const { address } = page();
    const { reader, tab, statuses } = await send(address, { body: "The garden is open again, and the roses are out." });
    await section(tab).locator("li.row[data-number]").first().waitFor();
    assert.deepEqual(statuses, [201]);
    assert.ok(!tab.asked.some((url) => url.startsWith(CLOUDFLARE)));
    assert.deepEqual(asked, []);
    assertQuiet(tab);
    await reader.close();
  });

  it("lets a suspicious comment pass once it has found a person, and leaves nothing on the page", async () => {
    const { address } = page();
    const { reader, tab, statuses } = await send(address);
    await section(tab).locator("li.row[data-number]").first().waitFor();
    assert.deepEqual(statuses, [428, 201]);
    assert.deepEqual(await tab.evaluate(() => /** @type {any} */ (window).shown), [{ sitekey: KEYS.TURNSTILE_KEY, appearance: "interaction-only", isThere: true }]);
    assert.equal(await tab.locator("body > div[style*=fixed], script[src*=cloudflare]").count(), 0);
    const [{ address: called, method, form }] = asked;
    assert.deepEqual([called, method], [`${CLOUDFLARE}siteverify`, "POST"]);
    // Cloudflare is told who asks, and of what; not where it came from.
    assert.deepEqual([...form.keys()], ["secret", "response"]);
    assert.equal(form.get("secret"), KEYS.TURNSTILE_SECRET);
    await reader.close();
  });

  it("has a comment held where it is kept out, or finds nobody", async () => {
    for (const script of ["blocked", 'options["error-callback"]("110200")']) {
      const { address, client, path } = page();
      const { reader, tab, statuses } = await send(address, { script });
      await section(tab).locator("li.row.held").first().waitFor();
      assert.deepEqual(statuses, [428, 202], script);
      assert.deepEqual(await client.all(path), []);
      assert.deepEqual(asked, []);
      await reader.close();
    }
  });

  it("keeps a comment with its author while Turnstile cannot be asked, and posts it once", async () => {
    const { address, client, path } = page();
    isDown = true;
    const { reader, tab, statuses } = await send(address);
    await until(async () => statuses.includes(500), { what: "the call that fails" });
    await section(tab).locator("li.row.waiting").first().waitFor();
    isDown = false;
    await until(async () => (await client.all(path)).length === 1, { what: "the comment to be posted", within: 120_000 });
    await reader.close();
  });

  /** @param {ReturnType<typeof page>} where @param {object} [more] */
  async function challenged({ client, path }, more) {
    const answer = await client.post(path, SUSPICIOUS, more);
    assert.equal(answer.status, 428, answer.text);
    const [name, key, data] = answer.body.challenge.split(".");
    assert.deepEqual([name, key], ["turnstile", KEYS.TURNSTILE_KEY]);
    // As much as its documentation lets through.
    assert.match(data, /^[\w-]{1,255}$/);
    return data;
  }

  it("takes a token for one comment, and once", async () => {
    const where = page();
    const { client, path, site } = where;
    // Each from a network of its own: where work is asked for again and again, comments are held.
    const robot = () => on.client({ site });
    const id = uuid();
    const work = `turnstile.person:${await challenged(where, { id })}`;
    const stolen = await robot().post(path, SUSPICIOUS, { work });
    assert.equal(stolen.status, 428, "for another comment");
    const changed = await robot().post(path, `${SUSPICIOUS}s`, { id, work: `${work}:` });
    assert.equal(changed.status, 428, "for another text");
    assert.equal((await robot().post(path, SUSPICIOUS, { id, work })).status, 428, "a token that was spent");
    for (const made of ["turnstile.robot:x", `turnstile.person:0_9999999999_${"0".repeat(32)}`, "turnstile.person:"]) {
      assert.equal((await robot().post(path, SUSPICIOUS, { id, work: made })).status, 428, made);
    }
    assert.equal((await client.post(path, SUSPICIOUS, { id, work: `${work}::` })).status, 201);
  });

  it("proves nothing where it is not configured", async () => {
    const plain = await stage({ browser: false, sites: (blog) => [{ ...mirrored(blog, "blog.test"), policy: {} }] });
    try {
      const client = plain.client();
      const first = await client.post("/none/", SUSPICIOUS);
      assert.match(first.body.challenge, /^\d+\.\d+\.[0-9a-f]{32}$/);
      assert.equal((await client.post("/none/", SUSPICIOUS, { work: "turnstile.person:x" })).status, 428);
    } finally {
      await plain.stop();
    }
  });
});
