// count.js: writes the numbers of comments into a page that lists posts.
//   <span data-postil-count="/some/path/"></span>

import { baseOf } from './tag';

/** As many as the Worker answers at once. */
const AT_ONCE = 100;

const tag = (document.currentScript ??
  document.querySelector('script[data-site][src*="/count"]')) as HTMLScriptElement | null;

async function count(tag: HTMLScriptElement): Promise<void> {
  const places = [...document.querySelectorAll<HTMLElement>('[data-postil-count]')];
  const ids = [...new Set(places.map((place) => place.dataset.postilCount!))];
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const query = new URLSearchParams({ site: tag.dataset.site! });
    for (const id of ids.slice(start, start + AT_ONCE)) query.append('id', id);
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
