//! What is asked of a site by somebody who is signed in: the queue, what is done with comments, the
//! log, threads and bans. Whether they may is decided here; what was sent goes on as it came, and
//! the answer of the site's object comes back as it is.

use postil_model::SiteId;
use postil_model::staff::{Right, may};
use serde_json::{Map, Value};
use worker::{Method, Response};

use super::super::ask::Ask;
use super::door;
use crate::body;
use crate::call;
use crate::message::ToSite;
use crate::message::desk::Signed;
use crate::message::moderate::{Actor, Moderation};
use crate::problem::{Problem, Refusal, Result};
use postil_json as json;

/// The right that a call needs to `do` something; none if there is no such call. What reads is a GET, what changes a
/// POST.
fn right(call: &str, posts: bool, what: &str) -> Option<Right> {
    Some(match (call, posts) {
        ("queue" | "counts" | "threads" | "former", false) => Right::ReadQueue,
        ("where", false) => Right::ReadQueue,
        ("notify", _) => Right::Notify,
        ("log", false) => Right::ReadLog,
        ("bans", _) => Right::Ban,
        ("act" | "undo", true) => Right::Act,
        ("thread" | "titles", true) => Right::ThreadSettings,
        ("try", true) => Right::ReadQueue,
        // To erase takes more than to look: what does neither is refused by the site's object.
        ("author", true) if what == "export" => Right::Export,
        ("author", true) => Right::Erase,
        ("imports", false) | ("import" | "add", true) => Right::Import,
        ("export", false) => Right::Export,
        _ => return None,
    })
}

/// Whether there is such a call, by whatever method.
pub fn knows(call: &str) -> bool {
    right(call, false, "").or(right(call, true, "")).is_some()
}

/// Answers it.
pub async fn answer(ask: &Ask, call: &str) -> Result<Response> {
    let posts = ask.method == Method::Post;
    let reads = matches!(ask.method, Method::Get | Method::Head);
    if right(call, posts, "").filter(|_| posts || reads).is_none() {
        return Err(Problem::Method);
    }
    let signed = door::signed(ask).await?;
    let (site, what, sent) = if posts {
        let most = match call {
            "import" | "add" => body::MOST_IMPORT,
            _ => body::MOST,
        };
        let sent = body::text(&ask.request, most).await?;
        let mut value: Value = json::parsed(&sent).map_err(|_| Problem::Json)?;
        let field = |name| value.get(name).and_then(Value::as_str).unwrap_or_default();
        let (site, what) = (field("site").to_owned(), field("do").to_owned());
        match value.as_object_mut().filter(|_| call == "notify") {
            Some(value) => {
                // Links in messages lead to where the owner is now.
                value.insert("origin".to_owned(), ask.own_origin().into());
                let sent = Value::Object(std::mem::take(value)).to_string();
                (site, what, sent)
            }
            None => (site, what, sent),
        }
    } else {
        let site = ask.query.get("site").unwrap_or_default().to_owned();
        (site, String::new(), question(ask).to_string())
    };
    let right = right(call, posts, &what).ok_or(Problem::Method)?;
    let site = allowed(&signed, &site, right)?;
    let answer = asked(ask, &signed, &site, call, sent).await?;
    match (call, ask.query.filled("thread")) {
        ("export", Some(_)) => door::lines(answer),
        _ => door::pass(answer),
    }
}

/// Asks the object of a site. The answer is JSON.
pub async fn asked(
    ask: &Ask,
    signed: &Signed,
    site: &SiteId,
    call: &str,
    sent: String,
) -> Result<String> {
    let moderation = Moderation {
        actor: Actor {
            name: signed.name.clone(),
        },
        call: call.to_owned(),
        sent,
    };
    call::site_text(&ask.env, site.as_str(), ToSite::Moderate(moderation)).await
}

/// The site, if whoever is signed in may do this there. Nobody learns of sites they do not work on.
pub fn allowed(signed: &Signed, site: &str, right: Right) -> Result<SiteId> {
    let id = SiteId::try_from(site).map_err(|_| Refusal::Site)?;
    if !signed.scope.covers(Some(&id)) {
        return Err(Refusal::Site.into());
    }
    if may(signed.role, &signed.scope, right, Some(&id)) {
        Ok(id)
    } else {
        Err(Refusal::NotAllowed.into())
    }
}

/// What a GET asks for.
fn question(ask: &Ask) -> Value {
    let names = ["view", "q", "after", "most", "id", "comment", "thread"];
    let mut given = Map::new();
    for name in names {
        if let Some(value) = ask.query.filled(name) {
            given.insert(name.to_owned(), Value::from(value));
        }
    }
    Value::Object(given)
}
