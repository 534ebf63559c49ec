// When to do what: as the reader comes near, and as the page comes to rest.

type Entry = IntersectionObserverEntry;

/** Calls back as an element's box nears or leaves the screen. */
export function watchBox(element: Element, rootMargin: string, then: (entry: Entry, end: () => void) => void): void {
  const observer = new IntersectionObserver((entries) => then(entries.pop()!, () => observer.disconnect()), { rootMargin });
  observer.observe(element);
}

/** Safari has no idle callback. */
export const whenIdle = (then: () => void): unknown => (window.requestIdleCallback ?? setTimeout)(then);
