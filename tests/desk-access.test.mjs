// Getting in at the desk: who may ask what, and what no token, cookie or request from elsewhere opens.

import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";

import { network, uuid } from "./harness/client.mjs";
import { COOKIE, Desk, FROM_DESK, linkToken, moderator, newName, owner, OWNER_KEY, signedIn, signInLink } from "./harness/staff.mjs";
import { stage } from "./harness/stage.mjs";
import { opened } from "./harness/store.mjs";
import { until } from "./harness/util.mjs";
import { complete } from "./harness/worker.mjs";

const SITE = "library-blog";
const OTHER = "museum";
const DAY = 86_400_000;
/** The object of the desk. */
const STORE = /** @type {const} */ ({ object: "DeskObject", name: "desk" });

const newToken = () => randomBytes(32).toString("base64url");
/** @param {string} token */
const hash = (token) => createHash("sha256").update(token).digest("hex");
const sites = (blog = "http://127.0.0.1:8080") => [
  { id: SITE, title: "The Library Blog", origins: [blog] },
  { id: OTHER, title: "The Museum", origins: ["https://museum.example"] },
];

/**
 * Who asks. Each cell of the matrix has somebody new, so that no call changes who asks the next.
 * @typedef {"nobody" | "reader" | "elsewhere" | "moderator" | "everywhere" | "owner" | "ended" | "dismissed"} Who
 * @type {Record<Who, (by: Desk, blog: string) => Promise<Desk>>}
 */
const WHO = {
  nobody: async (by) => new Desk(by.worker),
  reader: async (by, blog) => new Desk(by.worker, { Origin: blog, "Sec-Fetch-Site": "cross-site", "Postil-Desk": undefined }),
  elsewhere: (by) => moderator(by, { site: OTHER }),
  moderator: (by) => moderator(by, { site: SITE }),
  everywhere: (by) => moderator(by),
  owner: (by) => owner(by.worker),
  ended: async (by) => {
    const desk = await moderator(by, { site: SITE });
    await by.done("staff", { end: { session: desk.me.session } });
    return desk;
  },
  dismissed: async (by) => {
    const desk = await moderator(by, { site: SITE });
    await by.done("staff", { dismiss: { member: desk.me.member } });
    return desk;
  },
};

/**
 * What each of them is answered: a status, or a problem's code.
 * @typedef {Record<Who, number | string>} Expected
 * @param {Partial<Expected>} expected
 * @returns {Expected}
 */
const answers = (expected) => /** @type {Expected} */ ({ nobody: "signed_out", reader: "desk_origin", ended: "signed_out", dismissed: "signed_out", ...expected });
/** Everybody who is signed in may. @param {number | string} [status] */
const staff = (status = 200) => answers({ elsewhere: status, moderator: status, everywhere: status, owner: status });
/** The owner alone may. @param {number | string} [status] what they are answered then */
const owners = (status = 200) => answers({ elsewhere: "not_allowed", moderator: "not_allowed", everywhere: "not_allowed", owner: status });
/** Whoever works on the site may; others do not learn that it is there. @param {number | string} [status] */
const onSite = (status = 200) => answers({ ...staff(status), elsewhere: "unknown_site" });
/** The owner alone may, and whoever works elsewhere does not learn that the site is there. @param {number | string} [status] */
const ownerOnSite = (status = 200) => answers({ ...owners(status), elsewhere: "unknown_site" });
/** Likewise where there is no such site. Whoever works on all may not know more than on those that are there. */
const ownerNowhere = answers({ ...owners("unknown_site"), elsewhere: "unknown_site", moderator: "unknown_site" });
/** There is no such site, whoever asks. */
const nowhere = staff("unknown_site");
/** To everybody the same. @param {number | string} answer */
const all = (answer) => answers({ ...staff(), nobody: answer, reader: answer, elsewhere: answer, moderator: answer, everywhere: answer, owner: answer, ended: answer, dismissed: answer });

/**
 * Every call there is. What is sent may depend on who asks (`desk`) and on somebody else (`victim`,
 * a moderator), and is about the site unless it says otherwise.
 * @typedef {{ desk: Desk, victim: Desk, by: Desk }} Cast
 * @typedef {[string, string, Expected, ((cast: Cast) => unknown)?, Record<string, string>?]} Call
 * @type {Call[]}
 */
const CALLS = [
  ["GET", "me", staff()],
  ["GET", "staff", staff()],
  ["GET", "sites", staff()],
  ["POST", "signin", answers({ ...all("secret_wrong"), reader: "desk_origin" }), () => ({ secret: { secret: "wrong" } })],
  ["POST", "signin", answers({ ...all("link_spent"), reader: "desk_origin" }), () => ({ link: { token: newToken() } })],
  ["POST", "signin", answers({ ...all("link_spent"), reader: "desk_origin" }), () => ({ invitation: { token: newToken(), name: newName() } })],
  ["POST", "signout", answers({ ...staff(204), ended: 204, dismissed: 204 })],
  ["POST", "link", all("secret_wrong")],
  ["POST", "link", all(200), undefined, { Authorization: `Bearer ${OWNER_KEY}` }],
  ["POST", "staff", owners(), () => ({ invite: { note: "Somebody", site: SITE } })],
  ["POST", "staff", answers({ ...owners(), owner: "unknown_site" }), () => ({ invite: { note: "", site: "nowhere" } })],
  ["POST", "staff", owners(), () => ({ withdraw: { invitation: "0000000000000000" } })],
  ["POST", "staff", owners(), ({ victim }) => ({ dismiss: { member: victim.me.member } })],
  ["POST", "staff", owners("not_allowed"), ({ by }) => ({ dismiss: { member: by.me.member } })],
  ["POST", "staff", owners(), ({ victim }) => ({ end: { session: victim.me.session } })],
  ["POST", "staff", staff(), ({ desk }) => ({ end: { session: desk.me?.session ?? "" } })],
  ["POST", "staff", staff(), () => ({ rename: { name: newName() } })],

  ...["counts?", "queue?view=held&", "log?", "threads?", "bans?", "site?"].flatMap((call) => /** @type {Call[]} */ ([
    ["GET", `${call}site=${SITE}`, onSite()],
    ["GET", `${call}site=nowhere`, nowhere],
    ["GET", `${call}site=`, nowhere],
  ])),
  ["GET", `where?id=${uuid()}&site=${SITE}`, onSite("comment")],
  ["GET", `where?id=${uuid()}&site=nowhere`, nowhere],
  ["GET", `notify?site=${SITE}`, ownerOnSite()],
  ["GET", "notify?site=nowhere", ownerNowhere],
  ...[
    { do: "mail", mail: { to: ["a@b.example"], from: "c@d.example", when: "daily" } },
    { do: "mail", mail: null },
    { do: "webhook", webhook: { url: "https://hooks.example.org/", format: "text", when: "daily" } },
    { do: "renew_secret" },
    { do: "webhook", webhook: null },
    { do: "make_feed" },
    { do: "test_feed" },
    { do: "drop_feed" },
  ].flatMap((change) => /** @type {Call[]} */ ([
    ["POST", "notify", ownerOnSite(), () => ({ site: SITE, ...change })],
    ["POST", "notify", ownerNowhere, () => ({ site: "nowhere", ...change })],
  ])),
  ["POST", "notify", ownerOnSite("way_off"), () => ({ site: SITE, do: "test", way: "webhook" })],
  ["POST", "notify", ownerOnSite("way_off"), () => ({ site: SITE, do: "test_feed" })],
  ["POST", "notify", ownerOnSite("hook_private"), () => ({ site: SITE, do: "webhook", webhook: { url: "https://10.0.0.1/", format: "text", when: "daily" } })],
  ["POST", "act", onSite(), () => ({ site: SITE, act: "spam", which: { rows: [{ seq: 1_000_000, text: "" }] }, id: newToken() })],
  ["POST", "act", onSite(), () => ({ site: SITE, act: "remove", which: { all: { view: "spam", q: "", upto: 0 } }, id: newToken() })],
  ["POST", "act", nowhere, () => ({ site: "nowhere", act: "spam", which: { rows: [] }, id: newToken() })],
  ["POST", "undo", onSite("action"), () => ({ site: SITE, action: newToken() })],
  ["POST", "reply", onSite("comment"), () => ({ site: SITE, to: { seq: 1_000_000, text: "" }, id: uuid(), body: "A reply." })],
  ["POST", "page", onSite(), () => ({ site: SITE })],
  ["POST", "page", onSite("thread"), () => ({ site: SITE, thread: "no path" })],
  ["POST", "page", nowhere, () => ({ site: "nowhere" })],
  ["POST", "thread", onSite("thread"), () => ({ site: SITE, hash: "a".repeat(26), door: "closed" })],
  ["POST", "titles", onSite("thread"), () => ({ site: SITE, titles: [{ hash: "a".repeat(26), title: "A title" }] })],
  ["POST", "try", onSite(), () => ({ site: SITE, pattern: "casino" })],
  ["POST", "bans", onSite("comment"), () => ({ site: SITE, do: { ban: { comment: 1_000_000, whom: "author", act: "hold", days: 1 } } })],
  ["POST", "bans", onSite(), () => ({ site: SITE, do: { lift: { id: 1_000_000 } } })],
  ["GET", `former?site=${SITE}&comment=1000000`, onSite("comment")],
  ["GET", `former?site=nowhere&comment=1`, nowhere],
  ...["count", "export", "erase"].flatMap((what) => /** @type {Call[]} */ ([
    ["POST", "author", answers({ ...owners("comment"), elsewhere: "unknown_site" }), () => ({ site: SITE, comment: 1_000_000, do: what })],
    ["POST", "author", { ...nowhere, everywhere: "not_allowed" }, () => ({ site: "nowhere", comment: 1_000_000, do: what })],
  ])),
  ["POST", "site", answers({ ...owners("settings_stale"), elsewhere: "unknown_site" }), () => ({ site: complete(sites()[0]), revision: 1_000_000 })],
  ["POST", "site", answers({ ...owners("settings_stale"), elsewhere: "unknown_site" }), () => ({ site: complete(sites()[0]), revision: null })],
  ["POST", "site", answers({ ...owners(), elsewhere: "unknown_site", moderator: "unknown_site" }), ({ desk }) => ({ site: complete({ ...sites()[1], id: `new-${(desk.token ?? "x").slice(0, 8).toLowerCase().replaceAll(/[^a-z0-9]/g, "-")}` }), revision: null })],
];

describe("getting in", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  /** @type {Desk} */
  let by;
  before(async () => {
    on = await stage({ sites });
    by = await owner(on.worker);
  });
  after(() => on?.stop());

  for (const [method, call, expected, body, headers] of CALLS) {
    const sent = body ? ` ${body.toString().replace(/^.*?=>\s*/s, "")}` : "";
    it(`${method} ${call}${sent} is answered to each as they may`, async () => {
      for (const [who, answer] of /** @type {[Who, number | string][]} */ (Object.entries(expected))) {
        const desk = await WHO[who](by, on.blog.origin);
        const victim = await moderator(by, { site: SITE });
        const text = body?.({ desk, victim, by });
        const got = method === "GET" ? await desk.get(call, {}, headers) : await desk.post(call, text, headers);
        assert.equal(typeof answer === "string" ? got.code : got.status, answer, `${who}: ${got.status} ${got.text}`);
        isForTheDeskAlone(got, who);
        // Whoever was refused has touched nothing.
        if (typeof answer === "string") assert.equal((await victim.get("me")).status, 200, who);
      }
    });
  }

  it("knows no other calls and no other methods", async () => {
    for (const call of ["", "me/", "queue/x", "../desk/me2"]) {
      assert.equal((await by.ask("GET", `/v1/desk/${call}`)).code, "route", call);
    }
    for (const [method, call] of [["GET", "signin"], ["GET", "signout"], ["GET", "link"], ["POST", "me"], ["PUT", "staff"], ["DELETE", "staff"], ["OPTIONS", "staff"]]) {
      const answer = await by.ask(method, `/v1/desk/${call}`);
      assert.equal(answer.code, "method", `${method} ${call}`);
      isForTheDeskAlone(answer, `${method} ${call}`);
    }
  });

  describe("a moderator", () => {
    it("sees their own sites and themselves, and the owner everybody", async () => {
      const [here, there] = [await moderator(by, { site: SITE }), await moderator(by)];
      assert.deepEqual(here.me.sites.map((/** @type {any} */ site) => site.id), [SITE]);
      for (const site of [SITE, OTHER]) assert.ok(there.me.sites.some((/** @type {any} */ { id }) => id === site), site);
      assert.deepEqual((await here.get("sites")).body, here.me.sites);
      assert.deepEqual((await here.get("me")).body, here.me);

      const own = (await here.get("staff")).body;
      assert.deepEqual(own.members.map((/** @type {any} */ member) => member.id), [here.me.member]);
      assert.deepEqual(own.sessions.map((/** @type {any} */ session) => session.id), [here.me.session]);
      assert.deepEqual(own.invitations, []);

      const { members, sessions } = (await by.get("staff")).body;
      for (const { me } of [by, here, there]) {
        assert.ok(members.some((/** @type {any} */ member) => member.id === me.member));
        assert.ok(sessions.some((/** @type {any} */ session) => session.id === me.session && session.member === me.member));
      }
    });

    it("who is dismissed is out on every browser, and their name is free", async () => {
      const desk = await moderator(by, { site: SITE });
      await by.done("staff", { dismiss: { member: desk.me.member } });
      assert.equal((await desk.get("me")).code, "signed_out");
      const { members, sessions } = (await by.get("staff")).body;
      assert.ok(!members.some((/** @type {any} */ member) => member.id === desk.me.member));
      assert.ok(!sessions.some((/** @type {any} */ session) => session.member === desk.me.member));
      assert.equal((await moderator(by, { name: desk.me.name })).me.name, desk.me.name);
    });

    it("cannot be called like another one, or nearly so", async () => {
      await moderator(by, { name: "Ada Lovelace" });
      const [token, { name: owners }] = [await by.invite(), (await by.get("me")).body];
      for (const name of ["Ada Lovelace", "ada lovelace", "Ada  Lovelace", "Аdа Lovelace", "Ada L0velace", owners, owners.toUpperCase()]) {
        assert.equal((await new Desk(on.worker).signIn({ invitation: { token, name } })).code, "name_taken", name);
      }
      assert.equal((await new Desk(on.worker).signIn({ invitation: { token, name: " " } })).code, "name_missing");
      // A refused name has not spent the invitation.
      const desk = await signedIn(on.worker, { invitation: { token, name: "Grace Hopper" } });
      assert.equal((await desk.post("staff", { rename: { name: "АDA LOVELACE" } })).code, "name_taken");
      await desk.done("staff", { rename: { name: "GRACE HOPPER" } });
      assert.equal((await desk.get("me")).body.name, "GRACE HOPPER");
    });
  });

  describe("a token", () => {
    it("that was made up opens nothing", async () => {
      for (const token of [newToken(), "", "x", `${by.token}x`, by.token?.slice(1), by.token?.toLowerCase(), hash(by.token ?? "")]) {
        const answer = await by.get("me", {}, { Cookie: `${COOKIE}=${token}` });
        assert.equal(answer.code, "signed_out", token);
      }
    });

    it("is good for nothing but what it was made for", async () => {
      const [link, invitation] = [await linkToken(on.worker), await by.invite()];
      for (const token of [link, invitation, OWNER_KEY]) assert.equal((await by.get("me", {}, { Cookie: `${COOKIE}=${token}` })).code, "signed_out");
      for (const token of [invitation, by.token ?? ""]) assert.equal((await new Desk(on.worker).signIn({ link: { token } })).code, "link_spent");
      for (const token of [link, by.token ?? ""]) assert.equal((await new Desk(on.worker).signIn({ invitation: { token, name: newName() } })).code, "link_spent");
      assert.equal((await signedIn(on.worker, { link: { token: link } })).me.role, "owner");
    });

    it("of a link or an invitation is used once, also by two at a time", async () => {
      for (const round of [1, 2, 3, 4, 5]) {
        const [link, invitation] = [await linkToken(on.worker), await by.invite({ site: SITE })];
        const tries = /** @type {[string, () => any][]} */ ([
          ["link", () => ({ link: { token: link } })],
          ["invitation", () => ({ invitation: { token: invitation, name: newName() } })],
        ]).map(async ([what, sent]) => {
          const again = () => new Desk(on.worker).signIn(sent());
          const codes = (await Promise.all([again(), again(), again()])).map(({ status }) => status);
          assert.deepEqual(codes.sort(), [200, 410, 410], `${what}, round ${round}`);
          assert.equal((await again()).code, "link_spent");
        });
        await Promise.all(tries);
      }
    });

    it("of an invitation is listed until it is used or withdrawn, and the token never", async () => {
      const listed = async () => (await by.get("staff")).body.invitations;
      const token = await by.invite({ note: "For  Edsger", site: OTHER });
      const one = (await listed()).find((/** @type {any} */ invitation) => invitation.note === "For Edsger");
      assert.equal(one.site, OTHER);
      assert.ok(one.until > Date.now() + 6 * DAY && one.until <= Date.now() + 7 * DAY);
      assert.ok(!JSON.stringify(await listed()).includes(token));
      await by.done("staff", { withdraw: { invitation: one.id } });
      assert.equal((await new Desk(on.worker).signIn({ invitation: { token, name: newName() } })).code, "link_spent");
      assert.ok(!(await listed()).some((/** @type {any} */ invitation) => invitation.id === one.id));
    });

    it("of a session ends with it, and with the next one of that browser", async () => {
      const desk = await moderator(by);
      const replayed = new Desk(on.worker);
      replayed.token = desk.token;
      assert.equal((await replayed.get("me")).status, 200);
      const left = await desk.post("signout");
      assert.equal(left.status, 204);
      assert.match(left.headers.getSetCookie()[0], new RegExp(`^${COOKIE}=; Max-Age=0; `));
      assert.equal((await replayed.get("me")).code, "signed_out");

      const again = await owner(on.worker);
      replayed.token = again.token;
      await again.signIn({ secret: { secret: OWNER_KEY } });
      assert.equal((await again.get("me")).status, 200);
      assert.equal((await replayed.get("me")).code, "signed_out");
    });
  });

  describe("a request from elsewhere", () => {
    const ELSEWHERE = [
      { "Sec-Fetch-Site": undefined },
      { "Sec-Fetch-Site": "same-site" },
      { "Sec-Fetch-Site": "cross-site" },
      { "Sec-Fetch-Site": "none" },
      { "Postil-Desk": undefined },
      { "Postil-Desk": "0" },
      { "Sec-Fetch-Site": "same-site", Origin: "https://blog.example.org" },
    ];

    it("changes nothing, whoever's cookie it carries", async () => {
      const desk = await moderator(by, { site: SITE });
      const token = await by.invite();
      for (const headers of ELSEWHERE) {
        const told = JSON.stringify(headers);
        for (const [call, body] of /** @type {[string, unknown][]} */ ([
          ["signout", undefined],
          ["staff", { end: { session: desk.me.session } }],
          ["staff", { rename: { name: newName() } }],
          ["signin", { secret: { secret: OWNER_KEY } }],
          ["signin", { invitation: { token, name: newName() } }],
        ])) {
          const answer = await desk.post(call, body, headers);
          assert.equal(answer.code, "desk_origin", `${call} ${told}`);
          assert.deepEqual(answer.headers.getSetCookie(), [], told);
          isForTheDeskAlone(answer, told);
        }
      }
      const { body } = await desk.get("me");
      assert.deepEqual(body, desk.me);
      await signedIn(on.worker, { invitation: { token, name: newName() } });
    });

    it("reads nothing where a browser says that it is one", async () => {
      for (const site of ["same-site", "cross-site"]) {
        for (const call of ["me", "staff", "sites"]) assert.equal((await by.get(call, {}, { "Sec-Fetch-Site": site })).code, "desk_origin", `${site} ${call}`);
      }
      // A program, or somebody who types the address.
      for (const site of [undefined, "none"]) assert.equal((await by.get("me", {}, { "Sec-Fetch-Site": site, "Postil-Desk": undefined })).status, 200);
    });
  });

  // The blog of these tests differs from the Worker in its port alone: it is another origin of the
  // same site, and a browser sends the cookie along.
  it("lets no page of a sibling host use the session of whoever reads it", async () => {
    const context = await on.browser.newContext();
    const desk = await context.newPage();
    await desk.goto(`${on.worker.origin}/desk`);
    const signIn = (/** @type {string} */ secret) => fetch("/v1/desk/signin", { method: "POST", headers: { "Postil-Desk": "1" }, body: JSON.stringify({ secret: { secret } }) }).then((response) => response.json());
    const me = await desk.evaluate(signIn, OWNER_KEY);
    assert.equal(me.role, "owner");
    assert.equal(await desk.evaluate(() => document.cookie), "");

    const blog = await context.newPage();
    // What was sent, and answered, although the page gets to see nothing of it.
    const wire = await context.newCDPSession(blog);
    /** @type {Map<string, { url?: string, headers?: Record<string, string>, status?: number }>} */
    const calls = new Map();
    const note = (/** @type {string} */ id, /** @type {object} */ more) => calls.set(id, { ...calls.get(id), ...more });
    wire.on("Network.requestWillBeSent", ({ requestId, request }) => note(requestId, { url: request.url }));
    wire.on("Network.requestWillBeSentExtraInfo", ({ requestId, headers }) => note(requestId, { headers }));
    wire.on("Network.responseReceivedExtraInfo", ({ requestId, statusCode }) => note(requestId, { status: statusCode }));
    await wire.send("Network.enable");
    await blog.goto(`${on.blog.origin}/`);
    const outcomes = await blog.evaluate(
      async ({ origin, body }) => {
        const call = (/** @type {string} */ path, /** @type {RequestInit} */ init) =>
          fetch(origin + path, { credentials: "include", ...init }).then(
            ({ type }) => type,
            () => "refused",
          );
        const frame = document.body.appendChild(document.createElement("iframe"));
        await new Promise((done) => {
          frame.onload = done;
          frame.src = `${origin}/desk`;
        });
        return {
          blind: await call("/v1/desk/staff", { method: "POST", mode: "no-cors", body }),
          open: await call("/v1/desk/staff", { method: "POST", body }),
          withHeader: await call("/v1/desk/staff", { method: "POST", headers: { "Postil-Desk": "1" }, body }),
          read: await call("/v1/desk/me", {}),
          blindRead: await call("/v1/desk/me", { mode: "no-cors" }),
        };
      },
      { origin: on.worker.origin, body: JSON.stringify({ end: { session: me.session } }) },
    );
    assert.deepEqual(outcomes, { blind: "refused", open: "refused", withHeader: "refused", read: "refused", blindRead: "refused" });
    assert.ok(!blog.frames().some((frame) => frame !== blog.mainFrame() && frame.url().startsWith(on.worker.origin)));
    const sent = [...calls.values()].filter(({ url }) => url?.includes("/v1/desk/"));
    const told = JSON.stringify(sent);
    const withCookie = sent.filter(({ headers }) => headers?.Cookie?.includes(COOKIE) && headers["Sec-Fetch-Site"] === "same-site");
    assert.ok(withCookie.length >= 4, told);
    for (const { status } of withCookie) assert.equal(status, 403, told);

    const again = await desk.evaluate(() => fetch("/v1/desk/me").then((response) => response.json()));
    assert.equal(again.session, me.session);
    await context.close();
  });

  describe("the cookie", () => {
    it("is for the Worker's own host, for its own pages, and for no script", async () => {
      const { headers } = await new Desk(on.worker).signIn({ secret: { secret: OWNER_KEY } });
      const [cookie, ...others] = headers.getSetCookie();
      assert.deepEqual(others, []);
      const [pair, ...attributes] = cookie.split("; ");
      assert.match(pair, new RegExp(`^${COOKIE}=[A-Za-z0-9_-]{43}$`));
      assert.deepEqual(attributes.sort(), ["HttpOnly", "Max-Age=7776000", "Path=/", "SameSite=Strict", "Secure"]);
    });

    it("is read and set nowhere else", async () => {
      const path = "/2027/04/cookie/";
      await on.client().posted(path, "A comment.");
      const about = `site=${SITE}&id=${encodeURIComponent(path)}`;
      const plain = new Desk(on.worker, { "Sec-Fetch-Site": undefined, "Postil-Desk": undefined });
      for (const address of [`/v1/thread?${about}`, `/v1/thread.json?${about}`, `/v1/counts?${about}`, `/v1/feed?site=${SITE}`, `/v1/page?site=${SITE}`, "/healthz", "/desk", "/embed.js"]) {
        const without = await plain.ask("GET", address);
        const has = await plain.ask("GET", address, undefined, { Cookie: `${COOKIE}=${by.token}` });
        assert.deepEqual([has.status, has.text], [without.status, without.text], address);
        assert.deepEqual(has.headers.getSetCookie(), [], address);
      }
      const sent = JSON.stringify(on.client().comment(path, "From the owner's browser."));
      const { status, body, headers } = await by.ask("POST", "/v1/comments", sent, { Origin: on.blog.origin });
      assert.equal(status, 201);
      assert.equal(body.comment.author.badge, undefined);
      assert.deepEqual(headers.getSetCookie(), []);
    });
  });

  it("leads from /desk to its page, and keeps the question", async () => {
    for (const [address, expected] of [["/desk", "/desk/index.html"], ["/desk/", "/desk/index.html"], ["/desk?site=a&view=held", "/desk/index.html?site=a&view=held"]]) {
      const { status, headers } = await new Desk(on.worker).ask("GET", address);
      assert.equal(status, 302, address);
      assert.equal(headers.get("Location"), expected);
      assert.equal(headers.get("Referrer-Policy"), "no-referrer");
    }
    assert.match(await signInLink(on.worker), new RegExp(`^${on.worker.origin}/desk#link=[A-Za-z0-9_-]{43}$`));
  });

  it("serves the desk's page so that nothing else gets into it", async () => {
    const page = await on.worker.fetch("/desk/index.html");
    const scripts = [...(await page.text()).matchAll(/(?:src|href)="(\/desk\/assets\/[^"]+)"/g)].map((match) => match[1]);
    assert.ok(scripts.length >= 3, String(scripts));
    for (const path of ["/desk/index.html", ...scripts]) {
      const { status, headers } = await on.worker.fetch(path);
      assert.equal(status, 200, path);
      const policy = headers.get("Content-Security-Policy")?.split("; ") ?? [];
      for (const part of ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "connect-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"]) assert.ok(policy.includes(part), `${path}: ${part}`);
      assert.equal(headers.get("Cross-Origin-Opener-Policy"), "same-origin");
      assert.equal(headers.get("Cross-Origin-Resource-Policy"), "same-origin");
      assert.equal(headers.get("Referrer-Policy"), "no-referrer");
      assert.equal(headers.get("X-Content-Type-Options"), "nosniff");
      assert.equal(headers.get("Access-Control-Allow-Origin"), null, path);
      assert.equal(headers.get("Cache-Control"), path.includes("/assets/") ? "public, max-age=31536000, immutable" : "no-cache", path);
    }
  });

  it("takes a short secret on this machine alone", async () => {
    const signIn = (/** @type {string} */ host) =>
      new Promise((done, fail) => {
        const headers = { ...FROM_DESK, Host: host, "CF-Connecting-IP": network() };
        const sent = request(`${on.worker.origin}/v1/desk/signin`, { method: "POST", headers }, (response) => {
          response.resume();
          done([response.statusCode, response.headers["set-cookie"]?.length ?? 0]);
        });
        sent.on("error", fail);
        sent.end(JSON.stringify({ secret: { secret: OWNER_KEY } }));
      });
    assert.deepEqual(await signIn(new URL(on.worker.origin).host), [200, 1]);
    assert.deepEqual(await signIn("comments.example.org"), [500, 0]);
  });

  it("lets who is wrong too often wait, from that network alone", async () => {
    const wrong = new Desk(on.worker);
    const codes = [];
    for (let n = 0; n < 7; n++) codes.push((await wrong.signIn({ secret: { secret: `wrong ${n}` } })).code);
    assert.deepEqual(codes, [...Array(6).fill("secret_wrong"), "too_fast"]);
    for (const answer of [
      await wrong.signIn({ secret: { secret: OWNER_KEY } }),
      await wrong.post("link", undefined, { Authorization: `Bearer ${OWNER_KEY}` }),
    ]) {
      assert.equal(answer.status, 429);
      const wait = Number(answer.headers.get("Retry-After"));
      assert.ok(wait > 0 && wait <= 30, String(wait));
      assert.deepEqual(answer.headers.getSetCookie(), []);
    }
    // Who comes with a link is no guesser, and the owner is not kept out elsewhere.
    assert.equal((await wrong.signIn({ link: { token: await linkToken(on.worker) } })).status, 200);
    assert.equal((await owner(on.worker)).me.role, "owner");
  });

  describe("in the store", () => {
    it("there is no token and no secret, only hashes", async () => {
      const desk = await moderator(by);
      const [link, invitation] = [await linkToken(on.worker), await by.invite()];
      const found = await on.worker.paused(() => search(on.worker.data, [desk.token ?? "", link, invitation, by.token ?? "", OWNER_KEY]));
      assert.deepEqual(found, [false, false, false, false, false]);
      const hashes = await on.worker.paused(() => search(on.worker.data, [desk.token ?? "", link, invitation].map(hash)));
      assert.deepEqual(hashes, [true, true, true]);
      // It has lasted over the restarts.
      assert.equal((await desk.get("me")).status, 200);
    });

    it("what has run out opens nothing, and is dropped", async () => {
      const [idle, old, live] = [await moderator(by), await moderator(by), await moderator(by)];
      const [link, invitation] = [await linkToken(on.worker), await by.invite({ note: "too late" })];
      const now = Date.now();
      await opened(on.worker, STORE, async (sql) => {
        await sql("UPDATE session SET seen = ? WHERE id = ?", now - 30 * DAY - 1, idle.me.session);
        await sql("UPDATE session SET since = ? WHERE id = ?", now - 90 * DAY - 1, old.me.session);
        await sql("UPDATE session SET since = ?, seen = ? WHERE id = ?", now - 89 * DAY, now - 29 * DAY, live.me.session);
        await sql("UPDATE link SET until = ? WHERE hash = ?", now - 1, hash(link));
        await sql("UPDATE invitation SET until = ? WHERE hash = ?", now - 1, hash(invitation));
      });
      for (const desk of [idle, old]) assert.equal((await desk.get("me")).code, "signed_out");
      assert.equal((await live.get("me")).status, 200);
      assert.equal((await new Desk(on.worker).signIn({ link: { token: link } })).code, "link_spent");
      assert.equal((await new Desk(on.worker).signIn({ invitation: { token: invitation, name: newName() } })).code, "link_spent");
      const { sessions, invitations } = (await by.get("staff")).body;
      assert.ok(!sessions.some((/** @type {any} */ { id }) => [idle.me.session, old.me.session].includes(id)));
      assert.ok(!invitations.some((/** @type {any} */ { note }) => note === "too late"));
      // A session that goes on has been seen now.
      assert.ok(sessions.find((/** @type {any} */ { id }) => id === live.me.session).seen >= now);

      await owner(on.worker);
      const kept = await opened(on.worker, STORE, (sql) => sql("SELECT id FROM session UNION SELECT hash FROM link UNION SELECT hash FROM invitation"));
      const ids = kept.map((/** @type {any} */ { id }) => id);
      assert.ok(ids.includes(live.me.session));
      for (const gone of [idle.me.session, old.me.session, hash(link), hash(invitation)]) assert.ok(!ids.includes(gone));
    });
  });

  it("keeps the names of those who work on a site from its readers", async () => {
    const [here, there] = [await moderator(by, { site: SITE }), await moderator(by, { site: OTHER })];
    const isTaken = async (/** @type {string} */ name) => (await on.client({ name }).post("/2027/04/names/", `What ${newName()} wrote.`)).status === 403;
    await until(() => isTaken(here.me.name.toUpperCase()), { what: "the site to hear of its moderator", every: 250 });
    assert.ok(await isTaken((await by.get("me")).body.name));
    assert.ok(!(await isTaken(there.me.name)));
    await by.done("staff", { dismiss: { member: here.me.member } });
    await until(async () => !(await isTaken(here.me.name)), { what: "the site to hear that somebody is gone", every: 250 });
  });
});

/** Nothing lets a page of another origin read an answer of the desk, and nobody keeps it. @param {import("./harness/staff.mjs").Answer} answer @param {string} told */
function isForTheDeskAlone({ headers }, told) {
  assert.deepEqual([...headers.keys()].filter((name) => name.startsWith("access-control-")), [], told);
  assert.equal(headers.get("Cache-Control"), "no-store", told);
  assert.equal(headers.get("Cross-Origin-Resource-Policy"), "same-origin", told);
  assert.equal(headers.get("X-Content-Type-Options"), "nosniff", told);
}

/** Whether each text is anywhere in the files of a folder. @param {string} folder @param {string[]} texts */
async function search(folder, texts) {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = await Promise.all(entries.filter((entry) => entry.isFile()).map((entry) => readFile(join(entry.path, entry.name))));
  return texts.map((text) => files.some((file) => file.includes(text)));
}
