// The hashed files of a build. One stylesheet serves every section on the page.

import { fetchText } from './request';
import type { Assets, Build } from './types';

/**
 * Where they are. To be renewed when something failed. Its name may be gone, since a new build was
 * deployed while the page was open: from then on the current names are used. Or the widget has
 * trapped, or the browser remembers that a module failed: from then on it has another address, and
 * so is another instance.
 */
export const assets: Assets = {
  build: __BUILD__,
  again: '',
  async renew(base) {
    assets.again += '?';
    assets.build = await fetchText(`${base}/assets/current.json`, { cache: 'no-cache' })
      .then(JSON.parse)
      .catch(() => assets.build);
  },
};

/** Gets something by its address; where that fails, once more by the one it has now. */
export function fetchAsset<T>(base: string, name: keyof Build, get: (address: string) => Promise<T>): Promise<T> {
  const attempt = () => get(`${base}/${assets.build[name]}${assets.again}`);
  return attempt().catch(() => assets.renew(base).then(attempt));
}

let sheet: Promise<CSSStyleSheet | void> | undefined;

/**
 * The stylesheet, which is asked for unless it is there or on its way; nothing where there is none
 * (an old browser, a lost request): one can read all the same.
 */
export const fetchSheet = (base: string): Promise<CSSStyleSheet | void> =>
  (sheet ??= fetchAsset(base, 'css', fetchText)
    .then((text) => {
      const made = new CSSStyleSheet();
      // At once: what is made in a task of its own comes after the thread.
      made.replaceSync(text);
      return made;
    })
    .catch(() => (sheet = undefined)));
