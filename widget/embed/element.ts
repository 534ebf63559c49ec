// <postil-comments site="…" thread="…">: a section where the element stands. Its attributes are
// those of the tag, without `data-`.

import type { Api, Handle } from './types';

export function defineElement(api: Api): void {
  customElements.define(
    'postil-comments',
    class extends HTMLElement {
      handle?: Handle | void;

      connectedCallback() {
        // What the page says of it has the last word.
        if (getComputedStyle(this).display === 'inline') this.style.display = 'block';
        this.handle ??= api.mount(this, Object.fromEntries([...this.attributes].map(({ name, value }) => [name, value])));
      }

      disconnectedCallback() {
        // An element that is moved is gone for a moment only: what was typed in it moves along.
        queueMicrotask(() => {
          if (!this.isConnected) this.handle = this.handle?.unmount();
        });
      }
    },
  );
}
