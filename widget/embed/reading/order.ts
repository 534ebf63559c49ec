// The order of the rows. Conversations are put in order, and stay whole; within one, the comments'
// numbers say what follows what.

import { depthOf, idOf, type Row, rowsOf } from './rows';

export type Order = 'oldest' | 'newest' | 'best';

/** A comment and all that stands below it. */
export interface Conversation {
  /** Its number; a comment of one's own that has none yet is the newest. */
  number: number;
  rows: Row[];
  score: number;
}

/** The conversations of a section, in the order in use; `afresh` where it has just been chosen. */
export function conversations(section: HTMLElement, afresh?: boolean): Conversation[] {
  const numbered: [number[], Row][] = [];
  const others: Row[] = [];
  for (const row of rowsOf(section)) {
    const { number } = row.dataset;
    if (number) numbered.push([number.split('.').map(Number), row]);
    else others.push(row);
  }
  numbered.sort(([a], [b]) => compare(a, b));

  const all = new Map<number, Conversation>();
  const homes = new Map<string | undefined, Conversation>();
  for (const [[number], row] of numbered) {
    let home = all.get(number!);
    if (!home) all.set(number!, (home = { number: number!, rows: [], score: 0 }));
    home.rows.push(row);
    homes.set(idOf(row), home);
  }
  const list = [...all.values()];
  for (const row of others) {
    let home = homes.get(row.dataset.parent);
    if (home) {
      let at = home.rows.findIndex((other) => idOf(other) === row.dataset.parent);
      while (home.rows[++at] && depthOf(home.rows[at]!) >= depthOf(row));
      home.rows.splice(at, 0, row);
    } else list.push((home = { number: Infinity, rows: [row], score: 0 }));
    homes.set(idOf(row), home);
  }

  const order = section.dataset.order;
  for (const conversation of list) conversation.score = order === 'best' ? score(conversation, afresh) : 0;
  const direction = order === 'newest' ? -1 : 1;
  return list.sort((a, b) => b.score - a.score || (a.number === b.number ? 0 : a.number < b.number ? -direction : direction));
}

function compare(a: number[], b: number[]): number {
  for (let at = 0; ; at++) {
    if (a[at] === undefined || b[at] === undefined) return a.length - b.length;
    if (a[at] !== b[at]) return a[at]! - b[at]!;
  }
}

/** The highest score within. A vote moves nothing: it counts when the order is chosen the next time. */
function score({ rows }: Conversation, afresh?: boolean): number {
  const { dataset } = rows[0]!;
  if (afresh || !dataset.best) dataset.best = Math.max(...rows.map((row) => +(row.dataset.score ?? 0))) + '';
  return +dataset.best;
}
