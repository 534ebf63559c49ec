//! How many there are of something, in words.

use std::fmt::{self, Display, Formatter};

/// A number, and what is counted: one of it, and several.
pub struct Count(pub usize, pub &'static str, pub &'static str);

impl Display for Count {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        let Self(count, one, many) = *self;
        let word = if count == 1 { one } else { many };
        write!(out, "{count} {word}")
    }
}
