//! Browsers that moderate in the pages of a site: the links that make them so, and their tokens.

use postil_model::SiteId;
use postil_model::staff::lifetime::{PAGE_LINK, PAGE_TOKEN, page_token_ends};
use postil_model::staff::{Role, page};
use postil_model::wire::desk::Session;

use super::{members, sessions, sites};
use crate::clock;
use crate::message::desk::{Linked, Moderating, PageCode, PageKnock, Signed};
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, maybe, text};
use crate::problem::{Refusal, Result};
use crate::token::Token;

/// Makes a link for somebody.
pub fn link(sql: &Sql<'_>, signed: &Signed, site: &SiteId, now: u64) -> Result<PageCode> {
    if !page::may_link(signed.role, &signed.scope, site) {
        return Err(Refusal::Site.into());
    }
    sites::known(sql, site)?;
    let (code, until) = (Token::new()?, now + PAGE_LINK);
    sql.transaction(|| {
        forget(sql, now)?;
        sql.run(
            "INSERT INTO page_link (hash, member, site, until) VALUES (?, ?, ?, ?)",
            vec![
                text(code.hash()),
                text(&*signed.member),
                text(site.as_str()),
                int(until),
            ],
        )
    })?;
    Ok(PageCode {
        code: code.reveal().to_owned(),
        until,
    })
}

/// Takes a link, which nobody can use again, and gives a token for it. A link that is brought to
/// another site's page stays as it is.
pub fn spend(sql: &Sql<'_>, knock: &PageKnock, now: u64) -> Result<Linked> {
    columns! {
        struct Row {
            member: String,
        }
    }
    let (token, id) = (Token::new()?, clock::random_name()?);
    sql.transaction(|| {
        let row: Option<Row> = sql.first(
            "DELETE FROM page_link WHERE hash = ? AND site = ? AND until > ? RETURNING member",
            vec![text(&*knock.hash), text(knock.site.as_str()), int(now)],
        )?;
        let Row { member } = row.ok_or(Refusal::LinkSpent)?;
        sql.run(
            "INSERT INTO page_token (id, hash, member, site, agent, since) VALUES (?, ?, ?, ?, ?, ?)",
            vec![
                text(&*id),
                text(token.hash()),
                text(member),
                text(knock.site.as_str()),
                text(sessions::shortened(&knock.agent)),
                int(now),
            ],
        )?;
        let held = PageKnock {
            hash: token.hash(),
            site: knock.site.clone(),
            agent: String::new(),
        };
        // Whoever made the link may have been dismissed since.
        let moderating = holder(sql, &held, now)?;
        Ok(Linked {
            token: token.reveal().to_owned(),
            name: moderating.name,
            until: page_token_ends(now),
        })
    })
}

/// Who holds a token, on the site that it is for. One of another site is none here.
pub fn holder(sql: &Sql<'_>, knock: &PageKnock, now: u64) -> Result<Moderating> {
    columns! {
        struct Row {
            token: String,
            since: u64,
            member: String,
            name: String,
            role: Role,
            works: Option<String>,
        }
    }
    let row: Option<Row> = sql.first(
        "SELECT page_token.id AS token, page_token.since, member.id AS member, name, role, member.site AS works \
         FROM page_token JOIN member ON member.id = page_token.member WHERE hash = ? AND page_token.site = ?",
        vec![text(&*knock.hash), text(knock.site.as_str())],
    )?;
    let row = row
        .filter(|row| page_token_ends(row.since) > now)
        .ok_or(Refusal::PageEnded)?;
    Ok(Moderating {
        member: row.member,
        name: row.name,
        role: row.role,
        scope: members::scope(row.works)?,
        site: knock.site.clone(),
        token: row.token,
    })
}

/// The tokens that are good, of one member or of all, the last given first.
pub fn list(sql: &Sql<'_>, member: Option<&str>, now: u64) -> Result<Vec<Session>> {
    let all: Vec<Session> = sql.all(
        "SELECT id, member, agent, since, since AS seen, site AS page FROM page_token \
         WHERE member = coalesce(?, member) ORDER BY since DESC, id",
        vec![maybe(member)],
    )?;
    Ok(all
        .into_iter()
        .filter(|one| page_token_ends(one.since) > now)
        .collect())
}

/// Ends a token for whoever has it.
pub fn stop(sql: &Sql<'_>, knock: &PageKnock) -> Result<()> {
    sql.run(
        "DELETE FROM page_token WHERE hash = ? AND site = ?",
        vec![text(&*knock.hash), text(knock.site.as_str())],
    )
}

/// Ends all that a member has.
pub fn end_all(sql: &Sql<'_>, member: &str) -> Result<()> {
    sql.run("DELETE FROM page_link WHERE member = ?", vec![text(member)])?;
    sql.run(
        "DELETE FROM page_token WHERE member = ?",
        vec![text(member)],
    )
}

/// Drops what has run out.
pub fn forget(sql: &Sql<'_>, now: u64) -> Result<()> {
    sql.run("DELETE FROM page_link WHERE until <= ?", vec![int(now)])?;
    sql.run(
        "DELETE FROM page_token WHERE since <= ?",
        vec![int(now.saturating_sub(PAGE_TOKEN))],
    )
}
