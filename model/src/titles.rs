//! What a thread is called. A page's readers claim a title; a moderator confirms one, or a rule of
//! the site does.

use crate::field::Title;
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// A site's rule for the titles of its threads.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written")]
pub struct Titles {
    /// What every page's title ends in, such as " – My Blog": it is cut off. Empty for nothing.
    pub ending: String,
    /// How many readers on as many networks have to claim the same title within a day for it to be
    /// confirmed without a moderator; 0 for never.
    pub readers: u32,
}

#[derive(Deserialize)]
struct Written {
    #[serde(default)]
    ending: String,
    #[serde(default)]
    readers: u32,
}

impl TryFrom<Written> for Titles {
    type Error = String;

    fn try_from(Written { ending, readers }: Written) -> Result<Self, String> {
        let is_short = ending.chars().count() <= Self::LONGEST_ENDING;
        if is_short && (readers == 0 || Self::READERS.contains(&readers)) {
            Ok(Self { ending, readers })
        } else {
            Err("titles need a short ending, and readers between 2 and 100".to_owned())
        }
    }
}

impl Titles {
    /// How many characters an ending may have.
    pub const LONGEST_ENDING: usize = 100;
    /// How many readers may be asked for: one alone never decides what others see.
    pub const READERS: RangeInclusive<u32> = 2..=100;

    /// What is left of a claimed title without the ending; all of it, if nothing else would be.
    #[must_use]
    pub fn cut(&self, claimed: &str) -> String {
        let ending = self.ending.trim();
        let rest = match ending.is_empty() {
            true => claimed,
            false => claimed.strip_suffix(ending).unwrap_or(claimed),
        };
        Title::try_from(rest).map_or_else(|_| claimed.to_owned(), Into::into)
    }

    /// Whether a title is confirmed that readers on so many networks have claimed.
    #[must_use]
    pub const fn confirms(&self, networks: u32) -> bool {
        self.readers > 0 && networks >= self.readers
    }
}

#[cfg(test)]
mod tests {
    use super::Titles;

    #[test]
    fn an_ending_is_cut_off() {
        for (ending, claimed, expected) in [
            (" – My Blog", "On books – My Blog", "On books"),
            ("", "On books – My Blog", "On books – My Blog"),
            (" – My Blog", "On My Blog – more", "On My Blog – more"),
            (" – My Blog", "– My Blog", "– My Blog"),
            ("My Blog", "My Blog", "My Blog"),
            (
                " – My Blog",
                "On books – My Blog – My Blog",
                "On books – My Blog",
            ),
            (
                "</title>",
                "<script>alert(1)</script></title>",
                "<script>alert(1)</script>",
            ),
        ] {
            let titles = Titles {
                ending: ending.into(),
                readers: 0,
            };
            assert_eq!(titles.cut(claimed), expected, "{claimed} without {ending}");
        }
    }

    #[test]
    fn readers_confirm_only_where_they_are_asked_to() {
        for (readers, networks, expected) in
            [(0, 0, false), (0, 99, false), (3, 2, false), (3, 3, true)]
        {
            let titles = Titles {
                ending: String::new(),
                readers,
            };
            assert_eq!(
                titles.confirms(networks),
                expected,
                "{networks} of {readers}"
            );
        }
    }

    #[test]
    fn one_reader_never_decides() {
        let read = |json: &str| serde_json::from_str::<Titles>(json);
        assert_eq!(read("{}").unwrap(), Titles::default());
        assert_eq!(read(r#"{"readers": 2}"#).unwrap().readers, 2);
        let long = format!(r#"{{"ending": "{}"}}"#, "é".repeat(101));
        for json in [r#"{"readers": 1}"#, r#"{"readers": 101}"#, &long] {
            assert!(read(json).is_err(), "{json}");
        }
    }
}
