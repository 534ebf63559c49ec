// What is remembered on this browser, under the page's own origin. Reading storage can throw
// (blocked by the reader, a sandboxed frame) and so can writing (full): then memory has to do.

const PREFIX = 'postil:';
/** What could not be kept: while there is anything, nothing is sure to survive a reload. */
export const memory: Record<string, string | null | undefined> = {};

export function get(key: string): string | undefined {
  try {
    return memory[key] ?? localStorage[PREFIX + key];
  } catch {
    // Blocked: nothing is known.
  }
}

/** Without a value, forgets what was there. */
export function set(key: string, value?: string | null): void {
  delete memory[key];
  try {
    if (value == null) delete localStorage[PREFIX + key];
    else localStorage[PREFIX + key] = value;
  } catch {
    memory[key] = value;
  }
}
