//! `POST /v1/desk/reply`: a moderator answers a comment, and approves it with that if it waits.

use postil_model::staff::Right;
use postil_model::wire::desk::{Act, Acted, DoAct, Reply, Which};
use postil_model::{Body, CommentId};
use worker::Response;

use super::super::ask::Ask;
use super::super::reply::{self, By};
use super::door;
use super::moderate::{asked, change};
use crate::message::moderate::{self, Answered};
use crate::problem::Result;

/// Answers it.
pub async fn post(ask: &Ask) -> Result<Response> {
    let (signed, sent) = change::<Reply>(ask).await?;
    let id = CommentId::try_from(sent.id.as_str())?;
    let body = Body::try_from(sent.body.as_str())?;
    let seq = sent.to.seq;
    let approve = DoAct {
        site: sent.site.clone(),
        act: Act::Approve,
        which: Which::Rows(vec![sent.to]),
        // A repeat of the reply repeats this, too.
        id: format!("reply {id}"),
    };
    let acted: Acted = asked(
        ask,
        &signed,
        &sent.site,
        Right::Reply,
        moderate::Ask::Act(approve),
    )
    .await?;
    let answered: Answered = asked(
        ask,
        &signed,
        &sent.site,
        Right::Reply,
        moderate::Ask::Answered(seq),
    )
    .await?;
    let by = By {
        member: &signed.member,
        name: &signed.name,
        role: signed.role,
    };
    reply::store(&ask.env, &by, answered, id, body).await?;
    door::answer(&acted)
}
