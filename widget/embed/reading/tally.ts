// What rows say of those around them: how many replies there are below, and which of its siblings
// a reply is. The Worker has written it for its page; where rows come later, it is written anew.

import type { Host } from '../types';
import { make, makeButton } from './make';
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
  const fold = actions?.querySelector('.fold');
  const count = below(row).filter(isPublished).length;
  if (!count) return fold?.remove();
  const text = host.words(MESSAGES.widget_replies, { count });
  if (fold) write(fold.firstChild!, text);
  // Without its words, nobody would know what it is for.
  else if (text && actions) {
    const made = makeButton('quiet fold', text);
    made.setAttribute('aria-expanded', 'true');
    actions.append(made);
  }
}

function tellPlace(host: Host, row: Row, nth: number, of: number): void {
  const meta = row.querySelector(':scope > .meta');
  let place = meta?.querySelector('.place');
  if (!place) {
    place = make('span', { className: 'heard place' });
    meta?.append(' ', place);
  }
  write(place, host.words(MESSAGES.widget_place, { nth, of, level: depthOf(row) + 1 }));
}

/** Changes nothing that says it already. */
function write(node: Node, text: string): void {
  if (text && node.textContent !== text) node.textContent = text;
}
