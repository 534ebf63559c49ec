// embed.js: runs once for every tag. It is a classic script, because only such a one knows its
// own tag. Goals, in this order: never break the page it is on, be small, be read at once.

import { openSection } from './section';
import { findBox, ownTag } from './tag';
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
    if (options.site && options.load !== 'manual') findBox(options.target, (box) => openSection(options, box, tag));
  },
};

// Two runs on one page share everything, the Trusted Types policy too, whose name is given once.
// (An element with the id `Postil` would stand there as well.)
if (!window.Postil?.tag) window.Postil = api;
window.Postil.tag(document.currentScript);
