//! `POST /v1/preview`: a text as it will look, by the very renderer that publishes.

use postil_model::wire::{Preview, Previewed};
use postil_model::{Body, markdown};
use worker::Response;

use super::super::ask::Ask;
use crate::answer::{self, Audience};
use crate::body;
use crate::config;
use crate::language;
use crate::limit::Limit;
use crate::problem::{Problem, Result};

/// Answers it.
pub async fn post(ask: &Ask) -> Result<Response> {
    let mut wishes = ask.wishes();
    let audience = own_page(ask);
    let outcome = preview(ask, &mut wishes, &audience).await;
    answer_with(outcome, &wishes, &audience)
}

async fn preview(ask: &Ask, wishes: &mut String, audience: &Audience) -> Result<Response> {
    let text = body::text(&ask.request, body::MOST).await?;
    let preview: Preview = serde_json::from_str(&text).map_err(|_| Problem::Json)?;
    if let Some(language) = &preview.lang {
        wishes.clone_from(language);
    }
    let site = config::site(&ask.env, &preview.site)?;
    if !ask.header("Origin").is_some_and(|origin| site.allows(&origin)) {
        return Err(Problem::Origin);
    }
    // It wakes no object, so it counts with the reads: who looks often shall still be able to post.
    ask.bound(Limit::Read, site).await?;
    let body = Body::try_from(preview.body)?;
    answer::json(200, &Previewed { html: markdown::render(body.as_str()) }, audience, "no-store")
}

/// Who may read the answer to a post: the origin it comes from, if it is one of any site here.
pub fn own_page(ask: &Ask) -> Audience {
    let known = |origin: &String| config::sites(&ask.env).is_ok_and(|sites| sites.iter().any(|site| site.allows(origin)));
    Audience::Origin(ask.header("Origin").filter(known))
}

/// The answer, or the problem in one of the wished languages.
pub fn answer_with(outcome: Result<Response>, wishes: &str, audience: &Audience) -> Result<Response> {
    outcome.or_else(|problem| answer::problem(&problem, language::spoken(wishes), audience))
}
