//! The rows that a store answers with, as types.
//!
//! A struct whose fields are called like the columns is declared within [`columns!`](columns). That is a
//! tenth of the code that `serde` would make of it, and there is one for nearly every question.

use postil_json as json;
use postil_model::CommentId;
use postil_model::comment::State;
use postil_model::notify::Way;
use postil_model::staff::Role;
use postil_model::thread::Number;
use postil_model::wire::desk::{BanAct, Door, Invitation, Member, Session, SiteName, Whom};
use postil_model::wire::notify::SentState;
use serde_json::Value;
use worker::{SqlStorageValue, console_error};

use crate::feed::Entry;

/// A row whose columns are still to be taken out.
pub struct Row<'a> {
    names: &'a [String],
    values: Vec<SqlStorageValue>,
}

impl<'a> Row<'a> {
    /// A row of columns with these names.
    pub fn new(names: &'a [String], values: Vec<SqlStorageValue>) -> Self {
        Self { names, values }
    }

    /// Takes out a column; none if it is not there, or of another kind.
    ///
    /// Each kind once, and not where it is called: there are some hundred fields.
    #[inline(never)]
    pub fn take<T: FromCell>(&mut self, name: &str) -> Option<T> {
        let value = self.cell(name).and_then(T::from_cell);
        if value.is_none() {
            unfit(name);
        }
        value
    }

    #[inline(never)]
    fn cell(&mut self, name: &str) -> Option<SqlStorageValue> {
        let at = self.names.iter().position(|known| known == name)?;
        let value = self.values.get_mut(at)?;
        Some(std::mem::replace(value, SqlStorageValue::Null))
    }
}

#[inline(never)]
fn unfit(name: &str) {
    console_error!("the column {name} is not what it should be");
}

/// What can be made of a row.
pub trait FromRow: Sized {
    /// Takes the columns out; none if one is missing, or of another kind. The log says which.
    fn from_row(row: &mut Row<'_>) -> Option<Self>;
}

/// What can be made of one value.
pub trait FromCell: Sized {
    /// The value; none if it is of another kind.
    fn from_cell(value: SqlStorageValue) -> Option<Self>;
}

impl FromCell for u64 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn from_cell(value: SqlStorageValue) -> Option<Self> {
        match value {
            SqlStorageValue::Integer(value) => value.try_into().ok(),
            SqlStorageValue::Float(value) if value >= 0.0 && value.fract() == 0.0 => {
                Some(value as Self)
            }
            _ => None,
        }
    }
}

impl FromCell for u32 {
    fn from_cell(value: SqlStorageValue) -> Option<Self> {
        u64::from_cell(value)?.try_into().ok()
    }
}

impl FromCell for u8 {
    fn from_cell(value: SqlStorageValue) -> Option<Self> {
        u64::from_cell(value)?.try_into().ok()
    }
}

impl FromCell for usize {
    fn from_cell(value: SqlStorageValue) -> Option<Self> {
        u64::from_cell(value)?.try_into().ok()
    }
}

impl FromCell for String {
    fn from_cell(value: SqlStorageValue) -> Option<Self> {
        match value {
            SqlStorageValue::String(text) => Some(text),
            _ => None,
        }
    }
}

impl<T: FromCell> FromCell for Option<T> {
    fn from_cell(value: SqlStorageValue) -> Option<Self> {
        match value {
            SqlStorageValue::Null => Some(None),
            value => T::from_cell(value).map(Some),
        }
    }
}

/// Types that are written as a word.
macro_rules! words {
    ($($type:ty),*) => {
        $(impl FromCell for $type {
            fn from_cell(value: SqlStorageValue) -> Option<Self> {
                json::of(Value::String(String::from_cell(value)?)).ok()
            }
        })*
    };
}

words!(
    State, Number, CommentId, Door, Whom, BanAct, Role, Way, SentState
);

/// Declares a struct that rows are read into: by the names of its fields, whatever their order.
macro_rules! columns {
    (
        $(#[$about:meta])*
        $visible:vis struct $name:ident {
            $($(#[$what:meta])* $open:vis $field:ident: $type:ty),* $(,)?
        }
    ) => {
        $(#[$about])*
        $visible struct $name {
            $($(#[$what])* $open $field: $type),*
        }

        $crate::objects::row::read_from_columns!($name { $($field),* });
    };
}

/// Has a struct that is declared elsewhere read from rows.
macro_rules! read_from_columns {
    ($name:ident { $($field:ident),* $(,)? }) => {
        impl $crate::objects::row::FromRow for $name {
            fn from_row(row: &mut $crate::objects::row::Row<'_>) -> Option<Self> {
                let _ = &row;
                Some(Self {
                    $($field: row.take(stringify!($field))?),*
                })
            }
        }
    };
}

pub(crate) use {columns, read_from_columns};

read_from_columns!(Entry {
    thread,
    title,
    comment,
    created,
    edited,
    name,
    url,
    body
});
read_from_columns!(Member {
    id,
    name,
    role,
    site,
    since
});
read_from_columns!(Session {
    id,
    member,
    agent,
    since,
    seen,
    page
});
read_from_columns!(Invitation {
    id,
    note,
    site,
    until
});
read_from_columns!(SiteName { id, title });
