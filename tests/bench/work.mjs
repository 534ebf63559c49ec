// What one proof of work costs a reader's phone: the module that browsers load, on a processor four
// times slower.
//
// The slowing down holds the page's own thread only, so the search is measured there, as it runs where
// a page allows no thread of its own. An answer names the number that was found, and with it how many
// were tried: that gives the tries a second, and they the time that a proof of so many bits takes on
// average. How long one takes is chance; the average is not.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { resolve } from "node:path";

import { post } from "../harness/blog.mjs";
import { stage } from "../harness/stage.mjs";
import { ROOT } from "../harness/util.mjs";
import { SCREEN, slowDown } from "./load.mjs";
import { median, ms, note, report, rounds } from "./report.mjs";

const PATH = "/work/";
/** Of what is searched for to measure the speed: about 65,000 tries each. */
const BITS = 16;
const SEARCHES = 6;
/** What somebody waits for a comment to be sent, at the very most. */
const LIMIT_MS = 15_000;

const on = await stage({ pages: { [PATH]: post({ title: "A post" }) }, sites: (blog) => [{ id: "library-blog", origins: [blog], policy: {} }] });
try {
  const asked = await bitsAskedFor();
  const speeds = [];
  for (let round = 0; round < rounds(5); round++) {
    const page = await (await on.browser.newContext(SCREEN)).newPage();
    await page.addInitScript(() => {
      // No thread of its own, and nobody whose page it must not hold up.
      Object.defineProperty(window, "Worker", { value: undefined });
      Object.defineProperty(document, "hidden", { get: () => true });
    });
    await page.goto(on.blog.origin + PATH);
    await slowDown(page, { network: false });
    speeds.push(await page.evaluate(search, { address: moduleAddress(), bits: BITS, searches: SEARCHES, round }));
    note(`round ${round + 1}: ${Math.round(speeds[round])} tries a second`);
    await page.context().close();
  }
  const speed = median(speeds);
  for (const bits of asked) {
    const value = (1000 * 2 ** bits) / speed;
    await report({
      what: `a proof of ${bits} bits, as is asked for a comment of four links, 4x slower CPU`,
      budget: `< ${ms(LIMIT_MS)} on average`,
      measured: `${ms(value)} (${Math.round(speed / 1000)},000 tries a second)`,
      value,
      limit: LIMIT_MS,
    });
  }
} finally {
  await on.stop();
}

/** How hard a proof is that the Worker asks for of something suspicious, at the usual policy. */
async function bitsAskedFor() {
  const links = ["a", "b", "c", "d"].map((name) => `http://${name}.example/`).join(" ");
  const { status, body, text } = await on.client().post(PATH, `Buy ${links}`);
  assert.equal(status, 428, text);
  return [parseInt(body.challenge)];
}

function moduleAddress() {
  const name = readdirSync(resolve(ROOT, process.env.POSTIL_DIST ?? "dist", "public/assets")).find((one) => /^work-.*\.js$/.test(one));
  return `${on.worker.origin}/assets/${name}`;
}

/** Runs in the page: tries a second. @param {{ address: string, bits: number, searches: number, round: number }} wanted */
async function search({ address, bits, searches, round }) {
  const { solve } = await import(address);
  await solve(`${bits}.0.warm`);
  let tries = 0;
  const start = performance.now();
  for (let n = 0; n < searches; n++) {
    const answer = await solve(`${bits}.${round}.${n}`);
    tries += Number(answer.slice(answer.lastIndexOf(".") + 1)) + 1;
  }
  return (1000 * tries) / (performance.now() - start);
}
