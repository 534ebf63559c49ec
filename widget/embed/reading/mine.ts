// "My comments": a module of its own, which comes when it is asked for.

import type { Host, Late } from '../types';
import { say } from './notice';
import { loadGlue } from './widget';
import { fetchStrings } from './words';

export async function openMine(host: Host): Promise<void> {
  const { base, assets, wrapper } = host;
  const open = async () => {
    const build: Late = { ...__LATE__, ...assets.build };
    [host.strings] = await Promise.all([fetchStrings(host, build.strings)]);
    const glue = await loadGlue(base, build.me!, build.meWasm!, assets.again);
    let place = wrapper.querySelector('.mine');
    if (!place) {
      place = document.createElement('div');
      place.className = 'mine';
      wrapper.append(place);
    }
    glue.mount(host, place);
  };
  try {
    await open().catch(() => assets.renew(base).then(open));
  } catch {
    say(host, host.words(MESSAGES.me_failed));
  }
}
