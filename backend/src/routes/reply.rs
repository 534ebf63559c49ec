//! A reply of somebody who works here, under their badge.

use postil_model::staff::Role;
use postil_model::{Body, CommentId, Name};
use worker::Env;

use crate::call;
use crate::message::moderate::Answered;
use crate::message::{Insert, Manner, Stored, ToThread};
use crate::problem::{Problem, Refusal, Result};

/// Who replies.
pub struct By<'a> {
    /// Their id.
    pub member: &'a str,
    /// Their name.
    pub name: &'a str,
    /// What they are.
    pub role: Role,
}

/// Stores a reply.
pub async fn store(
    env: &Env,
    by: &By<'_>,
    to: Answered,
    id: CommentId,
    body: Body,
) -> Result<Stored> {
    let name = Name::try_from(by.name)?;
    let insert = Insert {
        id,
        parent: Some(to.comment),
        name: name.into(),
        url: None,
        body: body.into(),
        key: call::staff_key(by.member),
        network: String::new(),
        claimed_address: None,
        claimed_title: None,
        badge: Some(by.role.name().to_owned()),
        manner: Manner::default(),
    };
    let stored = call::thread(env, &to.whose, ToThread::Insert(Box::new(insert))).await;
    stored.map_err(|problem| match problem {
        // Whoever works here knows of the comment, which was decided about meanwhile.
        Problem::Refused(Refusal::Parent) => Refusal::Comment.into(),
        problem => problem,
    })
}
