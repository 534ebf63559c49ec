// What the other files stand on: a start that fails leaves nothing open, or its file would never end.

import assert from "node:assert/strict";
import { createServer } from "node:net";
import { describe, it } from "node:test";

import { freePort } from "./harness/util.mjs";
import { startWorker, workerdPids } from "./harness/worker.mjs";

describe("the harness", () => {
  it("ends what a failed start has begun", async () => {
    const port = await freePort();
    const taken = createServer();
    await new Promise((done) => taken.listen(port, "127.0.0.1", () => done(undefined)));
    try {
      await assert.rejects(startWorker({ port }), /in use/i);
      assert.deepEqual(await workerdPids(), []);
    } finally {
      taken.close();
    }
  });
});
