//! Writing types as JSON: as `serde_json` does it, in a third of the code, since a text can take
//! everything and so nothing can fail.

use std::fmt::{Display, Write as _};

use serde::ser::{
    Error, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant,
    SerializeTuple, SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

use super::Unfit;

type Outcome<T> = Result<T, Unfit>;

/// Writes a value.
///
/// # Errors
/// If it says of itself that it cannot be written.
pub fn write<T: Serialize + ?Sized>(value: &T) -> Outcome<String> {
    let mut text = String::new();
    value.serialize(Out(&mut text))?;
    Ok(text)
}

impl Error for Unfit {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }
}

struct Out<'a>(&'a mut String);

/// A list or an object that is not closed yet.
struct Open<'a> {
    text: &'a mut String,
    /// Where its inside begins: nothing stands there before the first member.
    start: usize,
    close: &'static str,
}

impl<'a> Out<'a> {
    #[inline(never)]
    fn word(self, word: &str) -> Outcome<()> {
        self.0.push_str(word);
        Ok(())
    }

    #[inline(never)]
    fn whole(self, number: u64) -> Outcome<()> {
        let _ = write!(self.0, "{number}");
        Ok(())
    }

    #[inline(never)]
    fn signed(self, number: i64) -> Outcome<()> {
        let _ = write!(self.0, "{number}");
        Ok(())
    }

    #[inline(never)]
    fn quoted(self, value: &str) -> Outcome<()> {
        quote(self.0, value);
        Ok(())
    }

    #[inline(never)]
    fn open(self, open: &str, close: &'static str) -> Open<'a> {
        self.0.push_str(open);
        Open {
            start: self.0.len(),
            text: self.0,
            close,
        }
    }

    /// An object whose only member is called like the variant.
    #[inline(never)]
    fn variant(self, name: &str, open: &str, close: &'static str) -> Open<'a> {
        self.0.push('{');
        quote(self.0, name);
        self.0.push(':');
        self.open(open, close)
    }
}

fn quote(out: &mut String, value: &str) {
    out.push('"');
    let mut plain = 0;
    for (at, byte) in value.bytes().enumerate() {
        let short = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            b'\n' => "\\n",
            b'\r' => "\\r",
            b'\t' => "\\t",
            8 => "\\b",
            12 => "\\f",
            0..32 => "",
            _ => continue,
        };
        out.push_str(value.get(plain..at).unwrap_or_default());
        plain = at + 1;
        out.push_str(short);
        if short.is_empty() {
            let _ = write!(out, "\\u{byte:04x}");
        }
    }
    out.push_str(value.get(plain..).unwrap_or_default());
    out.push('"');
}

impl Open<'_> {
    #[inline(never)]
    fn comma(&mut self) {
        if self.text.len() > self.start {
            self.text.push(',');
        }
    }

    #[inline(never)]
    fn name(&mut self, name: &str) {
        self.comma();
        quote(self.text, name);
        self.text.push(':');
    }

    #[inline(never)]
    fn close(self) -> Outcome<()> {
        self.text.push_str(self.close);
        Ok(())
    }

    fn member<T: Serialize + ?Sized>(&mut self, value: &T) -> Outcome<()> {
        self.comma();
        value.serialize(Out(self.text))
    }

    fn field<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Outcome<()> {
        self.name(name);
        value.serialize(Out(self.text))
    }
}

impl<'a> Serializer for Out<'a> {
    type Ok = ();
    type Error = Unfit;
    type SerializeSeq = Open<'a>;
    type SerializeTuple = Open<'a>;
    type SerializeTupleStruct = Open<'a>;
    type SerializeTupleVariant = Open<'a>;
    type SerializeMap = Open<'a>;
    type SerializeStruct = Open<'a>;
    type SerializeStructVariant = Open<'a>;

    fn serialize_bool(self, value: bool) -> Outcome<()> {
        self.word(if value { "true" } else { "false" })
    }

    fn serialize_i8(self, value: i8) -> Outcome<()> {
        self.signed(value.into())
    }

    fn serialize_i16(self, value: i16) -> Outcome<()> {
        self.signed(value.into())
    }

    fn serialize_i32(self, value: i32) -> Outcome<()> {
        self.signed(value.into())
    }

    fn serialize_i64(self, value: i64) -> Outcome<()> {
        self.signed(value)
    }

    fn serialize_u8(self, value: u8) -> Outcome<()> {
        self.whole(value.into())
    }

    fn serialize_u16(self, value: u16) -> Outcome<()> {
        self.whole(value.into())
    }

    fn serialize_u32(self, value: u32) -> Outcome<()> {
        self.whole(value.into())
    }

    fn serialize_u64(self, value: u64) -> Outcome<()> {
        self.whole(value)
    }

    fn serialize_f32(self, value: f32) -> Outcome<()> {
        self.serialize_f64(value.into())
    }

    /// With what `serde_json` brings along for reading: the standard library's way is another one.
    fn serialize_f64(self, value: f64) -> Outcome<()> {
        match serde_json::Number::from_f64(value) {
            Some(number) => self.word(&number.to_string()),
            None => self.word("null"),
        }
    }

    fn serialize_char(self, value: char) -> Outcome<()> {
        self.quoted(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Outcome<()> {
        self.quoted(value)
    }

    fn serialize_bytes(self, _: &[u8]) -> Outcome<()> {
        Err(Unfit)
    }

    fn serialize_none(self) -> Outcome<()> {
        self.word("null")
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Outcome<()> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Outcome<()> {
        self.word("null")
    }

    fn serialize_unit_struct(self, _: &'static str) -> Outcome<()> {
        self.word("null")
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> Outcome<()> {
        self.quoted(name)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Outcome<()> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        value: &T,
    ) -> Outcome<()> {
        let open = self.variant(name, "", "}");
        value.serialize(Out(&mut *open.text))?;
        open.close()
    }

    fn serialize_seq(self, _: Option<usize>) -> Outcome<Open<'a>> {
        Ok(self.open("[", "]"))
    }

    fn serialize_tuple(self, _: usize) -> Outcome<Open<'a>> {
        Ok(self.open("[", "]"))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Outcome<Open<'a>> {
        Ok(self.open("[", "]"))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Outcome<Open<'a>> {
        Ok(self.variant(name, "[", "]}"))
    }

    fn serialize_map(self, _: Option<usize>) -> Outcome<Open<'a>> {
        Ok(self.open("{", "}"))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Outcome<Open<'a>> {
        Ok(self.open("{", "}"))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Outcome<Open<'a>> {
        Ok(self.variant(name, "{", "}}"))
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Outcome<()> {
        self.quoted(&value.to_string())
    }
}

/// The traits of what has members without names.
macro_rules! members {
    ($($trait:ident $method:ident),*) => {
        $(impl $trait for Open<'_> {
            type Ok = ();
            type Error = Unfit;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Outcome<()> {
                self.member(value)
            }

            fn end(self) -> Outcome<()> {
                self.close()
            }
        })*
    };
}

members!(
    SerializeSeq serialize_element,
    SerializeTuple serialize_element,
    SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field
);

/// The traits of what has members with names.
macro_rules! fields {
    ($($trait:ident),*) => {
        $(impl $trait for Open<'_> {
            type Ok = ();
            type Error = Unfit;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Outcome<()> {
                self.field(name, value)
            }

            fn end(self) -> Outcome<()> {
                self.close()
            }
        })*
    };
}

fields!(SerializeStruct, SerializeStructVariant);

impl SerializeMap for Open<'_> {
    type Ok = ();
    type Error = Unfit;

    /// A number as a key is written as a text.
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Outcome<()> {
        let key = write(key)?;
        self.comma();
        if key.starts_with('"') {
            self.text.push_str(&key);
        } else {
            quote(self.text, &key);
        }
        self.text.push(':');
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Outcome<()> {
        value.serialize(Out(self.text))
    }

    fn end(self) -> Outcome<()> {
        self.close()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Serialize;
    use serde_json::json;

    use super::*;

    #[derive(Serialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        Plain,
        Named(String),
        Pair(u8, i16),
        Whole { first: u8, second: Option<bool> },
    }

    #[derive(Serialize)]
    struct Thing {
        #[serde(rename = "do")]
        what: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")]
        absent: Option<u8>,
        kinds: Vec<Kind>,
        numbers: BTreeMap<u32, f64>,
        #[serde(flatten)]
        more: BTreeMap<&'static str, (char, Option<i64>)>,
    }

    #[test]
    fn writes_what_serde_json_writes() {
        let thing = Thing {
            what: "a\"\\/\n\r\t\u{8}\u{c}\u{1f}\u{7f}\u{2028}é𝄞",
            absent: None,
            kinds: vec![
                Kind::Plain,
                Kind::Named(String::new()),
                Kind::Pair(255, -7),
                Kind::Whole {
                    first: 0,
                    second: None,
                },
            ],
            numbers: [(3, 0.5), (4, 1.0), (5, -12.25), (6, f64::NAN)].into(),
            more: [("x", ('y', Some(i64::MIN))), ("z", ('"', None))].into(),
        };
        assert_eq!(
            write(&thing).unwrap(),
            serde_json::to_string(&thing).unwrap()
        );
    }

    #[test]
    fn writes_values_that_were_read() {
        let value =
            json!({"a": [], "b": {}, "c": [[1, -1, 1.5, u64::MAX], {"d": true}], "e": null});
        assert_eq!(
            write(&value).unwrap(),
            serde_json::to_string(&value).unwrap()
        );
        assert_eq!(write("").unwrap(), "\"\"");
    }
}
