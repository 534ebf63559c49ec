//! `POST /v1/page`: a comment from a form without JavaScript.

use postil_model::site::Site;
use postil_model::wire::{PostAuthor, PostComment, ThreadAddress};
use postil_model::{Body, CommentId, markdown};
use worker::Response;

use super::super::ask::Ask;
use super::super::plain::{Plain, Show};
use super::accept::accept;
use crate::body;
use crate::document::{self, Form};
use crate::limit::Limit;
use crate::message::PageName;
use crate::problem::{Problem, Result};
use crate::query::Query;

/// Answers it. The form is one of our own documents: no other origin may send it.
pub async fn post(ask: &Ask) -> Result<Response> {
    // First of all: a body that nobody reads ends the connection.
    let sent = body::text(&ask.request, body::MOST_FORM).await?;
    let site = &*ask.site().await?;
    if ask.header("Origin").as_deref() != Some(ask.own_origin()) {
        return Err(Problem::Origin);
    }
    let fields = Query::parse(&sent);
    let form = Form::sent(&fields)?;
    let thread = ask.thread(site)?;
    let plain = Plain::new(ask, site, &thread);
    if fields.get("do") == Some("preview") {
        return match ask.bound(Limit::Read, site).await {
            Ok(()) => previewed(&plain, form).await,
            Err(problem) => refused(&plain, form, &problem).await,
        };
    }
    let post = comment(site, thread.as_str(), &form);
    match accept(ask, site, &post, plain.language(), true).await {
        Ok(accepted) => {
            let (id, said) = (
                accepted.posted.comment.id,
                if accepted.held { "held" } else { "posted" },
            );
            document::see_other(&format!(
                "{}&comment={id}&said={said}#c-{id}",
                plain.address()
            ))
        }
        Err(problem) => refused(&plain, form, &problem).await,
    }
}

fn comment(site: &Site, thread: &str, form: &Form) -> PostComment {
    PostComment {
        site: site.id.as_str().to_owned(),
        thread: ThreadAddress {
            id: Some(thread.to_owned()),
            ..ThreadAddress::default()
        },
        id: form.comment.clone(),
        parent: Some(form.parent.clone()).filter(|parent| !parent.is_empty()),
        author: PostAuthor {
            name: form.name.clone(),
            url: None,
        },
        body: form.body.clone(),
        key: form.key.clone(),
        trap: Some(form.trap.clone()),
        took: None,
        work: None,
    }
}

async fn previewed(plain: &Plain<'_>, form: Form) -> Result<Response> {
    match Body::try_from(form.body.as_str()) {
        Ok(body) => {
            let preview = Some(markdown::render(body.as_str()));
            again(plain, 200, Form { preview, ..form }).await
        }
        Err(error) => refused(plain, form, &error.into()).await,
    }
}

/// The document again, with the form as it was sent and what is wrong with it.
async fn refused(plain: &Plain<'_>, mut form: Form, problem: &Problem) -> Result<Response> {
    form.alert = Some(problem.detail(plain.language()).to_owned());
    match problem.code() {
        // Who is too fast wakes no object; and one that does not answer would not do so now.
        "too_fast" | "unavailable" => return plain.form_alone(form, problem),
        // There is no row any more that this form could stand in.
        "parent" | "parent_invalid" => form.parent.clear(),
        // Under this id it could never be posted, however often it is tried.
        "conflict" | "deleted" | "id_invalid" | "key_invalid" => form = form.anew()?,
        _ => {}
    }
    again(plain, problem.status(), form).await
}

async fn again(plain: &Plain<'_>, status: u16, form: Form) -> Result<Response> {
    let show = match CommentId::try_from(form.parent.as_str()) {
        Ok(parent) => Show {
            page: PageName::With(parent.to_string()),
            open: Some(form.clone()),
            form: Form::blank("")?,
            said: None,
        },
        Err(_) => Show {
            page: PageName::Last,
            open: None,
            form: form.clone(),
            said: None,
        },
    };
    match plain.answer(status, show).await {
        Err(problem) => plain.form_alone(form, &problem),
        answer => answer,
    }
}
