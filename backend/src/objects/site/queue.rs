//! What moderators look at.

use postil_model::comment::State;
use postil_model::markdown;
use postil_model::wire::desk::{Act, Decided, Parent, Queue, Report, Row, View};

use super::counts::{self, Last};
use super::entry::{MATCHES, condition, folded};
use super::moderate::number;
use super::{report, stamp};
use crate::message::moderate::Question;
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, text};
use crate::problem::{Problem, Result};

/// How many rows are answered at once.
const MOST: u64 = 200;
/// How many unless it is said.
const ROWS: u64 = 50;
/// More of an author's comments are not counted.
const MANY: u32 = 100;

/// A part of a view. What has waited longest comes first; elsewhere, what is newest.
pub fn list(sql: &Sql<'_>, look: &Question, last: &Last) -> Result<Queue> {
    let view = look.view.ok_or(Problem::Json)?;
    let most = number(&look.most)?.map_or(ROWS, |most| most.clamp(1, MOST));
    let after = number(&look.after)?;
    let (order, beyond) = match view {
        View::Held => ("", ">"),
        _ => ("DESC", "<"),
    };
    let matches = format!("{} AND {MATCHES}", condition(view));
    let query = || text(folded(&look.q));
    let mut stored: Vec<Stored> = sql.all(
        &format!(
            "SELECT seq, hash, comment, thread, number, parent, former, name, url, mark, badge, body, change,
                 created, state, reasons, reports, pinned, decided_by, decided_act, decided_at,
                 (SELECT count(*) FROM (SELECT 1 FROM entry o WHERE o.key = e.key AND o.state = 'published'
                     LIMIT {MANY})) AS published,
                 (SELECT p.name FROM entry p WHERE p.hash = e.hash AND p.comment = e.parent) AS parent_name
             FROM entry e WHERE {matches} AND (?2 IS NULL OR seq {beyond} ?2) ORDER BY seq {order} LIMIT {}",
            most + 1
        ),
        vec![query(), after.map_or(worker::SqlStorageValue::Null, int)],
    )?;
    let more = stored.len() > most as usize;
    stored.truncate(most as usize);
    let next = stored
        .last()
        .filter(|_| more)
        .map(|row| row.seq.to_string());
    let counts = counts::remembered(sql, last)?;
    let total = match (look.q.is_empty(), view) {
        (true, View::Held) => counts.held,
        (true, View::Reported) => counts.reported,
        (true, View::Recent) => counts.recent,
        (true, View::Spam) => counts.spam,
        (true, View::Removed) => counts.removed,
        (false, _) => sql
            .numbers(
                &format!("SELECT count(*) AS number FROM entry WHERE {matches}"),
                vec![query()],
            )?
            .first()
            .map_or(0, |number| u32::try_from(*number).unwrap_or(u32::MAX)),
    };
    let rows = stored
        .into_iter()
        .map(|row| {
            let reports = match row.reports {
                0 => Vec::new(),
                reports => report::open(sql, row.seq, reports)?,
            };
            Ok(row.into_row(reports))
        })
        .collect::<Result<Vec<Row>>>()?;
    Ok(Queue {
        rows,
        total,
        upto: stamp::now(sql)?,
        next,
        counts,
    })
}

columns! {
    struct Stored {
        seq: u64,
        hash: String,
        comment: String,
        thread: String,
        number: Option<String>,
        parent: Option<String>,
        former: u32,
        name: String,
        url: Option<String>,
        mark: String,
        badge: Option<String>,
        body: String,
        change: Option<String>,
        created: u64,
        state: State,
        reasons: String,
        reports: u32,
        pinned: u8,
        decided_by: Option<String>,
        decided_act: Option<String>,
        decided_at: Option<u64>,
        published: u32,
        parent_name: Option<String>,
    }
}

impl Stored {
    fn into_row(self, reports: Vec<Report>) -> Row {
        let decided = self
            .decided_by
            .zip(self.decided_act.as_deref().and_then(Act::named))
            .zip(self.decided_at)
            .map(|((by, act), at)| Decided { by, act, at });
        Row {
            html: markdown::render(&self.body),
            seq: self.seq,
            id: self.comment,
            hash: self.hash,
            thread: self.thread,
            number: self.number.and_then(|number| number.parse().ok()),
            parent: self.parent.map(|id| Parent {
                id,
                name: self.parent_name.unwrap_or_default(),
            }),
            name: self.name,
            url: self.url,
            mark: self.mark,
            badge: self.badge,
            published: self.published,
            body: self.body,
            change: self.change,
            former: self.former,
            pinned: self.pinned != 0,
            created: self.created,
            state: self.state,
            reasons: self.reasons.lines().map(str::to_owned).collect(),
            reports,
            decided,
        }
    }
}
