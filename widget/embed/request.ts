// The one request a reader's page makes for a thread.

import { get } from './storage';

/** What a thread is found by, and in which form it is wanted. */
export interface About {
  /** The Worker's address, without a slash at the end. */
  base: string;
  site: string;
  /** The reader's languages, the dearest first. */
  languages: string;
  /** What is remembered of a thread by its address (`seen`, `last`, `room`, `typed`) stands under this name. */
  name: string;
  thread: { id?: string; url: string; canonical?: string };
}

/** What is asked for of a thread: the page that a comment is on, or else one by its name. */
export interface Query {
  page?: string;
  comment?: string;
}

export async function fetchText(address: string, options?: RequestInit): Promise<string> {
  const response = await fetch(address, options);
  // A problem answer says in `detail`, in words, what to do about it.
  if (!response.ok) throw await response.json();
  return response.text();
}

/** Gets a published page, not older than what this reader has posted. */
export function fetchThread({ base, site, thread, name, languages }: About, query: Query, options?: RequestInit): Promise<string> {
  const all = { site, ...thread, lang: languages, min_v: get('seen ' + name), ...query };
  const given = Object.entries(all).filter(([, value]) => value) as [string, string][];
  return fetchText(`${base}/v1/thread?${new URLSearchParams(given)}`, {
    // A page that never answers must not leave the reader waiting for ever.
    signal: AbortSignal.timeout(20_000),
    ...options,
  });
}
