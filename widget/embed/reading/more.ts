// The next page of a long thread, or one that is missing between two.

import type { Host } from '../types';
import { say } from './notice';
import { fetchPage, merge, sectionOf } from './pages';
import { goToRow } from './places';
import { type Row, rowsOf } from './rows';

export async function more(host: Host, { value }: HTMLButtonElement): Promise<void> {
  let added: Row[] = [];
  // What has come already, among the most useful, is not shown twice: then the next page is asked for.
  for (let page: string | undefined = value; page !== undefined && !added.length; ) {
    added = merge(host, await fetchPage(host, { page }));
    const next: HTMLButtonElement | null = sectionOf(host).querySelector('.postil > .more');
    page = next && !next.hidden && next.value !== page ? next.value : undefined;
  }
  say(host, host.words(MESSAGES.reading_more_shown, { count: added.length }));
  const first = rowsOf(sectionOf(host)).find((row) => added.includes(row));
  if (first) goToRow(host, first);
}
