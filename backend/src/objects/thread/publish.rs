//! Publishing a thread: which pages have changed, and what is in them.

use postil_widget::ssr::MARKUP;
use worker::Env;

use super::read::Page;
use super::record::Record;
use super::{ThreadObject, outbox, terms};
use crate::message::News;
use crate::objects::driver::{self, Publishes, Value};
use crate::objects::sql::Sql;
use crate::problem::Result;
use crate::publisher::Urgency;
use crate::{clock, settings};

/// Tells the publisher which pages have changed.
pub fn changed(
    sql: &Sql<'_>,
    record: &Record,
    pages: impl IntoIterator<Item = u32>,
    urgency: Urgency,
) -> Result<()> {
    let mut pages = pages.into_iter();
    each_changed(sql, record, &mut pages, urgency)
}

fn each_changed(
    sql: &Sql<'_>,
    record: &Record,
    pages: &mut dyn Iterator<Item = u32>,
    urgency: Urgency,
) -> Result<()> {
    driver::update(sql, |publisher, now| {
        for page in pages {
            publisher.changed(&record.key(page), record.version, urgency, now);
        }
    })
}

/// What the alarm does: publishes, and sends the news.
pub async fn run(object: &ThreadObject) -> Result<()> {
    let sql = object.sql();
    if !object.is_there(&sql)? {
        return Ok(());
    }
    let renewed = renew(object, &sql).await;
    // The news are sent whatever became of the puts.
    let driven = driver::drive(object).await;
    if let Some(record) = Record::load(&sql)? {
        say_whether_waiting(&sql, record)?;
    }
    if let Some(record) = Record::load(&sql)? {
        outbox::send(&sql, object.env(), &record, clock::now()).await?;
    }
    driven.and(renewed)
}

/// Brings the pages up to the site as it is, or to what its object has told of it.
async fn renew(object: &ThreadObject, sql: &Sql<'_>) -> Result<()> {
    let Some(record) = Record::load(sql)? else {
        return Ok(());
    };
    match object.site(&record.whose()).await {
        Ok(site) => terms::renew(sql, &site, clock::now()),
        // Of a site that is not declared, or not any more, nothing is rendered.
        Err(problem) if terms::is_due(sql, clock::now())? => Err(problem),
        Err(_) => Ok(()),
    }
}

/// Earlier builds kept the open page of a long thread under a key of its own, which nobody reads
/// any more. What stands there is taken out of KV, or it would outlive the comments in it.
pub fn empty_former(sql: &Sql<'_>, record: &Record) -> Result<()> {
    let former = record.former_key();
    driver::update(sql, |publisher, now| {
        if publisher.has(&former) {
            publisher.changed(&former, record.version, Urgency::Text, now);
        }
    })
}

/// Readers of a thread that cannot be put for a while are sent to its object: the site's settings
/// say so, and they are asked where KV has nothing.
fn say_whether_waiting(sql: &Sql<'_>, mut record: Record) -> Result<()> {
    let now = clock::now();
    let waiting = driver::load(sql)?.waiting(now);
    if waiting == (record.waiting != 0) {
        return Ok(());
    }
    record.waiting = u8::from(waiting);
    sql.transaction(|| {
        record.save(sql)?;
        outbox::put(sql, "waiting", &News::Waiting(waiting), now)
    })
}

impl Publishes for ThreadObject {
    fn env(&self) -> &Env {
        self.env()
    }

    fn sql(&self) -> Sql<'_> {
        self.sql()
    }

    /// The page in the site's own language, as readers get it.
    fn value(&self, key: &str) -> Result<Option<Value>> {
        let sql = self.sql();
        let Some(record) = Record::load(&sql)? else {
            return Ok(None);
        };
        let Some(page) = record.page_of(key) else {
            // It is no page any more, and nothing is to be read there.
            return Ok(record.is_former(key).then(|| Value {
                version: record.version,
                ..Value::default()
            }));
        };
        let site = &*settings::last_seen(&record.site)?;
        let page = Page::numbered(&sql, &record, page)?;
        let rendered = page.render(site, &record.whose(), site.language(""));
        Ok(Some(Value {
            text: rendered.html,
            version: rendered.version,
            count: rendered.count,
            markup: MARKUP,
            pages: rendered.pages,
        }))
    }
}
