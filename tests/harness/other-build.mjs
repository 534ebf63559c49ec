// A second build of another markup, as after a deployment with changed components. `soak` makes one
// of changed sources (`$POSTIL_DIST_OTHER`); otherwise it is the same build with another markup
// hash in both WASM files, and so with other asset names.

import { createHash } from "node:crypto";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * @param {string} dist @param {string} markup the build's markup, ten hex digits
 * @param {{ previous?: boolean }} [options] whether the first build's hashed assets stay, as with `--previous`
 */
export async function otherBuild(dist, markup, { previous = false } = {}) {
  const folder = await mkdtemp(join(tmpdir(), "postil-build-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  const made = process.env.POSTIL_DIST_OTHER;
  if (made) {
    if (previous) await cp(join(dist, "public/assets"), join(folder, "public/assets"), { recursive: true });
    await cp(made, folder, { recursive: true });
    return { dist: folder, assets: await readdir(join(folder, "public/assets")), remove };
  }
  await cp(dist, folder, { recursive: true });
  const other = [...markup].reverse().join("") === markup ? "0123456789" : [...markup].reverse().join("");
  await replace(join(folder, "worker/index_bg.wasm"), markup, other);

  const assets = join(folder, "public/assets");
  const index = JSON.parse(await readFile(join(assets, "current.json"), "utf8"));
  const wasm = join(folder, "public", index.wasm);
  const old = await readFile(wasm);
  await replace(wasm, markup, other);
  const changed = await readFile(wasm);
  const name = `assets/widget-${createHash("sha256").update(changed).digest("hex").slice(0, 10)}.wasm`;
  await writeFile(join(folder, "public", name), changed);
  if (previous) await writeFile(wasm, old);
  else await rm(wasm);

  // The glue's name changes with it: the two builds must not share an instance. Its content may.
  const glue = await readFile(join(folder, "public", index.js));
  const js = `assets/widget-${createHash("sha256").update(glue).update(other).digest("hex").slice(0, 10)}.js`;
  await writeFile(join(folder, "public", js), glue);
  if (!previous) await rm(join(folder, "public", index.js));

  for (const file of [join(assets, "current.json"), join(folder, "public/embed.js")]) {
    const text = await readFile(file, "utf8");
    await writeFile(file, text.replaceAll(index.wasm, name).replaceAll(index.js, js));
  }
  return { dist: folder, assets: await readdir(assets), remove };
}

/** @param {string} file @param {string} from @param {string} to of the same length */
async function replace(file, from, to) {
  const bytes = await readFile(file);
  let found = 0;
  for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1)) {
    bytes.write(to, at, "latin1");
    found++;
  }
  if (!found) throw new Error(`${file} does not hold its markup ${from}`);
  await writeFile(file, bytes);
}
