// A client that costs little: it has one core, and the Worker under load has the other. It writes
// the same bytes again and again on connections that stay open, and looks for the end of each answer.

import { readFile } from "node:fs/promises";
import { connect } from "node:net";

/** Enough to keep workerd's one thread busy, few enough to be answered in turn. */
const CONNECTIONS = 8;

const END_OF_CHUNKS = "0\r\n\r\n";

/**
 * Asks for an address as often as it is answered. Answers a second of the servers' processor time,
 * or of the clock where the system does not tell.
 * @param {string} address @param {number[]} pids of the processes that answer @param {number} ms for how long
 * @returns {Promise<number>}
 */
export async function rate(address, pids, ms) {
  const { hostname, port, pathname, search, host } = new URL(address);
  const request = `GET ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\nCF-Connecting-IP: 198.51.100.7\r\n\r\n`;
  const [before, start] = [await processorMs(pids), performance.now()];
  const counts = await Promise.all(Array.from({ length: CONNECTIONS }, () => one(request, hostname, Number(port), start + ms)));
  const [after, end] = [await processorMs(pids), performance.now()];
  const took = before === undefined || after === undefined ? end - start : after - before;
  return (1000 * counts.reduce((all, count) => all + count, 0)) / took;
}

/** What processes have used so far, as Linux tells it, in ticks of 10 ms. @param {number[]} pids */
async function processorMs(pids) {
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined)));
  let ticks = 0;
  for (const line of lines) {
    if (!line) return undefined;
    // The name in parentheses may hold anything; user and system time are the 12th and 13th field after it.
    const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
    ticks += Number(fields[11]) + Number(fields[12]);
  }
  return ticks * 10;
}

/** @param {string} request @param {string} host @param {number} port @param {number} end @returns {Promise<number>} */
function one(request, host, port, end) {
  return new Promise((done, fail) => {
    let count = 0;
    // What is known of the answer that is coming: the last bytes, or how many are left.
    let tail = "";
    let left = -1;
    const socket = connect({ host, port, noDelay: true }, () => socket.write(request));
    socket.on("error", fail);
    socket.on("close", () => fail(new Error("the Worker closed a connection under load")));
    socket.on("data", (data) => {
      if (left < 0) {
        const head = tail + data.toString("latin1");
        const stop = head.indexOf("\r\n\r\n");
        if (stop < 0) return void (tail = head);
        if (!head.startsWith("HTTP/1.1 200")) return void socket.destroy(new Error(head.slice(0, 300)));
        const length = head.slice(0, stop).match(/\r\ncontent-length: (\d+)/i)?.[1];
        left = length === undefined ? Infinity : Number(length);
        // The head belongs to the answer, but not to its length.
        left -= head.length - stop - 4;
        tail = head.slice(-END_OF_CHUNKS.length);
      } else {
        left -= data.length;
        tail = (tail + data.toString("latin1", Math.max(0, data.length - END_OF_CHUNKS.length))).slice(-END_OF_CHUNKS.length);
      }
      // A published page has no carriage return, so that this can only be the end.
      if (left > 0 && tail !== END_OF_CHUNKS) return;
      count++;
      [tail, left] = ["", -1];
      if (performance.now() < end) return void socket.write(request);
      socket.removeAllListeners("close").destroy();
      done(count);
    });
  });
}
