//! The private feed of what waits (Atom, RFC 4287): titles and reasons, and links to the desk. What
//! was written is not in it, for feed readers keep what they fetch.

use postil_model::notify::shortened;
use postil_model::time;

use crate::address;
use crate::clock;
use crate::notify::words::{Message, Words, m};
use crate::notify::{Notice, desk_of_comment};
use crate::objects::row::columns;
use crate::objects::site::declare;
use crate::objects::sql::{Sql, int, text};
use crate::problem::{Refusal, Result};
use crate::xml::Xml;

/// As many comments are in it.
const ENTRIES: u32 = 50;
/// For how long a test stands in it.
const TESTED: u64 = 3_600_000;

columns! {
    struct Row {
        token: String,
        since: u64,
        tested: Option<u64>,
    }
}

fn row(sql: &Sql<'_>) -> Result<Option<Row>> {
    sql.first("SELECT token, since, tested FROM queue_feed", vec![])
}

/// Since when its present address works; none if it is off.
pub fn since(sql: &Sql<'_>) -> Result<Option<u64>> {
    Ok(row(sql)?.map(|row| row.since))
}

/// Sets the hash of the token in its address; none switches it off.
pub fn set(sql: &Sql<'_>, token: Option<&str>, now: u64) -> Result<()> {
    match token {
        Some(token) => sql.run(
            "INSERT OR REPLACE INTO queue_feed (one, token, since) VALUES (1, ?, ?)",
            vec![text(token), int(now)],
        ),
        None => sql.run("DELETE FROM queue_feed", vec![]),
    }
}

/// Puts something in to try it.
pub fn test(sql: &Sql<'_>, now: u64) -> Result<()> {
    let on = sql.numbers(
        "UPDATE queue_feed SET tested = ? RETURNING 1 AS number",
        vec![int(now)],
    )?;
    if on.is_empty() {
        return Err(Refusal::WayOff.into());
    }
    Ok(())
}

struct Entry {
    id: String,
    at: u64,
    title: String,
    why: String,
    link: String,
}

/// The feed, for whoever has its token. Nobody else learns whether there is one.
pub fn of(sql: &Sql<'_>, token: &str, origin: &str) -> Result<String> {
    let row = row(sql)?.filter(|row| row.token == token);
    let row = row.ok_or(Refusal::Site)?;
    let site = declare::site(sql)?;
    let words = Words::of(site.language(""));
    let mut entries = waiting(sql, &site, words, origin)?;
    let tested = row.tested.filter(|at| clock::now() < at + TESTED);
    entries.extend(tested.map(|at| Entry {
        id: format!("urn:postil:test:{}:{at}", site.id),
        at,
        title: words.text(m::FEED_TEST).to_owned(),
        why: words.text(m::TEST).replace("{site}", &site.title),
        link: format!("{origin}/desk#/site/{}/notify", site.id),
    }));
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.at));
    let title = words.text(m::FEED).replace("{site}", &site.title);
    Ok(write(
        words.language(),
        &format!("urn:postil:queue:{}:{}", site.id, row.since),
        &title,
        &format!("{origin}/desk#/site/{}/held", site.id),
        row.since,
        &entries,
    ))
}

fn waiting(
    sql: &Sql<'_>,
    site: &postil_model::Site,
    words: Words,
    origin: &str,
) -> Result<Vec<Entry>> {
    columns! {
        struct Row {
            comment: String,
            thread: String,
            name: String,
            change: u8,
            reasons: String,
            reports: u32,
            created: u64,
            at: u64,
        }
    }
    let rows: Vec<Row> = sql.all(
        &format!(
            "SELECT comment, thread, name, change IS NOT NULL AS change, reasons, reports, created,
                 coalesce((SELECT max(at) FROM notice WHERE notice.entry = entry.seq), created) AS at
             FROM entry WHERE view = 'held' OR reports > 0 ORDER BY seq DESC LIMIT {ENTRIES}"
        ),
        vec![],
    )?;
    let entry = |row: Row| {
        let message: Message = if row.reports > 0 {
            m::FEED_REPORTED
        } else {
            m::FEED_HELD
        };
        let thread = address::readable(site, &row.thread);
        let title = words.text(message).replace("{thread}", &thread);
        let notice = Notice {
            comment: row.comment,
            thread,
            name: shortened(&row.name, 100),
            body: String::new(),
            is_change: row.change != 0,
            is_reported: row.reports > 0,
            reasons: row.reasons,
            created: row.created,
        };
        Entry {
            id: format!("urn:uuid:{}", notice.comment),
            at: row.at,
            title: title.replace("{name}", &notice.name),
            why: notice.why(words),
            link: desk_of_comment(origin, site.id.as_str(), &notice.comment),
        }
    };
    Ok(rows.into_iter().map(entry).collect())
}

fn write(
    language: &str,
    id: &str,
    title: &str,
    desk: &str,
    since: u64,
    entries: &[Entry],
) -> String {
    let mut xml = Xml::default();
    xml.markup("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"");
    xml.text(language).markup("\">\n");
    xml.element("id", id);
    xml.element("title", title);
    let updated = entries.first().map_or(since, |entry| entry.at);
    xml.element("updated", &time::rfc3339(updated));
    xml.markup("<author>\n")
        .element("name", "Postil")
        .markup("</author>\n");
    xml.markup("<link rel=\"alternate\" type=\"text/html\" href=\"")
        .text(desk)
        .markup("\"/>\n");
    for entry in entries {
        xml.markup("<entry>\n");
        xml.element("id", &entry.id);
        xml.element("title", &entry.title);
        xml.element("updated", &time::rfc3339(entry.at));
        xml.markup("<link rel=\"alternate\" type=\"text/html\" href=\"")
            .text(&entry.link)
            .markup("\"/>\n");
        xml.markup("<content type=\"text\">").text(&entry.why);
        xml.markup("</content>\n</entry>\n");
    }
    xml.markup("</feed>\n");
    xml.into_string()
}

#[cfg(test)]
mod tests {
    use super::{Entry, write};

    #[test]
    fn what_readers_wrote_stays_text() {
        let entry = Entry {
            id: "urn:uuid:1".into(),
            at: 0,
            title: "<b> & \"c\"".into(),
            why: "word ]]></content>".into(),
            link: "https://a.example/desk#/site/b/comment/1".into(),
        };
        let feed = write("en", "urn:x", "T", "https://a.example/desk", 0, &[entry]);
        assert!(feed.contains("<title>&lt;b&gt; &amp; &quot;c&quot;</title>"));
        assert!(feed.contains("word ]]&gt;&lt;/content&gt;</content>"));
        assert_eq!(feed.matches("<entry>").count(), 1);
    }
}
