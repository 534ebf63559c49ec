//! `POST /v1/me`: everything that one key has on a site, to see, to take along or to delete.
//!
//! The site's object says on which threads that is, and each of those answers for itself. A few
//! threads are asked at a time; whoever wants all goes on from where the answer ended.

use postil_model::mine::{Cursor, Mine, What};
use postil_model::wire::{self, Me};
use worker::{Env, Response};

use super::super::ask::Ask;
use super::super::caller::Caller;
use crate::limit::Limit;
use crate::message::{Erased, Own, Owned, Places, ToSite, ToThread, Where, Whose};
use crate::problem::Result;
use crate::{answer, call};

/// Answers it.
pub async fn post(ask: &Ask) -> Result<Response> {
    let mut caller = Caller::of(ask);
    let outcome = me(&mut caller).await;
    caller.answer(outcome)
}

async fn me(caller: &mut Caller<'_>) -> Result<Response> {
    let sent: Me = caller.sent().await?;
    caller.speaks(sent.lang.as_ref());
    let site = &*caller.site(&sent.site).await?;
    caller.ask.bound(Limit::Write, site).await?;
    let Mine { key, what, after } = Mine::accept(&sent)?;
    // The key goes no further than this: only its hash is sent on.
    let key = key.hash().to_hex();
    let env = &caller.ask.env;
    let ask = ToSite::Where(Where {
        key: key.clone(),
        after: after.clone(),
    });
    let places: Places = call::site(env, site.id.as_str(), ask).await?;
    let threads = Threads {
        env,
        site: site.id.as_str(),
        key,
        places,
    };
    let audience = caller.audience();
    match what {
        What::Erase => answer::json(200, &threads.erase().await?, &audience, "no-store"),
        What::List | What::Export => {
            let mine = threads.list(after, what == What::Export).await?;
            answer::json(200, &mine, &audience, "no-store")
        }
    }
}

/// The threads to ask.
struct Threads<'a> {
    env: &'a Env,
    site: &'a str,
    key: String,
    places: Places,
}

impl Threads<'_> {
    async fn list(self, after: Cursor, all: bool) -> Result<wire::Mine> {
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

    async fn erase(self) -> Result<wire::Erased> {
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
