// Moderating in the page itself: it comes to a browser that was linked from the desk, and to no other.
// A moderator sees at once what they have decided, and readers when the thread is published.

import { dress } from '../reading/dress';
import { make, makeButton } from '../reading/make';
import { say } from '../reading/notice';
import { sectionOf } from '../reading/pages';
import { depthOf, idOf, type Row, rowAround, rowsOf } from '../reading/rows';
import type { Host } from '../types';
import { close, complain, formIn, handOver, idFor, open as openAnswer, posted, textIn } from './moderate/answer';
import { control, type Deed, type WaitingRow } from './moderate/controls';
import { newId } from './moderate/id';
import { forget, isKept, kept, type Pass, post, spend, takeCode } from './moderate/pass';
import { STYLE } from './moderate/style';

interface Done {
  changed: boolean;
  version: number;
}

/** The sections that somebody moderates in. */
const moderations = new WeakMap<Host, Moderation>();

/** Has a moderator moderate in a section, if this browser is linked. To be called at each change of the address. */
export async function open(host: Host): Promise<void> {
  const { signal, words } = host;
  const code = takeCode();
  if (code) moderations.get(host)?.end();
  try {
    const pass = code ? await spend(host, code) : kept(host);
    if (!pass || signal.aborted || moderations.has(host)) return;
    if (pass.until > Date.now()) {
      const moderation = new Moderation(host, pass);
      moderations.set(host, moderation);
      return await moderation.begin(!!code);
    }
    forget(host);
    say(host, words(MESSAGES.moderate_ended));
  } catch (problem) {
    say(host, (problem as { detail?: string }).detail ?? words(MESSAGES.moderate_failed));
  }
}

/** A section that somebody moderates in. */
class Moderation {
  private readonly host: Host;
  private readonly pass: Pass;
  private readonly life = new AbortController();
  private readonly bar: HTMLElement;
  /** What waits, by the comment's id. */
  private waiting = new Map<string, WaitingRow>();
  /** What was done here last, by the comment's id. */
  private readonly deeds = new Map<string, Deed>();

  constructor(host: Host, pass: Pass) {
    const { words } = host;
    this.host = host;
    this.pass = pass;
    const { lang, dir } = sectionOf(host);
    const time = new Date(pass.until).toLocaleTimeString(lang, { hour: 'numeric', minute: '2-digit' });
    const here = make('span', { textContent: words(MESSAGES.moderate_here, { name: pass.name, time }) });
    // As the sentences of the loader, it stands beside the thread, which the widget takes over.
    this.bar = make('p', { className: 'state moderating', lang, dir, tabIndex: -1 }, here, makeButton('quiet', words(MESSAGES.moderate_stop), 'stop'));
  }

  async begin(isNew: boolean): Promise<void> {
    const { host, pass, bar } = this;
    const { root, wrapper } = host;
    const { signal } = this.life;
    dress(root, STYLE);
    wrapper.before(bar);
    if (isNew) {
      host.element.scrollIntoView();
      bar.focus({ preventScroll: true });
    }
    // Before anybody else: to the widget and to the reading module these are no buttons of theirs.
    root.addEventListener('click', (event) => this.press(event), { signal, capture: true });
    const watch = new MutationObserver(() => this.draw());
    watch.observe(wrapper, { childList: true, subtree: true });
    signal.addEventListener('abort', () => watch.disconnect());
    host.signal.addEventListener('abort', () => this.life.abort(), { signal });
    addEventListener('storage', ({ key }) => isKept(key) && !kept(host) && this.end(MESSAGES.moderate_stopped), { signal });
    const timer = setTimeout(() => this.end(MESSAGES.moderate_ended), pass.until - Date.now());
    signal.addEventListener('abort', () => clearTimeout(timer));
    document.addEventListener('visibilitychange', () => document.hidden || this.look().catch(() => {}), { signal });
    this.draw();
    await this.look();
  }

  /** Asks the server to do something. */
  private async ask<Answer>(call: string, more: Record<string, unknown> = {}): Promise<Answer> {
    const { host } = this;
    const thread = { id: sectionOf(host).dataset.thread, lang: host.thread.lang };
    try {
      return await post<Answer>(host, call, { site: host.site, token: this.pass.token, thread, ...more });
    } catch (problem) {
      if ((problem as { code?: string }).code === 'page_ended') this.end(MESSAGES.moderate_ended);
      throw problem;
    }
  }

  /**
   * Gets what waits, and shows it among the rows, of which one may be another by now: all at once,
   * so that the focus is never where nothing is.
   */
  private async look(changed?: string): Promise<void> {
    const { host } = this;
    const { rows } = await this.ask<{ rows: WaitingRow[] }>('waiting');
    if (changed) await this.refresh(changed);
    if (this.life.signal.aborted) return;
    this.waiting = new Map(rows.map((row) => [row.id, row]));
    host.changes.own(() => {
      for (const row of this.shown()) if (row.dataset.waits && !this.waiting.has(idOf(row)) && !this.deeds.has(idOf(row))) row.remove();
      for (const waits of rows) if (waits.row && !this.rowOf(waits.id)) this.show(waits.row);
    });
    host.settle();
    this.draw();
  }

  /** Puts the row of a comment that waits below the one that it answers, or at the end. */
  private show(html: string): void {
    const { host } = this;
    const row = host.parse(html).firstElementChild as Row;
    const parent = row.dataset.parent && this.rowOf(row.dataset.parent);
    row.dataset.depth = `${parent ? depthOf(parent) + 1 : 0}`;
    row.dataset.waits = '1';
    const when = row.querySelector<HTMLTimeElement>('.when');
    if (when) when.textContent = host.when(when.dateTime);
    row.querySelector('.note')!.textContent = host.words(MESSAGES.moderate_waits);
    sectionOf(host).querySelector('.rows')!.append(row);
  }

  private shown = (): Row[] => rowsOf(sectionOf(this.host));

  private rowOf = (id: string): Row | null => this.host.root.getElementById('c-' + id);

  /** Puts the words to every row, whoever has put it there. */
  private draw(): void {
    const { host } = this;
    if (!sectionOf(host)) return;
    host.changes.own(() => {
      for (const row of this.shown()) control(host, row, this.waiting.get(idOf(row)), this.deeds.get(idOf(row)));
    });
  }

  /** Serves what was pressed, if it is a moderator's. */
  private press(event: Event): void {
    const button = (event.target as Element).closest('button');
    const isOurs = button?.closest('.moderate,.moderating,.answering');
    const replies = button?.matches('.row:not(.waiting) > .actions > .reply');
    if (!button || !(isOurs || replies)) return;
    event.preventDefault();
    event.stopPropagation();
    if (button.getAttribute('aria-disabled')) return;
    button.setAttribute('aria-disabled', 'true');
    this.serve(button, replies ? 'reply' : button.value)
      .catch((problem: { detail?: string }) => this.fail(button, problem.detail ?? this.host.words(MESSAGES.moderate_failed)))
      .finally(() => button.removeAttribute('aria-disabled'));
  }

  private fail(button: HTMLButtonElement, why: string): void {
    if (button.form) complain(button.form, why);
    // Where somebody moderates no longer, that has been said.
    if (!this.life.signal.aborted) say(this.host, why, button.form ? 'heard' : '');
  }

  private async serve(button: HTMLButtonElement, name: string): Promise<void> {
    const { host, pass } = this;
    if (name === 'stop') {
      await this.ask('stop');
      return this.end(MESSAGES.moderate_stopped);
    }
    const row = rowAround(button);
    if (name === 'reply') return openAnswer(host, row, pass.name);
    if (name === 'cancel') return close(row);
    if (name === 'post') return this.reply(row, button.form!);
    if (name === 'undo') return this.undo(row);
    return this.decide(row, name as 'hide' | 'approve');
  }

  private async decide(row: Row, call: 'hide' | 'approve'): Promise<void> {
    const { host, deeds, waiting } = this;
    const comment = idOf(row);
    const action = newId();
    const done = await this.ask<Done>(call, { comment, id: action, text: waiting.get(comment)?.text });
    host.posted(done.version);
    if (!done.changed) {
      await this.look(comment);
      return say(host, host.words(MESSAGES.moderate_changed));
    }
    deeds.set(comment, { action, is: call === 'hide' ? 'hidden' : 'approved' });
    waiting.delete(comment);
    if (call === 'hide') {
      host.changes.own(() => row.classList.add('held'));
      host.count(-1);
    } else await this.refresh(comment);
    this.draw();
    this.told(comment, call === 'hide' ? MESSAGES.moderate_hidden : MESSAGES.moderate_approved);
  }

  private async undo(row: Row): Promise<void> {
    const { host, deeds } = this;
    const comment = idOf(row);
    const done = await this.ask<Done>('undo', { comment, id: deeds.get(comment)?.action });
    host.posted(done.version);
    deeds.delete(comment);
    await this.look(comment);
    this.told(comment, done.changed ? MESSAGES.moderate_undone : MESSAGES.moderate_changed);
  }

  private async reply(row: Row, form: HTMLFormElement): Promise<void> {
    const { host } = this;
    const body = textIn(form).value;
    if (!body.trim()) return complain(form, host.words(MESSAGES.widget_body_missing));
    const id = idFor(form);
    const { version } = await this.ask<Done>('reply', { comment: idOf(row), id, body });
    posted(host, row);
    host.posted(version);
    await this.refresh(id);
    this.rowOf(id)?.focus();
    say(host, host.words(MESSAGES.widget_posted), 'heard');
  }

  /** Says what was done, and leaves whoever did it at what can be done next. */
  private told(comment: string, message: number | undefined): void {
    const row = this.rowOf(comment);
    (row?.querySelector<HTMLElement>('.moderate button') ?? row)?.focus();
    say(this.host, this.host.words(message), 'heard');
  }

  /** Shows a comment as readers see it by now, or no longer. */
  private async refresh(comment: string): Promise<void> {
    const { host } = this;
    const page = host.make(await host.ask({ comment }));
    const section = sectionOf(host);
    const from = page.querySelector<HTMLElement>('.postil')!.dataset;
    const fresh = page.querySelector<Row>(`[id="c-${comment}"]`);
    const row = this.rowOf(comment);
    host.changes.own(() => {
      // What is being written to it stays.
      if (row) fresh?.append(...row.querySelectorAll(':scope > form'));
      if (!fresh) row?.remove();
      else if (row) row.replaceWith(fresh);
      else section.querySelector('.rows')!.append(fresh);
      section.dataset.version = from.version;
    });
    host.count(+from.count! - +section.dataset.count!);
    if (fresh) {
      if (+from.pages! > 1) fresh.dataset.page = from.page;
      host.place(fresh);
    } else host.settle();
  }

  /** Makes this the section of a reader again, who is told why. Nothing that was written is lost. */
  end(message?: number): void {
    const { host, life, bar } = this;
    if (life.signal.aborted) return;
    const hadFocus = bar.contains(host.root.activeElement);
    life.abort();
    forget(host);
    moderations.delete(host);
    bar.remove();
    host.changes.own(() => {
      for (const row of this.shown()) {
        for (const part of row.querySelectorAll('.moderate,.edit-waits')) part.remove();
        for (const button of row.querySelectorAll<HTMLElement>(':scope > .actions > [hidden]')) button.hidden = false;
        const isUnseen = row.dataset.waits || this.deeds.get(idOf(row))?.is === 'hidden';
        if (isUnseen && !formIn(row)) row.remove();
      }
    });
    host.settle();
    for (const row of this.shown()) handOver(host, row);
    if (hadFocus) host.element.focus();
    if (message !== undefined) say(host, host.words(message));
  }
}
