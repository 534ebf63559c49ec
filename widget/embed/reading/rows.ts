// The rows as they stand in the document, which is all there is of them: nobody keeps a list.

export type Row = HTMLElement;

export const rowsOf = (section: ParentNode): Row[] => [...section.querySelectorAll<Row>('.rows > .row')];

export const idOf = (row: Row): string => row.id.slice(2);

export const depthOf = (row: Row): number => +row.dataset.depth!;

/** A comment that everybody sees: no tombstone, and nothing that only its author sees. */
export const isPublished = (row: Row): boolean => !row.matches('.removed,.held,.waiting');

export const rowAround = (part: Element): Row => part.closest<Row>('.row')!;

/** The rows below one: those after it that stand deeper. */
export function below(row: Row): Row[] {
  const found: Row[] = [];
  const depth = depthOf(row);
  for (let next = row.nextElementSibling as Row | null; next && !(depthOf(next) <= depth); next = next.nextElementSibling as Row | null) {
    // What stands between rows is no row.
    if (next.matches('.row')) found.push(next);
  }
  return found;
}

/** The rows that stand above one in its conversation, the nearest first. */
export function above(row: Row): Row[] {
  const found: Row[] = [];
  let depth = depthOf(row);
  for (let next = row.previousElementSibling as Row | null; next && depth; next = next.previousElementSibling as Row | null) {
    if (depthOf(next) < depth) {
      depth = depthOf(next);
      found.push(next);
    }
  }
  return found;
}
