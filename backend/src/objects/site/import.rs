//! Imports: what was imported, and writing more of it.
//!
//! Whoever imports reads the file and sends what is to be written, thread by thread. What each import
//! has brought is known by thread, so that all of it can be undone.

mod sent;
pub mod turn;
pub mod undo;

use postil_model::import::{self, Cost, MOST_NAME};
use postil_model::wire::desk::ImportStep;
use postil_model::{ThreadId, Title};
use worker::Env;

use sent::Sent;

use super::record::Record;
use super::{declare, log, news, terms};
use crate::call;
use crate::clock::{self, DAY};
use crate::ledger::{Loan, ToLedger};
use crate::message::moving::Taken;
use crate::message::{ToThread, Whose};
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, maybe, text};
use crate::problem::{Problem, Refusal, Result};

/// So many threads are named at once as finished.
const MOST_DONE: usize = 1_000;

/// All imports there were, and what one may use today:
/// [`Imports`](postil_model::wire::desk::Imports) as JSON.
pub async fn list(sql: &Sql<'_>, env: &Env) -> Result<String> {
    let left = call::ledger_text(env, &ToLedger::Left).await?;
    let imports = sql.json(&format!(
        "SELECT json_group_array(json(json)) AS json FROM ({ROWS} ORDER BY number DESC LIMIT 100)"
    ), vec![])?;
    let is_empty = is_empty(sql)?;
    Ok(format!(
        r#"{{"imports":{imports},"left":{left},"is_empty":{is_empty}}}"#
    ))
}

/// Whether nobody has written on the site, and nothing was imported.
pub fn is_empty(sql: &Sql<'_>) -> Result<bool> {
    let any = sql.number(
        "SELECT 1 AS number FROM entry UNION ALL SELECT 1 FROM thread WHERE count > 0 LIMIT 1",
        vec![],
    )?;
    Ok(any.is_none())
}

/// Each as an [`Import`](postil_model::wire::desk::Import).
const ROWS: &str = "
SELECT json_object('id', id, 'name', name, 'system', system, 'state', state, 'by', by, 'at', at,
    'comments', (SELECT coalesce(sum(comments), 0) FROM imported WHERE import = number),
    'mentions', (SELECT coalesce(sum(mentions), 0) FROM imported WHERE import = number),
    'threads', (SELECT count(*) FROM imported WHERE import = number),
    'undoing', CASE state WHEN 'undone' THEN (SELECT count(*) FROM imported WHERE import = number) ELSE 0 END
) AS json FROM import";

/// The import of an id, as JSON.
fn told(sql: &Sql<'_>, id: &str) -> Result<String> {
    sql.json(&format!("{ROWS} WHERE id = ?"), vec![text(id)])
}

columns! {
    /// An import, as far as it is decided about.
    struct Row {
        number: u64,
        name: String,
        state: String,
        threads: u32,
    }
}

impl Row {
    fn find(sql: &Sql<'_>, id: &str) -> Result<Option<Self>> {
        sql.first(
            "SELECT number, name, state, (SELECT count(*) FROM imported WHERE import = number) AS threads
             FROM import WHERE id = ?",
            vec![text(id)],
        )
    }

    fn of(sql: &Sql<'_>, id: &str) -> Result<Self> {
        Self::find(sql, id)?.ok_or(Refusal::Import.into())
    }

    fn is_undone(&self) -> bool {
        self.state == "undone"
    }
}

/// Begins an import, or goes on with one: [`Started`](postil_model::wire::desk::Started) as JSON.
pub fn begin(sql: &Sql<'_>, site: &str, by: &str, step: &ImportStep) -> Result<String> {
    let is_name = |text: &str| (1..=MOST_NAME).contains(&text.chars().count());
    if !is_name(&step.id) || !is_name(&step.name) || step.system.chars().count() > 40 {
        return Err(Problem::Json);
    }
    sql.transaction(|| {
        let before = Row::find(sql, &step.id)?;
        if before.is_some_and(|row| row.is_undone() && row.threads > 0) {
            return Err(Refusal::Undoing.into());
        }
        let now = clock::now();
        let record = Record::load_or_begin(sql, site)?;
        let begun = sql.numbers(
            "INSERT INTO import (id, name, system, by, at, state) VALUES (?1, ?2, ?3, ?4, ?5, 'running')
             ON CONFLICT (id) DO UPDATE SET state = 'running', by = ?4, at = ?5 WHERE state = 'undone'
             RETURNING number",
            vec![
                text(&*step.id),
                text(&*step.name),
                text(&*step.system),
                text(by),
                int(now),
            ],
        )?;
        if !begun.is_empty() {
            log::note(sql, by, "import", &step.name, now)?;
        }
        let secret = import::secret_of(record.secret.as_bytes());
        let done = done(sql, &step.id)?;
        Ok(format!(r#"{{"secret":"{secret}","done":{done}}}"#))
    })
}

/// The threads of which nothing is left to be sent, as JSON.
fn done(sql: &Sql<'_>, id: &str) -> Result<String> {
    sql.json(
        "SELECT json_group_array(hash) AS json FROM imported
         WHERE done = 1 AND import = (SELECT number FROM import WHERE id = ?)",
        vec![text(id)],
    )
}

/// Notes that nothing is left to be sent of some threads.
fn finish(sql: &Sql<'_>, import: u64, hashes: &[String]) -> Result<()> {
    if hashes.len() > MOST_DONE {
        return Err(Problem::TooMany);
    }
    hashes.iter().try_for_each(|hash| {
        sql.run(
            "UPDATE imported SET done = 1 WHERE import = ? AND hash = ?",
            vec![int(import), text(&**hash)],
        )
    })
}

/// Ends an import: all of it is there. It is answered as JSON.
pub fn end(sql: &Sql<'_>, step: &ImportStep) -> Result<String> {
    sql.transaction(|| {
        let row = Row::of(sql, &step.id)?;
        finish(sql, row.number, &step.done)?;
        sql.run(
            "UPDATE import SET state = 'done' WHERE number = ? AND state = 'running'",
            vec![int(row.number)],
        )?;
        told(sql, &step.id)
    })
}

/// Writes entries of one thread. What was sent of them goes on to the thread as it came, and what
/// became of them comes back: [`Added`](postil_model::wire::desk::Added) as JSON.
pub async fn add(sql: &Sql<'_>, env: &Env, site: &str, sent: &str) -> Result<String> {
    let sent = Sent::read(sent)?;
    let id = sent.of_thread("thread").ok_or(Problem::Json)?;
    let thread = ThreadId::given(&declare::site(sql)?, id)?;
    let whose = Whose {
        site: site.to_owned(),
        thread: thread.as_str().to_owned(),
        hash: thread.hash(),
    };
    running(sql, sent.text("import"))?;
    let cost = sent.cost()?.and(written(sql, &whose.hash)?);
    charge(env, cost, clock::now()).await?;
    let number = sql.transaction(|| {
        // It may have been undone while the ledger was asked.
        let number = running(sql, sent.text("import"))?.number;
        finish(sql, number, &sent.done())?;
        admit(sql, &whose, number, &sent).map(|()| number)
    })?;
    let newest = sent.newest();
    let record = Record::load(sql)?.ok_or(Problem::Internal)?;
    let batch = sent.into_batch(number, record.secret);
    let taken: Taken = call::thread(env, &whose, ToThread::Import(batch)).await?;
    sql.transaction(|| {
        // Should it have been undone meanwhile, this has it undone once more.
        sql.run(
            "INSERT INTO imported (import, hash, comments, mentions) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (import, hash) DO UPDATE SET comments = ?3, mentions = ?4",
            vec![
                int(number),
                text(&*whose.hash),
                int(taken.comments),
                int(taken.mentions),
            ],
        )?;
        match taken.waits {
            true => turn::ask(sql, &whose.hash, newest, clock::now()),
            false => Ok(()),
        }
    })?;
    Ok(format!(r#"{{"outcomes":{}}}"#, taken.outcomes))
}

/// The import, while it may write.
fn running(sql: &Sql<'_>, id: &str) -> Result<Row> {
    let row = Row::of(sql, id)?;
    // The end may have come before an answer that was lost: what is sent again does no harm.
    match row.is_undone() {
        true => Err(Refusal::Import.into()),
        false => Ok(row),
    }
}

/// What it costs of the day's writes to KV that a thread's pages change: nothing where they are not in
/// KV, or come there when the thread has its turn.
fn written(sql: &Sql<'_>, hash: &str) -> Result<Cost> {
    let is_there = sql.number(
        "SELECT 1 AS number FROM thread WHERE hash = ? AND count > 0 AND waiting = 0",
        vec![text(hash)],
    )?;
    Ok(Cost {
        writes: u32::from(is_there.is_some()),
        ..Cost::default()
    })
}

/// Has the ledger count what something costs, or refuses it until there is enough of it again.
async fn charge(env: &Env, cost: Cost, now: u64) -> Result<()> {
    let ask = ToLedger::Charge(cost.rows, cost.requests, cost.writes);
    let loan: Loan = call::ledger(env, &ask).await?;
    match loan.retry_at {
        None => Ok(()),
        Some(at) => {
            let seconds = at.saturating_sub(now).min(DAY).div_ceil(1_000);
            Err(Refusal::Paused(u32::try_from(seconds).unwrap_or(u32::MAX)).into())
        }
    }
}

/// Makes the thread known, and that the import has something there.
fn admit(sql: &Sql<'_>, whose: &Whose, import: u64, sent: &Sent) -> Result<()> {
    let now = clock::now();
    news::begin(sql, whose, now)?;
    let is_known = sql.numbers(
        "INSERT INTO imported (import, hash) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING 1 AS number",
        vec![int(import), text(&*whose.hash)],
    )?;
    match is_known.is_empty() {
        true => Ok(()),
        false => take_over(sql, whose, import, sent, now),
    }
}

/// Takes over what the import says of a page, unless that was decided.
fn take_over(sql: &Sql<'_>, whose: &Whose, import: u64, sent: &Sent, now: u64) -> Result<()> {
    let title = sent.of_thread("title").and_then(Title::cut);
    let title = title.as_ref().map(Title::as_str);
    let door = sent.of_thread("door");
    let door = door.filter(|door| matches!(*door, "held" | "closed"));
    sql.run(
        "UPDATE imported SET title = (SELECT ?3 FROM thread WHERE hash = ?2 AND title IS NULL),
             door = (SELECT ?4 FROM thread WHERE hash = ?2 AND door = 'open')
         WHERE import = ?1 AND hash = ?2",
        vec![int(import), text(&*whose.hash), maybe(title), maybe(door)],
    )?;
    let changed = sql.numbers(
        "UPDATE thread SET title = coalesce(title, ?2), door = CASE door WHEN 'open' THEN coalesce(?3, door) ELSE door END
         WHERE hash = ?1 AND ((title IS NULL AND ?2 IS NOT NULL) OR (door = 'open' AND ?3 IS NOT NULL))
         RETURNING 1 AS number",
        vec![text(&*whose.hash), maybe(title), maybe(door)],
    )?;
    if !changed.is_empty() {
        terms::tell(sql, &whose.hash, now)?;
    }
    match sent.of_thread("pinned") {
        // Unless another is.
        Some(comment) => sql.run(
            "UPDATE thread SET pin = coalesce(pin, ?2) WHERE hash = ?1
                 AND NOT EXISTS (SELECT 1 FROM entry WHERE entry.hash = ?1 AND pinned = 1)",
            vec![text(&*whose.hash), text(comment)],
        ),
        None => Ok(()),
    }
}
