// The pages of a long thread. All that come are shown among each other; where some are missing
// between them, the reader is told, and may ask for them.

import type { Query } from '../request';
import type { Host } from '../types';
import { arrange } from './arrange';
import { recallFolds } from './fold';
import { countIn } from './heading';
import { type Row, rowsOf } from './rows';
import { markFresh } from './since';
import { tally } from './tally';
import { update } from './update';
import { nameButtons } from './whose';

export const sectionOf = ({ wrapper }: Host): HTMLElement => wrapper.querySelector<HTMLElement>('.postil')!;

/** Gets a page, completed like the first. */
export async function fetchPage(host: Host, query: Query, options?: RequestInit): Promise<HTMLElement> {
  const source = await host.ask(query, options);
  return host.make(source).querySelector<HTMLElement>('.postil')!;
}

/** Makes rows that have come what this reader knows them as, before they are seen. */
export function receive(host: Host, page: HTMLElement): Row[] {
  const rows = rowsOf(page);
  // The page of the most useful has no place among the others.
  if (+page.dataset.pages! > 1 && +page.dataset.page! >= 0) for (const row of rows) row.dataset.page = page.dataset.page;
  recallFolds(host, rows);
  markFresh(host, rows);
  return rows;
}

/** Puts the rows of another page among those that are shown; answers with those that are new. */
export function merge(host: Host, page: HTMLElement, rows = receive(host, page), updates?: boolean): Row[] {
  const section = sectionOf(host);
  const added: Row[] = [];
  host.changes.own(() => {
    for (const row of rows) {
      const known = host.root.getElementById(row.id);
      if (!known) added.push(row);
      else {
        if (row.dataset.page) known.dataset.page = row.dataset.page;
        if (updates || known.matches('.held,.waiting')) update(known, row);
      }
    }
    const list = section.querySelector('.rows');
    list?.append(...added);
    // What is pinned comes with the first page.
    if (page.dataset.page === '0') {
      list?.querySelector('.pinned')?.remove();
      list?.prepend(...page.querySelectorAll('.pinned'));
    }
  });
  // Pages are published one by one: the newest knows best how many there are.
  if (+page.dataset.version! >= +section.dataset.version!) {
    const { version, pages, count } = page.dataset;
    Object.assign(section.dataset, { version, pages });
    countIn(host, +count! - +section.dataset.count!);
  }
  settle(host, added);
  return added;
}

/** Puts everything to its place, after rows were added; without them, after any may have gone. */
export function settle(host: Host, added?: Row[]): void {
  const found = arrange(host, sectionOf(host));
  const come = new Set(added);
  host.changes.own(() => {
    for (const conversation of found) if (!added || conversation.rows.some((row) => come.has(row))) tally(host, conversation);
    nameButtons(host, sectionOf(host));
  });
  // The widget knows which of them are this reader's own, and which they have voted for.
  host.wrapper.dispatchEvent(new Event('postil-rows'));
}
