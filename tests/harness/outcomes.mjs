// A reporter of `node --test` beside the one for people: a line of JSON for each test that passed or
// failed. `cargo xtask test` learns from it which files to run once more.

/**
 * @typedef {{ file: string, name: string, passed: boolean, test: boolean }} Outcome
 *   `test` is false of what failed around tests: a hook of a suite, or a file that did not end well.
 * @typedef {{ file?: string, name: string, nesting: number, skip?: unknown, todo?: unknown, details?: { type?: string, error?: { failureType?: string } } }} Told
 * @param {AsyncIterable<{ type: string, data: any }>} events
 */
export default async function* outcomes(events) {
  /** The names from the outermost suite to what runs now, by file. @type {Map<string, string[]>} */
  const names = new Map();
  for await (const { type, data } of events) {
    if (!["test:start", "test:pass", "test:fail"].includes(type)) continue;
    const { file = "", name, nesting, skip, todo, details } = /** @type {Told} */ (data);
    const path = [...(names.get(file) ?? []).slice(0, nesting), name];
    if (type === "test:start") {
      names.set(file, path);
      continue;
    }
    const passed = type === "test:pass";
    const isSuite = details?.type === "suite";
    // A suite is judged by its tests, unless it failed by itself.
    const isTold = isSuite ? !passed && details?.error?.failureType !== "subtestsFailed" : skip === undefined && todo === undefined;
    /** @type {Outcome} */
    const outcome = { file, name: path.join(" › "), passed, test: !isSuite && name !== file };
    if (isTold) yield JSON.stringify(outcome) + "\n";
  }
}
