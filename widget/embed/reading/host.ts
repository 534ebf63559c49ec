// What the widget may ask of us, for one section.

import type { Host, Opened, WorkModule } from '../types';
import { watchChanges } from './changes';
import { countIn } from './heading';
import { loadLate } from './late';
import { openMine } from './mine';
import { showOwn } from './news';
import { say } from './notice';
import { sectionOf, settle } from './pages';
import { quotation } from './quote';
import { reveal } from './fold';
import { lastVisit, rememberVisit } from './since';
import { setUp } from './setup';

const FIVE_MINUTES = 300_000;

export function hostFor(opened: Opened): Host {
  const { wrapper, root, name, make, get, set } = opened;
  const changes = watchChanges(wrapper);
  const host = Object.assign(Object.create(opened), {
    changes,
    strings: '',
    words: () => '',
    quoted: '',
    isLive: false,
    thread: { ...opened.thread, title: opened.title, lang: '' },
    touched: changes.foreign,
    when: (iso) => opened.clock(host.timeForm, iso),
    fresh() {
      const fragment = make(opened.source);
      setUp(host, fragment);
      return fragment;
    },
    show(source) {
      opened.source = source;
      wrapper.replaceChildren(host.fresh());
      changes.forget();
    },
    place(row) {
      settle(host, [row]);
      // What was written before stays folded away; who has just written is about to be taken there.
      if (host.isLive) reveal(host, sectionOf(host), row);
      rememberVisit(host);
    },
    settle: () => settle(host),
    count: (change) => countIn(host, change),
    say: (text) => say(host, text),
    quotation(row) {
      const { quoted } = host;
      // What was selected then is quoted once.
      host.quoted = '';
      return quotation(root, row as HTMLElement) || quoted;
    },
    news: () => void showOwn(host).catch(() => {}),
    me: () => openMine(host),
    work: async (challenge) => (await loadLate<WorkModule>(host, 'work')).solve(challenge),
    lock: holdLock,
    posted(version) {
      set('seen ' + name, version + '');
      set('seen at ' + name, Date.now() + '');
    },
  } satisfies Partial<Host>) as Host;
  host.visit = lastVisit(host);
  // By then every copy has it.
  if (+get('seen at ' + name)! < Date.now() - FIVE_MINUTES) for (const key of ['seen ', 'seen at ']) set(key + name, null);
  return host;
}

/** A lock that all tabs share: what releases it, or nothing while another tab has it. */
function holdLock(name: string): Promise<(() => void) | undefined> {
  return new Promise((done) => {
    const free = () => done(() => {});
    // Pages without https have no locks: there the server knows a comment by its id.
    if (!navigator.locks) return free();
    navigator.locks
      .request('postil ' + name, { ifAvailable: true }, (lock) => (lock ? new Promise<void>((release) => done(release)) : done(undefined)))
      .catch(free);
  });
}
