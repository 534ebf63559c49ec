//! `POST /v1/desk/reply`: a moderator answers a comment, and approves it with that if it waits.

use postil_model::staff::Right;
use postil_model::wire::desk::{Act, DoAct, Reply, Which};
use postil_model::{Body, CommentId};
use worker::Response;

use super::super::ask::Ask;
use super::super::reply::{self, By};
use super::door;
use super::moderate::{allowed, asked};
use crate::message::moderate::Answered;
use crate::problem::Result;
use postil_json as json;

/// Answers it.
pub async fn post(ask: &Ask) -> Result<Response> {
    let signed = door::signed(ask).await?;
    let sent: Reply = door::sent(ask).await?;
    let site = allowed(&signed, &sent.site, Right::Reply)?;
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
    let approve = json::write(&approve)?;
    let acted = asked(ask, &signed, &site, "act", approve).await?;
    let answered = asked(ask, &signed, &site, "answered", seq.to_string()).await?;
    let answered: Answered = json::read(&answered)?;
    let by = By {
        member: &signed.member,
        name: &signed.name,
        role: signed.role,
    };
    reply::store(&ask.env, &by, answered, id, body).await?;
    door::pass(acted)
}
