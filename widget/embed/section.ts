// One comment section from its place in the page to its end: wait until the reader is near, get
// the published page and show it, let the reading module take it over.

import { ask, type Asked, NEAR } from './asked';
import { assets, fetchAsset, fetchSheet } from './assets';
import { followLook } from './look';
import { watchBox } from './near';
import { clock, complete, pageTitle, parse } from './page';
import { putInPlace } from './place';
import { fetchText, fetchThread } from './request';
import { makeRoom, type Room } from './room';
import { get, memory, set } from './storage';
import type { Handle, Opened, Options, Reading } from './types';
import { wordFor } from './words';

type Parts = [wrapper: HTMLElement, status: HTMLElement, sentence: HTMLElement, button: HTMLElement];

/** A page of so many letters is long. */
const LONG = 5e4;

/** Builds what holds a thread, or says why there is none. */
function build([element, room]: Room): Parts {
  // What is open at the end, the parser closes.
  // The letters that nobody sees have the browser get ready for bold ones, for slanted ones and for
  // pictures while it waits for the thread.
  room.append(parse('<div class=root></div><div class=state role=status><p></p><button class=quiet hidden></button></div><svg height=0><text font-weight=600>\xa0</text><text font-style=italic>\xa0'));
  const parts = room.querySelectorAll('*') as unknown as Parts;
  // Pages have hotkeys. What is typed here is not meant for them.
  element.onkeydown = element.onkeyup = element.onkeypress = (event) => event.stopPropagation();
  // Without the widget, a submitted form would leave the page and take the text along.
  parts[0].onsubmit = (event) => event.preventDefault();
  return parts;
}

/** Opens a section in a box, or after its tag. */
export function openSection(options: Options, box?: Element | null | '', tag?: HTMLElement): Handle {
  const place = putInPlace(box, tag);
  const asked = ask(options, place);
  // At once: other sections are about to measure where they stand, and the page to show what stands below.
  const space = makeRoom(place, +get('room ' + asked[0].name)!);
  const life = new AbortController();
  const { signal } = life;
  // The thread is on its way. To build what it comes into can wait for a task of its own.
  setTimeout(() => signal.aborted || start(options, asked, space, signal));
  return {
    unmount() {
      life.abort();
      place[0].remove();
    },
  };
}

/** Builds a section that has its room, and sees to all that becomes of it until it is unmounted. */
function start(options: Options, [about, query, early]: Asked, space: Room, signal: AbortSignal): void {
  const { base, name } = about;
  const [element, room, fit] = space;
  const [wrapper, , sentence, button] = build(space);
  const root = element.shadowRoot!;
  const reload = wordFor(about.languages);

  const be: Opened['be'] = (state, words = '', retry, label = reload) => {
    element.dataset.state = state;
    sentence.textContent = words;
    button.textContent = label;
    button.onclick = retry!;
    // The focus would go with the button.
    if (!retry && root.activeElement === button) {
      element.tabIndex = -1;
      element.focus();
    }
    button.hidden = !retry;
  };
  const opened: Opened = {
    ...about,
    get,
    set,
    memory,
    assets,
    element,
    root,
    wrapper,
    signal,
    title: options.title || pageTitle(),
    source: '',
    clock,
    fetchText,
    parse,
    ask: (query, options) => fetchThread(about, query, options),
    make: (source) => complete(parse(source), opened.title),
    be,
    fit,
  };
  const look = followLook(element, room, options.theme);
  // The time zone's rules are got ready while the thread is on its way.
  if (early) clock('', '2000');

  let reading: Promise<Reading | void> | undefined;
  const read = () =>
    (reading ??= fetchAsset(base, 'reading', (address) => import(address)).then(
      (module) => module.open(opened),
      () => (reading = undefined),
    ));

  const load = async (asked?: typeof early) => {
    be('loading');
    // What is remembered changes the rows, and must do so before they are seen.
    const prepared = query.page || get('last ' + name);
    if (prepared) read();
    const sheet = fetchSheet(base);
    const dress = (made: CSSStyleSheet | void) => made && (root.adoptedStyleSheets = [made]);
    try {
      opened.source = await (asked || opened.ask(query));
      const parsed = parse(opened.source);
      // What took long to parse is gone on with by another task.
      if (opened.source.length > LONG) await new Promise((next) => setTimeout(next));
      const fragment = complete(parsed, opened.title);
      if (prepared) await (await read())?.prepare(fragment);
      const made = await sheet;
      if (signal.aborted) return;
      // The site's theme. A page of an earlier build has none; what is no declaration counts for nothing.
      room.style.cssText += (fragment.firstElementChild as HTMLElement).dataset.look;
      // Not sooner: the page would be laid out for nothing.
      dress(made);
      wrapper.replaceChildren(fragment);
      be('read');
      // The frame that shows it comes first: then there is time for what makes it more than a text.
      requestAnimationFrame(() => requestAnimationFrame(begin));
    } catch (problem) {
      be('failed', (problem as { detail?: string }).detail, () => load());
      sheet.then(dress);
    }
  };

  const begin = async () => {
    // This script may have come before the page's own stylesheet. No frame does.
    look();
    const reading = await read();
    if (reading) return reading.begin();
    // One can read all the same. Only who is about to write wants to know.
    wrapper.onclick = begin;
    if (root.activeElement) be('read', '', begin);
  };

  addEventListener('online', () => button.onclick?.(0 as never), { signal });
  if (early) load(early);
  watchBox(room, NEAR + 'px', ({ isIntersecting }, end) => {
    if (!isIntersecting) return;
    end();
    fit();
    if (!early) load();
  });
}
