// A page that has come, made what this reader knows it as: before it is seen, where that is known.

import type { Host } from '../types';
import { arrange } from './arrange';
import { receive } from './pages';
import { recallOrder } from './sort';
import { nameButtons } from './whose';

export function setUp(host: Host, fragment: ParentNode): void {
  const section = fragment.querySelector<HTMLElement>('.postil');
  if (!section) return;
  host.thread.lang = section.lang;
  host.timeForm = section.dataset.timeForm;
  recallOrder(host, section);
  receive(host, section);
  arrange(host, section, true);
  host.changes.own(() => nameButtons(host, section));
}
