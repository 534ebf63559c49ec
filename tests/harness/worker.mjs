// Runs what `cargo xtask build` made on the real workerd, with the options of wrangler.jsonc.
// The demo uses the same module, so that there is one way of running the Worker on a machine.

import { execFile } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

import { ahead } from "./clock.mjs";
import { owner } from "./staff.mjs";
import { fetched, freePort, ROOT, temporaryFolder, until } from "./util.mjs";

// Wrangler reads these when it is loaded. Nothing here asks anyone outside this machine.
Object.assign(process.env, {
  CI: process.env.CI ?? "1",
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_SEND_ERROR_REPORTS: "false",
  WRANGLER_HIDE_BANNER: "true",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
});

const run = promisify(execFile);

/** A module that is put before those of the build, never into it. */
const RUNNING_CLOCK = join(ROOT, "tests/harness/running-clock-module.js");
const COUNTING = join(ROOT, "tests/harness/counting-module.js");

/**
 * @typedef {object} Site
 * @property {string} id
 * @property {string} [title]
 * @property {string[]} origins
 * @property {string[][]} [mirrors]
 * @property {string[]} [languages]
 * @property {"open" | "first" | "held" | Record<string, unknown>} [policy] in one word: nothing else is looked at, and nothing defends the site; `{}` is the usual policy
 * @property {boolean} [own_ids]
 * @property {number} [edit_hours]
 * @property {boolean} [votes]
 */

/**
 * @typedef {object} Options
 * @property {string} [dist] the build to run: `$POSTIL_DIST` or `dist/`
 * @property {number} [port] any free one unless given
 * @property {string} [data] where KV and objects are kept: a temporary folder unless given
 * @property {Site[]} [sites] declared at the desk: that of the example blog unless given
 * @property {{ read?: number, write?: number }} [limits] requests a minute and network; `{}` leaves wrangler.jsonc's.
 *   Without it they are out of the way: tests of something else must not run into them.
 * @property {boolean} [counting] counts at `/counts` what the platform's plans count
 * @property {boolean} [clock] puts a clock before the build that a test can set, see `running-clock.mjs`
 * @property {"platform" | import("./mail.mjs").Mailbox} [mail] what stands behind the binding `MAIL`: Miniflare's own
 *   stand-in, which takes apart what it is sent, or a mailbox of the test; without it there is no such binding
 * @property {Record<string, string>} [vars] variables beside those of wrangler.jsonc
 * @property {(request: import("miniflare").Request) => Promise<import("miniflare").Response>} [elsewhere] what stands for all other servers
 * @property {number} [ahead] by how many milliseconds the clock of the Worker and its objects goes ahead
 * @property {boolean} [assets] `false` leaves them out, and with them the platform's router before the Worker
 * @property {(line: string) => void} [onLog]
 */

/** @type {Site} */
const EXAMPLE = { id: "library-blog", title: "Behind the Desk", origins: ["http://127.0.0.1:8080"] };

/** Starts a Worker. Call `stop()` at the end. @param {Options} [options] */
export async function startWorker(options = {}) {
  const worker = new Worker(options);
  try {
    await worker.start();
  } catch (error) {
    await worker.stop();
    throw error;
  }
  return worker;
}

export class Worker {
  /** What workerd printed, line by line. @type {string[]} */
  log = [];
  /** @type {import("miniflare").Miniflare | undefined} */
  #miniflare;
  /** @type {number[]} */
  #pids = [];
  #temporary = false;
  /** By how much the clock goes ahead. @type {number | undefined} */
  #ahead;
  /** The sites as they were declared last. */
  #declared = "";

  /** @param {Options} options */
  constructor(options) {
    this.options = { ...options };
  }

  /** The processes that it runs in. */
  get pids() {
    return this.#pids;
  }

  /** `http://127.0.0.1:…` */
  get origin() {
    return `http://127.0.0.1:${this.options.port}`;
  }

  /** The folder of KV and objects. */
  get data() {
    return /** @type {string} */ (this.options.data);
  }

  async start() {
    this.options.port ??= await freePort();
    if (!this.options.data) {
      this.options.data = await temporaryFolder();
      this.#temporary = true;
    }
    const { Miniflare } = await import("miniflare");
    const before = await workerdPids();
    this.#miniflare = new Miniflare(await this.#miniflareOptions());
    await this.#miniflare.ready;
    this.#ahead = this.options.ahead;
    this.#pids = (await workerdPids()).filter((pid) => !before.includes(pid));
    await until(async () => (await this.fetch("/healthz")).ok, { what: "the Worker to answer /healthz" });
    await this.#declare();
  }

  /** Declares the sites, unless this Worker has declared them so before. */
  async #declare() {
    const { sites = [EXAMPLE] } = this.options;
    if (JSON.stringify(sites) === this.#declared) return;
    const desk = await owner(this);
    for (const site of sites) {
      const present = await desk.get("site", { site: site.id });
      await desk.done("site", { site: complete(site), revision: present.body.revision ?? null });
    }
    await desk.done("signout");
    this.#declared = JSON.stringify(sites);
  }

  async #miniflareOptions() {
    const { Log, LogLevel } = await import("miniflare");
    const { unstable_getMiniflareWorkerOptions: read } = await import("wrangler");
    const { workerOptions } = read(join(ROOT, "wrangler.jsonc"));
    const dist = resolve(ROOT, this.options.dist ?? process.env.POSTIL_DIST ?? "dist");
    const limits = this.options.limits ?? { read: 1e6, write: 1e6 };
    const ratelimits = structuredClone(workerOptions.ratelimits ?? {});
    for (const [name, limit] of [["READ_LIMIT", limits.read], ["WRITE_LIMIT", limits.write]]) {
      if (limit) ratelimits[name].simple.limit = limit;
    }
    const kvNamespaces = Object.fromEntries(Object.keys(workerOptions.kvNamespaces).map((name) => [name, name]));
    const { mail, vars, elsewhere } = this.options;
    /** @type {Record<string, unknown>} */
    const postil = {
      ...workerOptions,
      ...(mail === "platform" && { email: { send_email: [{ name: "MAIL" }] } }),
      ...(mail && mail !== "platform" && { serviceBindings: { ...workerOptions.serviceBindings, MAIL: mail.worker.name } }),
      ...(vars && { bindings: { ...workerOptions.bindings, ...vars } }),
      ...(elsewhere && { outboundService: elsewhere }),
      name: "postil",
      // Only the files of the build: no rule may pick up anything else.
      modulesRules: undefined,
      modulesRoot: join(dist, "worker"),
      modules: [
        ...(this.options.clock ? [{ type: "ESModule", path: join(dist, "worker/running-clock.js"), contents: await readFile(RUNNING_CLOCK, "utf8") }] : []),
        ...(this.options.counting ? [{ type: "ESModule", path: join(dist, "worker/counting.js"), contents: await readFile(COUNTING, "utf8") }] : []),
        ...ahead(join(dist, "worker"), this.options.ahead, this.#ahead),
        { type: "ESModule", path: join(dist, "worker/index.js") },
        { type: "CompiledWasm", path: join(dist, "worker/threads.wasm") },
        { type: "CompiledWasm", path: join(dist, "worker/sites.wasm") },
      ],
      assets: this.options.assets === false ? undefined : { ...workerOptions.assets, directory: join(dist, "public") },
      kvNamespaces,
      ratelimits,
    };
    return /** @type {import("miniflare").MiniflareOptions} */ ({
      workers: mail && mail !== "platform" ? [postil, mail.worker] : [postil],
      host: "127.0.0.1",
      port: this.options.port,
      defaultPersistRoot: this.data,
      cf: false,
      log: new Log(LogLevel.ERROR),
      handleRuntimeStdio: (/** @type {import("node:stream").Readable[]} */ ...streams) => streams.forEach((stream) => this.#keep(stream)),
    });
  }

  /** @param {import("node:stream").Readable} stream */
  #keep(stream) {
    stream.setEncoding("utf8");
    stream.on("data", (text) => {
      for (const line of text.split("\n").filter(Boolean)) {
        this.log.push(line);
        this.options.onLog?.(line);
      }
    });
  }

  /** @param {string} path @param {RequestInit} [init] */
  fetch(path, init) {
    return fetched(this.origin + path, init);
  }

  /** Stops and starts again over the same data and at the same address. @param {Options} [changes] */
  async restart(changes = {}) {
    await this.#miniflare?.dispose();
    Object.assign(this.options, changes);
    await this.start();
  }

  /** Stops, lets something be done with the data that nobody serves meanwhile, and starts again. @template T @param {() => Promise<T>} work */
  async paused(work) {
    await this.#miniflare?.dispose();
    this.#miniflare = undefined;
    const done = await work();
    await this.start();
    return done;
  }

  /** Ends workerd as a crash of the machine would: nothing is flushed, nobody is asked. */
  async kill() {
    for (const pid of this.#pids) process.kill(pid, "SIGKILL");
    await until(async () => !(await workerdPids()).some((pid) => this.#pids.includes(pid)), { what: "workerd to be gone" });
    this.#pids = [];
  }

  async stop() {
    await this.#miniflare?.dispose();
    this.#miniflare = undefined;
    if (this.#temporary) await rm(this.data, { recursive: true, force: true });
  }

  /**
   * The KV namespace, as it is stored.
   * @returns {Promise<{ get(name: string): Promise<string | null>, list(options?: { prefix?: string }): Promise<{ keys: { name: string, metadata?: any }[] }> }>}
   */
  async kv() {
    if (!this.#miniflare) throw new Error("the Worker is not running");
    return /** @type {any} */ (await this.#miniflare.getKVNamespace("KV"));
  }
}

/** Fills in what a test does not care about. @param {Site} site */
export function complete(site) {
  return { title: site.id, mirrors: [], languages: ["en", "fr"], policy: "open", own_ids: true, ...site };
}

/** The workerd processes that this process has started. */
export async function workerdPids() {
  const { stdout } = await run("ps", ["-A", "-o", "pid=,ppid=,comm="]);
  return stdout
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([, parent, name]) => Number(parent) === process.pid && name?.includes("workerd"))
    .map(([pid]) => Number(pid));
}
