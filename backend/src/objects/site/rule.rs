//! What a word rule would have done: it is tried on the newest comments before it is kept.

use postil_model::comment::State;
use postil_model::policy::{Act, Pattern, WordRule};
use postil_model::wire::desk::{Example, Tried, TryRule};

use crate::objects::row::columns;
use crate::objects::sql::Sql;
use crate::problem::Result;

/// As many comments are looked at.
const MOST: usize = 1_000;
/// As many of those that match are shown.
const EXAMPLES: usize = 20;

/// Tries a rule.
pub fn attempt(sql: &Sql<'_>, ask: &TryRule) -> Result<Tried> {
    columns! {
        struct Row {
            name: String,
            url: Option<String>,
            body: String,
            state: State,
        }
    }
    let rule = WordRule {
        pattern: Pattern::try_from(ask.pattern.as_str())?,
        act: Act::Hold,
    };
    let rows: Vec<Row> = sql.all(
        &format!("SELECT name, url, body, state FROM entry ORDER BY seq DESC LIMIT {MOST}"),
        vec![],
    )?;
    let looked = rows.len();
    let texts: Vec<_> = rows
        .iter()
        .map(|row| {
            let url = row.url.as_deref().unwrap_or_default();
            [row.name.as_str(), url, row.body.as_str()]
        })
        .collect();
    let met = rule.tried_on(&texts);
    let matched: Vec<Row> = rows
        .into_iter()
        .zip(met)
        .filter_map(|(row, met)| met.then_some(row))
        .collect();
    Ok(Tried {
        looked: u32::try_from(looked).unwrap_or(u32::MAX),
        matched: u32::try_from(matched.len()).unwrap_or(u32::MAX),
        examples: matched
            .into_iter()
            .take(EXAMPLES)
            .map(|row| Example {
                name: row.name,
                body: row.body,
                state: row.state,
            })
            .collect(),
    })
}
