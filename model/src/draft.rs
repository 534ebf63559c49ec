//! The one door for a comment from outside.
//!
//! A [`Draft`] has only what a client may decide, and all of it is valid. Whatever else a request
//! says (a state, a number, a date, a badge) is not even read.

use crate::comment::CommentId;
use crate::field::{Body, FieldError, Name, Title, WebAddress};
use crate::key::DeviceKey;
use crate::site::Site;
use crate::thread_id::{Address, ThreadId};
use crate::wire::PostComment;

/// A comment as its author sent it, every field valid.
#[derive(Clone)]
pub struct Draft {
    /// The comment's id.
    pub id: CommentId,
    /// The thread it belongs to.
    pub thread: ThreadId,
    /// The comment it answers.
    pub parent: Option<CommentId>,
    /// The author's name.
    pub name: Name,
    /// The author's web address.
    pub url: Option<WebAddress>,
    /// The Markdown source.
    pub body: Body,
    /// The author's device key.
    pub key: DeviceKey,
    /// The page's title, as claimed.
    pub title: Title,
    /// The page's address, as claimed.
    pub address: String,
}

impl Draft {
    /// Checks a request against the rules of every field.
    ///
    /// # Errors
    /// The first field that is not valid, in the order in which a person would fill them in.
    pub fn try_new(site: &Site, post: PostComment) -> Result<Self, FieldError> {
        let address = Address {
            id: post.thread.id.as_deref(),
            url: &post.thread.url,
            canonical: post.thread.canonical.as_deref(),
        };
        let in_parent = |_| FieldError::new("parent", "parent");
        Ok(Self {
            name: post.author.name.try_into()?,
            url: post.author.url.filter(|url| !url.trim().is_empty()).map(WebAddress::try_from).transpose()?,
            body: post.body.try_into()?,
            id: post.id.try_into()?,
            thread: ThreadId::locate(site, &address)?,
            parent: post.parent.map(CommentId::try_from).transpose().map_err(in_parent)?,
            key: post.key.try_into()?,
            title: post.thread.title.try_into()?,
            address: post.thread.url,
        })
    }
}
