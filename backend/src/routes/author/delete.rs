//! `POST /v1/comments/{id}/delete`: one's own comment goes for good.

use postil_model::Claim;
use postil_model::wire::{DeleteComment, Deleted};
use worker::Response;

use super::super::ask::{Ask, whose};
use super::super::caller::Caller;
use crate::limit::Limit;
use crate::message::ToThread;
use crate::problem::Result;
use crate::{answer, call};

/// Answers it.
pub async fn post(ask: &Ask, id: &str) -> Result<Response> {
    let mut caller = Caller::of(ask);
    let outcome = delete(&mut caller, id).await;
    caller.answer(outcome)
}

async fn delete(caller: &mut Caller<'_>, id: &str) -> Result<Response> {
    let sent: DeleteComment = caller.sent().await?;
    caller.speaks(sent.lang.as_ref().or(sent.thread.lang.as_ref()));
    let site = &*caller.site(&sent.site).await?;
    caller.ask.bound(Limit::Write, site).await?;
    let claim = Claim::accept(site, id, &sent.thread, &sent.key)?;
    let whose = whose(site, &claim.thread);
    let ask = ToThread::Delete(claim.into());
    let deleted: Deleted = call::thread(&caller.ask.env, &whose, ask).await?;
    answer::json(200, &deleted, &caller.audience(), "no-store")
}
