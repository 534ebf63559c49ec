// The comparison with Isso: the same discussion, shown by both on the same page of a blog, each
// from a second origin behind the same proxy, to the same slow browser with nothing in its cache.

import { post, prose } from "../harness/blog.mjs";
import { stage } from "../harness/stage.mjs";
import { discussion } from "./discussion.mjs";
import { fillIsso, startIsso } from "./isso-server.mjs";
import { load } from "./load.mjs";
import { startProxy } from "./proxy.mjs";
import { median, ms, note, ratio, report, rounds } from "./report.mjs";

const SIZES = [200, 5];
const pathOf = (/** @type {string} */ who, /** @type {number} */ count) => `/${who}/${count}/`;

/** Both have the top of the page for themselves; the post's text stands below. @param {string} tag */
const page = (tag) => post({ title: "A post", tag: false, before: tag, after: prose(4) });

const on = await stage();
/** @type {{ stop(): Promise<unknown> }[]} */
const running = [on];
try {
  const isso = await startIsso(on.blog.origin);
  running.push(isso);
  const proxies = { postil: await startProxy(on.worker.origin), isso: await startProxy(isso.origin) };
  running.push(proxies.postil, proxies.isso);

  for (const count of SIZES) {
    const entries = discussion(count);
    await fillPostil(pathOf("postil", count), entries);
    await fillIsso(isso.origin, pathOf("isso", count), entries);
    on.blog.pages[pathOf("postil", count)] = page(`<script async src="${proxies.postil.origin}/embed.js" data-site="library-blog"></script>`);
    on.blog.pages[pathOf("isso", count)] = page(
      `<script async data-isso="${proxies.isso.origin}/" src="${proxies.isso.origin}/js/embed.min.js" data-isso-max-comments-top="inf" data-isso-max-comments-nested="inf"></script>` +
        '<section id="isso-thread" data-title="A post"><noscript>Comments need JavaScript.</noscript></section>',
    );
  }
  for (const count of SIZES) await on.published(pathOf("postil", count));

  await compare();
} finally {
  for (const one of running.reverse()) await one.stop();
}

/** @param {string} path @param {import("./discussion.mjs").Entry[]} entries */
async function fillPostil(path, entries) {
  /** @type {string[]} */
  const ids = [];
  for (const { author, body, parent } of entries) {
    const { id } = await on.client({ name: author }).posted(path, body, { parent: parent === undefined ? undefined : ids[parent] });
    ids.push(id);
  }
}

async function compare() {
  const runs = SIZES.flatMap((count) => [
    { who: "postil", rows: "li.row", count, loads: /** @type {import("./load.mjs").Load[]} */ ([]) },
    { who: "isso", rows: ".isso-comment", count, loads: /** @type {import("./load.mjs").Load[]} */ ([]) },
  ]);
  const one = (/** @type {typeof runs[number]} */ run) => load(on.browser, on.blog.origin + pathOf(run.who, run.count), run);
  // The first time everything is cold that never is in production: workerd, Python, the disk.
  for (const run of runs) await one(run);
  for (let round = 0; round < rounds(); round++) {
    // Each goes first as often as the other.
    for (const run of round % 2 ? [...runs].reverse() : runs) run.loads.push(await one(run));
    note(`round ${round + 1}: ${runs.map(({ who, count, loads }) => `${who} ${count} ${ms(loads[round].painted)} (${ms(loads[round].longTasks)} long)`).join(", ")}`);
  }
  const of = (/** @type {string} */ who, /** @type {number} */ count, /** @type {keyof import("./load.mjs").Load} */ what) =>
    median(runs.find((run) => run.who === who && run.count === count)?.loads.map((load) => load[what]) ?? []);
  for (const count of SIZES) note(`over the network for ${count}: ${of("postil", count, "bytes")} bytes, Isso ${of("isso", count, "bytes")}`);

  for (const [count, limit] of [[200, 0.5], [5, 0.7]]) {
    const [ours, theirs] = [of("postil", count, "painted"), of("isso", count, "painted")];
    await report({
      what: `${count} comments all painted, slow 4G, 4x slower CPU, cold cache`,
      budget: `≤ ${limit} of Isso's time`,
      measured: `${ms(ours)}; Isso ${ms(theirs)}`,
      value: ratio(ours, theirs),
      limit,
    });
  }
  const [ours, theirs] = [of("postil", 200, "longTasks"), of("isso", 200, "longTasks")];
  await report({
    what: "long tasks over 50 ms while the page loads, 200 comments",
    budget: "≤ 0.25 of Isso's total",
    measured: `${ms(ours)}; Isso ${ms(theirs)}`,
    value: ratio(ours, theirs),
    limit: 0.25,
  });
}
