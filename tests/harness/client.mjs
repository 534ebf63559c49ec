// A reader without a browser: posts and reads through the HTTP API, as any client may.

import { createHash, randomBytes, webcrypto } from "node:crypto";

import { fetched } from "./util.mjs";

/** A comment's id: UUID version 7. @param {number} [now] */
export function uuid(now = Date.now()) {
  const bytes = webcrypto.getRandomValues(new Uint8Array(16));
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(now / 256 ** (5 - i)) % 256;
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Buffer.from(bytes).toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** A device key: 256 bits. */
export const deviceKey = () => randomBytes(32).toString("base64url");

/** An address of a network nobody else has. Miniflare passes it on as the platform would set it. */
export function network() {
  const [a, b, c] = randomBytes(3);
  return `${(a % 200) + 20}.${b}.${c}.7`;
}

/** @typedef {{ status: number, body: any, text: string, headers: Headers }} Answer */

export class Client {
  /**
   * @param {{ origin: string }} worker
   * @param {{ site?: string, blog?: string, name?: string, key?: string, ip?: string }} [who]
   */
  constructor(worker, { site = "library-blog", blog = "http://127.0.0.1:8080", name = "A reader", key = deviceKey(), ip = network() } = {}) {
    Object.assign(this, { worker, site, blog, name, key, ip });
    this.worker = worker;
    this.site = site;
    this.blog = blog;
    this.name = name;
    this.key = key;
    this.ip = ip;
  }

  /** What a post of a comment sends. @param {string} path of the blog's page @param {string} body @param {Record<string, any>} [changes] */
  comment(path, body, changes = {}) {
    const { parent, name = this.name, url, thread, ...rest } = changes;
    return {
      site: this.site,
      thread: { url: this.blog + path, title: "A post", ...thread },
      id: uuid(),
      ...(parent && { parent }),
      author: { name, ...(url && { url }) },
      body,
      key: this.key,
      ...rest,
    };
  }

  /** @param {string} path @param {string} body @param {Record<string, any>} [changes] */
  post(path, body, changes) {
    return this.send("/v1/comments", this.comment(path, body, changes));
  }

  /** Posts and insists on success. @param {string} path @param {string} body @param {Record<string, any>} [changes] */
  async posted(path, body, changes) {
    const answer = await this.post(path, body, changes);
    if (answer.status >= 300) throw new Error(`posting was answered ${answer.status}: ${answer.text}`);
    return answer.body.comment;
  }

  /** What is sent about a comment on a page. @param {string} path @param {Record<string, any>} [more] */
  about(path, more) {
    return { site: this.site, thread: { url: this.blog + path }, key: this.key, ...more };
  }

  /** Edits a comment; without a body it asks for the source. @param {string} path @param {string} id @param {string} [body] @param {string} [revision] the one it was made from */
  edit(path, id, body, revision) {
    return this.send(`/v1/comments/${id}/edit`, this.about(path, { body, revision }));
  }

  /** @param {string} path @param {string} id */
  delete(path, id) {
    return this.send(`/v1/comments/${id}/delete`, this.about(path));
  }

  /** @param {string} path @param {string} id @param {number} [value] */
  vote(path, id, value = 1) {
    return this.send(`/v1/comments/${id}/vote`, this.about(path, { value }));
  }

  /** Everything of this reader's key, or its next part. @param {string} what `list`, `export` or `erase` @param {string} [after] */
  me(what, after) {
    return this.send("/v1/me", { site: this.site, key: this.key, do: what, after });
  }

  /** All parts of a list or an export. @param {string} what */
  async everything(what) {
    /** @type {any[]} */
    const comments = [];
    /** @type {any[]} */
    const votes = [];
    for (let calls = 1, next; ; calls++) {
      const { status, body, text } = await this.me(what, next);
      if (status !== 200) throw new Error(`/v1/me was answered ${status}: ${text}`);
      comments.push(...body.comments);
      votes.push(...(body.votes ?? []));
      next = body.next;
      if (!next) return { comments, votes, calls, mark: body.mark };
    }
  }

  /**
   * @param {string} route @param {unknown} body text is sent as it is
   * @param {Record<string, string | undefined>} [headers] `undefined` leaves one out
   * @returns {Promise<Answer>}
   */
  async send(route, body, headers = {}) {
    const all = { "Content-Type": "text/plain;charset=UTF-8", Origin: this.blog, "CF-Connecting-IP": this.ip, ...headers };
    const given = Object.entries(all).filter((entry) => entry[1] !== undefined);
    return answer(
      await fetched(this.worker.origin + route, {
        method: "POST",
        headers: /** @type {[string, string][]} */ (given),
        body: typeof body === "string" || body instanceof Uint8Array ? /** @type {any} */ (body) : JSON.stringify(body),
      }),
    );
  }

  /** @param {string} route @param {Record<string, string | string[] | undefined>} [query] @param {RequestInit} [init] */
  async get(route, query = {}, init = {}) {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries({ site: this.site, ...query })) {
      for (const one of [value].flat()) if (one !== undefined) search.append(name, String(one));
    }
    return answer(
      await fetched(`${this.worker.origin}${route}?${search}`, {
        ...init,
        headers: { "CF-Connecting-IP": this.ip, ...init.headers },
      }),
    );
  }

  /** The published page. @param {string} path @param {Record<string, string>} [query] */
  thread(path, query) {
    return this.get("/v1/thread", { url: this.blog + path, ...query });
  }

  /**
   * The thread as data, as it is now: with a version that no copy has, so that the object answers.
   * @param {string} path @param {Record<string, string>} [query]
   */
  async json(path, query) {
    return this.get("/v1/thread.json", { url: this.blog + path, min_v: "999999999", ...query });
  }

  /** All comments of a thread over all its pages, flat, in order; with `depth`. @param {string} path */
  async all(path) {
    const rows = [];
    for (let page = 0, pages = 1; page < pages; page++) {
      const { body, status, text } = await this.json(path, { page: String(page) });
      if (status !== 200) throw new Error(`thread.json was answered ${status}: ${text}`);
      pages = body.pages;
      rows.push(...flatten(body.comments));
    }
    return rows;
  }
}

/** A thread's name in KV: the first 26 characters of base32(SHA-256(thread id)). @param {string} id */
export function threadHash(id) {
  const bits = [...createHash("sha256").update(id).digest()].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{5}/g) ?? []).slice(0, 26).map((five) => "abcdefghijklmnopqrstuvwxyz234567"[parseInt(five, 2)]).join("");
}

/** @param {Response} response @returns {Promise<Answer>} */
async function answer(response) {
  const text = await response.text();
  const json = /json/.test(response.headers.get("Content-Type") ?? "");
  return { status: response.status, headers: response.headers, text, body: json ? JSON.parse(text) : undefined };
}

/** Nested comments as a flat list; without recursion, as everything that walks a thread. @param {any[]} comments */
export function flatten(comments) {
  const rows = [];
  const stack = comments.map((comment) => ({ comment, depth: 0 })).reverse();
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { replies = [], ...comment } = next.comment;
    rows.push({ ...comment, depth: next.depth });
    for (const reply of replies.toReversed?.() ?? [...replies].reverse()) stack.push({ comment: reply, depth: next.depth + 1 });
  }
  return rows;
}

/** The ids of a published page's rows, in order. @param {string} html */
export const rowIds = (html) => [...html.matchAll(/<li[^>]*\bid="c-([0-9a-f-]+)"/g)].map((match) => match[1]);

/** An attribute of a published page's section. @param {string} html @param {string} name */
export const sectionData = (html, name) => html.match(new RegExp(`<section[^>]*\\bdata-${name}="([^"]*)"`))?.[1];
