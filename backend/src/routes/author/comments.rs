//! `POST /v1/comments`.

use postil_model::wire::PostComment;
use worker::Response;

use super::super::ask::Ask;
use super::super::caller::Caller;
use super::accept::accept;
use crate::answer;
use crate::problem::Result;

/// Answers it.
pub async fn post(ask: &Ask) -> Result<Response> {
    let mut caller = Caller::of(ask);
    let outcome = store(&mut caller).await;
    caller.answer(outcome)
}

async fn store(caller: &mut Caller<'_>) -> Result<Response> {
    let post: PostComment = caller.sent().await?;
    caller.speaks(post.thread.lang.as_ref());
    let site = &*caller.site(&post.site).await?;
    let language = site.language(&caller.wishes);
    let accepted = accept(caller.ask, site, &post, language, false).await?;
    let status = match (accepted.repeat, accepted.held) {
        (true, _) => 200,
        (false, true) => 202,
        (false, false) => 201,
    };
    answer::json(status, &accepted.posted, &caller.audience(), "no-store")
}
