//! A number that grows with whatever changes for moderators: by it the desk sees that something
//! is new, and "all that match" means what matched when somebody looked.

use crate::objects::sql::Sql;
use crate::problem::{Problem, Result};

/// The present stamp.
pub fn now(sql: &Sql<'_>) -> Result<u64> {
    number(sql, "SELECT number FROM stamp")
}

/// The next stamp, for what changes now. Inside a transaction.
pub fn next(sql: &Sql<'_>) -> Result<u64> {
    number(sql, "UPDATE stamp SET number = number + 1 RETURNING number")
}

fn number(sql: &Sql<'_>, statement: &str) -> Result<u64> {
    sql.numbers(statement, vec![])?
        .first()
        .copied()
        .ok_or(Problem::Internal)
}
