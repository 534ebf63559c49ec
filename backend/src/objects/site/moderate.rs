//! What is asked at the desk. Whether the actor may ask it was decided before.

use postil_model::CommentId;
use postil_model::wire::desk::{AboutAuthor, FormerTexts, ImportStep};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use worker::Response;

use super::entry::Entry;
use super::{
    SiteObject, act, author, ban, counts, declare, door, entry, export, import, log, notify,
    orders, queue, rule, schema, title, waiting,
};
use crate::call::{self, reply_text};
use crate::message::moderate::{Answered, Moderation, Question};
use crate::message::{ToThread, Whose};
use crate::problem::{Problem, Refusal, Result};
use postil_json as json;

impl SiteObject {
    /// Answers it.
    pub(super) async fn moderate(&self, site: &str, ask: &Moderation) -> worker::Result<Response> {
        if let Err(problem) = self.is_declared(ask) {
            return reply_text(Err(problem));
        }
        let answer = match ask.call.as_str() {
            "answered" => self.answered(site, &ask.sent).await,
            "notify" => self.notify(ask).await,
            "former" => self.former(site, &ask.sent).await,
            "author" => self.author(site, ask).await,
            "imports" | "import" | "add" => self.import(site, ask).await,
            "export" => self.export(site, &ask.sent).await,
            _ => self.answer(ask),
        };
        reply_text(self.set_alarm().await.and(answer))
    }

    /// Refuses what is asked of a site that is not declared, nor is about to be: it is not there, and
    /// asking for it leaves nothing behind.
    fn is_declared(&self, ask: &Moderation) -> Result<()> {
        if ask.call == "declare" {
            return Ok(());
        }
        let sql = self.sql();
        if sql.is_there(schema::STEPS)? && declare::present(&sql)?.is_some() {
            Ok(())
        } else {
            Err(Refusal::Site.into())
        }
    }

    fn answer(&self, ask: &Moderation) -> Result<String> {
        let sql = &self.prepared()?;
        let by = ask.actor.name.as_str();
        let sent = ask.sent.as_str();
        match ask.call.as_str() {
            "declared" => written(&declare::present(sql)?.ok_or(Refusal::Site)?),
            "declare" => written(&declare::declare(sql, by, &read(sent)?)?),
            "queue" => written(&queue::list(sql, &read(sent)?, &self.counted)?),
            "counts" => written(&counts::remembered(sql, &self.counted)?),
            "act" => written(&act::act(sql, by, &read(sent)?)?),
            "undo" => written(&act::undo(sql, by, &read(sent)?)?),
            "log" => written(&log::list(sql, number(&read::<Question>(sent)?.after)?)?),
            "threads" => written(&door::list(sql, &declare::site(sql)?, &read(sent)?)?),
            "thread" => written(&door::set(sql, by, &read(sent)?)?),
            "titles" => written(&title::set(sql, by, &read(sent)?)?),
            "find" => written(&waiting::find(sql, &read(sent)?)?),
            "waiting" => written(&waiting::list(sql, &read::<String>(sent)?)?),
            "try" => written(&rule::attempt(sql, &read(sent)?)?),
            "where" => written(&entry::place(sql, &read::<Question>(sent)?.id)?),
            // A GET sends a question, which says nothing of what to do.
            "bans" if !sent.contains("\"do\"") => written(&ban::list(sql)?),
            "bans" => written(&ban::change(sql, by, &read(sent)?)?),
            _ => Err(Problem::UnknownRoute),
        }
    }

    async fn notify(&self, ask: &Moderation) -> Result<String> {
        let sql = self.prepared()?;
        let sent = ask.sent.as_str();
        let changes = sent.contains("\"do\"");
        written(&if changes {
            let origin = read::<Changed>(sent)?.origin;
            notify::change(&sql, &self.env, &ask.actor.name, &origin, read(sent)?).await?
        } else {
            notify::present(&sql, &self.env)?
        })
    }

    async fn author(&self, site: &str, ask: &Moderation) -> Result<String> {
        let sql = &self.prepared()?;
        let about: AboutAuthor = read(&ask.sent)?;
        match &*about.what {
            "count" => written(&author::count(sql, &about)?),
            "export" => written(&author::export(sql, &self.env, site, &about).await?),
            "erase" => written(&author::erase(sql, &ask.actor.name, &about)?),
            _ => Err(Problem::Json),
        }
    }

    async fn import(&self, site: &str, ask: &Moderation) -> Result<String> {
        let (sql, env) = (&self.prepared()?, &self.env);
        match &*ask.call {
            "imports" => return import::list(sql, env).await,
            "add" => return import::add(sql, env, site, &ask.sent).await,
            _ => {}
        }
        let step: ImportStep = read(&ask.sent)?;
        let by = ask.actor.name.as_str();
        match &*step.what {
            "begin" => import::begin(sql, site, by, &step),
            "end" => import::end(sql, &step),
            "undo" => import::undo::undo(sql, by, &step),
            "restore" => written(&export::restore(sql, site, by, &step)?),
            _ => Err(Problem::Json),
        }
    }

    /// What is said of a thread is lines of JSON already.
    async fn export(&self, site: &str, sent: &str) -> Result<String> {
        let (sql, ask) = (&self.prepared()?, read::<Question>(sent)?);
        match &*ask.thread {
            "" => export::head(sql, site, &ask),
            hash => export::thread(sql, &self.env, site, hash).await,
        }
    }

    async fn former(&self, site: &str, sent: &str) -> Result<String> {
        let seq = number(&read::<Question>(sent)?.comment)?.ok_or(Problem::Json)?;
        let entry = Entry::numbered(&self.prepared()?, seq)?.ok_or(Refusal::Comment)?;
        let whose = orders::whose(site, &entry.hash);
        let texts: FormerTexts =
            call::thread(&self.env, &whose, ToThread::Former(entry.comment)).await?;
        written(&texts)
    }

    async fn answered(&self, site: &str, sent: &str) -> Result<String> {
        let sql = self.prepared()?;
        let entry = Entry::numbered(&sql, read(sent)?)?.ok_or(Refusal::Comment)?;
        orders::send_to(&sql, &self.env, site, &entry.hash).await?;
        written(&Answered {
            whose: Whose {
                site: site.to_owned(),
                thread: entry.thread,
                hash: entry.hash,
            },
            comment: CommentId::try_from(entry.comment.as_str())?,
        })
    }
}

/// What the Worker adds to a change of how the owner is told.
#[derive(Deserialize)]
struct Changed {
    /// Its own origin, for links.
    origin: String,
}

/// A number as it stood in an address.
pub fn number(text: &Option<String>) -> Result<Option<u64>> {
    text.as_ref()
        .map(|text| text.parse().map_err(|_| Problem::After))
        .transpose()
}

fn read<T: DeserializeOwned>(sent: &str) -> Result<T> {
    json::read(sent).map_err(|_| Problem::Json)
}

fn written<T: Serialize>(value: &T) -> Result<String> {
    Ok(json::write(value)?)
}
