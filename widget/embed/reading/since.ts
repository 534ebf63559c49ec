// What has come since the last visit. Only this browser knows when that was.

import type { Host } from '../types';
import { isWhole } from './arrange';
import { make } from './make';
import { offer, say } from './notice';
import { fetchPage, merge, sectionOf } from './pages';
import { goToRow } from './places';
import { isPublished, type Row, rowsOf } from './rows';

/** Of the answers of `compareDocumentPosition`: its name would be downloaded, too. */
const FOLLOWING: typeof Node.DOCUMENT_POSITION_FOLLOWING = 4;

/** The last visit: its moment, and how many comments there were. */
export type Visit = [moment: number, count: number];

export const lastVisit = (host: Host): Visit | undefined => host.get('last ' + host.name)?.split(' ').map(Number) as Visit | undefined;

const createdAt = (row: Row): number => Date.parse(row.querySelector<HTMLTimeElement>('.when')?.dateTime ?? '') || 0;

export const isOwn = (host: Host, row: Row): boolean => row.dataset.mark === host.get('mark ' + host.site);

/** Remembers this visit. */
export function rememberVisit(host: Host): void {
  const section = sectionOf(host);
  // Of a thread that is shown in part, nobody knows the newest comment: then the clock has to do.
  const newest = isWhole(section) ? Math.max(0, ...rowsOf(section).map(createdAt)) : Date.now();
  host.set('last ' + host.name, `${newest} ${section.dataset.count}`);
}

/** Marks rows as new to this reader: those since the last visit, or all. */
export function markFresh(host: Host, rows: Row[], all?: boolean): void {
  const { visit } = host;
  for (const row of rows) {
    const isFresh = all || (visit && createdAt(row) > visit[0]);
    if (!isFresh || !isPublished(row) || isOwn(host, row) || row.matches('.fresh')) continue;
    row.classList.add('fresh');
    row.querySelector('.meta')?.append(' ', make('span', { className: 'since' }, host.words(MESSAGES.reading_since_new)));
  }
}

/** Says how much is new since the last visit. */
export function tellSince(host: Host): void {
  const section = sectionOf(host);
  const { visit } = host;
  if (!visit) return;
  const here = section.querySelectorAll('.fresh').length;
  // What stands on pages that are not shown can only be counted.
  const count = isWhole(section) ? here : Math.max(here, +section.dataset.count! - visit[1]);
  if (count < 1) return;
  say(host, host.words(MESSAGES.reading_since, { count }));
  offer(host, 'next', host.words(MESSAGES.reading_since_next));
}

/** Takes the reader to the next new comment: after the one they are in, or the first. */
export async function goToNext(host: Host): Promise<void> {
  const fresh = () => [...sectionOf(host).querySelectorAll<Row>('.fresh')];
  if (!fresh().length) merge(host, await fetchPage(host, { page: 'last' }));
  const all = fresh();
  const here = host.at && host.root.contains(host.at) ? host.at : null;
  const next = all.find((row) => here && here.compareDocumentPosition(row) & FOLLOWING) ?? all[0];
  if (next) goToRow(host, next);
  else offer(host, 'next', '');
}
