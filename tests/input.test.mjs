// Bad input: a problem answer with the right status and a sentence a person can use, never a 500,
// and nothing stored.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { uuid } from "./harness/client.mjs";
import { publishedKeys, stage } from "./harness/stage.mjs";

const PATH = "/2026/11/good/";
const OTHER = "/2026/11/other/";

describe("bad input", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  /** @type {{ here: string, there: string, held: string }} */
  let ids;
  before(async () => {
    on = await stage({
      browser: false,
      sites: (blog) => [
        { id: "library-blog", title: "The Library Blog", origins: [blog] },
        { id: "moderated", title: "Moderated", origins: [blog], policy: "held" },
        { id: "elsewhere", title: "Elsewhere", origins: ["https://elsewhere.example"] },
        { id: "no-own-ids", title: "No own ids", origins: [blog], own_ids: false },
      ],
    });
    const held = await on.client({ site: "moderated" }).post(PATH, "Waits.");
    assert.equal(held.status, 202, held.text);
    ids = {
      here: (await on.client().posted(PATH, "Here.")).id,
      there: (await on.client().posted(OTHER, "There.")).id,
      held: held.body.comment.id,
    };
  });
  after(() => on?.stop());

  /** What is wrong, the status, and the body (text is sent as it is) with headers. @type {[string, number | number[], () => unknown, Record<string, string | undefined>?][]} */
  const table = [
    ["an oversized body", 413, () => comment({ body: "x".repeat(17_000) })],
    ["a megabyte on one line", 413, () => comment({ body: "y".repeat(1_000_000) })],
    ["ten megabytes of white space", 413, () => " ".repeat(10_000_000)],
    ["no body at all", 400, () => ""],
    ["bad JSON", 400, () => "{"],
    ["JSON that is no object", 400, () => "[1,2,3]"],
    ["null", 400, () => "null"],
    ["a number", 400, () => "7"],
    ["JSON nested 5,000 deep", 400, () => "[".repeat(5000) + "]".repeat(5000)],
    ["bytes that are no UTF-8", 400, () => Uint8Array.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
    ["a form instead of JSON", 400, () => "site=library-blog&body=hello", { "Content-Type": "application/x-www-form-urlencoded" }],
    ["lone surrogates", [400, 422], () => JSON.stringify(comment({})).replace("Hello", "\\ud800 Hello \\udfff")],
    ["a lone surrogate as a name", [400, 422], () => JSON.stringify(comment({ name: "Ann" })).replace("Ann", "\\udc00")],
    ["a wrong type of body", [400, 422], () => comment({ body: 7 })],
    ["a body that is a list", [400, 422], () => comment({ body: ["x"] })],
    ["a wrong type of author", [400, 422], () => comment({ author: "Ann" })],
    ["a wrong type of thread", [400, 422], () => ({ ...comment({}), thread: null })],
    ["a wrong type of parent", [400, 422], () => comment({ parent: 12 })],
    ["no site", [400, 404, 422], () => without("site")],
    ["no thread", [400, 422], () => without("thread")],
    ["no id", [400, 422], () => without("id")],
    ["no author", [400, 422], () => without("author")],
    ["no body field", [400, 422], () => without("body")],
    ["no key", [400, 422], () => without("key")],
    ["an unknown site", 404, () => comment({ site: "nobody" })],
    ["a site's id of the wrong form", [404, 422], () => comment({ site: "Library Blog!" })],
    ["a site's id with a path in it", [404, 422], () => comment({ site: "../library-blog" })],
    ["a foreign origin", 403, () => comment({}), { Origin: "https://evil.example" }],
    ["another site's origin", 403, () => comment({ site: "elsewhere" })],
    ["an origin that only begins like ours", 403, () => comment({}), { Origin: "BLOG.evil.example" }],
    ["a null origin", 403, () => comment({}), { Origin: "null" }],
    ["a missing origin", 403, () => comment({}), { Origin: undefined }],
    ["an unknown parent", [404, 422], () => comment({ parent: uuid() })],
    ["a parent of another thread", [404, 422], () => comment({ parent: ids.there })],
    ["a held parent", [404, 422], () => comment({ site: "moderated", parent: ids.held })],
    ["a parent that is no id", [404, 422], () => comment({ parent: "1" })],
    ["itself as a parent", [404, 422], () => ((id) => comment({ id, parent: id }))(uuid())],
    ["an id of another version", 422, () => comment({ id: "3b241101-e2bb-4255-8caf-4136c566a962" })],
    ["an id in braces", 422, () => comment({ id: `{${uuid()}}` })],
    ["an id too short", 422, () => comment({ id: "0190" })],
    ["an empty id", 422, () => comment({ id: "" })],
    ["an id with markup", 422, () => comment({ id: `"><script>${uuid()}` })],
    ["a short key", 422, () => comment({ key: "abc" })],
    ["a key of wrong letters", 422, () => comment({ key: "!".repeat(43) })],
    ["a key too long", 422, () => comment({ key: "A".repeat(44) })],
    ["an empty name", 422, () => comment({ name: "" })],
    ["a name of spaces", 422, () => comment({ name: " \u00a0\u3000\t " })],
    ["a name of nothing visible", 422, () => comment({ name: "\u200b\u2060\ufeff" })],
    ["a name of 81 characters", 422, () => comment({ name: "n".repeat(81) })],
    ["a name with NUL", 422, () => comment({ name: "a\u0000b" })],
    ["an empty body", 422, () => comment({ body: "" })],
    ["a body of white space", 422, () => comment({ body: " \n\t\n " })],
    ["a body of 10,001 characters", 422, () => comment({ body: "b".repeat(10_001) })],
    ["a body with NUL", 422, () => comment({ body: "a\u0000b" })],
    ["an address with a script", 422, () => comment({ url: "javascript:alert(1)" })],
    ["an address with data", 422, () => comment({ url: "data:text/html,x" })],
    ["an address of 501 characters", 422, () => comment({ url: `https://a.example/${"a".repeat(490)}` })],
    ["a thread on a foreign page", [403, 422], () => comment({ thread: { url: "https://evil.example/" } })],
    ["a thread without an address", [400, 422], () => comment({ thread: { url: undefined } })],
    ["a thread's id too long", 422, () => comment({ thread: { id: "i".repeat(1001) } })],
    ["an own thread id where that is not allowed", [403, 422], () => comment({ site: "no-own-ids", thread: { id: "my-own" } })],
  ];

  /** @param {Record<string, any>} changes */
  const comment = (changes) => on.client({ site: changes.site }).comment(PATH, "Hello", changes);
  /** @param {string} field */
  const without = (field) => ({ ...comment({}), [field]: undefined });

  for (const [what, wanted, make, headers] of table) {
    it(`${what}: ${wanted}`, async () => {
      const before = await everything();
      const origin = headers?.Origin?.replace("BLOG", on.blog.origin);
      const answer = await on.client().send("/v1/comments", make(), { ...headers, ...(origin && { Origin: origin }) });
      assert.ok([wanted].flat().includes(answer.status), `${answer.status} ${answer.text.slice(0, 300)}`);
      assertProblem(answer);
      assert.deepEqual(await everything(), before, "nothing is stored");
    });
  }

  it("a held parent and an unknown one get the same answer", async () => {
    const [held, unknown] = await Promise.all([ids.held, uuid()].map((parent) => on.client().send("/v1/comments", comment({ site: "moderated", parent }))));
    assert.equal(held.status, unknown.status);
    assert.deepEqual(held.body, unknown.body);
  });

  /** Valid, though nobody would write so. @type {[string, Record<string, any>][]} */
  const fine = [
    ["10,000 levels of quotes", { body: ">".repeat(9_990) + " deep" }],
    ["10,000 emphasis marks", { body: "*".repeat(9_999) + "x" }],
    ["nested brackets", { body: "[".repeat(5_000) + "]".repeat(5_000) }],
    ["nested lists", { body: Array.from({ length: 130 }, (_, i) => `${" ".repeat(i)}- x`).join("\n").slice(0, 10_000) }],
    ["thousands of astral characters", { body: "𝒜".repeat(3_800) }],
    ["a name of 80 characters outside the basic plane", { name: "🦉".repeat(80) }],
    ["right-to-left text", { name: "عبد الله", body: "مرحبا بالعالم" }],
    ["text that looks like code", { body: "`</textarea><img src=x onerror=alert(1)>`" }],
    ["a title of 4,000 characters, which is the page's and not the reader's fault", { thread: { title: "t".repeat(4_000) } }],
    ["unknown fields", { hello: { world: [1, 2] } }],
  ];

  for (const [what, changes] of fine) {
    it(`accepts ${what}`, async () => {
      const path = `/2026/11/fine/`;
      const answer = await on.client().post(path, changes.body ?? "Fine.", changes);
      assert.equal(answer.status, 201, answer.text.slice(0, 300));
      const { status } = await on.client().thread(path);
      assert.equal(status, 200);
    });
  }

  /** Reads with bad questions: never a 500. @type {[string, number[], string, Record<string, string | string[]>][]} */
  const reads = [
    ["no site", [400, 404, 422], "/v1/thread", { site: "" }],
    ["an unknown site", [404], "/v1/thread", { site: "nobody", id: "/x/" }],
    ["neither address nor id", [400, 422], "/v1/thread", {}],
    ["a foreign address", [403, 404, 422], "/v1/thread", { url: "https://evil.example/" }],
    ["an id of a megabyte", [400, 413, 414, 422], "/v1/thread", { id: "x".repeat(7_000) }],
    ["percent signs alone", [200, 400, 404, 422], "/v1/thread", { id: "%%%" }],
    ["a page that is no number", [200, 400, 404, 422], "/v1/thread", { id: PATH, page: "x" }],
    ["a page there is not", [200, 404], "/v1/thread", { id: PATH, page: "99" }],
    ["a huge page", [200, 400, 404, 422], "/v1/thread", { id: PATH, page: "99999999999999999999" }],
    ["a bad version", [200, 400, 422], "/v1/thread", { id: PATH, min_v: "-1" }],
    ["a comment that is none", [200, 404, 422], "/v1/thread", { id: PATH, comment: "zzz" }],
    ["a bad markup", [200, 400, 422], "/v1/thread", { id: PATH, markup: "<script>" }],
    ["languages of nonsense", [200], "/v1/thread", { id: PATH, lang: ",,;;q=9,\u0000,xx-" + "y".repeat(500) }],
    ["too many counts", [200, 400, 422], "/v1/counts", { id: Array.from({ length: 101 }, (_, i) => `/${i}/`) }],
    ["counts of nothing", [200, 400, 422], "/v1/counts", {}],
    ["data of an unknown site", [404], "/v1/thread.json", { site: "nobody", id: "/x/" }],
    ["a page of an unknown site", [404], "/v1/page", { site: "nobody" }],
    ["an unknown route", [404], "/v1/nothing", {}],
    ["a route outside", [404], "/.git/config", {}],
  ];

  for (const [what, wanted, route, query] of reads) {
    it(`reading with ${what}: ${wanted}`, async () => {
      const before = await everything();
      const answer = await on.client().get(route, query);
      assert.ok(wanted.includes(answer.status), `${answer.status} ${answer.text.slice(0, 300)}`);
      if (answer.status >= 400 && route.startsWith("/v1/") && route !== "/v1/page") assertProblem(answer);
      assert.deepEqual(await everything(), before);
    });
  }

  for (const method of ["PUT", "DELETE", "PATCH"]) {
    it(`${method} is not understood`, async () => {
      const response = await on.worker.fetch("/v1/comments", { method, body: "{}" });
      assert.ok([404, 405].includes(response.status));
    });
  }

  it("has shown no trap of the WASM all the while", () => {
    assert.deepEqual(on.worker.log.filter((line) => /panicked|RuntimeError|trapped/.test(line)), []);
  });

  /** @param {import("./harness/client.mjs").Answer} answer */
  function assertProblem({ status, headers, body, text }) {
    assert.match(headers.get("Content-Type") ?? "", /^application\/problem\+json/, text.slice(0, 300));
    assert.equal(body.status, status);
    assert.equal(typeof body.type, "string");
    assert.ok(body.title.length > 3, text);
    assert.match(body.detail, /^\p{Lu}.{10,}[.!?]$/su, "a sentence that a person can use");
    assert.doesNotMatch(body.detail, /serde|line \d+ column|undefined|null|panick/i, "not the parser's own words");
  }

  async function everything() {
    const threads = await Promise.all([PATH, OTHER].map(async (path) => (await on.client().json(path)).body));
    const moderated = (await on.client({ site: "moderated" }).json(PATH)).body;
    // The publisher goes on with what was posted before: which keys there are matters, not when they came.
    const foreign = (await publishedKeys(on.worker)).map((key) => key.name).filter((name) => !/^thread\/(library-blog|moderated)\//.test(name));
    return { threads, moderated, foreign };
  }
});
