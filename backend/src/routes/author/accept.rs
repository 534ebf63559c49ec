//! The one way for a comment from a request to its thread's object.

use postil_model::Draft;
use postil_model::defence::work::Bound;
use postil_model::site::Site;
use postil_model::verdict;
use postil_model::wire::{PostComment, Posted};
use postil_widget::locale;

use super::super::ask::{Ask, whose};
use super::work;
use crate::call;
use crate::limit::Limit;
use crate::message::{Insert, Manner, Stored, ToThread};
use crate::problem::Result;

/// Whether a comment was there before, and what is answered.
pub struct Accepted {
    /// It was there before.
    pub repeat: bool,
    /// It waits for a moderator.
    pub held: bool,
    /// The answer.
    pub posted: Posted,
}

/// Takes a comment. The caller has found the site, and has seen that its own page sent this.
pub async fn accept(
    ask: &Ask,
    site: &Site,
    post: &PostComment,
    language: &str,
    scriptless: bool,
) -> Result<Accepted> {
    ask.bound(Limit::Write, site).await?;
    let draft = Draft::accept(site, post)?;
    let whose = whose(site, &draft.thread);
    let (id, body) = (draft.id.to_string(), draft.body.as_str().to_owned());
    let bound = Bound {
        site: site.id.as_str(),
        comment: &id,
        body: &body,
    };
    let proof = work::proven(ask, &bound, draft.manner.work.as_deref()).await?;
    let manner = Manner {
        trapped: draft.manner.trapped,
        took: draft.manner.took,
        proven: proof.bits,
        cannot_work: scriptless || proof.cannot,
        lasting: ask.lasting_network()?,
    };
    let insert = insert(draft, manner, ask.network()?);
    let stored = call::thread(&ask.env, &whose, ToThread::Insert(Box::new(insert))).await;
    let stored: Stored = work::asked(ask, &bound, stored)?;
    let reason = stored.reason.map(|reasons| why_held(language, &reasons));
    Ok(Accepted {
        repeat: stored.repeat,
        held: reason.is_some(),
        posted: Posted {
            comment: stored.comment,
            version: stored.version,
            thread: whose.thread,
            reason,
        },
    })
}

/// What the author is told of the stored reasons why a comment is held.
pub fn why_held(language: &str, reasons: &str) -> String {
    let key = format!("held.{}", verdict::told(reasons));
    locale::text(language, &key).to_owned()
}

/// The key goes no further than this: only its hash is sent on.
fn insert(draft: Draft, manner: Manner, network: String) -> Insert {
    Insert {
        id: draft.id,
        parent: draft.parent,
        name: draft.name.into(),
        url: draft.link.map(Into::into),
        body: draft.body.into(),
        key: draft.key.hash().to_hex(),
        network,
        claimed_address: draft.address.map(Into::into),
        claimed_title: draft.title.map(Into::into),
        badge: None,
        manner,
    }
}
