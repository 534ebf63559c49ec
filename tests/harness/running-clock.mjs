// Time that a test plays: hours pass in the Worker at once, as if they had been waited for.

/** The clock of a Worker that was started with the option `clock`. */
export class Clock {
  /** By how much it is ahead of the machine's, in milliseconds. */
  #ahead = 0;

  /** @param {import("./worker.mjs").Worker} worker */
  constructor(worker) {
    this.worker = worker;
  }

  now() {
    return Date.now() + this.#ahead;
  }

  /** Lets time pass, and wakes the objects whose alarms are due by then. @param {number} ms */
  async pass(ms) {
    this.#ahead += Math.max(0, Math.round(ms));
    const response = await this.worker.fetch(`/clock?ahead=${this.#ahead}`);
    if (!response.ok) throw new Error(`the clock answered ${response.status}: ${await response.text()}`);
  }

  /** Lets time pass until then, if that is not over yet. @param {number} moment in milliseconds since 1970 */
  until(moment) {
    return moment > this.now() ? this.pass(moment - this.now()) : undefined;
  }
}
