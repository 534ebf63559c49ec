//! A site's object: who may post on it, and what is known of all its threads.

mod feed;
mod judge;
mod mine;
mod news;
mod publish;
mod record;
mod schema;
mod staff;

use worker::{DurableObject, Env, Request, Response, State, durable_object};

use super::sql::Sql;
use super::{alarm, driver};
use crate::call::reply;
use crate::config;
use crate::message::{Feed, SiteLetter, ToSite};
use crate::problem::Result;
use record::Record;

/// The object of one site.
#[durable_object(alarm)]
pub struct SiteObject {
    state: State,
    env: Env,
}

impl DurableObject for SiteObject {
    fn new(state: State, env: Env) -> Self {
        Self { state, env }
    }

    async fn fetch(&self, mut request: Request) -> worker::Result<Response> {
        let SiteLetter { site, ask } = serde_json::from_str(&request.text().await?)?;
        match ask {
            ToSite::Judge(ask) => reply(
                self.prepared()
                    .and_then(|sql| judge::judge(&sql, config::site(&self.env, &site)?, &ask)),
            ),
            ToSite::Tell(whose, news) => {
                let heard = self
                    .prepared()
                    .and_then(|sql| news::hear(&sql, &whose, &news));
                reply(self.set_alarm().await.and(heard))
            }
            ToSite::Feed => reply(self.feed(&site)),
            ToSite::Where(ask) => reply(
                self.prepared()
                    .and_then(|sql| mine::places(&sql, &site, &ask)),
            ),
            ToSite::Staff { version, names } => reply(
                self.prepared()
                    .and_then(|sql| staff::hear(&sql, version, &names)),
            ),
        }
    }

    async fn alarm(&self) -> worker::Result<Response> {
        let outcome = driver::drive(self).await;
        alarm::after(&self.state, outcome, self.due()).await;
        Response::empty()
    }
}

impl SiteObject {
    fn env(&self) -> &Env {
        &self.env
    }

    fn sql(&self) -> Sql<'_> {
        Sql::of(&self.state)
    }

    fn prepared(&self) -> Result<Sql<'_>> {
        let sql = self.sql();
        sql.prepare(schema::STEPS)?;
        Ok(sql)
    }

    fn feed(&self, site: &str) -> Result<Feed> {
        let sql = self.sql();
        let site = config::site(&self.env, site)?;
        let record = if sql.is_there(schema::STEPS)? {
            Record::load(&sql)?
        } else {
            None
        };
        let entries = match record {
            Some(_) => feed::entries(&sql)?,
            None => Vec::new(),
        };
        Ok(Feed {
            atom: crate::feed::write(site, None, &entries),
            version: record.map_or(0, |record| record.version),
        })
    }

    fn due(&self) -> Result<Option<u64>> {
        driver::due(&self.prepared()?)
    }

    async fn set_alarm(&self) -> Result<()> {
        alarm::set(&self.state, self.due()?).await
    }
}
