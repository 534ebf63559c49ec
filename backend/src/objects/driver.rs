//! Doing what a publisher says: it decides, and here is the KV and the ledger it decides about.
//!
//! Other calls of the object run while this waits. So the publisher is loaded before each step and
//! stored after it, and no copy of it is held over a wait.

use wasm_bindgen::JsValue;
use worker::{Env, console_error};

use super::sql::{Sql, text};
use crate::kv::{Kv, Put};
use crate::ledger::{Borrow, Loan, ToLedger};
use crate::objects::row::columns;
use crate::problem::{Problem, Result};
use crate::publisher::{Publisher, PutError, Step};
use crate::{call, clock};
use postil_json as json;

/// More steps than one alarm ever needs: should they not end, the next alarm goes on.
const MOST_STEPS: usize = 100;
/// When to ask again for a loan, if the ledger did not answer.
const LEDGER_SILENT: u64 = 30_000;

/// A value as it is to be put.
#[derive(Default)]
pub struct Value {
    /// The value.
    pub text: String,
    /// The version it shows.
    pub version: u64,
    /// How many comments a reader can see.
    pub count: u32,
    /// The markup it was rendered with, if it is HTML.
    pub markup: &'static str,
    /// How many pages the thread has, if it is a page of one.
    pub pages: u32,
}

/// An object that publishes: it can make the value of each of its keys.
pub trait Publishes {
    /// The bindings.
    fn env(&self) -> &Env;
    /// The store.
    fn sql(&self) -> Sql<'_>;
    /// The present value of a key; none if there is no such key any more.
    fn value(&self, key: &str) -> Result<Option<Value>>;
}

/// Does all that can be done now.
pub async fn drive(object: &impl Publishes) -> Result<()> {
    for _ in 0..MOST_STEPS {
        match update(&object.sql(), |publisher, now| publisher.next(now))? {
            Step::Sleep { .. } | Step::Idle => return Ok(()),
            Step::Borrow(ask) => borrow(object, ask).await?,
            Step::Put {
                key, live_until, ..
            } => put(object, &key, live_until).await?,
            Step::ReadBack { key } => read_back(object, &key).await?,
        }
    }
    Ok(())
}

/// When there is something to do again. Asking changes nothing.
pub fn due(sql: &Sql<'_>) -> Result<Option<u64>> {
    let now = clock::now();
    Ok(match load(sql)?.next(now) {
        Step::Idle => None,
        Step::Sleep { until } => Some(until),
        _ => Some(now),
    })
}

/// Changes the stored publisher. Asking it without effect writes nothing.
pub fn update<T>(sql: &Sql<'_>, change: impl FnOnce(&mut Publisher, u64) -> T) -> Result<T> {
    let (mut change, mut outcome) = (Some(change), None);
    updated(sql, &mut |publisher, now| {
        outcome = change.take().map(|change| change(publisher, now));
    })?;
    outcome.ok_or(Problem::Internal)
}

fn updated(sql: &Sql<'_>, change: &mut dyn FnMut(&mut Publisher, u64)) -> Result<()> {
    let before = stored(sql)?;
    let mut publisher = parse(before.as_deref())?;
    change(&mut publisher, clock::now());
    let after = json::write(&publisher)?;
    if before.as_deref() != Some(&after) {
        sql.run(
            "INSERT INTO publisher (one, state) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET state = excluded.state",
            vec![text(after)],
        )?;
    }
    Ok(())
}

/// The stored publisher.
pub fn load(sql: &Sql<'_>) -> Result<Publisher> {
    parse(stored(sql)?.as_deref())
}

fn stored(sql: &Sql<'_>) -> Result<Option<String>> {
    columns! {
        struct Row {
            state: String,
        }
    }
    Ok(sql
        .first::<Row>("SELECT state FROM publisher", vec![])?
        .map(|row| row.state))
}

fn parse(state: Option<&str>) -> Result<Publisher> {
    Ok(state.map(json::read).transpose()?.unwrap_or_default())
}

async fn borrow(object: &impl Publishes, ask: Borrow) -> Result<()> {
    let loan: Result<Loan> = call::ledger(object.env(), &ToLedger::Borrow(ask)).await;
    update(&object.sql(), |publisher, now| {
        let loan = loan.unwrap_or_else(|_| Loan {
            granted: 0,
            retry_at: Some(now + LEDGER_SILENT),
            ..Loan::default()
        });
        publisher.lent(loan, now);
    })
}

async fn put(object: &impl Publishes, key: &str, live_until: Option<u64>) -> Result<()> {
    let Some(value) = object.value(key)? else {
        // Pages are never taken away: a key without a value is a mistake, and shows as a failure.
        console_error!("there is nothing to put under {key}");
        return update(&object.sql(), |publisher, now| {
            publisher.put_done(key, 0, Err(PutError::Failed), now);
        });
    };
    let beside = Put {
        version: value.version,
        count: value.count,
        markup: value.markup,
        pages: value.pages,
        live_until,
    };
    let outcome = match Kv::of(object.env()) {
        Ok(kv) => kv.put(key, &value.text, &beside).await,
        Err(_) => Err(JsValue::UNDEFINED),
    };
    let outcome = outcome.map_err(|error| put_error(&error));
    update(&object.sql(), |publisher, now| {
        publisher.put_done(key, value.version, outcome, now)
    })
}

/// What the platform threw. Its text names the HTTP status of its own store.
fn put_error(error: &JsValue) -> PutError {
    console_error!("KV put: {error:?}");
    let too_many = format!("{error:?}").contains("429");
    if too_many {
        PutError::TooFast
    } else {
        PutError::Failed
    }
}

async fn read_back(object: &impl Publishes, key: &str) -> Result<()> {
    let Ok(kv) = Kv::of(object.env()) else {
        return Ok(());
    };
    // A read that fails says nothing about what is held: the publisher puts once more then.
    let held = kv.page(key).await.ok().flatten().map(|page| {
        let version = page.copy.version;
        page.discard();
        version
    });
    update(&object.sql(), |publisher, now| {
        publisher.read_back(key, held, now)
    })
}
