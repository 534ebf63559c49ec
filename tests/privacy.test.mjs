// docs/privacy.md against the stores: what they hold, it names, and nothing else is there.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";

import { threadHash } from "./harness/client.mjs";
import { owner } from "./harness/staff.mjs";
import { stage } from "./harness/stage.mjs";
import { contents, files } from "./harness/store.mjs";
import { ROOT, until } from "./harness/util.mjs";

/** @typedef {import("./harness/staff.mjs").Desk} Desk */

/** What of a person a place can hold. */
const KINDS = ["name", "address", "text", "key", "mark", "network", "claim"];

const SITE = "library-blog";
const PATH = "/privacy/";

/** The objects, by the headings under which the document tells of them. */
const OBJECTS = /** @type {const} */ ([
  { heading: "A thread's object", object: "ThreadObject", name: `${SITE}/${threadHash(PATH)}` },
  { heading: "A site's object", object: "SiteObject", name: SITE },
  { heading: "The desk's object", object: "DeskObject", name: "desk" },
  { heading: "The ledger's object", object: "LedgerObject", name: "ledger" },
]);

/** The first table under a heading: its first cell, without quotes, and the kinds in its third. @param {string} text @param {string} heading */
function documented(text, heading) {
  const section = text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? "";
  const rows = [...section.matchAll(/^\| `([^`]+)` \| [^|]+ \| ([^|]+) \| [^|]+ \|$/gm)];
  return new Map(rows.map(([, name, kinds]) => [name, kinds.trim() === "–" ? [] : kinds.split(",").map((kind) => kind.trim())]));
}

describe("what is stored", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  /** @type {Desk} */
  let desk;
  /** @type {string} */
  let text;
  /** @type {import("./harness/client.mjs").Client} */
  let ada;
  /** @type {import("./harness/client.mjs").Client} */
  let bo;
  /** What is looked for: texts of Ada's, whose hash of the key and mark are learned from the store. */
  /** @type {Record<string, string[]>} */
  const marked = {
    name: ["Quixadora"],
    address: ["quixaddress"],
    text: ["quixalpha", "quixbravo", "quixcharlie", "quixdelta", "quixreport", "quixspam", "quixheld", "quixrefused"],
    claim: ["Quixtitle"],
  };
  /** What nobody may keep, in whatever form. */
  const never = () => [ada.key, ada.ip, ada.ip.split(".").slice(0, 3).join(".")];

  before(async () => {
    text = await readFile(join(ROOT, "docs/privacy.md"), "utf8");
    const policy = { let_in: "open", links: null, reports: 0, words: [{ pattern: "returns", act: "hold" }, { pattern: "overdue", act: "refuse" }] };
    on = await stage({ browser: false, sites: (blog) => [{ id: SITE, origins: [blog], policy }] });
    desk = await owner(on.worker);
    ada = on.client({ name: "Quixadora", ip: "203.0.113.77" });
    bo = on.client({ name: "Bo" });
  });
  after(() => on?.stop());

  /** The row of a comment in a view, once it is there. @param {string} view @param {string} id */
  const row = (view, id) =>
    until(async () => (await desk.get("queue", { site: SITE, view, most: "200" })).body.rows.find((/** @type {any} */ one) => one.id === id), { what: `${id} to be among the ${view}` });

  /** @param {string} act @param {number} seq */
  const decide = async (act, seq) => {
    // A comment is approved as it was read; for all else it does not matter.
    const id = randomUUID();
    const rows = [{ seq, text: "" }];
    await desk.done("act", { site: SITE, act, which: { rows }, id });
    return id;
  };

  /** Whatever can be done, done with texts that are looked for. */
  async function everything() {
    const url = "https://quixaddress.example/";
    const thread = { title: "Quixtitle" };
    const say = async (/** @type {string} */ body) => {
      const answer = await ada.post(PATH, body, { url, thread, took: 60_000 });
      assert.ok(answer.status < 300, answer.text);
      return answer.body.comment;
    };
    const first = await say("The quixalpha of the evening, as the librarian remembered it.");
    const theirs = await bo.posted(PATH, "Something that Bo has to say about the opening hours.", { parent: first.id });
    assert.equal((await ada.edit(PATH, first.id, "The quixbravo of the evening, as the librarian remembered it.")).status, 200);
    assert.equal((await ada.edit(PATH, first.id, "The quixheld of the evening, as the returns desk remembered it.")).status, 202);
    const spam = await say("Somebody wrote quixspam where nobody had asked for any of it.");
    const held = await say("A question about returns and quixcharlie, which has to wait a little.");
    const gone = await say("A note on quixdelta, and on what became of the catalogue.");
    assert.equal((await ada.post(PATH, "And quixrefused, long overdue, which is not taken at all.", { url, thread })).status, 403);
    assert.equal((await ada.vote(PATH, theirs.id)).status, 200);
    await row("recent", theirs.id);
    const report = await ada.send(`/v1/comments/${theirs.id}/report`, ada.about(PATH, { reason: "other", note: "This quixreport is a note." }));
    assert.ok(report.status < 300, report.text);
    await decide("spam", (await row("recent", spam.id)).seq);
    await decide("remove", (await row("recent", gone.id)).seq);
    const undone = await decide("spam", (await row("held", held.id)).seq);
    await desk.done("undo", { site: SITE, action: undone });
    const { seq } = await row("held", first.id);
    for (const whom of ["author", "network"]) await desk.done("bans", { site: SITE, do: { ban: { comment: seq, whom, act: "hold", days: 1 } } });
    const { bans } = (await desk.get("bans", { site: SITE })).body;
    await desk.done("bans", { site: SITE, do: { lift: { id: bans[0].id } } });
    await desk.done("staff", { invite: { note: "Somebody", site: SITE } });
    await on.published(PATH);
    const kv = await on.worker.kv();
    await until(async () => (await kv.list({ prefix: "feed/" })).keys.length > 0, { what: "the feed", within: 120_000 });
    return { first, seq };
  }

  /** What of Ada's stands in a value. @param {unknown} value */
  function kindsIn(value) {
    const text = String(value).toLowerCase();
    return Object.entries(marked).filter(([, marks]) => marks.some((mark) => text.includes(mark.toLowerCase()))).map(([kind]) => kind);
  }

  /** @type {{ first: any, seq: number }} */
  let done;

  it("is named in the document, column by column, and nothing that it does not name is there", async () => {
    done = await everything();
    const stores = await contents(on.worker, [...OBJECTS]);
    const [{ tables: thread }, { tables: site }] = stores;
    const own = thread.comment.rows.find(({ id }) => id === done.first.id);
    marked.key = [own.key];
    marked.mark = [own.mark];
    marked.network = [site.sender.rows.find(({ comment }) => comment === done.first.id).network];
    assert.match(own.key, /^[0-9a-f]{64}$/);
    const found = new Set();
    for (const { heading, tables } of stores) {
      const columns = documented(text, heading);
      const there = Object.entries(tables).flatMap(([table, { columns }]) => columns.map((column) => `${table}.${column}`));
      assert.deepEqual([...columns.keys()].sort(), there.sort(), heading);
      for (const [table, { rows }] of Object.entries(tables)) {
        for (const [column, value] of rows.flatMap(Object.entries)) {
          const said = columns.get(`${table}.${column}`) ?? [];
          for (const kind of kindsIn(value)) {
            assert.ok(said.includes(kind), `${heading}: ${table}.${column} holds a ${kind}: ${value}`);
            found.add(kind);
          }
        }
      }
      assert.ok([...columns.values()].flat().every((kind) => KINDS.includes(kind)), heading);
    }
    assert.deepEqual([...found].sort(), [...KINDS].sort(), "each kind was there to be found");
  });

  it("is named in the document, KV key by KV key", async () => {
    const kv = await on.worker.kv();
    const columns = documented(text, "KV");
    const { keys } = await kv.list();
    const prefixes = new Set(keys.map(({ name }) => `${name.split("/")[0]}/`));
    assert.deepEqual([...prefixes].sort(), [...columns.keys()].sort());
    for (const { name, metadata } of keys) {
      const said = columns.get(`${name.split("/")[0]}/`) ?? [];
      for (const kind of kindsIn(`${name}${JSON.stringify(metadata)}${await kv.get(name)}`)) assert.ok(said.includes(kind), `${name} holds a ${kind}`);
    }
  });

  it("is no key and no address of a network, in any file", async () => {
    for (const { path, bytes } of await files(on.worker)) {
      for (const secret of never()) assert.equal(bytes.indexOf(secret), -1, `${path} holds ${secret}`);
    }
  });

  it("is nothing of an author who was erased, in any row or published value", async () => {
    desk = await owner(on.worker);
    await desk.done("author", { site: SITE, comment: done.seq, do: "erase" });
    await until(async () => (await desk.post("author", { site: SITE, comment: done.seq, do: "count" })).status === 404, { what: "the desk to have heard of it", within: 60_000 });
    /** What a ban keeps, so that whoever is banned stays so, and what a network is known by for two days. */
    const kept = new Set(["ban.mark key", "ban.mark network", "rate.who network", "site.opened network"]);
    const kv = await on.worker.kv();
    await until(
      async () => {
        const { keys } = await kv.list();
        const values = await Promise.all(keys.map(({ name }) => kv.get(name)));
        return values.every((value) => kindsIn(value).length === 0);
      },
      { what: "KV to hold nothing of it", within: 120_000 },
    );
    await until(
      async () => {
        const left = [];
        for (const { tables } of await contents(on.worker, [...OBJECTS])) {
          for (const [table, { rows }] of Object.entries(tables)) {
            for (const [column, value] of rows.flatMap(Object.entries)) {
              left.push(...kindsIn(value).map((kind) => `${table}.${column} ${kind}`).filter((one) => !kept.has(one)));
            }
          }
        }
        if (left.length > 0) console.log(`still: ${[...new Set(left)].join(", ")}`);
        return left.length === 0;
      },
      { what: "the stores to hold nothing of it", within: 60_000, every: 2_000 },
    );
  });
});
