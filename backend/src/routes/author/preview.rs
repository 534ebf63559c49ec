//! `POST /v1/preview`: a text as it will look, by the very renderer that publishes.

use postil_model::wire::{Preview, Previewed};
use postil_model::{Body, markdown};
use worker::Response;

use super::super::ask::Ask;
use super::super::caller::Caller;
use crate::answer;
use crate::limit::Limit;
use crate::problem::Result;

/// Answers it.
pub async fn post(ask: &Ask) -> Result<Response> {
    let mut caller = Caller::of(ask);
    let outcome = preview(&mut caller).await;
    caller.answer(outcome)
}

async fn preview(caller: &mut Caller<'_>) -> Result<Response> {
    let preview: Preview = caller.sent().await?;
    caller.speaks(preview.lang.as_ref());
    let site = &*caller.site(&preview.site).await?;
    // It wakes no object, so it counts with the reads: who looks often shall still be able to post.
    caller.ask.bound(Limit::Read, site).await?;
    let body = Body::try_from(preview.body)?;
    answer::json(
        200,
        &Previewed {
            html: markdown::render(body.as_str()),
        },
        &caller.audience(),
        "no-store",
    )
}
