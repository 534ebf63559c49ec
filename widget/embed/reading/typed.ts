// What is typed before the widget has come, which keeps drafts from then on.

import type { Host } from '../types';

export function keepTyped(host: Host): void {
  const { wrapper, signal, set } = host;
  const key = 'typed ' + host.name;
  const source = () => wrapper.querySelector<HTMLTextAreaElement>('.source');
  const field = source();
  if (field) field.value ||= host.get(key) ?? '';
  const typed = () => !host.isLive && source()?.value;
  wrapper.addEventListener('input', () => host.isLive || set(key, source()?.value || null), { signal });
  addEventListener('beforeunload', (event) => typed() && event.preventDefault(), { signal });
}
