const claimed = new Set<Element | undefined>();

/**
 * The tag that runs this script. Optimisers run it late, when `currentScript` is gone: then it is
 * the first that nobody has served yet.
 */
export function ownTag(current: Element | null): HTMLScriptElement | undefined {
  const tag = current ?? [...document.querySelectorAll('script[data-site][src*="/embed"]')].find((tag) => !claimed.has(tag));
  claimed.add(tag);
  return tag as HTMLScriptElement | undefined;
}

/** The Worker's address is where its script came from, by its plain name or by a versioned one. */
export const baseOf = (tag: HTMLScriptElement): string => tag.src.replace(/(\/assets)?\/[^/?]*(\?.*)?$/, '');
