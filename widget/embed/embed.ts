// embed.js: runs once for every tag. It is a classic script, because only such a one knows its
// own tag. Goals, in this order: never break the page it is on, be small, be read at once.

import { openSection } from './section';
import { ownTag } from './tag';
import type { Api, Options } from './types';

/** What `Postil.mount` takes for granted: the first tag's word, but for what is one thread's own. */
let defaults: Options | undefined;

const api: Api = {
  mount: (box, options) => openSection({ ...defaults, thread: undefined, title: undefined, ...options }, box),

  tag(script) {
    const tag = ownTag(script);
    if (!tag) return;
    // The Worker's address is where the script came from.
    const options: Options = { base: new URL('.', tag.src).href.slice(0, -1), ...tag.dataset };
    defaults ??= options;
    const { site, load, target } = options;
    if (!site || load === 'manual') return;
    const open = () => openSection(options, target && document.querySelector(target), tag);
    // The target may stand further down in a page that is still coming.
    if (target && document.readyState === 'loading') addEventListener('DOMContentLoaded', open);
    else open();
  },
};

// Two runs on one page share everything, the Trusted Types policy too, whose name is given once.
// (An element with the id `Postil` would stand there as well.)
if (!window.Postil?.tag) window.Postil = api;
window.Postil.tag(document.currentScript);
