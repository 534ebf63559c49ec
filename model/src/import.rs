//! The rules of imports: how an entry comes to its id and its author to a key, and what an import
//! costs.

use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

use crate::comment::CommentId;
use crate::key::KeyHash;
use crate::thread::FULL_FOR_ROOTS;
use crate::time::Millis;

/// So many characters the name of an import may have.
pub const MOST_NAME: usize = 300;
/// So many comments and mentions are sent at once at most.
pub const MOST_ENTRIES: usize = 100;
/// Their texts have so many bytes together, unless it is one alone.
pub const MOST_BYTES: usize = 150_000;

/// What the free plan gives in a day: rows of Durable Objects that are written.
pub const ROWS_A_DAY: u32 = 100_000;
/// Requests to Durable Objects.
pub const REQUESTS_A_DAY: u32 = 100_000;
/// The part of both, in hundredths, that imports may have; the rest is for readers.
pub const SHARE: u32 = 70;

/// Of the day's writes to KV, imports get about so many.
const WRITES_A_DAY: u32 = 400;

/// What is written for a comment: its row and those of the five indexes of its thread, the count of
/// what it answers, the moderators' row of it and the three of their indexes, the last number that was
/// given there, and that its author has something on the thread.
const ROWS_A_COMMENT: u32 = 13;
const ROWS_A_MENTION: u32 = 2;
/// What is written where a comment goes: it is overwritten and taken out of both objects, with what
/// both have to tell each other.
const ROWS_AN_UNDOING: u32 = 20;
/// What is written for a thread that begins: its tables, its page, and what it and the site's object
/// have to tell each other.
const ROWS_A_BATCH: u32 = 65;
/// The call, who is signed in, the site, the ledger, the thread, the alarms of both, the news, the
/// terms, the turn and the put.
const REQUESTS_A_BATCH: u32 = 30;

/// The id of an entry: always the same for the same entry of the same system, in whichever of its
/// exports it stands. Two blogs may both have a comment 41; their moments tell them apart.
#[must_use]
pub fn comment_id(system: &str, id: &str, created: Option<Millis>) -> CommentId {
    let created = created.unwrap_or_default();
    let mut hash = Sha256::new();
    for part in [system.as_bytes(), id.as_bytes(), &created.to_be_bytes()] {
        // Their lengths keep two from running into one another.
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    CommentId::new_v8(created, first(&hash.finalize()))
}

/// The id of an import: the same file with the same rules is the same import. `parts` is all that
/// decides what it does.
#[must_use]
pub fn import_id<'a>(parts: impl Iterator<Item = &'a [u8]>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    KeyHash::from_bytes(hash.finalize().into())
        .to_hex()
        .chars()
        .take(32)
        .collect()
}

/// How many rows are written beside a comment: for texts that it had before, with their index, an
/// edit that waits, and votes, of whose keys the site's object is told.
#[must_use]
pub fn extras(former: usize, changes: usize, votes: usize) -> u32 {
    let rows = former.saturating_mul(2).saturating_add(changes);
    let rows = rows.saturating_add(votes.saturating_mul(4));
    u32::try_from(rows).unwrap_or(u32::MAX)
}

/// Who wrote an entry elsewhere, as well as the file tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who<'a> {
    /// By their mail address.
    Mail(&'a str),
    /// By their account on a system.
    Account(&'a str, &'a str),
    /// By nothing but a name and an address of their own.
    Name(&'a str, &'a str),
}

/// What stands for an author's key who wrote elsewhere: HMAC-SHA-256 under a secret of the site's.
/// No device key has it, which would have to be a hash's source; nobody without the secret can try
/// mail addresses against it.
#[must_use]
pub fn author_key(secret: &[u8], who: Who<'_>) -> KeyHash {
    let mail;
    let parts: [&[u8]; 3] = match who {
        Who::Mail(address) => {
            mail = address.trim().to_lowercase();
            [b"mail", mail.as_bytes(), b""]
        }
        Who::Account(system, user) => [b"account", system.as_bytes(), user.as_bytes()],
        Who::Name(name, url) => [b"name", name.as_bytes(), url.as_bytes()],
    };
    keyed(secret, &parts)
}

/// What [`author_key`]s of a site are made with, in hexadecimal: whoever imports gets it, and not
/// the site's own secret, which marks are made with.
#[must_use]
pub fn secret_of(site_secret: &[u8]) -> String {
    keyed(site_secret, &[b"import"]).to_hex()
}

/// HMAC-SHA-256 over parts, each behind its length.
fn keyed(secret: &[u8], parts: &[&[u8]]) -> KeyHash {
    let mut bytes = [0; 32];
    // HMAC takes a key of any length: this cannot fail.
    if let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret) {
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        bytes = mac.finalize().into_bytes().into();
    }
    KeyHash::from_bytes(bytes)
}

/// What an import, or a batch of one, costs of what the free plan counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cost {
    /// Rows that are written.
    pub rows: u32,
    /// Requests to objects.
    pub requests: u32,
    /// Pages that are put into KV. They come as readers leave writes over; nothing waits for them.
    pub writes: u32,
}

impl Cost {
    /// That of a batch. It is no less than what the objects count.
    #[must_use]
    pub const fn of_batch(comments: u32, mentions: u32) -> Self {
        Self {
            rows: comments
                .saturating_mul(ROWS_A_COMMENT)
                .saturating_add(mentions.saturating_mul(ROWS_A_MENTION))
                .saturating_add(ROWS_A_BATCH),
            requests: REQUESTS_A_BATCH,
            writes: 0,
        }
    }

    /// That of undoing so many comments and mentions of a thread.
    #[must_use]
    pub const fn of_undoing(comments: u32, mentions: u32) -> Self {
        Self {
            rows: comments
                .saturating_mul(ROWS_AN_UNDOING)
                .saturating_add(mentions.saturating_mul(ROWS_A_MENTION))
                .saturating_add(ROWS_A_BATCH),
            requests: REQUESTS_A_BATCH,
            writes: 0,
        }
    }

    /// That of what stands beside comments of Postil's own, by the rows that are written for it.
    #[must_use]
    pub const fn of_extras(rows: u32) -> Self {
        Self {
            rows,
            requests: 0,
            writes: 0,
        }
    }

    /// That of the pages of a thread with so many comments.
    #[must_use]
    pub const fn of_pages(comments: u32) -> Self {
        let pages = comments.div_ceil(FULL_FOR_ROOTS);
        Self {
            rows: 0,
            requests: 0,
            writes: if pages == 0 { 1 } else { pages },
        }
    }

    /// What one day gives imports.
    #[must_use]
    pub const fn of_a_day() -> Self {
        Self {
            rows: ROWS_A_DAY / 100 * SHARE,
            requests: REQUESTS_A_DAY / 100 * SHARE,
            writes: WRITES_A_DAY,
        }
    }

    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            rows: self.rows.saturating_add(other.rows),
            requests: self.requests.saturating_add(other.requests),
            writes: self.writes.saturating_add(other.writes),
        }
    }

    /// Within how many days all pages are in KV, if readers write as they usually do.
    #[must_use]
    pub const fn days_into_kv(self) -> u32 {
        self.writes.div_ceil(WRITES_A_DAY)
    }

    /// Whether what has to be there at once is no more than another.
    #[must_use]
    pub const fn fits(self, other: Self) -> bool {
        self.rows <= other.rows && self.requests <= other.requests
    }

    /// On how many days a free account can take it, if `left` is what the first still gives.
    #[must_use]
    pub fn days(self, left: Self) -> u32 {
        let day = Self::of_a_day();
        let more = |all: u32, left: u32, day: u32| all.saturating_sub(left).div_ceil(day);
        1 + more(self.rows, left.rows, day.rows).max(more(
            self.requests,
            left.requests,
            day.requests,
        ))
    }
}

fn first<const N: usize>(bytes: &[u8]) -> [u8; N] {
    let mut some = [0; N];
    for (to, from) in some.iter_mut().zip(bytes) {
        *to = *from;
    }
    some
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_entry_always_has_the_same_id() {
        let id = |system, id, created| comment_id(system, id, created).to_string();
        let one = id("wordpress", "41", Some(1_253_000_000_000));
        assert_eq!(one, id("wordpress", "41", Some(1_253_000_000_000)));
        assert!(one.starts_with("0123bc9e-b200-8"), "{one}");
        for other in [
            id("disqus", "41", Some(1_253_000_000_000)),
            id("wordpress", "42", Some(1_253_000_000_000)),
            id("wordpress", "41", Some(1_253_000_000_001)),
            id("wordpress4", "1", Some(1_253_000_000_000)),
            id("wordpress", "41", None),
        ] {
            assert_ne!(one, other);
        }
    }

    #[test]
    fn an_author_is_known_by_the_best_that_the_file_tells() {
        let key = |who| author_key(b"secret", who).to_hex();
        let ada = key(Who::Mail("ada@example.org"));
        assert_eq!(ada, key(Who::Mail(" Ada@Example.org ")));
        for other in [
            author_key(b"other", Who::Mail("ada@example.org")).to_hex(),
            key(Who::Mail("bob@example.org")),
            key(Who::Account("", "ada@example.org")),
            key(Who::Name("ada@example.org", "")),
            key(Who::Name("", "ada@example.org")),
        ] {
            assert_ne!(ada, other);
        }
        assert_ne!(key(Who::Name("ab", "c")), key(Who::Name("a", "bc")));
        assert_ne!(secret_of(b"secret"), secret_of(b"other"));
        assert_eq!(secret_of(b"secret").len(), 64);
    }

    #[test]
    fn an_import_is_known_by_all_that_decides_it() {
        let id = |parts: &[&'static str]| import_id(parts.iter().map(|part| part.as_bytes()));
        assert_eq!(id(&["a", "b"]), id(&["a", "b"]));
        assert_eq!(id(&["a", "b"]).len(), 32);
        assert_ne!(id(&["a", "b"]), id(&["ab"]));
        assert_ne!(id(&["a", "b"]), id(&["b", "a"]));
    }

    #[test]
    fn a_large_import_takes_its_days() {
        let day = Cost::of_a_day();
        assert_eq!((day.rows, day.requests), (70_000, 70_000));
        let of = |threads: u32, comments: u32| {
            let batch = Cost::of_batch(comments / threads, 0);
            (1..threads).fold(batch, |all, _| all.and(batch))
        };
        assert_eq!(of(1, 5).days(day), 1);
        assert_eq!(of(200, 4_000).days(day), 1);
        assert_eq!(of(5_000, 100_000).days(day), 24);
        assert_eq!(Cost::of_extras(extras(3, 1, 10)).rows, 47);
        let nothing = Cost::default();
        assert_eq!(of(1, 5).days(nothing), 2);
        assert!(!of(1, 5).fits(nothing));
        assert_eq!(Cost::default().days(day), 1);
        for (comments, writes) in [(0, 1), (1, 1), (200, 1), (201, 2), (10_000, 50)] {
            assert_eq!(Cost::of_pages(comments).writes, writes);
        }
        let pages = (0..5_000).fold(Cost::default(), |all, _| all.and(Cost::of_pages(20)));
        assert_eq!((pages.writes, pages.days_into_kv()), (5_000, 13));
    }
}
