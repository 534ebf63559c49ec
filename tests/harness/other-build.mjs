// A second build of another markup, as after a deployment with changed components. `soak` makes one
// of changed sources (`$POSTIL_DIST_OTHER`); otherwise it is the same build with another markup
// hash in both WASM files, and so with other asset names.

import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
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
    return { dist: folder, remove };
  }
  await cp(dist, folder, { recursive: true });
  const other = [...markup].reverse().join("") === markup ? "0123456789" : [...markup].reverse().join("");
  const worker = join(folder, "worker/threads.wasm");
  await writeFile(worker, replaced(await readFile(worker), markup, other));

  const at = (/** @type {string} */ name) => join(folder, "public", name);
  const index = JSON.parse(await readFile(at("assets/current.json"), "utf8"));
  const { embed } = index.pinned;
  /** Puts what a file of the first build has become under its new name. @param {string} from @param {string | Buffer} content @param {string} [salt] */
  const put = async (from, content, salt = "") => {
    const hash = createHash("sha256").update(content).update(salt).digest("hex").slice(0, 10);
    const name = from.replace(/[0-9a-f]{10}(?=\.\w+$)/, hash);
    if (!previous) await rm(at(from));
    await writeFile(at(name), content);
    return name;
  };
  const wasm = await put(index.wasm, replaced(await readFile(at(index.wasm)), markup, other));
  // The glue's name changes with it: the two builds must not share an instance. Its content may.
  const js = await put(index.js, await readFile(at(index.js)), other);
  const late = await readFile(at(index.reading), "utf8");
  const reading = await put(index.reading, late.replaceAll(index.wasm, wasm).replaceAll(index.js, js));
  const loader = (await readFile(at("embed.js"), "utf8")).replaceAll(index.reading, reading);
  await writeFile(at("embed.js"), loader);
  const src = await put(embed.src, loader);
  const integrity = `sha384-${createHash("sha384").update(loader).digest("base64")}`;
  const changed = { ...index, wasm, js, reading, pinned: { ...index.pinned, embed: { src, integrity } } };
  await writeFile(at("assets/current.json"), JSON.stringify(changed));
  return { dist: folder, remove };
}

/** @param {Buffer} bytes @param {string} from @param {string} to of the same length */
function replaced(bytes, from, to) {
  let found = 0;
  for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1)) {
    bytes.write(to, at, "latin1");
    found++;
  }
  if (!found) throw new Error(`the WASM does not hold its markup ${from}`);
  return bytes;
}
