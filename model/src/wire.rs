//! The bodies of the HTTP API, as they are sent. What comes in is only text here: it is made
//! into a [`crate::Draft`] before anything is done with it. Fields that are not known are ignored.

pub mod desk;
pub mod moderate;
pub mod notify;

use crate::comment::State;
use crate::thread::Number;
use crate::vote::Value;
use serde::{Deserialize, Serialize};

/// Where a thread is, as a page says it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThreadAddress {
    /// The id the page gives its thread outright, or one that the server named earlier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The page's address. It may be missing where there is an id.
    #[serde(default)]
    pub url: String,
    /// The page's canonical link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub canonical: Option<String>,
    /// The page's title.
    #[serde(default)]
    pub title: String,
    /// The languages the reader would like, best first, separated by commas.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
}

/// Who writes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostAuthor {
    /// The name.
    pub name: String,
    /// The author's own address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// `POST /v1/comments`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostComment {
    /// The site's id.
    pub site: String,
    /// The thread.
    pub thread: ThreadAddress,
    /// The comment's id, made by the client: the same for each try.
    pub id: String,
    /// The id of the comment it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Who writes.
    pub author: PostAuthor,
    /// The Markdown source.
    pub body: String,
    /// The device key.
    pub key: String,
    /// What stands in a field that no person sees: only programs fill it in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trap: Option<String>,
    /// For how many milliseconds the author has written. A hint, since anybody can say anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub took: Option<u64>,
    /// The answer to the challenge that came with status 428.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work: Option<String>,
}

/// An author, as the public sees them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// The name.
    pub name: String,
    /// The author's own address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// What the site says the author is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub badge: Option<String>,
    /// The public mark of the author's device key.
    pub mark: String,
}

/// A comment, as the public sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// Its id.
    pub id: String,
    /// Its number on the thread; none while it has never been published.
    #[serde(default)]
    pub number: Option<Number>,
    /// The id of the comment it answers.
    #[serde(default)]
    pub parent: Option<String>,
    /// Who wrote it.
    pub author: Author,
    /// The rendered body.
    pub html: String,
    /// When it was written; RFC 3339 in UTC, to the second.
    pub created: String,
    /// When it was last edited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited: Option<String>,
    /// Whether and how it is shown.
    pub state: State,
    /// The sum of its votes.
    pub score: u32,
}

/// The answer to a comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posted {
    /// The comment as it is stored.
    pub comment: Comment,
    /// The thread's version with it.
    pub version: u64,
    /// The thread's id.
    pub thread: String,
    /// If it is held: why, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// `POST /v1/comments/{id}/edit`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditComment {
    /// The site's id.
    pub site: String,
    /// The thread.
    pub thread: ThreadAddress,
    /// The author's device key.
    pub key: String,
    /// The new Markdown source; without it the present one is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// The revision of the source that the new one was made from: if it is not the present one any
    /// more, nothing is changed. Without it, whatever stands there is replaced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<String>,
    /// The languages the reader would like an error in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// The answer to the challenge that came with status 428.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work: Option<String>,
}

/// A comment's source, for its author to edit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The Markdown source: that of the change which waits for a moderator, if one does.
    pub body: String,
    /// Names this source among those the comment has had.
    pub revision: String,
    /// Until when it may be edited; RFC 3339 in UTC.
    pub until: String,
}

/// `POST /v1/comments/{id}/delete`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeleteComment {
    /// The site's id.
    pub site: String,
    /// The thread.
    pub thread: ThreadAddress,
    /// The author's device key.
    pub key: String,
    /// The languages the reader would like an error in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
}

/// The answer to a deletion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deleted {
    /// The thread's version without the comment.
    pub version: u64,
}

/// `POST /v1/comments/{id}/vote`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoteComment {
    /// The site's id.
    pub site: String,
    /// The thread.
    pub thread: ThreadAddress,
    /// The voter's device key.
    pub key: String,
    /// Whether it is useful, or not any more.
    pub value: Value,
    /// The languages the reader would like an error in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
}

/// The answer to a vote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voted {
    /// The sum of the comment's votes.
    pub score: u32,
    /// The version to ask for as `min_v`. It is the last one with another change than of a score:
    /// copies with older scores are good enough for whoever has voted, too.
    pub version: u64,
}

/// `POST /v1/comments/{id}/report`. Nothing is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportComment {
    /// The site's id.
    pub site: String,
    /// The thread.
    pub thread: ThreadAddress,
    /// The reader's device key.
    pub key: String,
    /// Why: the code of one of [`crate::report::REASONS`].
    pub reason: String,
    /// What the reader wants to add.
    #[serde(default)]
    pub note: String,
    /// The languages the reader would like an error in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
}

/// `POST /v1/me`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// The site's id.
    pub site: String,
    /// The device key.
    pub key: String,
    /// `list`, `export` or `erase`.
    #[serde(default, rename = "do")]
    pub what: String,
    /// What the last answer named as `next`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// The languages the reader would like an error in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
}

/// The answer to `list` and `export`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mine {
    /// The key's public mark on this site.
    pub mark: String,
    /// The key's comments.
    pub comments: Vec<MyComment>,
    /// The comments the key has found useful; in an export only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub votes: Option<Vec<MyVote>>,
    /// Where there is more: what to send as `after`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A comment, as its own author sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyComment {
    /// The thread's id.
    pub thread: String,
    /// The comment's id.
    pub id: String,
    /// Its number on the thread.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Number>,
    /// The id of the comment it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// The name it was written under; in an export only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The web address beside the name; in an export only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The Markdown source.
    pub body: String,
    /// When it was written; RFC 3339 in UTC, to the second.
    pub created: String,
    /// When it was last edited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited: Option<String>,
    /// Whether and how it is shown.
    pub state: State,
    /// The sum of its votes.
    pub score: u32,
    /// The source of a change that waits for a moderator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting: Option<String>,
    /// Its former texts; in an export only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub former: Option<Vec<Former>>,
}

/// A text that a comment had before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Former {
    /// The Markdown source.
    pub body: String,
    /// Until when it stood there.
    pub until: String,
}

/// A vote of one's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyVote {
    /// The thread's id.
    pub thread: String,
    /// The comment's id.
    pub id: String,
}

/// The answer to `erase`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erased {
    /// How many comments were deleted by this request.
    pub erased: u32,
    /// Where there is more: what to send as `after`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A comment with its replies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nested {
    /// The comment.
    #[serde(flatten)]
    pub comment: Comment,
    /// What stands below it. No deeper than [`crate::thread::LEVELS`].
    pub replies: Vec<Nested>,
}

/// A pingback or trackback that came with an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The mentioning page's title or the site's name.
    pub name: String,
    /// The mentioning page's address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// When; RFC 3339 in UTC, to the second.
    pub created: String,
}

/// `GET /v1/thread.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThreadJson {
    /// The site's id.
    pub site: String,
    /// The thread's id.
    pub thread: String,
    /// The page's title, once a moderator or an import has confirmed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The thread's version.
    pub version: u64,
    /// How many comments a reader can see on the thread.
    pub count: u32,
    /// Which page this is, counted from 0.
    pub page: u32,
    /// How many pages there are.
    pub pages: u32,
    /// The comments.
    pub comments: Vec<Nested>,
    /// The mentions.
    pub mentions: Vec<Mention>,
}

/// `POST /v1/preview`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// The site's id.
    pub site: String,
    /// The Markdown source.
    pub body: String,
    /// The languages the reader would like an error in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
}

/// The answer to a preview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Previewed {
    /// The rendered body.
    pub html: String,
}

/// An error (RFC 9457).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// A stable name of the kind of error, as a URI.
    #[serde(rename = "type")]
    pub kind: String,
    /// What went wrong, in a few words.
    pub title: String,
    /// What a person can do about it.
    pub detail: String,
    /// The HTTP status.
    pub status: u16,
    /// The field it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// A stable code.
    pub code: String,
    /// With status 428: what work has to be proven of. The answer goes along with the same request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub challenge: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::{Author, Comment, Nested, PostComment};
    use crate::comment::State;

    fn comment() -> Comment {
        Comment {
            id: "x".into(),
            number: "3.1".parse().ok(),
            parent: None,
            author: Author {
                name: "Ada".into(),
                mark: "m".into(),
                ..Author::default()
            },
            html: "<p>x</p>".into(),
            created: "2026-11-23T15:00:00Z".into(),
            edited: None,
            state: State::Published,
            score: 0,
        }
    }

    /// No other field ever leaves: this is the whole of what the public is told of a comment.
    #[test]
    fn the_public_set_of_fields() {
        let nested = Nested {
            comment: comment(),
            replies: Vec::new(),
        };
        let json = serde_json::to_string(&nested).unwrap();
        assert_eq!(
            json,
            "{\"id\":\"x\",\"number\":\"3.1\",\"parent\":null,\"author\":{\"name\":\"Ada\",\"mark\":\"m\"},\
             \"html\":\"<p>x</p>\",\"created\":\"2026-11-23T15:00:00Z\",\"state\":\"published\",\"score\":0,\"replies\":[]}"
        );
        assert_eq!(serde_json::from_str::<Nested>(&json).unwrap(), nested);
    }

    #[test]
    fn what_is_not_known_is_ignored() {
        let json = r#"{"site":"a","thread":{"url":"u","x":1},"id":"i","author":{"name":"n","badge":"Owner"},
            "body":"b","key":"k","state":"published","number":"1","isAdmin":true}"#;
        let post: PostComment = serde_json::from_str(json).unwrap();
        assert_eq!(
            (post.thread.url.as_str(), post.parent, post.author.url),
            ("u", None, None)
        );
    }
}
