// What nearly every file of tests begins with: a Worker, a blog on another origin, and a browser.

import { startBlog } from "./blog.mjs";
import { launch } from "./browser.mjs";
import { Client, rowIds, sectionData, threadHash } from "./client.mjs";
import { freePort, until } from "./util.mjs";
import { Worker } from "./worker.mjs";

/** A site whose blog is read under two hosts. @param {string} blog its origin @param {string} host the other's name @returns {import("./worker.mjs").Site} */
export function mirrored(blog, host) {
  const there = blog.replace("127.0.0.1", host);
  return { id: "library-blog", title: "The Library Blog", origins: [blog, there], mirrors: [[blog, there]] };
}

/**
 * @param {object} [options]
 * @param {Record<string, import("./blog.mjs").Page>} [options.pages] the blog's pages
 * @param {string} [options.folder] its files
 * @param {Record<string, string>} [options.under] more files, by the path they are served under
 * @param {(blog: string) => import("./worker.mjs").Site[]} [options.sites] made from the blog's origin
 * @param {boolean} [options.browser]
 * @param {string} [options.dist]
 * @param {{ read?: number, write?: number }} [options.limits]
 * @param {import("./worker.mjs").Options["mail"]} [options.mail]
 * @param {import("./worker.mjs").Options["vars"]} [options.vars]
 * @param {import("./worker.mjs").Options["elsewhere"]} [options.elsewhere]
 * @param {boolean} [options.counting] counts what the platform's plans count
 * @param {boolean} [options.clock] a clock that the test can set while the Worker runs
 */
export async function stage({ pages, folder, under, sites, browser = true, dist, limits, mail, vars, elsewhere, clock, counting } = {}) {
  const port = await freePort();
  const blog = await startBlog({ worker: `http://127.0.0.1:${port}`, folder, under, pages });
  const declared = sites?.(blog.origin) ?? [mirrored(blog.origin, "plain.example")];
  const worker = new Worker({ port, dist, limits, mail, vars, elsewhere, clock, counting, sites: declared });
  /** @type {import("playwright-core").Browser | undefined} */
  let chromium;
  const stop = async () => {
    await chromium?.close();
    await blog.stop();
    await worker.stop();
  };
  try {
    await worker.start();
    if (browser) chromium = await launch();
  } catch (error) {
    // What has started already would keep the file of tests from ending.
    await stop();
    throw error;
  }
  return {
    worker,
    blog,
    get browser() {
      if (!chromium) throw new Error("this stage has no browser");
      return chromium;
    },
    /** A reader without a browser. @param {ConstructorParameters<typeof Client>[1]} [who] */
    client: (who) => new Client(worker, { blog: blog.origin, ...who }),
    /**
     * Waits until readers see what is in the object: the first put of a thread comes after a second,
     * the next not before half a minute later.
     * @param {string} id the thread's @param {string} [site]
     */
    async published(id, site = declared[0].id) {
      const reader = new Client(worker, { blog: blog.origin, site });
      const kv = await worker.kv();
      await until(
        async () => {
          const { body } = await reader.get("/v1/thread.json", { id, min_v: "999999999" });
          const { keys } = await kv.list({ prefix: `thread/${site}/${threadHash(id)}/` });
          if (!keys.some(({ metadata }) => metadata.v === body.version)) return false;
          const pages = await Promise.all(keys.map(async ({ name }) => (await kv.get(name)) ?? ""));
          // The first page says how many comments and pages there are.
          const first = pages.find((page) => sectionData(page, "page") === "0") ?? "";
          if (sectionData(first, "count") !== String(body.count) || sectionData(first, "pages") !== String(body.pages)) return false;
          return new Set(pages.flatMap(rowIds)).size === body.count;
        },
        { what: `${id} to be published`, within: 120_000, every: 250 },
      );
    },
    stop,
  };
}

/** @typedef {Awaited<ReturnType<typeof stage>>} Stage */

/** The thread's KV entries: what readers get. @param {import("./worker.mjs").Worker} worker */
export async function publishedKeys(worker) {
  const kv = await worker.kv();
  const { keys } = await kv.list({ prefix: "thread/" });
  return keys;
}
