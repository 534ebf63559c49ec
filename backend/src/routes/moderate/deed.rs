//! `POST /v1/moderate/{waiting|hide|approve|undo|reply}`: what a moderator does in the page itself.

use postil_model::site::Site;
use postil_model::staff::page::{self, Deed};
use postil_model::thread_id::{Address, ThreadId};
use postil_model::wire::desk::{Act, Acted, Chosen, DoAct, Undo, Which};
use postil_model::wire::moderate::{Done, Moderate, Waiting, WaitingRow};
use postil_model::{Body, CommentId, comment, markdown};
use postil_widget::ssr;
use serde::Serialize;
use serde::de::DeserializeOwned;
use worker::Response;

use super::super::ask::{Ask, whose};
use super::super::caller::Caller;
use super::super::reply::{self, By};
use super::link;
use crate::limit::Limit;
use crate::message::desk::{Moderating, ToDesk};
use crate::message::moderate::{Actor, Answered, Find, Moderation, Waits};
use crate::message::{ToSite, ToThread, Whose};
use crate::problem::{Refusal, Result};
use crate::{answer, call};

/// A moderator, on a thread of the site that their token is for.
struct Moderator<'a> {
    ask: &'a Ask,
    who: Moderating,
    whose: Whose,
}

/// Does it, for whoever may.
pub async fn done(caller: &mut Caller<'_>, deed: Deed) -> Result<Response> {
    let sent: Moderate = caller.sent().await?;
    caller.speaks(sent.thread.lang.as_ref());
    let site = &*caller.site(&sent.site).await?;
    caller.ask.bound(Limit::Write, site).await?;
    let by = Moderator::of(caller.ask, site, &sent, deed).await?;
    if deed == Deed::Waiting {
        let waiting = by.waiting(site.language(&caller.wishes)).await?;
        return answer::json(200, &waiting, &caller.audience(), "no-store");
    }
    let comment = CommentId::try_from(sent.comment.as_str())?;
    let find = Find {
        hash: by.whose.hash.clone(),
        comment,
    };
    let chosen: Chosen = by.asks("find", &find).await?;
    let id = CommentId::try_from(sent.id.as_str())?;
    let done = match deed {
        Deed::Hide => by.acts(Act::Hold, chosen, &id).await,
        Deed::Approve => {
            let text = sent.text;
            by.acts(Act::Approve, Chosen { text, ..chosen }, &id).await
        }
        Deed::Undo => by.undoes(chosen.seq, &id).await,
        Deed::Reply | Deed::Waiting => by.replies(chosen.seq, id, &sent.body).await,
    }?;
    answer::json(200, &done, &caller.audience(), "no-store")
}

impl<'a> Moderator<'a> {
    /// Whoever holds the token, if they may do this.
    async fn of(ask: &'a Ask, site: &Site, sent: &Moderate, deed: Deed) -> Result<Self> {
        let knock = link::knock(ask, site, &sent.token, Refusal::PageEnded)?;
        let who: Moderating = call::desk(&ask.env, ToDesk::Moderating(knock)).await?;
        if !page::may(who.role, &who.scope, &who.site, deed, &site.id) {
            return Err(Refusal::PageEnded.into());
        }
        let address = Address {
            id: sent.thread.id.as_deref(),
            url: &sent.thread.url,
            canonical: sent.thread.canonical.as_deref(),
        };
        let thread = ThreadId::locate(site, &address)?;
        Ok(Self {
            ask,
            who,
            whose: whose(site, &thread),
        })
    }

    /// Asks the site's object: what is written here, and nothing that was sent.
    async fn asks<T: DeserializeOwned>(&self, call: &str, sent: &impl Serialize) -> Result<T> {
        let moderation = Moderation {
            actor: Actor {
                name: self.who.name.clone(),
            },
            call: call.to_owned(),
            sent: postil_json::write(sent)?,
        };
        let ask = ToSite::Moderate(moderation);
        call::site(&self.ask.env, self.who.site.as_str(), ask).await
    }

    async fn waiting(&self, language: &str) -> Result<Waiting> {
        let waits: Vec<Waits> = self.asks("waiting", &self.whose.hash).await?;
        let rows = waits.into_iter().map(|one| WaitingRow {
            id: one.comment.id.clone(),
            edit: one.change.as_deref().map(markdown::render),
            row: (one.comment.state != comment::State::Published)
                .then(|| ssr::render_held(language, one.comment)),
            text: one.text,
        });
        Ok(Waiting {
            name: self.who.name.clone(),
            rows: rows.collect(),
        })
    }

    async fn acts(&self, act: Act, chosen: Chosen, id: &CommentId) -> Result<Done> {
        let seq = chosen.seq;
        let act = DoAct {
            site: self.whose.site.clone(),
            act,
            which: Which::Rows(vec![chosen]),
            id: page::action(&self.who.token, id.as_str()),
        };
        let acted: Acted = self.asks("act", &act).await?;
        self.follows(seq, acted).await
    }

    async fn undoes(&self, seq: u64, id: &CommentId) -> Result<Done> {
        let undo = Undo {
            site: self.whose.site.clone(),
            action: page::action(&self.who.token, id.as_str()),
        };
        let acted: Acted = self.asks("undo", &undo).await?;
        self.follows(seq, acted).await
    }

    /// Has the thread follow at once: whoever decides in the page looks at it.
    async fn follows(&self, seq: u64, acted: Acted) -> Result<Done> {
        let _: Answered = self.asks("answered", &seq).await?;
        Ok(Done {
            changed: acted.changed > 0,
            version: call::thread(&self.ask.env, &self.whose, ToThread::Wake).await?,
        })
    }

    async fn replies(&self, seq: u64, id: CommentId, body: &str) -> Result<Done> {
        let body = Body::try_from(body)?;
        let answered: Answered = self.asks("answered", &seq).await?;
        let by = By {
            member: &self.who.member,
            name: &self.who.name,
            role: self.who.role,
        };
        let stored = reply::store(&self.ask.env, &by, answered, id, body).await?;
        Ok(Done {
            changed: !stored.repeat,
            version: stored.version,
        })
    }
}
