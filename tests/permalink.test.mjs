// Links to a comment: whichever page of a long thread it is on, its reader is taken there.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { post, prose, tagFor } from "./harness/blog.mjs";
import { assertQuiet, inState, newPage, newReader, section } from "./harness/browser.mjs";
import { uuid } from "./harness/client.mjs";
import { MadeThread, numbers } from "./harness/made.mjs";
import { stage } from "./harness/stage.mjs";
import { until } from "./harness/util.mjs";

const PATH = "/2027/07/linked/";
const TWO = "/2027/07/linked-twice/";
const GONE = "The comment this link leads to is not here any more.";

describe("a link to a comment", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  before(async () => {
    on = await stage({
      pages: {
        [PATH]: post({ title: "Linked", before: prose(30) }),
        [TWO]: post({ title: "Twice", before: prose(5), after: prose(5) + tagFor("library-blog", ' data-thread="beside"') }),
      },
    });
  });
  after(() => on?.stop());

  /** Five pages of two roots each; the second of each has a reply that says whom it answers. */
  async function long() {
    const thread = await MadeThread.on(on, 5);
    for (let page = 0; page < 5; page++) {
      for (const n of [1, 2]) thread.add(`${page * 2 + n}`, { page, body: "A long text. ".repeat(60) });
      thread.add(`${page * 2 + 2}.9`, { page });
    }
    return thread;
  }

  /** @param {MadeThread} thread @param {string} hash @param {Parameters<typeof newReader>[1]} [options] */
  async function visit(thread, hash, options) {
    const page = await newPage(await newReader(on.browser, options));
    await thread.serve(page);
    await page.goto(on.blog.origin + PATH + hash);
    return { page, root: await inState(page, "ready", 0, false) };
  }

  /** @param {import("playwright-core").Locator} root @param {string[]} expected */
  const stand = (root, expected) => until(async () => (await numbers(root)).join(" ") === expected.join(" "), { what: expected.join(" ") });

  /** @param {import("playwright-core").Locator} root @param {string} number */
  const isAt = (root, number) =>
    until(
      () =>
        root.locator(`.row[data-number='${number}']`).evaluate((row) => {
          const { top } = row.getBoundingClientRect();
          return /** @type {any} */ (row.getRootNode()).activeElement === row && top >= 0 && top < innerHeight;
        }),
      { what: `the reader to be at ${number}` },
    );

  const notice = (/** @type {import("playwright-core").Locator} */ root) => root.locator(".notice").textContent();

  it("opens its page at once, with one request, and takes the reader there", async () => {
    const thread = await long();
    const { page, root } = await visit(thread, `#c-${thread.get("6").id}`);
    await isAt(root, "6");
    assert.equal(thread.asked.length, 1);
    assert.equal(thread.asked[0].get("comment"), thread.get("6").id);
    await stand(root, ["…", "5", "6", "6.9"]);
    // Pages can be put to both ends of it.
    await root.locator(".gap button").click();
    await stand(root, ["…", "3", "4", "4.9", "5", "6", "6.9"]);
    await isAt(root, "3");
    await root.locator(".postil > .more").click();
    await stand(root, ["…", "3", "4", "4.9", "5", "6", "6.9", "7", "8", "8.9"]);
    await root.locator(".gap button").click();
    await stand(root, ["1", "2", "2.9", "3", "4", "4.9", "5", "6", "6.9", "7", "8", "8.9"]);
    assertQuiet(page);
    await page.context().close();
  });

  it("is followed later with one request, and what is missing between is told", async () => {
    const thread = await long();
    const { page, root } = await visit(thread, `#c-${thread.get("1").id}`);
    await isAt(root, "1");
    await page.evaluate((hash) => void (location.hash = hash), `#c-${thread.get("8.9").id}`);
    await isAt(root, "8.9");
    assert.equal(thread.asked.length, 2);
    await stand(root, ["1", "2", "2.9", "…", "7", "8", "8.9"]);
    await root.locator(".gap button").click();
    await stand(root, ["1", "2", "2.9", "3", "4", "4.9", "…", "7", "8", "8.9"]);
    await isAt(root, "3");
    await root.locator(".gap button").click();
    await stand(root, ["1", "2", "2.9", "3", "4", "4.9", "5", "6", "6.9", "7", "8", "8.9"]);
    await page.goBack();
    await isAt(root, "1");
    assert.equal(thread.asked.length, 4);
    assertQuiet(page);
    await page.context().close();
  });

  it("says clearly that a comment is gone, whether nothing or a tombstone is left", async () => {
    const thread = await long();
    const nothing = await visit(thread, `#c-${uuid()}`);
    await until(async () => (await notice(nothing.root)) === GONE, { what: "the notice" });
    assertQuiet(nothing.page);
    await nothing.page.context().close();
    thread.get("4").removed = true;
    const tombstone = await visit(thread, `#c-${thread.get("4").id}`);
    await isAt(tombstone.root, "4");
    await until(async () => (await notice(tombstone.root)) === GONE, { what: "the notice" });
    await tombstone.page.evaluate((hash) => void (location.hash = hash), `#c-${uuid()}`);
    await until(() => thread.asked.length === 3, { what: "the request" });
    assertQuiet(tombstone.page);
    await tombstone.page.context().close();
  });

  it("says when its page cannot be fetched", async () => {
    const thread = await long();
    const { page, root } = await visit(thread, `#c-${thread.get("1").id}`);
    thread.isDown = true;
    await page.evaluate((hash) => void (location.hash = hash), `#c-${thread.get("8").id}`);
    await until(async () => /could not be fetched/.test((await notice(root)) ?? ""), { what: "the notice" });
    thread.isDown = false;
    await page.evaluate(() => void (location.hash = ""));
    await page.evaluate((hash) => void (location.hash = hash), `#c-${thread.get("8").id}`);
    await isAt(root, "8");
    await page.context().close();
  });

  it("leads from an answer to what it answers, and back", async () => {
    const thread = await long();
    thread.add("8.9.1", { page: 4 });
    const { page, root } = await visit(thread, `#c-${thread.get("8.9").id}`);
    await root.locator(".row[data-number='8.9'] .answers").click();
    await isAt(root, "8");
    await root.getByRole("button", { name: "Back to 8.9" }).click();
    await isAt(root, "8.9");
    assert.equal(await root.getByRole("button", { name: "Back to" }).count(), 0);
    assertQuiet(page);
    await page.context().close();
  });

  it("is looked for in every section of a page, and called gone only if none has it", async () => {
    const [one, two] = [await long(), await long()];
    const page = await newPage(await newReader(on.browser));
    await one.serve(page);
    await page.route(/v1\/thread\?.*id=beside/, (route) => {
      const query = new URL(route.request().url()).searchParams;
      const found = two.comments.find(({ id }) => id === query.get("comment"));
      return route.fulfill({ contentType: "text/plain", headers: { "Access-Control-Allow-Origin": "*" }, body: two.html(found?.page ?? 0) });
    });
    await page.goto(`${on.blog.origin}${TWO}#c-${two.get("6").id}`);
    await isAt(section(page, 1), "6");
    await inState(page, "ready", 0);
    assert.equal(await notice(section(page, 0)), "");
    assertQuiet(page);
    await page.context().close();
  });

  it("can be copied, with the address that the page calls its own", async () => {
    on.blog.pages[PATH] = post({ title: "Linked", canonical: `http://127.0.0.1:8080${PATH}?p=1` });
    const thread = await long();
    const { page, root } = await visit(thread, "?utm_source=x", { permissions: ["clipboard-read", "clipboard-write"] });
    await root.locator(".row[data-number='2'] > .actions > .link").click();
    await until(async () => (await notice(root)) === "The link to this comment is copied.", { what: "the notice" });
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `${on.blog.origin}${PATH}?p=1#c-${thread.get("2").id}`);
    assertQuiet(page);
    await page.context().close();
  });

  it("stands in the address bar where a page may not copy", async () => {
    const thread = await long();
    const page = await newPage(await newReader(on.browser));
    await thread.serve(page);
    const address = `http://plain.example:${on.blog.port}${PATH}`;
    await page.goto(address);
    const root = await inState(page, "ready");
    await root.locator(".row[data-number='2'] > .actions > .link").click();
    await until(async () => /stands in the address bar/.test((await notice(root)) ?? ""), { what: "the notice" });
    assert.equal(page.url(), `${address}#c-${thread.get("2").id}`);
    assertQuiet(page);
    await page.context().close();
  });
});
