// A chain of replies: the deepest thread there can be stays a thread.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { post } from "./harness/blog.mjs";
import { answerTo, assertQuiet, inState, newPage, newReader, open, readRows, say } from "./harness/browser.mjs";
import { stage } from "./harness/stage.mjs";
import { size, until } from "./harness/util.mjs";

const PATH = "/2027/01/chain/";
const LENGTH = size(600, 2000);

describe(`a chain of ${LENGTH} replies`, () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  /** @type {string[]} */
  const ids = [];
  before(async () => {
    on = await stage({ pages: { [PATH]: post({ title: "Chain" }) } });
  });
  after(() => on?.stop());

  it("is posted", async () => {
    const client = on.client({ name: "Link" });
    for (let n = 0; n < LENGTH; n++) {
      ids.push((await client.posted(PATH, `Link ${n}.`, { parent: ids.at(-1) })).id);
    }
  });

  it("is complete as data, no deeper than thirty levels, each naming whom it answers", async () => {
    const rows = await on.client().all(PATH);
    assert.deepEqual(rows.map((row) => row.id).sort(), [...ids].sort());
    assert.ok(Math.max(...rows.map((row) => row.depth)) < 30);
    const parents = new Map(rows.map((row) => [row.id, row.parent ?? undefined]));
    ids.forEach((id, n) => assert.equal(parents.get(id), ids[n - 1]));
    assert.equal(new Set(rows.map((row) => row.number)).size, LENGTH);
  });

  it("reaches KV", () => on.published(PATH));

  it("is read page by page in a browser, and answered at its end", async () => {
    const reader = await newReader(on.browser);
    const page = await newPage(reader);
    await open(page, on.blog.origin + PATH);
    const root = await inState(page, "ready");
    for (let shown = await root.locator("li.row").count(); shown < LENGTH; ) {
      await root.locator("button.more:not([hidden])").click();
      await until(async () => (await root.locator("li.row").count()) > shown, { what: "more rows" });
      shown = await root.locator("li.row").count();
    }
    const rows = await readRows(root);
    assert.deepEqual(rows.map((row) => row.id).sort(), [...ids].sort());
    const row = root.locator(`[id="c-${ids.at(-1)}"]`);
    await row.locator("button.reply").click();
    const { status, row: mine } = await say(row, { name: "Last", body: "The end of the chain." });
    assert.equal(status, 201);
    await mine.waitFor();
    assert.equal(await mine.getAttribute("data-parent"), ids.at(-1));
    assertQuiet(page);
    await reader.close();
  });

  it("is read whole while its pages are published one by one", async () => {
    const page = await newPage(await newReader(on.browser));
    const { pages } = (await on.client().json(PATH)).body;
    // Page 0 stands in KV as it was before the last page was opened, and the others have been put
    // since: which of them is the newer one here depends on when they were due.
    await page.route((address) => address.pathname === "/v1/thread", async (route) => {
      const response = await answerTo(route);
      const isFirst = !new URL(route.request().url()).searchParams.has("page");
      const [version, told] = isFirst ? [1, pages - 1] : [LENGTH, pages];
      const body = (await response.text()).replace(/data-version="\d+"/, `data-version="${version}"`).replace(/data-pages="\d+"/, `data-pages="${told}"`);
      await route.fulfill({ response, body });
    });
    const root = await open(page, on.blog.origin + PATH);
    for (let shown = await root.locator("li.row").count(); await root.locator("button.more:not([hidden])").count(); ) {
      await root.locator("button.more:not([hidden])").click();
      await until(async () => (await root.locator("li.row").count()) > shown, { what: "more rows" });
      shown = await root.locator("li.row").count();
    }
    const seen = new Set((await readRows(root)).map((row) => row.id));
    assert.deepEqual(ids.filter((id) => !seen.has(id)), []);
    assertQuiet(page);
    await page.context().close();
  });

  it("is read without JavaScript", async () => {
    const { text, status } = await on.client().get("/v1/page", { id: PATH });
    assert.equal(status, 200);
    assert.match(text, /Link 0\./);
  });

  it("is opened at one comment in its middle", async () => {
    const id = ids[Math.floor(LENGTH / 2)];
    const { text } = await on.client().thread(PATH, { comment: id });
    assert.ok(text.includes(`id="c-${id}"`));
    const reader = await newReader(on.browser);
    const page = await newPage(reader);
    const root = await open(page, `${on.blog.origin}${PATH}#c-${id}`);
    await root.locator(`[id="c-${id}"]`).waitFor();
    await reader.close();
  });
});
