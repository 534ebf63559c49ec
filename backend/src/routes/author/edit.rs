//! `POST /v1/comments/{id}/edit`: the source of one's own comment, or a new text for it.

use postil_model::defence::work::Bound;
use postil_model::edit::Edit;
use postil_model::time;
use postil_model::wire::{EditComment, Posted, Source};
use worker::Response;

use super::super::ask::{Ask, whose};
use super::super::caller::Caller;
use super::accept::why_held;
use super::work;
use crate::limit::Limit;
use crate::message::{self, Manner, Stored, ToThread};
use crate::problem::Result;
use crate::{answer, call};

/// Answers it.
pub async fn post(ask: &Ask, id: &str) -> Result<Response> {
    let mut caller = Caller::of(ask);
    let outcome = edit(&mut caller, id).await;
    caller.answer(outcome)
}

async fn edit(caller: &mut Caller<'_>, id: &str) -> Result<Response> {
    let sent: EditComment = caller.sent().await?;
    caller.speaks(sent.lang.as_ref().or(sent.thread.lang.as_ref()));
    let site = &*caller.site(&sent.site).await?;
    caller.ask.bound(Limit::Write, site).await?;
    let Edit {
        claim,
        body,
        revision,
        work: answer,
    } = Edit::accept(site, id, &sent)?;
    let whose = whose(site, &claim.thread);
    let env = &caller.ask.env;
    let Some(body) = body else {
        let source: message::Source =
            call::thread(env, &whose, ToThread::Source(claim.into())).await?;
        let source = Source {
            body: source.body,
            revision: source.revision,
            until: time::rfc3339(source.until),
        };
        return json(caller, 200, &source);
    };
    let (id, text) = (claim.id.to_string(), body.as_str().to_owned());
    let bound = Bound {
        site: site.id.as_str(),
        comment: &id,
        body: &text,
    };
    let proof = work::proven(caller.ask, &bound, answer.as_deref()).await?;
    let manner = Manner {
        proven: proof.bits,
        cannot_work: proof.cannot,
        lasting: caller.ask.lasting_network()?,
        ..Manner::default()
    };
    let edit = message::Edit {
        claim: claim.into(),
        body: body.into(),
        revision,
        network: caller.ask.network()?,
        manner,
    };
    let stored = call::thread(env, &whose, ToThread::Edit(Box::new(edit))).await;
    let stored: Stored = work::asked(caller.ask, &bound, stored)?;
    let language = site.language(&caller.wishes);
    let reason = stored.reason.map(|reasons| why_held(language, &reasons));
    let status = if reason.is_some() { 202 } else { 200 };
    let posted = Posted {
        comment: stored.comment,
        version: stored.version,
        thread: whose.thread,
        reason,
    };
    json(caller, status, &posted)
}

fn json<T: serde::Serialize>(caller: &Caller<'_>, status: u16, value: &T) -> Result<Response> {
    answer::json(status, value, &caller.audience(), "no-store")
}
