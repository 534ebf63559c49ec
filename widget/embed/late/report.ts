// Reporting a comment to the moderators: a form in its row, which comes when somebody asks for it.
// All of its buttons are served as "Report" itself is: see `SERVED` in `reading/reading.ts`.

import { make, makeButton } from '../reading/make';
import { say } from '../reading/notice';
import { sectionOf } from '../reading/pages';
import { idOf, type Row, rowAround } from '../reading/rows';
import type { Host } from '../types';

/** So many milliseconds an answer is waited for. */
const PATIENCE = 30_000;

/** As many characters a note may have: see `Note` in `model/src/field/note.rs`. */
const LONGEST_NOTE = 300;

/** Serves what was pressed: opens the form of the row it is in, or sends it, or closes it. */
export async function press(host: Host, button: HTMLButtonElement): Promise<void> {
  const { form } = button;
  const row = rowAround(button);
  if (!form) open(host, row);
  else if (button.type === 'button') close(row, form);
  // What is missing, the browser says.
  else if (form.reportValidity()) await send(host, row, form);
}

function open({ words, changes }: Host, row: Row): void {
  const opened = row.querySelector<HTMLFormElement>(':scope > .reports');
  if (opened) return opened.querySelector('input')!.focus();
  const reasons = {
    spam: MESSAGES.report_spam,
    abuse: MESSAGES.report_abuse,
    private: MESSAGES.report_private,
    other: MESSAGES.report_other,
  };
  const choices = Object.entries(reasons).map(([value, message]) =>
    make('label', {}, make('input', { type: 'radio', name: 'reason', value, required: true }), words(message)),
  );
  const note = make('input', { className: 'name', name: 'note', maxLength: LONGEST_NOTE, autocomplete: 'off', dir: 'auto' });
  const form = make(
    'form',
    { className: 'reports' },
    make('fieldset', {}, make('legend', { textContent: words(MESSAGES.report_ask) }), ...choices),
    make('label', { className: 'who' }, make('span', { textContent: words(MESSAGES.report_note) }), note),
    make(
      'div',
      { className: 'actions' },
      Object.assign(makeButton('post report', words(MESSAGES.report_send)), { type: 'submit' }),
      makeButton('quiet report', words(MESSAGES.report_cancel)),
    ),
    make('p', { className: 'note' }),
  );
  form.onkeydown = ({ key }) => {
    if (key === 'Escape') close(row, form);
  };
  changes.own(() => row.append(form));
  choices[0]!.querySelector('input')!.focus();
}

/** Closes the form; the reader goes back to where it was opened. */
function close(row: Row, form: HTMLFormElement): void {
  form.remove();
  row.querySelector<HTMLElement>(':scope > .actions > .report')?.focus();
}

async function send(host: Host, row: Row, form: HTMLFormElement): Promise<void> {
  const { base, site, words } = host;
  const sent = new FormData(form);
  const report = { site, thread: { id: sectionOf(host).dataset.thread }, key: keyOf(host), lang: host.thread.lang, ...Object.fromEntries(sent) };
  try {
    await host.fetchText(`${base}/v1/comments/${idOf(row)}/report`, {
      method: 'POST',
      body: JSON.stringify(report),
      credentials: 'omit',
      signal: AbortSignal.timeout(PATIENCE),
    });
    const thanks = words(MESSAGES.report_thanks);
    // In the row for those who see it, where the form was.
    form.after(make('p', { className: 'note', textContent: thanks }));
    close(row, form);
    say(host, thanks, 'heard');
  } catch (problem) {
    const why = (problem as { detail?: string }).detail ?? words(MESSAGES.report_failed);
    const note = form.querySelector('p')!;
    note.className = 'note alert';
    note.textContent = why;
    say(host, why, 'heard');
  }
}

/** This browser's device key; made now if it has none. The widget takes it as its own. */
function keyOf({ get, set }: Host): string {
  const known = get('key');
  if (/^[\w-]{43}$/.test(known ?? '')) return known!;
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const key = btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace('=', '');
  set('key', key);
  return key;
}
