// What the other files stand on: a start that fails leaves nothing open, or its file would never end.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { describe, it } from "node:test";

import { freePort, ROOT } from "./harness/util.mjs";
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

  it("tells of each test how it ended, by a name that no other has", async () => {
    const told = await outcomes({
      "a.test.mjs": `
        import { after, before, describe, it } from "node:test";
        describe("outer", () => {
          it("same", () => {});
          describe("inner", () => { it("same", () => { throw new Error("no"); }); it("todo", { todo: true }, () => {}); });
        });
        describe("begins badly", () => { before(() => { throw new Error("no"); }); it("never", () => {}); });
        describe("ends badly", () => { after(() => { throw new Error("no"); }); it("well", () => {}); });
        describe("left out", { skip: true }, () => { it("never", () => {}); });
        it("alone", () => {});`,
      "b.test.mjs": "process.exit(1);",
    });
    assert.deepEqual(told, [
      "a: outer › same: passed",
      "a: outer › inner › same: failed",
      "a: begins badly › never: failed",
      "a: begins badly: failed around tests",
      "a: ends badly › well: passed",
      "a: ends badly: failed around tests",
      "a: alone: passed",
      "b: b: failed around tests",
    ]);
  });

  /** What the reporter tells of some files. @param {Record<string, string>} files */
  async function outcomes(files) {
    const folder = await mkdtemp(join(tmpdir(), "postil-outcomes-"));
    try {
      for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
      const reporter = join(ROOT, "tests/harness/outcomes.mjs");
      // A run within a run: without this it would report to that one.
      const { NODE_TEST_CONTEXT: _, ...env } = process.env;
      const args = ["--test", "--test-concurrency=1", `--test-reporter=${reporter}`, ...Object.keys(files)];
      const printed = await new Promise((done) => void execFile(process.execPath, args, { cwd: folder, env }, (_, stdout) => done(stdout)));
      const name = (/** @type {string} */ path) => basename(path, ".test.mjs");
      return String(printed).trim().split("\n").map((line) => {
        const { file, name: test, passed, test: isTest } = JSON.parse(line);
        return `${name(file)}: ${test === file ? name(test) : test}: ${passed ? "passed" : "failed"}${isTest ? "" : " around tests"}`;
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
});
