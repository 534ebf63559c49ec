//! `POST /v1/desk/reply`: a moderator answers a comment, and approves it with that if it waits.

use postil_model::staff::{Right, Role};
use postil_model::wire::desk::{Act, DoAct, Reply, Which};
use postil_model::{Body, CommentId, Name};
use worker::Response;

use super::super::ask::Ask;
use super::door;
use super::moderate::{allowed, asked};
use crate::call;
use crate::message::moderate::Answered;
use crate::message::{Insert, Manner, Stored, ToThread};
use crate::problem::{Refusal, Result};
use postil_json as json;

/// Answers it.
pub async fn post(ask: &Ask) -> Result<Response> {
    let signed = door::signed(ask).await?;
    let sent: Reply = door::sent(ask).await?;
    let site = allowed(&signed, &sent.site, Right::Reply)?;
    let id = CommentId::try_from(sent.id.as_str())?;
    let body = Body::try_from(sent.body.as_str())?;
    let name = Name::try_from(signed.name.as_str())?;
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
    let insert = Insert {
        id,
        parent: Some(answered.comment),
        name: name.into(),
        url: None,
        body: body.into(),
        key: call::staff_key(&signed.member),
        network: String::new(),
        claimed_address: None,
        claimed_title: None,
        badge: Some(
            match signed.role {
                Role::Owner => "owner",
                Role::Moderator => "moderator",
            }
            .to_owned(),
        ),
        manner: Manner::default(),
    };
    match call::thread::<Stored>(
        &ask.env,
        &answered.whose,
        ToThread::Insert(Box::new(insert)),
    )
    .await
    {
        Ok(_) => door::pass(acted),
        Err(crate::problem::Problem::Refused(Refusal::Parent)) => Err(Refusal::Comment.into()),
        Err(problem) => Err(problem),
    }
}
