// A quiet look for news while the section is on screen. Nothing moves under the reader's eyes: they
// are told, and shown what is new when they ask for it.

import { watchBox } from '../near';
import type { Host } from '../types';
import { shownPages } from './arrange';
import { offer, say } from './notice';
import { fetchPage, merge, receive, sectionOf, settle } from './pages';
import { goToRow } from './places';
import { rowsOf } from './rows';
import { isOwn, markFresh, rememberVisit } from './since';

const FIRST = 60_000;
const LONGEST = 900_000;
/** So long after the last sign of the reader, nobody is thought to be there. */
const ABSENCE = 1_800_000;

/** Not from the browser's cache, and without a header that would cost a request more. */
const NOW: RequestInit = { cache: 'no-cache' };

export function watchNews(host: Host): void {
  const { signal, wrapper } = host;
  let wait = FIRST;
  let due = Date.now() + FIRST;
  let active = Date.now();
  let isSeen = false;
  let timer = 0;

  const isIdle = () => Date.now() - active > ABSENCE;
  const consider = () => {
    clearTimeout(timer);
    if (!isSeen || document.hidden || isIdle() || signal.aborted) return;
    if (due <= Date.now()) {
      wait = Math.min(2 * wait, LONGEST);
      due = Date.now() + wait;
      // Without an answer, the next one will do.
      look(host).catch(() => {});
    }
    timer = window.setTimeout(consider, due - Date.now());
  };
  const note = () => {
    const wasIdle = isIdle();
    active = Date.now();
    if (wasIdle) consider();
  };

  for (const sign of ['pointermove', 'pointerdown', 'keydown', 'scroll']) addEventListener(sign, note, { signal, passive: true, capture: true });
  document.addEventListener('visibilitychange', consider, { signal });
  watchBox(wrapper, '0px', ({ isIntersecting }, end) => {
    isSeen = isIntersecting;
    if (signal.aborted) end();
    consider();
  });
}

/** Asks for the first page, which says how many comments there are. */
async function look(host: Host): Promise<void> {
  const page = await fetchPage(host, {}, NOW);
  const section = sectionOf(host);
  if (!section || +page.dataset.version! <= +section.dataset.version!) return;
  const here = rowsOf(page).filter((row) => !host.root.getElementById(row.id) && !isOwn(host, row)).length;
  // What stands on another page can only be counted.
  const count = +page.dataset.pages! < 2 ? here : Math.max(here, +page.dataset.count! - +section.dataset.count!);
  offer(host, 'news', count > 0 ? host.words(MESSAGES.reading_news, { count }) : '');
}

/** Shows what is new: comments at their places, and what has become of those that are shown. */
export async function showNews(host: Host): Promise<void> {
  const shown = [...shownPages(sectionOf(host))].filter((page) => page !== undefined);
  const names = shown.length ? [...shown.map(String), 'last'] : [undefined];
  const pages = await Promise.all(names.map((page) => fetchPage(host, { page }, NOW)));
  const added = pages.flatMap((page) => {
    dropGone(host, page);
    const rows = receive(host, page);
    markFresh(host, rows.filter((row) => !host.root.getElementById(row.id)), true);
    return merge(host, page, rows, true);
  });
  settle(host);
  offer(host, 'news', '');
  say(host, host.words(MESSAGES.reading_news_shown, { count: added.length }));
  const first = rowsOf(sectionOf(host)).find((row) => added.includes(row));
  if (first) goToRow(host, first);
  rememberVisit(host);
}

/** Takes away what is gone without a tombstone, unless a reply is being written to it. */
function dropGone(host: Host, page: HTMLElement): void {
  const ids = new Set(rowsOf(page).map(({ id }) => id));
  const own = +page.dataset.pages! > 1 ? page.dataset.page : undefined;
  host.changes.own(() => {
    for (const row of rowsOf(sectionOf(host))) {
      if (row.dataset.number && row.dataset.page === own && !ids.has(row.id) && !row.querySelector('form')) row.remove();
    }
  });
}

/** Shows this reader's own comments that were sent from elsewhere. */
export async function showOwn(host: Host): Promise<void> {
  const page = await fetchPage(host, +sectionOf(host).dataset.pages! > 1 ? { page: 'last' } : {}, NOW);
  merge(host, page, receive(host, page).filter((row) => isOwn(host, row)));
}
