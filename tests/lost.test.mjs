// Nothing is lost: what was acknowledged is there, exactly once, whatever happened to workerd meanwhile.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { deviceKey, network, rowIds, uuid } from "./harness/client.mjs";
import { stage } from "./harness/stage.mjs";
import { random, sleep, until } from "./harness/util.mjs";

const PATH = "/2026/09/busy/";
const WRITERS = 20;
const COMMENTS = 500;
const KILLS = 3;

describe("many writers on one thread while workerd is killed", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  before(async () => {
    on = await stage({ browser: false });
  });
  after(() => on?.stop());

  /** @type {Map<string, { text: string, answer: any }>} */
  const acknowledged = new Map();

  it("acknowledges every comment in the end", async () => {
    const dice = random(1);
    let left = COMMENTS;
    let stopped = false;
    const writer = async (/** @type {number} */ n) => {
      const client = on.client({ name: `Writer ${n}`, key: deviceKey(), ip: network() });
      while (left-- > 0) {
        const known = [...acknowledged.values()];
        const parent = dice() < 0.5 ? known[Math.floor(dice() * known.length)]?.answer.comment.id : undefined;
        const text = `Writer ${n}, comment ${uuid().slice(-12)}.`;
        const comment = client.comment(PATH, text, { parent });
        // The same id again and again, until there is an answer: that is what the widget does.
        const answer = await until(
          async () => {
            const answer = await client.send("/v1/comments", comment);
            // The instance may be lost under a request; nothing else may go wrong.
            if (answer.status >= 500) return false;
            assert.ok([200, 201].includes(answer.status), `${answer.status} ${answer.text}`);
            return answer;
          },
          { what: "an acknowledgement", within: 120_000, every: 100 },
        );
        acknowledged.set(comment.id, { text, answer: answer.body });
      }
    };
    const killer = async () => {
      for (let kill = 1; kill <= KILLS; kill++) {
        await until(() => stopped || acknowledged.size >= (COMMENTS * kill) / (KILLS + 1), { within: 300_000, what: "the next kill" });
        await on.worker.kill();
        await sleep(200);
        await on.worker.restart();
      }
    };
    await Promise.all([Promise.all(Array.from({ length: WRITERS }, (_, n) => writer(n))).finally(() => (stopped = true)), killer()]);
    assert.equal(acknowledged.size, COMMENTS);
  });

  it("has every acknowledged comment exactly once in the object", async () => {
    const rows = await on.client().all(PATH);
    const ids = rows.map((row) => row.id);
    assert.equal(new Set(ids).size, ids.length, "no id twice");
    assert.equal(new Set(rows.map((row) => row.number)).size, rows.length, "no number twice");
    assert.deepEqual([...acknowledged.keys()].filter((id) => !ids.includes(id)), [], "none is missing");
    assert.equal(ids.length, COMMENTS, "and none is there that nobody wrote");
    for (const row of rows) {
      const { text, answer } = /** @type {any} */ (acknowledged.get(row.id));
      assert.equal(row.html, `<p>${text}</p>`);
      assert.equal(row.number, answer.comment.number, "a number is given once");
      assert.equal(row.parent ?? null, answer.comment.parent ?? null);
    }
  });

  it("has them in KV after the publisher has caught up", async () => {
    const kv = await on.worker.kv();
    await until(
      async () => {
        const { keys } = await kv.list({ prefix: "thread/library-blog/" });
        const ids = (await Promise.all(keys.map(async ({ name }) => rowIds((await kv.get(name)) ?? "")))).flat();
        return new Set(ids).size === COMMENTS && ids.every((id) => acknowledged.has(id));
      },
      { what: "KV to hold every comment", within: 240_000, every: 1000 },
    );
  });

  it("answers a repeat with the stored comment, and 409 to a repeat with another key or body", async () => {
    const client = on.client();
    const comment = client.comment(PATH, "Once.");
    const first = await client.send("/v1/comments", comment);
    assert.equal(first.status, 201);
    const again = await client.send("/v1/comments", comment);
    assert.equal(again.status, 200);
    assert.deepEqual(again.body.comment, first.body.comment);
    for (const change of [{ body: "Twice." }, { key: deviceKey() }]) {
      const other = await client.send("/v1/comments", { ...comment, ...change });
      assert.equal(other.status, 409);
      assert.match(other.headers.get("Content-Type") ?? "", /^application\/problem\+json/);
    }
    const rows = await client.all(PATH);
    assert.deepEqual(rows.filter((row) => row.id === comment.id).map((row) => row.html), ["<p>Once.</p>"]);
  });

  it("lets one of two concurrent posts of an id win", async () => {
    const client = on.client();
    const comment = client.comment(PATH, "At the same time.");
    const answers = await Promise.all(Array.from({ length: 8 }, () => client.send("/v1/comments", comment)));
    assert.equal(answers.filter((answer) => answer.status === 201).length, 1);
    assert.equal(answers.filter((answer) => answer.status === 200).length, 7);
    const rows = await client.all(PATH);
    assert.equal(rows.filter((row) => row.id === comment.id).length, 1);
  });
});
