//! `POST /v1/comments`.

use postil_model::wire::PostComment;
use worker::Response;

use super::super::ask::Ask;
use super::accept::accept;
use super::preview::{answer_with, own_page};
use crate::answer::{self, Audience};
use crate::body;
use crate::config;
use crate::problem::{Problem, Result};

/// Answers it.
pub async fn post(ask: &Ask) -> Result<Response> {
    let mut wishes = ask.wishes();
    let audience = own_page(ask);
    let outcome = store(ask, &mut wishes, &audience).await;
    answer_with(outcome, &wishes, &audience)
}

async fn store(ask: &Ask, wishes: &mut String, audience: &Audience) -> Result<Response> {
    let text = body::text(&ask.request, body::MOST).await?;
    let post: PostComment = serde_json::from_str(&text).map_err(|_| Problem::Json)?;
    if let Some(language) = &post.thread.lang {
        wishes.clone_from(language);
    }
    let site = config::site(&ask.env, &post.site)?;
    if !ask.header("Origin").is_some_and(|origin| site.allows(&origin)) {
        return Err(Problem::Origin);
    }
    let accepted = accept(ask, site, &post, site.language(wishes)).await?;
    let status = match (accepted.repeat, accepted.held) {
        (true, _) => 200,
        (false, true) => 202,
        (false, false) => 201,
    };
    answer::json(status, &accepted.posted, audience, "no-store")
}
