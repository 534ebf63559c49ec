//! Where the answer to a reader comes from: KV's copy as it is, the thread's object, or nowhere.

/// What a reader asks for beyond the page.
pub struct Asked<'a> {
    /// An older version must not be answered: this reader has seen, or made, this one.
    pub min_version: u64,
    /// The markup of the reader's widget, if it says so.
    pub markup: Option<&'a str>,
    /// Whether the page is wanted in the language it is published in.
    pub own_language: bool,
}

/// What KV says about its copy of a page.
pub struct Copy {
    /// The thread's version that it shows.
    pub version: u64,
    /// The markup it was rendered with.
    pub markup: String,
    /// It will stay behind for a while: until then (milliseconds since 1970 UTC) the object answers.
    pub live_until: Option<u64>,
    /// How many pages the thread has. Pages that an earlier build put do not say it.
    pub pages: Option<u32>,
}

impl Copy {
    /// Whether this reader must be answered something newer.
    fn is_behind(&self, asked: &Asked<'_>, now: u64) -> bool {
        self.version < asked.min_version || self.live_until.is_some_and(|until| now < until)
    }
}

/// Where the answer comes from.
#[derive(Debug, PartialEq, Eq)]
pub enum Source {
    /// KV's copy, streamed as it is.
    Copy,
    /// The thread's object renders the page.
    Object,
    /// There is no copy: the site's settings say whether that means that there is no thread.
    Settings,
}

/// Decides. `ours` is the markup that this build renders.
///
/// A reader's markup wakes the object only where it is ours and the copy's is not: asking with
/// markups that nobody renders gets the copy, like any other reader.
pub fn source(asked: &Asked<'_>, copy: Option<&Copy>, now: u64, ours: &str) -> Source {
    let Some(copy) = copy else {
        return if asked.min_version > 0 {
            Source::Object
        } else {
            Source::Settings
        };
    };
    let other_build = asked.markup == Some(ours) && copy.markup != ours;
    if copy.is_behind(asked, now) || other_build || !asked.own_language {
        Source::Object
    } else {
        Source::Copy
    }
}

/// The open page of a thread, as its page 0 tells. None where only the object knows.
pub fn open_page(asked: &Asked<'_>, first: &Copy, now: u64) -> Option<u32> {
    let pages = first.pages.filter(|_| !first.is_behind(asked, now))?;
    Some(pages.saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: &str = "aaaaaaaaaa";
    const OLD: &str = "bbbbbbbbbb";

    fn copy(version: u64, markup: &str, live_until: Option<u64>) -> Copy {
        Copy {
            version,
            markup: markup.to_owned(),
            live_until,
            pages: None,
        }
    }

    #[test]
    fn page_0_tells_which_page_is_open() {
        for (min_version, live_until, pages, expected) in [
            (0, None, Some(1), Some(0)),
            (3, None, Some(7), Some(6)),
            (0, Some(100), Some(7), Some(6)),
            (4, None, Some(7), None),
            (0, Some(101), Some(7), None),
            (0, None, None, None),
        ] {
            let asked = Asked {
                min_version,
                markup: None,
                own_language: true,
            };
            let first = Copy {
                pages,
                ..copy(3, OLD, live_until)
            };
            assert_eq!(open_page(&asked, &first, 100), expected);
        }
    }

    #[test]
    fn readers_get_the_copy_unless_they_must_not() {
        let plain = || Asked {
            min_version: 0,
            markup: None,
            own_language: true,
        };
        for (asked, copy, expected) in [
            (plain(), Some(copy(3, OURS, None)), Source::Copy),
            (plain(), Some(copy(3, OLD, None)), Source::Copy),
            (plain(), None, Source::Settings),
            (plain(), Some(copy(3, OURS, Some(101))), Source::Object),
            (plain(), Some(copy(3, OURS, Some(100))), Source::Copy),
            (
                Asked {
                    min_version: 3,
                    ..plain()
                },
                Some(copy(3, OURS, None)),
                Source::Copy,
            ),
            (
                Asked {
                    min_version: 4,
                    ..plain()
                },
                Some(copy(3, OURS, None)),
                Source::Object,
            ),
            (
                Asked {
                    min_version: 1,
                    ..plain()
                },
                None,
                Source::Object,
            ),
            (
                Asked {
                    own_language: false,
                    ..plain()
                },
                Some(copy(3, OURS, None)),
                Source::Object,
            ),
            (
                Asked {
                    own_language: false,
                    ..plain()
                },
                None,
                Source::Settings,
            ),
            (
                Asked {
                    markup: Some(OURS),
                    ..plain()
                },
                Some(copy(3, OURS, None)),
                Source::Copy,
            ),
            (
                Asked {
                    markup: Some(OURS),
                    ..plain()
                },
                Some(copy(3, OLD, None)),
                Source::Object,
            ),
            (
                Asked {
                    markup: Some(OLD),
                    ..plain()
                },
                Some(copy(3, OLD, None)),
                Source::Copy,
            ),
            (
                Asked {
                    markup: Some("0123456789"),
                    ..plain()
                },
                Some(copy(3, OLD, None)),
                Source::Copy,
            ),
            (
                Asked {
                    markup: Some("0123456789"),
                    ..plain()
                },
                Some(copy(3, OURS, None)),
                Source::Copy,
            ),
        ] {
            assert_eq!(source(&asked, copy.as_ref(), 100, OURS), expected);
        }
    }
}
