// The platform's rate limit, and the bounds on new threads.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { deviceKey, network } from "./harness/client.mjs";
import { publishedKeys, stage } from "./harness/stage.mjs";

const PATH = "/2027/03/limits/";

describe("limits", () => {
  /** @type {import("./harness/stage.mjs").Stage} */
  let on;
  before(async () => {
    // Those of wrangler.jsonc: 20 writes and 120 reads a minute and network.
    on = await stage({ browser: false, limits: {} });
    await on.client().posted(PATH, "The first.");
  });
  after(() => on?.stop());

  it("too many posts from one network are answered 429 with Retry-After; others go on", async () => {
    const ip = network();
    const statuses = [];
    for (let n = 0; n < 50; n++) {
      const { status, headers, body } = await on.client({ ip, key: deviceKey() }).post(PATH, `Comment ${n}.`);
      statuses.push(status);
      if (status === 429) {
        assert.match(headers.get("Retry-After") ?? "", /^\d+$/);
        assert.match(headers.get("Content-Type") ?? "", /^application\/problem\+json/);
        assert.ok(body.detail.length > 20);
        assert.equal(headers.get("Access-Control-Allow-Origin"), on.blog.origin);
      }
    }
    const refused = statuses.filter((status) => status === 429).length;
    // The window may turn while this runs: then twice the number fits, and no more.
    assert.ok(refused >= 5, statuses.join(" "));
    assert.ok(statuses.every((status) => [201, 429].includes(status)), statuses.join(" "));
    assert.equal((await on.client().post(PATH, "From another network.")).status, 201);
  });

  it("addresses of one IPv6 network count as one", async () => {
    const statuses = [];
    for (let n = 0; n < 45; n++) {
      const ip = `2001:db8:7:7:${(n + 1).toString(16)}::${n}`;
      statuses.push((await on.client({ ip }).post(PATH, `Six ${n}.`)).status);
    }
    assert.ok(statuses.includes(429), statuses.join(" "));
  });

  it("too many reads that could wake an object are answered 429", async () => {
    const client = on.client({ ip: network() });
    let refused = 0;
    for (let n = 0; n < 260; n++) {
      const { status } = await client.json(PATH, { nothing: String(n) });
      assert.ok([200, 429].includes(status), String(status));
      if (status === 429) refused++;
    }
    assert.ok(refused > 0);
  });

  it("no more than five new threads an hour come from one network: the sixth waits, unpublished", async () => {
    const ip = network();
    const statuses = [];
    for (let n = 0; n < 6; n++) statuses.push((await on.client({ ip }).post(`/2027/03/new-${n}/`, "Hello.")).status);
    assert.deepEqual(statuses, [201, 201, 201, 201, 201, 202]);
    const { body } = await on.client().json("/2027/03/new-5/");
    assert.equal(body.count, 0);
    // Comments on threads that are there are not bounded by that.
    assert.equal((await on.client({ ip }).post(PATH, "On an old thread.")).status, 201);
  });

  it("no more than thirty new threads an hour come to a site", async () => {
    const statuses = [];
    for (let n = 0; n < 34; n++) statuses.push((await on.client().post(`/2027/03/many-${n}/`, "Hello.")).status);
    assert.ok(statuses.filter((status) => status === 201).length <= 30);
    assert.equal(statuses.at(-1), 202);
    const keys = await publishedKeys(on.worker);
    assert.ok(keys.length <= 31, `${keys.length} keys`);
  });
});
