// What the widget may ask of the loader, for one section.

import { complete, pageTitle, parse } from './page';
import { get, kept, set } from './storage';
import type { Host, Options } from './types';

export function hostFor(root: ShadowRoot, wrapper: HTMLElement, options: Options): Host {
  const { thread } = options;
  const url = location.href.split('#')[0]!;
  let changed = false;
  const watch = new MutationObserver(() => (changed = true));
  watch.observe(wrapper, { childList: true, characterData: true, subtree: true });

  const host: Host = {
    ...(options as Pick<Host, 'base' | 'site'>),
    root,
    wrapper,
    thread: {
      id: thread,
      url,
      canonical: document.querySelector<HTMLLinkElement>('link[rel=canonical]')?.href,
      title: options.title || pageTitle(),
      lang: '',
    },
    name: options.site + (thread || url),
    source: '',
    strings: '',
    touched: () => changed,
    parse,
    show(source) {
      const fragment = parse(source);
      const section = fragment.querySelector<HTMLElement>('.postil')!;
      host.when = complete(section, host.thread.title);
      host.thread.lang = section.lang;
      host.source = source;
      wrapper.replaceChildren(fragment);
      watch.takeRecords();
      changed = false;
    },
    when: String,
    posted: (version) => set('seen ' + host.name, `${version} ${Date.now()}`),
    get,
    set,
    get kept() {
      return kept;
    },
  };
  return host;
}
