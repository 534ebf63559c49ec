// The worked discussions of the examples, posted through the public API.

import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { Client } from "./client.mjs";
import { ROOT } from "./util.mjs";

export const EXAMPLE = join(ROOT, "examples/library-blog");
/** The post it belongs to. */
export const POST = "/2026/staff-certificate/";
/** Six looks of blogs, and the path they are served under beside the example blog. */
export const THEMES = ["plain", "classic", "block", "news", "blogger", "dark"];
export const UNDER = { "/themes/": "examples/themes" };

/** Posts the discussion, unless it is there. @param {{ origin: string }} worker @param {string} blog its origin */
export const fillExample = (worker, blog) => discuss(worker, blog, POST, join(EXAMPLE, "discussion.json"));

/** Posts the discussion of the themes on one of them. @param {{ origin: string }} worker @param {string} blog @param {string} path @param {string} [language] */
export const fillTheme = (worker, blog, path, language) =>
  discuss(worker, blog, path, join(ROOT, UNDER["/themes/"], language ? `discussion.${language}.json` : "discussion.json"));

/**
 * Each author has a device and a network of their own. The last comment has no votes: votes alone are
 * published half an hour later.
 * @param {{ origin: string }} worker @param {string} blog @param {string} path @param {string} file
 */
async function discuss(worker, blog, path, file) {
  const reader = new Client(worker, { blog });
  if ((await reader.json(path)).body.count > 0) return;
  const discussion = JSON.parse(await readFile(file, "utf8"));
  /** @type {Map<string, Client>} */
  const people = new Map();
  /** @type {Map<string, string>} */
  const ids = new Map();
  for (const { ref, parent, author, url, body, useful = 0 } of discussion) {
    const person = people.get(author) ?? new Client(worker, { blog, name: author });
    people.set(author, person);
    const { id } = await person.posted(path, body, { parent: ids.get(parent), url });
    ids.set(ref, id);
    for (let n = 0; n < useful; n++) {
      const voter = new Client(worker, { blog });
      await voter.send(`/v1/comments/${id}/vote`, { site: voter.site, thread: { url: blog + path }, key: voter.key, value: 1 });
    }
  }
}
