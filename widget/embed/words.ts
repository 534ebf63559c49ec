import type { LoaderWords } from './types';

/** The loader's words in the first of the reader's languages that there is, or in English. */
export function wordsFor(languages: string): LoaderWords {
  const found = (languages + ',en').split(',').flatMap((language) => __WORDS__.split('\n' + language.slice(0, 2))[1] ?? []);
  return found[0]!.split('\n')[0]!.split('|') as LoaderWords;
}
