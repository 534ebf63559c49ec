// The live region: one sentence at a time, and what may be pressed beside it until it is done with.

import type { Host } from '../types';

const noticeOf = ({ wrapper }: Host) => wrapper.querySelector('.notice');

export function say(host: Host, text: string): void {
  const notice = noticeOf(host);
  notice?.replaceChildren(text, ...notice.querySelectorAll('button'));
}

/** Offers something to press, known by a class, or takes it back. */
export function offer(host: Host, name: string, text: string): void {
  const notice = noticeOf(host);
  notice?.querySelector('.' + name)?.remove();
  if (!text) return;
  const button = document.createElement('button');
  button.className = 'quiet ' + name;
  button.type = 'button';
  button.textContent = text;
  notice?.append(button);
}
