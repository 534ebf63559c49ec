//! `docs/format.md` says what the format is: its example is read, and its tables are complete.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeSet;
use std::fmt;

use postil_model::CommentId;
use postil_model::wire::desk::{
    BanLine, ChangeLine, CommentLine, FORMAT, FormerLine, MentionLine, SiteLine, ThreadLine,
};
use serde::de::value::Error;
use serde::de::{DeserializeOwned, Deserializer, Visitor};
use serde::{Serialize, forward_to_deserialize_any};
use serde_json::Value;

const DOCUMENT: &str = include_str!("../../docs/format.md");

/// Asks a type which fields it has.
struct Fields<'a>(&'a mut BTreeSet<&'static str>);

impl<'de> Deserializer<'de> for Fields<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(serde::de::Error::custom("no struct"))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Error> {
        self.0.extend(fields);
        Err(serde::de::Error::custom("that is all"))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

fn fields<T: DeserializeOwned>() -> BTreeSet<&'static str> {
    let mut fields = BTreeSet::new();
    assert!(T::deserialize(Fields(&mut fields)).is_err());
    fields
}

/// The names in the table of fields that begins with a name.
fn table(first: &str, second: &str) -> BTreeSet<&'static str> {
    let name = |line: &'static str| line.strip_prefix("| `")?.split('`').next();
    let tables = DOCUMENT
        .split("| field | what it is |\n| --- | --- |\n")
        .skip(1);
    let names = tables.map(|table| table.lines().map_while(name).collect::<Vec<_>>());
    let found: Vec<_> = names
        .filter(|names| names.starts_with(&[first, second]))
        .collect();
    assert_eq!(found.len(), 1, "{first} {second}");
    found[0].iter().copied().collect()
}

fn example() -> Vec<&'static str> {
    let (_, behind) = DOCUMENT.split_once("```jsonl\n").unwrap();
    behind.split_once("```").unwrap().0.lines().collect()
}

/// Reads a line, and writes it as it stands there: nothing of it was passed over.
fn read<T: DeserializeOwned + Serialize + fmt::Debug>(line: &str) -> T {
    let value: T = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    assert_eq!(serde_json::to_string(&value).unwrap(), line);
    value
}

/// The fields that an object of the example has.
fn has(seen: &[&Value]) -> BTreeSet<String> {
    let objects = seen.iter().map(|value| value.as_object().unwrap());
    objects.flat_map(|object| object.keys().cloned()).collect()
}

#[test]
fn its_example_is_read_and_written_again() {
    let lines = example();
    assert_eq!(lines.len(), 5);
    let site: SiteLine = read(lines[0]);
    assert_eq!(site.postil, FORMAT);
    let thread: ThreadLine = read(lines[1]);
    let first: CommentLine = read(lines[2]);
    let second: CommentLine = read(lines[3]);
    let mention: MentionLine = read(lines[4]);
    assert_eq!(thread.pinned, Some(first.comment.clone()));
    assert_eq!(second.parent, Some(first.comment.clone()));
    for (id, created) in [
        (&first.comment, first.created),
        (&second.comment, second.created),
        (&mention.mention, mention.created),
    ] {
        assert_eq!(moment(id), created, "{id}");
    }
}

/// The time in an id, which is when its entry was written.
fn moment(id: &CommentId) -> u64 {
    let digits = id.to_string().replace('-', "");
    u64::from_str_radix(&digits[..12], 16).unwrap()
}

#[test]
fn its_tables_and_its_example_have_every_field() {
    let lines: Vec<Value> = example()
        .iter()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let [site, thread, first, second, mention] = &lines[..] else {
        panic!("five lines");
    };
    for (fields, first, second, seen) in [
        (fields::<SiteLine>(), "postil", "site", has(&[site])),
        (fields::<BanLine>(), "whom", "key", has(&[&site["bans"][0]])),
        (fields::<ThreadLine>(), "thread", "address", has(&[thread])),
        (
            fields::<CommentLine>(),
            "comment",
            "number",
            has(&[first, second]),
        ),
        (
            fields::<FormerLine>(),
            "body",
            "until",
            has(&[&first["former"][0]]),
        ),
        (
            fields::<ChangeLine>(),
            "body",
            "reason",
            has(&[&first["change"]]),
        ),
        (fields::<MentionLine>(), "mention", "name", has(&[mention])),
    ] {
        assert_eq!(table(first, second), fields);
        assert!(seen.iter().map(String::as_str).eq(fields), "{seen:?}");
    }
}
