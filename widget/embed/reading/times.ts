import type { Host } from '../types';

const clocks: Record<string, Intl.DateTimeFormat> = {};

/** Says a moment in full to who points at it. */
export function nameTime(host: Host, element: Element): void {
  const { lang } = host.thread;
  if (!(element instanceof HTMLTimeElement) || element.title) return;
  try {
    clocks[lang] ??= new Intl.DateTimeFormat(lang, { dateStyle: 'full', timeStyle: 'long' });
    element.title = clocks[lang].format(new Date(element.dateTime));
  } catch {
    // No moment at all: the page was cut short on its way.
  }
}
