// What nearly every file of tests begins with: a Worker, a blog on another origin, and a browser.

import { startBlog } from "./blog.mjs";
import { launch } from "./browser.mjs";
import { Client } from "./client.mjs";
import { freePort } from "./util.mjs";
import { startWorker } from "./worker.mjs";

/**
 * @param {object} [options]
 * @param {Record<string, import("./blog.mjs").Page>} [options.pages] the blog's pages
 * @param {string} [options.folder] its files
 * @param {(blog: string) => import("./worker.mjs").Site[]} [options.sites] made from the blog's origin
 * @param {boolean} [options.browser]
 * @param {string} [options.dist]
 * @param {{ read?: number, write?: number }} [options.limits]
 */
export async function stage({ pages, folder, sites, browser = true, dist, limits } = {}) {
  const port = await freePort();
  const blog = await startBlog({ worker: `http://127.0.0.1:${port}`, folder, pages });
  const declared = sites?.(blog.origin) ?? [{ id: "library-blog", title: "The Library Blog", origins: [blog.origin, "http://plain.example:" + blog.port] }];
  const worker = await startWorker({ port, dist, limits, sites: declared });
  const chromium = browser ? await launch() : undefined;
  return {
    worker,
    blog,
    get browser() {
      if (!chromium) throw new Error("this stage has no browser");
      return chromium;
    },
    /** A reader without a browser. @param {ConstructorParameters<typeof Client>[1]} [who] */
    client: (who) => new Client(worker, { blog: blog.origin, ...who }),
    async stop() {
      await chromium?.close();
      await blog.stop();
      await worker.stop();
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof stage>>} Stage */

/** The thread's KV entries: what readers get. @param {import("./worker.mjs").Worker} worker */
export async function publishedKeys(worker) {
  const kv = await worker.kv();
  const { keys } = await kv.list({ prefix: "thread/" });
  return keys;
}
