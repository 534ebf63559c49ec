//! What is wrong with a field.

use std::fmt;

/// A field that is not valid, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The field as the HTTP API names it, such as `author.name`.
    pub field: &'static str,
    /// The stable code; the words are `problem.<code>.detail` in the locale files.
    pub code: &'static str,
}

impl FieldError {
    /// The error `code` of `field`.
    pub const fn new(field: &'static str, code: &'static str) -> Self {
        Self { field, code }
    }
}

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.field, self.code)
    }
}

impl std::error::Error for FieldError {}
