//! `POST /v1/comments/{id}/edit`: the source of one's own comment, or a new text for it.

use postil_model::edit::Edit;
use postil_model::wire::{EditComment, Posted, Source};
use postil_model::{Claim, time};
use postil_widget::locale;
use worker::Response;

use super::super::ask::{Ask, whose};
use super::caller::Caller;
use crate::limit::Limit;
use crate::message::{self, Stored, ToThread};
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
    let site = caller.site(&sent.site)?;
    caller.ask.bound(Limit::Write, site).await?;
    let Edit { claim, body } = Edit::accept(site, id, &sent)?;
    let whose = whose(site, &claim.thread);
    let env = &caller.ask.env;
    let Some(body) = body else {
        let message::Source { body, until } =
            call::thread(env, &whose, ToThread::Source(self::claim(claim))).await?;
        let until = time::rfc3339(until);
        return json(caller, 200, &Source { body, until });
    };
    let edit = message::Edit {
        claim: self::claim(claim),
        body: body.into(),
        network: caller.ask.network()?,
    };
    let stored: Stored = call::thread(env, &whose, ToThread::Edit(Box::new(edit))).await?;
    let language = site.language(&caller.wishes);
    let reason = stored
        .reason
        .map(|code| locale::text(language, &format!("held.{code}")).to_owned());
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

/// The key goes no further than this: only its hash is sent on.
pub fn claim(claim: Claim) -> message::Claim {
    message::Claim {
        key: claim.key.hash().to_hex(),
        id: claim.id,
    }
}
