import type { LoaderWords } from './types';

/** The loader's words in the first of the reader's languages that there is, or in English. */
export const wordsFor = (languages: string): LoaderWords =>
  languages
    .split(',')
    .map((language) => __WORDS__[language.slice(0, 2)])
    .find(Boolean) ?? __WORDS__.en!;
