// What the loader and the widget say to each other, and what the build puts in.

/** Where this build's assets are, relative to the Worker's address. */
export interface Build {
  js: string;
  wasm: string;
  css: string;
  /** The hash in the names of the languages' texts. */
  strings: string;
}

/** The loader's own sentences in one language: it must speak when nothing else has come. */
export interface Words {
  loading: string;
  failed: string;
  offline: string;
  form: string;
  retry: string;
}

declare global {
  /** Put in by the build. */
  const __BUILD__: Build;
  /** Put in by the build, from `widget/locales/`: language to words. */
  const __WORDS__: Record<string, Words>;
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
  mount(element: Element, options?: Options): Handle;
  /** Serves one more tag; a second run of this script leaves its tag to the first. */
  tag(script: Element | null): void;
}

/** What the widget may ask of the loader. The widget knows no page but through this. */
export interface Host {
  root: ShadowRoot;
  wrapper: HTMLElement;
  base: string;
  site: string;
  thread: { id?: string; url: string; canonical?: string; title: string; lang: string };
  /** What is this thread's own is remembered under this name. */
  name: string;
  /** The published page as it came. */
  source: string;
  /** The widget's words in the section's language. */
  strings: string;
  /** Whether anything changed the HTML since it was put in. */
  touched(): boolean;
  parse(html: string): DocumentFragment;
  /** Puts another published page in place. */
  show(source: string): void;
  /** A moment as local date and time, in the section's language. */
  when(iso: string): string;
  /** Remembers that this reader has seen this version: readers must not lose what they posted. */
  posted(version: number): void;
  get(key: string): string | null;
  set(key: string, value: string | null): void;
  /** False where nothing survives a reload. */
  readonly kept: boolean;
}

/** The widget's glue, as wasm-bindgen writes it. */
export interface Glue {
  default(source: { module_or_path: Response }): Promise<unknown>;
  mount(host: Host): Handle;
  redraw(host: Host): Handle;
}
