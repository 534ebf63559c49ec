// The ways into a page: the custom element, `Postil.mount` for pages that a script draws, tags that
// run early, late and twice, and the counter.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { post, prose } from "./harness/blog.mjs";
import { assertQuiet, inState, newPage, newReader, readRows, say, section, write } from "./harness/browser.mjs";
import { stage } from "./harness/stage.mjs";
import { size, until } from "./harness/util.mjs";

const PATH = "/2027/10/embedded/";
const WORKER = "http://127.0.0.1:8787";

/** @typedef {import("./harness/browser.mjs").Page} Page */

describe("in a page", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  before(async () => {
    on = await stage();
    await on.client({ name: "Ada" }).posted(PATH, "On the page.");
    for (const id of ["one", "two"]) await on.client({ name: "Bob" }).posted(PATH, `On ${id}.`, { thread: { id } });
    await Promise.all([PATH, "one", "two"].map((id) => on.published(id)));
  });
  after(() => on?.stop());

  /** Opens a made-up page. @param {Parameters<typeof post>[0]} options */
  async function visit(options) {
    on.blog.pages[PATH] = post(options);
    const page = await newPage(await newReader(on.browser));
    await page.goto(on.blog.origin + PATH);
    return page;
  }

  const texts = async (/** @type {Page} */ page, n = 0) => (await readRows(section(page, n))).map(({ text }) => text?.trim());

  /** @param {Page} page */
  async function leaveQuietly(page) {
    assertQuiet(page);
    await page.context().close();
  }

  /** The tag alone, without the link for those who have no JavaScript. @param {string} [attributes] */
  const script = (attributes = "async") => `<script ${attributes} src="${WORKER}/embed.js" data-site="library-blog"></script>`;

  describe("<postil-comments>", () => {
    it("is a section where it stands, with its own thread, title, language and theme", async () => {
      const element = '<div id="place"><postil-comments site="library-blog" thread="one" title="A *title*" lang="fr" theme="dark"></postil-comments></div>';
      const page = await visit({ title: "Page", tag: false, after: `${element}<script async src="${WORKER}/embed.js"></script>` });
      const root = await inState(page, "ready");
      assert.deepEqual(await texts(page), ["On one."]);
      assert.equal(await page.locator("#place > postil-comments > postil-section").count(), 1);
      assert.equal(await page.locator("postil-section").count(), 1);
      assert.equal(await root.locator("section.postil").getAttribute("lang"), "fr");
      assert.ok((await root.locator(".heading").textContent())?.includes("A *title*"));
      assert.equal(await root.locator(".room").getAttribute("data-theme"), "dark");
      assert.equal(await page.locator("postil-comments").evaluate((element) => getComputedStyle(element).display), "block");
      await leaveQuietly(page);
    });

    it("stands several times beside a tag, and takes the site from it", async () => {
      const page = await visit({ title: "Three", after: '<postil-comments thread="one"></postil-comments><postil-comments thread="two"></postil-comments>' });
      for (const n of [0, 1, 2]) await inState(page, "ready", n);
      assert.deepEqual([await texts(page, 0), await texts(page, 1), await texts(page, 2)], [["On the page."], ["On one."], ["On two."]]);
      const { status } = await say(section(page, 2), { name: "Cy", body: "On two, too." });
      assert.equal(status, 201);
      assert.deepEqual(await texts(page, 1), ["On one."]);
      await leaveQuietly(page);
    });

    it("asks for nothing far down, however many stand one after the other with little between", async () => {
      const page = await visit({ title: "Six", data: { load: "manual" }, after: '<div id="here"></div>' });
      await page.waitForFunction(() => customElements.get("postil-comments"));
      // Nothing comes: what has come takes less room, and the next is near.
      await page.route(/\/v1\/thread/, () => {});
      const states = await page.evaluate(async () => {
        /** @type {HTMLElement} */ (document.querySelector("#here")).innerHTML = Array.from({ length: 6 }, (_, n) => `<p>Number ${n}.</p><postil-comments thread="n${n}"></postil-comments>`).join("");
        // A task, and the frame that tells what is near.
        for (let frame = 0; frame < 3; frame++) await new Promise((next) => setTimeout(() => requestAnimationFrame(next)));
        return [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("postil-section"))].map(({ dataset }) => dataset.state);
      });
      // The first has the screen, and the second stands below it.
      assert.deepEqual(states, ["loading", "loading", ...Array(4).fill("waiting")]);
      assert.equal(page.asked.filter((address) => address.includes("/v1/thread?")).length, 2);
      await page.context().close();
    });

    it("may come later, be moved with what was typed in it, and ends when it is taken away", async () => {
      const page = await visit({ title: "Later", data: { load: "manual" }, before: '<div id="a"></div><div id="b"></div>' });
      await page.waitForFunction(() => customElements.get("postil-comments"));
      await page.evaluate(() => {
        const element = document.createElement("postil-comments");
        element.setAttribute("thread", "one");
        document.querySelector("#a")?.append(element);
      });
      const root = await inState(page, "ready");
      const form = await write(root, { name: "Dee", body: "Typed before the move." });
      await page.evaluate(() => document.querySelector("#b")?.append(/** @type {Element} */ (document.querySelector("postil-comments"))));
      assert.equal(await page.locator("#b postil-section").count(), 1);
      assert.equal(await form.locator("textarea").inputValue(), "Typed before the move.");
      const [answer] = await Promise.all([page.waitForResponse(/\/v1\/comments$/), form.locator("button.post").click()]);
      assert.equal(answer.status(), 201);
      const { comment } = await answer.json();
      await root.locator(`[id="c-${comment.id}"]`).waitFor();

      await write(root, { body: "Half a thought" });
      assert.equal(await asksBeforeLeaving(page), true);
      const taken = await page.evaluateHandle(() => {
        const element = /** @type {Element} */ (document.querySelector("postil-comments"));
        element.remove();
        return element;
      });
      await until(() => taken.evaluate((element) => element.childElementCount === 0), { what: "the section to be gone" });
      assert.equal(await asksBeforeLeaving(page), false, "nothing listens any more");
      // The draft is the thread's, so it is there again with the element.
      await page.evaluate((element) => document.querySelector("#a")?.append(element), taken);
      await inState(page, "ready");
      assert.equal(await section(page).locator("form.composer textarea").last().inputValue(), "Half a thought");
      assert.equal(await page.locator("postil-section").count(), 1);
      await leaveQuietly(page);
    });

    /** Whether anything on the page would have the browser ask. @param {Page} page */
    const asksBeforeLeaving = (page) => page.evaluate(() => !window.dispatchEvent(new Event("beforeunload", { cancelable: true })));
  });

  describe("the script", () => {
    /** @type {[string, string][]} */
    const ways = [
      ["async", script("async")],
      ["defer", script("defer")],
      ["while the page is read", script("")],
      ["as a module", script("type=module")],
      ["late, put in by another", `<script>addEventListener("load", () => {
        const tag = Object.assign(document.createElement("script"), { src: "${WORKER}/embed.js" });
        tag.dataset.site = "library-blog";
        document.querySelector("#here").append(tag);
      });</script>`],
    ];
    for (const [how, tag] of ways) {
      it(`runs ${how}, and the section stands where the tag does`, async () => {
        const page = await visit({ title: "When", tag: false, after: `<div id="here">${tag}</div>${prose(1)}` });
        await inState(page, "ready");
        assert.deepEqual(await texts(page), ["On the page."]);
        assert.equal(await page.locator("#here postil-section").count(), 1);
        assert.equal(await page.locator("postil-section").count(), 1);
        assert.equal(await section(page).evaluate((element) => element.previousElementSibling?.localName), "script");
        await leaveQuietly(page);
      });
    }

    it("may run twice: each run serves its own tag, and they share one Postil", async () => {
      const page = await visit({ title: "Twice", tag: false, before: script("id=one"), after: `<script>window.first = Postil;</script>${script('id=two data-thread="two"')}<script>window.second = Postil;</script>` });
      for (const n of [0, 1]) await inState(page, "ready", n);
      assert.deepEqual([await texts(page, 0), (await texts(page, 1))[0]], [["On the page."], "On two."]);
      assert.equal(await page.locator("postil-section").count(), 2);
      assert.equal(await page.evaluate(() => /** @type {any} */ (window).first === /** @type {any} */ (window).second), true);
      await leaveQuietly(page);
    });
  });

  describe("Postil.mount", () => {
    it("puts another section in the place of the one before, and ends what it has opened", async () => {
      const page = await visit({ title: "Routes", data: { load: "manual" }, after: '<div id="here"></div>' });
      await page.waitForFunction(() => /** @type {any} */ (window).Postil);
      for (const thread of ["one", "two"]) {
        await page.evaluate((thread) => /** @type {any} */ (window).Postil.mount(document.querySelector("#here"), { thread }), thread);
        await inState(page, "ready");
        assert.equal((await texts(page))[0], `On ${thread}.`);
        assert.equal(await page.locator("postil-section").count(), 1);
      }
      await page.evaluate(() => {
        const { Postil } = /** @type {any} */ (window);
        const here = document.querySelector("#here");
        // A framework may do so twice, and with an element that never had a section.
        for (const element of [here, here, document.body]) Postil.unmount(element);
      });
      assert.equal(await page.locator("postil-section").count(), 0);
      await leaveQuietly(page);
    });

    it("is undone by unmount without a leak, however often and at whatever stage", async () => {
      const page = await visit({ title: "Cycles", data: { load: "manual" }, after: '<div id="here"></div>' });
      await page.waitForFunction(() => /** @type {any} */ (window).Postil);
      await page.evaluate(watchMemory);
      const devtools = await page.context().newCDPSession(page);
      await devtools.send("Performance.enable");
      const measure = async () => {
        // What is freed by the first pass may free more.
        for (let pass = 0; pass < 3; pass++) await devtools.send("HeapProfiler.collectGarbage");
        const { metrics } = await devtools.send("Performance.getMetrics");
        const of = (/** @type {string} */ name) => metrics.find((metric) => metric.name === name)?.value ?? NaN;
        const wasm = await page.evaluate(() => /** @type {any} */ (window).wasmBytes());
        return { nodes: of("Nodes"), listeners: of("JSEventListeners"), heap: of("JSHeapUsedSize"), wasm };
      };
      await page.evaluate(mountAndUnmount, 30);
      const before = await measure();
      const cycles = size(200, 1000);
      await page.evaluate(mountAndUnmount, cycles);
      const after = await measure();
      const told = `${cycles} cycles: ${JSON.stringify({ before, after })}`;
      assert.ok(before.wasm > 0, told);
      // A section has about fifty nodes and as many listeners; the browser itself keeps a few.
      assert.ok(after.nodes - before.nodes < 20, told);
      assert.ok(after.listeners - before.listeners < 20, told);
      // It also keeps something of each request.
      assert.ok(after.heap - before.heap < cycles * 1000, told);
      assert.equal(after.wasm, before.wasm, told);
      assert.equal(await page.locator("#here > *").count(), 0);
      await leaveQuietly(page);
    });

    it("may be undone at once: what was asked for meanwhile may fail, and nobody hears of it", async () => {
      const page = await visit({ title: "At once", data: { load: "manual" }, after: '<div id="here"></div>' });
      await page.waitForFunction(() => /** @type {any} */ (window).Postil);
      await page.route(/\/v1\/thread/, (route) => route.abort());
      const failed = page.waitForEvent("requestfailed");
      await page.evaluate(() => /** @type {any} */ (window).Postil.mount(document.querySelector("#here"), { thread: "one", load: "now" }).unmount());
      await failed;
      // What is said of it is said in the tasks after.
      await page.evaluate(() => new Promise((next) => setTimeout(next, 100)));
      assert.deepEqual(page.said.filter((line) => line.startsWith("uncaught")), []);
      assert.equal(await page.locator("#here > *").count(), 0);
      await page.context().close();
    });

    it("has its room at once, for a router that then scrolls to where the reader was", async () => {
      const page = await visit({ title: "Back", data: { load: "manual" }, after: `${prose(40)}<div id="here"></div>` });
      await page.waitForFunction(() => /** @type {any} */ (window).Postil);
      const [room, screen] = await page.evaluate(() => {
        const here = /** @type {HTMLElement} */ (document.querySelector("#here"));
        /** @type {any} */ (window).Postil.mount(here, { thread: "one" });
        return [here.offsetHeight, innerHeight];
      });
      assert.equal(room, screen);
      await page.context().close();
    });

    /** Counts the memory of every WASM instance from here on. */
    function watchMemory() {
      /** @type {Set<WebAssembly.Memory>} */
      const memories = new Set();
      for (const name of /** @type {const} */ (["instantiate", "instantiateStreaming"])) {
        const original = /** @type {any} */ (WebAssembly)[name];
        /** @type {any} */ (WebAssembly)[name] = async (/** @type {any[]} */ ...args) => {
          const made = await original.apply(WebAssembly, args);
          memories.add((made.instance ?? made).exports.memory);
          return made;
        };
      }
      /** @type {any} */ (window).wasmBytes = () => [...memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
    }

    /** Ends sections at every stage of their lives, one after the other. @param {number} cycles */
    async function mountAndUnmount(cycles) {
      // First of all: not built yet.
      const stages = ["", "waiting", "loading", "read", "ready"];
      const here = /** @type {HTMLElement} */ (document.querySelector("#here"));
      for (let n = 0; n < cycles; n++) {
        const stage = stages[n % stages.length];
        const load = stage === "waiting" ? "near" : "now";
        const { unmount } = /** @type {any} */ (window).Postil.mount(here, { thread: "one", load });
        const element = /** @type {HTMLElement} */ (here.firstElementChild);
        // A stage may be over before it is looked at.
        const isOver = () => stages.indexOf(element.dataset.state ?? "") >= stages.indexOf(stage);
        await new Promise((done) => {
          if (isOver()) return done(0);
          const observer = new MutationObserver(() => isOver() && (observer.disconnect(), done(0)));
          observer.observe(element, { attributeFilter: ["data-state"] });
        });
        unmount();
      }
    }
  });
});

describe("count.js", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  /** @type {Record<string, number>} */
  let counts;
  const posts = Array.from({ length: 120 }, (_, n) => `/2027/11/post-${n}/`);
  before(async () => {
    on = await stage();
    const written = posts.slice(0, 6).flatMap((path, n) => Array.from({ length: n + 1 }, () => path));
    await Promise.all(written.map((path, n) => on.client().posted(path, `Number ${n}.`)));
    // The counts are put once soon, and then every five minutes: which of the comments they know
    // by then is the Worker's affair.
    counts = await until(
      async () => {
        const { body } = await on.client().get("/v1/counts", { id: posts.slice(0, 100) });
        return Object.values(body).some((count) => count > 0) && body;
      },
      { what: "the counts to be published" },
    );
  });
  after(() => on?.stop());

  /** @param {string[]} ids @param {(page: Page) => Promise<unknown>} [prepare] */
  async function visit(ids, prepare) {
    const places = ids.map((id) => `<li><a href="${id}">A post</a> <span data-postil-count="${id}">some</span></li>`);
    on.blog.pages["/"] = `<!doctype html><meta charset="utf-8"><title>Index</title><ul>${places.join("")}</ul><script async src="${WORKER}/count.js" data-site="library-blog"></script>`;
    const page = await newPage(await newReader(on.browser));
    await prepare?.(page);
    await page.goto(on.blog.origin);
    return page;
  }

  const shown = (/** @type {Page} */ page) => page.locator("[data-postil-count]").allTextContents();
  const asked = (/** @type {Page} */ page) => page.asked.filter((address) => address.includes("/v1/"));

  it("asks once for a page of fifty posts, and writes the number of each", async () => {
    const ids = posts.slice(0, 50);
    const page = await visit(ids);
    const wanted = ids.map((id) => String(counts[id]));
    assert.ok(wanted.includes("0") && wanted.some((count) => count !== "0"));
    await until(async () => (await shown(page)).join() === wanted.join(), { what: wanted.join() });
    assert.equal(asked(page).length, 1, asked(page).join("\n"));
    assert.ok(asked(page)[0].startsWith(`${on.worker.origin}/v1/counts?site=library-blog&id=`));
    assertQuiet(page);
    await page.context().close();
  });

  it("asks for a post once that is listed twice", async () => {
    const page = await visit([posts[0], posts[0], posts[60]]);
    await until(async () => (await shown(page)).join() === [posts[0], posts[0], posts[60]].map((id) => counts[id]).join(), { what: "the numbers" });
    assert.equal(new URL(asked(page)[0]).searchParams.getAll("id").length, 2);
    await page.context().close();
  });

  it("asks twice for a hundred and twenty", async () => {
    const page = await visit(posts);
    await until(async () => !(await shown(page)).includes("some"), { what: "every number" });
    assert.deepEqual(asked(page).map((address) => new URL(address).searchParams.getAll("id").length), [100, 20]);
    assertQuiet(page);
    await page.context().close();
  });

  it("asks more often where the addresses are long, since the platform takes none of more than 16 KB", async () => {
    const ids = Array.from({ length: 60 }, (_, n) => `/2027/11/${encodeURIComponent("図書館の返却箱と猫について".repeat(2))}-${n}/`);
    const page = await visit(ids);
    await until(async () => (await shown(page)).every((count) => count === "0"), { what: "every number" });
    assert.ok(asked(page).length > 1);
    for (const address of asked(page)) assert.ok(address.length < 16_000, `${address.length} characters`);
    assertQuiet(page);
    await page.context().close();
  });

  for (const [what, answer] of /** @type {const} */ ([
    ["cannot be reached", (/** @type {import("playwright-core").Route} */ route) => route.abort()],
    ["fails", (/** @type {import("playwright-core").Route} */ route) => route.fulfill({ status: 500, headers: { "Access-Control-Allow-Origin": "*" }, body: "oops" })],
    ["answers with something else", (/** @type {import("playwright-core").Route} */ route) => route.fulfill({ headers: { "Access-Control-Allow-Origin": "*" }, body: "<html>" })],
  ])) {
    it(`leaves what the owner wrote where the Worker ${what}`, async () => {
      const page = await visit(posts.slice(0, 3), (page) => page.route(/\/v1\/counts/, answer));
      await until(() => asked(page).length === 1, { what: "the request" });
      await page.waitForLoadState("networkidle");
      assert.deepEqual(await shown(page), ["some", "some", "some"]);
      // The browser itself tells of a request that fails; nothing of ours does.
      assert.deepEqual(page.said.filter((line) => !/Failed to load resource/.test(line)), []);
      await page.context().close();
    });
  }
});
