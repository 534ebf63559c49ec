//! The ledger's object: the account has one, and it lends out the day's KV writes.

use worker::{DurableObject, Env, Request, Response, State, durable_object};

use super::sql::{Sql, text};
use crate::clock;
use crate::ledger::{Borrow, Ledger, Loan};
use crate::objects::row::columns;
use crate::problem::Result;
use postil_json as json;

const STEPS: &[&str] =
    &["CREATE TABLE ledger (one INTEGER PRIMARY KEY CHECK (one = 1), state TEXT NOT NULL)"];

/// The object `ledger`.
#[cfg_attr(feature = "threads", durable_object(alarm))]
pub struct LedgerObject {
    state: State,
}

#[cfg(feature = "threads")]
impl DurableObject for LedgerObject {
    fn new(state: State, _env: Env) -> Self {
        Self { state }
    }

    async fn fetch(&self, mut request: Request) -> worker::Result<Response> {
        let ask: Borrow = json::read(&request.text().await?)?;
        match self.lend(ask) {
            Ok(loan) => Response::ok(json::write(&loan)?),
            Err(problem) => Err(format!("{problem:?}").into()),
        }
    }

    /// It sets none.
    async fn alarm(&self) -> worker::Result<Response> {
        Response::empty()
    }
}

impl LedgerObject {
    fn lend(&self, ask: Borrow) -> Result<Loan> {
        columns! {
            struct Row {
                state: String,
            }
        }
        let sql = Sql::of(&self.state);
        sql.prepare(STEPS)?;
        let row: Option<Row> = sql.first("SELECT state FROM ledger", vec![])?;
        let mut ledger: Ledger = match row {
            Some(row) => json::read(&row.state)?,
            None => Ledger::default(),
        };
        let loan = ledger.lend(ask, clock::now());
        let state = json::write(&ledger)?;
        sql.run("INSERT INTO ledger (one, state) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET state = excluded.state", vec![text(state)])?;
        Ok(loan)
    }
}
