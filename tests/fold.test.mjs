// Folding a conversation away, and finding it so again.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { post } from "./harness/blog.mjs";
import { assertQuiet, inState, newPage, newReader, said, say } from "./harness/browser.mjs";
import { MadeThread, numbers } from "./harness/made.mjs";
import { stage } from "./harness/stage.mjs";
import { until } from "./harness/util.mjs";

const PATH = "/2027/07/folded/";
const REAL = "/2027/07/really-folded/";

describe("folding", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  before(async () => {
    on = await stage({ pages: { [PATH]: post({ title: "Folded" }), [REAL]: post({ title: "Really folded" }) } });
  });
  after(() => on?.stop());

  /** @param {MadeThread} thread @param {import("playwright-core").BrowserContext} [reader] @param {string} [hash] */
  async function visit(thread, reader, hash = "") {
    const page = await newPage(reader ?? (await newReader(on.browser)));
    await thread.serve(page);
    await page.goto(on.blog.origin + PATH + hash);
    return { page, section: await inState(page, "ready", 0, !hash) };
  }

  /** @param {import("playwright-core").Locator} section @param {string[]} expected */
  const stand = (section, expected) => until(async () => (await numbers(section)).join(" ") === expected.join(" "), { what: expected.join(" ") });

  /** @param {import("playwright-core").Locator} section @param {string} number */
  const fold = (section, number) => section.locator(`.row[data-number='${number}'] > .actions > .fold`);

  async function thread() {
    const thread = await MadeThread.on(on, 2);
    for (const number of ["1", "1.1", "1.1.1", "1.2", "2", "2.1"]) thread.add(number);
    for (const number of ["3", "3.1"]) thread.add(number, { page: 1 });
    return thread;
  }

  it("hides what stands below, says so, and shows it again", async () => {
    const { page, section } = await visit(await thread());
    const first = fold(section, "1");
    assert.equal(await said(first), "3 replies comment 1 by Reader 1");
    assert.equal(await first.getAttribute("aria-expanded"), "true");
    await first.click();
    await stand(section, ["1", "2", "2.1"]);
    assert.equal(await first.getAttribute("aria-expanded"), "false");
    assert.ok(await first.evaluate((button) => /** @type {any} */ (button.getRootNode()).activeElement === button), "the focus stays");
    await first.click();
    await stand(section, ["1", "1.1", "1.1.1", "1.2", "2", "2.1"]);
    assertQuiet(page);
    await page.context().close();
  });

  it("keeps the inner ones folded when an outer one is unfolded", async () => {
    const { page, section } = await visit(await thread());
    await fold(section, "1.1").click();
    await fold(section, "1").click();
    await fold(section, "1").click();
    await stand(section, ["1", "1.1", "1.2", "2", "2.1"]);
    await page.context().close();
  });

  it("is remembered for the thread, before the rows are seen, and for rows that come later", async () => {
    const made = await thread();
    const { page, section } = await visit(made);
    await section.locator(".postil > .more").click();
    await stand(section, ["1", "1.1", "1.1.1", "1.2", "2", "2.1", "3", "3.1"]);
    await fold(section, "1").click();
    await fold(section, "3").click();
    await stand(section, ["1", "2", "2.1", "3"]);
    const again = await visit(made, page.context());
    assert.deepEqual(await numbers(again.section), ["1", "2", "2.1"]);
    await again.section.locator(".postil > .more").click();
    await stand(again.section, ["1", "2", "2.1", "3"]);
    // The order changes nothing of it.
    await again.section.getByRole("button", { name: "Newest" }).click();
    await stand(again.section, ["3", "2", "2.1", "1"]);
    assertQuiet(again.page);
    await page.context().close();
  });

  it("opens for who follows a link to a comment in it", async () => {
    const made = await thread();
    const { page, section } = await visit(made);
    await fold(section, "1.1").click();
    await fold(section, "1").click();
    await stand(section, ["1", "2", "2.1"]);
    await page.close();
    const again = await visit(made, page.context(), `#c-${made.get("1.1.1").id}`);
    await stand(again.section, ["1", "1.1", "1.1.1", "1.2", "2", "2.1"]);
    const row = again.section.locator(".row[data-number='1.1.1']");
    assert.ok(await row.evaluate((row) => /** @type {any} */ (row.getRootNode()).activeElement === row), "it has the focus");
    assertQuiet(again.page);
    await page.context().close();
  });

  it("opens for one's own reply, which is counted", async () => {
    const ada = await on.client({ name: "Ada" }).posted(REAL, "One.");
    await on.client({ name: "Bob" }).posted(REAL, "An answer.", { parent: ada.id });
    await on.published(REAL);
    const page = await newPage(await newReader(on.browser));
    await page.goto(on.blog.origin + REAL);
    const section = await inState(page, "ready");
    await fold(section, "1").click();
    await stand(section, ["1"]);
    const row = section.locator(".row[data-number='1']");
    await row.locator("> .actions > .reply").click();
    const { status } = await say(row, { name: "Cy", body: "Another." });
    assert.equal(status, 201);
    await stand(section, ["1", "1.1", "1.2"]);
    assert.equal(await said(fold(section, "1")), "2 replies comment 1 by Ada");
    assert.deepEqual(await section.locator(".place").allTextContents(), ["reply 1 of 2, level 2", "reply 2 of 2, level 2"]);
    assert.equal((await section.locator(".heading").textContent())?.trim(), "3 thoughts on “Really folded”");
    assertQuiet(page);
    await page.context().close();
  });
});
