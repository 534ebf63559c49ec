// The command line against the real Worker: in, out, and what stops it on the way.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import net from "node:net";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";

import { flatten, threadHash } from "./harness/client.mjs";
import { command, started } from "./harness/command.mjs";
import { owner } from "./harness/staff.mjs";
import { stage } from "./harness/stage.mjs";
import { random, ROOT, size, sleep, temporaryFolder, until } from "./harness/util.mjs";

const SITE = "moved";
const HOME = "https://moved.example";
const LIBRARY = join(ROOT, "../shared/fixtures/lssc.wxr.xml");
const POSTS = size(12, 400);
const COMMENTS = size(12, 40);

/** An export of WordPress: posts with threads of replies, some of them waiting, a pingback each. */
function wordpress() {
  const comment = (/** @type {number} */ post, /** @type {number} */ nth) => {
    const id = post * 1_000 + nth;
    const parent = nth % 4 ? id - 1 : 0;
    const kind = nth === 2 ? "pingback" : "comment";
    return `<wp:comment><wp:comment_id>${id}</wp:comment_id><wp:comment_author><![CDATA[Reader ${nth % 5}]]></wp:comment_author>
      <wp:comment_author_email>reader${nth % 5}@mail.example</wp:comment_author_email><wp:comment_author_url>https://reader${nth % 5}.example/</wp:comment_author_url>
      <wp:comment_author_IP>203.0.113.7</wp:comment_author_IP><wp:comment_date_gmt>2019-05-${String(1 + (post % 28)).padStart(2, "0")} 12:${String(nth % 60).padStart(2, "0")}:00</wp:comment_date_gmt>
      <wp:comment_content><![CDATA[A <em>remark</em>, the ${nth}th.\n\nOn post ${post} &amp; more.]]></wp:comment_content>
      <wp:comment_approved>${nth === 7 ? 0 : 1}</wp:comment_approved><wp:comment_type>${kind}</wp:comment_type><wp:comment_parent>${nth === 3 ? 0 : parent}</wp:comment_parent></wp:comment>`;
  };
  const post = (/** @type {number} */ n) =>
    `<item><title>Post ${n}</title><link>https://old.example/posts/${n}/</link><wp:post_id>${n}</wp:post_id><wp:post_type>post</wp:post_type>${Array.from({ length: COMMENTS }, (_, nth) => comment(n, nth + 1)).join("")}</item>`;
  return `<?xml version="1.0"?><rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Old</title><wp:wxr_version>1.2</wp:wxr_version>${Array.from({ length: POSTS }, (_, n) => post(n + 1)).join("\n")}</channel></rss>`;
}

describe("the command line", () => {
  /** @type {string} */
  let folder;
  /** @type {import("./harness/stage.mjs").Stage[]} */
  const stages = [];
  before(async () => {
    folder = await temporaryFolder();
    await writeFile(join(folder, "old.xml"), wordpress());
  });
  after(async () => {
    for (const on of stages) await on.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const file = (/** @type {string} */ name) => join(folder, name);
  /** A Worker with an empty site. @param {import("./harness/worker.mjs").Options["vars"]} [vars] */
  async function empty(vars = { PLAN: "paid" }) {
    const on = await stage({ browser: false, vars, sites: () => [{ id: SITE, title: "Moved", origins: [HOME], policy: "open" }] });
    stages.push(on);
    return on;
  }
  /** @param {string} origin @param {string} name @param {...string} more */
  const into = (origin, name, ...more) => ["import", "--to", origin, "--site", SITE, "--yes", "--moved-host", `old.example=${HOME}`, ...more, file(name)];
  /** @param {import("./harness/stage.mjs").Stage} on @param {string} name @param {...string} more */
  const out = async (on, name, ...more) => {
    await command("export", "--from", on.worker.origin, "--site", SITE, "-o", file(name), ...more);
    return readFile(file(name), "utf8");
  };
  /**
   * All of an export but the site's own line, in the order of the threads' ids; and the keys in that of their
   * coming, since another site has another secret.
   * @param {string} lines
   */
  function threads(lines) {
    /** @type {string[]} */
    const keys = [];
    const all = lines.trimEnd().split("\n").slice(1).join("\n").split(/^(?=\{"thread")/m).sort().join("\n");
    return all.replace(/"key":"([0-9a-f]{64})"/g, (_, key) => {
      if (!keys.includes(key)) keys.push(key);
      return `"key":${keys.indexOf(key)}`;
    });
  }
  /** What an import says of each entry. @param {string} name */
  const results = async (name) => (await readFile(file(name), "utf8")).trimEnd().split(/\r?\n/).slice(1).map((line) => line.split(",")[3]);

  /** What an undisturbed import comes to. @type {string} */
  let calm;

  it("plans without writing, imports, doubles nothing, and takes it back", async () => {
    const on = await empty();
    const desk = await owner(on.worker);
    const plan = await command(...into(on.worker.origin, "old.xml", "--dry-run", "--receipt", file("dry.csv")));
    assert.match(plan, /comments that wait for a moderator/);
    assert.deepEqual((await desk.get("imports", { site: SITE })).body.imports, []);
    assert.equal((await results("dry.csv")).length, POSTS * COMMENTS);
    await command(...into(on.worker.origin, "old.xml", "--receipt", file("first.csv")));
    const first = await results("first.csv");
    assert.equal(first.length, POSTS * COMMENTS, "a line for every entry");
    const count = (/** @type {string} */ what) => first.filter((one) => one === what).length;
    assert.deepEqual([count("imported"), count("held"), count("mention")], [POSTS * (COMMENTS - 2), POSTS, POSTS]);
    calm = threads(await out(on, "calm.jsonl"));
    assert.ok(!/mail\.example|203\.0\.113/.test(calm), "neither mail nor network addresses");
    await command(...into(on.worker.origin, "old.xml", "--receipt", file("second.csv")));
    assert.ok((await results("second.csv")).every((one) => one === "imported before"));
    assert.equal(threads(await out(on, "again.jsonl")), calm);
    const [{ id }] = (await desk.get("imports", { site: SITE })).body.imports;
    await command("undo", "--to", on.worker.origin, "--site", SITE, "--yes", id);
    await until(async () => threads(await out(on, "undone.jsonl")) === "", { what: "nothing to be left", within: 120_000, every: 500 });
    await command(...into(on.worker.origin, "old.xml"));
    assert.equal(threads(await out(on, "anew.jsonl")), calm);
  });

  it("comes to the same end when it, the Worker or the connection is cut off", { timeout: size(300_000, 1_800_000) }, async () => {
    const on = await empty();
    const next = random(Date.now() % 1e6);
    // A connection that breaks now and then.
    /** @type {Set<net.Socket>} */
    const open = new Set();
    const { port: to } = new URL(on.worker.origin);
    const proxy = net.createServer((from) => {
      const there = net.connect(Number(to), "127.0.0.1");
      for (const socket of [from, there]) {
        open.add(socket);
        socket.on("error", () => {}).on("close", () => (open.delete(socket), from.destroy(), there.destroy()));
      }
      from.pipe(there).pipe(from);
    });
    await new Promise((done) => proxy.listen(0, "127.0.0.1", () => done(undefined)));
    const through = `http://127.0.0.1:${/** @type {net.AddressInfo} */ (proxy.address()).port}`;
    try {
      for (let kills = 0; kills < size(4, 30); kills++) {
        const run = started(into(through, "old.xml"));
        await sleep(200 + next() * 600);
        if (kills % 2) {
          await on.worker.kill();
          await on.worker.restart();
        } else {
          for (const socket of open) socket.destroy();
        }
        await sleep(next() * 300);
        run.kill();
        await run.ended;
      }
      const last = started(into(through, "old.xml", "--receipt", file("rough.csv")));
      for (let cuts = 0; cuts < 3; cuts++) {
        await sleep(150);
        for (const socket of open) socket.destroy();
      }
      const { code, said } = await last.ended;
      assert.equal(code, 0, said);
      assert.equal(threads(await out(on, "rough.jsonl")), calm);
    } finally {
      for (const socket of open) socket.destroy();
      proxy.close();
    }
  });

  it("takes a whole site to another deployment, where it is the very same", async () => {
    const [from, to] = [await empty(), await empty()];
    await command(...into(from.worker.origin, "old.xml"));
    const before = await out(from, "site.jsonl");
    await command("import", "--to", to.worker.origin, "--site", SITE, "--yes", "--restore", file("site.jsonl"));
    assert.equal(await out(to, "site-there.jsonl"), before);
  });

  it("goes to WordPress and back with its texts, order, threads, dates and authors", async () => {
    const [from, to] = [await empty(), await empty()];
    await command(...into(from.worker.origin, "old.xml"));
    const wxr = await out(from, "site.xml", "--format", "wordpress");
    assert.match(wxr, /<wp:wxr_version>.*1\.2/);
    await command("import", "--to", to.worker.origin, "--site", SITE, "--yes", file("site.xml"));
    const said = async (/** @type {import("./harness/stage.mjs").Stage} */ on, /** @type {string} */ path) => {
      const { body } = await on.client({ site: SITE, blog: HOME }).json(path);
      const rows = flatten(body.comments).map((one) => [one.number, one.depth, one.html, one.created, one.author.name, one.author.url]);
      return { rows, mentions: body.mentions, count: body.count };
    };
    for (const n of [1, POSTS]) {
      const there = await until(async () => {
        const said1 = await said(to, `/posts/${n}/`);
        return said1.count > 0 && said1;
      }, { what: "the thread" });
      assert.deepEqual(there, await said(from, `/posts/${n}/`));
    }
  });

  it("imports the thread of a real library's blog as it stood there", { skip: !existsSync(LIBRARY) }, async () => {
    const on = await empty();
    await command("import", "--to", on.worker.origin, "--site", SITE, "--yes", "--moved-host", `blog.example.org=${HOME}`, "--receipt", file("library.csv"), LIBRARY);
    assert.deepEqual(await results("library.csv"), ["imported", "imported", "imported", "imported", "mention", "held"]);
    const desk = await owner(on.worker);
    const { threads: [thread] } = (await desk.get("threads", { site: SITE })).body;
    const { body } = await on.client({ site: SITE, blog: HOME }).json(thread.id);
    assert.deepEqual([body.count, body.mentions.length, threadHash(thread.id)], [4, 1, thread.hash]);
  });
});
