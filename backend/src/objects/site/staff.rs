//! The names of those who work here: nobody else may use them, nor one that looks like them.

use postil_model::staff::names;

use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, text};
use crate::problem::Result;
use postil_json as json;

columns! {
    struct Row {
        version: u64,
        names: String,
    }
}

/// Takes the names as of a version. Older ones are no news.
pub fn hear(sql: &Sql<'_>, version: u64, names: &[String]) -> Result<()> {
    if row(sql)?.is_some_and(|row| row.version >= version) {
        return Ok(());
    }
    sql.run(
        "INSERT OR REPLACE INTO staff (one, version, names) VALUES (1, ?, ?)",
        vec![int(version), text(json::write(names)?)],
    )
}

/// Whether a name belongs to somebody who works here, or looks as if it did.
pub fn is_taken(sql: &Sql<'_>, name: &str) -> Result<bool> {
    let Some(row) = row(sql)? else {
        return Ok(false);
    };
    let staff: Vec<String> = json::read(&row.names)?;
    let staff: Vec<&str> = staff.iter().map(String::as_str).collect();
    Ok(names::is_taken(name, &staff))
}

fn row(sql: &Sql<'_>) -> Result<Option<Row>> {
    sql.first("SELECT version, names FROM staff", vec![])
}
