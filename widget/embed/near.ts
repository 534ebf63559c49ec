type Entry = IntersectionObserverEntry;

/** Calls back as an element's box nears or leaves the screen. */
export function watchBox(element: Element, rootMargin: string, then: (entry: Entry, end: () => void) => void): void {
  const observer = new IntersectionObserver((entries) => then(entries.pop()!, () => observer.disconnect()), { rootMargin });
  observer.observe(element);
}
