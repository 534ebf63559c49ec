//! `GET` and `POST /v1/desk/notify`: how the owner is told of what waits.

use postil_model::FieldError;
use postil_model::notify::{HookUrl, Mail, Webhook};
use postil_model::staff::Right;
use postil_model::wire::notify::{self, Change, Notify, Once};
use worker::Response;

use super::super::ask::Ask;
use super::door;
use super::moderate::{allowed, asked, change};
use crate::config;
use crate::message::moderate;
use crate::message::notify::{Set, What};
use crate::problem::Result;
use crate::token::Token;

/// Answers with how it is set.
pub async fn get(ask: &Ask) -> Result<Response> {
    let signed = door::signed(ask).await?;
    let site = ask.query.get("site").unwrap_or_default();
    let present: Notify = asked(ask, &signed, site, Right::Notify, moderate::Ask::Notify).await?;
    door::answer(&present)
}

/// Changes it.
pub async fn post(ask: &Ask) -> Result<Response> {
    let (signed, sent) = change::<Change>(ask).await?;
    let site = sent.site().to_owned();
    // Who may not change it need not learn what is wrong with what they have sent.
    let id = allowed(&signed, &site, Right::Notify)?;
    let origin = ask.own_origin();
    // The feed's token stays here: the site's object hears its hash.
    let token = match sent {
        Change::MakeFeed { .. } => Some(Token::new()?),
        _ => None,
    };
    let set = Set {
        what: accept(sent, origin, token.as_ref())?,
        origin: origin.to_owned(),
    };
    let set = moderate::Ask::ChangeNotify(set);
    let mut changed: Notify = asked(ask, &signed, &site, Right::Notify, set).await?;
    if let Some(token) = token {
        let token = token.reveal();
        let link = format!("{origin}/v1/queue-feed?site={id}&token={token}");
        changed.once = Some(Once::Feed(link));
    }
    door::answer(&changed)
}

fn accept(sent: Change, origin: &str, token: Option<&Token>) -> Result<What> {
    Ok(match sent {
        Change::Mail { mail, .. } => What::Mail(
            mail.map(|mail| Mail::new(&mail.to, &mail.from, mail.when))
                .transpose()?,
        ),
        Change::Webhook { webhook, .. } => {
            What::Webhook(webhook.map(|one| hook(&one, origin)).transpose()?)
        }
        Change::RenewSecret { .. } => What::Secret,
        Change::MakeFeed { .. } => What::Feed(token.map(Token::hash)),
        Change::DropFeed { .. } => What::Feed(None),
        Change::Test { way, .. } => What::Test(way),
        Change::TestFeed { .. } => What::TestFeed,
    })
}

fn hook(sent: &notify::Webhook, origin: &str) -> Result<Webhook> {
    let url = HookUrl::read(&sent.url, config::is_this_machine(origin));
    Ok(Webhook {
        url: url.map_err(|code| FieldError::new("url", code))?,
        format: sent.format,
        when: sent.when,
    })
}
