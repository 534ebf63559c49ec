// Putting the conversations in another order. A thread that is here whole is sorted here; of a longer
// one, the page that comes first in that order is asked for.

import type { Host } from '../types';
import { arrange, isWhole, shownPages } from './arrange';
import { say } from './notice';
import { fetchPage, merge, sectionOf } from './pages';
import type { Order } from './order';

/** What an order begins with. It is remembered by this. */
const FIRST: Record<Order, string> = { oldest: '', newest: 'last', best: 'best' };

/** Makes a page that has come say in which order this reader wants it. */
export function recallOrder(host: Host, section: HTMLElement): void {
  const remembered = host.get('sort ' + host.site) ?? '';
  const button = [...section.querySelectorAll<HTMLButtonElement>('.sort')].find(({ value }) => FIRST[value as Order] === remembered);
  use(section, (button?.value as Order) ?? 'oldest');
}

function use(section: HTMLElement, order: Order): void {
  section.dataset.order = order;
  for (const button of section.querySelectorAll<HTMLButtonElement>('.sort')) {
    button.setAttribute('aria-pressed', `${button.value === order}`);
  }
}

export async function sort(host: Host, { value, textContent }: HTMLButtonElement): Promise<void> {
  const order = value as Order;
  const section = sectionOf(host);
  const first = order === 'newest' ? +section.dataset.pages! - 1 : 0;
  const page = isWhole(section) || (order !== 'best' && shownPages(section).has(first)) ? undefined : await fetchPage(host, { page: FIRST[order] });
  host.set('sort ' + host.site, FIRST[order] || null);
  use(sectionOf(host), order);
  if (page) merge(host, page);
  arrange(host, sectionOf(host), true);
  say(host, host.words(MESSAGES.reading_sorted, { order: textContent! }), 'heard');
}
