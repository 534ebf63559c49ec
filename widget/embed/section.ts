// One comment section from its place in the page to its end: wait until the reader is near, get
// the published page and show it, let the widget take it over.

import { dress, renew, widgetFor } from './assets';
import { hostFor } from './host';
import { followLinks, goToRow } from './links';
import { followLook } from './look';
import { watchBox } from './near';
import { parse } from './page';
import { fetchThread } from './request';
import { reserveRoom } from './room';
import { get, set } from './storage';
import { holdTouches } from './touch';
import type { Handle, Options } from './types';
import { wordsFor } from './words';

type Parts = [room: HTMLElement, wrapper: HTMLElement, status: HTMLElement, sentence: HTMLElement, button: HTMLElement];

/** Opens a section in a box, or after its tag. */
export function openSection(options: Options, box?: Element | null | '', tag?: HTMLElement): Handle {
  const languages = options.lang || navigator.languages.join();
  const words = wordsFor(languages);
  const life = new AbortController();
  const { signal } = life;

  const element = document.createElement('postil-section');
  const root = element.attachShadow({ mode: 'open' });
  root.append(parse('<div class=room><div class=root></div><div class=state role=status><p></p><button class=quiet></button></div></div>'));
  const [room, wrapper, , sentence, button] = root.querySelectorAll('*') as unknown as HTMLElement[] as Parts;
  button.textContent = words.retry;
  // Pages have hotkeys. What is typed here is not meant for them.
  element.onkeydown = element.onkeyup = element.onkeypress = (event) => event.stopPropagation();
  if (box) box.append(element);
  else tag?.after(element);

  const host = hostFor(root, wrapper, options);
  const fit = reserveRoom(element, room, +get('room ' + host.name)!, tag);

  /** Says where things stand: to the page as a state, to the reader as a sentence if there is one. */
  const be = (state: string, words = '', retry?: () => void) => {
    element.dataset.state = state;
    sentence.textContent = words;
    button.onclick = retry!;
    button.hidden = !retry;
  };
  be('waiting');

  const load = async () => {
    be('loading');
    // A quick answer needs no such word before it.
    setTimeout(() => element.dataset.state === 'loading' && be('loading', words.loading), 800);
    try {
      const [source] = await Promise.all([fetchThread(host, languages), dress(host.base, root)]);
      // Not sooner: this script may have come before the page's own stylesheet.
      followLook(element, room, options.theme);
      host.show(source);
      be('read');
      read();
    } catch (problem) {
      be('failed', (problem as { detail?: string }).detail ?? (navigator.onLine ? words.failed : words.offline), load);
    }
  };

  let handle: Handle | undefined;
  let started: unknown;
  let replay: () => void;

  /** The HTML stands: from now on the reader may scroll to the section, and touch it. */
  const read = () => {
    goToRow(root, location.hash);
    replay = holdTouches(wrapper, start);
    watchBox(wrapper.firstElementChild!, '0px', ({ boundingClientRect: { top, height }, isIntersecting }) => {
      fit(top);
      if (isIntersecting) {
        set('room ' + host.name, height + '');
        // Safari has no idle callback.
        (window.requestIdleCallback ?? setTimeout)(start);
      }
    });
  };

  const start = () => (started ??= takeOver());

  const takeOver = async () => {
    const draw = async (how: 'mount' | 'redraw') => {
      const glue = await widgetFor(host);
      if (!signal.aborted) handle = glue[how](host);
    };
    try {
      // If it traps on HTML that does not fit, a new instance draws the thread afresh.
      await draw('mount').catch(() => renew(host.base).then(() => draw('redraw')));
      be('ready');
      replay();
    } catch {
      // Readable it stays, whatever happened.
      if (!wrapper.querySelector('.row,form')) host.show(host.source);
      // Only who is about to write wants to know.
      if (root.activeElement) be('read', words.form, start);
      started = undefined;
    }
  };

  followLinks(root, wrapper, signal);
  addEventListener('online', () => button.onclick?.(0 as never), { signal });
  if (options.load === 'now' || location.hash.startsWith('#c-')) load();
  else {
    watchBox(room, '600px', ({ isIntersecting }, end) => {
      if (!isIntersecting) return;
      end();
      fit();
      load();
    });
  }

  return {
    unmount() {
      life.abort();
      handle?.unmount();
      element.remove();
    },
  };
}
