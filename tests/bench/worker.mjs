// What a read costs in the Worker: requests a second of GET /v1/thread beside those of a bare Rust
// Worker (xtask/bare-worker) that streams the same page from KV and does nothing else. Both run on
// a workerd of their own without static assets, in turn, under the same client.
//
// A second is one of workerd's own processor time. With a core to itself workerd is busy all the
// time, and that is a second of the clock; on a machine that does something else as well, the clock
// would say more of that than of the Worker.
//
// On one machine the local KV, the server's own work and the copying of the page are part of both.
// They are most of it for a large page, so a small one is measured, too: there the Worker's own
// work counts most.

import assert from "node:assert/strict";
import { join } from "node:path";

import { Miniflare } from "miniflare";

import { ROOT } from "../harness/util.mjs";
import { stage } from "../harness/stage.mjs";
import { seedLong } from "../harness/seed.mjs";
import { workerdPids } from "../harness/worker.mjs";
import { median, note, ratio, report, rounds } from "./report.mjs";
import { rate } from "./requests.mjs";

/**
 * Short, and many of them: a machine's speed changes from second to second, and neighbours are
 * compared. Two of them may differ by half; a hundred pairs tell a fiftieth.
 */
const SLICE_MS = 400;
const SLICES_A_ROUND = 9;
const LIMIT = 0.85;

const on = await stage({ browser: false });
const bare = bareWorker();
try {
  const pages = [];
  for (const count of [5, 200]) {
    const path = `/thread/${count}/`;
    await seedLong(on, path, count);
    await on.published(path);
    const query = new URLSearchParams({ site: "library-blog", url: on.blog.origin + path });
    pages.push({ count, path: `/v1/thread?${query}` });
  }
  await on.worker.restart({ assets: false });
  const both = await workerdPids();
  const pids = { ours: on.worker.pids, bare: both.filter((pid) => !on.worker.pids.includes(pid)) };
  for (const { count, path } of pages) await compare(count, on.worker.origin + path, pids);
} finally {
  await bare.dispose();
  await on.stop();
}

/** @param {number} count @param {string} address @param {{ ours: number[], bare: number[] }} pids */
async function compare(count, address, pids) {
  const page = await (await fetch(address)).text();
  const kv = /** @type {{ put(key: string, value: string): Promise<void> }} */ (/** @type {unknown} */ (await bare.getKVNamespace("KV")));
  await kv.put("page", page);
  const theirs = (await bare.ready).href;
  assert.equal(await (await fetch(theirs)).text(), page);

  const ours = { address, pids: pids.ours, all: /** @type {number[]} */ ([]) };
  const others = { address: theirs, pids: pids.bare, all: /** @type {number[]} */ ([]) };
  for (const warm of [ours, others]) await rate(warm.address, warm.pids, SLICE_MS);
  for (let round = 0; round < rounds() * SLICES_A_ROUND; round++) {
    for (const one of round % 2 ? [others, ours] : [ours, others]) one.all.push(await rate(one.address, one.pids, SLICE_MS));
    note(`round ${round + 1}: ${ours.all[round].toFixed(0)}/s, bare ${others.all[round].toFixed(0)}/s`);
  }
  // Neighbours in time are compared: what else the machine does changes from round to round.
  const value = median(ours.all.map((one, round) => ratio(one, others.all[round])));
  await report({
    what: `a read in the Worker, a page of ${count} comments (${Math.round(page.length / 1000)} KB)`,
    budget: `≥ ${LIMIT} of a bare Rust Worker's requests/s`,
    measured: `${median(ours.all).toFixed(0)}/s; bare ${median(others.all).toFixed(0)}/s`,
    value,
    limit: LIMIT,
    at_least: true,
  });
}

function bareWorker() {
  const folder = process.env.POSTIL_BARE ?? join(ROOT, "target/postil/bare");
  return new Miniflare({
    name: "bare",
    modulesRoot: folder,
    modules: [
      { type: "ESModule", path: join(folder, "index.js") },
      { type: "CompiledWasm", path: join(folder, "index_bg.wasm") },
    ],
    compatibilityDate: "2026-04-20",
    kvNamespaces: ["KV"],
    host: "127.0.0.1",
    cf: false,
  });
}
