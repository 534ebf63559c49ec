//! What a site's owner is told of comments that wait, as text and as data.
//!
//! What readers wrote stands in it shortened, and defused where a program that shows text would
//! make links or calls of it. No address of mail, no key and no network is ever in it.

pub mod words;

use postil_model::notify::{defused, shortened};
use postil_model::time::{Millis, rfc3339};
use serde::Serialize;

use words::{Words, m};

/// As many comments stand in one message; of others it says how many there are.
pub const MOST: usize = 20;
/// So much of a comment stands in a message.
const EXCERPT: usize = 300;

/// A comment that waits.
#[derive(Clone, Debug)]
pub struct Notice {
    /// The comment's id.
    pub comment: String,
    /// The name of its thread, for people.
    pub thread: String,
    /// The author's name.
    pub name: String,
    /// The Markdown source; that of the edit, if that is what waits.
    pub body: String,
    /// Whether it is an edit that waits.
    pub is_change: bool,
    /// Whether readers have reported it, rather than a rule has held it.
    pub is_reported: bool,
    /// Texts of reasons, separated by line feeds.
    pub reasons: String,
    /// When it was written.
    pub created: Millis,
}

/// What one message is about.
#[derive(Clone, Debug)]
pub struct News<'a> {
    /// The site's id.
    pub site: &'a str,
    /// What the owner calls it.
    pub title: &'a str,
    /// The origin of this Worker.
    pub origin: &'a str,
    /// The comments: the first of them, if there are more.
    pub notices: &'a [Notice],
    /// How many there are; none for a test.
    pub count: Option<u32>,
    /// How many wait in all.
    pub waiting: u32,
}

/// Where a comment is shown at the desk, and what is done with it is asked.
pub fn desk_of_comment(origin: &str, site: &str, comment: &str) -> String {
    format!("{origin}/desk#/site/{site}/comment/{comment}")
}

fn desk_part(news: &News<'_>, part: &str) -> String {
    format!("{}/desk#/site/{}/{part}", news.origin, news.site)
}

impl Notice {
    /// Why it waits, in words.
    pub fn why(&self, words: Words) -> String {
        let mut all = Vec::new();
        if self.is_reported {
            all.push(words.text(m::REPORTED).to_owned());
        }
        if self.is_change {
            all.push(words.text(m::CHANGE).to_owned());
        }
        let reasons = self.reasons.lines();
        all.extend(reasons.map(|reason| words.reason(reason)));
        all.join("; ")
    }
}

impl News<'_> {
    /// The subject of a mail.
    pub fn subject(&self, words: Words) -> String {
        let text = match self.count {
            None => words.text(m::TEST_SUBJECT).to_owned(),
            Some(count) => words.counted(m::SUBJECT, count),
        };
        text.replace("{site}", self.title)
    }

    /// The text of a mail, or of a message in a chat.
    pub fn text(&self, words: Words) -> String {
        let Some(count) = self.count else {
            let text = words.text(m::TEST).replace("{site}", self.title);
            return format!("{text}\n\n{}\n", desk_part(self, "notify"));
        };
        let intro = words.counted(m::INTRO, count);
        let mut text = format!("{}\n", intro.replace("{site}", self.title));
        for notice in self.notices {
            let item = words.text(m::ITEM);
            let item = item
                .replace("{thread}", &defused(&notice.thread))
                .replace("{name}", &defused(&shortened(&notice.name, EXCERPT)));
            let excerpt = defused(&shortened(&notice.body, EXCERPT));
            let why = defused(&notice.why(words));
            let link = desk_of_comment(self.origin, self.site, &notice.comment);
            text.push_str(&format!("\n{item}\n({why})\n> {excerpt}\n{link}\n"));
        }
        let shown = u32::try_from(self.notices.len()).unwrap_or(u32::MAX);
        if count > shown {
            text.push_str(&format!("\n{}\n", words.counted(m::MORE, count - shown)));
        }
        for (message, part) in [(m::ALL, "held"), (m::SETTINGS, "notify")] {
            let line = format!("\n{} {}\n", words.text(message), desk_part(self, part));
            text.push_str(&line);
        }
        text
    }

    /// The body of a webhook's message in its own format. What readers wrote stands in it as it is.
    pub fn data(&self, now: Millis) -> impl Serialize {
        let comments = self.notices.iter().map(|notice| Comment {
            id: notice.comment.clone(),
            thread: notice.thread.clone(),
            name: notice.name.clone(),
            text: shortened(&notice.body, EXCERPT),
            why: if notice.is_reported {
                "reported"
            } else if notice.is_change {
                "edit"
            } else {
                "held"
            },
            reasons: notice.reasons.lines().map(str::to_owned).collect(),
            created: rfc3339(notice.created),
            desk: desk_of_comment(self.origin, self.site, &notice.comment),
        });
        Envelope {
            kind: if self.count.is_some() {
                "comments.waiting"
            } else {
                "test"
            },
            timestamp: rfc3339(now),
            data: Data {
                site: self.site.to_owned(),
                title: self.title.to_owned(),
                comments: comments.collect(),
                count: self.count.unwrap_or_default(),
                waiting: self.waiting,
                desk: desk_part(self, "held"),
            },
        }
    }
}

#[derive(Serialize)]
struct Envelope {
    #[serde(rename = "type")]
    kind: &'static str,
    timestamp: String,
    data: Data,
}

#[derive(Serialize)]
struct Data {
    site: String,
    title: String,
    comments: Vec<Comment>,
    count: u32,
    waiting: u32,
    desk: String,
}

#[derive(Serialize)]
struct Comment {
    id: String,
    thread: String,
    name: String,
    text: String,
    why: &'static str,
    reasons: Vec<String>,
    created: String,
    desk: String,
}

/// The body of a chat service's message.
#[derive(Serialize)]
pub struct Chat {
    /// The text.
    pub text: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notice() -> Notice {
        Notice {
            comment: "0190".into(),
            thread: "/post/".into(),
            name: "<!here> Ada".into(),
            body: "Look\n\nat https://evil.example now".into(),
            is_change: false,
            is_reported: true,
            reasons: "links 4\nword ca\u{301}sino".into(),
            created: 0,
        }
    }

    fn news<'a>(notices: &'a [Notice], count: Option<u32>) -> News<'a> {
        News {
            site: "blog",
            title: "The Blog",
            origin: "https://c.example",
            notices,
            count,
            waiting: 7,
        }
    }

    #[test]
    fn says_what_waits_and_why_and_where_to_decide() {
        let notices = [notice()];
        let news = news(&notices, Some(3));
        let words = Words::of("en");
        assert_eq!(news.subject(words), "3 comments wait on The Blog");
        assert_eq!(
            news.text(words),
            "On The Blog, 3 comments have begun to wait for a decision.\n\
             \n\
             \u{2039}!here\u{203a} Ada on /post/\n\
             (reported by readers; links and addresses in it: 4; it has a word of the list: ca\u{301}sino)\n\
             > Look at https:\u{200b}//evil.\u{200b}example now\n\
             https://c.example/desk#/site/blog/comment/0190\n\
             \n\
             And 2 more.\n\
             \n\
             Everything that waits: https://c.example/desk#/site/blog/held\n\
             \n\
             Where and when you are told of it: https://c.example/desk#/site/blog/notify\n"
        );
    }

    #[test]
    fn a_test_is_about_no_comment() {
        let news = news(&[], None);
        let words = Words::of("de");
        assert_eq!(news.subject(words), "Ein Test von The Blog");
        assert!(news.text(words).starts_with("Dies ist ein Test."));
        let data = serde_json::to_value(news.data(0)).unwrap();
        assert_eq!(
            (&data["type"], &data["data"]["count"]),
            (&"test".into(), &0.into())
        );
    }

    #[test]
    fn data_has_these_fields_and_no_others() {
        let notices = [notice()];
        let data = serde_json::to_value(news(&notices, Some(1)).data(1_700_000_000_000)).unwrap();
        assert_eq!(
            data,
            serde_json::json!({
                "type": "comments.waiting",
                "timestamp": "2023-11-14T22:13:20Z",
                "data": {
                    "site": "blog",
                    "title": "The Blog",
                    "comments": [{
                        "id": "0190",
                        "thread": "/post/",
                        "name": "<!here> Ada",
                        "text": "Look at https://evil.example now",
                        "why": "reported",
                        "reasons": ["links 4", "word ca\u{301}sino"],
                        "created": "1970-01-01T00:00:00Z",
                        "desk": "https://c.example/desk#/site/blog/comment/0190",
                    }],
                    "count": 1,
                    "waiting": 7,
                    "desk": "https://c.example/desk#/site/blog/held",
                },
            })
        );
    }
}
