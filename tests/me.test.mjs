// Everything of a key: listed, taken along and erased, over all threads of the site.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { stage } from "./harness/stage.mjs";
import { pool, until } from "./harness/util.mjs";

/** @typedef {import("./harness/client.mjs").Client} Client */

describe("everything of a key", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  before(async () => {
    on = await stage({
      browser: false,
      sites: (blog) => [
        { id: "library-blog", title: "The Library Blog", origins: [blog] },
        { id: "moderated", title: "Moderated", origins: [blog], policy: "held" },
      ],
    });
  });
  after(() => on?.stop());

  /** The problem of an answer. @param {{ status: number, body: any }} answer */
  const problem = ({ status, body }) => [status, body?.code];
  const THREADS = 24;
  const paths = Array.from({ length: THREADS }, (_, n) => `/2027/06/mine-${n}/`);
  /** Each thread is begun from another network: they are bounded. */
  const elsewhere = (/** @type {Client} */ client) => on.client({ key: client.key, name: client.name });

  it("is listed over all threads, and marked as the public sees it", async () => {
    const ada = on.client({ name: "Ada" });
    const made = await pool(paths, 4, (path) => elsewhere(ada).posted(path, `On ${path}`));
    await on.client().posted(paths[0], "Somebody else's.");
    const list = await ada.everything("list");
    assert.equal(list.mark, made[0].author.mark);
    assert.ok(list.calls >= 2, "at most twenty threads a call");
    assert.deepEqual(new Set(list.comments.map((one) => one.thread)), new Set(paths));
    const one = list.comments.find((one) => one.thread === paths[3]);
    assert.deepEqual(one, { thread: paths[3], id: made[3].id, number: "1", body: `On ${paths[3]}`, created: made[3].created, state: "published", score: 0 });
    const nobody = await on.client().everything("list");
    assert.deepEqual(nobody.comments, []);
    assert.match(nobody.mark, /^[0-9a-f]{16}$/);
  });

  it("is exported whole: former texts and votes, too", async () => {
    const path = "/2027/06/export/";
    const [ada, bob] = [on.client({ name: "Ada" }), on.client({ name: "Bob" })];
    const his = await bob.posted(path, "His.");
    const hers = await ada.posted(path, "Hers.", { parent: his.id });
    await ada.edit(path, hers.id, "Hers, better.");
    await ada.vote(path, his.id);
    // A vote alone is something, too.
    await bob.vote(path, hers.id);
    const exported = await ada.everything("export");
    const [comment] = exported.comments;
    assert.deepEqual(Object.keys(comment).sort(), ["body", "created", "edited", "former", "id", "name", "number", "parent", "score", "state", "thread"]);
    assert.deepEqual(comment.former.map((/** @type {any} */ one) => one.body), ["Hers."]);
    assert.equal(comment.former[0].until, comment.edited);
    assert.deepEqual([comment.body, comment.parent, comment.score], ["Hers, better.", his.id, 1]);
    assert.deepEqual(exported.votes, [{ thread: path, id: his.id }]);
  });

  it("is erased everywhere, with its votes", async () => {
    const path = "/2027/06/erase/";
    const [ada, bob] = [on.client({ name: "Ada" }), on.client({ name: "Bob" })];
    const his = await bob.posted(path, "His.");
    const hers = await ada.posted(path, "Hers.");
    const held = on.client({ site: "moderated", key: ada.key, name: "Ada" });
    await held.post(path, "Held, on another site.");
    await ada.posted(paths[1], "Hers elsewhere.");
    await ada.vote(path, his.id);
    await ada.vote(paths[2], (await on.client().all(paths[2]))[0].id);
    await until(async () => (await ada.everything("export")).votes.length === 2, { what: "the thread with a vote alone to be known" });
    const { status, body } = await ada.me("erase");
    assert.deepEqual([status, body], [200, { erased: 2 }]);
    assert.equal((await on.client().all(path)).find((row) => row.id === hers.id), undefined);
    assert.deepEqual((await on.client().all(path)).map((row) => [row.id, row.score]), [[his.id, 0]]);
    assert.equal((await on.client().all(paths[2]))[0].score, 0);
    const left = await ada.everything("export");
    assert.deepEqual([left.comments, left.votes], [[], []]);
    assert.deepEqual((await ada.me("erase")).body, { erased: 0 });
    assert.equal((await held.everything("list")).comments.length, 1, "another site is another matter");
    // And the key may begin anew.
    assert.equal((await ada.post(path, "Hello again.")).status, 201);
  });

  it("is paged within a thread, too", async () => {
    const path = "/2027/06/many/";
    const ada = on.client({ name: "Ada" });
    const made = await pool(Array.from({ length: 230 }), 8, (_, n) => ada.posted(path, `Number ${n}`));
    const list = await ada.everything("list");
    assert.deepEqual(new Set(list.comments.map((one) => one.id)), new Set(made.map((one) => one.id)));
    assert.equal(list.comments.length, made.length);
    let erased = 0;
    for (let next; ; ) {
      const { body } = await ada.me("erase", next);
      erased += body.erased;
      if (!(next = body.next)) break;
    }
    assert.equal(erased, made.length);
    assert.equal((await ada.json(path)).body.count, 0);
  });

  it("is not told to whoever asks in another way", async () => {
    const ada = on.client();
    assert.deepEqual(problem(await ada.me("forget")), [422, "me_invalid"]);
    assert.deepEqual(problem(await ada.send("/v1/me", { site: ada.site, key: ada.key })), [422, "me_invalid"]);
    assert.deepEqual(problem(await ada.me("list", "no/such")), [400, "me_after"]);
    assert.deepEqual(problem(await ada.send("/v1/me", { site: ada.site, key: "x", do: "list" })), [422, "key_invalid"]);
    assert.deepEqual(problem(await ada.send("/v1/me", { site: ada.site, key: ada.key, do: "list" }, { Origin: "https://evil.example" })), [403, "origin"]);
    const { headers } = await ada.me("list");
    assert.equal(headers.get("Cache-Control"), "no-store");
    assert.equal(headers.get("Access-Control-Allow-Origin"), on.blog.origin);
    assert.equal((await on.worker.fetch("/v1/me")).status, 405);
  });
});
