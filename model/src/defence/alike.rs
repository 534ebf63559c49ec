//! Whether a text was posted on the site before: the very same, or with some words changed.
//!
//! A text becomes a [`Fingerprint`]: a few keys under which it is stored and looked up, and a
//! sketch for the comparison with what is found under them. Case, marks, numbers, links and
//! characters that nobody sees make no difference, since [`Text`] has none of them; nor do the
//! order of the words, their endings, and the words that hold sentences together: they stand in
//! every text, and whoever changes a text for its looks changes them first.
//!
//! The sketch is the [`SKETCH`] least hashes of the other words (a bottom-k sketch: E. Cohen and
//! H. Kaplan, "Summarizing Data using Bottom-k Sketches", 2007). Of a short text that is all of
//! them, of a longer one the same sample as of its copy. Two texts are alike where three fifths of the
//! shorter sketch are in the other, so that words may be put in, taken out or replaced. The keys are
//! the first [`BANDS`] of the hashes: of two texts with two words in three in common, two in a
//! hundred pairs shares none of them.

use super::sense::Common;
use super::text::Text;
use crate::order;
use std::slice::ChunksExact;

/// How many least hashes are compared.
const SKETCH: usize = 20;
/// How many hexadecimal digits of a hash are kept in the sketch: the first.
const DIGITS: usize = 4;
/// How many keys a sketch is found under.
const BANDS: usize = 6;
/// What stands before the sketch of a text that leads away.
const LEADS_AWAY: &str = "+";
/// Fewer different words than this can be the same by chance: "Thank you, great post!"
const FEWEST_WORDS: usize = 6;
/// Likewise of the words that do not stand in every text.
const FEWEST_TELLING: usize = 4;
/// So many characters of a word are compared: endings change easily.
const BEGINNING: usize = 5;
/// So many words in common are no chance.
const FEWEST_COMMON: usize = 3;

/// What is stored of a text to find its copies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint {
    /// The key of the whole text; none for what is too short to be a copy.
    same: Option<u64>,
    /// The keys of its least words.
    bands: Vec<u64>,
    /// The keys of the doubtful hosts that it links to.
    hosts: Vec<u64>,
    /// The sketch: a `+` if the text leads away, then hexadecimal digits, none for what is too
    /// short.
    sketch: String,
}

/// What was found under a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// The key.
    pub key: u64,
    /// Whose comment it is: the hash of the device key.
    pub author: String,
    /// Names the comment on the site.
    pub comment: String,
    /// Its sketch.
    pub sketch: String,
}

/// How often a text was seen on the site.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Seen {
    /// In how many comments the very same, the author's own first one not counted.
    pub same: u32,
    /// In how many others, of other authors, nearly the same.
    pub alike: u32,
    /// How many other authors link to the most linked of its hosts.
    pub hosts: u32,
}

impl Fingerprint {
    /// How many links' hosts are looked at.
    const MOST_HOSTS: usize = 3;

    /// How many rows are worth looking at for a text: the newest.
    pub const MOST_ROWS: u32 = 200;

    /// The fingerprint of a text.
    ///
    /// A short one has none by itself, since many people thank in the same words. With a link that
    /// leads away it has a key, but can only be the very same as another such.
    #[must_use]
    pub fn of(text: &Text) -> Self {
        let set = order::distinct(text.words.iter().map(String::as_str).collect());
        let is_long = set.len() >= FEWEST_WORDS;
        let common = Common::new();
        let mut telling = set.clone();
        telling.retain(|word| !common.has(word));
        let telling = order::distinct(telling.into_iter().map(beginning).collect());
        let least = if telling.len() >= FEWEST_TELLING {
            least_hashes(&telling)
        } else {
            vec![]
        };
        let kind: &[u8] = if is_long { b"same" } else { b"short" };
        let whole = text.words.iter().fold(hash(0, kind), |state, word| {
            mix(state ^ hash(state, word.as_bytes()))
        });
        let mark = if text.leads_away() { LEADS_AWAY } else { "" };
        let has_key = is_long || (text.foreign_links > 0 && !text.words.is_empty());
        Self {
            same: has_key.then(|| key(whole)),
            bands: least
                .iter()
                .take(BANDS)
                .map(|least| key(mix(*least)))
                .collect(),
            hosts: order::distinct(text.doubtful_hosts().map(String::as_str).collect())
                .into_iter()
                .take(Self::MOST_HOSTS)
                .map(Self::key_of_host)
                .collect(),
            sketch: mark
                .chars()
                .chain(least.iter().flat_map(|least| digits(*least)))
                .collect(),
        }
    }

    /// The key under which the comments stand that link to a host.
    #[must_use]
    pub fn key_of_host(host: &str) -> u64 {
        key(hash(1, host.as_bytes()))
    }

    /// The keys under which it is stored and looked up: at most ten whole numbers below 2^52.
    pub fn keys(&self) -> impl Iterator<Item = u64> {
        let all = self.same.iter().chain(&self.bands).chain(&self.hosts);
        all.copied()
    }

    /// The sketch that is stored with the keys.
    #[must_use]
    pub fn sketch(&self) -> &str {
        &self.sketch
    }

    /// Counts what was found under the keys of a text of an author (the hash of the device key).
    /// The comment itself must not be among it: an edit's own comment is left out by its name.
    #[must_use]
    pub fn count(&self, author: &str, comment: &str, found: &[Stored]) -> Seen {
        let others = || found.iter().filter(|row| row.comment != comment);
        // A text that leads nowhere is no copy of one that does: robots take what people wrote and
        // add a link, and neither the author nor whoever thinks alike must pay for that.
        let leads_away = |sketch: &str| sketch.starts_with(LEADS_AWAY);
        let is_like = |row: &Stored| leads_away(&self.sketch) || !leads_away(&row.sketch);
        let comments = |is: &dyn Fn(&Stored) -> bool| -> Vec<&str> {
            let found = others().filter(|row| is(row));
            order::distinct(found.map(|row| row.comment.as_str()).collect())
        };
        let same = comments(&|row| Some(row.key) == self.same && is_like(row));
        // Who sends a comment once more, on another page or by mistake, copies nobody.
        let own = comments(&|row| Some(row.key) == self.same && row.author == author);
        let alike = comments(&|row| {
            row.author != author
                && self.bands.contains(&row.key)
                && is_like(row)
                && self.is_alike(&row.sketch)
        });
        let linking = self.hosts.iter().map(|host| {
            let rows = others().filter(|row| row.key == *host && row.author != author);
            order::distinct(rows.map(|row| row.author.as_str()).collect()).len()
        });
        Seen {
            same: count(same.len() - own.len().min(1)),
            alike: count(alike.iter().filter(|one| !same.contains(*one)).count()),
            hosts: count(linking.max().unwrap_or_default()),
        }
    }

    /// Whether another sketch is that of nearly the same text.
    fn is_alike(&self, sketch: &str) -> bool {
        let (own, other) = (hashes(&self.sketch), hashes(sketch));
        let common = own
            .clone()
            .filter(|hash| other.clone().any(|one| one == *hash))
            .count();
        common >= FEWEST_COMMON && common * 5 >= own.len().min(other.len()) * 3
    }
}

/// The hashes of a sketch.
fn hashes(sketch: &str) -> ChunksExact<'_, u8> {
    sketch
        .trim_start_matches(LEADS_AWAY)
        .as_bytes()
        .chunks_exact(DIGITS)
}

/// A word without its endings.
fn beginning(word: &str) -> &str {
    let end = word.char_indices().nth(BEGINNING).map(|(at, _)| at);
    end.and_then(|end| word.get(..end)).unwrap_or(word)
}

/// The first digits of a hash in hexadecimal.
fn digits(hash: u64) -> impl Iterator<Item = char> {
    let digit = move |nth: usize| char::from_digit((hash >> (60 - 4 * nth) & 0xf) as u32, 16);
    (0..DIGITS).filter_map(digit)
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The least hashes of all words, in their order.
fn least_hashes(set: &[&str]) -> Vec<u64> {
    let hashes = set.iter().map(|word| hash(2, word.as_bytes())).collect();
    let mut least = order::distinct(hashes);
    least.truncate(SKETCH);
    least
}

/// A number that every database and JavaScript can hold.
const fn key(hash: u64) -> u64 {
    hash >> 12
}

/// FNV-1a (G. Fowler, L. C. Noll, K.-P. Vo) over bytes, from a state of one's own.
fn hash(state: u64, bytes: &[u8]) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325 ^ mix(state);
    let all = bytes.iter().fold(start, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    mix(all)
}

/// The finaliser of SplitMix64 (S. Vigna): every bit of the result depends on every bit.
const fn mix(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::{Fingerprint, Seen, Stored, Text};

    fn of(body: &str) -> Fingerprint {
        Fingerprint::of(&Text::of("a", None, body, &[]))
    }

    fn stored(body: &str, author: &str, comment: &str) -> Vec<Stored> {
        let print = of(body);
        let rows = print.keys().map(|key| Stored {
            key,
            author: author.into(),
            comment: comment.into(),
            sketch: print.sketch().into(),
        });
        rows.collect()
    }

    /// How a text looks beside another one.
    fn beside(body: &str, before: &str) -> Seen {
        of(body).count("b", "2", &stored(before, "a", "1"))
    }

    const TEXT: &str = "I was looking for a long time for somebody who could explain this to me, \
        and your blog has done it in the simplest manner, so I will tell all my friends.";

    const LONG: &str = "The bit about mending spines with wheat paste took me right back to my \
        apprenticeship in Ghent, a cellar without windows and a master who never once said good \
        morning, but could bind a folio blindfold.";

    #[test]
    fn finds_a_copy_of_which_words_are_other_ones() {
        for text in [
            LONG.replace("mending", "gluing")
                .replace("cellar", "vault")
                .replace("master", "boss"),
            LONG.replace("spines", "spine")
                .replace("windows", "window")
                .replace("never once", "seldom"),
            format!("Hello, so true! {LONG} Cheers, more on my page."),
            LONG.split(',').rev().collect::<Vec<_>>().join(" "),
            LONG.replace("the", "this")
                .replace("a ", "one ")
                .replace("with", "by"),
            LONG.replace(", but could bind a folio blindfold", ""),
        ] {
            assert!(
                beside(&text, LONG).alike + beside(&text, LONG).same == 1,
                "{text}"
            );
        }
        let answer = "I bind books, too, and the wheat paste was always mine to cook. Where was that cellar?";
        assert_eq!(beside(answer, LONG), Seen::default());
    }

    #[test]
    fn finds_the_same_text_in_any_dress() {
        let same = Seen {
            same: 1,
            ..Seen::default()
        };
        for text in [
            TEXT.to_owned(),
            TEXT.to_uppercase(),
            TEXT.replace(", ", " — 17 "),
            TEXT.replace("long", "lo\u{200B}ng").replace(' ', "\n"),
            format!("**{TEXT}** https://a.example/{}", 7),
            format!("> so they say\n\n{TEXT}"),
        ] {
            assert_eq!(beside(&text, TEXT), same, "{text}");
        }
    }

    #[test]
    fn finds_a_text_with_words_changed() {
        for text in [
            TEXT.replace("somebody", "someone"),
            TEXT.replace("simplest", "best").replace("blog", "site"),
            format!("Hello! {TEXT} Bye."),
            TEXT.replace("I was looking for a long time", "For ages I was looking"),
        ] {
            // Now and then one pair has no band in common, and of many copies one is found.
            let copies = [
                stored(TEXT, "a", "1"),
                stored(&TEXT.replace("friends", "colleagues"), "a", "2"),
                stored(&TEXT.replace("manner", "way"), "a", "3"),
            ]
            .concat();
            let seen = of(&text).count("b", "4", &copies);
            assert!(
                (1..=3).contains(&seen.alike) && seen.same == 0,
                "{seen:?} {text}"
            );
        }
    }

    #[test]
    fn tells_different_texts_apart() {
        let none = Seen::default();
        for (text, before) in [
            ("Thanks!", "Thanks!"),
            ("Great post", "great POST"),
            (
                "Thank you, that was a great post",
                "Thank you, that was a great post indeed, I learned more than in years of study",
            ),
            (
                TEXT,
                "I was at the library for a long time, and your blog was open on the big screen there.",
            ),
            (
                "The new opening hours are good for those of us who work until six.",
                "I wish the new opening hours were kept in July, when the students are away.",
            ),
            ("", ""),
        ] {
            assert_eq!(beside(text, before), none, "{text}");
        }
    }

    #[test]
    fn a_quoted_text_is_no_copy() {
        let answer =
            format!("> {TEXT}\n\nI see it the other way round: nobody ever explains a thing.");
        assert_eq!(beside(&answer, TEXT), Seen::default());
    }

    #[test]
    fn short_words_with_a_link_are_the_same_or_nothing() {
        let seen = beside("Great! https://a.example", "great https://b.example/x");
        assert_eq!((seen.same, seen.alike, seen.hosts), (1, 0, 0));
        assert_eq!(
            beside("Great! https://a.example", "Great!"),
            Seen::default()
        );
        assert_eq!(
            beside("Nice! https://a.example", "great https://b.example"),
            Seen::default()
        );
    }

    #[test]
    fn counts_the_authors_who_link_to_a_host() {
        let before = [
            stored("a b https://x.example/1", "a", "1"),
            stored("c d http://www.x.example/2 https://y.example", "b", "2"),
            stored("e f https://x.example", "b", "3"),
            stored("g h https://x.example", "me", "4"),
        ]
        .concat();
        let hosts = |body: &str| of(body).count("me", "9", &before).hosts;
        assert_eq!(hosts("look https://x.example/3 https://y.example"), 2);
        assert_eq!(hosts("look https://y.example/3"), 1);
        assert_eq!(hosts("look https://z.example/3"), 0);
    }

    #[test]
    fn a_comment_is_no_copy_of_itself() {
        let own = stored(TEXT, "a", "1");
        assert_eq!(of(TEXT).count("a", "1", &own), Seen::default());
        assert_eq!(of(TEXT).count("b", "2", &own).same, 1);
    }

    #[test]
    fn a_stolen_text_is_a_copy_and_its_owner_is_no_thief() {
        let stolen = format!("{TEXT} https://a.example");
        assert_eq!(beside(&stolen, TEXT).same, 1);
        assert_eq!(beside(&stolen, &stolen).same, 1);
        let short = "I liked the old reading room better";
        let stolen = format!("{short} https://a.example");
        assert_eq!(beside(&stolen, short).same, 1);
        assert_eq!(beside(short, &stolen), Seen::default());
    }

    #[test]
    fn an_author_may_send_a_text_twice() {
        let own = stored(TEXT, "a", "1");
        assert_eq!(of(TEXT).count("a", "2", &own), Seen::default());
        let twice = [own, stored(TEXT, "a", "2")].concat();
        assert_eq!(of(TEXT).count("a", "3", &twice).same, 1);
    }

    #[test]
    fn keys_are_few_and_small() {
        let links: String = (0..50).map(|n| format!(" https://h{n}.example")).collect();
        let print = of(&format!("{TEXT}{links}"));
        assert_eq!(print.keys().count(), 10);
        assert!(print.keys().all(|key| key < 1 << 52));
        assert_eq!(of(&format!("{TEXT} {LONG}")).sketch().len(), 80);
        assert!((40..80).contains(&of(TEXT).sketch().len()));
        assert_eq!(of("Thanks!").keys().count(), 0);
    }
}
