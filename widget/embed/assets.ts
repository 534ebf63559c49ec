// The hashed files of a build: the stylesheet, the widget, its words. One stylesheet and one
// instance of the widget serve every section on the page.

import { fetchText } from './request';
import type { Glue, Host } from './types';

let build = __BUILD__;
let renewals = 0;
let sheet: Promise<CSSStyleSheet> | undefined;
const loads: Record<string, Promise<Glue>> = {};

/**
 * To be called when something failed. Its name may be gone, since a new build was deployed while
 * the page was open: from now on the current names are used. Or the widget has trapped, or the
 * browser remembers that a module failed: from now on it has another address, and so is another
 * instance.
 */
export async function renew(base: string): Promise<void> {
  renewals++;
  build = await fetchText(`${base}/assets/current.json`, { cache: 'no-cache' })
    .then(JSON.parse)
    .catch(() => build);
}

export async function dress(base: string, root: ShadowRoot): Promise<void> {
  const css = () => fetchText(`${base}/${build.css}`);
  try {
    sheet ??= css()
      .catch(() => renew(base).then(css))
      .then((text) => new CSSStyleSheet().replace(text));
    root.adoptedStyleSheets = [await sheet];
  } catch {
    // Without a style (an old browser, a lost request) one can read all the same.
    sheet = undefined;
  }
}

async function load(address: string, wasm: string): Promise<Glue> {
  // Both at once: the glue would ask for the WASM only when it has come itself.
  const [glue, response] = await Promise.all([import(address) as Promise<Glue>, fetch(wasm)]);
  await glue.default({ module_or_path: response });
  return glue;
}

/** Gets the widget, and the words for this host. */
export async function widgetFor(host: Host): Promise<Glue> {
  const { base, thread } = host;
  const address = `${base}/${build.js}${renewals ? `?again${renewals}` : ''}`;
  const glue = (loads[address] ??= load(address, `${base}/${build.wasm}`));
  [, host.strings] = await Promise.all([glue, fetchText(`${base}/assets/${thread.lang}-${build.strings}.txt`)]);
  return glue;
}
