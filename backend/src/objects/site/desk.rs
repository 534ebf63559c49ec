//! What is asked at the desk. Whether the actor may ask it was decided before.

use postil_model::CommentId;
use worker::Response;

use super::entry::Entry;
use super::{SiteObject, act, ban, counts, declare, door, log, orders, queue, rule};
use crate::call::reply;
use crate::message::{Actor, Answered, ToSiteFromDesk, Whose};
use crate::problem::{Problem, Refusal, Result};

impl SiteObject {
    /// Answers it.
    pub(super) async fn desk(
        &self,
        site: &str,
        actor: &Actor,
        ask: ToSiteFromDesk,
    ) -> worker::Result<Response> {
        let sql = match self.prepared() {
            Ok(sql) => sql,
            Err(problem) => return reply::<()>(Err(problem)),
        };
        let by = actor.name.as_str();
        match ask {
            ToSiteFromDesk::Declared => reply(
                declare::present(&sql).and_then(|present| present.ok_or(Problem::UnknownSite)),
            ),
            ToSiteFromDesk::Declare(wanted) => {
                let declared = declare::declare(&sql, by, &wanted);
                reply(self.set_alarm().await.and(declared))
            }
            ToSiteFromDesk::Queue(look) => reply(queue::list(&sql, &look, &self.counted)),
            ToSiteFromDesk::Counts => reply(counts::remembered(&sql, &self.counted)),
            ToSiteFromDesk::Act(ask) => {
                let acted = act::act(&sql, by, &ask);
                reply(self.set_alarm().await.and(acted))
            }
            ToSiteFromDesk::Undo(ask) => {
                let acted = act::undo(&sql, by, &ask);
                reply(self.set_alarm().await.and(acted))
            }
            ToSiteFromDesk::Answered(seq) => reply(self.answered(site, seq).await),
            ToSiteFromDesk::Log(before) => reply(log::list(&sql, before)),
            ToSiteFromDesk::Threads(look) => reply(door::list(&sql, &look)),
            ToSiteFromDesk::Door(ask) => reply(door::set(&sql, by, &ask)),
            ToSiteFromDesk::Try(ask) => reply(rule::attempt(&sql, &ask)),
            ToSiteFromDesk::Bans => reply(ban::list(&sql)),
            ToSiteFromDesk::ChangeBans(ask) => reply(ban::change(&sql, by, &ask)),
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
