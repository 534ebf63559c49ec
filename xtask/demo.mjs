// `cargo xtask demo`: the Worker on one port, the example blog on another, and a discussion on it.
//   node xtask/demo.mjs WORKER_PORT BLOG_PORT DATA_FOLDER

import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";

import { startBlog } from "../tests/harness/blog.mjs";
import { Client } from "../tests/harness/client.mjs";
import { fillExample, fillTheme, POST, THEMES, UNDER } from "../tests/harness/example.mjs";
import { signInLink } from "../tests/harness/staff.mjs";
import { ROOT, until } from "../tests/harness/util.mjs";
import { startWorker } from "../tests/harness/worker.mjs";

const [port, blogPort] = process.argv.slice(2, 4).map(Number);
const data = resolve(ROOT, process.argv[4]);

await mkdir(data, { recursive: true });
const blog = await startBlog({ worker: `http://127.0.0.1:${port}`, port: blogPort, under: UNDER });
const worker = await startWorker({
  port,
  data,
  sites: [{ id: "library-blog", title: "Behind the Desk", origins: [blog.origin] }],
  limits: {},
  onLog: (line) => console.error(`  worker: ${line}`),
}).catch(async (error) => {
  await blog.stop();
  throw error;
});

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, async () => {
    console.log("\nstopping …");
    await Promise.all([blog.stop(), worker.stop()]);
    process.exit(0);
  });
}

await fillExample(worker, blog.origin);
for (const theme of THEMES) await fillTheme(worker, blog.origin, `/themes/${theme}/`);
// The index page shall have its numbers when it is first looked at; they come after two seconds.
const reader = new Client(worker, { blog: blog.origin });
const counted = async () => Object.values((await reader.get("/v1/counts", { id: POST })).body).some((count) => count > 0);
await until(counted, { what: "the counts" }).catch((error) => console.error(`  ${error.message}`));
console.log(`
  A post with comments:  ${blog.origin}${POST}
  The whole blog:        ${blog.origin}/
  Six other looks:       ${blog.origin}/themes/
  Without JavaScript:    ${worker.origin}/v1/page?site=library-blog
  The desk, once:        ${await signInLink(worker)}
  The data:              ${data} (delete the folder to begin anew)

Ctrl-C stops both.`);
