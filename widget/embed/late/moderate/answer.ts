// A reply under the badge: a form in the row of the comment that it answers. What is written there is
// kept until it is posted.

import { make, makeButton } from '../../reading/make';
import { idOf, type Row } from '../../reading/rows';
import type { Host } from '../../types';
import { newId } from './id';

export const formIn = (row: ParentNode): HTMLFormElement | null => row.querySelector('.answering');
export const textIn = (form: HTMLFormElement): HTMLTextAreaElement => form.querySelector('textarea')!;

/** Under what is kept what is being written to a comment. */
const keyOf = ({ site }: Host, row: Row): string => `moderate reply ${site}\n${idOf(row)}`;

/** Opens the form in a row, or leads to it. */
export function open(host: Host, row: Row, name: string): void {
  const { words, changes, get, set } = host;
  const opened = formIn(row);
  if (opened) return textIn(opened).focus();
  const text = make('textarea', { className: 'name', name: 'body', dir: 'auto', value: get(keyOf(host, row)) ?? '' });
  text.oninput = () => set(keyOf(host, row), text.value || null);
  const form = make(
    'form',
    { className: 'answering' },
    make('label', {}, words(MESSAGES.moderate_reply, { name }), text),
    make('div', { className: 'actions' }, makeButton('post', words(MESSAGES.widget_composer_post), 'post'), makeButton('quiet', words(MESSAGES.widget_composer_cancel), 'cancel')),
    make('p', { className: 'note' }),
  );
  // A row answers to keys of its own while it has the focus.
  form.onkeydown = (event) => {
    if (event.key === 'Escape' && !text.value) close(row);
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.querySelector<HTMLElement>('.post')!.click();
  };
  form.onsubmit = (event) => event.preventDefault();
  changes.own(() => row.append(form));
  text.focus();
}

/** Closes it; the text stays kept. */
export function close(row: Row): void {
  formIn(row)?.remove();
  row.querySelector<HTMLElement>(':scope > .actions > .reply')?.focus();
}

/** The reply's own id: the same for each try with the same text, so that none is posted twice. */
export function idFor(form: HTMLFormElement): string {
  const { dataset } = form;
  const text = textIn(form).value;
  if (dataset.text !== text) Object.assign(dataset, { text, id: newId() });
  return dataset.id!;
}

/** Says in the form why it could not be posted. */
export function complain(form: HTMLFormElement, why: string): void {
  const note = form.querySelector<HTMLElement>('p')!;
  note.className = 'note alert';
  note.textContent = why;
}

/** What was written is posted. */
export function posted(host: Host, row: Row): void {
  host.set(keyOf(host, row));
  formIn(row)?.remove();
}

/** Hands what was written over to the composer of a reader; where there is none, it stays in sight. */
export function handOver(host: Host, row: Row): void {
  const form = formIn(row);
  if (!form) return;
  const { value } = textIn(form);
  if (value.trim()) {
    row.querySelector<HTMLElement>(':scope > .actions > .reply')?.click();
    const source = row.querySelector<HTMLTextAreaElement>('form:not(.answering) .source');
    if (!source) return form.querySelector('.actions')?.remove();
    source.value = source.value ? `${source.value}\n\n${value}` : value;
    source.dispatchEvent(new Event('input', { bubbles: true }));
    host.set(keyOf(host, row));
  }
  form.remove();
}
