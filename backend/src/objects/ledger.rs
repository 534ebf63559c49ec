//! The ledger's object: the account has one, and it lends out the day's KV writes.

use postil_model::import::Cost;
use worker::{DurableObject, Env, Request, Response, State, durable_object};

use super::sql::{Sql, text};
use crate::ledger::{Ledger, ToLedger};
use crate::objects::row::columns;
use crate::problem::Result;
use crate::{clock, config};
use postil_json as json;

const STEPS: &[&str] =
    &["CREATE TABLE ledger (one INTEGER PRIMARY KEY CHECK (one = 1), state TEXT NOT NULL)"];

/// The object `ledger`.
#[cfg_attr(feature = "threads", durable_object(alarm))]
pub struct LedgerObject {
    state: State,
    env: Env,
}

#[cfg(feature = "threads")]
impl DurableObject for LedgerObject {
    fn new(state: State, env: Env) -> Self {
        Self { state, env }
    }

    async fn fetch(&self, mut request: Request) -> worker::Result<Response> {
        let ask: ToLedger = json::read(&request.text().await?)?;
        match self.answer(ask) {
            Ok(answer) => Response::ok(answer),
            Err(problem) => Err(format!("{problem:?}").into()),
        }
    }

    /// It sets none.
    async fn alarm(&self) -> worker::Result<Response> {
        Response::empty()
    }
}

impl LedgerObject {
    /// Answers as JSON.
    fn answer(&self, ask: ToLedger) -> Result<String> {
        columns! {
            struct Row {
                state: String,
            }
        }
        let sql = Sql::of(&self.state);
        sql.prepare(STEPS)?;
        let row: Option<Row> = sql.first("SELECT state FROM ledger", vec![])?;
        let before = row.map(|row| row.state);
        let mut ledger: Ledger = match &before {
            Some(state) => json::read(state)?,
            None => Ledger::default(),
        };
        let (plan, now) = (config::plan(&self.env), clock::now());
        let answer = match ask {
            ToLedger::Borrow(borrow) => json::write(&ledger.lend(borrow, plan, now))?,
            ToLedger::Charge(rows, requests, writes) => {
                let cost = Cost {
                    rows,
                    requests,
                    writes,
                };
                json::write(&ledger.charge(cost, plan, now))?
            }
            ToLedger::Left => json::write(&ledger.left(plan, now))?,
        };
        let state = json::write(&ledger)?;
        if before.as_deref() == Some(&state) {
            return Ok(answer);
        }
        sql.run("INSERT INTO ledger (one, state) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET state = excluded.state", vec![text(state)])?;
        Ok(answer)
    }
}
