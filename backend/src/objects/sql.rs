//! The SQLite store of an object: statements, the transaction, and the schema's number.

use wasm_bindgen::prelude::*;
use worker::{SqlStorage, SqlStorageValue, State};

use super::row::{FromRow, Row};
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
    pub fn all<T: FromRow>(&self, question: &str, values: Vec<SqlStorageValue>) -> Result<Vec<T>> {
        let mut all = Vec::new();
        self.rows(question, values, &mut |row| {
            all.push(T::from_row(row)?);
            Some(())
        })?;
        Ok(all)
    }

    /// The first row of a question.
    pub fn first<T: FromRow>(
        &self,
        question: &str,
        values: Vec<SqlStorageValue>,
    ) -> Result<Option<T>> {
        let mut first = None;
        self.rows(question, values, &mut |row| {
            if first.is_none() {
                first = Some(T::from_row(row)?);
            }
            Some(())
        })?;
        Ok(first)
    }

    /// Reads the rows of a question, one after the other, until one is not as it should be. Here is
    /// what all questions have in common, whatever their rows are read into.
    fn rows(
        &self,
        question: &str,
        values: Vec<SqlStorageValue>,
        read: &mut dyn FnMut(&mut Row<'_>) -> Option<()>,
    ) -> Result<()> {
        let cursor = self.storage.exec(question, values)?;
        let names = cursor.column_names();
        for values in cursor.raw() {
            read(&mut Row::new(&names, values?)).ok_or(Problem::Internal)?;
        }
        Ok(())
    }

    /// The column `number` of all rows of a question.
    pub fn numbers(&self, question: &str, values: Vec<SqlStorageValue>) -> Result<Vec<u64>> {
        let mut all = Vec::new();
        self.rows(question, values, &mut |row| {
            all.push(row.take("number")?);
            Some(())
        })?;
        Ok(all)
    }

    /// The one number of a question; none if it has none.
    pub fn number(&self, question: &str, values: Vec<SqlStorageValue>) -> Result<Option<u64>> {
        Ok(self.numbers(question, values)?.first().copied())
    }

    /// The column `json` of a question's one row.
    pub fn json(&self, question: &str, values: Vec<SqlStorageValue>) -> Result<String> {
        let mut json = None;
        self.rows(question, values, &mut |row| {
            json = Some(row.take("json")?);
            Some(())
        })?;
        json.ok_or(Problem::Internal)
    }

    /// Runs statements as one transaction: all of them stand, or none does.
    pub fn transaction<T>(&self, work: impl FnOnce() -> Result<T>) -> Result<T> {
        let mut work = Some(work);
        let mut outcome = None;
        self.atomically(&mut || {
            if let Some(work) = work.take() {
                outcome = Some(work()?);
            }
            Ok(())
        })?;
        outcome.ok_or(Problem::Internal)
    }

    fn atomically(&self, work: &mut dyn FnMut() -> Result<()>) -> Result<()> {
        let mut outcome = Ok(());
        let storage = self.state.storage();
        let thrown = storage
            .as_raw()
            .unchecked_ref::<SyncStorage>()
            .transaction_sync(&mut || {
                outcome = work();
                // The platform rolls back what throws.
                match outcome {
                    Ok(()) => Ok(JsValue::UNDEFINED),
                    Err(_) => Err(JsValue::from_str("rolled back")),
                }
            });
        outcome?;
        thrown.map(drop).map_err(Problem::platform)
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
        let tables = self.number(
            "SELECT 1 AS number FROM sqlite_master WHERE name = 'schema'",
            vec![],
        )?;
        if tables.is_none() {
            return Ok(None);
        }
        let number = self.number("SELECT number FROM schema", vec![])?;
        Ok(number.and_then(|number| number.try_into().ok()))
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
