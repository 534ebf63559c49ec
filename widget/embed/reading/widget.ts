// The widget: the module for writing. One instance serves every section on the page. It starts when
// the section is on screen and the page is idle, or at the first touch, whichever comes first.

import { watchBox } from '../near';
import type { Glue, Handle, Host, Late } from '../types';
import { holdTouches } from './touch';
import { fetchStrings } from './words';

/** So many milliseconds the widget waits for the page to be idle. */
const PATIENCE = 5_000;

const loads: Record<string, Promise<Glue>> = {};

async function load(address: string, wasm: string): Promise<Glue> {
  // Both at once: the glue would ask for the WASM only when it has come itself.
  const [glue, response] = await Promise.all([import(address) as Promise<Glue>, fetch(wasm)]);
  await glue.default({ module_or_path: response });
  return glue;
}

/** Gets one of our WASM modules, which serves the whole page from then on. */
export function loadGlue(base: string, js: string, wasm: string, again: string): Promise<Glue> {
  const address = `${base}/${js}${again}`;
  return (loads[address] ??= load(address, `${base}/${wasm}`));
}

/** Gets a widget, and the words for this host. */
async function widgetFor(host: Host): Promise<Glue> {
  const { base, assets } = host;
  // What embed.js knows of the build comes first: it may have renewed it.
  const build: Late = { ...__LATE__, ...assets.build };
  const [glue, strings] = await Promise.all([loadGlue(base, build.js, build.wasm, assets.again), fetchStrings(host, build.strings)]);
  host.strings = strings;
  return glue;
}

/** Has the widget take the section over in time. `reader`: what it leaves to us. */
export function startWidget(host: Host, reader: string): void {
  const { wrapper, root, signal, be } = host;
  let handle: (Handle & { free?(): void }) | undefined;
  let started: unknown;

  const takeOver = async () => {
    const draw = async (how: 'mount' | 'redraw') => {
      const glue = await widgetFor(host);
      // It has just been compiled: what follows is a task of its own.
      await new Promise((next) => setTimeout(next));
      if (!signal.aborted) handle = glue[how](host);
    };
    try {
      // If it traps on HTML that does not fit, a new instance draws the thread afresh.
      await draw('mount').catch(() => host.assets.renew(host.base).then(() => draw('redraw')));
    } catch {
      // Readable it stays, whatever happened.
      if (!wrapper.querySelector('.row,form')) host.show(host.source);
      started = undefined;
      // Only who is about to write wants to know.
      if (root.activeElement) be('read', host.words(MESSAGES.reading_unavailable), start, host.words(MESSAGES.me_again));
    }
  };
  const start = () => void (started ??= takeOver());

  const replay = holdTouches(wrapper, reader, start);
  host.live = () => {
    host.isLive = true;
    be('ready');
    replay();
  };
  watchBox(wrapper, '0px', ({ isIntersecting }, end) => {
    if (!isIntersecting) return;
    end();
    // Safari has no idle callback. A page that is never idle does not keep the widget away.
    if ('requestIdleCallback' in window) requestIdleCallback(start, { timeout: PATIENCE });
    else setTimeout(start);
  });
  signal.addEventListener('abort', () => {
    handle?.unmount();
    handle?.free?.();
  });
}
