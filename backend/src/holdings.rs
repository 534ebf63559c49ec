//! What one key has on a site. The site's object says on which threads, and each of those answers
//! for itself: a few at a time, and whoever wants all goes on from where the answer ended.

use postil_model::mine::Cursor;
use postil_model::wire;
use worker::Env;

use crate::call;
use crate::message::{Erased, Own, Owned, Places, ToThread, Whose};
use crate::problem::Result;

/// What a key has, and where.
pub struct Holdings<'a> {
    /// The bindings.
    pub env: &'a Env,
    /// The site's id.
    pub site: &'a str,
    /// The hash of the key, in hexadecimal.
    pub key: String,
    /// The threads to ask.
    pub places: Places,
}

impl Holdings<'_> {
    /// The comments, and in an export the votes: a part, and where the next one begins.
    pub async fn list(self, after: Cursor, all: bool) -> Result<wire::Mine> {
        let mut mine = wire::Mine {
            mark: self.places.mark.clone(),
            comments: Vec::new(),
            votes: all.then(Vec::new),
            next: self.end(),
        };
        for hash in &self.places.hashes {
            let within = after.comment.filter(|_| *hash == after.thread);
            let own = Own {
                key: self.key.clone(),
                after: within.unwrap_or_default(),
                all,
            };
            let owned: Owned =
                call::thread(self.env, &self.whose(hash), ToThread::Own(own)).await?;
            mine.comments.extend(owned.comments);
            if let Some(votes) = &mut mine.votes {
                votes.extend(owned.votes);
            }
            if owned.more.is_some() {
                mine.next = Some(cursor(hash, owned.more));
                break;
            }
        }
        Ok(mine)
    }

    /// Deletes: a part, and where the next one begins.
    pub async fn erase(self) -> Result<wire::Erased> {
        let mut erased = wire::Erased {
            erased: 0,
            next: self.end(),
        };
        for hash in &self.places.hashes {
            let ask = ToThread::Erase(self.key.clone());
            let done: Erased = call::thread(self.env, &self.whose(hash), ask).await?;
            erased.erased += done.comments;
            if done.more {
                erased.next = Some(cursor(hash, Some(0)));
                break;
            }
        }
        Ok(erased)
    }

    /// Behind the last thread, if there are more.
    fn end(&self) -> Option<String> {
        let last = self.places.hashes.last().filter(|_| self.places.more)?;
        Some(cursor(last, None))
    }

    /// A thread's object that was ever written knows its own id.
    fn whose(&self, hash: &str) -> Whose {
        Whose {
            site: self.site.to_owned(),
            thread: String::new(),
            hash: hash.to_owned(),
        }
    }
}

fn cursor(hash: &str, comment: Option<u64>) -> String {
    let thread = hash.to_owned();
    Cursor { thread, comment }.to_string()
}
