//! `POST /v1/comments/{id}/report`: a reader tells the moderators of a comment.

use postil_model::report::Report;
use postil_model::wire::ReportComment;
use worker::Response;

use super::super::ask::{Ask, whose};
use super::super::caller::Caller;
use crate::limit::Limit;
use crate::message::{Reported, ToSite};
use crate::problem::Result;
use crate::{answer, call};

/// Answers it.
pub async fn post(ask: &Ask, id: &str) -> Result<Response> {
    let mut caller = Caller::of(ask);
    let outcome = report(&mut caller, id).await;
    caller.answer(outcome)
}

async fn report(caller: &mut Caller<'_>, id: &str) -> Result<Response> {
    let sent: ReportComment = caller.sent().await?;
    caller.speaks(sent.lang.as_ref().or(sent.thread.lang.as_ref()));
    let site = &*caller.site(&sent.site).await?;
    caller.ask.bound(Limit::Write, site).await?;
    let Report {
        claim,
        reason,
        note,
    } = Report::accept(site, id, &sent)?;
    let whose = whose(site, &claim.thread);
    let report = Reported {
        claim: claim.into(),
        reason: reason.to_owned(),
        note: note.into(),
        network: caller.ask.network()?,
    };
    let ask = ToSite::Report(whose, report);
    call::site::<()>(&caller.ask.env, site.id.as_str(), ask).await?;
    answer::json(200, &(), &caller.audience(), "no-store")
}
