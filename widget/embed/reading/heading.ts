// The number in the heading: as many comments as everybody can see.

import type { Host } from '../types';
import { sectionOf } from './pages';

/** Changes it. The nodes stay: the widget may yet take them over. */
export function countIn(host: Host, change: number): void {
  const section = sectionOf(host);
  const count = Math.max(+section.dataset.count! + change, 0);
  if (!change) return;
  section.dataset.count = `${count}`;
  const text = count ? host.words(MESSAGES.widget_heading_some, { count }) : host.words(MESSAGES.widget_heading_none);
  const [before, after] = text.split('{title}');
  const title = section.querySelector('.heading > .title');
  if (!title || after === undefined) return;
  host.changes.own(() => {
    for (const [node, text] of [[title.previousSibling, before], [title.nextSibling, after]] as const) if (node) node.nodeValue = text!;
  });
}
