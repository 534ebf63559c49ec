//! The document of a thread without JavaScript, as `GET` and `POST /v1/page` both answer with it.

use postil_model::site::Site;
use postil_model::thread_id::ThreadId;
use worker::Response;

use super::ask::{Ask, whose};
use crate::address;
use crate::call;
use crate::document::{self, Document, Form};
use crate::message::{self, PageName, Rendered, ToThread, Which, Whose};
use crate::problem::Result;

/// A thread that a document shows.
pub struct Plain<'a> {
    ask: &'a Ask,
    site: &'static Site,
    whose: Whose,
    title: String,
    language: &'static str,
}

impl<'a> Plain<'a> {
    /// The document of a thread, in a language of the site that its reader would like.
    pub fn new(ask: &'a Ask, site: &'static Site, thread: &ThreadId) -> Self {
        Self {
            ask,
            site,
            whose: whose(site, thread),
            title: thread.readable(),
            language: site.language(&ask.wishes()),
        }
    }

    /// The language.
    pub fn language(&self) -> &'static str {
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
    pub async fn answer(
        &self,
        status: u16,
        page: PageName,
        open: Option<Form>,
        form: Form,
        said: Option<&'static str>,
    ) -> Result<Response> {
        let address = self.address();
        let write = |form: &Form| form.write(self.language, &address);
        let plain = message::Plain {
            title: self.title.clone(),
            reply: format!("{address}&reply="),
            open: open.map(|form| (form.parent.clone(), write(&form).into_string())),
        };
        let which = Which {
            page,
            language: self.language.to_owned(),
        };
        let rows: Rendered =
            call::thread(&self.ask.env, &self.whose, ToThread::Plain(which, plain)).await?;
        let list = format!("/v1/page?site={}", self.whose.site);
        let page = address::of_page(self.site, &self.whose.thread);
        document::thread(
            status,
            &Document {
                language: self.language,
                site: &self.site.title,
                title: &self.title,
                page: page.as_deref(),
                address: &address,
                list: &list,
                rows: &rows,
                said,
                form: write(&form),
            },
        )
    }
}
