// Everything to its place: the rows in the order in use, a button where pages are missing between
// them, and the one for what comes after the last.

import type { Host } from '../types';
import { applyFolds } from './fold';
import { make, makeButton } from './make';
import { type Conversation, conversations } from './order';
import { isPublished, type Row, rowsOf } from './rows';

/** Puts all rows in order; moves none that stands right. Answers with the conversations. */
export function arrange(host: Host, section: HTMLElement, afresh?: boolean): Conversation[] {
  const list = section.querySelector<HTMLElement>('.rows');
  if (!list) return [];
  const found = conversations(section, afresh);
  host.changes.own(() => {
    for (const gap of list.querySelectorAll('.gap')) gap.remove();
    let next: Element | null = list.querySelector('.row');
    for (const { rows } of found) {
      for (const row of rows) {
        if (row === next) next = next.nextElementSibling;
        else list.insertBefore(row, next);
      }
    }
    const left = +section.dataset.count! - rowsOf(section).filter(isPublished).length;
    const last = markGaps(host, section, found);
    const more = section.querySelector<HTMLButtonElement>('.postil > .more');
    if (more) {
      more.hidden = last === undefined;
      more.value = `${last ?? ''}`;
      more.textContent = host.words(MESSAGES.widget_more, { count: Math.max(left, 1) }) || more.textContent;
    }
  });
  applyFolds(section);
  return found;
}

/** The page that a row came with, if that is known. */
const pageOf = (row: Row): number | undefined => (row.dataset.page ? +row.dataset.page : undefined);

/** The pages that are shown. */
export const shownPages = (section: HTMLElement): Set<number | undefined> => new Set(rowsOf(section).map(pageOf));

/** Whether no page is missing. */
export function isWhole(section: HTMLElement): boolean {
  const { pages } = section.dataset;
  return +pages! < 2 || Array.from({ length: +pages! }, (_, page) => page).every((page) => shownPages(section).has(page));
}

/** Puts a button wherever pages are missing between rows. Answers with the page after the last row. */
function markGaps(host: Host, section: HTMLElement, found: Conversation[]): number | undefined {
  const { order, pages } = section.dataset;
  const count = +pages!;
  if (count < 2) return;
  if (order === 'best') {
    const shown = shownPages(section);
    return Array.from({ length: count }, (_, page) => page).find((page) => !shown.has(page));
  }
  const newest = order === 'newest';
  // The page of what stands above: at first, one that there is not.
  let edge = newest ? count : -1;
  for (const { rows } of found) {
    const known = rows.map(pageOf).filter((page) => page !== undefined);
    if (!known.length) continue;
    const [first, last] = [known[0]!, known.at(-1)!];
    if (newest && last < edge - 1) putGap(host, rows[0]!, edge < count ? edge - 1 : last + 1);
    if (!newest && first > edge + 1) putGap(host, rows[0]!, edge < 0 ? first - 1 : edge + 1);
    // A conversation that fills pages may lack one in its middle.
    let before = first;
    for (const row of rows) {
      const page = pageOf(row) ?? before;
      if (page > before + 1) putGap(host, row, before + 1);
      before = page;
    }
    edge = newest ? Math.min(edge, first) : Math.max(edge, last);
  }
  const next = newest ? edge - 1 : edge + 1;
  return next < 0 || next >= count ? undefined : next;
}

function putGap(host: Host, row: Row, page: number): void {
  row.before(make('li', { className: 'gap' }, makeButton('more', host.words(MESSAGES.me_more) || '…', `${page}`)));
}
