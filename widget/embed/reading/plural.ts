// Which form of a message a count takes: as in `src/words/plural.rs`, of which this is the browser's
// side. A message's forms stand in the order of the categories, as far as its language has them.

const CATEGORIES: Intl.LDMLPluralRule[] = ['zero', 'one', 'two', 'few', 'many', 'other'];

/** The place of a count's form among so many. */
export function form(language: string, count: number, forms: number): number {
  const rules = new Intl.PluralRules(language);
  // A language may have categories that no small whole number falls into.
  const used = new Set(Array.from({ length: 111 }, (_, number) => rules.select(number)));
  const place = CATEGORIES.filter((category) => used.has(category)).indexOf(rules.select(count));
  return place < 0 || place >= forms ? forms - 1 : place;
}
