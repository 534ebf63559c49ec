// Does the work that the Worker asks for, with the very module that readers' browsers load.

import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { ROOT } from "./util.mjs";

/** The built module. @param {string} [dist] */
export async function solver(dist = process.env.POSTIL_DIST ?? "dist") {
  const assets = resolve(ROOT, dist, "public/assets");
  const name = readdirSync(assets).find((one) => /^work-.*\.js$/.test(one));
  if (!name) throw new Error(`${assets} holds no module for the work`);
  // Where there are no browser's workers it looks whether anybody sees the page it would hold up.
  /** @type {any} */ (globalThis).document ??= { hidden: true };
  /** @type {{ solve(challenge: string): Promise<string> }} */
  const { solve } = await import(pathToFileURL(resolve(assets, name)).href);
  return solve;
}
