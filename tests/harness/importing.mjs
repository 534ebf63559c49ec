// Whoever imports, without a program that reads files: what such a program sends, and what comes of it.

import { createHash } from "node:crypto";

import { threadHash } from "./client.mjs";

/** @typedef {import("./staff.mjs").Desk} Desk */
/** @typedef {Record<string, any>} Line */

const HOUR = 3_600_000;
/** When the first imported comment was written. */
export const BEGAN = Date.UTC(2019, 4, 1, 12);

const hex = (/** @type {string} */ text) => createHash("sha256").update(text).digest("hex");

/** The id of version 8 that stands for a name. @param {string} name */
export function importedId(name) {
  const digits = hex(name).slice(0, 32).split("");
  digits[12] = "8";
  digits[16] = "9";
  return digits.join("").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** A comment that was written elsewhere. @param {string} name its name in the test @param {Line} [more] */
export const comment = (name, { parent, ...more } = {}) => ({
  comment: importedId(name),
  ...(parent && { parent: importedId(parent) }),
  state: "published",
  name: "Ada",
  key: hex("Ada"),
  created: BEGAN,
  body: `What ${name} says.`,
  ...more,
});

/** What is left of a comment that is gone. @param {string} name @param {Line} [more] */
export const stone = (name, { parent, ...more } = {}) => ({ comment: importedId(name), ...(parent && { parent: importedId(parent) }), state: "removed", created: BEGAN, ...more });

/** A pingback. @param {string} name @param {Line} [more] */
export const mention = (name, more = {}) => ({ mention: importedId(name), name: `The page ${name}`, url: `https://other.example/${name}`, created: BEGAN + HOUR, ...more });

/** One import. */
export class Importing {
  /** @param {Desk} desk @param {string} site @param {string} id */
  constructor(desk, site, id) {
    this.desk = desk;
    this.site = site;
    this.id = id;
    this.name = `${id}.xml`;
  }

  /** @param {string} what @param {Line} [more] */
  step(what, more = {}) {
    return this.desk.post("import", { site: this.site, do: what, id: this.id, name: this.name, system: "wordpress", ...more });
  }

  /** @param {string} what @param {Line} [more] */
  async did(what, more) {
    const { status, text, body } = await this.step(what, more);
    if (status !== 200) throw new Error(`${what} was answered ${status}: ${text}`);
    return body;
  }

  /** Sends a batch. @param {string} thread @param {Line[]} comments @param {Line[]} [mentions] @param {Line} [more] */
  send(thread, comments, mentions = [], { line, ...more } = {}) {
    return this.desk.post("add", { site: this.site, import: this.id, thread: { thread, ...line }, comments, mentions, done: [], ...more });
  }

  /** Sends a batch, and insists on success: what became of each entry. @param {Parameters<Importing["send"]>} batch @returns {Promise<string[]>} */
  async add(...batch) {
    const { status, text, body } = await this.send(...batch);
    if (status !== 200) throw new Error(`a batch was answered ${status}: ${text}`);
    return body.outcomes;
  }

  /** The import, as the desk lists it. */
  async row() {
    const { imports } = (await this.desk.get("imports", { site: this.site })).body;
    return imports.find((/** @type {Line} */ one) => one.id === this.id);
  }
}

/** All lines of a site's export. @param {Desk} desk @param {string} site @returns {Promise<string[]>} */
export async function exported(desk, site) {
  const lines = [];
  let next = "";
  do {
    const { body } = await desk.get("export", { site, ...(next && { after: next }) });
    if (body.site) lines.push(JSON.stringify(body.site));
    for (const hash of body.threads) lines.push(...(await desk.get("export", { site, thread: hash })).text.trimEnd().split("\n"));
    next = body.next;
  } while (next);
  return lines;
}

/** The lines of one thread. @param {Desk} desk @param {string} site @param {string} thread @returns {Promise<Line[]>} */
export async function threadLines(desk, site, thread) {
  const { text } = await desk.get("export", { site, thread: threadHash(thread) });
  return text.trimEnd().split("\n").map((line) => JSON.parse(line));
}
