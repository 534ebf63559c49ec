// embed.js: runs once for every tag. It is a classic script, because only such a one knows its
// own tag. Goals, in this order: never break the page it is on, be small, be read at once.

import { defineElement } from './element';
import { openSection } from './section';
import { baseOf, ownTag } from './tag';
import type { Api, Handle, Options } from './types';

/** What `Postil.mount` takes for granted: the first tag's word, but for what is one thread's own. */
let defaults: Options | undefined;
const mounted = new WeakMap<Element, Handle>();

const api: Api = {
  mount(box, options) {
    api.unmount(box);
    const handle = openSection({ ...defaults, thread: undefined, title: undefined, ...options }, box);
    mounted.set(box, handle);
    return handle;
  },

  unmount: (box) => mounted.get(box)?.unmount(),

  tag(script) {
    const tag = ownTag(script);
    if (!tag) return;
    const options: Options = { base: baseOf(tag), ...tag.dataset };
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
const isFirst = !window.Postil?.tag;
if (isFirst) window.Postil = api;
window.Postil!.tag(document.currentScript);
// Not sooner: elements that are in the page already are mounted now, from this tag's Worker.
if (isFirst) defineElement(api);
