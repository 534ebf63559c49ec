// A stand-in for the Worker's part of the desk: serves the built desk, and keeps comments in memory
// behind `/v1/desk/…`. It knows the contract of `model/src/wire/desk.rs` and nothing else of the Worker.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";

import { freePort, ROOT } from "./util.mjs";

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".txt": "text/plain; charset=utf-8" };

/** As `xtask` has the platform send them. */
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const STATES = { approve: "published", hold: "held", spam: "spam", remove: "removed", pin: "published", unpin: "published" };

/** How many comments one request decides about where all that match are meant. */
const PORTION = 100;

/** `text_of` of the contract. @param {string} body @param {string | null} change */
export function textOf(body, change) {
  let hash = 0xcbf29ce484222325n;
  for (const byte of [...Buffer.from(body), 0, ...Buffer.from(change ?? "")]) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, "0");
}

/** @param {string} text */
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/**
 * A comment as the queue has it.
 * @param {number} seq
 * @param {Record<string, any>} [changes]
 */
export function comment(seq, changes = {}) {
  const body = changes.body ?? `The ${seq}th remark on this, in plain words.`;
  return {
    seq,
    id: `01923456-789a-7fff-bfff-${String(seq).padStart(12, "0")}`,
    hash: "abcdefghijklmnopqrstuvwxyz",
    thread: `/2026/11/post-${seq % 7}/`,
    number: null,
    parent: null,
    name: `Reader ${seq}`,
    url: null,
    mark: (BigInt(seq) * 0x9e3779b97f4a7c15n & 0xffffffffffffffffn).toString(16).padStart(16, "0"),
    badge: null,
    published: seq % 5,
    body,
    html: `<p>${escaped(body)}</p>`,
    change: null,
    created: 1_780_000_000_000 + seq * 60_000,
    state: "held",
    pinned: false,
    reasons: ["policy"],
    reports: [],
    decided: null,
    ...changes,
  };
}

/** @param {any} row @param {string} view */
const isIn = (row, view) =>
  ({ held: row.state === "held" || row.change !== null, reported: row.reports.length > 0 && row.state === "published", recent: row.state === "published", spam: row.state === "spam", removed: row.state === "removed" })[view];

export class DeskFake {
  /** @param {{ rows?: any[], sites?: any[], role?: "owner" | "moderator" }} [options] */
  constructor({ rows = [], sites = [site("library-blog", "Behind the Desk")], role = "owner" } = {}) {
    this.rows = rows;
    this.sites = new Map(sites.map((one) => [one.id, { site: one, revision: 1 }]));
    this.me = { member: "owner", name: "Owner", role, sites: [], session: "s1" };
    /** @type {{ members: any[], sessions: any[], invitations: any[] }} */
    this.staff = { members: [{ id: "owner", name: "Owner", role: "owner", site: null, since: 1_780_000_000_000 }], sessions: [{ id: "s1", member: "owner", agent: "Chromium on Linux", since: 1_780_000_000_000, seen: 1_780_000_000_000 }], invitations: [] };
    this.links = new Set(["one-time"]);
    /** @type {any[]} */
    this.bans = [];
    /** @type {any[]} */
    this.log = [];
    /** @type {any[]} */
    this.threads = [];
    /** What was imported, and what an import may use. @type {{ imports: any[], left: any, is_empty: boolean }} */
    this.imports = { imports: [], left: null, is_empty: false };
    /** How the owner is told. */
    this.notify = { mail: null, can_mail: true, webhook: null, feed: /** @type {number | null} */ (null), once: /** @type {any} */ (null), log: /** @type {any[]} */ ([]) };
    /** What comes of the tests that are sent. @type {{ state: string, failure: string | null }} */
    this.tested = { state: "sent", failure: null };
    this.stamp = 1;
    this.signedIn = false;
    /** The calls that were made, as `POST act`. @type {string[]} */
    this.asked = [];
    /** The calls that fail next time, with a status and a code. @type {Map<string, { status: number, code: string, field?: string }>} */
    this.failing = new Map();
    /** The calls that are done next time, but whose answer is lost. @type {Set<string>} */
    this.losing = new Set();
  }

  async listen() {
    const port = await freePort();
    this.server = createServer((request, response) => {
      this.answer(request, response).catch((error) => response.writeHead(500).end(String(error)));
    });
    await new Promise((done) => this.server?.listen(port, "127.0.0.1", () => done(undefined)));
    this.origin = `http://127.0.0.1:${port}`;
    return this;
  }

  close() {
    this.server?.closeAllConnections();
    return new Promise((done) => this.server?.close(done));
  }

  /** The desk's address with a link that signs in once. */
  link() {
    const token = `t${this.links.size}-${this.asked.length}`;
    this.links.add(token);
    return `${this.origin}/desk#link=${token}`;
  }

  /** What every comment is: to compare before and after. */
  states() {
    return Object.fromEntries(this.rows.map((row) => [row.id, row.state]));
  }

  /** @param {any[]} rows Something that comes while one looks. */
  add(rows) {
    this.rows.push(...rows);
    this.stamp += 1;
  }

  /** @param {import("node:http").IncomingMessage} request @param {import("node:http").ServerResponse} response */
  async answer(request, response) {
    const url = new URL(request.url ?? "/", this.origin);
    if (!url.pathname.startsWith("/v1/desk/")) return this.file(url.pathname, response);
    const call = url.pathname.slice("/v1/desk/".length);
    const name = `${request.method} ${call}`;
    this.asked.push(name);
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = chunks.length ? JSON.parse(Buffer.concat(chunks).toString()) : null;
    const send = (/** @type {number} */ status, /** @type {any} */ answer) => {
      response.writeHead(status, { "Content-Type": status < 400 ? "application/json" : "application/problem+json", "Cache-Control": "no-store" });
      response.end(JSON.stringify(answer));
    };
    const problem = (/** @type {number} */ status, /** @type {string} */ code, /** @type {string | undefined} */ field = undefined) =>
      send(status, { type: `urn:postil:${code}`, title: code, detail: `Refused: ${code}.`, status, code, field });
    const failing = this.failing.get(name);
    if (failing) {
      this.failing.delete(name);
      return problem(failing.status, failing.code, failing.field);
    }
    if (request.method === "POST" && (request.headers["postil-desk"] !== "1" || request.headers["sec-fetch-site"] !== "same-origin")) return problem(403, "desk_origin");
    if (call === "signin") {
      const ok = body.secret ? body.secret.secret === "the-secret" : this.links.delete((body.link ?? body.invitation).token);
      if (!ok) return problem(403, body.secret ? "secret_wrong" : "link_spent");
      if (body.invitation) this.me.name = body.invitation.name;
      this.signedIn = true;
      return send(200, this.who());
    }
    if (!this.signedIn) return problem(401, "signed_out");
    const at = url.searchParams.get("site") ?? body?.site;
    if (typeof at === "string" && !this.sites.has(at)) return problem(404, "unknown_site");
    const handler = /** @type {any} */ (this)[`on_${request.method}_${call}`];
    if (!handler) return problem(404, "route");
    const outcome = handler.call(this, request.method === "GET" ? url.searchParams : body);
    if (this.losing.delete(name)) return response.destroy();
    return outcome?.problem ? problem(outcome.status, outcome.problem, outcome.field) : send(200, outcome);
  }

  /** @param {string} path @param {import("node:http").ServerResponse} response */
  async file(path, response) {
    if (path === "/desk") {
      response.writeHead(302, { Location: "/desk/index.html" }).end();
      return;
    }
    if (path === "/v1/thread") {
      response.writeHead(200, { "Content-Type": "text/plain; charset=utf-8" }).end('<section class="postil"><h2 class="heading">No thoughts on “<span class="title"></span>”</h2></section>');
      return;
    }
    const content = /^\/(desk|assets)\//.test(path) && !path.includes("..") ? await readFile(join(ROOT, "dist/public", path)).catch(() => undefined) : undefined;
    if (!content) {
      response.writeHead(404, { "Content-Type": "text/plain" }).end("nothing here");
      return;
    }
    response.writeHead(200, { "Content-Type": /** @type {any} */ (TYPES)[extname(path)] ?? "application/octet-stream", "Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff" });
    response.end(content);
  }

  who() {
    return { ...this.me, sites: [...this.sites.values()].map(({ site }) => ({ id: site.id, title: site.title })) };
  }

  counts() {
    const of = (/** @type {string} */ view) => this.rows.filter((row) => isIn(row, view)).length;
    return { held: of("held"), reported: of("reported"), recent: of("recent"), spam: of("spam"), removed: of("removed"), stamp: this.stamp };
  }

  /** @param {string} view @param {string} q */
  matching(view, q) {
    const word = q.toLowerCase();
    return this.rows.filter((row) => isIn(row, view) && (row.id === word || [row.body, row.name, row.thread].some((text) => text.toLowerCase().includes(word))));
  }

  on_GET_me() {
    return this.who();
  }

  on_POST_signout() {
    this.signedIn = false;
    return null;
  }

  /** @param {URLSearchParams} query */
  on_GET_queue(query) {
    const all = this.matching(query.get("view") ?? "", query.get("q") ?? "");
    const after = Number(query.get("after") ?? -1);
    const left = all.filter((row) => row.seq > after);
    const rows = left.slice(0, Number(query.get("most") ?? 50));
    return { rows, total: all.length, upto: this.stamp, next: left.length > rows.length ? String(rows.at(-1).seq) : null, counts: this.counts() };
  }

  /** What a comment said before stands beside it. @param {URLSearchParams} query */
  on_GET_former(query) {
    const row = this.rows.find((one) => one.seq === Number(query.get("comment")));
    return row ? { texts: row.texts ?? [] } : { status: 404, problem: "comment" };
  }

  /** Whoever has the same mark is the same author. @param {{ comment: number, do: string, after: string | null }} body */
  on_POST_author(body) {
    const row = this.rows.find((one) => one.seq === body.comment);
    if (!row) return { status: 404, problem: "comment" };
    const theirs = this.rows.filter((one) => one.mark === row.mark);
    if (body.do === "export") {
      // One comment a part.
      const at = Number(body.after ?? 0);
      return { mark: row.mark, comments: [{ id: theirs[at].id, body: theirs[at].body }], votes: [], reports: [], bans: [], next: at + 1 < theirs.length ? String(at + 1) : null };
    }
    if (body.do === "erase") {
      this.rows = this.rows.filter((one) => one.mark !== row.mark);
      this.stamp += 1;
    }
    return { name: row.name, comments: theirs.length, erasing: body.do === "erase" };
  }

  on_GET_counts() {
    return this.counts();
  }

  /** @param {any} body */
  on_POST_act(body) {
    // As the Worker does: whoever repeats a request is told to ask on.
    const known = this.log.find((entry) => entry.action === body.id);
    if (known) return { ...this.acted(body.id, known.comments, 0), more: true };
    /** @type {any[]} */
    let meant;
    let left = 0;
    let more = false;
    if (body.which.all) {
      const all = this.matching(body.which.all.view, body.which.all.q);
      meant = all.slice(0, PORTION);
      more = all.length > PORTION;
    } else {
      const rows = body.which.rows.map((/** @type {any} */ one) => ({ text: one.text, row: this.rows.find((row) => row.seq === one.seq) }));
      meant = rows.filter((/** @type {any} */ { text, row }) => row && (body.act !== "approve" || textOf(row.body, row.change) === text)).map((/** @type {any} */ one) => one.row);
      left = rows.length - meant.length;
    }
    this.change(body.id, body.act, meant);
    return { ...this.acted(body.id, meant.length, left), more };
  }

  /** @param {string} action @param {keyof typeof STATES} act @param {any[]} rows */
  change(action, act, rows) {
    const before = rows.map((row) => ({ row, was: { ...row } }));
    for (const row of rows) Object.assign(row, { state: STATES[act], change: null, reports: [], pinned: act === "pin", decided: { by: this.me.name, act, at: 1_790_000_000_000 } });
    this.note({ act, comments: rows.length, action, before });
  }

  /** @param {any} entry */
  note(entry) {
    this.stamp += 1;
    this.log.push({ seq: this.log.length + 1, by: this.me.name, at: 1_790_000_000_000, comments: 0, about: "", action: null, undone: false, ...entry });
  }

  /** @param {string} action @param {number} changed @param {number} left */
  acted(action, changed, left) {
    return { action, changed, left, more: false, counts: this.counts() };
  }

  /** @param {any} body */
  on_POST_undo(body) {
    const entry = this.log.find((entry) => entry.action === body.action);
    if (!entry) return { status: 404, problem: "action" };
    for (const { row, was } of entry.before) Object.assign(row, was);
    entry.undone = true;
    this.note({ act: "undo", comments: entry.before.length });
    return this.acted(body.action, entry.before.length, 0);
  }

  /** @param {any} body */
  on_POST_reply(body) {
    const to = this.rows.find((row) => row.seq === body.to.seq);
    this.change(body.id, "approve", [to]);
    this.rows.push(comment(this.rows.length + 1, { body: body.body, name: this.me.name, badge: "Staff", state: "published", reasons: [], parent: { id: to.id, name: to.name } }));
    return this.acted(body.id, 1, 0);
  }

  /** @param {URLSearchParams} query */
  on_GET_where(query) {
    const row = this.rows.find((row) => row.id === query.get("id"));
    const view = row && ["reported", "held", "recent", "spam", "removed"].find((view) => isIn(row, view));
    return view ? { view } : { status: 404, problem: "comment" };
  }

  on_GET_notify() {
    return this.me.role === "owner" ? this.notify : { status: 403, problem: "not_allowed" };
  }

  /** @param {any} body */
  on_POST_notify(body) {
    const before = this.notify;
    let once = null;
    if (body.do === "mail") {
      if (body.mail?.to.some((/** @type {string} */ to) => !to.includes("@"))) return { status: 422, problem: "mail_to_invalid", field: "to" };
      this.notify = { ...before, mail: body.mail };
    }
    if (body.do === "webhook") {
      if (body.webhook?.url.startsWith("http:")) return { status: 422, problem: "hook_invalid", field: "url" };
      if (!before.webhook && body.webhook) once = { secret: "whsec_first" };
      this.notify = { ...before, webhook: body.webhook };
    }
    if (body.do === "renew_secret") once = { secret: "whsec_second" };
    if (body.do === "make_feed") {
      once = { feed: `${this.origin}/v1/queue-feed?site=${body.site}&token=t` };
      this.notify = { ...before, feed: 1_790_000_000_000 };
    }
    if (body.do === "drop_feed") this.notify = { ...before, feed: null };
    if (body.do === "test") {
      const sent = { id: "msg_1", way: body.way, to: "ada@b.example", comments: null, made: 1_790_000_000_000, tries: 1, tried: 1_790_000_000_000, next: null, ...this.tested };
      this.notify = { ...before, log: [sent, ...before.log] };
    }
    return { ...this.notify, once };
  }

  on_GET_imports() {
    return this.imports;
  }

  on_GET_log() {
    const entries = this.log.map(({ before, ...entry }) => entry).reverse();
    return { entries, next: null };
  }

  /** @param {URLSearchParams} query */
  on_GET_threads(query) {
    return { threads: this.threads.filter((thread) => thread.id.includes(query.get("q") ?? "")), next: null };
  }

  /** @param {any} body */
  on_POST_thread(body) {
    this.threads.find((thread) => thread.hash === body.hash).door = body.door;
    return null;
  }

  /** @param {any} body */
  on_POST_page(body) {
    return { link: `https://blog.example${body.thread ?? "/"}#postil-link=code`, until: 1_790_000_000_000 };
  }

  /** @param {any} body */
  on_POST_titles(body) {
    for (const { hash, title } of body.titles) this.threads.find((thread) => thread.hash === hash).title = title;
    return null;
  }

  /** @param {any} body */
  on_POST_try(body) {
    const matched = this.rows.filter((row) => row.body.toLowerCase().includes(body.pattern.toLowerCase()));
    return { looked: Math.min(this.rows.length, 1000), matched: matched.length, examples: matched.slice(0, 20).map(({ name, body, state }) => ({ name, body, state })) };
  }

  on_GET_bans() {
    return { bans: this.bans };
  }

  /** @param {any} body */
  on_POST_bans(body) {
    const { ban: made, lift } = body.do;
    if (lift) this.bans = this.bans.filter((ban) => ban.id !== lift.id);
    else this.bans.push({ id: this.bans.length + 1, whom: made.whom, name: this.rows.find((row) => row.seq === made.comment).name, act: made.act, until: made.days ? 1_790_000_000_000 + made.days * 86_400_000 : null, by: this.me.name, at: 1_790_000_000_000 });
    return { bans: this.bans };
  }

  /** @param {URLSearchParams} query */
  on_GET_site(query) {
    return this.sites.get(query.get("site") ?? "");
  }

  /** @param {any} body */
  on_POST_site(body) {
    const known = this.sites.get(body.site.id);
    if ((known?.revision ?? null) !== body.revision) return { status: 409, problem: "settings_stale" };
    const saved = { site: body.site, revision: (known?.revision ?? 0) + 1 };
    this.sites.set(body.site.id, saved);
    return saved;
  }

  on_GET_staff() {
    return this.staff;
  }

  /** @param {any} body */
  on_POST_staff(body) {
    const { staff } = this;
    if (body.invite) {
      this.links.add("invited");
      staff.invitations.push({ id: "i1", note: body.invite.note, site: body.invite.site, until: 1_790_000_000_000 });
      return { link: `${this.origin}/desk#invitation=invited`, until: 1_790_000_000_000 };
    }
    if (body.rename) this.me.name = body.rename.name;
    if (body.withdraw) staff.invitations = staff.invitations.filter((one) => one.id !== body.withdraw.invitation);
    if (body.end) staff.sessions = staff.sessions.filter((one) => one.id !== body.end.session);
    if (body.dismiss) staff.members = staff.members.filter((one) => one.id !== body.dismiss.member);
    return staff;
  }
}

/** @param {string} id @param {string} title */
export function site(id, title, changes = {}) {
  return { id, title, origins: ["https://blog.example"], mirrors: [], languages: ["en"], policy: { let_in: "open", links: 3, words: [], reports: 3, close_days: null, defence: true }, own_ids: false, edit_hours: 24, votes: true, ...changes };
}

/** @param {ConstructorParameters<typeof DeskFake>[0]} [options] */
export const deskFake = (options) => new DeskFake(options).listen();
