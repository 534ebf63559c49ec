//! The settings of sites, as the Worker knows them.
//!
//! A site's object keeps them and puts them into KV. An isolate remembers them for a minute, so
//! that a read costs none of either. What changes reaches every reader within two minutes: a
//! minute here, and a minute at the edge that KV reads from.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use postil_model::site::{Site, SiteId};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::wasm_bindgen;
use worker::{Env, console_error};

use crate::kv::Kv;
use crate::limit::{self, Limit};
use crate::message::ToSite;
use crate::problem::{Problem, Result};
use crate::{call, clock};
use postil_json as json;

/// How long they are remembered here.
const FRESH: u64 = 60_000;
/// As many sites as are remembered, those that are not there included.
const MOST: usize = 1_000;

/// What the site's object publishes about the site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Some thread has comments that KV cannot have yet: its readers are to be sent to its object.
    pub waiting: bool,
    /// What the owner has declared; what only moderators need is left out. None of a site that is
    /// not declared, or not any more, and in what an earlier build has put.
    #[serde(default)]
    pub site: Option<Site>,
    /// Grows with each declaration.
    #[serde(default)]
    pub revision: u64,
}

/// The KV key.
pub fn key(site: &str) -> String {
    format!("site/{site}")
}

/// What an isolate remembers of a site.
#[derive(Clone)]
struct Known {
    site: Option<Rc<Site>>,
    revision: u64,
    at: u64,
}

thread_local! {
    static KNOWN: RefCell<BTreeMap<String, Known>> = const { RefCell::new(BTreeMap::new()) };
}

/// The site of an id, if it was looked up within the last minute; that there is none, likewise.
pub fn fresh(id: &str) -> Option<Result<Rc<Site>>> {
    let known = known(id).filter(|known| clock::now().saturating_sub(known.at) < FRESH)?;
    Some(known.site.ok_or(Problem::UnknownSite))
}

/// The site of an id. A `network` bounds how often somebody may ask for one that is not known.
pub async fn site(env: &Env, id: &str, network: Option<&str>) -> Result<Rc<Site>> {
    if let Some(fresh) = fresh(id) {
        return fresh;
    }
    let id = SiteId::try_from(id).map_err(|_| Problem::UnknownSite)?;
    let known = known(id.as_str());
    match find(env, &id, network).await {
        Ok(found) => remember(id.as_str(), found).ok_or(Problem::UnknownSite),
        // Settings of a few minutes ago are better than none.
        Err(problem) => known.and_then(|known| known.site).ok_or(problem),
    }
}

/// The site of an id as of a declaration, or of a later one.
pub async fn site_since(env: &Env, id: &str, revision: u64) -> Result<Rc<Site>> {
    let found = site(env, id, None).await;
    if known(id).is_some_and(|known| known.revision >= revision) {
        return found;
    }
    let current = call::site(env, id, ToSite::Settings).await?;
    remember(id, current).ok_or(Problem::UnknownSite)
}

/// The site as it was last seen, however long ago: for what cannot wait.
pub fn last_seen(id: &str) -> Result<Rc<Site>> {
    known(id)
        .and_then(|known| known.site)
        .ok_or(Problem::UnknownSite)
}

#[wasm_bindgen]
extern "C" {
    /// `shim.js` has the other module [`hear`] it.
    #[wasm_bindgen(js_name = postilDeclared)]
    fn tell_readers(site: &str, settings: &str);
}

/// Lets the readers whom this isolate answers see at once what was declared of a site.
pub fn tell(site: &SiteId, settings: &Settings) -> Result<()> {
    tell_readers(site.as_str(), &json::write(settings)?);
    Ok(())
}

/// Hears what the other module [`tell`]s.
#[cfg(feature = "threads")]
#[wasm_bindgen(js_name = declared)]
pub fn hear(site: &str, settings: &str) {
    if let Ok(found) = json::read(settings) {
        remember(site, found);
    }
}

/// Remembers what a site's object has said, and answers with what holds now: settings that
/// come late from a copy do not replace later ones.
fn remember(id: &str, found: Settings) -> Option<Rc<Site>> {
    KNOWN.with_borrow_mut(|all| {
        if all.len() >= MOST {
            all.clear();
        }
        let at = clock::now();
        match all.get_mut(id) {
            Some(known) if known.revision > found.revision => known.at = at,
            Some(known) if known.revision == found.revision && known.site.is_some() => {
                known.at = at
            }
            _ => {
                let known = Known {
                    site: found.site.map(Rc::new),
                    revision: found.revision,
                    at,
                };
                all.insert(id.to_owned(), known);
            }
        }
        all.get(id).and_then(|known| known.site.clone())
    })
}

/// What KV says of a site, where it has no page of a thread.
pub async fn published(kv: &Kv, site: &str) -> Result<Settings> {
    let Some((text, copy)) = kv.text(&key(site)).await? else {
        return Ok(Settings::default());
    };
    if copy.live_until.is_some_and(|until| clock::now() < until) {
        // They may have changed since: then the objects know.
        return Ok(Settings {
            waiting: true,
            ..Settings::default()
        });
    }
    Ok(json::read(&text)?)
}

fn known(id: &str) -> Option<Known> {
    KNOWN.with_borrow(|all| all.get(id).cloned())
}

async fn find(env: &Env, id: &SiteId, network: Option<&str>) -> Result<Settings> {
    match published(&Kv::of(env)?, id.as_str()).await {
        Ok(settings) if settings.site.is_some() => return Ok(settings),
        Ok(_) => {}
        Err(problem) => console_error!("settings of {id}: {problem:?}"),
    }
    // KV has nothing for a minute after a site was made, or it was never made.
    if let Some(network) = network {
        limit::check(env, Limit::Read, id, network).await?;
    }
    call::site(env, id.as_str(), ToSite::Settings).await
}
