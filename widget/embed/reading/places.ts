// Taking the reader to a row: by a link, by the page's address, or because they asked for the next.
// The rows live in a shadow root, where the browser itself finds no fragment, and a page's `<base>`
// would turn `#c-…` into another page.

import type { Host } from '../types';
import { reveal } from './fold';
import { makeButton } from './make';
import { say } from './notice';
import { fetchPage, merge, sectionOf } from './pages';
import { idOf, type Row, rowAround, rowsOf } from './rows';

const HASH = /^#c-(.+)/;

export function goToRow(host: Host, row: Row): void {
  host.changes.own(() => reveal(host, sectionOf(host), row));
  row.scrollIntoView();
  row.focus({ preventScroll: true });
  host.at = row;
}

/** Takes the reader to where the page's address leads; `ask` for its page if it is not shown. */
export async function goToHash(host: Host, ask: boolean): Promise<void> {
  const id = HASH.exec(location.hash)?.[1];
  if (!id) return;
  const find = (root: ShadowRoot | null) => root?.getElementById('c-' + id);
  const others = [...document.querySelectorAll<HTMLElement>('postil-section')].filter((other) => other !== host.element);
  if (others.some(({ shadowRoot }) => find(shadowRoot))) return;
  if (!find(host.root) && ask) {
    const page = await fetchPage(host, { comment: id });
    if (rowsOf(page).some((row) => idOf(row) === id)) merge(host, page);
  }
  const row = find(host.root);
  // It may yet come with another section of the page.
  const isGone = row ? row.matches('.removed') : others.every(({ dataset }) => !/waiting|loading/.test(dataset.state!));
  if (isGone) say(host, host.words(MESSAGES.reading_link_gone));
  if (row) goToRow(host, row);
  else if (isGone) host.element.scrollIntoView();
  if (row && host.from) offerWayBack(host, row);
}

/** Follows a link among the rows. Answers whether it is one. */
export function followLink(host: Host, link: HTMLAnchorElement): boolean {
  if (!HASH.test(link.getAttribute('href') ?? '')) return false;
  host.from = link.matches('.answers') ? rowAround(link) : undefined;
  follow(host, link.hash);
  return true;
}

function follow(host: Host, hash: string): void {
  // The address tells everybody, us too, unless it says so already.
  if (location.hash === hash) host.go(true);
  else location.hash = hash;
}

/** From the comment that was answered, back to the answer. */
function offerWayBack(host: Host, row: Row): void {
  const { from } = host;
  host.from = undefined;
  host.wrapper.querySelector('.from')?.remove();
  if (!from?.dataset.number) return;
  const button = makeButton('quiet from', host.words(MESSAGES.reading_back, { number: from.dataset.number }), idOf(from));
  // A tombstone has no actions.
  (row.querySelector(':scope > .actions') ?? row.querySelector('.meta'))?.append(button);
}

export function goBack(host: Host, button: HTMLButtonElement): void {
  button.remove();
  follow(host, '#c-' + button.value);
}

/** Gives the reader the address of a comment. */
export async function copyLink(host: Host, button: Element): Promise<void> {
  const { canonical } = host.thread;
  const here = location.href.split('#')[0]!;
  const page = canonical && new URL(canonical).origin === location.origin ? canonical.split('#')[0] : here;
  const hash = '#' + rowAround(button).id;
  try {
    // Pages without https have no such thing.
    await navigator.clipboard.writeText(page + hash);
    say(host, host.words(MESSAGES.reading_link_copied));
  } catch {
    history.replaceState(history.state, '', here + hash);
    say(host, host.words(MESSAGES.reading_link_failed));
  }
}
