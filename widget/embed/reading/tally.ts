// What rows say of those around them: how many replies there are below, and which of its siblings
// a reply is. The Worker has written it for its page; where rows come later, it is written anew.

import type { Host } from '../types';
import type { Conversation } from './order';
import { below, depthOf, isPublished, type Row } from './rows';

export function tally(host: Host, { rows }: Conversation): void {
  const siblings = new Map<string | undefined, Row[]>();
  for (const row of rows) {
    countReplies(host, row);
    const { number, parent } = row.dataset;
    if (number && depthOf(row)) siblings.set(parent, [...(siblings.get(parent) ?? []), row]);
  }
  for (const group of siblings.values()) {
    for (const [at, row] of group.entries()) tellPlace(host, row, at + 1, group.length);
  }
}

function countReplies(host: Host, row: Row): void {
  const actions = row.querySelector(':scope > .actions');
  let fold = actions?.querySelector('.fold');
  const count = below(row).filter(isPublished).length;
  if (!count) return fold?.remove();
  const reply = actions?.querySelector('.reply');
  if (!fold && reply) {
    // As that one, it says whose it is.
    fold = reply.cloneNode(true) as Element;
    fold.className = 'quiet fold';
    fold.setAttribute('aria-expanded', 'true');
    actions!.append(fold);
  }
  const text = host.words(MESSAGES.widget_replies, { count });
  if (fold) write(fold.firstChild!, text && text + ' ');
}

function tellPlace(host: Host, row: Row, nth: number, of: number): void {
  const meta = row.querySelector(':scope > .meta');
  let place = meta?.querySelector('.place');
  if (!place) {
    place = document.createElement('span');
    place.className = 'heard place';
    meta?.append(' ', place);
  }
  write(place, host.words(MESSAGES.widget_place, { nth, of, level: depthOf(row) + 1 }));
}

/** Changes nothing that says it already. */
function write(node: Node, text: string): void {
  if (text && node.textContent !== text) node.textContent = text;
}
