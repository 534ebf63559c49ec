//! One-time sign-in links of the owner.

use postil_model::staff::lifetime::SIGN_IN_LINK;

use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, maybe, text};
use crate::problem::{Refusal, Result};
use crate::token::Token;

/// A new one: its token.
pub fn make(sql: &Sql<'_>, now: u64) -> Result<Token> {
    let token = Token::new()?;
    sql.run(
        "INSERT INTO link (hash, until) VALUES (?, ?)",
        vec![text(token.hash()), int(now + SIGN_IN_LINK)],
    )?;
    Ok(token)
}

/// Takes a link, which nobody can use again.
pub fn spend(sql: &Sql<'_>, hash: Option<&str>, now: u64) -> Result<()> {
    columns! {
        struct Row {}
    }
    let row: Option<Row> = sql.first(
        "DELETE FROM link WHERE hash = ? AND until > ? RETURNING until",
        vec![maybe(hash), int(now)],
    )?;
    row.map(|_| ()).ok_or(Refusal::LinkSpent.into())
}

/// Drops what has run out.
pub fn forget(sql: &Sql<'_>, now: u64) -> Result<()> {
    sql.run("DELETE FROM link WHERE until <= ?", vec![int(now)])
}
