// What is settled about a site and its threads at the desk, in a browser and on the real Worker: titles, and the look.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { violations } from "./harness/axe.mjs";
import { assertQuiet, newPage } from "./harness/browser.mjs";
import { owner, signInLink } from "./harness/staff.mjs";
import { stage } from "./harness/stage.mjs";
import { until } from "./harness/util.mjs";

const SITE = "settled";
const HOSTILE = `<img src=x onerror="alert(1)"> – My Blog`;

describe("a site at the desk", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  /** @type {import("./harness/staff.mjs").Desk} */
  let desk;
  /** @type {import("./harness/browser.mjs").Page} */
  let page;
  before(async () => {
    on = await stage({ sites: (blog) => [{ id: SITE, title: "A site", origins: [blog], policy: "open", titles: { ending: " – My Blog", readers: 0 } }] });
    desk = await owner(on.worker);
    for (const [path, title] of [["/one/", "On books – My Blog"], ["/two/", HOSTILE]]) {
      await on.client({ site: SITE }).posted(path, "A [link](https://example.org/).", { thread: { title } });
    }
    await until(async () => (await threads()).filter((one) => one.claimed).length === 2, { what: "both claims", every: 250 });
    page = await newPage(await on.browser.newContext({ locale: "en-GB", viewport: { width: 1280, height: 900 } }));
    await page.goto(await signInLink(on.worker));
    await page.locator(".top").waitFor();
  });
  after(() => on?.stop());

  /** @returns {Promise<any[]>} */
  const threads = async () => (await desk.get("threads", { site: SITE })).body.threads;
  /** What threads are called, by their ids. */
  const titles = async () => Object.fromEntries((await threads()).map(({ id, title }) => [id, title]));

  it("confirms titles one by one or all at once, changes them and takes them back", async () => {
    await page.getByRole("link", { name: "Threads" }).click();
    const one = page.getByLabel("Title of /one/");
    assert.equal(await one.inputValue(), "On books");
    const line = page.locator("li", { has: one });
    await line.getByRole("button", { name: "Confirm" }).click();
    await until(async () => (await titles())["/one/"] === "On books", { what: "the title" });
    await one.fill("On <b>old</b> books");
    await page.keyboard.press("Enter");
    await until(async () => (await titles())["/one/"] === "On <b>old</b> books", { what: "another title" });
    assert.ok(await one.evaluate((input) => input === document.activeElement), "whoever types stays there");
    await line.getByText("On books").waitFor();
    assert.deepEqual(await violations(page), []);
    await line.getByRole("button", { name: "Take back" }).click();
    await until(async () => (await titles())["/one/"] === null, { what: "no title" });
    await page.getByRole("button", { name: "Confirm all shown" }).click();
    await until(async () => Object.values(await titles()).every(Boolean), { what: "both titles" });
    assert.deepEqual(await titles(), { "/one/": "On books", "/two/": `<img src=x onerror="alert(1)">` });
    await until(() => page.getByRole("button", { name: "Confirm all shown" }).isDisabled(), { what: "nothing left to confirm" });
    assertQuiet(page);
  });

  it("shows a theme while it is typed, and saves what can be used", async () => {
    await page.getByRole("link", { name: "Sites", exact: true }).click();
    await page.getByRole("link", { name: "Settings of A site" }).click();
    const link = page.locator(".preview .body a").first();
    await link.waitFor();
    const colour = () => link.evaluate((one) => getComputedStyle(one).color);
    const accent = page.getByLabel("--postil-accent");
    await accent.fill("rgb(200, 0, 100)");
    await until(async () => (await colour()) === "rgb(200, 0, 100)", { what: "the colour in the preview" });
    await accent.fill("url(https://evil.example/)");
    await until(async () => (await colour()) !== "rgb(200, 0, 100)", { what: "the colour to be gone" });
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("This is no value for this property.").waitFor();
    await accent.fill("#c80064");
    assert.deepEqual(await violations(page), []);
    await page.getByRole("button", { name: "Save" }).click();
    await until(async () => (await desk.get("site", { site: SITE })).body.site.theme.accent === "#c80064", { what: "the theme to be saved" });
    assertQuiet(page);
  });
});
