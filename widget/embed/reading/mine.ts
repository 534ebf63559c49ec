// "My comments": a module of its own, which comes when it is asked for.

import type { Host, Late } from '../types';
import { make } from './make';
import { say } from './notice';
import { sectionOf } from './pages';
import { loadGlue } from './widget';
import { fetchStrings } from './words';

/** Opens it below the section, or leads to it where it is open. */
export async function openMine(host: Host): Promise<void> {
  const { base, assets, wrapper, root, signal } = host;
  const lead = () => root.querySelector<HTMLElement>('.mine section')?.focus();
  if (wrapper.querySelector('.mine')) return lead();
  const back = root.activeElement as HTMLElement | null;
  const open = async () => {
    const build: Late = { ...__LATE__, ...assets.build };
    host.strings = await fetchStrings(host, build.strings);
    const glue = await loadGlue(base, build.me!, build.meWasm!, assets.again);
    const place = make('div', { className: 'mine' });
    host.changes.own(() => wrapper.append(place));
    const end = () => {
      handle.unmount();
      handle.free?.();
      place.remove();
    };
    const handle = glue.mount(host, place, () => {
      end();
      signal.removeEventListener('abort', end);
      // Its composer may have folded up meanwhile, or what offered the code may be gone.
      (back?.isConnected ? back.closest('form') : sectionOf(host).querySelector<HTMLElement>(':scope > form'))?.focus();
      back?.focus();
    });
    signal.addEventListener('abort', end);
    lead();
  };
  try {
    await open().catch(() => assets.renew(base).then(open));
  } catch {
    say(host, host.words(MESSAGES.me_failed));
  }
}
