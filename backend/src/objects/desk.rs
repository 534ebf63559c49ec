//! The desk's object, of which a deployment has one: who works here, which of their browsers are
//! signed in, and which sites there are.

mod attempts;
mod invitations;
mod links;
mod members;
mod pages;
mod schema;
mod sessions;
mod signing;
mod sites;
mod staff;
mod tell;

use worker::{DurableObject, Env, Request, Response, State, durable_object};

use super::alarm;
use super::sql::Sql;
use crate::call::reply;
use crate::clock;
use crate::message::desk::{Signed, ToDesk};
use crate::problem::{Refusal, Result};
use postil_json as json;

/// The object `desk`.
#[cfg_attr(feature = "sites", durable_object(alarm))]
pub struct DeskObject {
    state: State,
    env: Env,
}

#[cfg(feature = "sites")]
impl DurableObject for DeskObject {
    fn new(state: State, env: Env) -> Self {
        Self { state, env }
    }

    async fn fetch(&self, mut request: Request) -> worker::Result<Response> {
        let ask = json::read(&request.text().await?)?;
        let now = clock::now();
        match ask {
            ToDesk::Who(hash) => reply(self.holder(&hash, now).map(|(_, signed)| signed)),
            ToDesk::Me(hash) => reply(
                self.holder(&hash, now)
                    .and_then(|(sql, signed)| staff::me(&sql, signed)),
            ),
            ToDesk::Staff(hash) => reply(
                self.holder(&hash, now)
                    .and_then(|(sql, signed)| staff::seen_by(&sql, &signed, now)),
            ),
            ToDesk::Sites(hash) => reply(
                self.holder(&hash, now)
                    .and_then(|(sql, signed)| sites::within(&sql, &signed.scope)),
            ),
            ToDesk::SignIn(ask) => {
                let signed = self
                    .prepared()
                    .and_then(|sql| signing::sign_in(&sql, &ask, now));
                reply(self.set_alarm().await.and(signed))
            }
            ToDesk::Link(knock) => {
                let token = self
                    .prepared()
                    .and_then(|sql| signing::link(&sql, &knock, now));
                reply(self.set_alarm().await.and(token))
            }
            ToDesk::SignOut(hash) => reply(self.sign_out(&hash)),
            ToDesk::Change(hash, change) => {
                let changed = self
                    .holder(&hash, now)
                    .and_then(|(sql, signed)| staff::change(&sql, &signed, change, now));
                reply(self.set_alarm().await.and(changed))
            }
            ToDesk::LinkPage(hash, site) => reply(
                self.holder(&hash, now)
                    .and_then(|(sql, signed)| pages::link(&sql, &signed, &site, now)),
            ),
            ToDesk::SpendPage(knock) => reply(
                self.opened(Refusal::LinkSpent)
                    .and_then(|sql| pages::spend(&sql, &knock, now)),
            ),
            ToDesk::Moderating(knock) => reply(
                self.opened(Refusal::PageEnded)
                    .and_then(|sql| pages::holder(&sql, &knock, now)),
            ),
            ToDesk::EndPage(knock) => reply(
                self.opened(Refusal::PageEnded)
                    .and_then(|sql| pages::stop(&sql, &knock)),
            ),
            ToDesk::Site(site) => {
                let kept = self.prepared().and_then(|sql| sites::keep(&sql, &site));
                reply(self.set_alarm().await.and(kept))
            }
        }
    }

    async fn alarm(&self) -> worker::Result<Response> {
        let outcome = self.work().await;
        alarm::after(&self.state, outcome, self.due()).await;
        Response::empty()
    }
}

impl DeskObject {
    fn prepared(&self) -> Result<Sql<'_>> {
        let sql = Sql::of(&self.state);
        sql.prepare(schema::STEPS)?;
        Ok(sql)
    }

    /// The store, or this refusal where nobody has ever signed in: asking makes no table.
    fn opened(&self, otherwise: Refusal) -> Result<Sql<'_>> {
        let sql = Sql::of(&self.state);
        if sql.is_there(schema::STEPS)? {
            Ok(sql)
        } else {
            Err(otherwise.into())
        }
    }

    /// Who holds the session of a hash.
    fn holder(&self, hash: &str, now: u64) -> Result<(Sql<'_>, Signed)> {
        let sql = self.opened(Refusal::SignedOut)?;
        let signed = sessions::holder(&sql, hash, now)?;
        Ok((sql, signed))
    }

    fn sign_out(&self, hash: &str) -> Result<()> {
        let sql = Sql::of(&self.state);
        if sql.is_there(schema::STEPS)? {
            sessions::sign_out(&sql, hash)?;
        }
        Ok(())
    }

    async fn work(&self) -> Result<()> {
        let sql = self.prepared()?;
        signing::forget(&sql, clock::now())?;
        tell::tell(&self.env, &sql).await
    }

    fn due(&self) -> Result<Option<u64>> {
        let sql = self.prepared()?;
        if tell::is_due(&sql)? {
            return Ok(Some(clock::now()));
        }
        signing::due(&sql)
    }

    async fn set_alarm(&self) -> Result<()> {
        alarm::set(&self.state, self.due()?).await
    }
}
