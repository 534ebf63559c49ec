// Loaded before each file of tests by `cargo xtask test`. What a failed start leaves open, a browser
// or a server, keeps a file from ending, and with it the whole run: past this time the file fails.

import { SOAK } from "./util.mjs";

const MINUTES = SOAK ? 60 : 15;

setTimeout(() => {
  console.error(`not done after ${MINUTES} minutes, or something is still open: ${process.argv[1]}`);
  process.exit(1);
}, MINUTES * 60_000).unref();
