//! Being told: what a site's owner is told of comments that wait, where, and when.

mod hook_url;
mod mail_address;
pub mod schedule;
#[cfg(feature = "server")]
pub mod signature;

pub use hook_url::HookUrl;
pub use mail_address::MailAddress;

use crate::field::FieldError;
use serde::{Deserialize, Serialize};

/// How many addresses are written to at most.
pub const MOST_ADDRESSES: usize = 5;

/// When messages are sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// As soon as there is something, and then what has gathered meanwhile.
    #[default]
    AtOnce,
    /// Once an hour, if there is something.
    Hourly,
    /// Once a day, if there is something.
    Daily,
}

impl When {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::AtOnce, Self::Hourly, Self::Daily];

    /// The name, as it is sent.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AtOnce => "at_once",
            Self::Hourly => "hourly",
            Self::Daily => "daily",
        }
    }

    /// The one of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|when| when.name() == name)
    }
}

/// How a webhook's messages are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// As data, for programs.
    #[default]
    Postil,
    /// As `{"text": …}`, for chat services.
    Text,
}

impl Format {
    /// Every one.
    pub const ALL: [Self; 2] = [Self::Postil, Self::Text];

    /// The name, as it is sent.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Postil => "postil",
            Self::Text => "text",
        }
    }

    /// The one of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// Where messages are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// By mail.
    Mail,
    /// To an address that a program answers.
    Webhook,
}

impl Way {
    /// The name, as it is stored.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Webhook => "webhook",
        }
    }
}

/// Mail, as the owner wants it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    /// To whom: 1 to [`MOST_ADDRESSES`].
    pub to: Vec<MailAddress>,
    /// From whom. The platform sends only for domains of the account.
    pub from: MailAddress,
    /// When.
    pub when: When,
}

impl Mail {
    /// Mail to addresses as they were typed. Each is written to once.
    ///
    /// # Errors
    /// An address is none, or there are none or too many.
    pub fn new(to: &[String], from: &str, when: When) -> Result<Self, FieldError> {
        let mut all: Vec<MailAddress> = Vec::new();
        for one in to.iter().filter(|one| !one.trim().is_empty()) {
            let one = MailAddress::read(one).ok_or(FieldError::new("to", "mail_to_invalid"))?;
            if !all.contains(&one) {
                all.push(one);
            }
        }
        if all.is_empty() || all.len() > MOST_ADDRESSES {
            return Err(FieldError::new("to", "mail_to_count"));
        }
        let from = MailAddress::read(from).ok_or(FieldError::new("from", "mail_from_invalid"))?;
        Ok(Self {
            to: all,
            from,
            when,
        })
    }
}

/// A webhook, as the owner wants it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Webhook {
    /// The address.
    pub url: HookUrl,
    /// How messages are written.
    pub format: Format,
    /// When they are sent.
    pub when: When,
}

impl Webhook {
    /// A webhook at an address as it was typed. `on_this_machine` says whether the Worker runs on
    /// its developer's own.
    ///
    /// # Errors
    /// The address is none, or leads into a private network.
    pub fn new(
        url: &str,
        format: Format,
        when: When,
        on_this_machine: bool,
    ) -> Result<Self, FieldError> {
        let url = HookUrl::read(url, on_this_machine);
        Ok(Self {
            url: url.map_err(|code| FieldError::new("url", code))?,
            format,
            when,
        })
    }
}

/// A text by strangers within a message that other programs show: mail readers and chat services
/// turn addresses into links, and some words into calls to everybody. What would make one is
/// broken by a character that nobody sees, or looks alike; the text itself reads as before.
#[must_use]
pub fn defused(text: &str) -> String {
    const BREAK: char = '\u{200b}';
    let mut safe = String::with_capacity(text.len() + 16);
    let mut before = ' ';
    for c in text.chars() {
        let links = (before == ':' && c == '/')
            || (before == ']' && matches!(c, '(' | '['))
            || (before == '.' && c.is_alphanumeric());
        if links {
            safe.push(BREAK);
        }
        match c {
            '<' => safe.push('\u{2039}'),
            '>' => safe.push('\u{203a}'),
            '@' | '#' => {
                safe.push(c);
                safe.push(BREAK);
            }
            c => safe.push(c),
        }
        before = c;
    }
    safe
}

/// The beginning of a text: so many characters at most, on one line.
#[must_use]
pub fn shortened(text: &str, most: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    if line.chars().count() <= most {
        return line;
    }
    let mut short: String = line.chars().take(most.saturating_sub(1)).collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::{Format, Mail, When, defused, shortened};

    #[test]
    fn names_are_what_is_sent() {
        for when in When::ALL {
            assert_eq!(serde_json::to_value(when).unwrap(), when.name());
            assert_eq!(When::named(when.name()), Some(when));
        }
        for format in Format::ALL {
            assert_eq!(serde_json::to_value(format).unwrap(), format.name());
            assert_eq!(Format::named(format.name()), Some(format));
        }
        assert_eq!((When::named("never"), Format::named("")), (None, None));
    }

    #[test]
    fn takes_a_few_addresses() {
        let many = |count: usize| -> Vec<String> {
            (0..count).map(|n| format!("a{n}@b.example")).collect()
        };
        for (to, from, expected) in [
            (many(1), "p@b.example", Ok(1)),
            (many(5), "p@b.example", Ok(5)),
            (many(6), "p@b.example", Err("mail_to_count")),
            (vec![], "p@b.example", Err("mail_to_count")),
            (vec![" ".into()], "p@b.example", Err("mail_to_count")),
            (vec!["x".into()], "p@b.example", Err("mail_to_invalid")),
            (many(1), "", Err("mail_from_invalid")),
            ([many(2), many(2)].concat(), "p@b.example", Ok(2)),
        ] {
            let got = Mail::new(&to, from, When::Daily);
            let got = got.map(|mail| mail.to.len()).map_err(|error| error.code);
            assert_eq!(got, expected, "{to:?} {from}");
        }
    }

    #[test]
    fn what_strangers_wrote_links_nowhere_and_calls_nobody() {
        for (text, expected) in [
            ("Hello, you two.", "Hello, you two."),
            ("see https://a.b/", "see https:\u{200b}//a.\u{200b}b/"),
            ("<!channel> @all", "\u{2039}!channel\u{203a} @\u{200b}all"),
            ("[x](y) [x][y]", "[x]\u{200b}(y) [x]\u{200b}[y]"),
            ("pay.example", "pay.\u{200b}example"),
        ] {
            assert_eq!(defused(text), expected);
        }
    }

    #[test]
    fn shortens_to_one_line() {
        for (text, most, expected) in [
            (" a\n b\tc ", 10, "a b c"),
            ("abcdef", 6, "abcdef"),
            ("abcdefg", 6, "abcde…"),
            ("ab cdefg", 4, "ab…"),
            ("ééééé", 3, "éé…"),
            ("", 3, ""),
        ] {
            assert_eq!(shortened(text, most), expected);
        }
    }
}
