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

/** So many times are written without a pause. */
const AT_ONCE = 30;

const formats: Record<string, Intl.DateTimeFormat> = {};

/** A moment as local date and time, in a language. The first call for each takes its time. */
export function clock(language: string, iso: string): string {
  try {
    formats[language] ??= new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
    return formats[language].format(new Date(iso));
  } catch {
    // No moment at all: the page was cut short on its way. Or no language.
    return iso;
  }
}

/** Writes title and local times into a page not in the document yet. */
export function complete(fragment: DocumentFragment, title: string): DocumentFragment {
  const section = fragment.querySelector<HTMLElement>('.postil')!;
  section.querySelector('.title')?.append(title);
  const times = [...section.querySelectorAll<HTMLTimeElement>('.when')];
  // The first screens at once, the others before anybody has scrolled there: the reader waits for none.
  const tell = () => {
    for (const time of times.splice(0, AT_ONCE)) time.textContent = clock(section.lang, time.dateTime);
    if (times[0]) setTimeout(tell);
  };
  tell();
  return fragment;
}

/** The page's own title, as it stands in the heading. */
export const pageTitle = (): string =>
  document.querySelector<HTMLMetaElement>('[property="og:title"]')?.content || document.title;
