// A shown row that has been edited, removed or voted for since.

import { isPublished, type Row } from './rows';

/** Makes a row what another says of the same comment. What stands in it besides is kept. */
export function update(row: Row, other: Row): void {
  if (isPublished(row) !== isPublished(other)) {
    // A reply that is being written to it stays, and so does whoever writes it.
    const active = row.querySelector<HTMLElement>('form :focus');
    other.append(...row.querySelectorAll(':scope > form'));
    row.replaceWith(other);
    active?.focus();
    return;
  }
  const score = other.dataset.score;
  if (score !== row.dataset.score) {
    if (score) row.dataset.score = score;
    else delete row.dataset.score;
    row.querySelector('.score')?.replaceChildren(score ?? '');
  }
  const edited = (row: Row) => row.querySelector<HTMLTimeElement>('.edited');
  if (edited(other)?.dateTime !== edited(row)?.dateTime) {
    edited(row)?.remove();
    row.querySelector('.when')?.after(' ', edited(other) ?? '');
    row.querySelector(':scope > .body')?.replaceChildren(...(other.querySelector('.body')?.childNodes ?? []));
  }
}
