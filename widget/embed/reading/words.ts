// The words of the reading module and of the widget: one text a language, one message a line.

import type { Host } from '../types';
import { form } from './plural';

/** A message by its place, its `{…}` filled in; of several forms the one for `count`. */
export type Words = (message: number | undefined, values?: Record<string, string | number>) => string;

const texts: Record<string, Promise<string>> = {};

/** Gets the text of a build, named by its hash. */
export function fetchStrings({ base, thread, fetchText }: Host, hash: string): Promise<string> {
  const address = `${base}/assets/${thread.lang}-${hash}.txt`;
  texts[address] ??= fetchText(address).catch((problem) => {
    delete texts[address];
    throw problem;
  });
  return texts[address];
}

/** Gets our own words: those of this module's build, whatever the current one is. */
export async function wordsFor(host: Host): Promise<Words> {
  const messages = (await fetchStrings(host, __LATE__.strings)).split('\n');
  return (message, values = {}) => {
    const forms = messages[message!]!.split('|');
    const text = forms[1] ? forms[form(host.thread.lang, values.count as number, forms.length)]! : forms[0]!;
    return text.replace(/\{(\w+)\}/g, (name, key: string) => `${values[key] ?? name}`);
  };
}
