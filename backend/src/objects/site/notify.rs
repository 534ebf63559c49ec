//! How the owner is told of what waits: by mail, by a webhook, by a private feed.

pub mod feed;
pub mod message;
pub mod notice;
pub mod send;
mod way;

use postil_model::notify::{Way, signature};
use postil_model::wire::notify::{Mail, Notify, Once, Webhook};
use worker::Env;

use super::log::{self, Deed};
use crate::clock;
use crate::message::notify::{Set, What};
use crate::objects::sql::Sql;
use crate::problem::Result;
use way::Stored;

/// How it is set, and what has become of the messages.
pub fn present(sql: &Sql<'_>, env: &Env) -> Result<Notify> {
    let mail = way::of::<postil_model::notify::Mail>(sql, Way::Mail)?;
    let webhook = way::of::<postil_model::notify::Webhook>(sql, Way::Webhook)?;
    Ok(Notify {
        mail: mail.map(|Stored { settings, .. }| Mail {
            to: settings.to.into_iter().map(String::from).collect(),
            from: settings.from.into(),
            when: settings.when,
        }),
        can_mail: send::can_mail(env),
        webhook: webhook.map(|Stored { settings, .. }| Webhook {
            url: settings.url.as_str().to_owned(),
            format: settings.format,
            when: settings.when,
        }),
        feed: feed::since(sql)?,
        once: None,
        log: message::log(sql)?,
    })
}

/// Changes it.
pub async fn change(sql: &Sql<'_>, env: &Env, by: &str, set: Set) -> Result<Notify> {
    let now = clock::now();
    let mut once = None;
    match set.what {
        What::Mail(mail) => sql.transaction(|| {
            let to = mail.as_ref().map(|mail| mail.to.as_slice());
            message::keep_only(sql, to.unwrap_or_default())?;
            way::set(sql, Way::Mail, mail.as_ref(), None, &set.origin, now)?;
            written(sql, by, "mail", now)
        })?,
        What::Webhook(webhook) => {
            let before = way::of::<postil_model::notify::Webhook>(sql, Way::Webhook)?;
            let known = before.and_then(|before| before.key);
            let key = match (&webhook, known) {
                (None, _) => None,
                (Some(_), Some(key)) => Some(key),
                (Some(_), None) => {
                    let key = clock::random_key()?;
                    once = Some(Once::Secret(signature::secret(&key)));
                    Some(key)
                }
            };
            sql.transaction(|| {
                let host = webhook.as_ref().map(|webhook| webhook.url.host());
                message::redirect(sql, host.as_deref())?;
                let key = key.as_ref();
                way::set(sql, Way::Webhook, webhook.as_ref(), key, &set.origin, now)?;
                written(sql, by, "webhook", now)
            })?;
        }
        What::Secret => {
            let key = clock::random_key()?;
            sql.transaction(|| {
                way::set_key(sql, &key)?;
                written(sql, by, "webhook", now)
            })?;
            once = Some(Once::Secret(signature::secret(&key)));
        }
        What::Feed(token) => sql.transaction(|| {
            feed::set(sql, token.as_deref(), now)?;
            written(sql, by, "feed", now)
        })?,
        What::TestFeed => feed::test(sql, now)?,
        What::Test(way) => {
            let made = message::test(sql, way, now)?;
            for seq in made {
                send::one(sql, env, seq).await?;
            }
        }
    }
    Ok(Notify {
        once,
        ..present(sql, env)?
    })
}

/// Writes into the log of the site that somebody has changed this.
fn written(sql: &Sql<'_>, by: &str, about: &str, now: u64) -> Result<()> {
    let deed = Deed {
        id: None,
        by,
        act: "notify",
        comments: 0,
        left: 0,
        about,
    };
    log::write(sql, &deed, now).map(drop)
}
