// One comment section from its place in the page to its end: wait until the reader is near, get
// the published page and show it, let the widget take it over.

import { dress, renew, widgetFor } from './assets';
import { followLinks, goToRow } from './links';
import { followLook } from './look';
import { watchBox, whenIdle } from './near';
import { clock, complete, pageTitle, parse } from './page';
import { fetchThread } from './request';
import * as storage from './storage';
import { holdTouches } from './touch';
import type { Handle, Host, Options } from './types';
import { wordsFor } from './words';

const SKELETON = '<div class=room><div class=root></div><div class=state role=status><p></p><button class=quiet></button></div></div>';
type Parts = [room: HTMLElement, wrapper: HTMLElement, status: HTMLElement, sentence: HTMLElement, button: HTMLElement];
/** A quick answer needs no "loading" before it. */
const SOON = 800;

/** Opens a section in a box, or after its tag. */
export function openSection(options: Options, box?: Element | null | '', tag?: HTMLElement): Handle {
  const { base, site, thread } = options as Options & { base: string; site: string };
  const languages = options.lang || navigator.languages.join();
  const words = wordsFor(languages);
  const life = new AbortController();
  const { signal } = life;

  const element = document.createElement('postil-section');
  const root = element.attachShadow({ mode: 'open' });
  root.append(parse(SKELETON));
  const [room, wrapper, , sentence, button] = root.querySelectorAll('*') as unknown as HTMLElement[] as Parts;
  button.textContent = words.retry;
  // Pages have hotkeys. What is typed here is not meant for them.
  element.onkeydown = element.onkeyup = element.onkeypress = (event) => event.stopPropagation();
  if (box) box.append(element);
  else tag?.after(element);

  // What is remembered of this very thread: its height, and the version after the reader's post.
  const url = location.href.split('#')[0]!;
  const name = site + (thread || url);
  let changed = false;
  const watch = new MutationObserver(() => (changed = true));

  const host: Host = {
    root,
    wrapper,
    base,
    site,
    thread: {
      id: thread,
      url,
      canonical: document.querySelector<HTMLLinkElement>('link[rel=canonical]')?.href,
      title: options.title || pageTitle(),
      lang: '',
    },
    source: '',
    strings: '',
    touched: () => changed,
    parse,
    show(source) {
      const fragment = parse(source);
      const section = fragment.querySelector<HTMLElement>('.postil')!;
      complete(section, host.thread.title);
      host.thread.lang = section.lang;
      host.source = source;
      watch.disconnect();
      wrapper.replaceChildren(fragment);
      watch.observe(wrapper, { childList: true, characterData: true, subtree: true });
      changed = false;
    },
    when: (iso) => clock(host.thread.lang, 'medium', 'short')(iso),
    posted: (version) => storage.set('seen ' + name, `${version} ${Date.now()}`),
    get: storage.get,
    set: storage.set,
    get kept() {
      return storage.kept;
    },
  };

  /** Says where things stand: to the page as a state, to the reader as a sentence if there is one. */
  const be = (state: string, words = '', retry?: () => void) => {
    element.dataset.state = state;
    sentence.textContent = words;
    button.onclick = retry!;
    button.hidden = !retry;
  };

  const load = async () => {
    be('loading');
    setTimeout(() => element.dataset.state === 'loading' && be('loading', words.loading), SOON);
    try {
      const [source] = await Promise.all([fetchThread(host, languages, storage.get('seen ' + name)), dress(base, root)]);
      // Not sooner: this script may have come before the page's own stylesheet.
      followLook(element, room, options.theme);
      host.show(source);
      be('read');
      read();
    } catch (error) {
      be('failed', typeof error === 'string' ? error : navigator.onLine ? words.failed : words.offline, load);
    }
  };

  let handle: Handle | undefined;
  let started: unknown;
  let replay: () => void;

  /** The HTML stands: from now on the reader may scroll to the section, and touch it. */
  const read = () => {
    goToRow(root, location.hash);
    replay = holdTouches(wrapper, start);
    watchBox(wrapper.firstElementChild!, '0px', ({ boundingClientRect: box, isIntersecting }) => {
      // Reserved room that was not used is given back where nobody sees what is below move.
      reserve((height = Math.max(0, Math.min(height, innerHeight - box.top))));
      if (isIntersecting) {
        storage.set('room ' + name, box.height + '');
        whenIdle(start);
      }
    });
  };

  const start = () => (started ??= hydrate());

  const hydrate = async () => {
    const take = async (how: 'mount' | 'redraw') => {
      const glue = await widgetFor(host);
      if (!signal.aborted) handle = glue[how](host);
    };
    try {
      // If it traps on HTML that does not fit, a new instance draws the thread afresh.
      await take('mount').catch(() => renew(base).then(() => take('redraw')));
      watch.disconnect();
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

  be('waiting');
  // An owner may have reserved room by giving the tag itself a box. What stands below it moves now
  // where it is in sight, but no further than out of sight: from there on nobody sees it move.
  const given = tag?.offsetHeight ?? 0;
  if (given) tag!.style.display = 'none';
  let height = Math.max(given, +storage.get('room ' + name)! || innerHeight);
  const rest = innerHeight - element.getBoundingClientRect().top;
  const reserve = (pixels: number) => (room.style.minHeight = pixels + 'px');
  reserve(rest < 0 ? height : Math.max(given, Math.min(height, rest)));
  followLinks(root, wrapper, signal);
  addEventListener('online', () => button.click(), { signal });
  if (options.load === 'now' || location.hash.startsWith('#c-')) load();
  else {
    watchBox(room, '600px', ({ isIntersecting }, end) => {
      if (!isIntersecting) return;
      end();
      reserve(height);
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
