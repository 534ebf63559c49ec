//! How the owner is told of what waits: by mail, by a webhook, by a private feed.

pub mod feed;
pub mod message;
pub mod notice;
pub mod send;
mod way;

use postil_model::notify::{self, Way, signature};
use postil_model::wire::notify::{Change, Mail, Notify, Once, Webhook};
use worker::Env;

use super::log;
use crate::clock;
use crate::config;
use crate::objects::sql::Sql;
use crate::problem::Result;
use crate::token::Token;
use way::Stored;

/// How it is set, and what has become of the messages.
pub fn present(sql: &Sql<'_>, env: &Env) -> Result<Notify> {
    let mail = way::of::<notify::Mail>(sql, Way::Mail)?;
    let webhook = way::of::<notify::Webhook>(sql, Way::Webhook)?;
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

/// Changes it. `origin` is that of this Worker, as the owner addressed it.
pub async fn change(
    sql: &Sql<'_>,
    env: &Env,
    by: &str,
    origin: &str,
    change: Change,
) -> Result<Notify> {
    let now = clock::now();
    let mut once = None;
    match change {
        Change::Mail { mail, .. } => set_mail(sql, by, origin, mail, now)?,
        Change::Webhook { webhook, .. } => once = set_webhook(sql, by, origin, webhook, now)?,
        Change::RenewSecret { .. } => {
            let key = clock::random_key()?;
            sql.transaction(|| {
                way::set_key(sql, &key)?;
                written(sql, by, "webhook", now)
            })?;
            once = Some(Once::Secret(signature::secret(&key)));
        }
        Change::MakeFeed { site } => {
            let token = Token::new()?;
            sql.transaction(|| {
                feed::set(sql, Some(&token.hash()), now)?;
                written(sql, by, "feed", now)
            })?;
            let token = token.reveal();
            let link = format!("{origin}/v1/queue-feed?site={site}&token={token}");
            once = Some(Once::Feed(link));
        }
        Change::DropFeed { .. } => sql.transaction(|| {
            feed::set(sql, None, now)?;
            written(sql, by, "feed", now)
        })?,
        Change::TestFeed { .. } => feed::test(sql, now)?,
        Change::Test { way, .. } => {
            for seq in message::test(sql, way, now)? {
                send::one(sql, env, seq).await?;
            }
        }
    }
    Ok(Notify {
        once,
        ..present(sql, env)?
    })
}

fn set_mail(sql: &Sql<'_>, by: &str, origin: &str, wanted: Option<Mail>, now: u64) -> Result<()> {
    let mail = wanted
        .map(|mail| notify::Mail::new(&mail.to, &mail.from, mail.when))
        .transpose()?;
    sql.transaction(|| {
        let to = mail.as_ref().map(|mail| mail.to.as_slice());
        message::keep_only(sql, to.unwrap_or_default())?;
        way::set(sql, Way::Mail, mail.as_ref(), None, origin, now)?;
        written(sql, by, "mail", now)
    })
}

/// The first time makes the secret, and answers with it.
fn set_webhook(
    sql: &Sql<'_>,
    by: &str,
    origin: &str,
    wanted: Option<Webhook>,
    now: u64,
) -> Result<Option<Once>> {
    let here = config::is_this_machine(origin);
    let webhook = wanted
        .map(|one| notify::Webhook::new(&one.url, one.format, one.when, here))
        .transpose()?;
    let known = way::of::<notify::Webhook>(sql, Way::Webhook)?.and_then(|before| before.key);
    let is_first = known.is_none() && webhook.is_some();
    let key = match known {
        Some(key) => key,
        None => clock::random_key()?,
    };
    sql.transaction(|| {
        let host = webhook.as_ref().map(|webhook| webhook.url.host());
        message::redirect(sql, host.as_deref())?;
        let webhook = webhook.as_ref();
        way::set(sql, Way::Webhook, webhook, Some(&key), origin, now)?;
        written(sql, by, "webhook", now)
    })?;
    Ok(is_first.then(|| Once::Secret(signature::secret(&key))))
}

/// Writes into the log of the site that somebody has changed this.
fn written(sql: &Sql<'_>, by: &str, about: &str, now: u64) -> Result<()> {
    log::note(sql, by, "notify", about, now).map(drop)
}
