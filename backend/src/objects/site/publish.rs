//! What a site publishes: its counts and its settings.

use worker::Env;

use super::record::Record;
use super::{SiteObject, declare, feed};
use crate::counts;
use crate::objects::driver::{self, Publishes, Value};
use crate::objects::row::columns;
use crate::objects::sql::Sql;
use crate::problem::Result;
use crate::publisher::Urgency;
use crate::settings;
use postil_json as json;

/// Tells the publisher what has changed.
pub fn changed(sql: &Sql<'_>, record: &Record, counts: bool, settings: bool) -> Result<()> {
    driver::update(sql, |publisher, now| {
        if counts {
            publisher.changed(
                &counts::key(&record.id),
                record.version,
                Urgency::Index,
                now,
            );
        }
        // Until this is put, readers see an empty thread where there is none: it skips the queue.
        if settings {
            publisher.changed(
                &settings::key(&record.id),
                record.version,
                Urgency::Removal,
                now,
            );
        }
    })
}

/// Whether readers of any thread must be sent to its object.
pub fn anyone_waits(sql: &Sql<'_>) -> Result<bool> {
    columns! {
        struct Any {
            any: u8,
        }
    }
    let any: Option<Any> = sql.first(
        "SELECT EXISTS (SELECT 1 FROM thread WHERE waiting = 1) AS any",
        vec![],
    )?;
    Ok(any.is_some_and(|row| row.any != 0))
}

fn all_counts(sql: &Sql<'_>) -> Result<String> {
    columns! {
        struct Row {
            id: String,
            count: u32,
        }
    }
    let rows: Vec<Row> = sql.all(
        "SELECT id, count FROM thread WHERE count > 0 ORDER BY moved DESC, id",
        vec![],
    )?;
    let mut value = String::new();
    for row in rows {
        counts::push(&mut value, &row.id, row.count);
    }
    Ok(value)
}

impl Publishes for SiteObject {
    fn env(&self) -> &Env {
        self.env()
    }

    fn sql(&self) -> Sql<'_> {
        self.sql()
    }

    fn value(&self, key: &str) -> Result<Option<Value>> {
        let sql = self.sql();
        let Some(record) = Record::load(&sql)? else {
            return Ok(None);
        };
        let text = if key == counts::key(&record.id) {
            all_counts(&sql)?
        } else if key == settings::key(&record.id) {
            json::write(&declare::public(&sql)?)?
        } else if key == crate::feed::key(&record.id) {
            feed::value(&sql, &declare::site(&sql)?)?
        } else {
            return Ok(None);
        };
        Ok(Some(Value {
            text,
            version: record.version,
            ..Value::default()
        }))
    }
}
