// The desk in a browser: signing in, clearing a queue by keyboard, the long queue, hostile strings, axe.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";

import { violations } from "./harness/axe.mjs";
import { assertQuiet, launch, newPage } from "./harness/browser.mjs";
import { comment, deskFake, site } from "./harness/desk-fake.mjs";
import { ROOT, until } from "./harness/util.mjs";

const CORPUS = JSON.parse(readFileSync(join(ROOT, "tests/corpus/hostile.json"), "utf8"));

/** @type {import("playwright-core").Browser} */
let browser;
/** @type {Set<{ close(): Promise<unknown> }>} */
const open = new Set();

before(async () => {
  browser = await launch();
});

after(async () => {
  await browser.close();
  for (const one of open) await one.close();
});

/** A desk with somebody before it who has signed in by a link. @param {import("./harness/desk-fake.mjs").DeskFake} desk @param {import("playwright-core").BrowserContextOptions} [options] */
async function sit(desk, options = {}) {
  open.add(desk);
  const context = await browser.newContext({ locale: "en-GB", timezoneId: "UTC", viewport: { width: 1280, height: 800 }, ...options });
  const page = await newPage(context);
  await page.goto(desk.link());
  await page.locator("h1").waitFor();
  await page.waitForFunction(() => document.querySelector(".top"));
  return page;
}

/** @param {import("playwright-core").Page} page */
const rows = (page) => page.locator("li.row");

/** @param {import("playwright-core").Page} page @param {number} count */
const counted = (page, count) => until(async () => (await page.locator(".views [aria-current] .count").textContent()) === count.toLocaleString("en"), { what: `a count of ${count}` });

/** Which comment has the focus. @param {import("playwright-core").Page} page */
const focused = (page) => page.evaluate(() => document.activeElement?.id);

describe("getting in", () => {
  it("spends a link that is taken out of the address bar at once", async () => {
    const desk = await deskFake({ rows: [comment(1)] });
    const page = await sit(desk);
    assert.ok(!page.url().includes("link="), page.url());
    assert.ok(!(await page.evaluate(() => JSON.stringify(history.state))).includes("link"));
    await rows(page).first().waitFor();
    assert.equal(desk.asked.filter((call) => call === "POST signin").length, 1);
    assertQuiet(page);
  });

  it("says that a link is spent, and takes the secret", async () => {
    const desk = await deskFake({ rows: [comment(1)] });
    open.add(desk);
    const page = await newPage(await browser.newContext({ locale: "en-GB" }));
    await page.goto(`${desk.origin}/desk#link=gone`);
    await page.getByRole("alert").getByText("used up, expired or wrong").waitFor();
    await page.getByLabel("Secret of this deployment").fill("wrong");
    await page.keyboard.press("Enter");
    await page.getByText("This is not the secret.").waitFor();
    desk.failing.set("POST signin", { status: 429, code: "too_fast" });
    await page.getByLabel("Secret of this deployment").fill("the-secret");
    await page.keyboard.press("Enter");
    await page.getByText("Please wait 60 seconds").waitFor();
    await page.getByLabel("Secret of this deployment").fill("the-secret");
    await page.keyboard.press("Enter");
    await rows(page).first().waitFor();
  });

  it("asks who is invited for a name", async () => {
    const desk = await deskFake({ rows: [comment(1)] });
    open.add(desk);
    desk.links.add("invited");
    const page = await newPage(await browser.newContext({ locale: "fr-FR" }));
    await page.goto(`${desk.origin}/desk#invitation=invited`);
    await page.getByLabel("Votre nom").fill("Ada");
    assert.ok(!page.url().includes("invitation="));
    await page.keyboard.press("Enter");
    await rows(page).first().waitFor();
    assert.equal(desk.me.name, "Ada");
    assert.equal(await page.locator("html").getAttribute("lang"), "fr");
  });

  it("goes back to the door when the session has ended", async () => {
    const desk = await deskFake({ rows: [comment(1), comment(2)] });
    const page = await sit(desk);
    await rows(page).first().waitFor();
    desk.signedIn = false;
    await page.keyboard.press("j");
    await page.keyboard.press("a");
    await page.getByText("Your session has ended").waitFor();
    assert.equal(await rows(page).count(), 0);
  });
});

describe("an author", () => {
  const mark = "0123456789abcdef";
  const texts = [{ body: "What it said <b>first</b>", until: 1_780_000_000_000 }, { body: "What it said then", until: 1_780_000_600_000 }];
  const written = () => [comment(1, { mark, name: "Ada", former: 2, texts }), comment(2, { mark, name: "Ada" }), comment(3)];

  it("has earlier texts, which are shown when somebody asks", async () => {
    const desk = await deskFake({ rows: written() });
    const page = await sit(desk);
    const row = rows(page).first();
    const button = row.getByRole("button", { name: "Earlier texts (2)" });
    assert.ok(!desk.asked.includes("GET former"));
    await button.click();
    await row.locator(".former .source").nth(1).waitFor();
    assert.deepEqual(await row.locator(".former .source").allTextContents(), texts.map(({ body }) => body));
    assert.equal(await button.getAttribute("aria-expanded"), "true");
    assert.deepEqual(await violations(page), []);
    await button.click();
    assert.equal(await row.locator(".former .source").count(), 0);
    assert.equal(await rows(page).nth(1).locator(".former").count(), 0);
    assertQuiet(page);
  });

  it("is exported whole, as a file", async () => {
    const page = await sit(await deskFake({ rows: written() }));
    await rows(page).first().getByRole("button", { name: "Author …" }).click();
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save a copy" }).click()]);
    const { comments, next } = JSON.parse(readFileSync(await file.path(), "utf8"));
    assert.deepEqual([comments.length, next, file.suggestedFilename()], [2, undefined, "author.json"]);
  });

  it("is erased once it was said how much that is", async () => {
    const desk = await deskFake({ rows: written() });
    const page = await sit(desk);
    await rows(page).first().getByRole("button", { name: "Author …" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("2 comments by this author are at the desk.").waitFor();
    assert.deepEqual(await violations(page), []);
    await page.keyboard.press("Escape");
    assert.equal(desk.rows.length, 3);
    await rows(page).first().getByRole("button", { name: "Author …" }).click();
    await dialog.getByRole("button", { name: "Erase all 2 for good" }).click();
    await page.getByText("2 comments are being erased").waitFor({ state: "attached" });
    assert.equal(desk.rows.length, 1);
  });

  it("is the owner's to erase", async () => {
    const page = await sit(await deskFake({ rows: written(), role: "moderator" }));
    await rows(page).first().getByRole("button", { name: "Earlier texts (2)" }).waitFor();
    assert.equal(await page.getByRole("button", { name: "Author …" }).count(), 0);
  });
});

describe("the queue", () => {
  it("is cleared with the keyboard alone, and undone", async () => {
    const mixed = Array.from({ length: 200 }, (_, n) => comment(n + 1, n % 3 ? { reasons: ["links 4", "word casino"], body: `Buy now ${n} https://shop.example/${n}` } : {}));
    const desk = await deskFake({ rows: mixed });
    const page = await sit(desk);
    await rows(page).first().waitFor();
    await counted(page, 200);
    const before = desk.states();
    await page.keyboard.press("j");
    assert.equal(await focused(page), "row-1");
    const start = Date.now();
    for (let n = 0; n < 200; n += 1) await page.keyboard.press(n % 3 ? (n % 2 ? "s" : "d") : "a");
    await page.getByText("Nothing waits.").waitFor();
    await counted(page, 0);
    const took = Date.now() - start;
    assert.ok(took < 60_000, `200 comments took ${took} ms`);
    await until(() => desk.log.length === 200);
    const wanted = Object.fromEntries(mixed.map((row, n) => [row.id, n % 3 ? (n % 2 ? "spam" : "removed") : "published"]));
    assert.deepEqual(desk.states(), wanted);
    for (let n = 0; n < 200; n += 1) await page.keyboard.press("z");
    await until(() => desk.log.length === 400, { within: 60_000 });
    await counted(page, 200);
    assert.deepEqual(desk.states(), before);
    // The list stands as it stood, and one is on the first row again.
    assert.equal(await focused(page), "row-1");
    await page.keyboard.press("j");
    assert.equal(await focused(page), "row-2");
    assertQuiet(page);
  });

  it("shows why, and which edit waits", async () => {
    const desk = await deskFake({
      rows: [comment(1, { reasons: ["links 4", "statistics loan,cheap", "from_the_future 7"], change: "What it says now", parent: { id: "x", name: "Grace" }, reports: [{ reason: "spam", note: "again", at: 1_780_000_000_000 }], decided: { by: "Ada", act: "hold", at: 1_780_000_000_000 } })],
    });
    const page = await sit(desk);
    const text = await rows(page).first().innerText();
    for (const part of ["links and addresses in it: 4", "weighed most: loan, cheap", "from_the_future 7", "What it says now", "answers Grace", "Reported once", "Spam: again", "Held by Ada"]) assert.ok(text.includes(part), `${part} in ${text}`);
  });

  it("pins what is shown, one of a thread, and undoes it", async () => {
    const desk = await deskFake({ rows: [1, 2].map((n) => comment(n, { state: "published" })) });
    const page = await sit(desk);
    await page.keyboard.press("3");
    const pin = (/** @type {number} */ n, name = "Pin") => page.locator(`#row-${n}`).getByRole("button", { name, exact: true });
    await pin(1).click();
    await pin(1, "Unpin").waitFor();
    await until(() => desk.rows[0].pinned, { what: "the first to be pinned" });
    assert.equal(await rows(page).count(), 2);
    assert.equal(await focused(page), "row-1");
    await pin(2).click();
    await pin(2, "Unpin").waitFor();
    await pin(1).waitFor();
    await page.locator("button.undo").click();
    await until(() => !desk.rows[1].pinned, { what: "the second not to be pinned any more" });
    assert.deepEqual(desk.log.map(({ act }) => act), ["pin", "pin", "undo"]);
    assertQuiet(page);
  });

  it("selects by box, range and all that match, and acts on all", async () => {
    const desk = await deskFake({ rows: Array.from({ length: 350 }, (_, n) => comment(n + 1)) });
    const page = await sit(desk);
    await rows(page).first().waitFor();
    await page.getByLabel("Select the comment by Reader 1", { exact: true }).click();
    await page.getByLabel("Select the comment by Reader 3", { exact: true }).click({ modifiers: ["Shift"] });
    await page.getByText("3 selected").waitFor();
    await page.keyboard.press("s");
    await counted(page, 347);
    assert.deepEqual(desk.rows.filter((row) => row.state === "spam").map((row) => row.seq), [1, 2, 3]);
    await page.getByLabel("Select all shown").check();
    await page.getByRole("button", { name: /Select all 347/ }).click();
    await page.getByText("347 selected").waitFor();
    await page.keyboard.press("a");
    await page.getByText("Nothing waits.").waitFor();
    await until(() => desk.counts().recent === 347);
    await page.keyboard.press("z");
    await until(() => desk.counts().held === 347);
  });

  it("puts a row back when the act has failed, and says so", async () => {
    const desk = await deskFake({ rows: [comment(1), comment(2)] });
    const page = await sit(desk);
    await rows(page).first().waitFor();
    desk.failing.set("POST act", { status: 503, code: "unavailable" });
    await page.keyboard.press("j");
    await page.keyboard.press("d");
    await page.getByRole("alert").getByText("the comments are back").waitFor();
    assert.equal(await rows(page).count(), 2);
    assert.equal(await page.locator(".toast").isVisible(), false);
  });

  it("decides once where the answer was lost", async () => {
    const desk = await deskFake({ rows: [comment(1), comment(2)] });
    const page = await sit(desk);
    await rows(page).first().waitFor();
    desk.losing.add("POST act");
    await page.keyboard.press("j");
    await page.keyboard.press("d");
    await counted(page, 1);
    await until(() => desk.asked.filter((call) => call === "POST act").length === 2);
    assert.deepEqual(desk.log.map((entry) => [entry.act, entry.comments]), [["remove", 1]]);
    await page.keyboard.press("z");
    await until(() => desk.rows[0].state === "held");
    assert.equal(await page.getByRole("alert").textContent(), "");
  });

  it("leaves a comment alone that says something else by now", async () => {
    const desk = await deskFake({ rows: [comment(1), comment(2)] });
    const page = await sit(desk);
    await rows(page).first().waitFor();
    desk.rows[0].body = "Now an advertisement";
    await page.keyboard.press("j");
    await page.keyboard.press("a");
    await page.getByRole("status").getByText("One comment was left as it is").waitFor();
    await page.getByRole("button", { name: "Show it" }).click();
    await until(async () => (await rows(page).count()) === 2);
    assert.equal(desk.rows[0].state, "held");
  });

  it("approves and replies in one step, and keys typed there do nothing else", async () => {
    const desk = await deskFake({ rows: [comment(1), comment(2)] });
    const page = await sit(desk);
    await rows(page).first().waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("r");
    await page.keyboard.type("Thanks, a good addition? / z");
    await page.keyboard.press("Control+Enter");
    await counted(page, 1);
    assert.equal(desk.rows[0].state, "published");
    assert.equal(desk.rows.at(-1).body, "Thanks, a good addition? / z");
    await until(async () => (await focused(page)) === "row-2");
  });

  it("searches, and offers what has come without moving anything", async () => {
    const desk = await deskFake({ rows: [comment(1), comment(2, { body: "Only here: marmalade" })] });
    const page = await sit(desk);
    await rows(page).first().waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("marmalade");
    await page.getByText("One comment found.").waitFor();
    assert.equal(await rows(page).count(), 1);
    await page.locator("input[type=search]").fill("");
    await until(async () => (await rows(page).count()) === 2);
    desk.add([comment(3)]);
    await page.getByRole("button", { name: "Show it" }).waitFor({ timeout: 20_000 });
    assert.equal(await rows(page).count(), 2);
    await page.getByRole("button", { name: "Show it" }).click();
    await until(async () => (await rows(page).count()) === 3);
  });

  it("lists the keys, goes by them, and lets letters be turned off", async () => {
    const desk = await deskFake({ rows: [comment(1), comment(2)] });
    const page = await sit(desk);
    await rows(page).first().waitFor();
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys" }).waitFor();
    await page.keyboard.press("a");
    assert.equal(desk.rows[0].state, "held");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    for (const [keys, heading] of [["gt", "Threads"], ["gl", "Log"], ["gb", "Bans"], ["gs", "Sites"], ["gm", "Staff"], ["gq", "Held"], ["4", "Spam"]]) {
      for (const key of keys) await page.keyboard.press(key);
      await page.getByRole("heading", { level: 1, name: heading }).waitFor();
      await until(() => page.evaluate(() => document.activeElement?.localName === "h1"));
    }
    await page.keyboard.press("1");
    await rows(page).first().waitFor();
    await page.keyboard.press("?");
    await page.getByLabel("Single letters do these things").uncheck();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.keyboard.press("ArrowDown");
    await until(async () => (await focused(page)) === "row-1");
    await page.keyboard.press("a");
    await page.keyboard.press("ArrowDown");
    await until(async () => (await focused(page)) === "row-2");
    assert.equal(desk.rows[0].state, "held");
  });

  it("hears keys at once when what lay over it is closed", async () => {
    const page = await sit(await deskFake({ rows: [comment(1)] }));
    await rows(page).first().waitFor();
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys" }).waitFor();
    await page.evaluate(() => {
      /** @type {HTMLElement} */ (document.querySelector("dialog .end button")).click();
      // Before the browser has told anybody.
      document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
    });
    await until(async () => (await focused(page)) === "row-1");
    assert.equal(await page.locator("dialog").count(), 0);
  });

  it("of 20,000 stays smooth, and its document small", async () => {
    const desk = await deskFake({ rows: Array.from({ length: 20_000 }, (_, n) => comment(n + 1, { body: "A sentence that is repeated. ".repeat(1 + (n % 9)) })) });
    const page = await sit(desk);
    await rows(page).first().waitFor();
    await counted(page, 20_000);
    const moved = await page.evaluate(async () => {
      const times = [];
      for (let n = 0; n < 300; n += 1) {
        const start = performance.now();
        document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true }));
        // Until what was asked for is drawn.
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        times.push(performance.now() - start);
      }
      return times.sort((a, b) => a - b);
    });
    const [half, most] = [moved[150], moved[285]];
    assert.ok(half < 60 && most < 250, `half within ${half} ms, 95% within ${most} ms`);
    assert.equal(await focused(page), "row-300");
    const inSight = await page.locator("#row-300").evaluate((row) => row.getBoundingClientRect());
    assert.ok(inSight.top >= 0 && inSight.bottom <= 800, JSON.stringify(inSight));
    // Far on: everything is fetched as it is needed, and little of it is in the document.
    await page.evaluate(async () => {
      for (let n = 0; n < 40; n += 1) {
        scrollTo(0, document.documentElement.scrollHeight);
        await new Promise((done) => setTimeout(done, 30));
      }
    });
    const size = await page.evaluate(() => document.querySelectorAll("*").length);
    assert.ok(size < 3_000, `${size} elements`);
    assertQuiet(page);
  });
});

describe("the other parts", () => {
  it("create a site, tell what is wrong with it, and give its tag", async () => {
    const desk = await deskFake({ sites: [] });
    const page = await sit(desk);
    await page.getByText("There is no site yet").waitFor();
    await page.getByRole("link", { name: "Create a site" }).click();
    await page.getByLabel("Id", { exact: true }).fill("A blog");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Please use 1 to 40").waitFor();
    assert.equal(await focused(page), "field-site");
    await page.getByLabel("Id", { exact: true }).fill("my-blog");
    await page.getByLabel("Title", { exact: true }).fill("My blog");
    await page.getByLabel("Origins").fill("https://blog.example\nhttps://copy.example");
    await page.getByLabel("Hold an author’s first comment").check();
    await page.getByRole("button", { name: "Add a word" }).click();
    await page.keyboard.type("casino*");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("heading", { level: 1, name: "Put it on your site" }).waitFor();
    const saved = desk.sites.get("my-blog")?.site;
    assert.deepEqual(saved.origins, ["https://blog.example", "https://copy.example"]);
    assert.deepEqual(saved.policy, { let_in: "first", links: 3, words: [{ pattern: "casino*", act: "hold" }], reports: 3, close_days: null, defence: true });
    const tag = await page.locator("main pre").first().textContent();
    assert.equal(tag, `<script async src="${desk.origin}/embed.js" data-site="my-blog"></script>\n<noscript><a href="${desk.origin}/v1/page?site=my-blog" referrerpolicy="no-referrer-when-downgrade">Comments</a></noscript>`);
    assertQuiet(page);
  });

  it("change a site, try a word, and notice that somebody else has changed it", async () => {
    const desk = await deskFake({ rows: [comment(1, { body: "A casino for all" }), comment(2)] });
    const page = await sit(desk);
    await page.goto(`${desk.origin}/desk/index.html#/site/library-blog/settings`);
    await page.getByRole("button", { name: "Add a word" }).click();
    await page.keyboard.type("casino");
    await page.getByRole("button", { name: /Try on the last/ }).click();
    await page.getByText("Of 2 comments it would have met one.").waitFor();
    const known = /** @type {any} */ (desk.sites.get("library-blog"));
    known.revision = 9;
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Somebody else has changed the settings").waitFor();
    await page.getByRole("button", { name: "Load theirs" }).click();
    await until(async () => (await page.locator(".rule").count()) === 0);
    await page.getByLabel("Title", { exact: true }).fill("Renamed");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("link", { name: "Renamed", exact: true }).waitFor();
    assert.equal(desk.sites.get("library-blog")?.site.title, "Renamed");
  });

  it("ban, lift, close a thread, undo from the log, invite and end a session", async () => {
    const desk = await deskFake({ rows: [comment(1), comment(2)] });
    desk.threads = [{ hash: "h1", id: "/2026/11/one/", count: 3, moved: 1_780_000_000_000, door: "open" }];
    desk.staff.sessions.push({ id: "s2", member: "owner", agent: "Firefox on Android", since: 1_780_000_000_000, seen: 1_780_000_000_000 });
    const page = await sit(desk);
    await rows(page).first().getByRole("button", { name: "Ban …" }).click();
    await page.getByLabel("the network it came from").check();
    await page.getByLabel("is not taken").check();
    await page.getByLabel("For how long").selectOption("30");
    await page.getByRole("dialog").getByRole("button", { name: "Ban", exact: true }).click();
    await until(() => desk.bans.length === 1);
    assert.deepEqual([desk.bans[0].whom, desk.bans[0].act, desk.bans[0].until], ["network", "refuse", 1_790_000_000_000 + 30 * 86_400_000]);
    await page.getByRole("link", { name: "Bans" }).click();
    await page.getByRole("button", { name: "Lift the ban of Reader 1" }).click();
    await page.getByText("Nobody is banned.").waitFor();
    await page.getByRole("link", { name: "Threads" }).click();
    await page.getByLabel("How /2026/11/one/ takes comments").selectOption("closed");
    await until(() => desk.threads[0].door === "closed");
    await page.getByRole("link", { name: "Comments", exact: true }).click();
    await rows(page).first().getByRole("button", { name: "Spam" }).click();
    await until(() => desk.rows[0].state === "spam");
    await page.getByRole("link", { name: "Log" }).click();
    await page.getByRole("button", { name: /^Undo – marked as spam/ }).click();
    await until(() => desk.rows[0].state === "held");
    await page.getByRole("link", { name: "Staff" }).click();
    await page.getByLabel("For whom").fill("Grace");
    await page.getByRole("button", { name: "Make a link" }).click();
    await page.getByText(`${desk.origin}/desk#invitation=invited`).waitFor();
    await page.getByRole("button", { name: /^End – .*Firefox/ }).click();
    await until(() => desk.staff.sessions.length === 1);
    assertQuiet(page);
  });

  it("make a link to moderate on a page, and end a browser that was linked", async () => {
    const desk = await deskFake({ rows: [comment(1)] });
    desk.threads = [{ hash: "h1", id: "/2026/11/one/", count: 3, moved: 1_780_000_000_000, door: "open" }];
    desk.staff.sessions.push({ id: "s2", member: "owner", agent: "Firefox on Android", since: 1_780_000_000_000, seen: 1_780_000_000_000, page: "library-blog" });
    const page = await sit(desk);
    await page.getByRole("link", { name: "Threads" }).click();
    await page.getByRole("button", { name: "Moderate on the page /2026/11/one/" }).click();
    const link = page.getByRole("link", { name: "Open it here" });
    await until(() => link.evaluate((element) => element === document.activeElement), { what: "the focus on the link" });
    assert.equal(await link.getAttribute("href"), "https://blog.example/2026/11/one/#postil-link=code");
    await page.getByRole("button", { name: "Link to the start of the site" }).click();
    await until(async () => (await link.getAttribute("href")) === "https://blog.example/#postil-link=code", { what: "the other link" });
    await page.getByRole("link", { name: "Staff" }).click();
    await page.getByText(/^moderates on the pages of .* until /).waitFor();
    await page.getByRole("button", { name: /^End – .*Firefox/ }).click();
    await until(() => desk.staff.sessions.length === 1);
    assertQuiet(page);
  });
});

describe("hostile strings", () => {
  it("never become markup, in whatever field they come", async () => {
    /** @type {string[]} */
    const texts = CORPUS.map((/** @type {any} */ one) => one.text).filter((/** @type {any} */ text) => typeof text === "string");
    const fields = (/** @type {string} */ text) => ({ name: text, url: text, badge: text, body: text, html: "<p>safe</p>", change: text, thread: text, mark: text, parent: { id: text, name: text }, reasons: [text, `word ${text}`], reports: [{ reason: text, note: text, at: 1 }], decided: { by: text, act: "hold", at: 1 } });
    const desk = await deskFake({ rows: texts.map((text, n) => comment(n + 1, fields(text))), sites: [site("library-blog", texts[0], { languages: ["en"] }), site("other", texts[3])] });
    desk.me.name = texts[0];
    desk.threads = texts.map((text, n) => ({ hash: `h${n}`, id: text, count: 1, moved: 1, door: "open", claimed: text, title: n % 2 ? text : null }));
    desk.bans = texts.map((text, n) => ({ id: n, whom: "author", name: text, act: "hold", until: null, by: text, at: 1 }));
    desk.log = texts.map((text, n) => ({ seq: n, by: text, at: 1, act: text, comments: 1, about: text, action: text, undone: false, before: [] }));
    desk.staff.members = texts.map((text, n) => ({ id: `m${n}`, name: text, role: "moderator", site: text, since: 1 }));
    desk.staff.invitations = texts.map((text, n) => ({ id: `i${n}`, note: text, site: text, until: 1 }));
    desk.staff.sessions = texts.map((text, n) => ({ id: `s${n}`, member: `m${n}`, agent: text, since: 1, seen: 1 }));
    const page = await sit(desk);
    const names = () => page.evaluate(() => [...new Set([...document.querySelectorAll("body *")].map((element) => element.localName))]);
    const harmless = new Set("a article aside button code dd details dialog div dl dt fieldset form h1 h2 h3 header input kbd label legend li main nav ol option p path pre search section select span strong summary svg textarea time ul noscript".split(" "));
    const check = async () => {
      assert.deepEqual((await names()).filter((name) => !harmless.has(name)), []);
      const ran = await page.evaluate(() => [...document.querySelectorAll("body *")].filter((element) => [...element.attributes].some(({ name, value }) => name.startsWith("on") || name === "style" && /url|expression/i.test(value) || ["href", "src"].includes(name) && !/^(#|\/v1\/page\?)/.test(value))).map((element) => element.outerHTML));
      assert.deepEqual(ran, []);
    };
    await rows(page).first().waitFor();
    for (let n = 0; n < texts.length; n += 1) {
      await page.keyboard.press("j");
      if (n % 10 === 0) await check();
    }
    for (const part of ["threads", "log", "bans"]) {
      await page.goto(`${desk.origin}/desk/index.html#/site/library-blog/${part}`);
      await page.locator(".lines li").nth(texts.length - 1).waitFor({ state: "attached" });
      await check();
    }
    await page.goto(`${desk.origin}/desk/index.html#/staff`);
    await page.locator(".lines li").nth(texts.length).waitFor({ state: "attached" });
    await check();
    await page.goto(`${desk.origin}/desk/index.html#/sites`);
    await check();
    assertQuiet(page);
  });
});

describe("everybody", () => {
  for (const colorScheme of /** @type {("light" | "dark")[]} */ (["light", "dark"])) {
    for (const width of [360, 1280]) {
      it(`can use every part, ${colorScheme}, ${width} px`, async () => {
        const desk = await deskFake({ rows: showcase(), sites: [site("library-blog", "Behind the Desk"), site("archive", "The archive")] });
        desk.threads = Array.from({ length: 5 }, (_, n) => ({ hash: `h${n}`, id: `/2026/11/a-thread-with-a-long-address-${n}/`, count: n * 7, moved: 1_780_000_000_000, door: ["open", "held", "closed"][n % 3] }));
        desk.bans = [{ id: 1, whom: "network", name: "Spam Sam", act: "refuse", until: 1_790_000_000_000, by: "Owner", at: 1_780_000_000_000 }];
        desk.staff.members.push({ id: "m2", name: "Grace", role: "moderator", site: "archive", since: 1_780_000_000_000 });
        desk.staff.sessions.push({ id: "s2", member: "owner", agent: "Firefox on Android", since: 1_780_000_000_000, seen: 1_780_000_000_000, page: "archive" });
        desk.staff.invitations = [{ id: "i1", note: "Ada", site: null, until: 1_790_000_000_000 }];
        desk.imports.imports = ["running", "done", "undone"].map((state, n) => ({ id: `i${n}`, name: `wordpress.2026-11-${"0".repeat(30)}${n}.xml`, system: "wordpress", state, by: "Owner", at: 1_780_000_000_000, comments: 1_200 * n, mentions: n, threads: 40, undoing: 0 }));
        desk.note({ act: "spam", comments: 12, action: "x", about: "/2026/11/one/", before: [] });
        desk.note({ act: "settings", about: "words" });
        const page = await sit(desk, { colorScheme, viewport: { width, height: 800 } });
        const look = async (/** @type {string} */ name) => {
          assert.deepEqual(await violations(page), [], name);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          assert.equal(wide, 0, `${name} scrolls sideways by ${wide} px`);
          const margin = await page.evaluate(() => Number(document.querySelector("main")?.getBoundingClientRect().left));
          assert.ok(margin >= 12, `${name} stands ${margin} px from the edge`);
          const small = await page.evaluate(() => [...document.querySelectorAll("button, select, input, summary, nav a, .quiet")].filter((element) => element.getClientRects().length > 0).map((element) => ({ box: element.getBoundingClientRect(), html: element.outerHTML.slice(0, 80), label: element.closest("label")?.getBoundingClientRect() })).filter(({ box, label }) => Math.max(box.height, label?.height ?? 0) < 24 || Math.max(box.width, label?.width ?? 0) < 24).map(({ html }) => html));
          assert.deepEqual(small, [], `${name}: targets under 24 px`);
          if (process.env.POSTIL_DESK_PICTURES) await page.screenshot({ path: join(process.env.POSTIL_DESK_PICTURES, `${name}-${width}-${colorScheme}.png`) });
        };
        await rows(page).first().waitFor();
        await page.keyboard.press("j");
        await page.keyboard.press("j");
        await page.keyboard.press("x");
        await look("held");
        await page.keyboard.press("Escape");
        await page.keyboard.press("a");
        await page.keyboard.press("r");
        await page.keyboard.type("Thank you for this.");
        await look("reply");
        await page.keyboard.press("Escape");
        await page.keyboard.press("?");
        await page.getByRole("dialog").waitFor();
        await look("keys");
        await page.keyboard.press("Escape");
        await page.locator("[data-current]").getByRole("button", { name: "Ban …" }).click();
        await page.getByRole("dialog").waitFor();
        await look("ban");
        await page.keyboard.press("Escape");
        for (const part of ["reported", "recent", "spam", "removed", "threads", "log", "bans", "moving", "settings", "tag"]) {
          await page.goto(`${desk.origin}/desk/index.html#/site/library-blog/${part}`);
          await until(() => page.evaluate(() => document.activeElement?.localName === "h1" && !/Fetching/.test(document.querySelector("main")?.textContent ?? "")));
          if (part === "tag") await page.locator("summary").first().click();
          if (part === "threads") await page.getByRole("button", { name: "Link to the start of the site" }).click();
          await look(part);
        }
        for (const part of ["sites", "new", "staff"]) {
          await page.goto(`${desk.origin}/desk/index.html#/${part}`);
          await until(() => page.evaluate(() => document.activeElement?.localName === "h1" && !/Fetching/.test(document.querySelector("main")?.textContent ?? "")));
          await look(part);
        }
        await page.getByRole("button", { name: "Sign out" }).click();
        await page.getByLabel("Secret of this deployment").waitFor();
        await look("door");
        assertQuiet(page);
      });
    }
  }
});

/** Comments of every kind. */
function showcase() {
  const long = "I have gone through the minutes of 1974 again, and the vote was not as close as the article has it. ".repeat(3);
  return [
    comment(1, { body: long, reasons: ["first_comment"], parent: { id: "x", name: "Grace Hopper" } }),
    comment(2, { name: "SEO Expert 4 U", url: "https://seo.example/cheap", body: "Great post! Visit https://seo.example/cheap now", reasons: ["links 4", "statistics loan,cheap,visit", "too_quick"] }),
    comment(3, { name: "Margaret", change: "The edit that she would like to make.", reasons: ["policy"], published: 12, badge: "Staff" }),
    comment(4, { body: "averyveryverylongwordwithoutanyspaceatall".repeat(8), name: "Unbreakable".repeat(6), thread: `/${"long-path-".repeat(12)}/` }),
    comment(5, { reports: [{ reason: "abuse", note: "Calls people names.", at: 1_780_000_000_000 }, { reason: "private", note: "", at: 1_780_000_000_000 }], state: "published" }),
    comment(6, { state: "spam", reasons: ["only_links"], decided: { by: "Owner", act: "spam", at: 1_780_000_000_000 } }),
    comment(7, { state: "removed", decided: { by: "Grace", act: "remove", at: 1_780_000_000_000 } }),
    comment(8, { name: "مريم", body: "تعليق باللغة العربية." }),
    ...Array.from({ length: 12 }, (_, n) => comment(20 + n, { state: n % 2 ? "published" : "held" })),
  ];
}
