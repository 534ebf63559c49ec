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

type Clock = (iso: string) => string;

/** Writes title and local times into a page not in the document yet; answers with its clock. */
export function complete(fragment: DocumentFragment, title: string): Clock {
  const section = fragment.querySelector<HTMLElement>('.postil')!;
  section.querySelector('.title')?.append(title);
  // Making a formatter is slow, so one serves a thread.
  const format = new Intl.DateTimeFormat(section.lang, { dateStyle: 'medium', timeStyle: 'short' });
  const clock: Clock = (iso) => {
    try {
      return format.format(new Date(iso));
    } catch {
      // No moment at all: the page was cut short on its way.
      return iso;
    }
  };
  for (const time of section.querySelectorAll<HTMLTimeElement>('.when')) time.textContent = clock(time.dateTime);
  return clock;
}

/** The page's own title, as it stands in the heading. */
export const pageTitle = (): string =>
  document.querySelector<HTMLMetaElement>('meta[property="og:title"]')?.content || document.title;
