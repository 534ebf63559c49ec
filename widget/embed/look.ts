// How the section finds out what the page looks like: its link colour, and whether it is dark.

/** Keeps `--link` and `data-theme` of the section's room true to the page. */
export function followLook(element: Element, room: HTMLElement, theme?: string): void {
  const measure = () => {
    const link = document.createElement('a');
    link.href = '#';
    element.before(link);
    room.style.setProperty('--link', getComputedStyle(link).color);
    link.remove();
    room.dataset.theme = theme && theme !== 'auto' ? theme : isDark(element) ? 'dark' : 'light';
  };
  // The stylesheet gives the room's colour a transition of no length to speak of: it ends
  // when the page has gone from light to dark, however it did that.
  room.ontransitionend = measure;
  measure();
}

/** By the first background behind the section that can be seen; without any, by the text. */
function isDark(element: Element): boolean {
  for (let at: Element | null = element; at; at = at.parentElement ?? (at.getRootNode() as ShadowRoot).host) {
    const colour = getComputedStyle(at).backgroundColor;
    if (!/[,/] 0\)/.test(colour)) return !isLight(colour);
  }
  return isLight(getComputedStyle(element).color);
}

/** Of a computed colour: `rgb(r, g, b)`, most of whose light is green, or a form with L first. */
function isLight(colour: string): boolean {
  const [first, green] = colour.match(/[\d.]+/g)!.map(Number) as [number, number];
  return colour[0] === 'r' ? green > 127 : first > (first > 1 ? 50 : 0.5);
}
