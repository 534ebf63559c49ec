//! Sessions: browsers that are signed in.

use postil_model::staff::Role;
use postil_model::staff::lifetime::{SESSION, SESSION_UNUSED, session_ends};
use postil_model::wire::desk::Session;

use super::members;
use crate::clock;
use crate::message::desk::Signed;
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, maybe, text};
use crate::problem::{Refusal, Result};
use crate::token::Token;

/// The longest text that is kept of what a browser calls itself, in characters.
const AGENT: usize = 200;
/// How exactly it is kept when a session was last used.
const SEEN: u64 = 3_600_000;

/// Begins a session: its token and its id.
pub fn begin(sql: &Sql<'_>, member: &str, agent: &str, now: u64) -> Result<(Token, String)> {
    let (token, id) = (Token::new()?, clock::random_name()?);
    sql.run(
        "INSERT INTO session (id, hash, member, agent, since, seen) VALUES (?, ?, ?, ?, ?, ?)",
        vec![
            text(&*id),
            text(token.hash()),
            text(member),
            text(shortened(agent)),
            int(now),
            int(now),
        ],
    )?;
    Ok((token, id))
}

/// What is kept of what a browser calls itself.
pub fn shortened(agent: &str) -> String {
    agent.chars().take(AGENT).collect()
}

/// Who holds the session of a hash, which is used by that.
pub fn holder(sql: &Sql<'_>, hash: &str, now: u64) -> Result<Signed> {
    columns! {
        struct Row {
            session: String,
            since: u64,
            seen: u64,
            member: String,
            name: String,
            role: Role,
            site: Option<String>,
        }
    }
    let row: Option<Row> = sql.first(
        "SELECT session.id AS session, session.since, session.seen, member.id AS member, name, role, site \
         FROM session JOIN member ON member.id = session.member WHERE hash = ?",
        vec![text(hash)],
    )?;
    let row = row
        .filter(|row| session_ends(row.since, row.seen) > now)
        .ok_or(Refusal::SignedOut)?;
    if now.saturating_sub(row.seen) >= SEEN {
        sql.run(
            "UPDATE session SET seen = ? WHERE hash = ?",
            vec![int(now), text(hash)],
        )?;
    }
    Ok(Signed {
        scope: members::scope(row.site)?,
        member: row.member,
        name: row.name,
        role: row.role,
        session: row.session,
    })
}

/// The sessions that go on, of one member or of all, the last begun first.
pub fn list(sql: &Sql<'_>, member: Option<&str>, now: u64) -> Result<Vec<Session>> {
    let all: Vec<Session> = sql.all(
        "SELECT id, member, agent, since, seen, NULL AS page FROM session WHERE member = coalesce(?, member) \
         ORDER BY since DESC, id",
        vec![maybe(member)],
    )?;
    Ok(all
        .into_iter()
        .filter(|one| session_ends(one.since, one.seen) > now)
        .collect())
}

/// Ends the session of a hash.
pub fn sign_out(sql: &Sql<'_>, hash: &str) -> Result<()> {
    sql.run("DELETE FROM session WHERE hash = ?", vec![text(hash)])
}

/// Ends the session of an id, or the token of a page: anybody's, or refuses if it is not one of this
/// member's.
pub fn end(sql: &Sql<'_>, id: &str, only_of: Option<&str>) -> Result<()> {
    columns! {
        struct Row {
            member: String,
        }
    }
    let row: Option<Row> = sql.first(
        "SELECT member FROM session WHERE id = ?1 \
         UNION ALL SELECT member FROM page_token WHERE id = ?1",
        vec![text(id)],
    )?;
    let Some(Row { member }) = row else {
        return Ok(());
    };
    if only_of.is_some_and(|own| own != member) {
        return Err(Refusal::NotAllowed.into());
    }
    sql.run("DELETE FROM session WHERE id = ?", vec![text(id)])?;
    sql.run("DELETE FROM page_token WHERE id = ?", vec![text(id)])
}

/// Ends all sessions of a member.
pub fn end_all(sql: &Sql<'_>, member: &str) -> Result<()> {
    sql.run("DELETE FROM session WHERE member = ?", vec![text(member)])
}

/// Drops what has run out.
pub fn forget(sql: &Sql<'_>, now: u64) -> Result<()> {
    sql.run(
        "DELETE FROM session WHERE seen <= ? OR since <= ?",
        vec![
            int(now.saturating_sub(SESSION_UNUSED)),
            int(now.saturating_sub(SESSION)),
        ],
    )
}
