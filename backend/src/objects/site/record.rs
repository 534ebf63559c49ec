//! The one row of a site.

use postil_model::verdict::OpenedThreads;

use crate::clock;
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, text};
use crate::problem::Result;
use postil_json as json;

/// The site's row.
pub struct Record {
    /// The site's id.
    pub id: String,
    /// What authors' marks are made with.
    pub secret: String,
    /// The threads begun within the last hour.
    pub opened: OpenedThreads,
    /// Grows with each change of what is published.
    pub version: u64,
}

impl Record {
    /// The stored row; none before the first comment on the site.
    pub fn load(sql: &Sql<'_>) -> Result<Option<Self>> {
        columns! {
            struct Row {
                id: String,
                secret: String,
                opened: String,
                version: u64,
            }
        }
        let row: Option<Row> = sql.first("SELECT id, secret, opened, version FROM site", vec![])?;
        let Some(Row {
            id,
            secret,
            opened,
            version,
        }) = row
        else {
            return Ok(None);
        };
        Ok(Some(Self {
            id,
            secret,
            opened: json::read(&opened)?,
            version,
        }))
    }

    /// The row, which is made with the first comment, and the site's secret with it.
    pub fn load_or_begin(sql: &Sql<'_>, id: &str) -> Result<Self> {
        if let Some(record) = Self::load(sql)? {
            return Ok(record);
        }
        let secret = clock::random::<32>()?
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let record = Self {
            id: id.to_owned(),
            secret,
            opened: OpenedThreads::default(),
            version: 0,
        };
        sql.run(
            "INSERT INTO site (one, id, secret, opened, version) VALUES (1, ?, ?, ?, 0)",
            vec![
                text(&*record.id),
                text(&*record.secret),
                text(json::write(&record.opened)?),
            ],
        )?;
        Ok(record)
    }

    /// Stores what changes.
    pub fn save(&self, sql: &Sql<'_>) -> Result<()> {
        sql.run(
            "UPDATE site SET opened = ?, version = ?",
            vec![text(json::write(&self.opened)?), int(self.version)],
        )
    }
}
