//! Reading JSON, and the rows of a store, into types; and writing types as JSON.
//!
//! What `serde` derives for a struct can read it from a map or from a sequence. The first is several
//! times as much code, and there are a hundred structs here: so a struct's fields are handed over
//! one after the other, whatever their order in the text was. One that is missing is told apart by
//! its default alone: an `Option` that may be missing needs `#[serde(default)]`, as everything else
//! does, and other names for a field (`alias`) are not looked at.

#![cfg_attr(
    test,
    allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)
)]

mod write;

use std::fmt::{self, Display};
use std::vec;

pub use write::write;

use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error, Expected, MapAccess,
    SeqAccess, Unexpected, VariantAccess, Visitor,
};
use serde_json::{Map, Value};

/// A text is no JSON, or not of the kind that was expected. What is wrong with it, nobody is told:
/// whoever sends such a thing is no client of ours. So it is nothing but a sign, and neither the
/// derived code nor the names of what it expects have to make a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unfit;

impl Display for Unfit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a value of another kind was expected")
    }
}

impl std::error::Error for Unfit {}

#[cfg(feature = "worker")]
impl From<Unfit> for worker::Error {
    fn from(unfit: Unfit) -> Self {
        unfit.to_string().into()
    }
}

impl Error for Unfit {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }

    fn invalid_type(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self
    }

    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self
    }

    fn invalid_length(_: usize, _: &dyn Expected) -> Self {
        Self
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn missing_field(_: &'static str) -> Self {
        Self
    }

    fn duplicate_field(_: &'static str) -> Self {
        Self
    }
}

type Outcome<T> = Result<T, Unfit>;

/// Reads a text.
///
/// # Errors
/// If it is no JSON, or not of the type's kind.
pub fn read<T: DeserializeOwned>(text: &str) -> Outcome<T> {
    of(parsed(text)?)
}

/// Reads a text that may be anything.
///
/// # Errors
/// If it is no JSON.
pub fn parsed(text: &str) -> Outcome<Value> {
    serde_json::from_str(text).map_err(|_| Unfit)
}

/// Reads a value that was parsed before.
///
/// # Errors
/// If it is not of the type's kind.
pub fn of<T: DeserializeOwned>(value: Value) -> Outcome<T> {
    T::deserialize(Json(value))
}

struct Json(Value);

impl Json {
    /// Numbers, words and nothing: what a type of one value is made of.
    fn scalar<'de, V: Visitor<'de>>(self, visitor: V) -> Outcome<V::Value> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(value),
            Value::String(value) => visitor.visit_string(value),
            Value::Number(value) => match (value.as_u64(), value.as_i64(), value.as_f64()) {
                (Some(value), _, _) => visitor.visit_u64(value),
                (None, Some(value), _) => visitor.visit_i64(value),
                (None, None, Some(value)) => visitor.visit_f64(value),
                (None, None, None) => Err(Unfit),
            },
            Value::Array(_) | Value::Object(_) => Err(Unfit),
        }
    }
}

macro_rules! scalars {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Outcome<V::Value> {
            self.scalar(visitor)
        })*
    };
}

impl<'de> Deserializer<'de> for Json {
    type Error = Unfit;

    scalars! {
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_f32
        deserialize_f64 deserialize_char deserialize_str deserialize_string deserialize_bytes
        deserialize_byte_buf deserialize_unit deserialize_identifier
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Outcome<V::Value> {
        match self.0 {
            Value::Array(values) => visitor.visit_seq(Values(values.into_iter())),
            Value::Object(fields) => visitor.visit_map(Entries::of(fields)),
            other => Self(other).scalar(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Outcome<V::Value> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Outcome<V::Value> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Outcome<V::Value> {
        self.scalar(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Outcome<V::Value> {
        match self.0 {
            Value::Array(values) => visitor.visit_seq(Values(values.into_iter())),
            _ => Err(Unfit),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Outcome<V::Value> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Outcome<V::Value> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Outcome<V::Value> {
        match self.0 {
            Value::Object(fields) => visitor.visit_map(Entries::of(fields)),
            _ => Err(Unfit),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Outcome<V::Value> {
        match self.0 {
            Value::Object(fields) => visitor.visit_seq(Fields {
                names: names.iter(),
                fields,
            }),
            _ => Err(Unfit),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Outcome<V::Value> {
        match self.0 {
            Value::String(name) => visitor.visit_enum(Variant { name, value: None }),
            Value::Object(fields) if fields.len() == 1 => match fields.into_iter().next() {
                Some((name, value)) => visitor.visit_enum(Variant {
                    name,
                    value: Some(value),
                }),
                None => Err(Unfit),
            },
            _ => Err(Unfit),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Outcome<V::Value> {
        visitor.visit_unit()
    }
}

struct Values(vec::IntoIter<Value>);

impl<'de> SeqAccess<'de> for Values {
    type Error = Unfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Outcome<Option<T::Value>> {
        self.0
            .next()
            .map(|value| seed.deserialize(Json(value)))
            .transpose()
    }
}

#[inline(never)]
fn take(fields: &mut Map<String, Value>, name: &str) -> Option<Value> {
    fields.remove(name)
}

/// A struct's fields in its own order. Where one is missing there is nothing: the derived code takes
/// the default then, or says that there are too few.
struct Fields {
    names: std::slice::Iter<'static, &'static str>,
    fields: Map<String, Value>,
}

impl<'de> SeqAccess<'de> for Fields {
    type Error = Unfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Outcome<Option<T::Value>> {
        self.names
            .next()
            .and_then(|name| take(&mut self.fields, name))
            .map(|value| seed.deserialize(Json(value)))
            .transpose()
    }
}

struct Entries {
    entries: serde_json::map::IntoIter,
    value: Option<Value>,
}

impl Entries {
    fn of(fields: Map<String, Value>) -> Self {
        Self {
            entries: fields.into_iter(),
            value: None,
        }
    }
}

impl<'de> MapAccess<'de> for Entries {
    type Error = Unfit;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Outcome<Option<K::Value>> {
        let Some((name, value)) = self.entries.next() else {
            return Ok(None);
        };
        self.value = Some(value);
        seed.deserialize(Json(Value::String(name))).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Outcome<T::Value> {
        seed.deserialize(Json(self.value.take().ok_or(Unfit)?))
    }
}

struct Variant {
    name: String,
    value: Option<Value>,
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = Unfit;
    type Variant = Content;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Outcome<(T::Value, Content)> {
        let name = Json(Value::String(self.name));
        Ok((seed.deserialize(name)?, Content(self.value)))
    }
}

/// What stands behind a variant's name.
struct Content(Option<Value>);

impl Content {
    fn json(self) -> Outcome<Json> {
        self.0.map(Json).ok_or(Unfit)
    }
}

impl<'de> VariantAccess<'de> for Content {
    type Error = Unfit;

    fn unit_variant(self) -> Outcome<()> {
        match self.0 {
            None | Some(Value::Null) => Ok(()),
            Some(_) => Err(Unfit),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Outcome<T::Value> {
        seed.deserialize(self.json()?)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Outcome<V::Value> {
        self.json()?.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        names: &'static [&'static str],
        visitor: V,
    ) -> Outcome<V::Value> {
        self.json()?.deserialize_struct("", names, visitor)
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::Path;

    use serde_json::json;

    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        Plain,
        Named(String),
        Pair(u8, i16),
        Whole { first: u8, second: Option<bool> },
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct Thing {
        #[serde(rename = "do")]
        what: String,
        number: i64,
        #[serde(default)]
        maybe: Option<f64>,
        kinds: Vec<Kind>,
        #[serde(default)]
        table: BTreeMap<String, u32>,
        inner: (u8, Option<Box<Thing>>),
    }

    #[test]
    fn reads_what_serde_json_reads() {
        let text = r#"{"x":{"y":[1]},"inner":[7,{"do":"in","number":-1,"kinds":[],"inner":[0,null]}],
            "kinds":["plain",{"named":"a\u00e9"},{"pair":[1,-2]},{"whole":{"second":null,"first":3}}],
            "number":9007199254740991,"do":"out","maybe":0.5,"table":{"a":1,"b":2}}"#;
        assert_eq!(
            read::<Thing>(text).unwrap(),
            serde_json::from_str::<Thing>(text).unwrap()
        );
    }

    #[test]
    fn refuses_what_is_of_another_kind() {
        for value in [
            json!([]),
            json!({}),
            json!({"do": 1, "number": 1, "kinds": [], "inner": [0, null]}),
            json!({"do": "x", "number": 0.5, "kinds": [], "inner": [0, null]}),
            json!({"do": "x", "number": 1, "kinds": {}, "inner": [0, null]}),
            json!({"do": "x", "number": 1, "kinds": ["other"], "inner": [0, null]}),
            json!({"do": "x", "number": 1, "kinds": ["named"], "inner": [0, null]}),
            json!({"do": "x", "number": 1, "kinds": [{"plain": 1}], "inner": [0, null]}),
            json!({"do": "x", "number": 1, "kinds": [], "inner": [0]}),
            json!({"do": "x", "number": 1, "kinds": []}),
        ] {
            assert!(of::<Thing>(value.clone()).is_err(), "{value}");
        }
    }

    /// Every `Option` of what is sent has a default: without one, it must not be missing. Rows have
    /// all of their columns.
    #[test]
    fn what_may_be_missing_says_so() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut paths: Vec<_> = [
            "../backend/src/message",
            "../backend/src/message.rs",
            "../backend/src/settings.rs",
            "../model/src",
        ]
        .map(|path| root.join(path))
        .into();
        while let Some(path) = paths.pop() {
            if path.is_dir() {
                paths.extend(
                    fs::read_dir(path)
                        .unwrap()
                        .map(|entry| entry.unwrap().path()),
                );
            } else {
                check(&path);
            }
        }
    }

    fn check(path: &Path) {
        let source = fs::read_to_string(path).unwrap();
        let source = source.split("#[cfg(test)]").next().unwrap_or_default();
        let (mut is_read, mut before) = (false, "");
        for line in source.lines().map(str::trim) {
            if line.starts_with("#[derive(") {
                is_read = line.contains("Deserialize");
            } else if line == "#[serde(default)]" && before.starts_with("#[derive(") {
                // The whole of it has a default, and a field must not have another one.
                is_read = false;
            } else if line.contains("fn ") || line.starts_with("impl") {
                is_read = false;
            } else if is_read && line.contains(": Option<") {
                assert!(
                    before.starts_with("#[serde(default"),
                    "{}: {line}",
                    path.display()
                );
            }
            before = line;
        }
    }
}
