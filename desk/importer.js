// The worker's side: hands what it is asked to the module, and answers with what comes of it.

import init, { Importer } from "./index.js";

/* global __MODULE__ */

const ready = init({ module_or_path: `/desk/${__MODULE__}` });
let importer;

addEventListener("message", async ({ data: [call, given] }) => {
  try {
    await ready;
    importer ??= new Importer((done, all) => postMessage({ done, all }));
    postMessage({ answer: importer[call](...given) });
  } catch (error) {
    postMessage({ error: String(error?.message ?? error) });
  }
});
