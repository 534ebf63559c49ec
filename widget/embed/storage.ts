// What is remembered on this browser, under the page's own origin. Reading storage can throw
// (blocked by the reader, a sandboxed frame) and so can writing (full): then memory has to do.

const PREFIX = 'postil:';
/** What could not be kept. */
export const memory: Record<string, string | null> = {};

/** Whether what is set survives a reload. */
export let kept = true;

export function get(key: string): string | null {
  try {
    return memory[key] ?? localStorage.getItem(PREFIX + key);
  } catch {
    kept = false;
    return null;
  }
}

/** Without a value, forgets what was there. */
export function set(key: string, value?: string | null): void {
  delete memory[key];
  try {
    localStorage[value == null ? 'removeItem' : 'setItem'](PREFIX + key, value!);
  } catch {
    kept = false;
    memory[key] = value ?? null;
  }
}
