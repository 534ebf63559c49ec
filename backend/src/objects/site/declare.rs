//! What the owner has declared about the site.

use postil_model::policy::Policy;
use postil_model::site::Site;
use postil_model::wire::desk::Settings;

use super::log;
use super::record::Record;
use super::{publish, terms};
use crate::clock;
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, text};
use crate::objects::thread::appearance;
use crate::problem::{Problem, Refusal, Result};
use crate::settings;
use postil_json as json;

/// The declaration, if there is one.
pub fn present(sql: &Sql<'_>) -> Result<Option<Settings>> {
    columns! {
        struct Row {
            revision: u64,
            site: String,
        }
    }
    let row: Option<Row> = sql.first("SELECT revision, site FROM settings", vec![])?;
    row.map(|row| {
        Ok(Settings {
            site: json::read(&row.site)?,
            revision: Some(row.revision),
        })
    })
    .transpose()
}

/// The site as it was declared.
pub fn site(sql: &Sql<'_>) -> Result<Site> {
    Ok(present(sql)?.ok_or(Problem::UnknownSite)?.site)
}

/// Declares the site. Whoever changes it has to know what is there.
pub fn declare(sql: &Sql<'_>, by: &str, wanted: &Settings) -> Result<Settings> {
    sql.transaction(|| {
        let before = present(sql)?;
        let revision = before.as_ref().and_then(|settings| settings.revision);
        if revision != wanted.revision {
            return Err(Refusal::SettingsStale.into());
        }
        let revision = revision.unwrap_or_default() + 1;
        sql.run(
            "INSERT INTO settings (one, revision, site) VALUES (1, ?1, ?2)
             ON CONFLICT (one) DO UPDATE SET revision = ?1, site = ?2",
            vec![int(revision), text(json::write(&wanted.site)?)],
        )?;
        if before.is_none_or(|before| shows(&before.site) != shows(&wanted.site)) {
            terms::tell_all(sql, revision, clock::now())?;
        }
        let mut record = Record::load_or_begin(sql, wanted.site.id.as_str())?;
        record.version += 1;
        record.save(sql)?;
        publish::changed(sql, &record, false, true)?;
        log::note(sql, by, "settings", "", clock::now())?;
        Ok(Settings {
            site: wanted.site.clone(),
            revision: Some(revision),
        })
    })
}

/// What its threads' pages show of a site, and what closes them.
fn shows(site: &Site) -> (String, Option<u32>) {
    (appearance(site), site.policy.close_days)
}

/// What is published of it: all but what only moderators need.
pub fn public(sql: &Sql<'_>) -> Result<settings::Settings> {
    let present = present(sql)?;
    let revision = present.as_ref().and_then(|settings| settings.revision);
    Ok(settings::Settings {
        waiting: publish::anyone_waits(sql)?,
        revision: revision.unwrap_or_default(),
        site: present.map(|settings| Site {
            policy: Policy {
                words: Vec::new(),
                ..settings.site.policy
            },
            ..settings.site
        }),
    })
}
