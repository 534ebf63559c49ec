// Moderating in the page itself: who may ask what with a token of a page, and what no token, code or request from elsewhere opens.

import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";

import { uuid } from "./harness/client.mjs";
import { COOKIE, Desk, moderator, owner, pageCode, PageModerator, pageModerator } from "./harness/staff.mjs";
import { stage } from "./harness/stage.mjs";
import { opened } from "./harness/store.mjs";
import { until } from "./harness/util.mjs";

const SITE = "library-blog";
const OTHER = "museum";
const HOUR = 3_600_000;
/** The object of the desk. */
const STORE = /** @type {const} */ ({ object: "DeskObject", name: "desk" });

/** @param {string} token */
const hash = (token) => createHash("sha256").update(token).digest("hex");

/** @typedef {import("./harness/stage.mjs").Stage} Stage @typedef {import("./harness/client.mjs").Client} Client */

/**
 * Who asks, from a page of the site. Each cell of the matrix has somebody new.
 * @typedef {"nobody" | "reader" | "elsewhere" | "moderator" | "everywhere" | "owner" | "ended" | "stopped" | "dismissed" | "desk"} Who
 * @type {Record<Who, (by: Desk, client: Client, elsewhere: Client) => Promise<PageModerator>>}
 */
const WHO = {
  nobody: async (_, client) => new PageModerator(client),
  reader: async (_, client) => new PageModerator(client, client.key),
  // A token of another site, brought to this one.
  elsewhere: async (by, client, elsewhere) => new PageModerator(client, (await pageModerator(by, elsewhere)).pass.token),
  moderator: async (by, client) => pageModerator(await moderator(by, { site: SITE }), client),
  everywhere: async (by, client) => pageModerator(await moderator(by), client),
  owner: (by, client) => pageModerator(by, client),
  ended: async (by, client) => {
    const desk = await moderator(by, { site: SITE });
    const linked = await pageModerator(desk, client);
    const { sessions } = (await desk.get("staff")).body;
    await desk.done("staff", { end: { session: sessions.find((/** @type {any} */ one) => one.page === SITE).id } });
    return linked;
  },
  stopped: async (by, client) => {
    const linked = await pageModerator(by, client);
    assert.equal((await linked.ask("stop", "/")).status, 200);
    return linked;
  },
  dismissed: async (by, client) => {
    const desk = await moderator(by, { site: SITE });
    const linked = await pageModerator(desk, client);
    await by.done("staff", { dismiss: { member: desk.me.member } });
    return linked;
  },
  // The token of a session at the desk is none of a page.
  desk: async (by, client) => new PageModerator(client, by.token),
};

/** Whoever works on the site may, with a token that is good there. */
const EXPECTED = /** @type {Record<Who, number | string>} */ ({
  nobody: "page_ended",
  reader: "page_ended",
  elsewhere: "page_ended",
  moderator: 200,
  everywhere: 200,
  owner: 200,
  ended: "page_ended",
  stopped: "page_ended",
  dismissed: "page_ended",
  desk: "page_ended",
});

describe("moderating in the page", () => {
  /** @type {Stage} */
  let on;
  /** @type {Desk} */
  let by;
  let pages = 0;
  before(async () => {
    on = await stage({
      browser: false,
      sites: (blog) => [
        { id: SITE, title: "The Library Blog", origins: [blog], policy: "held" },
        { id: OTHER, title: "The Museum", origins: [blog, "https://museum.example"] },
      ],
    });
    by = await owner(on.worker);
  });
  after(() => on?.stop());

  const path = () => `/page/${++pages}/`;

  /** A comment that waits, and that the site's object knows of. @param {string} at */
  async function held(at) {
    const { body } = await on.client().post(at, "It *waits*.");
    const id = body.comment.id;
    const row = await until(async () => (await by.get("queue", { site: SITE, view: "held", most: "200" })).body.rows.find((/** @type {any} */ one) => one.id === id), { what: "the comment to wait" });
    return row;
  }

  /** One that everybody sees. @param {string} at */
  async function published(at) {
    const row = await held(at);
    const linked = await pageModerator(by, on.client());
    const { rows } = (await linked.ask("waiting", at)).body;
    const { status } = await linked.ask("approve", at, { comment: row.id, id: uuid(), text: rows[0].text });
    assert.equal(status, 200);
    return row;
  }

  /** @param {string} at */
  const shown = async (at) => (await on.client().all(at)).map(({ id }) => id);

  for (const call of /** @type {const} */ (["waiting", "hide", "approve", "undo", "reply", "stop"])) {
    it(`${call} is answered to each as they may`, async () => {
      for (const [who, expected] of /** @type {[Who, number | string][]} */ (Object.entries(EXPECTED))) {
        const at = path();
        const comment = call === "approve" || call === "waiting" ? await held(at) : await published(at);
        const linked = await WHO[who](by, on.client(), on.client({ site: OTHER }));
        const before = await shown(at);
        const action = uuid();
        if (call === "undo" && expected === 200) assert.equal((await linked.ask("hide", at, { comment: comment.id, id: action })).body.changed, true);
        const { text } = call === "approve" ? (await (await pageModerator(by, on.client())).ask("waiting", at)).body.rows[0] : { text: "" };
        const answer = await linked.ask(call, at, { comment: comment.id, id: action, text, body: "A reply." });
        // Whoever brings what never was a token's ends nothing by it, and need not be told so.
        const answered = call === "stop" && !["nobody"].includes(who) ? 200 : expected;
        assert.equal(typeof answered === "string" ? answer.body?.code : answer.status, answered, `${who}: ${answer.status} ${answer.text}`);
        isForTheSiteAlone(answer);
        if (expected === 200 || call === "stop") continue;
        assert.deepEqual(await shown(at), before, `${who} has changed nothing`);
        assert.equal((await by.get("queue", { site: SITE, view: call === "approve" ? "held" : "recent", most: "200" })).body.rows.filter((/** @type {any} */ one) => one.id === comment.id).length, call === "waiting" ? 0 : 1, who);
      }
    });
  }

  it("knows no other calls, whoever asks", async () => {
    const linked = await pageModerator(by, on.client());
    const at = path();
    for (const call of ["", "act", "spam", "remove", "erase", "export", "ban", "bans", "settings", "site", "staff", "log", "queue", "counts", "threads", "thread", "try", "me", "page", "signin", "hide/", "Hide"]) {
      const { status, body } = await linked.ask(call, at, { comment: uuid(), id: uuid(), act: "remove", do: "erase" });
      assert.deepEqual([status, body.code], [404, "route"], call);
    }
    for (const call of ["link", "waiting", "hide", "stop"]) {
      for (const method of ["GET", "PUT", "DELETE", "OPTIONS"]) {
        const response = await fetch(`${on.worker.origin}/v1/moderate/${call}`, { method, headers: { Origin: on.blog.origin } });
        assert.equal(response.status, 405, `${method} ${call}`);
      }
    }
  });

  it("opens nothing at the desk, however it is brought there", async () => {
    const { token } = (await pageModerator(by, on.client())).pass;
    const calls = [
      ...["me", "staff", "sites", `queue?site=${SITE}&view=held`, `counts?site=${SITE}`, `log?site=${SITE}`, `threads?site=${SITE}`, `bans?site=${SITE}`, `site?site=${SITE}`].map((call) => ["GET", call]),
      ...["staff", "site", "act", "undo", "reply", "thread", "try", "bans", "page"].map((call) => ["POST", call]),
    ];
    /** @type {import("./harness/staff.mjs").Headers[]} */
    const ways = [{ Cookie: `${COOKIE}=${token}` }, { Cookie: undefined, Authorization: `Bearer ${token}` }];
    for (const [method, call] of calls) {
      for (const headers of ways) {
        const sent = call === "staff" ? { rename: { name: "A stranger" } } : { site: SITE, token };
        const body = method === "POST" ? JSON.stringify(sent) : undefined;
        const answer = await new Desk(on.worker).ask(method, `/v1/desk/${call}`, body, headers);
        assert.equal(answer.code, "signed_out", `${method} ${call}`);
      }
    }
    for (const sent of [{ link: { token } }, { invitation: { token, name: "A stranger" } }]) assert.equal((await new Desk(on.worker).signIn(sent)).code, "link_spent");
    assert.equal((await new Desk(on.worker).signIn({ secret: { secret: token } })).code, "secret_wrong");
    // Nor is it anybody's device key.
    const at = path();
    const { id } = await published(at);
    assert.equal((await on.client({ key: token }).delete(at, id)).status, 403);
    assert.ok((await shown(at)).includes(id));
  });

  describe("a code", () => {
    it("is spent once, also by several at a time", async () => {
      const code = await pageCode(by, SITE);
      const tries = [1, 2, 3, 4].map(() => new PageModerator(on.client()).link(code));
      const codes = (await Promise.all(tries)).map(({ status }) => status);
      assert.deepEqual(codes.sort(), [200, 410, 410, 410]);
      const again = await new PageModerator(on.client()).link(code);
      assert.equal(again.body.code, "link_spent");
    });

    it("is for its own site, from that site's pages", async () => {
      const code = await pageCode(by, SITE);
      assert.equal((await new PageModerator(on.client({ site: OTHER })).link(code)).body.code, "link_spent");
      for (const Origin of ["https://evil.example", "null", undefined, on.worker.origin]) {
        const { status, headers, text } = await new PageModerator(on.client()).link(code, { Origin });
        assert.equal(status, 403, `${Origin}`);
        assert.equal(headers.get("Access-Control-Allow-Origin"), null, `${Origin}`);
        assert.doesNotMatch(text, /token/);
      }
      assert.equal((await new PageModerator(on.client()).link(code)).status, 200, "and is good all the same");
    });

    it("that was made up, or is a token of something else, opens nothing", async () => {
      const { pass } = await pageModerator(by, on.client());
      for (const code of ["", "x", randomBytes(32).toString("base64url"), pass.token, by.token ?? "", await by.invite()]) {
        assert.equal((await new PageModerator(on.client()).link(code)).body.code, "link_spent", code);
      }
      const code = await pageCode(by, SITE);
      assert.equal((await new PageModerator(on.client(), code).ask("waiting", "/")).body.code, "page_ended");
    });

    it("of somebody who is dismissed links nothing any more", async () => {
      const desk = await moderator(by, { site: SITE });
      const code = await pageCode(desk, SITE);
      await by.done("staff", { dismiss: { member: desk.me.member } });
      assert.equal((await new PageModerator(on.client()).link(code)).body.code, "link_spent");
    });

    it("leads to the page that was chosen, on the site's own origins alone", async () => {
      const made = async (/** @type {string | undefined} */ thread) => (await by.done("page", { site: SITE, thread })).link.replace(/[\w-]{43}$/, "…");
      assert.equal(await made(undefined), `${on.blog.origin}/#postil-link=…`);
      assert.equal(await made("/2026/a-post/?p=1"), `${on.blog.origin}/2026/a-post/?p=1#postil-link=…`);
      for (const thread of ["my own words", "//evil.example/x/", "javascript:alert(1)"]) assert.equal((await by.post("page", { site: SITE, thread })).code, "thread", thread);
      const { until: end } = await by.done("page", { site: SITE });
      assert.ok(end > Date.now() + 9 * 60_000 && end <= Date.now() + 10 * 60_000);
    });
  });

  describe("a token", () => {
    it("is good for twelve hours, is listed at the desk, and is kept nowhere", async () => {
      const desk = await moderator(by, { site: SITE });
      const code = await pageCode(desk, SITE);
      const linked = new PageModerator(on.client());
      await linked.link(code, { "User-Agent": "A browser on the blog" });
      const { token, name, until: end } = linked.pass;
      assert.equal(name, desk.me.name);
      assert.equal(Buffer.from(token, "base64url").length, 32);
      assert.ok(end > Date.now() + 11.9 * HOUR && end <= Date.now() + 12 * HOUR);
      const { sessions } = (await desk.get("staff")).body;
      const one = sessions.find((/** @type {any} */ session) => session.page === SITE);
      assert.deepEqual([one.member, one.agent], [desk.me.member, "A browser on the blog"]);
      assert.ok((await by.get("staff")).body.sessions.some((/** @type {any} */ session) => session.id === one.id));
      // Another moderator neither sees nor ends it.
      const other = await moderator(by, { site: SITE });
      assert.ok(!(await other.get("staff")).body.sessions.some((/** @type {any} */ session) => session.id === one.id));
      assert.equal((await other.post("staff", { end: { session: one.id } })).code, "not_allowed");
      assert.equal((await linked.ask("waiting", "/")).status, 200);

      const rows = await opened(on.worker, STORE, async (sql) => [...(await sql("SELECT * FROM page_token")), ...(await sql("SELECT * FROM page_link"))]);
      assert.ok(rows.some((/** @type {any} */ row) => row.hash === hash(token)));
      const files = await readdir(on.worker.data, { recursive: true, withFileTypes: true });
      for (const file of files.filter((one) => one.isFile())) {
        const text = await readFile(join(file.parentPath, file.name), "latin1");
        for (const secret of [token, code]) assert.ok(!text.includes(secret), file.name);
      }
    });

    it("ends with its time", async () => {
      const linked = await pageModerator(by, on.client());
      await opened(on.worker, STORE, (sql) => sql("UPDATE page_token SET since = since - ? WHERE hash = ?", 12 * HOUR, hash(linked.pass.token)));
      assert.equal((await linked.ask("waiting", "/")).body.code, "page_ended");
      assert.ok(!(await by.get("staff")).body.sessions.some((/** @type {any} */ one) => one.page && one.since < Date.now() - 11 * HOUR));
    });

    it("is answered on the site's origins alone", async () => {
      const linked = await pageModerator(by, on.client());
      const at = path();
      const { id } = await published(at);
      for (const Origin of ["https://evil.example", "https://museum.example", "null", undefined]) {
        const { status, headers } = await linked.ask("hide", at, { comment: id, id: uuid() }, { Origin });
        assert.equal(status, 403, `${Origin}`);
        assert.equal(headers.get("Access-Control-Allow-Origin"), null, `${Origin}`);
      }
      assert.ok((await shown(at)).includes(id));
    });
  });

  it("shows what waits on the thread, without what is secret", async () => {
    const at = path();
    const { id, mark } = await held(at);
    await held(path());
    const answer = await (await pageModerator(by, on.client())).ask("waiting", at);
    assert.deepEqual(Object.keys(answer.body).sort(), ["name", "rows"]);
    assert.equal(answer.body.rows.length, 1, "and nothing of another thread");
    const [row] = answer.body.rows;
    assert.deepEqual(Object.keys(row).sort(), ["id", "row", "text"]);
    assert.equal(row.id, id);
    assert.match(row.row, /^<li[^>]* class="row held"/);
    assert.match(row.row, /It <em>waits<\/em>\./);
    assert.match(row.row, new RegExp(`data-mark="${mark}"`));
  });

  it("hides, undoes, approves and replies, and the log says who", async () => {
    const desk = await moderator(by, { site: SITE });
    const linked = await pageModerator(desk, on.client());
    const at = path();
    const { id } = await held(at);
    const [{ text }] = (await linked.ask("waiting", at)).body.rows;
    const wrong = await linked.ask("approve", at, { comment: id, id: uuid(), text: "0" });
    assert.equal(wrong.body.changed, false, "what was not read is not approved");
    const [approve, hide, reply] = [uuid(), uuid(), uuid()];
    assert.equal((await linked.ask("approve", at, { comment: id, id: approve, text })).body.changed, true);
    assert.deepEqual(await shown(at), [id], "at once");
    const { version } = (await linked.ask("hide", at, { comment: id, id: hide })).body;
    assert.deepEqual(await shown(at), []);
    assert.equal((await on.client().json(at)).body.version, version);
    assert.equal((await linked.ask("hide", at, { comment: id, id: hide })).body.changed, true, "a repeat is answered as before");
    const undone = await linked.ask("undo", at, { comment: id, id: hide });
    assert.equal(undone.body.changed, true);
    assert.deepEqual(await shown(at), [id]);
    assert.equal((await linked.ask("reply", at, { comment: id, id: reply, body: "A *reply*." })).status, 200);
    assert.equal((await linked.ask("reply", at, { comment: id, id: reply, body: "A *reply*." })).body.changed, false, "posted once");
    const [, answer] = await on.client().all(at);
    assert.deepEqual([answer.id, answer.parent, answer.author.name, answer.author.badge], [reply, id, desk.me.name, "moderator"]);
    const { entries } = (await by.get("log", { site: SITE })).body;
    assert.deepEqual(entries.slice(0, 4).map((/** @type {any} */ one) => [one.act, one.by]), [["undo", desk.me.name], ["hold", desk.me.name], ["approve", desk.me.name], ["approve", desk.me.name]]);
    assert.equal((await linked.ask("reply", at, { comment: uuid(), id: uuid(), body: "To nobody." })).body.code, "comment");
    assert.equal((await linked.ask("reply", at, { comment: id, id: uuid(), body: " " })).body.code, "body_missing");
  });

  it("undoes what was done with this token, and nothing else", async () => {
    const at = path();
    const { id, seq } = await published(at);
    const [one, other] = [await pageModerator(by, on.client()), await pageModerator(by, on.client())];
    const action = uuid();
    await one.ask("hide", at, { comment: id, id: action });
    assert.equal((await other.ask("undo", at, { comment: id, id: action })).body.code, "action");
    const atDesk = uuid();
    await by.done("act", { site: SITE, act: "approve", which: { rows: [{ seq, text: (await one.ask("waiting", at)).body.rows[0].text }] }, id: atDesk });
    assert.equal((await one.ask("undo", at, { comment: id, id: atDesk })).body.code, "action");
    assert.equal((await one.ask("undo", at, { comment: id, id: action })).body.changed, false, "somebody has decided since");
    assert.deepEqual(await shown(at), [id]);
    const { entries } = (await by.get("log", { site: SITE })).body;
    const hidden = entries.find((/** @type {any} */ entry) => entry.act === "hold" && entry.comments === 1);
    assert.ok(hidden, "what is done in the page stands in the log");
  });

  it("needs no question before a request, so that none is paid for", async () => {
    // A preflight would ask for OPTIONS: what browsers send here is text, without a header of its own.
    const { headers } = await on.client().send("/v1/moderate/waiting", { site: SITE, token: "" });
    assert.equal(headers.get("Access-Control-Allow-Origin"), on.blog.origin);
    assert.equal(headers.get("Access-Control-Allow-Headers"), null);
  });
});

/** @param {import("./harness/client.mjs").Answer} answer */
function isForTheSiteAlone({ headers }) {
  assert.match(headers.get("Access-Control-Allow-Origin") ?? "", /^http:\/\/127\.0\.0\.1:/);
  assert.equal(headers.get("Access-Control-Allow-Credentials"), null);
  assert.equal(headers.get("Vary"), "Origin");
  assert.equal(headers.get("Cache-Control"), "no-store");
  assert.deepEqual(headers.getSetCookie(), []);
}
