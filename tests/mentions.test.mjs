// Mentions: pingbacks that came with an import stand below the comments, and are none.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { faint, tooWide, violations } from "./harness/axe.mjs";
import { post } from "./harness/blog.mjs";
import { assertQuiet, holdWidget, inState, newPage, newReader, say } from "./harness/browser.mjs";
import { sectionData } from "./harness/client.mjs";
import { BEGAN, comment, Importing, mention } from "./harness/importing.mjs";
import { owner } from "./harness/staff.mjs";
import { stage } from "./harness/stage.mjs";
import { until } from "./harness/util.mjs";

const SITE = "library-blog";
const PATH = "/2019/05/mentioned/";
const ALONE = "/2019/05/alone/";
const HOSTILE = `"><img src=x onerror=alert(1)> & more, in a title that breaks on narrow screens`;

describe("mentions", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  before(async () => {
    on = await stage({ pages: { [PATH]: post({ title: "Mentioned" }), [ALONE]: post({ title: "Alone" }) } });
    const one = new Importing(await owner(on.worker), SITE, "mentions");
    await one.did("begin");
    await one.add(PATH, [comment("a"), comment("b", { parent: "a" }), comment("c")], [mention("one"), mention("two", { name: HOSTILE, url: undefined, created: BEGAN + 7_200_000 })]);
    await one.add(ALONE, [], [mention("three")]);
    for (const path of [PATH, ALONE]) await until(async () => (await on.client().thread(path)).text.includes('class="mentions"'), { what: `the mentions of ${path}`, within: 90_000 });
  });
  after(() => on?.stop());

  /** What stands in a section. @param {import("playwright-core").Locator} section */
  const shape = (section) =>
    section.evaluate((host) => {
      const root = host.shadowRoot;
      const all = (/** @type {string} */ selector) => [...(root?.querySelectorAll(selector) ?? [])];
      const [box] = all(".mentions");
      return {
        heading: box?.querySelector("h3")?.textContent,
        names: all(".mentions .author").map((one) => one.textContent),
        links: all(".mentions a").map((one) => [one.getAttribute("href"), one.getAttribute("rel")]),
        when: box?.querySelector("time")?.textContent,
        rows: all(".rows > .row").length,
        behind: all(".rows").every((rows) => box && rows.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING),
        title: root?.querySelector(".heading")?.textContent,
      };
    });

  const EXPECTED = {
    heading: "2 mentions",
    names: ["The page one", HOSTILE],
    links: [["https://other.example/one", "ugc nofollow noopener"]],
    when: "May 1, 2019, 1:00 PM",
    behind: true,
  };

  it("are taken over as they are, stay behind what is written, and are never counted", async () => {
    const page = await newPage(await newReader(on.browser, { timezoneId: "UTC" }));
    const release = await holdWidget(page);
    await page.goto(on.blog.origin + PATH);
    let section = await inState(page, "read");
    assert.deepEqual(await shape(section), { ...EXPECTED, rows: 3, title: "3 thoughts on “Mentioned”" });
    await section.evaluate((host) => Object.assign(globalThis, { kept: [...(host.shadowRoot?.querySelectorAll(".mentions, .mentions *") ?? [])] }));
    release();
    section = await inState(page, "ready");
    assert.ok(await page.evaluate(() => /** @type {any} */ (globalThis).kept.every((/** @type {Node} */ node) => node.isConnected)));
    const { row } = await say(section, { name: "Eve", body: "Written below them, shown above them." });
    await row.waitFor();
    assert.deepEqual(await shape(section), { ...EXPECTED, rows: 4, title: "4 thoughts on “Mentioned”" });
    assertQuiet(page);
  });

  it("outlive a page translator, whose traces have the thread drawn afresh", async () => {
    const page = await newPage(await newReader(on.browser, { timezoneId: "UTC" }));
    const release = await holdWidget(page);
    await page.goto(on.blog.origin + PATH);
    const section = await inState(page, "read");
    await section.evaluate((host) => {
      for (const text of host.shadowRoot?.querySelectorAll(".mentions .author, .heading, button") ?? []) {
        const font = document.createElement("font");
        font.append(...text.childNodes);
        text.append(font);
      }
    });
    release();
    const { names, behind } = await shape(await inState(page, "ready"));
    assert.deepEqual([names, behind], [EXPECTED.names, true]);
  });

  it("stand alone where nobody has commented", async () => {
    assert.equal(sectionData((await on.client().thread(ALONE)).text, "count"), "0");
    const page = await newPage(await newReader(on.browser));
    await page.goto(on.blog.origin + ALONE);
    const section = await inState(page, "ready");
    const { heading, rows } = await shape(section);
    assert.deepEqual([heading, rows], ["One mention", 0]);
    await (await say(section, { name: "Eve", body: "The first." })).row.waitFor();
    assert.deepEqual([(await shape(section)).rows, (await shape(section)).behind], [1, true]);
    assertQuiet(page);
  });

  it("are read by everybody, on a narrow screen and without JavaScript", async () => {
    const page = await newPage(await newReader(on.browser, { viewport: { width: 360, height: 800 } }));
    await page.goto(on.blog.origin + PATH);
    await inState(page, "ready");
    assert.deepEqual([await violations(page), await faint(page), await tooWide(page)], [[], [], []]);
    const { text } = await on.client().get("/v1/page", { id: PATH });
    assert.match(text, /<div class="mentions"><h2 [^>]*>2 mentions<\/h2>/);
    assert.ok(!text.includes("<img"));
  });
});
