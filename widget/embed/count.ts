// count.js: writes the numbers of comments into a page that lists posts.
//   <span data-postil-count="/some/path/"></span>

import { baseOf } from './tag';

/** As many as the Worker answers at once. */
const AT_ONCE = 100;

/** The platform refuses addresses of more than 16 KB, which a hundred titles in Japanese are. */
const LONGEST = 8_000;

const tag = (document.currentScript ??
  document.querySelector('script[data-site][src*="/count"]')) as HTMLScriptElement | null;

async function count(tag: HTMLScriptElement): Promise<void> {
  const places = [...document.querySelectorAll<HTMLElement>('[data-postil-count]')];
  const ids = [...new Set(places.map((place) => place.dataset.postilCount!))];
  while (ids.length) {
    const query = new URLSearchParams({ site: tag.dataset.site! });
    for (let n = 0; n < AT_ONCE && ids.length && `${query}`.length < LONGEST; n++) query.append('id', ids.shift()!);
    const response = await fetch(`${baseOf(tag)}/v1/counts?${query}`);
    // Without an answer, what the owner wrote there stays.
    if (!response.ok) continue;
    const counts = await response.json();
    for (const place of places) {
      const number = counts[place.dataset.postilCount!];
      if (number !== undefined) place.textContent = number.toLocaleString();
    }
  }
}

if (tag) {
  const go = () => void count(tag).catch(() => {});
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', go);
  else go();
}
