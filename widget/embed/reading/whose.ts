// The names of the buttons in a row. Among those of two hundred rows, each says whose it is to who
// does not see where it stands: after the word that is seen, since that is what a voice asks for.
// The published page has none of it: nothing can be pressed before this module is there, and the
// frame that shows a thread is sooner done.

import type { Host } from '../types';
import { make } from './make';
import { rowsOf } from './rows';

/** Names what has no such name yet. A row without a number has nothing that others have, too. */
export function nameButtons(host: Host, section: HTMLElement): void {
  for (const row of rowsOf(section)) {
    const { number } = row.dataset;
    const text = number && host.words(MESSAGES.widget_whose, { number, name: row.querySelector('.author')?.textContent! });
    for (const button of row.querySelectorAll(':scope > .actions > button')) {
      if (!text || button.querySelector('.heard')) continue;
      // A space that stays: another would be neither seen nor heard.
      button.append(make('span', { className: 'heard' }, '\xa0' + text));
    }
  }
}
