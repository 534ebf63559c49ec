// The module that reads files, in a worker of its own. It is asked one thing after the other.

/* global __IMPORTER__ */

export class Importer {
  #worker = new Worker(`/desk/${__IMPORTER__}`, { type: "module" });
  #answer;
  #fail;

  /** @param {(done: number, all: number) => void} progress hears how many bytes are read */
  constructor(progress) {
    this.#worker.onmessage = ({ data }) => {
      if ("done" in data) progress(data.done, data.all);
      else if ("error" in data) this.#fail(data.error);
      else this.#answer(data.answer);
    };
    // It could not be loaded.
    this.#worker.onerror = () => this.#fail?.("");
  }

  /** @param {string} call @param {unknown[]} given @returns {Promise<unknown>} */
  ask(call, given) {
    return new Promise((answer, fail) => {
      this.#answer = answer;
      this.#fail = fail;
      this.#worker.postMessage([call, given]);
    });
  }

  end() {
    this.#worker.terminate();
  }
}
