// The one request a reader's page makes for a thread.

import { get } from './storage';
import type { Host } from './types';

/** A page that never answers must not leave the reader waiting for ever. */
const PATIENCE = 20_000;
const FIVE_MINUTES = 300_000;

export async function fetchText(address: string, options?: RequestInit): Promise<string> {
  const response = await fetch(address, options);
  // A problem answer says in `detail`, in words, what to do about it.
  if (!response.ok) throw await response.json();
  return response.text();
}

/** Gets the published page, not older than what this reader has posted. */
export function fetchThread({ base, site, thread, name }: Host, lang: string): Promise<string> {
  const [version, moment] = (get('seen ' + name) ?? '').split(' ');
  const query = {
    ...thread,
    title: '',
    site,
    lang,
    min_v: +moment! > Date.now() - FIVE_MINUTES && version,
    comment: location.hash.startsWith('#c-') && location.hash.slice(3),
  };
  const given = Object.entries(query).filter(([, value]) => value) as [string, string][];
  return fetchText(`${base}/v1/thread?${new URLSearchParams(given)}`, {
    signal: AbortSignal.timeout?.(PATIENCE),
  });
}
