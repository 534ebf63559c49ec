//! The document of a thread without JavaScript, as `GET` and `POST /v1/page` both answer with it.

use postil_model::site::Site;
use postil_model::thread_id::ThreadId;
use postil_widget::locale;
use worker::Response;

use super::ask::{Ask, whose};
use crate::address;
use crate::call;
use crate::document::{self, Document, Form};
use crate::html::Html;
use crate::message::{self, PageName, Shown, ToThread, Which, Whose};
use crate::problem::{Problem, Refusal, Result};

/// A thread that a document shows.
pub struct Plain<'a> {
    ask: &'a Ask,
    site: &'a Site,
    whose: Whose,
    title: String,
    language: &'a str,
}

/// What is to be shown of it.
pub struct Show {
    /// The page.
    pub page: PageName,
    /// A form within the row of the comment that it answers; the page is the one with that comment.
    pub open: Option<Form>,
    /// The form at the end.
    pub form: Form,
    /// What has just happened, in words.
    pub said: Option<&'static str>,
}

impl<'a> Plain<'a> {
    /// The document of a thread, in a language of the site that its reader would like.
    pub fn new(ask: &'a Ask, site: &'a Site, thread: &ThreadId) -> Self {
        Self {
            ask,
            site,
            whose: whose(site, thread),
            title: thread.readable(),
            language: site.language(&ask.wishes()),
        }
    }

    /// The language.
    pub fn language(&self) -> &'a str {
        self.language
    }

    /// The document's address.
    pub fn address(&self) -> String {
        let asked = self
            .ask
            .query
            .filled("lang")
            .map(|_| format!("&lang={}", self.language))
            .unwrap_or_default();
        address::of_document(self.site, &self.whose.thread) + &asked
    }

    /// Writes the document: a page of rows, in one of them perhaps an open reply, and a form.
    pub async fn answer(&self, mut status: u16, mut show: Show) -> Result<Response> {
        let shown = self.ask_object(&show).await?;
        if !shown.found {
            match show.open.take() {
                // Nothing stands any more where this form should; its text is not lost for that.
                Some(form) if !form.body.is_empty() => {
                    let gone = Problem::from(Refusal::Parent);
                    status = gone.status();
                    show.form = form.without_parent(gone.detail(self.language));
                }
                _ => show.said = show.said.or(Some(locale::text(self.language, "page.gone"))),
            }
        }
        self.write(status, Some(&shown), &show.form, show.said)
    }

    /// Writes a form alone, where the thread cannot be shown or must not be asked for: what was
    /// written is not lost for that.
    pub fn form_alone(&self, mut form: Form, problem: &Problem) -> Result<Response> {
        form.alert = Some(problem.detail(self.language).to_owned());
        let response = self.write(problem.status(), None, &form, None)?;
        if let Some(seconds) = problem.retry_after() {
            response
                .headers()
                .set("Retry-After", &seconds.to_string())?;
        }
        Ok(response)
    }

    async fn ask_object(&self, show: &Show) -> Result<Shown> {
        let address = self.address();
        let write = |form: &Form| form.write(self.language, &address).into_string();
        let plain = message::Plain {
            title: self.title.clone(),
            reply: format!("{address}&reply="),
            comment: format!("{address}&comment="),
            open: show
                .open
                .as_ref()
                .map(|form| (form.parent.clone(), write(form))),
        };
        let which = Which {
            page: show.page.clone(),
            language: self.language.to_owned(),
        };
        call::thread(&self.ask.env, &self.whose, ToThread::Plain(which, plain)).await
    }

    fn write(
        &self,
        status: u16,
        shown: Option<&Shown>,
        form: &Form,
        said: Option<&'static str>,
    ) -> Result<Response> {
        let address = self.address();
        let thread = &self.whose.thread;
        let title = shown.and_then(|shown| shown.title.as_deref());
        let is_closed = shown.is_some_and(|shown| shown.closed);
        // What was written is not lost for that.
        let form = match is_closed && form.body.is_empty() {
            true => Html::default(),
            false => form.write(self.language, &address),
        };
        document::thread(
            status,
            &Document {
                language: self.language,
                site: &self.site.title,
                title: title.unwrap_or(&self.title),
                page: address::of_page(self.site, thread).as_deref(),
                origin: self.ask.own_origin(),
                address: &address,
                list: &format!("/v1/page?site={}", self.whose.site),
                feed: &address::of_feed(self.site, Some(thread)),
                shown,
                said,
                form,
            },
        )
    }
}
