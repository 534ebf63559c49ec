//! Who sends something, and who may read the answer.

use postil_model::site::Site;
use serde::de::DeserializeOwned;
use worker::Response;

use super::super::ask::Ask;
use crate::answer::{self, Audience};
use crate::problem::{Problem, Result};
use crate::{body, config, language};

/// The page that a post comes from.
pub struct Caller<'a> {
    /// The request.
    pub ask: &'a Ask,
    /// The languages to word the answer in, best first.
    pub wishes: String,
    /// The page's origin, if it is one of any site here.
    origin: Option<String>,
}

impl<'a> Caller<'a> {
    /// The caller of a request.
    pub fn of(ask: &'a Ask) -> Self {
        let known = |origin: &String| {
            config::sites(&ask.env).is_ok_and(|sites| sites.iter().any(|site| site.allows(origin)))
        };
        Self {
            ask,
            wishes: ask.wishes(),
            origin: ask.header("Origin").filter(known),
        }
    }

    /// What the caller sent.
    pub async fn sent<T: DeserializeOwned>(&self) -> Result<T> {
        let text = body::text(&self.ask.request, body::MOST).await?;
        serde_json::from_str(&text).map_err(|_| Problem::Json)
    }

    /// The caller says which language their page speaks.
    pub fn speaks(&mut self, language: Option<&String>) {
        if let Some(language) = language {
            self.wishes.clone_from(language);
        }
    }

    /// The site, if the caller's page is one of its own. That keeps other sites' browsers out, and
    /// is no proof of anything: a program can send any origin.
    pub fn site(&self, id: &str) -> Result<&'static Site> {
        let site = config::site(&self.ask.env, id)?;
        let own = self
            .origin
            .as_deref()
            .is_some_and(|origin| site.allows(origin));
        if own { Ok(site) } else { Err(Problem::Origin) }
    }

    /// Who may read an answer.
    pub fn audience(&self) -> Audience {
        Audience::Origin(self.origin.clone())
    }

    /// The answer, or the problem in one of the caller's languages. Who is at the wrong site does
    /// not get to read it.
    pub fn answer(&self, outcome: Result<Response>) -> Result<Response> {
        outcome.or_else(|problem| {
            let audience = match problem {
                Problem::Origin => Audience::Origin(None),
                _ => self.audience(),
            };
            answer::problem(&problem, language::spoken(&self.wishes), &audience)
        })
    }
}
