// The time between reading and taking part: the HTML is there, the widget is on its way. A reader
// may already write; the first click is held back and done again when somebody listens.

/** Calls `wake` at every touch. Answers with the end: a replay. What a reader presses is served by us. */
export function holdTouches(wrapper: HTMLElement, reader: string, wake: () => void): () => void {
  let over = false;
  let held = '';

  const hold = (event: Event) => {
    if (over) return;
    const button = (event.target as Element).closest('button');
    if (button && event.type === 'click' && !button.matches(reader)) {
      // Without the widget, a submitted form would leave the page and take the text along. (The
      // Enter key, too, submits by a click on the button.)
      event.preventDefault();
      const row = button.closest('.row');
      // Where the thread is drawn afresh, the button is another one at the same place.
      held ||= `${row ? `#${row.id} ` : ''}[class="${button.className}"]`;
    }
    wake();
  };
  for (const type of ['pointerdown', 'focusin', 'keydown', 'click']) wrapper.addEventListener(type, hold, true);

  return () => {
    over = true;
    if (held) wrapper.querySelector<HTMLElement>(held)?.click();
  };
}
