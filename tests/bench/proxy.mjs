// What stands before a comment server in production: it compresses, keeps connections open, and
// says which network a request came from. The same code with the same settings for every server
// that is compared, so that only what they send differs.

import http from "node:http";
import zlib from "node:zlib";

import { freePort } from "../harness/util.mjs";

const COMPRESSIBLE = /^(text\/|application\/(javascript|json|problem\+json|wasm)|image\/svg\+xml)/;

/** About what a content network does on the way; not the best that either format can do. */
const BROTLI = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 5 } };
const GZIP = { level: 6 };

/** @param {string} upstream an origin @param {{ network?: string }} [options] */
export async function startProxy(upstream, { network = "198.51.100.7" } = {}) {
  const port = await freePort();
  const { hostname, port: upstreamPort } = new URL(upstream);
  const agent = new http.Agent({ keepAlive: true });

  const server = http.createServer({ keepAliveTimeout: 120_000 }, (request, response) => {
    const { "accept-encoding": accepted = "", ...headers } = request.headers;
    const pass = () => {
      const forward = http.request(
        { hostname, port: upstreamPort, path: request.url, method: request.method, agent, headers: { ...headers, "cf-connecting-ip": network } },
        (answer) => send(answer, response, String(accepted)),
      );
      forward.on("error", (error) => {
        // A connection that was kept open may be closed at the very moment it is used again.
        if (forward.reusedSocket && request.method === "GET" && /** @type {NodeJS.ErrnoException} */ (error).code === "ECONNRESET") pass();
        else if (response.headersSent) response.destroy(error);
        else response.writeHead(502).end(String(error));
      });
      request.pipe(forward);
    };
    pass();
  });
  await new Promise((done, fail) => {
    server.once("error", fail);
    server.listen(port, "127.0.0.1", () => done(undefined));
  });
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((done) => {
        agent.destroy();
        server.closeAllConnections();
        server.close(done);
      }),
  };
}

/** @param {http.IncomingMessage} answer @param {http.ServerResponse} response @param {string} accepted */
function send(answer, response, accepted) {
  const headers = { ...answer.headers };
  // These belong to the connection behind, not to the one before.
  for (const name of ["connection", "keep-alive", "transfer-encoding"]) delete headers[name];
  const status = answer.statusCode ?? 502;
  const coding = /\bbr\b/.test(accepted) ? "br" : /\bgzip\b/.test(accepted) ? "gzip" : undefined;
  const bare = status === 204 || status === 304 || answer.headers["content-encoding"];
  if (!coding || bare || !COMPRESSIBLE.test(headers["content-type"] ?? "")) {
    response.writeHead(status, headers);
    answer.pipe(response);
    return;
  }
  delete headers["content-length"];
  response.writeHead(status, { ...headers, "content-encoding": coding, vary: "Accept-Encoding" });
  answer.pipe(coding === "br" ? zlib.createBrotliCompress(BROTLI) : zlib.createGzip(GZIP)).pipe(response);
}
