// What is typed before the widget has come, which keeps drafts from then on.

import type { Host } from '../types';

export function keepTyped(host: Host): void {
  const { wrapper, signal, set } = host;
  const key = 'typed ' + host.name;
  const source = () => wrapper.querySelector<HTMLTextAreaElement>('.source');
  const field = source();
  if (field) field.value ||= host.get(key) ?? '';
  const text = () => (!host.isLive && source()?.value) || null;
  wrapper.addEventListener('input', () => set(key, text()), { signal });
  addEventListener('beforeunload', (event) => text() && event.preventDefault(), { signal });
}
