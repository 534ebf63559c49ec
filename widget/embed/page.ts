// The published page on its way into the document: parsed, and completed with what depends on
// the reader (the title of their page, their time of day), which the published HTML never holds.

let policy: { createHTML(html: string): string } | undefined;

export function parse(html: string): DocumentFragment {
  const template = document.createElement('template');
  try {
    // Pages may enforce Trusted Types. The HTML is the Worker's, whose renderer can only emit the
    // elements on its list. (A policy's name is given once: not before it is used, since a second
    // run of this script leaves everything to the first.)
    policy ??= window.trustedTypes?.createPolicy('postil', { createHTML: (html) => html });
  } catch {
    // The page allows no such policy. Where it does not enforce it either, strings still do.
  }
  template.innerHTML = policy?.createHTML(html) ?? html;
  return template.content;
}

/**
 * A moment as local date and time, in a language's form: a digit for each part, as the
 * Worker counts them, then the names of the months, and those of the halves of the day where it
 * has any. The browser's own formats take a slow phone a tenth of a second at their first use.
 */
export function clock(form: string | undefined, iso: string): string {
  try {
    const moment = new Date(iso);
    // Moved so that what UTC calls it is what the reader's place calls it.
    const local = new Date(+moment - moment.getTimezoneOffset() * 6e4);
    const [year, month, day, hour, minute] = local.toISOString().split(/\D/) as unknown as number[];
    const [pattern, ...names] = form!.split('|');
    const parts = [year, names[month! - 1], +day!, hour, minute, hour! % 12 || 12, names[hour! < 12 ? 12 : 13]];
    return pattern!.replace(/\d/g, (place) => parts[+place] as string);
  } catch {
    // The page was cut short on its way, or is older than this script: its day has to do.
    return iso.slice(0, 10);
  }
}

/** Writes title and local times into a page not in the document yet. */
export function complete(fragment: DocumentFragment, title: string): DocumentFragment {
  const section = fragment.querySelector<HTMLElement>('.postil')!;
  section.querySelector('.title')?.append(title);
  for (const time of section.querySelectorAll<HTMLTimeElement>('.when')) time.textContent = clock(section.dataset.timeForm, time.dateTime);
  return fragment;
}

/** The page's own title, as it stands in the heading. */
export const pageTitle = (): string =>
  document.querySelector<HTMLMetaElement>('[property="og:title"]')?.content || document.title;
