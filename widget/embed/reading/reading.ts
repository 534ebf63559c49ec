// The reading module: all that a reader does without writing. It comes together with the thread.

import type { Opened, Reading } from '../types';
import { hostFor } from './host';
import { followLinks, goToRow } from './links';
import { startWidget } from './widget';

export function open(opened: Opened): Reading {
  const host = hostFor(opened);
  return {
    async prepare() {},
    begin() {
      if (opened.signal.aborted) return;
      host.changes.forget();
      goToRow(host, location.hash);
      followLinks(host);
      startWidget(host, '');
    },
  };
}
