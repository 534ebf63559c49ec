//! Members: the owner, and the moderators who came by an invitation.

use postil_model::staff::names;
use postil_model::staff::{Role, Scope};
use postil_model::wire::desk::Member;
use postil_model::{Name, SiteId};

use super::{pages, sessions, tell};
use crate::clock;
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, maybe, text};
use crate::problem::{Problem, Refusal, Result};

/// The owner's id: there is one.
pub const OWNER: &str = "owner";
/// What the owner is called until they choose a name.
const OWNER_NAME: &str = "Owner";

/// The sites that a member works on, from how it is stored.
pub fn scope(site: Option<String>) -> Result<Scope> {
    match site {
        None => Ok(Scope::All),
        Some(site) => SiteId::try_from(site)
            .map(Scope::Site)
            .map_err(|_| Problem::Internal),
    }
}

/// The owner, who is there from their first sign-in on.
pub fn owner(sql: &Sql<'_>, now: u64) -> Result<Member> {
    match get(sql, OWNER)? {
        Some(owner) => Ok(owner),
        None => add(
            sql,
            Member {
                id: OWNER.to_owned(),
                name: OWNER_NAME.to_owned(),
                role: Role::Owner,
                site: None,
                since: now,
            },
        ),
    }
}

/// A new moderator.
pub fn join(sql: &Sql<'_>, name: &Name, site: Option<String>, now: u64) -> Result<Member> {
    free(sql, name, None)?;
    add(
        sql,
        Member {
            id: clock::random_name()?,
            name: name.to_string(),
            role: Role::Moderator,
            site,
            since: now,
        },
    )
}

/// Gives a member another name.
pub fn rename(sql: &Sql<'_>, id: &str, name: &Name) -> Result<()> {
    free(sql, name, Some(id))?;
    sql.run(
        "UPDATE member SET name = ? WHERE id = ?",
        vec![text(name.as_str()), text(id)],
    )?;
    tell::changed(sql)
}

/// Takes a moderator away, and with them their sessions and their tokens of pages.
pub fn dismiss(sql: &Sql<'_>, id: &str) -> Result<()> {
    if id == OWNER {
        return Err(Refusal::NotAllowed.into());
    }
    sessions::end_all(sql, id)?;
    pages::end_all(sql, id)?;
    sql.run("DELETE FROM member WHERE id = ?", vec![text(id)])?;
    tell::changed(sql)
}

/// Everybody, or one of them, those who are here longest first.
pub fn list(sql: &Sql<'_>, id: Option<&str>) -> Result<Vec<Member>> {
    sql.all(
        "SELECT id, name, role, site, since FROM member WHERE id = coalesce(?, id) ORDER BY since, id",
        vec![maybe(id)],
    )
}

/// The names of those who work on a site.
pub fn names_on(sql: &Sql<'_>, site: &str) -> Result<Vec<String>> {
    names_of(
        sql,
        "SELECT name FROM member WHERE coalesce(site, ?1) = ?1 ORDER BY since, id",
        site,
    )
}

fn get(sql: &Sql<'_>, id: &str) -> Result<Option<Member>> {
    Ok(list(sql, Some(id))?.into_iter().next())
}

fn add(sql: &Sql<'_>, member: Member) -> Result<Member> {
    sql.run(
        "INSERT INTO member (id, name, role, site, since) VALUES (?, ?, ?, ?, ?)",
        vec![
            text(&*member.id),
            text(&*member.name),
            text(member.role.name()),
            maybe(member.site.as_deref()),
            int(member.since),
        ],
    )?;
    tell::changed(sql)?;
    Ok(member)
}

/// Refuses a name that looks like that of another member.
fn free(sql: &Sql<'_>, name: &Name, but: Option<&str>) -> Result<()> {
    let others = names_of(
        sql,
        "SELECT name FROM member WHERE id != ?",
        but.unwrap_or_default(),
    )?;
    let others: Vec<&str> = others.iter().map(String::as_str).collect();
    if names::is_taken(name.as_str(), &others) {
        Err(Refusal::NameTaken.into())
    } else {
        Ok(())
    }
}

fn names_of(sql: &Sql<'_>, question: &str, value: &str) -> Result<Vec<String>> {
    columns! {
        struct Row {
            name: String,
        }
    }
    let rows: Vec<Row> = sql.all(question, vec![text(value)])?;
    Ok(rows.into_iter().map(|row| row.name).collect())
}
