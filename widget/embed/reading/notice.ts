// The live region: one sentence at a time, and what may be pressed beside it until it is done with.

import type { Host } from '../types';
import { make, makeButton } from './make';

const noticeOf = ({ wrapper }: Host) => wrapper.querySelector<HTMLElement>('.notice');

/** `kind` is `heard` where everybody else sees it anyway. */
export function say(host: Host, text: string, kind = ''): void {
  const notice = noticeOf(host);
  notice?.replaceChildren(make('span', { className: kind }, text), ...notice.querySelectorAll('button'));
}

/** Offers something to press, known by a class, or takes it back. */
export function offer(host: Host, name: string, text: string): void {
  const notice = noticeOf(host);
  const former = notice?.querySelector('.' + name);
  // The focus goes with the button that has it: then it is to stay near.
  if (former?.matches(':focus')) {
    notice!.tabIndex = -1;
    notice!.focus();
  }
  former?.remove();
  if (text) notice?.append(makeButton('quiet ' + name, text));
}
