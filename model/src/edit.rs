//! Editing one's own comment: what may be sent, and for how long it may be.

use crate::claim::Claim;
use crate::comment::State;
use crate::field::{Body, FieldError};
use crate::site::Site;
use crate::time::Millis;
use crate::verdict::{Reason, Verdict};
use crate::wire::EditComment;

/// How often a comment can be edited at most: each former text is kept.
pub const MOST_EDITS: u32 = 100;

const HOUR: Millis = 3_600_000;

/// An edit as a client wrote it, with every field valid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Which comment, and whose it is said to be.
    pub claim: Claim,
    /// The new source; none where the present one is asked for.
    pub body: Option<Body>,
    /// What it was made from, as [`revision`] names it.
    pub revision: Option<String>,
    /// The answer to a challenge.
    pub work: Option<String>,
}

impl Edit {
    /// Checks a request to a site about the comment of an id.
    ///
    /// # Errors
    /// The first field that is not as it has to be.
    pub fn accept(site: &Site, id: &str, edit: &EditComment) -> Result<Self, FieldError> {
        Ok(Self {
            claim: Claim::accept(site, id, &edit.thread, &edit.key)?,
            body: edit.body.as_deref().map(Body::try_from).transpose()?,
            revision: edit.revision.clone(),
            work: edit.work.clone(),
        })
    }
}

/// Until when the author of a comment may edit it: none once that is over. `edits` is how often
/// it was edited.
#[must_use]
pub fn open_until(site: &Site, created: Millis, edits: u32, now: Millis) -> Option<Millis> {
    let until = created.saturating_add(Millis::from(site.edit_hours).saturating_mul(HOUR));
    (now < until && edits < MOST_EDITS).then_some(until)
}

/// Names the source of a comment that was edited so often and of which a change waits since a
/// moment, if one does. Where an edit gets lost on its way and arrives after a later one, it names
/// a source that is not there any more, and the later one stays.
#[must_use]
pub fn revision(edits: u32, waiting_since: Option<Millis>) -> String {
    format!("{edits}-{}", waiting_since.unwrap_or_default())
}

/// What an edit comes to before anybody is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// All is as it was: a repeat, or no change.
    Nothing,
    /// The text that is shown is wanted after all: the change that waits is taken back.
    TakeBack,
    /// It is a change, and the site is asked about it as about a new comment.
    Judge,
}

/// Compares an edit with the text that is there, and with the change of it that waits, if any.
#[must_use]
pub fn compare(wanted: &str, present: &str, waiting: Option<&str>) -> Step {
    match waiting {
        Some(waiting) if wanted == waiting => Step::Nothing,
        Some(_) if wanted == present => Step::TakeBack,
        None if wanted == present => Step::Nothing,
        _ => Step::Judge,
    }
}

/// What becomes of an edit that was judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// The new text stands in place of the old one.
    Replace,
    /// The old text stays until a moderator has decided.
    Wait(Vec<Reason>),
    /// It is not taken.
    Refused(Vec<Reason>),
    /// Nothing yet: work of so many bits has to be proven with it.
    Work(u8),
    /// Nothing yet: it has to be sent again after so many seconds.
    Later(u32),
}

/// Decides what becomes of an edit. A comment that is held stays held: nobody sees either text.
#[must_use]
pub fn fate(state: State, verdict: Verdict) -> Fate {
    match (state, verdict) {
        (_, Verdict::Refuse(reasons)) => Fate::Refused(reasons),
        (_, Verdict::Work { bits }) => Fate::Work(bits),
        (_, Verdict::Wait { seconds }) => Fate::Later(seconds),
        (State::Published, Verdict::Hold(reasons)) => Fate::Wait(reasons),
        (_, Verdict::Hold(_) | Verdict::Publish) => Fate::Replace,
    }
}

#[cfg(test)]
mod tests {
    use super::{Edit, Fate, HOUR, MOST_EDITS, Step, compare, fate, open_until, revision};
    use crate::comment::State;
    use crate::site::Site;
    use crate::verdict::{Reason, Verdict};
    use crate::wire::{EditComment, ThreadAddress};

    fn site(edit_hours: u32) -> Site {
        let json = format!(
            r#"{{"id": "a", "origins": ["https://a.example"], "languages": ["en"], "policy": "open", "edit_hours": {edit_hours}}}"#
        );
        serde_json::from_str(&json).unwrap()
    }

    #[test]
    fn is_open_for_as_long_as_the_site_says() {
        const DAY: u64 = 24 * HOUR;
        for (hours, edits, now, expected) in [
            (24, 0, 1_000, Some(DAY + 1_000)),
            (24, 0, DAY + 999, Some(DAY + 1_000)),
            (24, 0, DAY + 1_000, None),
            // A clock that was set back takes nothing away.
            (24, 0, 0, Some(DAY + 1_000)),
            (24, MOST_EDITS - 1, 1_000, Some(DAY + 1_000)),
            (24, MOST_EDITS, 1_000, None),
            (0, 0, 1_000, None),
            (1, 0, HOUR + 999, Some(HOUR + 1_000)),
            (1, 0, HOUR + 1_000, None),
        ] {
            assert_eq!(open_until(&site(hours), 1_000, edits, now), expected);
        }
        assert_eq!(open_until(&site(u32::MAX), u64::MAX, 0, u64::MAX), None);
    }

    #[test]
    fn checks_the_text_as_that_of_a_comment() {
        let edit = |body: Option<&str>| {
            let edit = EditComment {
                site: "a".into(),
                thread: ThreadAddress {
                    id: Some("/x/".into()),
                    ..ThreadAddress::default()
                },
                key: "A".repeat(43),
                body: body.map(str::to_owned),
                revision: None,
                lang: None,
                work: None,
            };
            Edit::accept(&site(24), "01923456-789a-7fff-bfff-ffffffffffff", &edit)
                .map(|edit| edit.body.map(String::from))
                .map_err(|error| error.code)
        };
        assert_eq!(edit(None), Ok(None));
        assert_eq!(edit(Some("a\r\n")), Ok(Some("a".into())));
        assert_eq!(edit(Some("")), Err("body_missing"));
        assert_eq!(edit(Some("\0")), Err("body_nul"));
    }

    #[test]
    fn a_source_has_a_name_of_its_own() {
        let names = [
            (0, None),
            (0, Some(7)),
            (0, Some(8)),
            (1, None),
            (1, Some(7)),
        ]
        .map(|(edits, since)| revision(edits, since));
        for (at, name) in names.iter().enumerate() {
            assert!(!names[..at].contains(name), "{name}");
        }
    }

    #[test]
    fn a_repeat_changes_nothing() {
        for (wanted, waiting, expected) in [
            ("a", None, Step::Nothing),
            ("b", None, Step::Judge),
            ("a", Some("b"), Step::TakeBack),
            ("b", Some("b"), Step::Nothing),
            ("c", Some("b"), Step::Judge),
        ] {
            assert_eq!(compare(wanted, "a", waiting), expected);
        }
    }

    #[test]
    fn what_is_held_leaves_the_old_text_up() {
        let reasons = || vec![Reason::Policy];
        for (state, verdict, expected) in [
            (State::Published, Verdict::Publish, Fate::Replace),
            (
                State::Published,
                Verdict::Hold(reasons()),
                Fate::Wait(reasons()),
            ),
            (
                State::Published,
                Verdict::Refuse(reasons()),
                Fate::Refused(reasons()),
            ),
            (State::Published, Verdict::Work { bits: 9 }, Fate::Work(9)),
            (
                State::Published,
                Verdict::Wait { seconds: 9 },
                Fate::Later(9),
            ),
            (State::Held, Verdict::Publish, Fate::Replace),
            (State::Held, Verdict::Hold(reasons()), Fate::Replace),
            (
                State::Held,
                Verdict::Refuse(reasons()),
                Fate::Refused(reasons()),
            ),
            (State::Held, Verdict::Work { bits: 9 }, Fate::Work(9)),
            (State::Held, Verdict::Wait { seconds: 9 }, Fate::Later(9)),
        ] {
            assert_eq!(fate(state, verdict), expected);
        }
    }
}
