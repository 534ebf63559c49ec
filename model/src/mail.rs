//! Mail, written as RFC 5322 and RFC 2045 to 2047 have it: plain text in any language, in nothing
//! but ASCII.
//!
//! **Architecture Invariant:** a header's value is a [`MailAddress`], one of this file's own words,
//! or has passed [`unstructured`]. None of these has a line end that is not ours, so that no text
//! of a stranger ever becomes a header.

use crate::base64;
use crate::notify::MailAddress;
use crate::time::{Millis, rfc5322};

/// A line of a header, or of Base64, has as many characters at most.
const LINE: usize = 76;
/// A word in Base64 stands for as many bytes: with `=?UTF-8?B?` and `?=` it has 64 characters, and
/// fits into the first line beside the header's name (RFC 2047 allows 76 in all).
const WORD: usize = 39;
/// Longer subjects are cut: no mail reader shows more.
const SUBJECT: usize = 200;

/// A mail.
#[derive(Debug, Clone, Copy)]
pub struct Letter<'a> {
    /// From whom.
    pub from: &'a MailAddress,
    /// To whom.
    pub to: &'a MailAddress,
    /// What it is about.
    pub subject: &'a str,
    /// The text.
    pub text: &'a str,
    /// What tells it from all others: letters, digits and `_`. Sent again, it is the same mail.
    pub id: &'a str,
    /// When it was written.
    pub date: Millis,
}

/// Writes it.
#[must_use]
pub fn write(letter: &Letter<'_>) -> String {
    let id: String = letter
        .id
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '_')
        .collect();
    let mut mail = String::new();
    for (name, value) in [
        ("From", letter.from.as_str()),
        ("To", letter.to.as_str()),
        ("Subject", &unstructured(letter.subject)),
        ("Date", &rfc5322(letter.date)),
        ("Message-ID", &format!("<{id}@{}>", letter.from.domain())),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Transfer-Encoding", "base64"),
        // Programs that answer by themselves leave it alone (RFC 3834).
        ("Auto-Submitted", "auto-generated"),
    ] {
        for part in [name, ": ", value, "\r\n"] {
            mail.push_str(part);
        }
    }
    mail.push_str("\r\n");
    let text = letter.text.replace("\r\n", "\n").replace('\n', "\r\n");
    let body = base64::encode(text.as_bytes());
    let mut rest = body.as_str();
    while !rest.is_empty() {
        let (line, after) = rest.split_at(rest.len().min(LINE));
        mail.push_str(line);
        mail.push_str("\r\n");
        rest = after;
    }
    mail
}

/// A text as a header's value: as it is if it is short and in ASCII, or else in encoded words.
fn unstructured(text: &str) -> String {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    let line: String = words.join(" ").chars().take(SUBJECT).collect();
    let is_plain = line.is_ascii() && line.len() < LINE - "Subject: ".len() && !line.contains("=?");
    if is_plain {
        return line;
    }
    let mut parts: Vec<String> = vec![String::new()];
    for c in line.chars() {
        // A character is not divided among two words.
        match parts.last_mut() {
            Some(part) if part.len() + c.len_utf8() <= WORD => part.push(c),
            _ => parts.push(c.to_string()),
        }
    }
    let encoded: Vec<String> = parts
        .iter()
        .map(|part| format!("=?UTF-8?B?{}?=", base64::encode(part.as_bytes())))
        .collect();
    encoded.join("\r\n ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(subject: &str, text: &str) -> String {
        let address = |text| MailAddress::read(text).unwrap();
        write(&Letter {
            from: &address("postil@blog.example"),
            to: &address("ada@b.example"),
            subject,
            text,
            id: "msg_1",
            date: 1_700_000_000_000,
        })
    }

    fn head(mail: &str) -> &str {
        mail.split_once("\r\n\r\n").unwrap().0
    }

    #[test]
    fn is_written_plainly() {
        assert_eq!(
            letter("Two comments wait", "Hello\n"),
            "From: postil@blog.example\r\n\
             To: ada@b.example\r\n\
             Subject: Two comments wait\r\n\
             Date: Tue, 14 Nov 2023 22:13:20 +0000\r\n\
             Message-ID: <msg_1@blog.example>\r\n\
             MIME-Version: 1.0\r\n\
             Content-Type: text/plain; charset=utf-8\r\n\
             Content-Transfer-Encoding: base64\r\n\
             Auto-Submitted: auto-generated\r\n\
             \r\n\
             SGVsbG8NCg==\r\n"
        );
    }

    #[test]
    fn no_text_becomes_a_header() {
        let names = |mail: &str| -> Vec<String> {
            let lines = head(mail).split("\r\n");
            let own = lines.filter(|line| !line.starts_with(' '));
            own.map(|line| line.split(':').next().unwrap().to_owned())
                .collect()
        };
        let expected = names(&letter("x", "x"));
        for text in [
            "a\r\nBcc: evil@b.example",
            "a\nBcc: evil@b.example\n\nbody",
            "a\r\rBcc: x",
            "a\0b\u{85}Bcc: x\u{2028}Bcc: y",
            "=?UTF-8?B?DQpCY2M6IHg=?=",
            "é\r\nBcc: x",
            &"long ".repeat(100),
            &"é".repeat(1_000),
            "",
        ] {
            let mail = letter(text, text);
            assert_eq!(names(&mail), expected, "{text:?}");
            assert!(mail.is_ascii());
            assert!(!mail.replace("\r\n", "").contains(['\r', '\n', '\0']));
            assert!(mail.split("\r\n").all(|line| line.len() <= LINE), "{mail}");
        }
    }

    #[test]
    fn encodes_words_between_characters() {
        assert_eq!(unstructured("Grüße"), "=?UTF-8?B?R3LDvMOfZQ==?=");
        let long = unstructured(&"é".repeat(36));
        let words: Vec<&str> = long.split("\r\n ").collect();
        assert_eq!(words.len(), 2);
        // 19 characters of two bytes: the 39th byte would be half of one.
        let first = format!("=?UTF-8?B?{}?=", base64::encode("é".repeat(19).as_bytes()));
        assert_eq!(words[0], first);
        // What looks like an encoded word and is none.
        assert!(unstructured("a =?x?= b").starts_with("=?UTF-8?B?"));
    }
}
