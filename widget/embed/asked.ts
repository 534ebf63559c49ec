// What a section asks for before it is built: nothing that is shown has to wait for what only
// shows it.

import { fetchSheet } from './assets';
import type { Place } from './place';
import { type About, fetchThread, type Query } from './request';
import { get } from './storage';
import type { Options } from './types';

/** So many pixels from the screen a thread is asked for. */
export const NEAR = 600;

/** What a thread is found by, which page of it is wanted, and the page itself, if its reader is near. */
export type Asked = [about: About, query: Query, early: Promise<string> | false];

/** Asks for a thread and for what it is shown with, if its reader is near already: an observer tells a frame later only. */
export function ask(options: Options, [, top]: Place): Asked {
  const { base, site, thread: id } = options as Options & Required<Pick<Options, 'base' | 'site'>>;
  // NaN is near nothing.
  const isNear = top < innerHeight + NEAR || options.load === 'now' || /^#(c|postil)-/.test(location.hash);
  // The first access to what is remembered takes a while.
  if (isNear) fetchSheet(base);
  const url = location.href.split('#')[0]!;
  const languages = options.lang || navigator.languages.join();
  const canonical = document.querySelector<HTMLLinkElement>('link[rel=canonical]')?.href;
  const about: About = { base, site, languages, name: site + (id || url), thread: { id, url, canonical } };
  // The page of the comment that the page's address leads to, or else the first of the order in use.
  const query: Query = { comment: location.hash.split('#c-')[1], page: get('sort ' + site) };
  const early = isNear && fetchThread(about, query);
  // What waits for it comes a task later: until then, a failure is nobody's.
  if (early) early.catch(() => {});
  return [about, query, early];
}
