//! What edit, deletion and vote have in common: which comment it is, and who says so.

use crate::comment::{CommentId, State};
use crate::field::FieldError;
use crate::key::DeviceKey;
use crate::site::Site;
use crate::thread_id::{Address, ThreadId};
use crate::wire::ThreadAddress;

/// A comment that somebody's key wants something of. Whether it is theirs is for the thread's
/// object to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The comment.
    pub id: CommentId,
    /// The thread it is on.
    pub thread: ThreadId,
    /// The key.
    pub key: DeviceKey,
}

impl Claim {
    /// Checks a request to a site about the comment of an id. The caller has found the site by
    /// the request's `site`.
    ///
    /// # Errors
    /// The first field that is not as it has to be.
    pub fn accept(
        site: &Site,
        id: &str,
        thread: &ThreadAddress,
        key: &str,
    ) -> Result<Self, FieldError> {
        let address = Address {
            id: thread.id.as_deref(),
            url: &thread.url,
            canonical: thread.canonical.as_deref(),
        };
        Ok(Self {
            thread: ThreadId::locate(site, &address)?,
            id: CommentId::try_from(id)?,
            key: DeviceKey::try_from(key)?,
        })
    }
}

/// What a comment is to the holder of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// They wrote it.
    Author,
    /// Everyone sees that it is there, but they did not write it.
    Stranger,
    /// As far as they may know, there is no such comment.
    Unknown,
}

/// What a comment is to the holder of a key, by its state and whether the key is its author's.
#[must_use]
pub const fn standing(state: State, own: bool) -> Standing {
    match (state, own) {
        (_, true) => Standing::Author,
        (State::Published, false) => Standing::Stranger,
        (State::Held | State::Spam | State::Removed, false) => Standing::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::{Claim, Standing, standing};
    use crate::comment::State;
    use crate::site::Site;
    use crate::wire::ThreadAddress;

    #[test]
    fn takes_what_is_whole() {
        let site: Site = serde_json::from_str(
            r#"{"id": "a", "origins": ["https://a.example"], "languages": ["en"], "policy": "open"}"#,
        )
        .unwrap();
        let (id, key) = ("01923456-789a-7fff-bfff-ffffffffffff", "A".repeat(43));
        for (id, thread, key, expected) in [
            (id, "/x/", &*key, Ok("/x/")),
            // Comments of an import are nobody's, but readers vote on them.
            (&*id.replace("-7", "-8"), "/x/", &key, Ok("/x/")),
            ("1", "/x/", &key, Err("id_invalid")),
            (id, "/x/", "A", Err("key_invalid")),
            (id, "my words", &key, Err("thread_invalid")),
        ] {
            let thread = ThreadAddress {
                id: Some(thread.to_owned()),
                ..ThreadAddress::default()
            };
            let claim = Claim::accept(&site, id, &thread, key);
            assert_eq!(
                claim.map(|claim| claim.thread.as_str().to_owned()),
                expected.map(str::to_owned).map_err(|code| {
                    let field = code.split_once('_').map_or(code, |(field, _)| field);
                    crate::FieldError::new(field, code)
                })
            );
        }
    }

    /// Who asks about ids learns nothing about what is held.
    #[test]
    fn strangers_know_of_what_is_published_only() {
        assert_eq!(standing(State::Published, false), Standing::Stranger);
        for state in [State::Held, State::Spam, State::Removed] {
            assert_eq!(standing(state, false), Standing::Unknown);
            assert_eq!(standing(state, true), Standing::Author);
        }
    }
}
