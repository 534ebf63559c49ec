// The quiet words of a moderator in a row. Drawn from what is known of its comment, again and again:
// what stands there already is left alone.

import { make, makeButton } from '../../reading/make';
import { idOf, type Row } from '../../reading/rows';
import type { Host } from '../../types';

/** A comment that waits, or whose edit does, as the server tells it. */
export interface WaitingRow {
  id: string;
  row?: string;
  edit?: string;
  /** Names what was read. */
  text: string;
}

/** What was done here with a comment, and can be undone. */
export interface Deed {
  action: string;
  is: 'hidden' | 'approved';
}

/** What a moderator may press in a row now, by its state. */
function stateOf(row: Row, waits?: WaitingRow, deed?: Deed): string {
  if (deed?.is === 'hidden') return 'hidden';
  if (row.matches('.held')) return waits ? 'approve' : '';
  // What was just done comes first: it is where the focus goes.
  return (deed ? 'approved ' : '') + (waits ? 'approve ' : '') + 'hide';
}

/** Puts the words to a row, or takes them away. */
export function control(host: Host, row: Row, waits?: WaitingRow, deed?: Deed): void {
  const actions = row.querySelector<HTMLElement>(':scope > .actions');
  // A tombstone has none, and what has not reached the server is for its author alone.
  if (!actions || row.matches('.waiting')) return;
  const state = stateOf(row, waits, deed);
  const former = actions.querySelector<HTMLElement>('.moderate');
  if ((former?.dataset.state ?? '') === state) return;
  former?.remove();
  row.querySelector('.edit-waits')?.remove();
  // What a reader does with a comment, nobody does with one that is hidden.
  for (const button of actions.children) (button as HTMLElement).hidden = state === 'hidden';
  if (!state) return;
  actions.append(words(host, row, state));
  if (waits?.edit) actions.before(edit(host, waits.edit));
}

function words(host: Host, row: Row, state: string): HTMLElement {
  const said: Record<string, () => HTMLElement[]> = {
    approve: () => [button(host, row, 'approve', MESSAGES.moderate_approve)],
    hide: () => [button(host, row, 'hide', MESSAGES.moderate_hide)],
    hidden: () => [make('span', { textContent: host.words(MESSAGES.moderate_hidden) }), button(host, row, 'undo', MESSAGES.moderate_undo)],
    approved: () => [make('span', { textContent: host.words(MESSAGES.moderate_approved) }), button(host, row, 'undo', MESSAGES.moderate_undo)],
  };
  const place = make('span', { className: 'moderate' }, ...state.split(' ').flatMap((name) => said[name]!()));
  place.dataset.state = state;
  return place;
}

/** Among the buttons of many rows, each says whose it is to those who do not see where it stands. */
function button({ words }: Host, row: Row, name: string, word: number | undefined): HTMLElement {
  const made = makeButton('quiet', words(word), name);
  const whose = row.querySelector('.actions > .reply .heard')?.cloneNode(true);
  const author = make('span', { className: 'heard', textContent: '\xa0' + (row.querySelector('.author')?.textContent ?? idOf(row)) });
  made.append(whose ?? author);
  return made;
}

/** The edit of a published comment that readers do not see yet. */
function edit({ words, parse }: Host, html: string): HTMLElement {
  const body = make('div', { className: 'body', dir: 'auto' }, parse(html));
  return make('div', { className: 'edit-waits' }, make('p', { textContent: words(MESSAGES.moderate_edit) }), body);
}
