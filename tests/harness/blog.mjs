// A site owner's blog: the example pages, or pages that a test makes up. It is another origin than the Worker's.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

import { freePort, ROOT } from "./util.mjs";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".woff2": "font/woff2",
};

/** What stands in the example pages, and has to be another where the Worker listens elsewhere. */
const WRITTEN = { worker: "http://127.0.0.1:8787", blog: "http://127.0.0.1:8080" };

/**
 * @typedef {string | { html: string, headers?: Record<string, string> }} Page
 * @typedef {object} Options
 * @property {string} worker the Worker's origin
 * @property {number} [port]
 * @property {string} [folder] pages to serve, relative to the repository
 * @property {Record<string, string>} [under] more folders, by the path they are served under: `{ "/themes/": "examples/themes" }`
 * @property {Record<string, Page>} [pages] pages by path
 */

/** @param {Options} options */
export async function startBlog({ worker, port, folder = "examples/library-blog", under = {}, pages = {} }) {
  port ??= await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const adapt = (/** @type {string} */ html) => html.replaceAll(WRITTEN.worker, worker).replaceAll(WRITTEN.blog, origin);

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", origin);
    const made = pages[pathname];
    if (made) {
      const { html, headers } = typeof made === "string" ? { html: made, headers: {} } : made;
      response.writeHead(200, { "Content-Type": TYPES[".html"], "Cache-Control": "no-store", ...headers });
      return response.end(adapt(html));
    }
    if (pathname === "/favicon.ico") return response.writeHead(204).end();
    const [prefix, shelf] = Object.entries(under).find(([prefix]) => `${pathname}/`.startsWith(prefix)) ?? ["/", folder];
    // These link to their own files: without the slash the links would miss them.
    const bare = !pathname.endsWith("/") && !extname(pathname);
    if (bare && shelf !== folder) return response.writeHead(302, { Location: `${pathname}/` }).end();
    const found = await readPage(shelf, pathname.slice(prefix.length - 1));
    if (!found) return response.writeHead(404, { "Content-Type": "text/plain" }).end("no such page");
    response.writeHead(200, { "Content-Type": found.type, "Cache-Control": "no-store" });
    response.end(found.type.startsWith("text/html") ? adapt(found.content.toString()) : found.content);
  });
  await new Promise((done, fail) => {
    server.once("error", fail);
    server.listen(port, "127.0.0.1", () => done(undefined));
  });
  return {
    origin,
    port,
    /** Pages may be added and changed while it runs. */
    pages,
    stop: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(done);
      }),
  };
}

/** A folder's page is its `index.html`, as on any static host. @param {string} folder @param {string} pathname */
async function readPage(folder, pathname) {
  const path = normalize(decodeURIComponent(pathname));
  const names = path.endsWith("/") ? [`${path}index.html`] : [path, `${path}.html`, `${path}/index.html`];
  for (const name of names) {
    const content = await readFile(join(ROOT, folder, name)).catch(() => undefined);
    if (content) return { content, type: TYPES[/** @type {".html"} */ (extname(name))] ?? "application/octet-stream" };
  }
}

/**
 * A blog post with the tag.
 * @param {{ title?: string, site?: string, canonical?: string, lang?: string, data?: Record<string, string>, head?: string, before?: string, after?: string, tag?: boolean }} [options]
 */
export function post({ title = "A post", site = "library-blog", canonical, lang = "en", data = {}, head = "", before = "", after = "", tag = true } = {}) {
  const attributes = Object.entries(data).map(([name, value]) => ` data-${name}="${escape(value)}"`);
  return `<!doctype html>
<html lang="${lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)}</title>
${canonical ? `<link rel="canonical" href="${escape(canonical)}">` : ""}${head}</head>
<body>
<main><h1>${escape(title)}</h1>
${before}
${tag ? tagFor(site, attributes.join("")) : ""}
${after}</main>
</body>
</html>`;
}

/** @param {string} site @param {string} [attributes] */
export const tagFor = (site, attributes = "") => `<script async src="${WRITTEN.worker}/embed.js" data-site="${site}"${attributes}></script>
<noscript><a href="${WRITTEN.worker}/v1/page?site=${site}" referrerpolicy="no-referrer-when-downgrade">Comments</a></noscript>`;

/** @param {string} text */
export const escape = (text) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** Text that fills the screen many times over. @param {number} paragraphs */
export const prose = (paragraphs) =>
  Array.from({ length: paragraphs }, (_, i) => `<p>Paragraph ${i + 1}. The reading room opens at nine, and whoever comes earlier waits in the garden, where the cat of the caretaker keeps an eye on the returns box. ${"More could be said of it. ".repeat(6)}</p>`).join("\n");
