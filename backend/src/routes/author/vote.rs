//! `POST /v1/comments/{id}/vote`: a comment is useful, or not any more.

use postil_model::vote::Vote;
use postil_model::wire::{VoteComment, Voted};
use worker::Response;

use super::super::ask::{Ask, whose};
use super::super::caller::Caller;
use crate::limit::Limit;
use crate::message::{self, ToThread};
use crate::problem::{Refusal, Result};
use crate::{answer, call};

/// Answers it.
pub async fn post(ask: &Ask, id: &str) -> Result<Response> {
    let mut caller = Caller::of(ask);
    let outcome = vote(&mut caller, id).await;
    caller.answer(outcome)
}

async fn vote(caller: &mut Caller<'_>, id: &str) -> Result<Response> {
    let sent: VoteComment = caller.sent().await?;
    caller.speaks(sent.lang.as_ref().or(sent.thread.lang.as_ref()));
    let site = &*caller.site(&sent.site).await?;
    caller.ask.bound(Limit::Write, site).await?;
    if !site.votes {
        return Err(Refusal::VotesOff.into());
    }
    let Vote { claim, value } = Vote::accept(site, id, &sent)?;
    let whose = whose(site, &claim.thread);
    let vote = message::Vote {
        claim: claim.into(),
        value,
        network: caller.ask.network()?,
    };
    let voted: Voted = call::thread(&caller.ask.env, &whose, ToThread::Vote(vote)).await?;
    answer::json(200, &voted, &caller.audience(), "no-store")
}
