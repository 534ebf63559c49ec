// The tag on every kind of page: its attributes, several on one page, plain http, blocked storage,
// optimisers.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { post, prose, tagFor } from "./harness/blog.mjs";
import { assertQuiet, inState, newPage, newReader, open, readRows, say, section, STORAGE } from "./harness/browser.mjs";
import { stage } from "./harness/stage.mjs";
import { until } from "./harness/util.mjs";

const PATH = "/2027/06/tag/";
const WORKER = "http://127.0.0.1:8787";

describe("the tag", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  before(async () => {
    on = await stage({ pages: { [PATH]: post({ title: "Tag" }) } });
    await on.client({ name: "Ada" }).posted(PATH, "The first.");
    await on.client({ name: "Bob" }).posted(PATH, "Under an own id.", { thread: { id: "own" } });
    await Promise.all([on.published(PATH), on.published("own")]);
  });
  after(() => on?.stop());

  /** Opens a made-up page. @param {import("./harness/blog.mjs").Page} html @param {Parameters<typeof newReader>[1]} [options] */
  async function visit(html, options, path = PATH) {
    on.blog.pages[path] = html;
    const page = await newPage(await newReader(on.browser, options));
    await page.goto(on.blog.origin + path);
    return page;
  }

  const texts = async (/** @type {import("./harness/browser.mjs").Page} */ page, n = 0) => (await readRows(section(page, n))).map((row) => row.text?.trim());

  it("stands several times on a page, each with its own thread", async () => {
    const page = await visit(post({ title: "Two", after: prose(2) + tagFor("library-blog", ' data-thread="own"') }));
    await inState(page, "ready", 0);
    await inState(page, "ready", 1);
    assert.deepEqual(await texts(page, 0), ["The first."]);
    assert.deepEqual(await texts(page, 1), ["Under an own id."]);
    await say(section(page, 1), { name: "Cy", body: "To the second." });
    assert.deepEqual(await texts(page, 0), ["The first."]);
    assertQuiet(page);
    await page.context().close();
  });

  it("takes title, language and target from its attributes", async () => {
    const page = await visit(post({ title: "Page", data: { title: "The *real* title", lang: "fr", target: "#there" }, after: '<div id="there"></div>' }));
    const root = await inState(page, "ready");
    assert.equal(await root.evaluate((element) => element.parentElement?.id), "there");
    assert.equal(await root.locator("section.postil").getAttribute("lang"), "fr");
    assert.ok((await root.locator(".heading").textContent())?.includes("The *real* title"));
    assertQuiet(page);
    await page.context().close();
  });

  it("speaks the reader's language where the site has it", async () => {
    const page = await visit(post({ title: "Langue" }), { locale: "fr-CA" });
    const root = await inState(page, "ready");
    assert.equal(await root.locator("section.postil").getAttribute("lang"), "fr");
    assertQuiet(page);
    await page.context().close();
  });

  it("asks for nothing before the reader comes near", async () => {
    const page = await visit(post({ title: "Far", before: prose(40) }));
    await section(page).waitFor({ state: "attached" });
    await page.waitForLoadState("networkidle");
    assert.deepEqual(page.asked.filter((address) => address.includes("/v1/")), []);
    await inState(page, "ready");
    assertQuiet(page);
    await page.context().close();
  });

  it("loads at once, or only when asked, where the owner says so", async () => {
    const page = await visit(post({ title: "Now", before: prose(40), data: { load: "now" } }));
    await until(() => page.asked.some((address) => address.includes("/v1/thread")), { what: "the request" });
    await page.context().close();
    const manual = await visit(post({ title: "Manual", data: { load: "manual" }, after: '<div id="here"></div>' }));
    await manual.waitForFunction(() => /** @type {any} */ (window).Postil);
    assert.equal(await section(manual).count(), 0);
    await manual.evaluate(() => void (/** @type {any} */ (window).handle = /** @type {any} */ (window).Postil.mount(document.getElementById("here"))));
    await inState(manual, "ready");
    assert.deepEqual(await texts(manual), ["The first."]);
    await manual.evaluate(() => /** @type {any} */ (window).handle.unmount());
    assert.equal(await section(manual).count(), 0);
    assertQuiet(manual);
    await manual.context().close();
  });

  it("works on a plain http page that is no secure context", async () => {
    on.blog.pages[PATH] = post({ title: "Plain" });
    const page = await newPage(await newReader(on.browser));
    await page.goto(`http://plain.example:${on.blog.port}${PATH}`);
    assert.equal(await page.evaluate(() => isSecureContext), false);
    const root = await inState(page, "ready");
    const { status, row } = await say(root, { name: "Pat", body: "Over plain http." });
    assert.equal(status, 201);
    await row.waitFor();
    assertQuiet(page);
    await page.context().close();
  });

  for (const [what, script] of Object.entries(STORAGE)) {
    it(`works with storage ${what}, and says that it forgets`, async () => {
      on.blog.pages[PATH] = post({ title: "Storage" });
      const reader = await newReader(on.browser);
      await reader.addInitScript(script);
      const page = await newPage(reader);
      const root = await open(page, on.blog.origin + PATH);
      const { status, row } = await say(root, { name: "Sam", body: `With storage ${what}.` });
      assert.equal(status, 201);
      await row.waitFor();
      assertQuiet(page);
      await reader.close();
    });
  }

  it("works where an optimiser runs the script late, without its own tag", async () => {
    const page = await visit(
      post({ title: "Optimised", tag: false, before: '<div id="before"></div>', after: `<script type="text/rocket" src="${WORKER}/embed.js" data-site="library-blog"></script><script>
        addEventListener("load", async () => { const text = await (await fetch(document.querySelector("script[data-site]").src)).text(); (0, eval)(text); });
      </script>` }),
    );
    const root = await inState(page, "ready");
    assert.ok((await texts(page)).includes("The first."));
    assert.ok(await root.isVisible());
    await page.context().close();
  });

  it("knows where it came from, whatever its address is asked with", async () => {
    const page = await visit(post({ title: "Asked", tag: false, before: `<script async src="${WORKER}/embed.js?from=/assets/plugin.php?v=1.2" data-site="library-blog"></script>` }));
    await inState(page, "ready");
    assert.ok((await texts(page)).includes("The first."));
    await page.context().close();
  });

  it("remembers the reader's name, and shows own held comments after a reload", async () => {
    on.blog.pages[PATH] = post({ title: "Memory" });
    const page = await newPage(await newReader(on.browser));
    const root = await open(page, on.blog.origin + PATH);
    await say(root, { name: "Rémi", body: "Remember me." });
    await page.reload();
    const again = await inState(page, "ready");
    await again.locator("form.composer textarea").last().click();
    assert.equal(await again.locator("form.composer input.name").last().inputValue(), "Rémi");
    await page.context().close();
  });

  it("keeps out of the page's way: no global but its own, no change outside its place", async () => {
    const page = await visit(post({ title: "Quiet", before: "<script>window.names = new Set(Object.getOwnPropertyNames(window))</script>", after: prose(1) }));
    await inState(page, "ready");
    const added = await page.evaluate(() => Object.getOwnPropertyNames(window).filter((name) => !(/** @type {any} */ (window).names.has(name)) && name !== "names"));
    assert.deepEqual(added, ["Postil"]);
    assert.equal(await page.locator("head style, head link[rel=stylesheet]").count(), 0);
    await page.context().close();
  });
});

describe("a held site", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  before(async () => {
    on = await stage({
      pages: { [PATH]: post({ title: "Held", site: "moderated" }) },
      sites: (blog) => [{ id: "moderated", title: "Moderated", origins: [blog], policy: "held" }],
    });
  });
  after(() => on?.stop());

  it("shows a held comment to its author alone, after a reload too, and does not count it", async () => {
    const page = await newPage(await newReader(on.browser));
    const root = await open(page, on.blog.origin + PATH);
    const { status, row } = await say(root, { name: "Hal", body: "I wait." });
    assert.equal(status, 202);
    await row.waitFor();
    for (const _ of [1, 2]) {
      const own = section(page).locator(".row.held");
      await own.waitFor();
      assert.ok((await own.textContent())?.includes("I wait."));
      assert.doesNotMatch((await section(page).locator(".heading").textContent()) ?? "", /one thought|\d/i);
      await page.reload();
      await inState(page, "ready");
    }
    const other = await newPage(await newReader(on.browser));
    await open(other, on.blog.origin + PATH);
    assert.equal((await readRows(section(other))).length, 0);
    assertQuiet(page);
    await other.context().close();
    await page.context().close();
  });
});
