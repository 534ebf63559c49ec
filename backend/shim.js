// The module that workerd loads: it stands between the platform and the WASM.
//
// Rust panics by aborting: the WASM instance traps, and nothing in its memory may be used again.
// The isolate, though, serves many requests and many objects, now and later. So every call goes
// through `guarded`: after a trap the next call starts a new instance (`__wbg_reset_state`), and
// each Durable Object is made anew in it from the platform's `ctx` and `env`. That loses caches
// only, since objects keep what matters in SQLite.

import { DurableObject } from "cloudflare:workers";
import wasmModule from "./index_bg.wasm";
import * as backend from "./index.js";

backend.initSync({ module: wasmModule });

/** Counts the instances: an object made in an earlier one must not be called. */
let generation = 0;
let broken = false;

/** How to fail each call under way: after a trap none of them would ever settle by itself. */
const underWay = new Set();

// A future is polled from a microtask, so its trap reaches no caller: only this event tells of it.
addEventListener("error", (event) => notice(event.error));

/** @param {unknown} error */
function notice(error) {
  if (!(error instanceof WebAssembly.RuntimeError) || broken) return;
  broken = true;
  console.error("The WASM instance trapped; the next call starts a new one.", error);
  for (const fail of underWay) fail(new Error("The WASM instance was lost."));
  underWay.clear();
}

/**
 * Runs a call into the WASM, in an instance that works. One promise only, since every request
 * comes through here.
 * @template T
 * @param {() => T | Promise<T>} call
 * @returns {Promise<T>}
 */
function guarded(call) {
  if (broken) {
    backend.__wbg_reset_state();
    broken = false;
    generation += 1;
  }
  return new Promise((done, fail) => {
    const failed = (error) => {
      underWay.delete(fail);
      notice(error);
      fail(error);
    };
    underWay.add(fail);
    try {
      Promise.resolve(call()).then((answer) => {
        underWay.delete(fail);
        done(answer);
      }, failed);
    } catch (error) {
      failed(error);
    }
  });
}

export default {
  fetch(request, env, ctx) {
    return guarded(() => backend.fetch(request, env, ctx)).catch((error) => {
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
 * A Durable Object whose work is done by the Rust object of the same name.
 * @param {new (ctx: unknown, env: unknown) => { fetch(request: Request): Promise<Response>, alarm?(): Promise<unknown> }} Rust
 */
function durable(Rust) {
  return class extends DurableObject {
    #made = -1;
    #rust;

    #inner() {
      if (this.#made !== generation) {
        this.#rust = new Rust(this.ctx, this.env);
        this.#made = generation;
      }
      return this.#rust;
    }

    fetch(request) {
      return guarded(() => this.#inner().fetch(request));
    }

    async alarm() {
      await guarded(() => this.#inner().alarm());
    }
  };
}

export const ThreadObject = durable(backend.ThreadObject);
export const SiteObject = durable(backend.SiteObject);
export const DeskObject = durable(backend.DeskObject);
export const LedgerObject = durable(backend.LedgerObject);
