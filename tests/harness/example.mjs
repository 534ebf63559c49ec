// The worked discussion of the example blog, posted through the public API.

import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { Client } from "./client.mjs";
import { ROOT } from "./util.mjs";

export const EXAMPLE = join(ROOT, "examples/library-blog");
/** The post it belongs to. */
export const POST = "/2026/staff-certificate/";

/** Posts the discussion, unless it is there. Each author has a device and a network of their own. @param {{ origin: string }} worker @param {string} blog its origin */
export async function fillExample(worker, blog) {
  const reader = new Client(worker, { blog });
  if ((await reader.json(POST)).body.count > 0) return;
  const discussion = JSON.parse(await readFile(join(EXAMPLE, "discussion.json"), "utf8"));
  /** @type {Map<string, Client>} */
  const people = new Map();
  /** @type {Map<string, string>} */
  const ids = new Map();
  for (const { ref, parent, author, url, body } of discussion) {
    const person = people.get(author) ?? new Client(worker, { blog, name: author });
    people.set(author, person);
    ids.set(ref, (await person.posted(POST, body, { parent: ids.get(parent), url })).id);
  }
}
