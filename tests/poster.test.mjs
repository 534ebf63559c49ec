// A first poster decides nothing that another reader sees but his own comment.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { post } from "./harness/blog.mjs";
import { newPage, newReader, open } from "./harness/browser.mjs";
import { stage } from "./harness/stage.mjs";

const EVIL = "Evil title <b>of a stranger</b>";

describe("a hostile first poster", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  let cases = 0;
  before(async () => {
    on = await stage({ sites: (blog) => [{ id: "library-blog", title: "The Library Blog", origins: [blog, "https://second.example"], mirrors: [[blog, "https://second.example"]] }] });
  });
  after(() => on?.stop());

  /** @type {[string, (blog: string, path: string) => Record<string, unknown>][]} */
  const claims = [
    ["title", () => ({ title: EVIL })],
    ["a title of many lines", () => ({ title: `${EVIL}\n\u202e\u0000`.replace("\u0000", "") + "x".repeat(200) })],
    ["language", () => ({ lang: "fr" })],
    ["a language there is not", () => ({ lang: "tlh\"><script>" })],
    ["a canonical link to another site", () => ({ canonical: "https://evil.example/elsewhere/" })],
    ["query and fragment", (blog, path) => ({ url: `${blog}${path}?utm_source=evil&fbclid=1#${EVIL}` })],
    ["a canonical link with marketing in it", (blog, path) => ({ canonical: `${blog}${path}?utm_campaign=evil` })],
  ];

  for (const [what, claim] of claims) {
    it(`who chooses ${what} changes nothing`, async () => {
      const path = `/2026/10/case-${++cases}/`;
      const untouched = `/2026/10/untouched-${cases}/`;
      on.blog.pages[path] = post({ title: "The owner's own title" });
      const him = on.client({ name: "Mallory" });
      const made = await him.post(path, "His own comment.", { thread: claim(on.blog.origin, path) });
      assert.ok([201, 422].includes(made.status), `${made.status} ${made.text}`);
      const him2 = on.client({ name: "Ada" });
      if (made.status === 422) await him2.posted(path, "An innocent one.");

      await on.published(path);
      for (const address of [
        (await on.client().thread(path)).text,
        (await on.client().json(path)).text,
        (await on.client().get("/v1/page", { id: path })).text,
        (await on.client().get("/v1/page")).text,
      ]) {
        assert.ok(!address.includes("Evil"), address);
        assert.ok(!address.includes("evil.example"), address);
      }
      const page = (await on.client().thread(path, { lang: "en" })).text;
      assert.match(page, /<section[^>]*\blang="en"/);

      const reader = await newReader(on.browser);
      const tab = await newPage(reader);
      const section = await open(tab, on.blog.origin + path);
      assert.equal((await section.locator(".heading").textContent())?.trim(), "One thought on “The owner's own title”");
      await reader.close();

      // What an empty thread of this site looks like is not his to choose either.
      const other = (await on.client().thread(untouched)).text;
      assert.match(other, /data-count="0"/);
      assert.match(other, /\blang="en"/);
    });
  }

  it("who names a foreign address is refused, and nothing is stored", async () => {
    const him = on.client();
    for (const url of ["https://evil.example/post/", "javascript:alert(1)", "http://127.0.0.1:1/2026/10/x/", "/2026/10/x/", ""]) {
      const { status, headers } = await him.post("/2026/10/x/", "x", { thread: { url } });
      assert.ok([403, 422].includes(status), `${url}: ${status}`);
      assert.match(headers.get("Content-Type") ?? "", /^application\/problem\+json/);
    }
    assert.equal((await on.client().json("/2026/10/x/")).body.count, 0);
  });

  it("who sets the fields of the server changes nothing", async () => {
    const path = "/2026/10/fields/";
    const made = await on.client().post(path, "Mine.", {
      number: "99",
      state: "removed",
      score: 1000,
      created: "1999-01-01T00:00:00Z",
      html: "<script>alert(1)</script>",
      badge: "owner",
      isAdmin: true,
      version: 77,
      name: "Mallory",
    });
    assert.equal(made.status, 201);
    const { comment } = made.body;
    assert.equal(comment.number, "1");
    assert.equal(comment.state, "published");
    assert.equal(comment.score, 0);
    assert.equal(comment.html, "<p>Mine.</p>");
    assert.ok(!comment.author.badge);
    assert.notEqual(comment.created.slice(0, 4), "1999");
  });

  it("who writes under a name another has used gets another mark", async () => {
    const path = "/2026/10/marks/";
    const a = await on.client({ name: "Same Name" }).posted(path, "One.");
    const b = await on.client({ name: "Same Name" }).posted(path, "Two.");
    assert.match(a.author.mark, /^[0-9a-f]{16}$/);
    assert.notEqual(a.author.mark, b.author.mark);
  });
});
