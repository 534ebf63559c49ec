//! A site's object: who may post on it, what is known of all its threads, and what its moderators
//! decide.

mod act;
mod ban;
mod counts;
mod declare;
mod defence;
mod door;
mod entry;
mod feed;
mod judge;
mod learn;
mod log;
mod mine;
mod moderate;
mod news;
mod orders;
mod publish;
mod queue;
mod record;
mod report;
mod rule;
mod schema;
mod staff;
mod stamp;
mod sweep;
mod terms;
mod title;

use worker::{DurableObject, Env, Request, Response, State, durable_object};

use super::sql::Sql;
use super::{alarm, driver};
use crate::call::reply;
use crate::clock;
use crate::message::{Feed, Settings, SiteLetter, ToSite};
use crate::problem::{Problem, Result};
use record::Record;

/// The object of one site.
#[durable_object(alarm)]
pub struct SiteObject {
    state: State,
    env: Env,
    /// How many comments there were in each view.
    counted: counts::Last,
}

impl DurableObject for SiteObject {
    fn new(state: State, env: Env) -> Self {
        Self {
            state,
            env,
            counted: counts::Last::default(),
        }
    }

    async fn fetch(&self, mut request: Request) -> worker::Result<Response> {
        let SiteLetter { site, ask } = serde_json::from_str(&request.text().await?)?;
        match ask {
            ToSite::Judge(ask) => {
                let judged = self
                    .prepared()
                    .and_then(|sql| judge::judge(&sql, &declare::site(&sql)?, &ask));
                // It may have confirmed what the thread is called.
                let alarm = match ask.title {
                    Some(_) => self.set_alarm().await,
                    None => Ok(()),
                };
                reply(alarm.and(judged))
            }
            ToSite::Tell(whose, news) => {
                let heard = self
                    .prepared()
                    .and_then(|sql| news::hear(&sql, &whose, &news));
                reply(self.set_alarm().await.and(heard))
            }
            ToSite::Report(whose, ask) => {
                let heard = self
                    .prepared()
                    .and_then(|sql| report::hear(&sql, &declare::site(&sql)?, &whose, &ask));
                reply(self.set_alarm().await.and(heard))
            }
            ToSite::Feed => reply(self.feed()),
            ToSite::Where(ask) => reply(
                self.prepared()
                    .and_then(|sql| mine::places(&sql, &site, &ask)),
            ),
            ToSite::Settings => reply(self.settings()),
            ToSite::Titles(threads) => reply(self.titles(&threads)),
            ToSite::Staff { version, names } => reply(
                self.prepared()
                    .and_then(|sql| staff::hear(&sql, version, &names)),
            ),
            ToSite::Moderate(actor, ask) => self.moderate(&site, &actor, ask).await,
        }
    }

    async fn alarm(&self) -> worker::Result<Response> {
        let swept = self
            .prepared()
            .and_then(|sql| sweep::run(&sql, clock::now()));
        let driven = driver::drive(self).await;
        let sent = self.send().await;
        alarm::after(&self.state, driven.and(sent).and(swept), self.due()).await;
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

    /// What is declared. Asking makes no tables, whatever the id.
    fn settings(&self) -> Result<Settings> {
        let sql = self.sql();
        if sql.is_there(schema::STEPS)? {
            declare::public(&sql)
        } else {
            Ok(Settings::default())
        }
    }

    /// What threads are called. Asking makes no tables.
    fn titles(&self, threads: &[String]) -> Result<Vec<(String, String)>> {
        let sql = self.sql();
        match sql.is_there(schema::STEPS)? {
            true => title::of(&sql, threads),
            false => Ok(Vec::new()),
        }
    }

    fn feed(&self) -> Result<Feed> {
        let sql = self.sql();
        if !sql.is_there(schema::STEPS)? {
            return Err(Problem::UnknownSite);
        }
        let site = declare::site(&sql)?;
        let record = Record::load(&sql)?;
        Ok(Feed {
            atom: crate::feed::write(&site, None, &feed::entries(&sql)?),
            version: record.map_or(0, |record| record.version),
        })
    }

    /// Sends threads what they are to be told.
    async fn send(&self) -> Result<()> {
        let sql = self.prepared()?;
        match Record::load(&sql)? {
            Some(record) => {
                let ordered = orders::send(&sql, &self.env, &record.id).await;
                let told = terms::send(&sql, &self.env, &record.id).await;
                ordered.and(told)
            }
            None => Ok(()),
        }
    }

    fn due(&self) -> Result<Option<u64>> {
        let sql = self.prepared()?;
        let all = [
            driver::due(&sql)?,
            orders::due(&sql)?,
            terms::due(&sql)?,
            sweep::due(&sql)?,
        ];
        Ok(all.into_iter().flatten().min())
    }

    async fn set_alarm(&self) -> Result<()> {
        alarm::set(&self.state, self.due()?).await
    }
}
