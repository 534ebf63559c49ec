//! The SQLite store of an object: statements, the transaction, and the schema's number.

use serde::de::DeserializeOwned;
use serde_json::Value;
use wasm_bindgen::prelude::*;
use worker::{SqlStorage, SqlStorageValue, State};

use crate::json;
use crate::problem::{Problem, Result};

#[wasm_bindgen]
extern "C" {
    type SyncStorage;
    #[wasm_bindgen(method, catch, js_name = transactionSync)]
    fn transaction_sync(
        this: &SyncStorage,
        work: &mut dyn FnMut() -> std::result::Result<JsValue, JsValue>,
    ) -> std::result::Result<JsValue, JsValue>;
}

/// The store of one object.
pub struct Sql<'a> {
    state: &'a State,
    storage: SqlStorage,
}

impl<'a> Sql<'a> {
    /// The store of an object.
    pub fn of(state: &'a State) -> Self {
        Self {
            state,
            storage: state.storage().sql(),
        }
    }

    /// Runs a statement.
    pub fn run(&self, statement: &str, values: Vec<SqlStorageValue>) -> Result<()> {
        self.storage.exec(statement, values)?;
        Ok(())
    }

    /// All rows of a question.
    pub fn all<T: DeserializeOwned>(
        &self,
        question: &str,
        values: Vec<SqlStorageValue>,
    ) -> Result<Vec<T>> {
        let rows: Vec<Value> = self.storage.exec(question, values)?.to_array()?;
        let read = |row| Ok(json::of(row)?);
        rows.into_iter().map(read).collect()
    }

    /// The first row of a question.
    pub fn first<T: DeserializeOwned>(
        &self,
        question: &str,
        values: Vec<SqlStorageValue>,
    ) -> Result<Option<T>> {
        Ok(self.all(question, values)?.into_iter().next())
    }

    /// The column `number` of all rows of a question.
    pub fn numbers(&self, question: &str, values: Vec<SqlStorageValue>) -> Result<Vec<u64>> {
        #[derive(serde::Deserialize)]
        struct Row {
            number: u64,
        }
        let rows: Vec<Row> = self.all(question, values)?;
        Ok(rows.into_iter().map(|row| row.number).collect())
    }

    /// Runs statements as one transaction: all of them stand, or none does.
    pub fn transaction<T>(&self, work: impl FnOnce() -> Result<T>) -> Result<T> {
        let mut work = Some(work);
        let mut outcome = None;
        let storage = self.state.storage();
        let thrown = storage
            .as_raw()
            .unchecked_ref::<SyncStorage>()
            .transaction_sync(&mut || {
                let result = work.take().map(|work| work());
                let failed = !matches!(result, Some(Ok(_)));
                outcome = result;
                // The platform rolls back what throws.
                if failed {
                    Err(JsValue::from_str("rolled back"))
                } else {
                    Ok(JsValue::UNDEFINED)
                }
            });
        match (outcome, thrown) {
            (Some(Err(problem)), _) => Err(problem),
            (Some(Ok(value)), Ok(_)) => Ok(value),
            (_, Err(error)) => Err(Problem::platform(error)),
            (None, Ok(_)) => Err(Problem::Internal),
        }
    }

    /// Whether anything was ever written here; brings an older store up to date.
    ///
    /// A read calls this: it must not create a table in an object that was never written.
    pub fn is_there(&self, steps: &[&str]) -> Result<bool> {
        match self.schema()? {
            None => Ok(false),
            Some(number) => self.migrate(number, steps).map(|()| true),
        }
    }

    /// Makes the tables, or brings them up to date: before the first write.
    pub fn prepare(&self, steps: &[&str]) -> Result<()> {
        let number = self.schema()?.unwrap_or(0);
        self.migrate(number, steps)
    }

    /// The schema's number: how many steps led to it. None in a store without tables.
    fn schema(&self) -> Result<Option<usize>> {
        #[derive(serde::Deserialize)]
        struct Number {
            number: usize,
        }
        let tables: Vec<Number> = self.all(
            "SELECT 1 AS number FROM sqlite_master WHERE name = 'schema'",
            vec![],
        )?;
        if tables.is_empty() {
            return Ok(None);
        }
        Ok(self
            .first::<Number>("SELECT number FROM schema", vec![])?
            .map(|row| row.number))
    }

    fn migrate(&self, from: usize, steps: &[&str]) -> Result<()> {
        if from >= steps.len() {
            return Ok(());
        }
        self.transaction(|| {
            self.run(
                "CREATE TABLE IF NOT EXISTS schema (number INTEGER NOT NULL)",
                vec![],
            )?;
            for step in steps.iter().skip(from) {
                self.run(step, vec![])?;
            }
            self.run("DELETE FROM schema", vec![])?;
            self.run(
                "INSERT INTO schema (number) VALUES (?)",
                vec![int(steps.len() as u64)],
            )
        })
    }
}

/// A whole number as a value. All of ours are far below 2^53.
pub fn int(value: impl Into<u64>) -> SqlStorageValue {
    SqlStorageValue::Integer(i64::try_from(value.into()).unwrap_or(i64::MAX))
}

/// Text as a value.
pub fn text(value: impl Into<String>) -> SqlStorageValue {
    SqlStorageValue::String(value.into())
}

/// Text or nothing as a value.
pub fn maybe(value: Option<impl Into<String>>) -> SqlStorageValue {
    value.map_or(SqlStorageValue::Null, text)
}
