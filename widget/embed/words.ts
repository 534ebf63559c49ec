/** The loader's one label in the first of the reader's languages that there is, or in English. */
export function wordFor(languages: string): string {
  const found = (languages + ',en').split(',').flatMap((language) => __WORDS__.split('\n' + language.slice(0, 2))[1] ?? []);
  return found[0]!.split('\n')[0]!;
}
