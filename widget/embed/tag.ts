// Where a section belongs, and what its owner wishes, is said by a script tag.

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

/** Finds the section's box, or none: then it stands after its tag. */
export function findBox(target: string | undefined, then: (box?: Element | null | '') => void): void {
  const find = () => then(target && document.querySelector(target));
  // A box may stand further down in a page that is still coming.
  if (target && document.readyState === 'loading') addEventListener('DOMContentLoaded', find);
  else find();
}
