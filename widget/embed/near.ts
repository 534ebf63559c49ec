type Entry = IntersectionObserverEntry;

/** Calls back as an element's box nears or leaves the screen, until the signal. */
export function watchBox(element: Element, rootMargin: string, signal: AbortSignal, then: (entry: Entry, end: () => void) => void): void {
  const end = () => observer.disconnect();
  const observer = new IntersectionObserver((entries) => then(entries.pop()!, end), { rootMargin });
  observer.observe(element);
  signal.addEventListener('abort', end);
}
