// Whether somebody else has changed the HTML: a translator, an extension, another script.

/** What we write into ourselves, and what the widget takes as it finds it. */
const OURS = '.notice,.more,.row';

export interface Changes {
  /** Whether anybody but us has changed what the widget takes over. */
  foreign(): boolean;
  /** Changes something ourselves. */
  own(change: () => void): void;
  /** From here on: another page has been put in place. */
  forget(): void;
}

export function watchChanges(wrapper: HTMLElement): Changes {
  let isForeign = false;
  const note = (records: MutationRecord[]) => {
    for (const { target } of records) {
      const element = target instanceof Element ? target : target.parentElement;
      isForeign ||= !element?.closest(OURS);
    }
  };
  const watch = new MutationObserver(note);
  watch.observe(wrapper, { childList: true, characterData: true, subtree: true });
  const flush = () => note(watch.takeRecords());
  return {
    foreign() {
      flush();
      return isForeign;
    },
    own(change) {
      flush();
      change();
      watch.takeRecords();
    },
    forget() {
      watch.takeRecords();
      isForeign = false;
    },
  };
}
