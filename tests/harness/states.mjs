// The states of a section that are rarely seen, and hardest all at once.

import { say } from "./browser.mjs";
import { until } from "./util.mjs";

/** @typedef {import("playwright-core").Locator} Locator @typedef {import("playwright-core").Page} Page */

/** A thread that has little room: ever deeper, with names, words and addresses that have no end. @param {import("./stage.mjs").Stage} on @param {string} path */
export async function fillLongWords(on, path) {
  let parent;
  for (let level = 1; level <= 8; level++) {
    const name = level % 3 ? `Reader ${level}` : "W".repeat(80);
    const body = `Level ${level}, with https://example.org/${"long/".repeat(40)} and \`${"code".repeat(40)}\`\n\n${"W".repeat(200)}`;
    parent = (await on.client({ name }).posted(path, body, { parent })).id;
  }
}

/** Opens everything that can be open: a reply, an edit that failed, a question, a report, "My comments", a text that is nearly too long; and has a comment wait. @param {Page} page @param {Locator} section */
export async function everythingOpen(page, section) {
  await section.locator(".reply").last().click();
  const { row } = await say(section.locator(".row").last(), { name: "Dee", body: "> A quotation\n\nMine, with [a link](https://example.org/)." });
  await row.locator(".edit").click();
  await row.locator(".edits .source").waitFor();
  await row.locator(".edits .source").fill("");
  await row.locator(".edits .post").click();
  await row.locator(".delete").click();
  await section.locator(".reply").first().click();
  await section.locator(".report").first().click();
  await section.locator(".reports").waitFor();
  await section.locator(".offer .me").click();
  await section.locator(".mine li").waitFor();
  await section.locator(".mine .erase").click();
  await section.locator(".mine summary").click();
  await page.route("**/v1/comments", (route) => route.abort());
  const form = section.locator(".postil > .composer");
  await form.locator(".source").fill("> Waits, with a quotation\n\nand `code`.");
  await form.locator(".name").fill("Dee");
  await form.locator(".post").click();
  await section.locator(".waiting").waitFor();
  await form.locator(".source").fill("Nearly too long. ".repeat(560));
  await until(async () => (await form.locator(".count").textContent()) !== "", { what: "the count" });
}
