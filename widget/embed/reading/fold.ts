// Folding: what stands below a comment is hidden, now and when the reader comes back.

import type { Host } from '../types';
import { above, depthOf, idOf, type Row, rowAround, rowsOf } from './rows';

const buttonOf = (row: Row) => row.querySelector<HTMLButtonElement>(':scope > .actions > .fold');

const isFolded = (row: Row): boolean => buttonOf(row)?.getAttribute('aria-expanded') === 'false';

const setFolded = (row: Row, folded: boolean) => buttonOf(row)?.setAttribute('aria-expanded', `${!folded}`);

const remembered = (host: Host) => new Set((host.get('folds ' + host.name) ?? '').split(' ').filter(Boolean));

function remember(host: Host, row: Row): void {
  const ids = remembered(host);
  ids[isFolded(row) ? 'add' : 'delete'](idOf(row));
  host.set('folds ' + host.name, [...ids].join(' ') || null);
}

/** Folds what was folded before, among rows that have come. */
export function recallFolds(host: Host, rows: Row[]): void {
  const ids = remembered(host);
  for (const row of rows) if (ids.has(idOf(row))) setFolded(row, true);
}

/** Hides what stands below a folded row, and shows all else. */
export function applyFolds(section: HTMLElement): void {
  let folded = Infinity;
  for (const row of rowsOf(section)) {
    const depth = depthOf(row);
    row.hidden = depth > folded;
    if (!row.hidden) folded = isFolded(row) ? depth : Infinity;
  }
}

/** Folds or unfolds, as the reader has pressed. */
export function toggleFold(host: Host, section: HTMLElement, button: Element): void {
  const row = rowAround(button);
  setFolded(row, !isFolded(row));
  remember(host, row);
  applyFolds(section);
}

/** Unfolds whatever hides a row. */
export function reveal(host: Host, section: HTMLElement, row: Row): void {
  if (!row.hidden) return;
  for (const over of above(row).filter(isFolded)) {
    setFolded(over, false);
    remember(host, over);
  }
  applyFolds(section);
}
