// Isso, as `cargo xtask bench` has installed it, with its own defaults; only its guard against
// many posts from one place is off.

import { spawn } from "node:child_process";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { freePort, ROOT, temporaryFolder, until } from "../harness/util.mjs";

/** @param {string} blog the origin that Isso is for; it must answer already */
export async function startIsso(blog) {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const folder = await temporaryFolder();
  const options = [
    `[general]\ndbpath = ${join(folder, "comments.db")}\nhost = ${blog}`,
    `[server]\nlisten = ${origin}`,
    "[guard]\nenabled = false\n",
  ];
  await writeFile(join(folder, "isso.cfg"), options.join("\n"));
  const venv = process.env.POSTIL_ISSO ?? join(ROOT, "target/postil/isso/venv");
  const child = spawn(join(venv, "bin/python"), ["-c", "import isso; isso.main()", "-c", join(folder, "isso.cfg"), "run"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text) => (said = (said + text).slice(-4000)));
  /** @type {Error | undefined} */
  let failed;
  child.on("error", (error) => (failed = error));
  const gone = new Promise((done) => child.on("close", done));
  const stop = async () => {
    child.kill();
    if (!failed) await gone;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await until(
      async () => {
        if (failed || child.exitCode !== null) return true;
        return (await fetch(`${origin}/info`)).ok;
      },
      { what: "Isso to answer" },
    );
    if (failed || child.exitCode !== null) throw new Error(`Isso does not run: ${failed ?? said}`);
  } catch (error) {
    await stop();
    throw error;
  }
  return { origin, stop };
}

/** Posts a discussion to a path's thread. @param {string} origin @param {string} path @param {import("./discussion.mjs").Entry[]} entries */
export async function fillIsso(origin, path, entries) {
  /** @type {number[]} */
  const ids = [];
  for (const { author, body, parent } of entries) {
    const answer = await fetch(`${origin}/new?uri=${encodeURIComponent(path)}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ author, text: body, title: "A post", parent: parent === undefined ? null : ids[parent] }),
    });
    if (answer.status !== 201) throw new Error(`Isso answered ${answer.status}: ${await answer.text()}`);
    ids.push((await answer.json()).id);
  }
}
