// One cold load of a page in a slow browser, and what it took.

import { until } from "../harness/util.mjs";

/** A slow telephone: what DevTools calls slow 4G, and a quarter of this machine's speed. */
export const SLOW = { latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8, cpu: 4 };

/** The screen of everything that is measured. */
export const SCREEN = { locale: "en-GB", timezoneId: "UTC", viewport: { width: 1280, height: 800 } };

/** Nothing was asked for and nothing kept the main thread busy for so long: the page has loaded. */
const QUIET_MS = 2_000;

/**
 * @typedef {object} Load
 * @property {number} painted ms from the start of the navigation until the frame that has all rows was painted
 * @property {number} longTasks ms, the sum of all tasks over 50 ms until the page was quiet
 * @property {number} bytes what came over the network
 *
 * @param {import("playwright-core").Browser} browser
 * @param {string} address
 * @param {{ rows: string, count: number }} wanted a selector, also looked for in open shadow roots of the body's elements, and how many there must be
 * @returns {Promise<Load>}
 */
export async function load(browser, address, wanted) {
  // A context of its own has a cache, a storage and a process of its own.
  const context = await browser.newContext(SCREEN);
  try {
    const page = await context.newPage();
    const session = await slowDown(page);
    let [underWay, last, bytes] = [0, Date.now(), 0];
    const changed = (/** @type {number} */ by) => ([underWay, last] = [underWay + by, Date.now()]);
    session.on("Network.requestWillBeSent", ({ redirectResponse }) => !redirectResponse && changed(1));
    session.on("Network.loadingFinished", ({ encodedDataLength }) => ((bytes += encodedDataLength), changed(-1)));
    session.on("Network.loadingFailed", () => changed(-1));
    await session.send("Network.enable");

    await page.addInitScript(probe, wanted);
    await page.goto(address, { waitUntil: "commit" });
    const seen = () => page.evaluate(() => /** @type {any} */ (window).seen());
    await until(async () => (await seen()).painted > 0, { what: `${wanted.count} ${wanted.rows} on ${address}`, within: 90_000, every: 250 });
    await until(async () => underWay <= 0 && Date.now() - last > QUIET_MS && (await seen()).idle > QUIET_MS, {
      what: `${address} to be quiet`,
      within: 60_000,
      every: 250,
    });
    const { painted, longTasks } = await seen();
    return { painted, longTasks, bytes };
  } finally {
    await context.close();
  }
}

/** @param {import("playwright-core").Page} page @param {{ network?: boolean }} [which] */
export async function slowDown(page, { network = true } = {}) {
  const session = await page.context().newCDPSession(page);
  const { cpu, ...line } = SLOW;
  if (network) await session.send("Network.emulateNetworkConditions", { offline: false, ...line });
  await session.send("Emulation.setCPUThrottlingRate", { rate: cpu });
  return session;
}

/**
 * Runs in the page before anything else. Before each frame it counts the rows. In the frame that
 * has all of them the browser still has to lay out and paint; when the next frame begins, that is
 * done. The clock's zero is the start of the navigation.
 * @param {{ rows: string, count: number }} wanted
 */
function probe({ rows, count }) {
  let [painted, longTasks, end] = [0, 0, 0];
  const observer = new PerformanceObserver((list) => note(list.getEntries()));
  const note = (/** @type {PerformanceEntry[]} */ entries) => {
    for (const { startTime, duration } of entries) {
      longTasks += duration;
      end = Math.max(end, startTime + duration);
    }
  };
  observer.observe({ type: "longtask", buffered: true });

  const found = () => {
    const host = document.querySelector("postil-section")?.shadowRoot;
    return (host ?? document).querySelectorAll(rows).length;
  };
  const frame = () => {
    if (found() < count) requestAnimationFrame(frame);
    else requestAnimationFrame(() => (painted = performance.now()));
  };
  requestAnimationFrame(frame);

  Object.assign(window, {
    seen() {
      note(observer.takeRecords());
      return { painted, longTasks, idle: performance.now() - end };
    },
  });
}
