// One's own comments: edited for as long as the site allows and deleted for good, by the key that
// wrote them and by no other.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, describe, it } from "node:test";

import { deviceKey, threadHash, uuid } from "./harness/client.mjs";
import { publishedKeys, stage } from "./harness/stage.mjs";
import { pool, size, until } from "./harness/util.mjs";

describe("one's own comments", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  /** @type {any[]} */
  let sites;
  before(async () => {
    on = await stage({
      browser: false,
      sites: (blog) =>
        (sites = /** @type {import("./harness/worker.mjs").Site[]} */ ([
          { id: "library-blog", title: "The Library Blog", origins: [blog] },
          { id: "moderated", title: "Moderated", origins: [blog], policy: "held" },
          { id: "final", title: "No second thoughts", origins: [blog], edit_hours: 0 },
          { id: "turning", title: "Held from one day on", origins: [blog] },
          { id: "closing", title: "Edits end", origins: [blog] },
        ])),
    });
  });
  after(() => on?.stop());

  /** The problem of an answer. @param {{ status: number, body: any }} answer */
  const problem = ({ status, body }) => [status, body?.code];
  /** A comment as every reader gets it. @param {string} path @param {string} id @param {string} [site] */
  const shown = async (path, id, site) => (await on.client({ site }).all(path)).find((row) => row.id === id);
  /** What KV holds of a thread. @param {string} path @param {string} [site] */
  async function inKv(path, site = "library-blog") {
    const kv = await on.worker.kv();
    const keys = (await publishedKeys(on.worker)).filter(({ name }) => name.startsWith(`thread/${site}/${threadHash(path)}/`));
    return (await Promise.all(keys.map(async ({ name }) => (await kv.get(name)) ?? ""))).join("\n");
  }

  describe("an edit", () => {
    const PATH = "/2027/05/edit/";

    it("changes the text, says so, and is published", async () => {
      const ada = on.client({ name: "Ada" });
      const comment = await ada.posted(PATH, "A frist text.");
      const reply = await on.client().posted(PATH, "A reply.", { parent: comment.id });
      const { status, body } = await ada.edit(PATH, comment.id, "A *first* text.");
      assert.equal(status, 200);
      assert.deepEqual(Object.keys(body).sort(), ["comment", "thread", "version"]);
      assert.equal(body.comment.html, "<p>A <em>first</em> text.</p>");
      assert.match(body.comment.edited, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      assert.equal(body.version, 3);
      const { edited, ...rest } = body.comment;
      assert.deepEqual(rest, { ...comment, html: body.comment.html }, "nothing else has changed");
      assert.deepEqual(await shown(PATH, comment.id), { ...rest, edited, depth: 0 });
      assert.equal((await shown(PATH, reply.id)).parent, comment.id);
      await on.published(PATH);
      const page = await inKv(PATH);
      assert.ok(page.includes("A <em>first</em> text.") && !page.includes("frist"));
    });

    it("of the same text changes nothing, as often as it is sent", async () => {
      const ada = on.client();
      const { id } = await ada.posted(PATH, "The same.");
      const same = await ada.edit(PATH, id, "The same.\r\n");
      assert.equal(same.status, 200);
      assert.equal(same.body.comment.edited, undefined);
      const once = await ada.edit(PATH, id, "Another.");
      const twice = await ada.edit(PATH, id, "Another.");
      assert.deepEqual(twice.body, once.body);
      const { comments } = await ada.everything( "export");
      assert.deepEqual(comments[0].former.map((/** @type {any} */ one) => one.body), ["The same."]);
    });

    it("begins with the source, which asks for nothing to be changed", async () => {
      const ada = on.client();
      const { id, created } = await ada.posted(PATH, "*Source* & all");
      const version = (await ada.json(PATH)).body.version;
      const { status, body } = await ada.edit(PATH, id);
      assert.equal(status, 200);
      assert.deepEqual(body, { body: "*Source* & all", revision: body.revision, until: body.until });
      assert.equal(Date.parse(body.until) - Date.parse(created), 24 * 3600 * 1000);
      assert.equal((await ada.json(PATH)).body.version, version);
    });

    it("that was made from an older text than there is changes nothing", async () => {
      const ada = on.client();
      const { id } = await ada.posted(PATH, "One.");
      const { revision } = (await ada.edit(PATH, id)).body;
      assert.equal((await ada.edit(PATH, id, "Two.", revision)).status, 200);
      // It comes late, after another attempt has been stored.
      assert.deepEqual(problem(await ada.edit(PATH, id, "Late.", revision)), [409, "edit_stale"]);
      assert.equal((await ada.edit(PATH, id, "Two.", revision)).status, 200, "a repeat is answered alike");
      assert.equal((await shown(PATH, id)).html, "<p>Two.</p>");
      const now = (await ada.edit(PATH, id)).body;
      assert.equal(now.body, "Two.");
      assert.notEqual(now.revision, revision);
      assert.equal((await ada.edit(PATH, id, "Three.", now.revision)).status, 200);
      // Who names no revision replaces whatever there is.
      assert.equal((await ada.edit(PATH, id, "Four.")).status, 200);
    });

    it("is taken from the author's key only", async () => {
      const ada = on.client();
      const { id } = await ada.posted(PATH, "Mine.");
      for (const body of ["Yours.", undefined]) {
        assert.deepEqual(problem(await on.client().edit(PATH, id, body)), [403, "not_yours"]);
        assert.deepEqual(problem(await ada.edit(PATH, uuid(), body)), [404, "comment"]);
        assert.deepEqual(problem(await ada.edit("/2027/05/nobody-was-here/", id, body)), [404, "comment"]);
        assert.deepEqual(problem(await ada.edit(PATH, "1", body)), [422, "id_invalid"]);
      }
      assert.equal((await shown(PATH, id)).html, "<p>Mine.</p>");
    });

    it("is checked as a comment is", async () => {
      const ada = on.client();
      const { id } = await ada.posted(PATH, "Well.");
      for (const [body, code] of [["", "body_missing"], ["a\0b", "body_nul"], ["x".repeat(10_001), "body_too_long"]]) {
        assert.deepEqual(problem(await ada.edit(PATH, id, body)), [422, code]);
      }
      const { status, headers } = await ada.send(`/v1/comments/${id}/edit`, ada.about(PATH, { body: "x" }), { Origin: "https://evil.example" });
      assert.equal(status, 403);
      assert.equal(headers.get("Access-Control-Allow-Origin"), null);
      assert.deepEqual(problem(await ada.send(`/v1/comments/${id}/edit`, ada.about(PATH, { key: "x" }))), [422, "key_invalid"]);
      assert.equal((await shown(PATH, id)).html, "<p>Well.</p>");
      const get = await on.worker.fetch(`/v1/comments/${id}/edit`);
      assert.equal(get.status, 405);
    });

    it("is refused once the time is over, and so is the source; deleting is not", async () => {
      const ada = on.client({ site: "final" });
      const { id } = await ada.posted(PATH, "For ever.");
      assert.deepEqual(problem(await ada.edit(PATH, id)), [403, "edit_over"]);
      assert.deepEqual(problem(await ada.edit(PATH, id, "Not so.")), [403, "edit_over"]);

      const bob = on.client({ site: "closing" });
      const other = await bob.posted(PATH, "For a while.");
      assert.equal((await bob.edit(PATH, other.id, "For a day.")).status, 200);
      await change("closing", { edit_hours: 0 });
      assert.deepEqual(problem(await bob.edit(PATH, other.id)), [403, "edit_over"]);
      assert.deepEqual(problem(await bob.edit(PATH, other.id, "Too late.")), [403, "edit_over"]);
      assert.equal((await shown(PATH, other.id, "closing")).html, "<p>For a day.</p>");
      assert.equal((await bob.delete(PATH, other.id)).status, 200);
    });

    it("of a comment that is held changes it in place, and it stays held", async () => {
      const ada = on.client({ site: "moderated" });
      const comment = ada.comment(PATH, "Held.");
      const posted = await ada.send("/v1/comments", comment);
      assert.equal(posted.status, 202);
      const { status, body } = await ada.edit(PATH, comment.id, "Still held.");
      assert.equal(status, 202);
      assert.equal(body.comment.state, "held");
      assert.equal(body.comment.html, "<p>Still held.</p>");
      assert.equal(body.reason, posted.body.reason);
      assert.equal((await ada.edit(PATH, comment.id)).body.body, "Still held.");
      // A stranger does not learn that it is there.
      for (const text of ["Mine?", undefined]) {
        assert.deepEqual(problem(await on.client({ site: "moderated" }).edit(PATH, comment.id, text)), [404, "comment"]);
      }
      // Nor does an outbox that sends the comment once more lose the edit.
      const again = await ada.send("/v1/comments", comment);
      assert.equal(again.status, 200);
      assert.equal(again.body.comment.html, "<p>Still held.</p>");
    });

    it("that is held leaves the old text up; a later one replaces it; the old text takes it back", async () => {
      const ada = on.client({ site: "turning" });
      const comment = await ada.posted(PATH, "Up.");
      await change("turning", { policy: "held" });
      const { version } = (await ada.json(PATH)).body;
      const first = await ada.edit(PATH, comment.id, "First change.");
      assert.equal(first.status, 202);
      assert.match(first.body.reason, /\w+ \w+/);
      assert.deepEqual(first.body.comment, comment);
      assert.deepEqual((await ada.edit(PATH, comment.id, "First change.")).status, 202, "a repeat is answered alike");
      const before = (await ada.edit(PATH, comment.id)).body.revision;
      assert.equal((await ada.edit(PATH, comment.id, "Second change.", before)).status, 202);
      assert.deepEqual(problem(await ada.edit(PATH, comment.id, "Late change.", before)), [409, "edit_stale"]);
      assert.equal((await ada.edit(PATH, comment.id)).body.body, "Second change.");
      const [mine] = (await ada.everything( "list")).comments;
      assert.deepEqual([mine.body, mine.waiting, mine.state], ["Up.", "Second change.", "published"]);
      const now = await ada.json(PATH);
      assert.deepEqual([now.body.version, now.body.comments[0].html], [version, "<p>Up.</p>"]);
      assert.ok(!now.text.includes("change"));

      const back = await ada.edit(PATH, comment.id, "Up.");
      assert.equal(back.status, 200);
      assert.equal((await ada.everything( "list")).comments[0].waiting, undefined);

      // What waits is judged by the site as it is: an edit that is not held any more is published.
      assert.equal((await ada.edit(PATH, comment.id, "Third change.")).status, 202);
      await change("turning", { policy: "open" });
      assert.equal((await ada.edit(PATH, comment.id, "Fourth change.")).status, 200);
      assert.equal((await ada.everything( "list")).comments[0].waiting, undefined);
      assert.equal((await shown(PATH, comment.id, "turning")).html, "<p>Fourth change.</p>");
    });

    it("is refused after the hundredth", async () => {
      const ada = on.client();
      const { id } = await ada.posted(PATH, "0");
      for (let n = 1; n <= 100; n++) assert.equal((await ada.edit(PATH, id, String(n))).status, 200);
      assert.deepEqual(problem(await ada.edit(PATH, id, "101")), [403, "edit_over"]);
    });
  });

  describe("a deletion", () => {
    const PATH = "/2027/05/delete/";

    it("leaves a tombstone where there are replies, and nothing else", async () => {
      const ada = on.client({ name: "Ada Lovelace" });
      const comment = await ada.posted(PATH, "To be forgotten.", { url: "https://ada.example/" });
      const reply = await on.client().posted(PATH, "A reply.", { parent: comment.id });
      await ada.edit(PATH, comment.id, "To be forgotten, too.");
      await on.client().vote(PATH, comment.id);
      await on.published(PATH);

      assert.deepEqual(problem(await on.client().delete(PATH, comment.id)), [403, "not_yours"]);
      const { status, body } = await ada.delete(PATH, comment.id);
      assert.equal(status, 200);
      assert.deepEqual(Object.keys(body), ["version"]);

      const { body: thread, text } = await ada.json(PATH);
      assert.equal(thread.count, 1);
      assert.equal(thread.version, body.version);
      const [grave] = thread.comments;
      assert.deepEqual(
        { ...grave, replies: grave.replies.map((/** @type {any} */ one) => one.id) },
        { id: comment.id, number: "1", parent: null, author: { name: "", mark: "" }, html: "", created: comment.created, state: "removed", score: 0, replies: [reply.id] },
      );
      assert.doesNotMatch(text, /Ada|forgotten/);
      // Nobody reads it much longer.
      await until(async () => !/Ada|forgotten/.test(await inKv(PATH)), { what: "the page without it" });
      assert.match(await inKv(PATH), /data-count="1"/);
      assert.deepEqual((await ada.everything( "export")).comments, []);
    });

    it("is done once, and answered 200 for ever", async () => {
      const ada = on.client();
      const { id } = await ada.posted(PATH, "Once.");
      const first = await ada.delete(PATH, id);
      const { version, count } = (await ada.json(PATH)).body;
      assert.deepEqual((await ada.delete(PATH, id)).body, first.body);
      await on.worker.restart();
      assert.deepEqual((await ada.delete(PATH, id)).body, first.body);
      assert.deepEqual([(await ada.json(PATH)).body.version, (await ada.json(PATH)).body.count], [version, count]);
      assert.equal(await shown(PATH, id), undefined, "without replies it is gone");
    });

    it("is not undone by an outbox that sends the comment again", async () => {
      const ada = on.client();
      const comment = ada.comment(PATH, "From an outbox.");
      assert.equal((await ada.send("/v1/comments", comment)).status, 201);
      assert.equal((await ada.delete(PATH, comment.id)).status, 200);
      for (const change of [{}, { body: "Another." }, { key: deviceKey() }]) {
        assert.deepEqual(problem(await ada.send("/v1/comments", { ...comment, ...change })), [409, "deleted"]);
      }
      assert.deepEqual(problem(await ada.edit(PATH, comment.id, "Back?")), [404, "comment"]);
      assert.deepEqual(problem(await ada.edit(PATH, comment.id)), [404, "comment"]);
      assert.deepEqual(problem(await on.client().vote(PATH, comment.id)), [404, "comment"]);
      assert.deepEqual(problem(await on.client().post(PATH, "To a ghost.", { parent: comment.id })), [404, "parent"]);
      assert.equal(await shown(PATH, comment.id), undefined);
    });

    it("of a held comment is no change for readers", async () => {
      const ada = on.client({ site: "moderated" });
      const comment = ada.comment(PATH, "Never seen.");
      await ada.send("/v1/comments", comment);
      assert.deepEqual(problem(await on.client({ site: "moderated" }).delete(PATH, comment.id)), [404, "comment"]);
      assert.equal((await ada.delete(PATH, comment.id)).status, 200);
      const { body } = await ada.json(PATH);
      assert.deepEqual([body.count, body.version], [0, 0]);
      assert.deepEqual((await ada.everything( "list")).comments, []);
      assert.deepEqual(problem(await ada.send("/v1/comments", comment)), [409, "deleted"]);
    });

    it("of the last reply takes a tombstone along", async () => {
      const path = "/2027/05/graves/";
      const [ada, bob] = [on.client(), on.client()];
      const root = await ada.posted(path, "Root.");
      const reply = await bob.posted(path, "Reply.", { parent: root.id });
      await ada.delete(path, root.id);
      assert.equal((await ada.all(path)).length, 1 + 1);
      await bob.delete(path, reply.id);
      assert.deepEqual(await ada.all(path), []);
      // A number is never given again.
      assert.equal((await ada.posted(path, "Another root.")).number, "2");
    });
  });

  it("no answer to a reader holds a key, a hash of it, or a text that is not shown", async () => {
    const path = "/2027/07/private/";
    const ada = on.client({ site: "turning", name: "Ada" });
    const comment = await ada.posted(path, "Formerly unwise.");
    await ada.edit(path, comment.id, "Shown.");
    await ada.vote(path, (await on.client({ site: "turning" }).posted(path, "Another's.")).id);
    await change("turning", { policy: "held" });
    await ada.edit(path, comment.id, "Waiting unwisely.");
    const reader = on.client({ site: "turning" });
    const answers = [
      await reader.get("/v1/thread", { id: path, min_v: "999" }),
      await reader.json(path),
      await reader.get("/v1/page", { id: path }),
      await reader.edit(path, comment.id),
      await reader.delete(path, comment.id),
      await reader.vote(path, comment.id),
      await reader.me("export"),
      await ada.me("export"),
    ];
    const hash = createHash("sha256").update(ada.key).digest();
    const text = createHash("sha256").update("Shown.").digest("hex");
    for (const [n, answer] of answers.entries()) {
      for (const secret of [ada.key, ada.ip, hash.toString("hex"), hash.toString("base64url"), text]) assert.ok(!answer.text.includes(secret), `${n}: ${answer.text}`);
      if (n < answers.length - 1) assert.ok(!answer.text.includes("unwise"), `${n}: ${answer.text}`);
    }
    assert.deepEqual(Object.keys((await reader.json(path)).body.comments[0]).sort(), ["author", "created", "edited", "html", "id", "number", "parent", "replies", "score", "state"]);
    await change("turning", { policy: "open" });
  });

  it("goes well when many edit and delete at once", async () => {
    const path = "/2027/07/crowd/";
    const ada = on.client();
    const count = size(10, 50);
    const made = await pool(Array.from({ length: count }), 8, (_, n) => ada.posted(path, `Text ${n}`));
    const statuses = await Promise.all(
      made.flatMap((comment, n) => [ada.edit(path, comment.id, `New ${n}`), n % 2 ? ada.delete(path, comment.id) : ada.edit(path, comment.id, `New ${n}`)]),
    );
    assert.ok(statuses.every(({ status }) => [200, 404].includes(status)), statuses.map(({ status, text }) => `${status} ${text}`).join("\n"));
    const rows = await ada.all(path);
    assert.deepEqual(rows.map((row) => row.html).sort(), made.map((_, n) => `<p>New ${n}</p>`).filter((_, n) => n % 2 === 0).sort());
    const { comments } = await ada.everything( "export");
    assert.ok(comments.filter((one) => one.thread === path).every((one) => one.former.length === 1), "the same edit twice is one edit");
  });

  /** Declares a site anew, as a deployment would. @param {string} id @param {Record<string, unknown>} settings */
  async function change(id, settings) {
    sites = sites.map((site) => (site.id === id ? { ...site, ...settings } : site));
    await on.worker.restart({ sites });
  }
});
