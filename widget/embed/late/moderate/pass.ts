// What lets this browser moderate on a site: it came by a link from the desk, and is kept beside the
// device key, where every script of the page can read it. The server knows how little it opens.

import type { Host } from '../../types';

export interface Pass {
  token: string;
  /** The moderator's name, as readers see it. */
  name: string;
  /** Until when it is good, in milliseconds since 1970. */
  until: number;
}

/** So many milliseconds an answer is waited for. */
const PATIENCE = 30_000;

/** Under what it is kept, by the site's id. `reading/reading.ts` looks there, too. */
const KEPT = 'moderate';

/** Whether a key of the browser's storage is that. */
export const isKept = (key: string | null): boolean => key === 'postil:' + KEPT;

/** Posts to the Worker: as text, so that no browser asks before it does. */
export async function post<Answer>({ base, fetchText }: Host, call: string, body: unknown): Promise<Answer> {
  const text = await fetchText(`${base}/v1/moderate/${call}`, {
    method: 'POST',
    body: JSON.stringify(body),
    credentials: 'omit',
    signal: AbortSignal.timeout(PATIENCE),
  });
  return JSON.parse(text);
}

/** Takes the code of a link out of the page's address, before anything else is done with it. */
export function takeCode(): string | undefined {
  const code = /^#postil-link=([\w-]+)/.exec(location.hash)?.[1];
  if (code) history.replaceState(history.state, '', location.href.split('#')[0]);
  return code;
}

/** Spends a code. */
export async function spend(host: Host, code: string): Promise<Pass> {
  const { site, thread } = host;
  const pass = await post<Pass>(host, 'link', { site, code, lang: thread.lang });
  keep(host, pass);
  return pass;
}

/** What is kept of this site's, good or not. */
export const kept = (host: Host): Pass | undefined => all(host)[host.site];

export const forget = (host: Host): void => keep(host, undefined);

function all({ get }: Host): Record<string, Pass | undefined> {
  try {
    return JSON.parse(get(KEPT) ?? '{}');
  } catch {
    return {};
  }
}

function keep(host: Host, pass: Pass | undefined): void {
  const text = JSON.stringify({ ...all(host), [host.site]: pass });
  // Without any, no page looks for a moderator.
  host.set(KEPT, text === '{}' ? null : text);
}
