// Where a section stands in its page.

/**
 * An element that is in the page, with nothing in it yet, and its tag, where it stands after one.
 * Pixels: `top` from the top of the screen to where the tag stood (a hidden element has no box:
 * NaN); `given` is the room that the owner has reserved by giving the tag itself a box.
 * (Tuples, here and where a section is built: no minifier shortens the names of properties.)
 */
export type Place = [element: HTMLElement, top: number, given: number, tag: HTMLElement | undefined];

/** Puts an element into a box, or after a tag, and measures. */
export function putInPlace(box?: Element | null | '', tag?: HTMLElement): Place {
  const element = document.createElement('postil-section');
  if (box) box.append(element);
  else tag?.after(element);
  // All is measured at once, before anything has room: so the page is laid out once only.
  const given = tag?.offsetHeight || 0;
  const top = element.getClientRects()[0]?.top! - given;
  return [element, top, given, tag];
}
