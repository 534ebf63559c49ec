// What a reader has selected in a comment, for a reply to quote.

import type { Row } from './rows';

type Selecting = Selection & { getComposedRanges?(options: { shadowRoots: ShadowRoot[] }): StaticRange[] };

/** The range that is selected inside a shadow root: every browser has its own way to it. */
function selectedRange(root: ShadowRoot): Range | undefined {
  // Chromium's.
  const selection: Selecting | null = (root as unknown as Document).getSelection?.() ?? getSelection();
  if (!selection?.rangeCount) return;
  const composed = selection.getComposedRanges?.({ shadowRoots: [root] })[0];
  if (!composed) return selection.getRangeAt(0);
  const range = document.createRange();
  range.setStart(composed.startContainer, composed.startOffset);
  range.setEnd(composed.endContainer, composed.endOffset);
  return range;
}

/** The text that is selected inside a row's body, paragraph by paragraph, or nothing. */
export function quotation(root: ShadowRoot, row: Row): string {
  const range = selectedRange(root);
  const body = row.querySelector(':scope > .body');
  if (!range || !body?.contains(range.commonAncestorContainer)) return '';
  const parts = range.cloneContents();
  const blocks = [...parts.querySelectorAll('p,li,pre')].map((block) => block.textContent);
  return (blocks.length ? blocks.join('\n\n') : (parts.textContent ?? '')).trim();
}
