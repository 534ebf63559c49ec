//! The document of a thread without JavaScript, as `GET` and `POST /v1/page` both answer with it.

use postil_model::site::Site;
use postil_model::thread_id::ThreadId;
use worker::Response;

use super::ask::{Ask, whose};
use crate::call;
use crate::document::{self, Document, Form};
use crate::message::{self, PageName, Rendered, ToThread, Which, Whose};
use crate::problem::Result;
use crate::query::encode;

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
        format!(
            "/v1/page?site={}&id={}{asked}",
            self.whose.site,
            encode(&self.whose.thread)
        )
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
        let page = self.page();
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

    /// The address of the blog's page: known where the thread's id is a path, or a host and a path.
    fn page(&self) -> Option<String> {
        page_address(
            self.site.origins.iter().map(|origin| origin.as_str()),
            &self.whose.thread,
        )
    }
}

fn page_address<'a>(mut origins: impl Iterator<Item = &'a str>, thread: &str) -> Option<String> {
    let Some(named) = thread.strip_prefix("//") else {
        let path = thread.strip_prefix('/')?;
        return origins.next().map(|origin| format!("{origin}/{path}"));
    };
    let (host, path) = named.split_once('/')?;
    let of_host = |origin: &&str| origin.split_once("://").is_some_and(|(_, one)| one == host);
    origins
        .find(of_host)
        .map(|origin| format!("{origin}/{path}"))
}

#[cfg(test)]
mod tests {
    use super::page_address;

    #[test]
    fn leads_back_only_to_the_sites_own_origins() {
        let origins = ["https://a.example", "http://b.example:8080"];
        for (thread, expected) in [
            ("/2026/x/?p=1", Some("https://a.example/2026/x/?p=1")),
            ("//b.example:8080/x/", Some("http://b.example:8080/x/")),
            ("//b.example/x/", None),
            ("b.example:8080/x/", None),
            ("my own words", None),
            ("javascript:alert(1)//x", None),
        ] {
            assert_eq!(
                page_address(origins.into_iter(), thread).as_deref(),
                expected,
                "{thread}"
            );
        }
    }
}
