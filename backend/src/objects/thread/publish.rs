//! Publishing a thread: which pages have changed, and what is in them.

use postil_widget::ssr::MARKUP;
use worker::Env;

use super::ThreadObject;
use super::outbox;
use super::read::Page;
use super::record::Record;
use crate::clock;
use crate::message::News;
use crate::objects::driver::{self, Publishes, Value};
use crate::objects::sql::Sql;
use crate::problem::Result;
use crate::publisher::Urgency;

/// Tells the publisher which pages have changed.
pub fn changed(
    sql: &Sql<'_>,
    record: &Record,
    pages: impl IntoIterator<Item = u32>,
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
    if let Some(record) = Record::load(&sql)? {
        renew(&sql, record)?;
    }
    // The news are sent whatever became of the puts.
    let driven = driver::drive(object).await;
    if let Some(record) = Record::load(&sql)? {
        say_whether_waiting(&sql, record)?;
    }
    if let Some(record) = Record::load(&sql)? {
        outbox::send(&sql, object.env(), &record, clock::now()).await?;
    }
    driven
}

/// After a deployment, pages may stand in KV as an earlier build rendered them. They are put anew
/// last of all: a widget that needs this build's rendering gets it from the object meanwhile.
fn renew(sql: &Sql<'_>, mut record: Record) -> Result<()> {
    if record.markup == MARKUP || record.version == 0 {
        return Ok(());
    }
    MARKUP.clone_into(&mut record.markup);
    sql.transaction(|| {
        changed(sql, &record, 0..record.pages(), Urgency::Score)?;
        record.save(sql)
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
            return Ok(None);
        };
        let language = crate::config::site(&self.env, &record.site)?.language("");
        let rendered = Page::numbered(&sql, &record, page)?.render(&record.whose(), language);
        Ok(Some(Value {
            text: rendered.html,
            version: rendered.version,
            count: rendered.count,
            markup: MARKUP,
        }))
    }
}
