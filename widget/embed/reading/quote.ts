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
  if (!range || !body?.contains(range.startContainer)) return '';
  if (!body.contains(range.endContainer)) {
    // Who selects a paragraph by three clicks selects up to the beginning of what comes after it.
    const rest = range.cloneRange();
    rest.setStartAfter(body);
    if (`${rest}`.trim()) return '';
    range.setEndAfter(body.lastChild!);
  }
  const parts = range.cloneContents();
  for (const block of parts.querySelectorAll('p,li,pre')) block.prepend('\n\n');
  return parts.textContent!.replace(/\n{3,}/g, '\n\n').trim();
}
