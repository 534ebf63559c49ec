//! A thread's object: it orders what is written on the thread, keeps it, and publishes it.

mod best;
mod edit;
mod export;
mod feed;
mod import;
mod insert;
mod mine;
mod order;
mod outbox;
mod own;
mod publish;
mod read;
mod record;
mod remove;
mod schema;
mod terms;
mod title;
mod told;
mod undo;
mod vote;

use std::cell::Cell;
use std::rc::Rc;

use postil_model::site::Site;
use sha2::{Digest, Sha256};
use worker::{DurableObject, Env, Request, Response, State, durable_object};

use super::sql::Sql;
use super::{alarm, driver};
use crate::call::reply;
use crate::ledger::Loan;
use crate::message::{
    Data, Feed, Letter, PageName, Plain, Rendered, Shown, Terms, ToThread, Which, Whose,
};
use crate::problem::{Problem, Result};
use crate::{clock, settings};
use postil_json as json;
use read::Page;
use record::Record;
pub use record::{appearance, key};
pub use undo::AT_ONCE;

/// The object of one thread.
#[cfg_attr(feature = "threads", durable_object(alarm))]
pub struct ThreadObject {
    state: State,
    env: Env,
    /// Whether the tables are known to be there and up to date.
    there: Cell<bool>,
    /// Whether this instance has seen to its alarm.
    roused: Cell<bool>,
}

#[cfg(feature = "threads")]
impl DurableObject for ThreadObject {
    fn new(state: State, env: Env) -> Self {
        Self {
            state,
            env,
            there: Cell::new(false),
            roused: Cell::new(false),
        }
    }

    async fn fetch(&self, mut request: Request) -> worker::Result<Response> {
        let Letter { whose, ask } = json::read(&request.text().await?)?;
        let response = match ask {
            ToThread::Insert(insert) => {
                let stored = insert::insert(self, &whose, &insert).await;
                // No wait lies between the transaction and this: both are durable, or neither is.
                reply(self.set_alarm().await.and(stored))
            }
            ToThread::Source(claim) => reply(edit::source(self, &whose, &claim).await),
            ToThread::Edit(edit) => {
                let stored = edit::edit(self, &whose, &edit).await;
                reply(self.set_alarm().await.and(stored))
            }
            ToThread::Delete(claim) => {
                let deleted = remove::remove(self, &claim);
                reply(self.set_alarm().await.and(deleted))
            }
            ToThread::Vote(vote) => {
                let voted = vote::vote(self, &vote);
                reply(self.set_alarm().await.and(voted))
            }
            ToThread::Own(ask) => reply(mine::owned(self, &ask)),
            ToThread::Erase(key) => {
                let erased = mine::erase(self, &key);
                reply(self.set_alarm().await.and(erased))
            }
            ToThread::Page(which) => reply(self.render(&whose, &which).await),
            ToThread::Data(which) => reply(self.data(whose, &which)),
            ToThread::Plain(which, plain) => reply(self.render_plain(&whose, &which, &plain).await),
            ToThread::Feed => reply(self.feed(&whose).await),
            ToThread::Orders(orders) => {
                let done = order::carry_out(self, &orders);
                reply(self.set_alarm().await.and(done))
            }
            ToThread::Former(id) => reply(edit::former(self, &id)),
            ToThread::Terms(terms) => {
                let heard = terms::hear(self, &terms);
                reply(self.set_alarm().await.and(heard))
            }
            ToThread::Import(batch) => {
                let batch = json::read(&batch).map_err(|_| Problem::Json);
                let taken = batch.and_then(|batch| import::import(self, &whose, &batch));
                reply(self.set_alarm().await.and(taken))
            }
            ToThread::Undo(import) => {
                let undone = undo::undo(self, import);
                reply(self.set_alarm().await.and(undone))
            }
            ToThread::Turn(loan) => {
                let left = self.turn(loan);
                reply(self.set_alarm().await.and(left))
            }
            ToThread::Export => reply(export::export(self)),
            ToThread::Wake => {
                let version = self.version();
                reply(self.set_alarm().await.and(version))
            }
        };
        self.rouse().await;
        response
    }

    async fn alarm(&self) -> worker::Result<Response> {
        let forgotten = self.forget();
        let outcome = publish::run(self).await.and(forgotten);
        alarm::after(&self.state, outcome, self.due()).await;
        Response::empty()
    }
}

impl ThreadObject {
    fn env(&self) -> &Env {
        &self.env
    }

    fn sql(&self) -> Sql<'_> {
        Sql::of(&self.state)
    }

    /// Whether the thread was ever written; its tables are up to date then.
    fn is_there(&self, sql: &Sql<'_>) -> Result<bool> {
        if !self.there.get() {
            self.there.set(sql.is_there(schema::STEPS)?);
        }
        Ok(self.there.get())
    }

    /// Makes the tables.
    fn prepare(&self, sql: &Sql<'_>) -> Result<()> {
        if !self.there.get() {
            sql.prepare(schema::STEPS)?;
            self.there.set(true);
        }
        Ok(())
    }

    /// The thread's record, if it was ever written.
    fn record(&self, sql: &Sql<'_>) -> Result<Option<Record>> {
        if self.is_there(sql)? {
            Record::load(sql)
        } else {
            Ok(None)
        }
    }

    fn version(&self) -> Result<u64> {
        let record = self.record(&self.sql())?;
        Ok(record.map_or(0, |record| record.version))
    }

    fn page(&self, name: &PageName) -> Result<Page> {
        let sql = self.sql();
        match self.record(&sql)? {
            Some(record) => Page::named(&sql, &record, name),
            None => Page::of_nothing(name),
        }
    }

    /// What the site's object has told; nothing yet, or never.
    fn terms(&self) -> Result<Terms> {
        let sql = self.sql();
        if self.is_there(&sql)? {
            terms::of(&sql)
        } else {
            Ok(Terms::default())
        }
    }

    /// The site as this thread is to show it.
    async fn site(&self, whose: &Whose) -> Result<Rc<Site>> {
        settings::site_since(&self.env, &whose.site, self.terms()?.revision).await
    }

    fn data(&self, whose: Whose, which: &Which) -> Result<Data> {
        let page = self.page(&which.page)?;
        page.into_data(whose, self.terms()?.title)
    }

    async fn render(&self, whose: &Whose, which: &Which) -> Result<Rendered> {
        let site = &*self.site(whose).await?;
        let page = self.page(&which.page)?;
        Ok(page.render(site, whose, &which.language))
    }

    async fn render_plain(&self, whose: &Whose, which: &Which, plain: &Plain) -> Result<Shown> {
        let site = &*self.site(whose).await?;
        let (page, title) = (self.page(&which.page)?, self.terms()?.title);
        let plain = Plain {
            title: title.clone().unwrap_or_else(|| plain.title.clone()),
            ..plain.clone()
        };
        Ok(Shown {
            title,
            ..page.render_plain(site, whose, which, &plain)
        })
    }

    async fn feed(&self, whose: &Whose) -> Result<Feed> {
        let sql = self.sql();
        let record = self.record(&sql)?;
        let entries = match record {
            Some(_) => feed::entries(&sql)?,
            None => Vec::new(),
        };
        let terms = self.terms()?;
        let site = &*settings::site(&self.env, &whose.site, None).await?;
        Ok(Feed {
            atom: crate::feed::write(site, Some(&whose.thread), &entries),
            // Both only grow, so that another title is another version as well.
            version: record.map_or(0, |record| record.version) + terms.number,
        })
    }

    /// What was imported has its turn in KV: how many pages are left for another.
    fn turn(&self, loan: Loan) -> Result<usize> {
        let sql = self.sql();
        match self.is_there(&sql)? {
            true => driver::update(&sql, |publisher, now| publisher.turn(loan, now)),
            false => Ok(0),
        }
    }

    /// Drops what is kept for a while only.
    fn forget(&self) -> Result<()> {
        let sql = self.sql();
        if self.is_there(&sql)? {
            vote::forget(&sql)?;
            order::forget(&sql, clock::now())?;
        }
        Ok(())
    }

    /// When the object has something to do.
    fn due(&self) -> Result<Option<u64>> {
        let sql = self.sql();
        if !self.is_there(&sql)? {
            return Ok(None);
        }
        let all = [
            driver::due(&sql)?,
            outbox::due(&sql)?,
            vote::due(&sql)?,
            told::due(&sql)?,
            terms::due(&sql)?,
        ];
        Ok(all.into_iter().flatten().min())
    }

    async fn set_alarm(&self) -> Result<()> {
        self.roused.set(true);
        alarm::set(&self.state, self.due()?).await
    }

    /// An alarm can be lost with a crash; whatever wakes the object sets it again, once.
    async fn rouse(&self) {
        if !self.roused.get() {
            self.roused.set(true);
            alarm::mend(&self.state, self.due()).await;
        }
    }
}

/// The hash of a text, in hexadecimal.
fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
