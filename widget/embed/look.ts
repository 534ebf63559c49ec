// How the section finds out what the page looks like: its link colour, and whether it is dark.

/**
 * Makes `--link` and `data-theme` of the section's room true to the page, now and when its colour
 * changes; answers with what does so at any time.
 */
export function followLook(element: Element, room: HTMLElement, theme?: string): () => void {
  const measure = () => {
    const link = document.createElement('a');
    link.href = '#';
    element.before(link);
    room.style.setProperty('--link', getComputedStyle(link).color);
    link.remove();
    // The text tells better than the background, which may be a picture or some other element's.
    room.dataset.theme = theme && theme !== 'auto' ? theme : isLight(getComputedStyle(element).color) ? 'dark' : 'light';
  };
  // The stylesheet gives the room's colour a transition of no length to speak of: it ends
  // when the page has gone from light to dark, however it did that.
  room.ontransitionend = measure;
  measure();
  return measure;
}

/**
 * Whether a computed colour is rather light: `rgb(r, g, b)`, most of whose light is green, or one
 * of the forms that begin with the lightness.
 */
function isLight(colour: string): boolean {
  // Strings, in truth: to be compared with a number is enough for them to be numbers. An element
  // that is in no document has no colour.
  const [first, green] = (colour.match(/[\d.]+/g) ?? []) as unknown as [number, number];
  return colour[0] === 'r' ? green > 127 : first > (first > 1 ? 50 : 0.5);
}
