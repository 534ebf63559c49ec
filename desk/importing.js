// The module that reads files, in a worker of its own. It answers in the order in which it is asked.

/* global __IMPORTER__ */

export class Importer {
  #worker = new Worker(`/desk/${__IMPORTER__}`, { type: "module" });
  /** What waits for an answer. */
  #asked = [];

  /** @param {(done: number, all: number) => void} progress hears how many bytes are read */
  constructor(progress) {
    this.#worker.onmessage = ({ data }) => {
      if ("done" in data) progress(data.done, data.all);
      else {
        const asked = this.#asked.shift();
        if ("error" in data) asked.fail(data.error);
        else asked.answer(data.answer);
      }
    };
    // It could not be loaded.
    this.#worker.onerror = () => this.#asked.splice(0).forEach(({ fail }) => fail(""));
  }

  /** @param {string} call @param {unknown[]} given @returns {Promise<unknown>} */
  ask(call, given) {
    return new Promise((answer, fail) => {
      this.#asked.push({ answer, fail });
      this.#worker.postMessage([call, given]);
    });
  }

  end() {
    this.#worker.terminate();
  }
}
