// Links to a comment. The rows live in a shadow root, where the browser itself finds no fragment,
// and a page's `<base>` would turn `#c-…` into another page.

import type { Host } from '../types';

/** Scrolls to the row that a fragment names, and focuses it; answers with it. */
export function goToRow({ root }: Host, hash: string): unknown {
  const row = root.getElementById(hash.slice(1));
  row?.scrollIntoView();
  row?.focus();
  return row;
}

export function followLinks(host: Host): void {
  const { wrapper, signal } = host;
  wrapper.onclick = (event) => {
    const hash = (event.target as Element).closest('a')?.hash;
    // A reader who wants another tab gets it.
    if (hash && !event.ctrlKey && !event.metaKey && goToRow(host, hash)) {
      event.preventDefault();
      location.hash = hash;
    }
  };
  addEventListener('hashchange', () => goToRow(host, location.hash), { signal });
}
