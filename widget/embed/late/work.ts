// Proof of work, as `model/src/defence/work.rs` has it: looks for a number with which a digest begins
// with as many zero bits as the Worker asks for. It comes when something is suspicious, which to most
// readers never happens.

import { askTurnstile, TURNSTILE } from './turnstile';

/** So many milliseconds at a time are taken of a page that has to do the work itself. */
const PIECE = 8;

/** The same where nobody looks at the page, whose timers come once a second. */
const HIDDEN_PIECE = 800;

/** So many milliseconds a worker has to begin. */
const PATIENCE = 3_000;

/**
 * A search for the answer to a challenge: goes on for so many milliseconds, or until it is found. Its
 * text is the script of a worker, too: it must name nothing outside of it.
 */
const searchFor = (challenge: string): ((milliseconds: number) => string | undefined) => {
  // SHA-256, as FIPS 180-4 has it. Its constants are the first 32 bits behind the point of the roots
  // of the first primes.
  const constants = new Int32Array(64);
  const initial = new Int32Array(8);
  const behind = (root: number) => (root % 1) * 2 ** 32;
  for (let number = 2, found = 0; found < 64; number++) {
    let divisor = 2;
    while (number % divisor) divisor++;
    if (divisor < number) continue;
    // Past its end, an array takes nothing.
    initial[found] = behind(Math.sqrt(number));
    constants[found++] = behind(Math.cbrt(number));
  }

  const schedule = new Int32Array(64);
  const state = new Int32Array(8);
  const turn = (word: number, by: number) => (word >>> by) | (word << (32 - by));
  /** The digest of one block, the first sixteen words of the schedule. */
  const digest = () => {
    for (let at = 16; at < 64; at++) {
      const early = schedule[at - 15]!;
      const late = schedule[at - 2]!;
      schedule[at] =
        schedule[at - 16]! +
        (turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)) +
        schedule[at - 7]! +
        (turn(late, 17) ^ turn(late, 19) ^ (late >>> 10)) | 0;
    }
    // One by one: millions of times, an iterator would take its time.
    let a = initial[0]!;
    let b = initial[1]!;
    let c = initial[2]!;
    let d = initial[3]!;
    let e = initial[4]!;
    let f = initial[5]!;
    let g = initial[6]!;
    let h = initial[7]!;
    for (let at = 0; at < 64; at++) {
      const first = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + constants[at]! + schedule[at]!) | 0;
      const second = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
      h = g;
      g = f;
      f = e;
      e = (d + first) | 0;
      d = c;
      c = b;
      b = a;
      a = (first + second) | 0;
    }
    state[0] = initial[0]! + a;
    state[1] = initial[1]! + b;
    state[2] = initial[2]! + c;
    state[3] = initial[3]! + d;
    state[4] = initial[4]! + e;
    state[5] = initial[5]! + f;
    state[6] = initial[6]! + g;
    state[7] = initial[7]! + h;
  };

  // A challenge is shorter than 56 letters, and so one block.
  const letters = [...challenge].map((letter) => letter.charCodeAt(0));
  for (const [at, byte] of [...letters, 0x80].entries()) schedule[at >> 2]! |= byte << (24 - 8 * (at & 3));
  schedule[15] = letters.length * 8;
  digest();
  // What is searched: that digest, the nonce, and the end of a block of 40 bytes.
  schedule.fill(0, 8, 15);
  schedule.set(state);
  schedule[10] = 1 << 31;
  schedule[15] = 320;
  const swap = (word: number) => (word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24);

  const bits = parseInt(challenge);
  let nonce = 0;
  return (milliseconds) => {
    const end = performance.now() + milliseconds;
    do {
      schedule[8] = swap(nonce);
      schedule[9] = swap(nonce / 2 ** 32);
      digest();
      if (Math.clz32(state[0]!) + (state[0] ? 0 : Math.clz32(state[1]!)) >= bits) return `${challenge}.${nonce}`;
    } while (++nonce % 64 || performance.now() < end);
    return undefined;
  };
};

/** The answer to a challenge: of work from a thread of its own, where the page allows one. */
export const solve = (challenge: string): Promise<string> =>
  challenge.startsWith(TURNSTILE) ? askTurnstile(challenge) : solveBeside(challenge).catch(() => solveHere(challenge));

/**
 * A worker's script must be of the page's own origin, or a blob. Pages with a strict policy refuse
 * that as well: some browsers by an exception, some by an event, and some may say nothing.
 */
function solveBeside(challenge: string): Promise<string> {
  let worker: Worker | undefined;
  const script = `onmessage=({data})=>{postMessage("");postMessage((${searchFor})(data)(1/0))}`;
  const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  return new Promise<string>((done, fail) => {
    const timer = setTimeout(fail, PATIENCE);
    worker = new Worker(address);
    worker.onerror = fail;
    worker.onmessage = ({ data }) => (data ? done(data) : clearTimeout(timer));
    worker.postMessage(challenge);
  }).finally(() => {
    worker?.terminate();
    URL.revokeObjectURL(address);
  });
}

/** In pieces, so that the page stays at hand for its reader. */
async function solveHere(challenge: string): Promise<string> {
  const search = searchFor(challenge);
  for (;;) {
    const answer = search(document.hidden ? HIDDEN_PIECE : PIECE);
    if (answer) return answer;
    await new Promise((next) => setTimeout(next));
  }
}
