//! What a reader may write into each field: one validated type a field. A value of such a type is
//! valid, in the composer as in the Worker.

mod body;
mod name;
mod note;
mod text;
mod title;
mod web_address;

pub use body::Body;
pub use name::Name;
pub use note::Note;
pub use title::Title;
pub use web_address::WebAddress;

pub(crate) use text::{is_filler, is_invisible, turns_direction};
pub(crate) use web_address::written;

use std::fmt;

/// A field that is not as it has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldError {
    /// The field, as the HTTP API names it.
    pub field: &'static str,
    /// What is wrong, as a stable code. Its words stand in the locales as
    /// `problem.<code>.detail`; [`FieldError::CODES`] and [`FieldError::DESK_CODES`] list
    /// every code.
    pub code: &'static str,
}

impl FieldError {
    /// Every code of what a reader sends.
    pub const CODES: &[&str] = &[
        "site_invalid",
        "address_invalid",
        "address_foreign",
        "thread_invalid",
        "thread_too_long",
        "id_invalid",
        "parent_invalid",
        "key_invalid",
        "name_missing",
        "name_too_long",
        "name_nul",
        "body_missing",
        "body_too_long",
        "body_nul",
        "link_invalid",
        "link_too_long",
        "title_missing",
        "title_too_long",
        "me_invalid",
        "report_invalid",
        "reason_too_long",
    ];

    /// Every field that an error can be about.
    pub const FIELDS: &[&str] = &[
        "site",
        "origin",
        "url",
        "thread",
        "id",
        "parent",
        "key",
        "name",
        "body",
        "title",
        "do",
        "reason",
        "links",
        "words",
        "reports",
        "close_days",
        "pattern",
        "to",
        "from",
    ];

    /// The codes of what only the desk sends. Their words stand in the desk's own locales.
    pub const DESK_CODES: &[&str] = &[
        "links_out_of_range",
        "words_too_many",
        "reports_out_of_range",
        "close_days_out_of_range",
        "pattern_missing",
        "pattern_too_long",
        "mail_to_invalid",
        "mail_to_count",
        "mail_from_invalid",
        "hook_invalid",
        "hook_private",
    ];

    /// The error of this field and code, if there is one. Names come back as they were given out
    /// here.
    #[must_use]
    pub fn known(field: &str, code: &str) -> Option<Self> {
        let mut codes = Self::CODES.iter().chain(Self::DESK_CODES);
        let code = codes.find(|known| **known == code)?;
        let field = Self::FIELDS.iter().find(|known| **known == field)?;
        Some(Self { field, code })
    }

    pub(crate) const fn new(field: &'static str, code: &'static str) -> Self {
        Self { field, code }
    }
}

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.field, self.code)
    }
}

impl std::error::Error for FieldError {}

/// Gives a validated text type what all of them have: a way in (`TryFrom`, serde) and a way out.
macro_rules! text_field {
    ($type:ident) => {
        impl $type {
            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $type {
            type Error = $crate::field::FieldError;
            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::try_from(text.as_str())
            }
        }

        impl From<$type> for String {
            fn from(value: $type) -> String {
                value.0
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}
pub(crate) use text_field;
