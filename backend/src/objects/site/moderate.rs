//! What is asked at the desk. Whether the actor may ask it was decided before.

use postil_model::CommentId;
use worker::Response;

use super::entry::Entry;
use super::{SiteObject, act, ban, counts, declare, door, log, orders, queue, rule, schema, title};
use crate::call::reply;
use crate::message::Whose;
use crate::message::moderate::{Actor, Answered, Ask};
use crate::objects::sql::Sql;
use crate::problem::{Refusal, Result};

impl SiteObject {
    /// Answers it.
    pub(super) async fn moderate(
        &self,
        site: &str,
        actor: &Actor,
        ask: Ask,
    ) -> worker::Result<Response> {
        let sql = match self.declared(&ask) {
            Ok(sql) => sql,
            Err(problem) => return reply::<()>(Err(problem)),
        };
        let by = actor.name.as_str();
        match ask {
            Ask::Declared => reply(
                declare::present(&sql).and_then(|present| present.ok_or(Refusal::Site.into())),
            ),
            Ask::Declare(wanted) => {
                let declared = declare::declare(&sql, by, &wanted);
                reply(self.set_alarm().await.and(declared))
            }
            Ask::Queue(look) => reply(queue::list(&sql, &look, &self.counted)),
            Ask::Counts => reply(counts::remembered(&sql, &self.counted)),
            Ask::Act(ask) => {
                let acted = act::act(&sql, by, &ask);
                reply(self.set_alarm().await.and(acted))
            }
            Ask::Undo(ask) => {
                let acted = act::undo(&sql, by, &ask);
                reply(self.set_alarm().await.and(acted))
            }
            Ask::Answered(seq) => reply(self.answered(site, seq).await),
            Ask::Log(before) => reply(log::list(&sql, before)),
            Ask::Threads(look) => {
                reply(declare::site(&sql).and_then(|site| door::list(&sql, &site, &look)))
            }
            Ask::Door(ask) => {
                let set = door::set(&sql, by, &ask);
                reply(self.set_alarm().await.and(set))
            }
            Ask::Titles(ask) => {
                let set = title::set(&sql, by, &ask);
                reply(self.set_alarm().await.and(set))
            }
            Ask::Try(ask) => reply(rule::attempt(&sql, &ask)),
            Ask::Bans => reply(ban::list(&sql)),
            Ask::ChangeBans(ask) => reply(ban::change(&sql, by, &ask)),
        }
    }

    /// The store of a site that is declared, or about to be. Another one is not there, and asking
    /// for it leaves nothing behind.
    fn declared(&self, ask: &Ask) -> Result<Sql<'_>> {
        if matches!(ask, Ask::Declare(_)) {
            return self.prepared();
        }
        let sql = self.sql();
        if sql.is_there(schema::STEPS)? && declare::present(&sql)?.is_some() {
            Ok(sql)
        } else {
            Err(Refusal::Site.into())
        }
    }

    async fn answered(&self, site: &str, seq: u64) -> Result<Answered> {
        let sql = self.prepared()?;
        let entry = Entry::numbered(&sql, seq)?.ok_or(Refusal::Comment)?;
        orders::send_to(&sql, &self.env, site, &entry.hash).await?;
        Ok(Answered {
            whose: Whose {
                site: site.to_owned(),
                thread: entry.thread,
                hash: entry.hash,
            },
            comment: CommentId::try_from(entry.comment.as_str())?,
        })
    }
}
