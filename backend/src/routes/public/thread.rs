//! `GET /v1/thread`: a published page. Nearly always KV's copy, streamed as it is.

use std::cell::OnceCell;

use postil_model::site::Site;
use postil_widget::ssr::{self, MARKUP};
use worker::{Headers, Response, ResponseBody};

use super::super::ask::{Ask, whose};
use super::which;
use crate::answer::{self, Audience, READABLE};
use crate::kv::{self, Kv};
use crate::limit::Limit;
use crate::message::{PageName, Rendered, ToThread, Which, Whose};
use crate::objects::thread::key;
use crate::problem::{Problem, Result};
use crate::settings;
use crate::source::{Asked, Source, open_page, source};
use crate::{call, clock, edge, etag};

/// What is asked for, once it is found to make sense.
struct Wanted<'a> {
    ask: &'a Ask,
    site: &'a Site,
    whose: Whose,
    page: PageName,
    language: &'a str,
}

/// Answers it.
pub async fn get(ask: &Ask) -> Result<Response> {
    let site = &*ask.site().await?;
    let thread = ask.thread(site)?;
    let page = which::page_name(&ask.query)?;
    let language = site.language(ask.query.get("lang").unwrap_or_default());
    Wanted {
        ask,
        site,
        whose: whose(site, &thread),
        page,
        language,
    }
    .answer()
    .await
}

impl Wanted<'_> {
    async fn answer(&self) -> Result<Response> {
        let kv = Kv::of(&self.ask.env)?;
        let number = match self.page {
            PageName::Number(page) => page,
            // Page 0 tells how many pages there are.
            PageName::Last | PageName::Best => 0,
            // Only the object knows the page. Who names a comment has it from a thread that is there.
            PageName::With(_) => return self.ask_object().await,
        };
        // If KV does not answer: the object has everything, and the edge shields it.
        let Ok(found) = self.copy(&kv, number).await else {
            return self.ask_object().await;
        };
        match (&self.page, found) {
            (PageName::Last | PageName::Best, Some(first)) => self.follow(&kv, first).await,
            (_, found) => self.choose(&kv, found).await,
        }
    }

    /// Goes on from page 0 to the page that is meant.
    async fn follow(&self, kv: &Kv, first: kv::Page) -> Result<Response> {
        let open = open_page(&self.asked(), &first.copy, clock::now());
        if open == Some(0) {
            return self.choose(kv, Some(first)).await;
        }
        first.discard();
        if let (PageName::Last, Some(open)) = (&self.page, open)
            && let Ok(Some(copy)) = self.copy(kv, open).await
        {
            return self.choose(kv, Some(copy)).await;
        }
        self.ask_object().await
    }

    async fn choose(&self, kv: &Kv, found: Option<kv::Page>) -> Result<Response> {
        let copy = found.as_ref().map(|page| &page.copy);
        let source = source(&self.asked(), copy, clock::now(), MARKUP);
        match (source, found) {
            (Source::Copy, Some(copy)) => self.give_copy(copy),
            (Source::Object, Some(copy)) => self.ask_object_or(copy).await,
            (Source::Object, None) => self.ask_object().await,
            (Source::Settings | Source::Copy, _) => self.ask_settings(kv).await,
        }
    }

    fn asked(&self) -> Asked<'_> {
        Asked {
            min_version: self.ask.min_version(),
            markup: self.ask.query.get("markup"),
            own_language: self.language == self.site.language(""),
        }
    }

    async fn copy(&self, kv: &Kv, page: u32) -> Result<Option<kv::Page>> {
        kv.page(&key(&self.whose.site, &self.whose.hash, page))
            .await
    }

    fn give_copy(&self, page: kv::Page) -> Result<Response> {
        let language = self.site.language("");
        let headers = self.headers(page.copy.version, &page.copy.markup, language)?;
        if self.has(&headers)? {
            page.discard();
            return Ok(answer::answer(304, headers, ResponseBody::Empty));
        }
        Ok(answer::answer(
            200,
            headers,
            ResponseBody::Stream(page.body),
        ))
    }

    /// An older copy is better than nothing, should the object not answer.
    async fn ask_object_or(&self, copy: kv::Page) -> Result<Response> {
        match self.ask_object().await {
            Err(Problem::Unavailable) => self.give_copy(copy),
            outcome => {
                copy.discard();
                outcome
            }
        }
    }

    async fn ask_object(&self) -> Result<Response> {
        self.ask.bound(Limit::Read, self.site).await?;
        let parts = [
            "thread",
            &self.whose.site,
            &self.whose.hash,
            &which::written(&self.page),
            self.language,
            MARKUP,
        ];
        let kept = edge::Key::new(self.ask.own_origin(), &parts);
        if let Some(response) = kept.get(self.ask.min_version()).await {
            return self.unless_unchanged(response);
        }
        let which = Which {
            page: self.page.clone(),
            language: self.language.to_owned(),
        };
        let page: Rendered =
            call::thread(&self.ask.env, &self.whose, ToThread::Page(which)).await?;
        let headers = self.headers(page.version, MARKUP, self.language)?;
        let mut response = answer::answer(200, headers, ResponseBody::Body(page.html.into_bytes()));
        kept.put(&self.ask.context, &mut response)?;
        self.unless_unchanged(response)
    }

    /// KV has no such page. Either there is no thread, or it was not published yet, or its pages
    /// are cut in another way than the reader thinks.
    async fn ask_settings(&self, kv: &Kv) -> Result<Response> {
        if let PageName::Number(1..) = self.page
            && let Some(first) = self.copy(kv, 0).await?
        {
            first.discard();
            return self.ask_object().await;
        }
        if settings::published(kv, &self.whose.site).await?.waiting {
            return self.ask_object().await;
        }
        match self.page {
            PageName::Number(1..) => Err(Problem::UnknownPage),
            _ => self.empty(),
        }
    }

    /// A thread that nobody has written in: no object is asked, and nothing is stored.
    fn empty(&self) -> Result<Response> {
        let html = ssr::render_page(ssr::PageView {
            site: &self.whose.site,
            thread: &self.whose.thread,
            lang: self.language,
            version: 0,
            count: 0,
            page: Some(0),
            pages: 1,
            edit_hours: self.site.edit_hours,
            votes: self.site.votes,
            theme: &self.site.theme.declarations(),
            closed: false,
            pinned: None,
            mentions: Vec::new(),
            rows: Vec::new(),
        });
        let headers = self.headers(0, MARKUP, self.language)?;
        self.unless_unchanged(answer::answer(
            200,
            headers,
            ResponseBody::Body(html.into_bytes()),
        ))
    }

    fn headers(&self, version: u64, markup: &str, language: &str) -> Result<Headers> {
        let headers = alike()?;
        headers.set(
            "ETag",
            &etag::tag(version, markup, language, &which::written(&self.page)),
        )?;
        headers.set("Postil-Version", &version.to_string())?;
        headers.set("Postil-Markup", markup)?;
        Ok(headers)
    }

    /// Whether the reader has this already.
    fn has(&self, headers: &Headers) -> Result<bool> {
        let Some(wanted) = self.ask.header("If-None-Match") else {
            return Ok(false);
        };
        Ok(headers
            .get("ETag")?
            .is_some_and(|tag| etag::matches(&wanted, &tag)))
    }

    fn unless_unchanged(&self, response: Response) -> Result<Response> {
        if !self.has(response.headers())? {
            return Ok(response);
        }
        let headers = response.headers().clone();
        Ok(answer::answer(304, headers, ResponseBody::Empty))
    }
}

/// The headers that are the same on every page: written once, and copied by the platform.
fn alike() -> Result<Headers> {
    thread_local! {
        static ALIKE: OnceCell<Headers> = const { OnceCell::new() };
    }
    ALIKE.with(|alike| {
        if let Some(headers) = alike.get() {
            return Ok(headers.clone());
        }
        let headers = Headers::new();
        headers.set("Content-Type", "text/plain; charset=utf-8")?;
        headers.set("Cache-Control", READABLE)?;
        Audience::Everybody.mark(&headers)?;
        Ok(alike.get_or_init(|| headers).clone())
    })
}
