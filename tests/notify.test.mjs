// Being told of what waits: the real Worker sends to a webhook and a mailbox of the test, and serves a private feed.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import { after, before, beforeEach, describe, it } from "node:test";

import { uuid } from "./harness/client.mjs";
import { textOf } from "./harness/desk-fake.mjs";
import { Mailbox } from "./harness/mail.mjs";
import { Desk, owner } from "./harness/staff.mjs";
import { stage } from "./harness/stage.mjs";
import { opened } from "./harness/store.mjs";
import { until } from "./harness/util.mjs";
import { startWorker } from "./harness/worker.mjs";

const SITE = "library-blog";
const TITLE = "Büchereiblog";
const STORE = /** @type {const} */ ({ object: "SiteObject", name: SITE });
const MINUTE = 60_000;

/**
 * A message as the receiver got it.
 * @typedef {{ headers: import("node:http").IncomingHttpHeaders, text: string, body: any, path: string }} Message
 */

/** A receiver of webhooks that answers as it is told. */
class Receiver {
  /** @type {Message[]} */
  messages = [];
  /** How the next messages are answered; the last way goes on. @type {((response: import("node:http").ServerResponse) => void)[]} */
  answers = [];

  async start() {
    this.server = createServer(async (request, response) => {
      const parts = [];
      for await (const part of request) parts.push(part);
      const text = Buffer.concat(parts).toString();
      this.messages.push({ headers: request.headers, text, body: JSON.parse(text), path: request.url ?? "" });
      const answer = this.answers.length > 1 ? this.answers.shift() : this.answers[0];
      if (answer) answer(response);
      else response.end("ok");
    });
    await new Promise((done) => this.server?.listen(0, "127.0.0.1", () => done(undefined)));
    const { port } = /** @type {import("node:net").AddressInfo} */ (this.server.address());
    this.url = `http://127.0.0.1:${port}/hook`;
    return this;
  }

  stop() {
    this.server?.closeAllConnections();
    this.server?.close();
  }
}

/** @param {number} code @param {Record<string, string>} [headers] */
const status = (code, headers = {}) => (/** @type {import("node:http").ServerResponse} */ response) => response.writeHead(code, headers).end();
const never = () => {};

/** The signature of a message, as its receiver checks it. @param {string} secret @param {Message} message */
function signature(secret, { headers, text }) {
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${text}`;
  return `v1,${createHmac("sha256", key).update(signed).digest("base64")}`;
}

describe("being told of what waits", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  /** @type {Desk} */
  let desk;
  const box = new Mailbox();
  /** @type {Receiver} */
  let receiver;
  let pages = 0;

  before(async () => {
    receiver = await new Receiver().start();
    on = await stage({ browser: false, mail: box, sites: (blog) => [{ id: SITE, title: TITLE, origins: [blog], policy: "held", languages: ["en"] }] });
    desk = await owner(on.worker);
  });
  after(async () => {
    receiver?.stop();
    await on?.stop();
  });
  beforeEach(async () => {
    await change({ do: "mail", mail: null });
    await change({ do: "webhook", webhook: null });
    receiver.messages = [];
    receiver.answers = [];
    box.letters = [];
    box.refuses = undefined;
  });

  /** @param {Record<string, unknown>} sent */
  const change = (sent) => desk.done("notify", { site: SITE, ...sent });
  /** Switches the webhook on: its secret. @param {Record<string, unknown>} [how] @returns {Promise<string>} */
  const hook = async (how = {}) => (await change({ do: "webhook", webhook: { url: receiver.url, format: "postil", when: "at_once", ...how } })).once?.secret;
  /** @param {Record<string, unknown>} [how] */
  const mail = (how = {}) => change({ do: "mail", mail: { to: ["ada@b.example"], from: "postil@blog.example", when: "at_once", ...how } });
  const present = async () => (await desk.get("notify", { site: SITE })).body;
  const newest = async () => (await present()).log[0];
  /** A comment that waits: its id. @param {string} [body] @param {Record<string, unknown>} [changes] @returns {Promise<string>} */
  const held = async (body = "A remark", changes = {}) => (await on.client({ site: SITE }).posted(`/told/${++pages}/`, body, changes)).id;
  /** @param {number} count */
  const received = (count) => until(() => receiver.messages.length >= count && receiver.messages, { what: `${count} messages` });
  /** @param {number} count */
  const mailed = (count) => until(() => box.letters.length >= count && box.letters, { what: `${count} letters` });
  /** The row of a comment. @param {string} id @param {string} [view] */
  const row = (id, view = "held") => until(async () => (await desk.get("queue", { site: SITE, view, q: id })).body.rows[0], { what: `${id} to be ${view}` });
  /** Decides about a comment. @param {string} id @param {string} act @param {string} [view] */
  const act = async (id, act, view = "held") => {
    const { seq, body, change } = await row(id, view);
    const { changed } = await desk.done("act", { site: SITE, act, which: { rows: [{ seq, text: textOf(body, change) }] }, id: uuid() });
    assert.equal(changed, 1);
  };
  /** Has what waits for later be due: the store is told so, and the object is woken by a comment's news. @param {string} statement */
  const later = async (statement) => {
    await opened(on.worker, STORE, (sql) => sql(statement));
    await change({ do: "drop_feed" });
  };
  const DUE = "UPDATE message SET due = 0 WHERE due IS NOT NULL";

  it("is off at first, and says what is wrong with what is set", async () => {
    assert.deepEqual(
      (({ mail, webhook, feed, once }) => ({ mail, webhook, feed, once }))(await present()),
      { mail: null, webhook: null, feed: null, once: null },
    );
    for (const [sent, code, field] of [
      [{ do: "mail", mail: { to: [], from: "a@b.example", when: "daily" } }, "mail_to_count", "to"],
      [{ do: "mail", mail: { to: ["a@b.example\r\nBcc: c@d.example"], from: "a@b.example", when: "daily" } }, "mail_to_invalid", "to"],
      [{ do: "mail", mail: { to: ["a@b.example"], from: "A <a@b.example>", when: "daily" } }, "mail_from_invalid", "from"],
      [{ do: "webhook", webhook: { url: "http://hooks.example.org/", format: "text", when: "daily" } }, "hook_invalid", "url"],
      [{ do: "webhook", webhook: { url: "https://192.168.1.1/", format: "text", when: "daily" } }, "hook_private", "url"],
      [{ do: "webhook", webhook: { url: "https://nas.local/", format: "text", when: "daily" } }, "hook_private", "url"],
      [{ do: "webhook", webhook: { url: "https://hooks.example.org/", format: "xml", when: "daily" } }, "json", undefined],
    ]) {
      const answer = await desk.post("notify", { site: SITE, .../** @type {any} */ (sent) });
      assert.deepEqual([answer.code, answer.body.field ?? undefined], [code, field], answer.text);
    }
    assert.deepEqual((await present()).webhook, null);
  });

  it("calls a webhook, signed, once for each comment, and shows the secret once", async () => {
    const secret = await hook();
    assert.match(secret, /^whsec_[A-Za-z0-9+/]{43}=$/);
    assert.ok(!(await desk.get("notify", { site: SITE })).text.includes(secret), "it is shown once");
    assert.equal((await change({ do: "webhook", webhook: { url: receiver.url, format: "postil", when: "at_once" } })).once, null);

    const id = await held("Look at **this**:\n\nhttps://a.example/", { name: "Ada" });
    const [message] = await received(1);
    assert.equal(message.headers["content-type"], "application/json");
    assert.match(String(message.headers["webhook-id"]), /^msg_[0-9a-f]{32}$/);
    assert.ok(Math.abs(Number(message.headers["webhook-timestamp"]) - Date.now() / 1_000) < 60);
    assert.equal(message.headers["webhook-signature"], signature(secret, message));
    assert.equal(message.headers.cookie, undefined);
    const link = `${on.worker.origin}/desk#/site/${SITE}/comment/${id}`;
    const { timestamp, data, ...rest } = message.body;
    const { created, ...comment } = data.comments[0];
    assert.deepEqual(rest, { type: "comments.waiting" });
    assert.ok(Date.parse(timestamp) >= Date.parse(created));
    assert.deepEqual(comment, { id, thread: `/told/${pages}/`, name: "Ada", text: "Look at **this**: https://a.example/", why: "held", reasons: ["policy"], desk: link });
    assert.deepEqual([data.site, data.title, data.count, data.comments.length], [SITE, TITLE, 1, 1]);

    const next = await held();
    const [, second] = await received(2);
    assert.deepEqual(second.body.data.comments.map((/** @type {any} */ one) => one.id), [next], "what was told is not told again");
    assert.notEqual(second.headers["webhook-id"], message.headers["webhook-id"]);
    const log = (await present()).log.slice(0, 2);
    assert.deepEqual(log.map((/** @type {any} */ one) => [one.way, one.state, one.tries, one.comments]), [["webhook", "sent", 1, 1], ["webhook", "sent", 1, 1]]);
    assert.ok(!JSON.stringify(log).includes("/hook"), "an address may hold a secret of its own");
  });

  it("makes a new secret, by which the old one does not count any more", async () => {
    const old = await hook();
    const { secret } = (await change({ do: "renew_secret" })).once;
    await change({ do: "test", way: "webhook" });
    const [message] = await received(1);
    assert.equal(message.headers["webhook-signature"], signature(secret, message));
    assert.notEqual(message.headers["webhook-signature"], signature(old, message));
    assert.equal(message.body.type, "test");
  });

  it("writes text that links nowhere but to the desk for chat services", async () => {
    await hook({ format: "text" });
    const id = await held("Dear <!channel>, @everyone: see https://evil.example/x", { name: "<!here> Ada" });
    const [{ body }] = await received(1);
    assert.deepEqual(Object.keys(body), ["text"]);
    assert.ok(body.text.includes(`${on.worker.origin}/desk#/site/${SITE}/comment/${id}`));
    assert.ok(!/<!|@everyone|https:\/\/evil/.test(body.text), body.text);
  });

  it("tries again what was not taken, under the same id, and sends the rest as soon as somebody answers", async () => {
    const secret = await hook();
    receiver.answers = [status(500), status(503, { "Retry-After": "600" }), status(200)];
    const id = await held();
    await received(1);
    const first = await until(async () => { const one = await newest(); return one.failure && one; });
    assert.deepEqual([first.state, first.failure, first.tries], ["waiting", "status 500", 1]);
    assert.ok(Math.abs(first.next - first.tried - MINUTE) < 15_000, "in a minute");
    await later(DUE);
    await received(2);
    const second = await until(async () => { const one = await newest(); return one.tries === 2 && one.failure === "status 503" && one; });
    assert.ok(Math.abs(second.next - second.tried - 10 * MINUTE) < 15_000, "when the receiver says");
    await later(DUE);
    const messages = await received(3);
    await until(async () => (await newest()).state === "sent");
    assert.equal(new Set(messages.map(({ headers }) => headers["webhook-id"])).size, 1);
    for (const message of messages) {
      assert.equal(message.headers["webhook-signature"], signature(secret, message));
      assert.equal(message.body.data.comments[0].id, id);
    }
  });

  it("gives up after nine tries, or when nothing is wanted any more, and says so", async () => {
    await hook();
    receiver.answers = [status(500)];
    await held();
    await until(async () => (await newest()).failure === "status 500");
    await later("UPDATE message SET due = 0, tries = 8 WHERE due IS NOT NULL");
    await until(async () => (await newest()).state === "failed");
    const { tries, failure, next } = await newest();
    assert.deepEqual([tries, failure, next], [9, "status 500", null]);

    // Nothing is failing any more, so that the next message is not held back.
    receiver.answers = [status(410)];
    await held();
    await until(async () => (await newest()).failure === "gone");
    assert.deepEqual([(await newest()).state, (await newest()).next], ["failed", null]);
  });

  it("follows no redirect", async () => {
    await hook();
    const elsewhere = await new Receiver().start();
    receiver.answers = [status(307, { Location: elsewhere.url ?? "" })];
    const { log } = await change({ do: "test", way: "webhook" });
    assert.deepEqual([log[0].state, log[0].failure, log[0].comments], ["failed", "redirect", null]);
    assert.equal(elsewhere.messages.length, 0);
    elsewhere.stop();
  });

  it("waits ten seconds for an answer and no longer, while everything else goes on", async () => {
    await hook();
    receiver.answers = [(response) => void setTimeout(() => response.end(), 3_000)];
    assert.equal((await change({ do: "test", way: "webhook" })).log[0].state, "sent", "late, and in time");
    receiver.answers = [never];
    const id = await held();
    await received(2);
    await act(id, "approve");
    await until(async () => (await newest()).failure === "timeout", { within: 30_000 });
    const { state, tries } = await newest();
    assert.deepEqual([state, tries], ["waiting", 1]);
  });

  it("says that nobody can be reached", async () => {
    const gone = await new Receiver().start();
    gone.stop();
    await hook({ url: gone.url });
    assert.equal((await change({ do: "test", way: "webhook" })).log[0].failure, "unreachable");
  });

  it("tells nothing of what is decided by then", async () => {
    await hook();
    receiver.answers = [status(500)];
    const id = await held("Decided before the second try");
    await until(async () => (await newest()).failure === "status 500");
    await act(id, "spam");
    receiver.answers = [];
    await later(DUE);
    await until(async () => (await newest()).state === "failed");
    assert.deepEqual([(await newest()).failure, receiver.messages.length], ["settled", 1]);
  });

  it("does not tell moderators of what they do themselves", async () => {
    await hook();
    const id = await held();
    await received(1);
    await act(id, "approve");
    await act(id, "hold", "recent");
    await row(id, "held");
    const next = await held();
    const messages = await received(2);
    assert.deepEqual(messages[1].body.data.comments.map((/** @type {any} */ one) => one.id), [next]);
  });

  it("sends again what it cannot know to have been taken, under the same id", async () => {
    await hook();
    receiver.answers = [never];
    await held();
    await received(1);
    await on.worker.kill();
    await on.worker.restart();
    receiver.answers = [];
    await later(DUE);
    const [first, second] = await received(2);
    assert.equal(second.headers["webhook-id"], first.headers["webhook-id"]);
    await until(async () => (await newest()).state === "sent");
    assert.equal((await newest()).tries, 2);
  });

  it("sends mail at once, then gathers for five minutes", async () => {
    await mail({ to: ["ada@b.example", "ola@d.example"] });
    const id = await held("Grüße\r\nBcc: evil@b.example\r\n\r\nfrom me", { name: "Zoë\r\nBcc: evil@b.example" });
    const letters = await mailed(2);
    assert.deepEqual(letters.map(({ to }) => to).sort(), ["ada@b.example", "ola@d.example"]);
    const [letter] = letters;
    assert.deepEqual(letter.names, ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Auto-Submitted"]);
    assert.deepEqual([letter.from, letter.headers.From, letter.headers.To], ["postil@blog.example", "postil@blog.example", letter.to]);
    assert.equal(letter.headers.Subject, `One comment waits on ${TITLE}`);
    assert.ok(letter.text.includes(`${on.worker.origin}/desk#/site/${SITE}/comment/${id}`), letter.text);
    assert.ok(letter.text.includes("Zoë"));
    assert.match(letter.text, /^> Grüße Bcc: /m);

    const gathered = [await held(), await held()];
    for (const one of gathered) await row(one);
    assert.equal(box.letters.length, 2, "not within five minutes");
    await later(`UPDATE way SET last = last - ${5 * MINUTE}`);
    const all = await mailed(4);
    for (const { text, headers } of all.slice(2)) {
      assert.equal(headers.Subject, `2 comments wait on ${TITLE}`);
      for (const one of gathered) assert.ok(text.includes(one));
      assert.ok(!text.includes(id));
    }
  });

  it("sends a digest when the hour or the day is over", async () => {
    await mail({ when: "daily" });
    await row(await held());
    await later("UPDATE way SET since = since - 82800000");
    await row(await held());
    assert.equal(box.letters.length, 0, "not after 23 hours");
    await opened(on.worker, STORE, (sql) => sql("UPDATE notice SET at = at - 300000"));
    await later("UPDATE way SET since = since - 3660000");
    const [letter] = await mailed(1);
    assert.equal(letter.headers.Subject, `2 comments wait on ${TITLE}`);
  });

  it("says why mail was not taken, and tries again", async () => {
    await mail();
    box.refuses = "destination address is not a verified address";
    const { log } = await change({ do: "test", way: "mail" });
    assert.deepEqual([log[0].state, log[0].failure], ["failed", "mail destination address is not a verified address"]);
    await held();
    await until(async () => (await newest()).state === "waiting" && (await newest()).failure);
    box.refuses = undefined;
    await later(DUE);
    await mailed(1);
    // What was to be tried for an address that is not written to any more is given up.
    box.refuses = "no";
    await later("UPDATE way SET last = 0");
    await held();
    await until(async () => (await newest()).failure === "mail no");
    await mail({ to: ["ola@d.example"] });
    assert.deepEqual([(await newest()).state, (await newest()).failure], ["failed", "changed"]);
  });

  it("writes mail that the platform's own stand-in takes apart, and says where there is no binding", async () => {
    for (const [binding, can, state, failure] of /** @type {const} */ ([["platform", true, "sent", null], [undefined, false, "failed", "no_binding"]])) {
      const worker = await startWorker({ mail: binding, sites: [{ id: SITE, title: "Ünï", origins: ["https://a.example"] }] });
      try {
        const by = await owner(worker);
        await by.done("notify", { site: SITE, do: "mail", mail: { to: ["ada@b.example"], from: "postil@blog.example", when: "daily" } });
        const { can_mail, log } = await by.done("notify", { site: SITE, do: "test", way: "mail" });
        assert.deepEqual([can_mail, log[0].state, log[0].failure], [can, state, failure], worker.log.join("\n"));
      } finally {
        await worker.stop();
      }
    }
  });

  it("tells of what readers report", async () => {
    await hook();
    const id = await held("To be published");
    await received(1);
    await act(id, "approve");
    const at = `/told/${pages}/`;
    for (const reason of ["abuse", "spam"]) {
      const reader = on.client({ site: SITE });
      await until(async () => (await reader.send(`/v1/comments/${id}/report`, reader.about(at, { reason }))).status === 200);
    }
    const messages = await received(2);
    const [told] = messages[1].body.data.comments;
    assert.deepEqual([told.id, told.why], [id, "reported"]);
    await held();
    const [, , third] = await received(3);
    assert.ok(!third.text.includes(id), "once, however many report it");
  });

  it("has a private feed of what waits, for whoever has its address", async () => {
    const link = (await change({ do: "make_feed" })).once.feed;
    const token = new URL(link).searchParams.get("token") ?? "";
    assert.ok(link.startsWith(`${on.worker.origin}/v1/queue-feed?site=${SITE}&token=`));
    assert.match(token, /^[\w-]{43}$/);
    assert.ok(!(await desk.get("notify", { site: SITE })).text.includes(token), "it is shown once");
    const id = await held("The text itself", { name: "Ada <b>", url: "https://ada.example/" });
    await row(id);
    const answer = await fetch(link);
    const atom = await answer.text();
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get("cache-control"), "no-store");
    assert.match(answer.headers.get("content-type") ?? "", /^application\/atom\+xml/);
    assert.equal(answer.headers.get("access-control-allow-origin"), null);
    const entry = atom.split("<entry>").find((one) => one.includes(id)) ?? "";
    assert.ok(entry.includes(`<title>Waits: Ada &lt;b&gt; on /told/${pages}/</title>`), entry);
    assert.ok(entry.includes("the site holds every comment"));
    assert.ok(entry.includes(`${on.worker.origin}/desk#/site/${SITE}/comment/${id}`));
    assert.ok(!/The text itself|ada\.example/.test(atom));

    await change({ do: "test_feed" });
    assert.ok((await (await fetch(link)).text()).includes("A test of this feed"));
    for (const wrong of [link.replace(/.{5}$/, "AAAAA"), link.replace(SITE, "nowhere"), link.replace(/&token=.*/, ""), `${link}A`]) {
      assert.deepEqual([(await fetch(wrong)).status, (await (await fetch(wrong)).json()).code], [404, "unknown_site"], wrong);
    }
    // The token opens nothing else, and what it opens changes nothing.
    assert.equal((await fetch(link, { method: "POST" })).status, 405);
    assert.equal((await new Desk(on.worker, { Cookie: `__Host-postil-desk=${token}` }).get("queue", { site: SITE, view: "held" })).code, "signed_out");

    const anew = (await change({ do: "make_feed" })).once.feed;
    assert.deepEqual([(await fetch(link)).status, (await fetch(anew)).status], [404, 200]);
    await change({ do: "drop_feed" });
    assert.equal((await fetch(anew)).status, 404);
    const kept = await opened(on.worker, STORE, (sql) => sql("SELECT * FROM queue_feed"));
    assert.deepEqual(kept, []);
  });

  it("leads from a link to the comment, which a GET leaves as it is", async () => {
    const id = await held();
    const before = await row(id);
    assert.deepEqual((await desk.get("where", { site: SITE, id })).body, { view: "held" });
    assert.equal((await desk.get("where", { site: SITE, id: uuid() })).code, "comment");
    const page = await fetch(`${on.worker.origin}/desk`, { redirect: "manual" });
    assert.equal(page.status, 302);
    assert.deepEqual(await row(id), before);
  });
});
