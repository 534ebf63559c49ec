// What the widget may ask of us, for one section.

import type { Host, Opened } from '../types';
import { watchChanges } from './changes';

const FIVE_MINUTES = 300_000;

export function hostFor(opened: Opened): Host {
  const { wrapper, name, make, get, set } = opened;
  const changes = watchChanges(wrapper);
  const host = Object.assign(Object.create(opened), {
    changes,
    strings: '',
    thread: {
      ...opened.thread,
      title: opened.title,
      get lang() {
        return wrapper.querySelector<HTMLElement>('.postil')?.lang ?? '';
      },
    },
    touched: changes.foreign,
    fresh: () => make(opened.source),
    show(source) {
      opened.source = source;
      wrapper.replaceChildren(host.fresh());
      changes.forget();
    },
    posted(version) {
      set('seen ' + name, version + '');
      set('seen at ' + name, Date.now() + '');
    },
  } satisfies Partial<Host>) as Host;
  // By then every copy has it.
  if (+get('seen at ' + name)! < Date.now() - FIVE_MINUTES) for (const key of ['seen ', 'seen at ']) set(key + name, null);
  return host;
}
