const claimed = new Set<Element | undefined>();

/**
 * The tag that runs this script. Optimisers run it late, when `currentScript` is gone: then it is
 * the first that nobody has served yet.
 */
export function ownTag(current: Element | null): HTMLScriptElement | undefined {
  const tags = document.querySelectorAll('script[data-site][src*="/embed.js"]');
  const tag = current ?? [...tags].find((tag) => !claimed.has(tag));
  claimed.add(tag);
  return tag as HTMLScriptElement | undefined;
}
