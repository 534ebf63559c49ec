// The module that workerd loads: it stands between the platform and the WASM.
//
// There are two modules of WASM. Every isolate starts `threads`, which answers readers. `sites` comes
// when it is first needed: when the desk is asked, or a site's object.
//
// Rust panics by aborting: the WASM instance traps, and nothing in its memory may be used again.
// The isolate, though, serves many requests and many objects, now and later. So every call goes
// through `guarded`: after a trap the next call starts a new instance (`__wbg_reset_state`), and
// each Durable Object is made anew in it from the platform's `ctx` and `env`. That loses caches
// only, since objects keep what matters in SQLite.

import { DurableObject } from "cloudflare:workers";
import threadsModule from "./threads.wasm";
import * as threadsGlue from "./threads/index.js";
import * as sitesGlue from "./sites/index.js";

/** The instance of one module, and the next one after a trap. */
class Backend {
  /** Counts the instances: an object made in an earlier one must not be called. */
  generation = 0;
  #broken = false;

  /** How to fail each call under way: after a trap none of them would ever settle by itself. */
  #underWay = new Set();

  /** @param {typeof threadsGlue} glue */
  constructor(glue) {
    this.glue = glue;
  }

  /** @param {Request} request @param {unknown} env @param {ExecutionContext} ctx */
  answer(request, env, ctx) {
    return this.guarded(() => this.glue.fetch(request, env, ctx));
  }

  /** @param {unknown} error */
  notice(error) {
    if (!(error instanceof WebAssembly.RuntimeError) || this.#broken) return;
    this.#broken = true;
    console.error("The WASM instance trapped; the next call starts a new one.", error);
    for (const fail of this.#underWay) fail(new Error("The WASM instance was lost."));
    this.#underWay.clear();
  }

  /**
   * Runs a call into the WASM, in an instance that works. One promise only, since every request
   * comes through here.
   * @template T
   * @param {() => T | Promise<T>} call
   * @returns {Promise<T>}
   */
  guarded(call) {
    if (this.#broken) {
      this.glue.__wbg_reset_state();
      this.#broken = false;
      this.generation += 1;
    }
    return new Promise((done, fail) => {
      const failed = (error) => {
        this.#underWay.delete(fail);
        this.notice(error);
        fail(error);
      };
      this.#underWay.add(fail);
      try {
        Promise.resolve(call()).then((answer) => {
          this.#underWay.delete(fail);
          done(answer);
        }, failed);
      } catch (error) {
        failed(error);
      }
    });
  }
}

/** @type {Backend[]} */
const running = [];

/** @param {typeof threadsGlue} glue @param {WebAssembly.Module} module */
function started(glue, module) {
  glue.initSync({ module });
  const backend = new Backend(glue);
  running.push(backend);
  return backend;
}

const threads = started(threadsGlue, threadsModule);

/** What the desk has declared of a site reaches the readers of this isolate. */
globalThis.postilDeclared = (/** @type {string} */ site, /** @type {string} */ settings) => {
  threads.guarded(() => threadsGlue.declared(site, settings)).catch(console.error);
};

/** @type {Promise<Backend> | undefined} */
let coming;

/** The module of the sites. What failed to start is tried again by the next call. */
function sites() {
  coming ??= import("./sites.wasm")
    .then((loaded) => started(sitesGlue, loaded.default))
    .catch((error) => {
      coming = undefined;
      throw error;
    });
  return coming;
}

// A future is polled from a microtask, so its trap reaches no caller: only this event tells of it,
// and not which instance trapped. A new one costs little, so all make way.
addEventListener("error", ({ error }) => running.forEach((backend) => backend.notice(error)));

/** The addresses that `sites` answers. */
const OF_DESK = /^https?:\/\/[^/]+\/(desk|v1\/(desk|queue-feed))([/?#]|$)/;

export default {
  fetch(request, env, ctx) {
    const answer = OF_DESK.test(request.url)
      ? sites().then((backend) => backend.answer(request, env, ctx))
      : threads.answer(request, env, ctx);
    return answer.catch((error) => {
      console.error(error);
      return sorry(request);
    });
  },
};

/** The answer to a request whose instance was lost. Posts carry an id, so repeating one is safe. */
function sorry(request) {
  const body = {
    type: "about:blank#internal",
    code: "internal",
    title: "Something went wrong",
    detail: "Something went wrong on our side. Please try again in a moment.",
    status: 500,
  };
  const headers = { "Content-Type": "application/problem+json", "Cache-Control": "no-store" };
  if (request.method === "GET") headers["Access-Control-Allow-Origin"] = "*";
  return new Response(JSON.stringify(body), { status: 500, headers });
}

/**
 * A Durable Object whose work is done by a Rust object.
 * @param {() => Backend | Promise<Backend>} home the module that has it
 * @param {new (ctx: unknown, env: unknown) => { fetch(request: Request): Promise<Response>, alarm(): Promise<unknown> }} Rust
 */
function durable(home, Rust) {
  return class extends DurableObject {
    #made = -1;
    #rust;

    /** @param {Backend} backend */
    #inner({ generation }) {
      if (this.#made !== generation) {
        this.#rust = new Rust(this.ctx, this.env);
        this.#made = generation;
      }
      return this.#rust;
    }

    async fetch(request) {
      const backend = await home();
      return backend.guarded(() => this.#inner(backend).fetch(request));
    }

    async alarm() {
      const backend = await home();
      await backend.guarded(() => this.#inner(backend).alarm());
    }
  };
}

export const ThreadObject = durable(() => threads, threadsGlue.ThreadObject);
export const LedgerObject = durable(() => threads, threadsGlue.LedgerObject);
export const SiteObject = durable(sites, sitesGlue.SiteObject);
export const DeskObject = durable(sites, sitesGlue.DeskObject);
