//! A site's object: who may post on it, what is known of all its threads, and what its moderators
//! decide.

mod act;
mod author;
mod ban;
mod counts;
mod declare;
mod defence;
mod door;
mod entry;
mod export;
mod feed;
mod import;
mod judge;
mod learn;
mod log;
mod mine;
mod moderate;
mod news;
mod notify;
mod orders;
mod pin;
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
mod waiting;

use worker::{DurableObject, Env, Request, Response, State, durable_object};

use super::sql::Sql;
use super::{alarm, driver};
use crate::call::reply;
use crate::clock;
use crate::message::{Feed, Settings, SiteLetter, ToSite};
use crate::problem::{Problem, Refusal, Result};
use postil_json as json;
use record::Record;

/// The object of one site.
#[cfg_attr(feature = "sites", durable_object(alarm))]
pub struct SiteObject {
    state: State,
    env: Env,
    /// How many comments there were in each view.
    counted: counts::Last,
}

#[cfg(feature = "sites")]
impl DurableObject for SiteObject {
    fn new(state: State, env: Env) -> Self {
        Self {
            state,
            env,
            counted: counts::Last::default(),
        }
    }

    async fn fetch(&self, mut request: Request) -> worker::Result<Response> {
        let SiteLetter { site, ask } = json::read(&request.text().await?)?;
        match ask {
            ToSite::Judge(ask) => {
                let judged = self
                    .prepared()
                    .and_then(|sql| judge::judge(&sql, &declare::site(&sql)?, &ask));
                match ask.title {
                    // It may have confirmed what the thread is called, which is told at once.
                    Some(_) => reply(self.set_alarm().await.and(judged)),
                    // What is remembered of it is to be dropped again, whether or not a thread tells more.
                    None => {
                        alarm::mend(&self.state, self.due()).await;
                        reply(judged)
                    }
                }
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
            ToSite::QueueFeed { token, origin } => reply(self.queue_feed(&token, &origin)),
            ToSite::Moderate(ask) => self.moderate(&site, &ask).await,
        }
    }

    async fn alarm(&self) -> worker::Result<Response> {
        let swept = self
            .prepared()
            .and_then(|sql| sweep::run(&sql, clock::now()));
        let driven = driver::drive(self).await;
        let sent = self.send().await;
        let erased = self.erase().await;
        let moved = self.move_on().await;
        // Last, since a receiver may take its time.
        let told = self.tell_owner().await;
        let outcome = driven.and(sent).and(swept).and(erased).and(moved).and(told);
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

    /// Goes on with erasing what is to be erased.
    async fn erase(&self) -> Result<()> {
        let sql = self.prepared()?;
        match Record::load(&sql)? {
            Some(record) => author::go_on(&sql, &self.env, &record.id).await,
            None => Ok(()),
        }
    }

    /// Goes on with undoing imports, and has what was imported put.
    async fn move_on(&self) -> Result<()> {
        let sql = self.prepared()?;
        let Some(record) = Record::load(&sql)? else {
            return Ok(());
        };
        let undone = import::undo::go_on(&sql, &self.env, &record.id).await;
        let given = import::turn::give(&sql, &self.env, &record.id).await;
        undone.and(given)
    }

    /// Tells the owner of what waits.
    async fn tell_owner(&self) -> Result<()> {
        let sql = self.prepared()?;
        notify::message::gather(&sql, clock::now())?;
        notify::send::next(&sql, &self.env).await
    }

    /// The private feed of what waits. Asking makes no tables, whatever the id.
    fn queue_feed(&self, token: &str, origin: &str) -> Result<String> {
        let sql = self.sql();
        if !sql.is_there(schema::STEPS)? {
            return Err(Refusal::Site.into());
        }
        notify::feed::of(&sql, token, origin)
    }

    fn due(&self) -> Result<Option<u64>> {
        let sql = self.prepared()?;
        let all = [
            driver::due(&sql)?,
            orders::due(&sql)?,
            terms::due(&sql)?,
            author::due(&sql)?,
            sweep::due(&sql)?,
            notify::message::due(&sql)?,
            import::undo::due(&sql)?,
            import::turn::due(&sql)?,
        ];
        Ok(all.into_iter().flatten().min())
    }

    async fn set_alarm(&self) -> Result<()> {
        alarm::set(&self.state, self.due()?).await
    }
}
