import type { LoaderWords } from './types';

/** The loader's words in the first of the reader's languages that there is, or in English. */
export function wordsFor(languages: string): LoaderWords {
  const known = __WORDS__.split('\n');
  const found = (languages + ',en').split(',').flatMap((language) => known.filter((words) => words.startsWith(language.slice(0, 2))));
  return found[0]!.slice(2).split('|') as LoaderWords;
}
