//! The names of those who work here: nobody else may use them, nor one that looks like them.

use crate::objects::sql::{Sql, int, text};
use crate::problem::Result;

/// Takes the names as of a version. Older ones are no news.
pub fn hear(sql: &Sql<'_>, version: u64, names: &[String]) -> Result<()> {
    sql.run(
        "INSERT INTO staff (one, version, names) VALUES (1, ?, ?) ON CONFLICT (one) DO UPDATE \
         SET version = excluded.version, names = excluded.names WHERE excluded.version > version",
        vec![int(version), text(serde_json::to_string(names)?)],
    )
}
