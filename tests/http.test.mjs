// The contract of the HTTP interface: origins, headers, caching, and the exact fields of what is public.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, describe, it } from "node:test";

import { sectionData, threadHash, uuid } from "./harness/client.mjs";
import { publishedKeys, stage } from "./harness/stage.mjs";
import { until } from "./harness/util.mjs";

const PATH = "/2027/02/contract/";
const ROUTES = ["/v1/thread", "/v1/thread.json"];

describe("the HTTP interface", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  /** @type {{ key: string, ip: string, comment: any }} */
  let secret;
  before(async () => {
    on = await stage({
      browser: false,
      sites: (blog) => [
        { id: "library-blog", title: "The Library Blog", origins: [blog, "https://second.example"], mirrors: [[blog, "https://second.example"]] },
        { id: "moderated", title: "Moderated", origins: [blog], policy: "held" },
      ],
    });
    const client = on.client({ name: "Ada" });
    const comment = await client.posted(PATH, "A *first* one.", { url: "https://ada.example/" });
    await on.client({ name: "Bob" }).posted(PATH, "A reply.", { parent: comment.id });
    secret = { key: client.key, ip: client.ip, comment };
  });
  after(() => on?.stop());

  for (const route of ROUTES) {
    it(`${route} may be read from everywhere, without credentials`, async () => {
      const { headers, status } = await on.client().get(route, { id: PATH }, { headers: { Origin: "https://anywhere.example" } });
      assert.equal(status, 200);
      assert.equal(headers.get("Access-Control-Allow-Origin"), "*");
      assert.equal(headers.get("Access-Control-Allow-Credentials"), null);
      const exposed = (headers.get("Access-Control-Expose-Headers") ?? "").toLowerCase().split(/,\s*/);
      for (const name of ["etag", "postil-version", "postil-markup"]) assert.ok(exposed.includes(name), `${name} in ${exposed}`);
      assert.equal(headers.get("X-Content-Type-Options"), "nosniff");
      assert.equal(headers.get("Set-Cookie"), null);
    });
  }

  it("a page is sent as text, with its version, its markup and how long it may be kept", async () => {
    const { headers, text } = await on.client().thread(PATH);
    assert.match(headers.get("Content-Type") ?? "", /^text\/plain; ?charset=utf-8$/i);
    assert.equal(headers.get("Cache-Control"), "public, max-age=15, stale-while-revalidate=30");
    assert.match(headers.get("Postil-Version") ?? "", /^\d+$/);
    assert.match(headers.get("Postil-Markup") ?? "", /^[0-9a-f]{10}$/);
    assert.equal(sectionData(text, "markup"), headers.get("Postil-Markup"));
    assert.ok(headers.get("ETag"));
  });

  it("a page that has not changed is answered 304, compared weakly", async () => {
    const tag = (await on.client().thread(PATH)).headers.get("ETag") ?? "";
    const weak = tag.startsWith("W/") ? tag : `W/${tag}`;
    for (const value of [tag, weak, weak.slice(2), `"other", ${weak}`]) {
      const { status, text } = await on.client().get("/v1/thread", { id: PATH }, { headers: { "If-None-Match": value } });
      assert.equal(status, 304, value);
      assert.equal(text, "");
    }
    const { status } = await on.client().get("/v1/thread", { id: PATH }, { headers: { "If-None-Match": '"other"' } });
    assert.equal(status, 200);
  });

  it("posts answer only the site's own origins", async () => {
    for (const [origin, status, allowed] of /** @type {const} */ ([
      [on.blog.origin, 201, on.blog.origin],
      ["https://second.example", 201, "https://second.example"],
      ["https://evil.example", 403, null],
    ])) {
      const client = on.client();
      const { status: got, headers } = await client.send("/v1/comments", client.comment("/2027/02/origins/", "Hello."), { Origin: origin });
      assert.equal(got, status);
      assert.equal(headers.get("Access-Control-Allow-Origin"), allowed);
      assert.equal(headers.get("Access-Control-Allow-Credentials"), null);
      assert.match(headers.get("Vary") ?? "", /origin/i);
    }
  });

  it("a problem can be read by the site's own pages", async () => {
    const client = on.client();
    const { status, headers } = await client.send("/v1/comments", client.comment(PATH, ""));
    assert.equal(status, 422);
    assert.equal(headers.get("Access-Control-Allow-Origin"), on.blog.origin);
  });

  it("a preflight is answered for the site's origins, and never allows credentials", async () => {
    const response = await on.worker.fetch("/v1/comments", {
      method: "OPTIONS",
      headers: { Origin: on.blog.origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type" },
    });
    assert.ok(response.status < 300 || response.status === 403 || response.status === 404 || response.status === 405, String(response.status));
    assert.equal(response.headers.get("Access-Control-Allow-Credentials"), null);
  });

  it("a GET changes nothing: no key in KV, no count, no version", async () => {
    const keys = (await publishedKeys(on.worker)).map((key) => key.name);
    for (const id of ["/never/", "/never/again/"]) for (const route of [...ROUTES, "/v1/counts", "/v1/page"]) await on.client().get(route, { id });
    const after = (await publishedKeys(on.worker)).map((key) => key.name);
    assert.deepEqual(after.filter((name) => !keys.includes(name) && !name.includes(threadHash(PATH)) && !name.includes(threadHash("/2027/02/origins/"))), []);
  });

  it("thread.json has exactly these fields", async () => {
    const { body, text } = await on.client().json(PATH);
    assert.deepEqual(keys(body), ["comments", "count", "mentions", "page", "pages", "site", "thread", "version"], "a title only once it is confirmed");
    const [first] = body.comments;
    assert.deepEqual(keys(first), ["author", "created", "html", "id", "number", "parent", "replies", "score", "state"]);
    assert.deepEqual(keys(first.author), ["mark", "name", "url"]);
    assert.deepEqual(keys(first.replies[0].author), ["mark", "name"]);
    assert.equal(first.parent, null);
    assert.match(first.created, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assertNothingPrivate(text);
  });

  it("no public answer holds a key, an address or a hash of one", async () => {
    for (const { text } of [
      await on.client().thread(PATH),
      await on.client().get("/v1/page", { id: PATH }),
      await on.client().get("/v1/page"),
      await on.client().get("/v1/counts", { id: PATH }),
      await on.client().get("/healthz"),
    ]) {
      assertNothingPrivate(text);
    }
    const kv = await on.worker.kv();
    for (const { name, metadata } of (await kv.list()).keys) {
      assertNothingPrivate(name + JSON.stringify(metadata) + (await kv.get(name)));
    }
  });

  it("the answer to a post has exactly these fields", async () => {
    const { body, status } = await on.client().post(PATH, "Another.");
    assert.equal(status, 201);
    assert.deepEqual(keys(body), ["comment", "thread", "version"]);
    assert.deepEqual(keys(body.comment), ["author", "created", "html", "id", "number", "parent", "score", "state"]);
  });

  it("a held comment is answered 202 with the reason, and no reader sees it", async () => {
    const client = on.client({ site: "moderated" });
    const { status, body } = await client.post(PATH, "Waits for a moderator.");
    assert.equal(status, 202);
    assert.equal(body.comment.state, "held");
    assert.equal(body.comment.number ?? null, null);
    assert.match(body.reason, /\w+ \w+/);
    for (const route of [...ROUTES, "/v1/page"]) {
      const { text } = await client.get(route, { id: PATH });
      assert.ok(!text.includes("Waits for a moderator"), route);
    }
    assert.equal((await client.json(PATH)).body.count, 0);
  });

  it("the same thread is found by id and by every way of writing its address", async () => {
    for (const query of [{ id: PATH }, { url: on.blog.origin + PATH }, { url: `${on.blog.origin}${PATH}?utm_source=x#c` }, { url: `https://second.example${PATH}` }, { url: `${on.blog.origin}${PATH}index.html` }]) {
      const { body } = await on.client().get("/v1/thread.json", query);
      assert.ok(body.count >= 2, JSON.stringify(query));
      assert.equal(body.thread, PATH);
    }
  });

  it("who has just posted is not served an older copy", async () => {
    const { body } = await on.client().post(PATH, "Fresh.");
    const { text, headers } = await on.client().thread(PATH, { min_v: String(body.version) });
    assert.ok(text.includes(`c-${body.comment.id}`));
    assert.ok(Number(headers.get("Postil-Version")) >= body.version);
  });

  it("KV is written by the name the design gives, with its metadata", async () => {
    const name = `thread/library-blog/${threadHash(PATH)}/0`;
    const key = await until(async () => (await publishedKeys(on.worker)).find((one) => one.name === name), { what: name, within: 120_000 });
    assert.deepEqual(keys(key.metadata).filter((field) => field !== "live_until"), ["markup", "n", "pages", "v"]);
  });

  it("static assets come with the headers that other origins need", async () => {
    const index = await (await on.worker.fetch("/assets/current.json")).json();
    for (const [name, type, age] of /** @type {const} */ ([
      ["embed.js", /javascript/, 300],
      ["count.js", /javascript/, 300],
      ["assets/current.json", /json/, 300],
      [index.js, /javascript/, 31536000],
      [index.wasm, /^application\/wasm$/, 31536000],
      [index.css, /^text\/css/, 31536000],
      [index.pinned.embed.src, /javascript/, 31536000],
      [index.pinned.count.src, /javascript/, 31536000],
      [`assets/en-${index.strings}.txt`, /^text\/plain/, 31536000],
      [`assets/fr-${index.strings}.txt`, /^text\/plain/, 31536000],
    ])) {
      const response = await on.worker.fetch(`/${name}`);
      assert.equal(response.status, 200, name);
      assert.match(response.headers.get("Content-Type") ?? "", type, name);
      assert.match(response.headers.get("Cache-Control") ?? "", new RegExp(`\\bmax-age=${age}\\b`), name);
      assert.equal((response.headers.get("Cache-Control") ?? "").includes("immutable"), age > 300, name);
      assert.equal(response.headers.get("Access-Control-Allow-Origin"), "*", name);
      assert.equal(response.headers.get("Cross-Origin-Resource-Policy"), "cross-origin", name);
      assert.equal(response.headers.get("X-Content-Type-Options"), "nosniff", name);
    }
  });

  it("says that it is well, and which build it is", async () => {
    const { status, text } = await on.client().get("/healthz");
    assert.equal(status, 200);
    assert.match(text, /\d+\.\d+\.\d+/);
  });

  it("the page without JavaScript is not kept and tells nobody where its reader was", async () => {
    const { headers } = await on.client().get("/v1/page", { id: PATH });
    assert.match(headers.get("Content-Type") ?? "", /^text\/html/);
    assert.match(headers.get("Cache-Control") ?? "", /no-store/);
    assert.equal(headers.get("Referrer-Policy"), "same-origin");
    assert.equal(headers.get("X-Content-Type-Options"), "nosniff");
  });

  it("the page without JavaScript finds its thread by the referring page, and only by one of the site", async () => {
    const found = await on.client().get("/v1/page", {}, { headers: { Referer: on.blog.origin + PATH }, redirect: "manual" });
    assert.equal(found.status, 303);
    assert.match(decodeURIComponent(found.headers.get("Location") ?? ""), new RegExp(`id=${PATH}`));
    assert.ok(!/^https?:\/\/(?!127\.0\.0\.1)/.test(found.headers.get("Location") ?? ""));
    const foreign = await on.client().get("/v1/page", {}, { headers: { Referer: "https://evil.example/2027/02/contract/" }, redirect: "manual" });
    assert.equal(foreign.status, 200);
  });

  it("the page's form is refused from a foreign origin", async () => {
    const form = new URLSearchParams({ site: "library-blog", id: uuid(), thread: PATH, name: "Eve", body: "From elsewhere." });
    const { status } = await on.client().send(`/v1/page?site=library-blog&id=${encodeURIComponent(PATH)}`, form.toString(), {
      "Content-Type": "application/x-www-form-urlencoded",
      Origin: "https://evil.example",
    });
    assert.equal(status, 403);
    assert.ok(!(await on.client().json(PATH)).text.includes("From elsewhere."));
  });

  /** @param {string} text */
  function assertNothingPrivate(text) {
    const hex = createHash("sha256").update(secret.key).digest("hex");
    const raw = createHash("sha256").update(Buffer.from(secret.key, "base64url")).digest();
    for (const private_ of [secret.key, secret.ip, hex, raw.toString("hex"), raw.toString("base64url"), createHash("sha256").update(secret.key).digest("base64url"), "for-this-machine-only"]) {
      assert.ok(!text.includes(private_), `${private_} in ${text.slice(0, 200)}`);
    }
    assert.doesNotMatch(text, /"(key|key_hash|ip|network|bucket|email|source|user_agent)":/);
  }
});

/** @param {object} value */
const keys = (value) => Object.keys(value ?? {}).sort();
