//! The one door for what a client sends: a request becomes a draft, or is refused.
//!
//! A draft has only what a client may decide. Everything else of a comment (number, page, state,
//! time, mark, badge, score) is the server's, and a request that names it is not listened to.

use crate::comment::CommentId;
use crate::field::{Body, FieldError, Name, Title, WebAddress};
use crate::key::DeviceKey;
use crate::site::Site;
use crate::thread_id::{Address, ThreadId};
use crate::time::Millis;
use crate::wire::PostComment;

/// A comment as a client wrote it, with every field valid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The comment's id.
    pub id: CommentId,
    /// The thread it is for.
    pub thread: ThreadId,
    /// The page's title, as the client claims it.
    pub title: Option<Title>,
    /// The page's address, as the client claims it: on one of the site's origins, and it does
    /// lead to the thread's id.
    pub address: Option<WebAddress>,
    /// The comment it answers.
    pub parent: Option<CommentId>,
    /// The author's name.
    pub name: Name,
    /// The author's own address.
    pub link: Option<WebAddress>,
    /// The Markdown source.
    pub body: Body,
    /// The author's secret.
    pub key: DeviceKey,
    /// How it came to be written, as far as the client tells.
    pub manner: Manner,
}

/// How a comment came to be written, as far as the client tells. None of it is trusted further than
/// the verdict takes it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manner {
    /// Whether a field was filled in that no person sees.
    pub trapped: bool,
    /// For how many milliseconds the author has written.
    pub took: Option<Millis>,
    /// The answer to a challenge.
    pub work: Option<String>,
}

impl Draft {
    /// Checks a request to a site. The caller has found the site by the request's `site`.
    ///
    /// # Errors
    /// The first field that is not as it has to be.
    pub fn accept(site: &Site, post: &PostComment) -> Result<Self, FieldError> {
        if post.site != site.id.as_str() {
            return Err(FieldError::new("site", "site_invalid"));
        }
        let address = Address {
            id: post.thread.id.as_deref(),
            url: &post.thread.url,
            canonical: post.thread.canonical.as_deref(),
        };
        let thread = ThreadId::locate(site, &address)?;
        let id = CommentId::try_from(post.id.as_str())?;
        if !id.is_from_client() {
            return Err(FieldError::new("id", "id_invalid"));
        }
        Ok(Self {
            id,
            title: Title::cut(&post.thread.title),
            address: thread.claimed_address(site, &address),
            thread,
            parent: parent(post)?,
            name: Name::try_from(post.author.name.as_str())?,
            link: WebAddress::optional(post.author.url.as_deref())?,
            body: Body::try_from(post.body.as_str())?,
            key: DeviceKey::try_from(post.key.as_str())?,
            manner: Manner {
                trapped: post.trap.as_ref().is_some_and(|trap| !trap.is_empty()),
                took: post.took,
                work: post.work.clone(),
            },
        })
    }
}

/// A form without JavaScript sends an empty field where there is no parent.
fn parent(post: &PostComment) -> Result<Option<CommentId>, FieldError> {
    let invalid = |_| FieldError::new("parent", "parent_invalid");
    match post.parent.as_deref() {
        None | Some("") => Ok(None),
        Some(text) => CommentId::try_from(text).map(Some).map_err(invalid),
    }
}

#[cfg(test)]
mod tests {
    use super::Draft;
    use crate::site::Site;
    use crate::wire::{PostAuthor, PostComment, ThreadAddress};

    fn site() -> Site {
        serde_json::from_str(r#"{"id": "a", "origins": ["https://a.example"], "languages": ["en"], "policy": "open"}"#).unwrap()
    }

    fn post() -> PostComment {
        PostComment {
            site: "a".into(),
            thread: ThreadAddress {
                id: None,
                url: "https://a.example/x?utm_source=y".into(),
                canonical: None,
                title: " A  title ".into(),
                lang: None,
            },
            id: "01923456-789a-7fff-bfff-ffffffffffff".into(),
            parent: None,
            author: PostAuthor {
                name: " Ada ".into(),
                url: Some(String::new()),
            },
            body: "Hello\r\n".into(),
            key: "A".repeat(43),
            trap: None,
            took: None,
            work: None,
        }
    }

    #[test]
    fn takes_a_good_request() {
        let draft = Draft::accept(&site(), &post()).unwrap();
        assert_eq!(draft.thread.as_str(), "/x/");
        assert_eq!(draft.title.unwrap().as_str(), "A title");
        assert_eq!(
            draft.address.unwrap().as_str(),
            "https://a.example/x?utm_source=y"
        );
        assert_eq!((draft.name.as_str(), draft.body.as_str()), ("Ada", "Hello"));
        assert_eq!((draft.link, draft.parent), (None, None));
    }

    #[test]
    fn names_the_bad_field() {
        type Spoil = fn(&mut PostComment);
        let cases: [(&str, &str, Spoil); 11] = [
            ("site", "site_invalid", |p| p.site = "b".into()),
            ("url", "address_foreign", |p| {
                p.thread.url = "https://b.example/".into()
            }),
            ("url", "address_invalid", |p| p.thread.url = String::new()),
            ("thread", "thread_invalid", |p| {
                p.thread.id = Some("my words".into())
            }),
            ("id", "id_invalid", |p| p.id = "1".into()),
            ("id", "id_invalid", |p| p.id = p.id.replace("-7", "-8")),
            ("parent", "parent_invalid", |p| p.parent = Some("1".into())),
            ("name", "name_missing", |p| {
                p.author.name = "\u{200B}".into()
            }),
            ("url", "link_invalid", |p| {
                p.author.url = Some("javascript:x".into())
            }),
            ("body", "body_nul", |p| p.body = "\0".into()),
            ("key", "key_invalid", |p| p.key = "A".into()),
        ];
        for (field, code, spoil) in cases {
            let mut bad = post();
            spoil(&mut bad);
            let error = Draft::accept(&site(), &bad).unwrap_err();
            assert_eq!((error.field, error.code), (field, code));
            assert!(crate::FieldError::CODES.contains(&error.code));
        }
    }

    #[test]
    fn a_claim_about_another_page_is_dropped() {
        let mut claim = post();
        claim.thread.id = Some("/other/".into());
        assert_eq!(Draft::accept(&site(), &claim).unwrap().address, None);
        claim.thread.id = Some("/x/".into());
        assert!(Draft::accept(&site(), &claim).unwrap().address.is_some());
    }

    #[test]
    fn an_endless_title_is_cut() {
        let mut long = post();
        long.thread.title = "t".repeat(5_000);
        assert_eq!(
            Draft::accept(&site(), &long)
                .unwrap()
                .title
                .unwrap()
                .as_str()
                .len(),
            300
        );
    }
}
