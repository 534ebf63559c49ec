// Links to a comment. The rows live in a shadow root, where the browser itself finds no fragment,
// and a page's `<base>` would turn `#c-…` into another page.

/** Scrolls to the row that a fragment names, and focuses it; says whether it is there. */
export function goToRow(root: ShadowRoot, hash: string): boolean {
  const row = root.getElementById(hash.slice(1));
  if (!row) return false;
  row.scrollIntoView();
  row.focus();
  return true;
}

export function followLinks(root: ShadowRoot, wrapper: HTMLElement, signal: AbortSignal): void {
  wrapper.onclick = (event) => {
    const hash = (event.target as Element).closest<HTMLAnchorElement>('[href^="#c-"]')?.hash;
    // A reader who wants another tab gets it.
    if (hash && !event.ctrlKey && !event.metaKey && goToRow(root, hash)) {
      event.preventDefault();
      location.hash = hash;
    }
  };
  addEventListener('hashchange', () => goToRow(root, location.hash), { signal });
}
