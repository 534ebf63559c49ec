// Notifications at the desk, and the way from a message's link to the comment, in a browser.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { violations } from "./harness/axe.mjs";
import { assertQuiet, launch, newPage } from "./harness/browser.mjs";
import { comment, deskFake, site } from "./harness/desk-fake.mjs";
import { until } from "./harness/util.mjs";

const SITE = "library-blog";

describe("notifications at the desk", () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  /** @type {import("./harness/desk-fake.mjs").DeskFake[]} */
  const open = [];
  before(async () => {
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    for (const desk of open) await desk.close();
  });

  /** Somebody who has signed in and opened a part. @param {import("./harness/desk-fake.mjs").DeskFake} desk @param {string} part @param {import("playwright-core").BrowserContextOptions} [options] */
  async function sit(desk, part, options = {}) {
    open.push(desk);
    const context = await browser.newContext({ locale: "en-GB", timezoneId: "UTC", viewport: { width: 1280, height: 800 }, ...options });
    const page = await newPage(context);
    await page.goto(desk.link());
    await page.locator(".top").waitFor();
    await page.goto(`${desk.origin}/desk/index.html${part}`);
    return page;
  }

  it("sets mail, webhook and feed, and keeps what was typed into the other forms", async () => {
    const desk = await deskFake();
    const page = await sit(desk, `#/site/${SITE}/notify`);
    await page.getByRole("group", { name: "Webhook" }).getByLabel("Address").fill("https://hooks.example.org/x");
    const mail = page.getByRole("group", { name: "Mail" });
    await mail.getByLabel("To", { exact: true }).fill("nobody");
    await mail.getByRole("button", { name: "Switch on" }).click();
    await mail.getByText("One of these is no address of mail.").waitFor();
    assert.equal(await mail.getByLabel("To", { exact: true }).getAttribute("aria-invalid"), "true");
    await mail.getByLabel("To", { exact: true }).fill("ada@b.example, ola@d.example");
    await mail.getByLabel("From").fill("postil@b.example");
    await mail.getByLabel("When").selectOption("daily");
    await mail.getByRole("button", { name: "Switch on" }).click();
    await mail.getByRole("button", { name: "Send a test" }).waitFor();
    assert.deepEqual(desk.notify.mail, { to: ["ada@b.example", "ola@d.example"], from: "postil@b.example", when: "daily" });

    const webhook = page.getByRole("group", { name: "Webhook" });
    assert.equal(await webhook.getByLabel("Address").inputValue(), "https://hooks.example.org/x");
    await webhook.getByLabel("Format").selectOption("text");
    await webhook.getByRole("button", { name: "Switch on" }).click();
    await page.getByText("whsec_first").waitFor();
    assert.deepEqual(desk.notify.webhook, { url: "https://hooks.example.org/x", format: "text", when: "at_once" });
    await webhook.getByRole("button", { name: "New secret" }).click();
    await page.getByText("whsec_second").waitFor();

    const feed = page.getByRole("group", { name: "Private feed" });
    await feed.getByRole("button", { name: "Make an address" }).click();
    await page.getByText("/v1/queue-feed?site=").waitFor();
    await feed.getByRole("button", { name: "Switch the feed off" }).click();
    await feed.getByRole("button", { name: "Make an address" }).waitFor();
    await mail.getByRole("button", { name: "Switch mail off" }).click();
    await until(() => desk.notify.mail === null);
    assert.deepEqual(await violations(page), []);
    // The browser tells of every answer that is an error: one address was refused above.
    assert.deepEqual(page.said.splice(0).filter((line) => !/status of 422/.test(line)), []);
    assertQuiet(page);
  });

  it("says what came of a test, and why it failed", async () => {
    const desk = await deskFake();
    desk.notify.mail = /** @type {any} */ ({ to: ["ada@b.example"], from: "postil@b.example", when: "at_once" });
    const page = await sit(desk, `#/site/${SITE}/notify`);
    const button = page.getByRole("button", { name: "Send a test by mail" });
    await button.click();
    await page.getByRole("status").getByText("The test was taken.").waitFor();
    desk.tested = { state: "failed", failure: "mail <b>not verified</b>" };
    await button.click();
    await page.getByRole("status").getByText("The test failed.").waitFor();
    await page.getByText("the mail was not taken: <b>not verified</b>").waitFor();
  });

  it("fits a phone", async () => {
    const desk = await deskFake();
    const page = await sit(desk, `#/site/${SITE}/notify`, { viewport: { width: 360, height: 740 } });
    await page.getByRole("group", { name: "Private feed" }).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
    assert.deepEqual(await violations(page), []);
  });

  it("is no part of the desk for a moderator", async () => {
    const desk = await deskFake({ role: "moderator" });
    const page = await sit(desk, `#/site/${SITE}/log`);
    await page.getByRole("link", { name: "Threads" }).waitFor();
    assert.equal(await page.getByRole("link", { name: "Notifications" }).count(), 0);
  });

  it("leads from a message's link to the comment, whatever it is by now, and decides nothing", async () => {
    const rows = [comment(1), comment(2), comment(3, { state: "spam" })];
    const desk = await deskFake({ rows, sites: [site(SITE, "Behind the Desk")] });
    const before = desk.states();
    for (const [row, view] of /** @type {const} */ ([[rows[1], "held"], [rows[2], "spam"]])) {
      const page = await sit(desk, `#/site/${SITE}/comment/${row.id}`);
      await page.locator(`#row-${row.seq}`).waitFor();
      assert.equal(await page.locator("li.row").count(), 1);
      assert.ok(page.url().endsWith(`#/site/${SITE}/${view}`), page.url());
    }
    assert.deepEqual(desk.states(), before);
    const page = await sit(desk, `#/site/${SITE}/comment/gone`);
    await page.getByText("The comment is gone, or says something else by now.").waitFor();
  });
});
