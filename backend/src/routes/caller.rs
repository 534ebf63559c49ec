//! Who sends something, and who may read the answer.

use std::rc::Rc;

use postil_model::site::Site;
use serde::de::DeserializeOwned;
use worker::Response;

use super::ask::Ask;
use crate::answer::{self, Audience};
use crate::problem::{Problem, Result};
use crate::{body, language};
use postil_json as json;

/// The page that a post comes from.
pub struct Caller<'a> {
    /// The request.
    pub ask: &'a Ask,
    /// The languages to word the answer in, best first.
    pub wishes: String,
    /// The page's origin.
    origin: Option<String>,
    /// The site that is asked for, once it is known.
    site: Option<Rc<Site>>,
}

impl<'a> Caller<'a> {
    /// The caller of a request.
    pub fn of(ask: &'a Ask) -> Self {
        Self {
            ask,
            wishes: ask.wishes(),
            origin: ask.header("Origin"),
            site: None,
        }
    }

    /// What the caller sent.
    pub async fn sent<T: DeserializeOwned>(&self) -> Result<T> {
        let text = body::text(&self.ask.request, body::MOST).await?;
        json::read(&text).map_err(|_| Problem::Json)
    }

    /// The caller says which language their page speaks.
    pub fn speaks(&mut self, language: Option<&String>) {
        if let Some(language) = language {
            self.wishes.clone_from(language);
        }
    }

    /// The site, if the caller's page is one of its own. That keeps other sites' browsers out, and
    /// is no proof of anything: a program can send any origin.
    pub async fn site(&mut self, id: &str) -> Result<Rc<Site>> {
        let site = self.ask.site_of(id).await?;
        self.site = Some(site.clone());
        match &self.origin {
            Some(origin) if site.allows(origin) => Ok(site),
            _ => Err(Problem::Origin),
        }
    }

    /// Who may read an answer: a page of the site. Before it is known which site is meant there is
    /// nothing in an answer but what is wrong with the request, which its sender may read.
    pub fn audience(&self) -> Audience {
        let allowed = |origin: &&String| match &self.site {
            Some(site) => site.allows(origin),
            None => *origin != "null",
        };
        Audience::Origin(self.origin.as_ref().filter(allowed).cloned())
    }

    /// The answer, or the problem in one of the caller's languages. Who is at the wrong site does
    /// not get to read it.
    pub fn answer(&self, outcome: Result<Response>) -> Result<Response> {
        outcome.or_else(|problem| {
            answer::problem(&problem, language::spoken(&self.wishes), &self.audience())
        })
    }
}
