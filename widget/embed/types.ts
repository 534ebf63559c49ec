// What the loader, the reading module and the widget say to each other, and what the build puts in.

import type { Changes } from './reading/changes';
import type { Visit } from './reading/since';
import type { Words } from './reading/words';
import type { About, Query } from './request';

/** Where this build's assets are, relative to the Worker's address. */
export interface Build {
  css: string;
  /** The module for readers. */
  reading: string;
}

/** What only the reading module knows of its build. */
export interface Late {
  /** The widget. */
  js: string;
  wasm: string;
  /** "My comments". */
  me?: string;
  meWasm?: string;
  /** Reporting a comment. */
  report?: string;
  /** Proof of work. */
  work?: string;
  /** Moderating in the page. */
  moderate?: string;
  /** The hash in the names of the languages' texts. */
  strings: string;
}

/** The build as it is known now; renewed, it is known whole. */
export interface Assets {
  build: Build & Partial<Late>;
  /** What tells an address from the one that failed. */
  again: string;
  renew(base: string): Promise<void>;
}

declare global {
  /** Put in by the build. */
  const __BUILD__: Build;
  /** Put in by the build, into the reading module. */
  const __LATE__: Late;
  /** Put in by the build, into the reading module: `opened.css`. */
  const __OPENED__: string;
  /** Put in by the build, from the keys in `widget/locales/`: the places of the messages. */
  const MESSAGES: { [name in `${'me' | 'moderate' | 'reading' | 'report' | 'widget'}_${string}`]: number };
  /**
   * Put in by the build, from `widget/locales/`: what the loader says when nothing else has come, a
   * line a language, each after a line break and the first two letters of its name.
   */
  const __WORDS__: string;
  interface Window {
    Postil?: Api;
    trustedTypes?: {
      createPolicy(name: string, rules: { createHTML(html: string): string }): {
        createHTML(html: string): string;
      };
    };
  }
}

/** What a tag's `data-` attributes or a page's script may say. Only `site` is needed. */
export interface Options {
  /** The Worker's address, without a slash at the end. */
  base?: string;
  site?: string;
  thread?: string;
  title?: string;
  lang?: string;
  theme?: string;
  target?: string;
  load?: string;
}

export interface Handle {
  unmount(): void;
}

/** What a page sees as `Postil`. */
export interface Api {
  /** Opens a section in an element; in the place of the one that this has put there before. */
  mount(element: Element, options?: Options): Handle;
  /** Ends the section that was mounted in an element. */
  unmount(element: Element): void;
  /** Serves one more tag; a second run of this script leaves its tag to the first. */
  tag(script: Element | null): void;
}

/** An open section, as embed.js hands it over to the reading module. */
export interface Opened extends About {
  element: HTMLElement;
  root: ShadowRoot;
  /** The one element in it that holds the published page. */
  wrapper: HTMLElement;
  /** What stands in the heading. */
  title: string;
  /** The published page as it came. */
  source: string;
  assets: Assets;
  /** Ends with the section. */
  signal: AbortSignal;
  fetchText(address: string, options?: RequestInit): Promise<string>;
  parse(html: string): DocumentFragment;
  /** Makes nodes of a published page, completed with title and local times. */
  make(source: string): DocumentFragment;
  ask(query: Query, options?: RequestInit): Promise<string>;
  /** Says where things stand: to the page, and to the reader where there is a sentence, or a button with its label. */
  be(state: string, words?: string, retry?: () => void, label?: string): void;
  /** Gives the section all the room that was kept for it, or, called with the thread's top, gives back what nobody sees. */
  fit(top?: number): void;
  /** A moment as local date and time, in a language's form. */
  clock(form: string | undefined, iso: string): string;
  get(key: string): string | undefined;
  set(key: string, value?: string | null): void;
  /** What could not be kept on this browser. */
  memory: Record<string, string | null | undefined>;
}

/** The module for readers. */
export interface ReadingModule {
  open(opened: Opened): Reading;
}

/** What it does for one section. */
export interface Reading {
  /** Does to a page, before it is seen, what this reader has done to it before. */
  prepare(fragment: DocumentFragment): Promise<void>;
  /** The page stands: from now on the reader may touch it. */
  begin(): void;
}

/** What the widget may ask of us. The widget knows no page but through this. */
export interface Host extends Opened {
  thread: Opened['thread'] & { title: string; lang: string };
  changes: Changes;
  words: Words;
  /** When this reader was here before. */
  visit?: Visit;
  /** The row that the reader was taken to last. */
  at?: HTMLElement;
  /** The answer that the reader comes from. */
  from?: HTMLElement;
  /** Whether the widget has taken the section over. */
  isLive: boolean;
  /** The widget says that it has. That may be later than its start: another page may come first. */
  live(): void;
  /** What was selected when a button was pressed. */
  quoted: string;
  /** Takes the reader to where the page's address leads. */
  go(ask: boolean): Promise<unknown>;
  /** The widget's words in the section's language. */
  strings: string;
  /** Whether anything but the reading module changed the HTML since it was put in. */
  touched(): boolean;
  /** How moments are written in the section's language. */
  timeForm?: string;
  /** A moment as local date and time, in the section's language. */
  when(iso: string): string;
  /** Puts another published page in place. */
  show(source: string): void;
  /** The published page as it came, completed and arranged: for drawing afresh. */
  fresh(): DocumentFragment;
  /** Remembers that this reader has seen this version: readers must not lose what they posted. */
  posted(version: number): void;
  /** Puts a row where it belongs, and tells those around it. */
  place(row: HTMLElement): void;
  /** Has the rows say what they are among each other, after some have gone. */
  settle(): void;
  /** Changes the number in the heading. */
  count(change: number): void;
  /** Has the live region say something. */
  say(text: string): void;
  /** The text that is selected inside a row's body, or nothing. */
  quotation(row: Element): string;
  /** Asks for news now. */
  news(): void;
  /** Opens "My comments". */
  me(): Promise<void>;
  /** Does the work that a challenge asks for: answers with what proves it. */
  work(challenge: string): Promise<string>;
  /** Holds a lock that all tabs share: answers with what releases it, or with nothing while another has it. */
  lock(name: string): Promise<(() => void) | undefined>;
}

/** Reporting a comment. */
export interface ReportModule {
  press(host: Host, button: HTMLButtonElement): Promise<void>;
}

/** Moderating in the page. */
export interface ModerateModule {
  open(host: Host): Promise<void>;
}

/** Proof of work. */
export interface WorkModule {
  solve(challenge: string): Promise<string>;
}

/** The widget's glue, as wasm-bindgen writes it. */
export interface Glue {
  default(source: { module_or_path: Response }): Promise<unknown>;
  /** The widget's takes the section over; that of "My comments" opens in an element, until it calls `close`. */
  mount(host: Host, place?: Element, close?: () => void): Handle & { free?(): void };
  redraw(host: Host): Handle & { free?(): void };
}
