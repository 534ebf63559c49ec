// The command line, as somebody runs it.

import { spawn } from "node:child_process";
import { join } from "node:path";

import { OWNER_KEY } from "./staff.mjs";
import { ROOT } from "./util.mjs";

const PROGRAM = process.env.POSTIL_COMMAND ?? join(ROOT, "target/debug/postil");

/**
 * Starts it; `ended` has its exit code and what it has said.
 * @param {string[]} args
 */
export function started(args) {
  const child = spawn(PROGRAM, args, { env: { ...process.env, POSTIL_OWNER_KEY: OWNER_KEY }, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (said += text));
  /** @type {Promise<{ code: number | null, said: string }>} */
  const ended = new Promise((done, fail) => {
    child.on("error", fail);
    child.on("close", (code) => done({ code, said }));
  });
  return { ended, said: () => said, kill: () => child.kill("SIGKILL") };
}

/** Runs it, and insists on success: what it has said. @param {string[]} args */
export async function command(...args) {
  const { code, said } = await started(args).ended;
  if (code !== 0) throw new Error(`postil ${args.join(" ")} ended with ${code}:\n${said}`);
  return said;
}
