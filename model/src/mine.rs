//! Everything that one key has on a site: what may be asked about it, and where a list goes on.

use crate::field::FieldError;
use crate::key::DeviceKey;
use crate::wire::Me;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How many threads are looked at for one request at most.
pub const MOST_THREADS: usize = 20;

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// List the comments.
    List,
    /// Everything that is kept.
    Export,
    /// Delete everything.
    Erase,
}

/// A request about everything of a key, with every field valid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mine {
    /// The key.
    pub key: DeviceKey,
    /// What is to be done.
    pub what: What,
    /// Where to go on.
    pub after: Cursor,
}

/// Why a request is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MineError {
    /// A field is not as it has to be.
    Field(FieldError),
    /// Nothing can be continued from there.
    After,
}

impl From<FieldError> for MineError {
    fn from(error: FieldError) -> Self {
        Self::Field(error)
    }
}

impl Mine {
    /// Checks a request.
    ///
    /// # Errors
    /// The first field that is not as it has to be.
    pub fn accept(me: &Me) -> Result<Self, MineError> {
        let what = match me.what.as_str() {
            "list" => What::List,
            "export" => What::Export,
            "erase" => What::Erase,
            _ => return Err(FieldError::new("do", "me_invalid").into()),
        };
        let after = me.after.as_deref().filter(|after| !after.is_empty());
        Ok(Self {
            key: DeviceKey::try_from(me.key.as_str())?,
            what,
            after: after.map_or(Ok(Cursor::default()), Cursor::read)?,
        })
    }
}

/// Where a list goes on: behind a thread, or within one, behind one of its comments. Threads are
/// in the order of their hashes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// The hash of the thread that was looked at last; empty before the first.
    pub thread: String,
    /// The last of its comments, if there are more of them.
    #[serde(default)]
    pub comment: Option<u64>,
}

impl Cursor {
    const LONGEST: usize = 26;

    /// Reads where a list goes on.
    ///
    /// # Errors
    /// If nothing can be continued from there.
    pub fn read(text: &str) -> Result<Self, MineError> {
        let (thread, comment) = match text.split_once('.') {
            Some((thread, comment)) => (thread, Some(comment.parse::<u32>())),
            None => (text, None),
        };
        let is_hash = (1..=Self::LONGEST).contains(&thread.len())
            && thread
                .bytes()
                .all(|b| matches!(b, b'a'..=b'z' | b'2'..=b'7'));
        let comment = comment.transpose().map_err(|_| MineError::After)?;
        if is_hash {
            Ok(Self {
                thread: thread.to_owned(),
                comment: comment.map(u64::from),
            })
        } else {
            Err(MineError::After)
        }
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.comment {
            Some(comment) => write!(f, "{}.{comment}", self.thread),
            None => f.write_str(&self.thread),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Cursor, Mine, MineError, What};
    use crate::field::FieldError;
    use crate::wire::Me;

    fn accept(what: &str, after: Option<&str>) -> Result<(What, Cursor), MineError> {
        let me = Me {
            site: "a".into(),
            key: "A".repeat(43),
            what: what.into(),
            after: after.map(str::to_owned),
            lang: None,
        };
        Mine::accept(&me).map(|mine| (mine.what, mine.after))
    }

    #[test]
    fn knows_what_is_to_be_done() {
        for (what, expected) in [
            ("list", What::List),
            ("export", What::Export),
            ("erase", What::Erase),
        ] {
            assert_eq!(accept(what, None), Ok((expected, Cursor::default())));
        }
        let invalid = MineError::Field(FieldError::new("do", "me_invalid"));
        for what in ["", "List", "forget"] {
            assert_eq!(accept(what, None), Err(invalid));
        }
    }

    #[test]
    fn goes_on_where_it_ended() {
        assert_eq!(accept("list", Some("")).unwrap().1, Cursor::default());
        for text in ["a", "abcdefghijklmnopqrstuvwxyz", "a2.0", "a7.4294967295"] {
            assert_eq!(accept("list", Some(text)).unwrap().1.to_string(), text);
        }
        for text in [
            ".",
            ".1",
            "a.",
            "a.-1",
            "a.4294967296",
            "a.1.2",
            "A",
            "a'",
            "abcdefghijklmnopqrstuvwxyza",
        ] {
            assert_eq!(
                accept("list", Some(text)).unwrap_err(),
                MineError::After,
                "{text}"
            );
        }
    }
}
