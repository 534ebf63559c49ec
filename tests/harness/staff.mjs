// Those who work at the desk, without a browser: they sign in, ask and change through the HTTP interface.

import { network } from "./client.mjs";

/** The secret in wrangler.jsonc, which lets the owner in on this machine. */
export const OWNER_KEY = "for-this-machine-only";

/** What a browser says of a request from the desk's own page. */
export const FROM_DESK = { "Sec-Fetch-Site": "same-origin", "Postil-Desk": "1" };

/** The name of the session's cookie. */
export const COOKIE = "__Host-postil-desk";

/** @typedef {Record<string, string | undefined>} Headers `undefined` leaves one out */
/** @typedef {{ status: number, body: any, text: string, headers: globalThis.Headers, code: string | undefined }} Answer `code` is that of a problem */

/** A browser at the desk. */
export class Desk {
  /** The session's token, as the cookie holds it. @type {string | undefined} */
  token;
  /** Who is signed in. @type {any} */
  me;

  /** @param {{ origin: string }} worker @param {Headers} [headers] what it sends with each request */
  constructor(worker, headers = {}) {
    this.worker = worker;
    this.headers = { "CF-Connecting-IP": network(), "User-Agent": "A browser at the desk", ...FROM_DESK, ...headers };
  }

  /** @param {string} method @param {string} path @param {string} [body] @param {Headers} [headers] @returns {Promise<Answer>} */
  async ask(method, path, body, headers = {}) {
    /** @type {Headers} */
    const all = { ...this.headers, Cookie: this.token && `${COOKIE}=${this.token}`, ...headers };
    const given = Object.entries(all).filter((entry) => entry[1] !== undefined);
    const response = await fetch(this.worker.origin + path, { method, headers: /** @type {[string, string][]} */ (given), body, redirect: "manual" });
    const text = await response.text();
    const json = /[/+]json/.test(response.headers.get("Content-Type") ?? "") ? JSON.parse(text) : undefined;
    return { status: response.status, body: json, text, headers: response.headers, code: response.status >= 400 ? json?.code : undefined };
  }

  /** @param {string} call @param {Record<string, string>} [query] @param {Headers} [headers] */
  get(call, query = {}, headers) {
    const search = new URLSearchParams(query).toString();
    return this.ask("GET", `/v1/desk/${call}${search && `?${search}`}`, undefined, headers);
  }

  /** @param {string} call @param {unknown} [body] @param {Headers} [headers] */
  post(call, body, headers) {
    return this.ask("POST", `/v1/desk/${call}`, body === undefined ? undefined : JSON.stringify(body), headers);
  }

  /** Posts and insists on success. @param {string} call @param {unknown} [body] */
  async done(call, body) {
    const { status, text, body: answer } = await this.post(call, body);
    if (status >= 300) throw new Error(`${call} was answered ${status}: ${text}`);
    return answer;
  }

  /** Signs in, and keeps the cookie if that went well. @param {Record<string, unknown>} sent */
  async signIn(sent) {
    const answer = await this.post("signin", sent);
    const cookie = answer.headers.getSetCookie().find((one) => one.startsWith(`${COOKIE}=`));
    if (answer.status === 200 && cookie) {
      this.token = cookie.slice(COOKIE.length + 1).split(";")[0];
      this.me = answer.body;
    }
    return answer;
  }

  /** Invites a moderator: the invitation's token. @param {{ note?: string, site?: string }} [whom] */
  async invite({ note = "", site } = {}) {
    const { link } = await this.done("staff", { invite: { note, site } });
    return fragment(link).get("invitation") ?? "";
  }
}

/** What stands behind the `#` of a link to the desk. @param {string} link */
export const fragment = (link) => new URLSearchParams(new URL(link).hash.slice(1));

/** Signs in on a browser of its own, and insists on success. @param {{ origin: string }} worker @param {Record<string, unknown>} sent */
export async function signedIn(worker, sent) {
  const desk = new Desk(worker);
  const { status, text } = await desk.signIn(sent);
  if (status !== 200) throw new Error(`signing in was answered ${status}: ${text}`);
  return desk;
}

/** The owner. @param {{ origin: string }} worker */
export const owner = (worker) => signedIn(worker, { secret: { secret: OWNER_KEY } });

let count = 0;

/** A name that looks like no other of this kind. */
export const newName = () => `Moderator ${[...String(++count)].map((digit) => "abcdefghjk"[Number(digit)]).join("")}`;

/** A new moderator, of one site or of all. @param {Desk} by the owner @param {{ site?: string, name?: string }} [who] */
export async function moderator(by, { site, name = newName() } = {}) {
  const token = await by.invite({ note: name, site });
  return signedIn(by.worker, { invitation: { token, name } });
}

/** A one-time sign-in link of the owner, as a command line gets it. @param {{ origin: string }} worker @returns {Promise<string>} */
export async function signInLink(worker) {
  const { status, text, body } = await new Desk(worker).post("link", undefined, { Authorization: `Bearer ${OWNER_KEY}`, "Sec-Fetch-Site": undefined, "Postil-Desk": undefined });
  if (status !== 200) throw new Error(`asking for a link was answered ${status}: ${text}`);
  return body.link;
}

/** The token of a new one. @param {{ origin: string }} worker */
export const linkToken = async (worker) => fragment(await signInLink(worker)).get("link") ?? "";

/** The code of a link to moderate on a page, made at the desk. @param {Desk} desk @param {string} site @param {string} [thread] */
export async function pageCode(desk, site, thread) {
  const { link } = await desk.done("page", { site, thread });
  return fragment(link).get("postil-link") ?? "";
}

/** What a page of a site sends to moderate: as a browser does, from the site's origin. */
export class PageModerator {
  /** The token, and whose it is. @type {any} */
  pass;

  /** @param {import("./client.mjs").Client} client a reader of the site @param {string} [token] one that it says it has */
  constructor(client, token = "") {
    this.client = client;
    this.pass = { token };
  }

  /** Spends a code. @param {string} code @param {Headers} [headers] */
  async link(code, headers) {
    const answer = await this.client.send("/v1/moderate/link", { site: this.client.site, code }, headers);
    if (answer.status === 200) this.pass = answer.body;
    return answer;
  }

  /** @param {string} call @param {string} path of the blog's page @param {Record<string, unknown>} [more] @param {Headers} [headers] */
  ask(call, path, more, headers) {
    const { site, blog } = this.client;
    return this.client.send(`/v1/moderate/${call}`, { site, token: this.pass.token, thread: { url: blog + path }, ...more }, headers);
  }
}

/** A browser that was linked from the desk. @param {Desk} desk @param {import("./client.mjs").Client} client */
export async function pageModerator(desk, client) {
  const linked = new PageModerator(client);
  const { status, text } = await linked.link(await pageCode(desk, client.site));
  if (status !== 200) throw new Error(`linking was answered ${status}: ${text}`);
  return linked;
}
