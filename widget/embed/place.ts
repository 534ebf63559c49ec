// Where a section stands in its page.

/** An element that is in the page, and nothing in it yet. Pixels. */
export interface Place {
  element: HTMLElement;
  /** From the top of the screen to where the tag stood. A hidden element has no box: NaN. */
  top: number;
  /** The room that the owner has reserved, by giving the tag itself a box. */
  given: number;
  tag: HTMLElement | undefined;
}

/** Puts an element into a box, or after a tag, and measures. */
export function putInPlace(box?: Element | null | '', tag?: HTMLElement): Place {
  const element = document.createElement('postil-section');
  if (box) box.append(element);
  else tag?.after(element);
  // All is measured at once, before anything is changed: so the page is laid out once only.
  const given = tag?.offsetHeight || 0;
  const top = element.getClientRects()[0]?.top! - given;
  return { element, top, given, tag };
}
