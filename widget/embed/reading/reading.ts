// The reading module: all that a reader does without writing. It comes together with the thread.

import { watchBox } from '../near';
import type { Host, ModerateModule, Opened, Reading, ReportModule } from '../types';
import { dress } from './dress';
import { toggleFold } from './fold';
import { hostFor } from './host';
import { loadLate } from './late';
import { more } from './more';
import { showNews, watchNews } from './news';
import { say } from './notice';
import { sectionOf } from './pages';
import { copyLink, followLink, goBack, goToHash } from './places';
import { quotation } from './quote';
import { rowAround } from './rows';
import { setUp } from './setup';
import { goToNext, rememberVisit, tellSince } from './since';
import { sort } from './sort';
import { nameTime } from './times';
import { keepTyped } from './typed';
import { startWidget } from './widget';
import { wordsFor } from './words';

type Serve = (host: Host, button: HTMLButtonElement) => unknown;

/** What readers press, by its class. All else is the widget's. */
const SERVED: Record<string, Serve> = {
  sort,
  more,
  fold: (host, button) => host.changes.own(() => toggleFold(host, sectionOf(host), button)),
  link: copyLink,
  from: goBack,
  next: goToNext,
  news: showNews,
  report: async (host, button) => (await loadLate<ReportModule>(host, 'report')).press(host, button),
};
const READERS = Object.keys(SERVED).map((name) => '.' + name).join();

export function open(opened: Opened): Reading {
  const host = hostFor(opened);
  const { wrapper, signal } = host;
  let isReady: Promise<unknown> | undefined;
  let begun = false;
  const ready = (lang: string) => {
    host.thread.lang = lang;
    // Without its words, what is there can be read all the same.
    return (isReady ??= wordsFor(host).then((words) => (host.words = words), () => (isReady = undefined)));
  };
  const failed = () => say(host, host.words(MESSAGES.reading_more_failed));
  /** What fails to come is said; what was pressed can be pressed again. */
  host.go = (ask) =>
    goToHash(host, ask)
      // A browser that comes by a link from the desk, or came by one before, moderates here.
      .then((): unknown => (/^#postil/.test(location.hash) || host.get('moderate')) && loadLate<ModerateModule>(host, 'moderate').then((module) => module.open(host)))
      .catch(failed);

  const press = async (event: MouseEvent) => {
    const target = event.target as Element;
    const link = target.closest('a');
    // A reader who wants another tab gets it.
    if (link && !event.ctrlKey && !event.metaKey && followLink(host, link)) return event.preventDefault();
    const button = target.closest<HTMLButtonElement>(READERS);
    if (!button || button.getAttribute('aria-disabled')) return;
    button.setAttribute('aria-disabled', 'true');
    try {
      await ready(host.thread.lang);
      await SERVED[[...button.classList].find((name) => SERVED[name])!]!(host, button);
    } catch {
      failed();
    }
    button.removeAttribute('aria-disabled');
  };

  return {
    async prepare(fragment) {
      await ready(fragment.querySelector<HTMLElement>('.postil')?.lang ?? '');
      setUp(host, fragment);
    },

    async begin() {
      // The loader may ask again and again, once this had failed to come.
      if (begun || signal.aborted) return;
      begun = true;
      host.changes.forget();
      dress(host.root, __OPENED__);
      wrapper.addEventListener('click', press, { signal });
      // What is pressed may take the selection away.
      wrapper.addEventListener('pointerdown', ({ target }) => {
        const row = rowAround(target as Element);
        host.quoted = row && (target as Element).closest('.reply') ? quotation(host.root, row) : '';
      }, { signal, capture: true });
      wrapper.addEventListener('pointerover', ({ target }) => nameTime(host, target as Element), { signal });
      addEventListener('hashchange', () => host.go(true), { signal });
      keepTyped(host);
      startWidget(host, READERS);
      const section = sectionOf(host);
      if (!section) return;
      watchBox(wrapper, '0px', ({ boundingClientRect: { top, height }, isIntersecting }) => {
        host.fit(top);
        if (isIntersecting) host.set('room ' + host.name, height + '');
      });
      await ready(section.lang);
      if (signal.aborted) return;
      if (!section.dataset.order) setUp(host, wrapper);
      tellSince(host);
      await host.go(false);
      watchNews(host);
      watchBox(wrapper, '0px', ({ isIntersecting }, end) => {
        if (!isIntersecting) return;
        end();
        if (!signal.aborted) rememberVisit(host);
      });
    },
  };
}
