// What an import costs of the platform's free plan, counted on the real Worker: no more than its plan says.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { comment, Importing, mention } from "./harness/importing.mjs";
import { owner } from "./harness/staff.mjs";
import { stage } from "./harness/stage.mjs";
import { size, sleep, until } from "./harness/util.mjs";

const SITE = "moved";
/** As many as fit, three times, into what an import may take of one day on the free plan. */
const THREADS = size(4, 30);

describe("what an import costs", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  before(async () => (on = await stage({ browser: false, counting: true, sites: (blog) => [{ id: SITE, origins: [blog], policy: "open" }] })));
  after(() => on?.stop());

  const counts = async () => (await on.worker.fetch("/counts")).json();
  /** The counts, once nothing is written any more. */
  async function settled() {
    let last = await counts();
    for (let still = 0; still < 3; ) {
      await sleep(1_000);
      const now = await counts();
      still = now.rows === last.rows ? still + 1 : 0;
      last = now;
    }
    return last;
  }

  for (const [comments, mentions] of [[1, 0], [25, 2], [100, 0]]) {
    it(`is no more than is said, with ${comments} comments and ${mentions} mentions a thread`, async (test) => {
      const desk = await owner(on.worker);
      const one = new Importing(desk, SITE, `of-${comments}`);
      await one.did("begin");
      await settled();
      const before = await counts();
      const left = (await desk.get("imports", { site: SITE })).body.left;
      for (let thread = 0; thread < THREADS; thread++) {
        const name = (/** @type {number} */ n) => `${comments}-${thread}-${n}`;
        // Half of them are replies, each by another author: what costs most.
        const lines = Array.from({ length: comments }, (_, n) => comment(name(n), { key: n.toString(16).padStart(64, "0"), ...(n % 2 && { parent: name(n - 1) }) }));
        await one.add(`/cost/${comments}/${thread}/`, lines, Array.from({ length: mentions }, (_, n) => mention(`m${name(n)}`)), { line: { title: `Thread ${thread}` } });
      }
      await until(async () => (await desk.get("queue", { site: SITE, view: "recent", q: `/cost/${comments}/${THREADS - 1}/` })).body.rows.length > 0, { what: "the desk to know" });
      const after = await settled();
      const { rows, requests } = (await desk.get("imports", { site: SITE })).body.left;
      const said = { rows: left.rows - rows, requests: left.requests - requests };
      const spent = { rows: after.rows - before.rows, requests: after.requests - before.requests };
      test.diagnostic(`said ${JSON.stringify(said)}, counted ${JSON.stringify(spent)} on ${THREADS} threads`);
      assert.ok(spent.rows <= said.rows, `${spent.rows} rows, and ${said.rows} were said`);
      assert.ok(spent.requests <= said.requests, `${spent.requests} requests, and ${said.requests} were said`);
      // It says no more than it has to, either.
      if (comments === 100) assert.ok(spent.rows > said.rows * 0.7, `only ${spent.rows} rows of ${said.rows}`);
    });
  }
});
