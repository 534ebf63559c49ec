//! What the Worker's configuration says: its sites and its secrets.

use std::sync::OnceLock;

use js_sys::{JSON, Reflect};
use postil_model::site::Site;
use serde_json::Value;
use wasm_bindgen::JsValue;
use worker::{Env, console_error};

use crate::problem::{Problem, Result};

/// The shortest secret that is one.
const SECRET_LENGTH: usize = 32;

/// Parsed once an isolate: the configuration of a deployment does not change.
static SITES: OnceLock<Vec<Site>> = OnceLock::new();

/// All sites.
pub fn sites(env: &Env) -> Result<&'static [Site]> {
    if let Some(sites) = SITES.get() {
        return Ok(sites);
    }
    let declared = variable(env, "SITES_CONFIG")?;
    let sites = parse(&declared)?;
    Ok(SITES.get_or_init(|| sites))
}

/// The site of an id.
pub fn site(env: &Env, id: &str) -> Result<&'static Site> {
    sites(env)?
        .iter()
        .find(|site| site.id.as_str() == id)
        .ok_or(Problem::UnknownSite)
}

/// What keys the buckets of networks. One that is short, as that of this repository is, serves
/// nobody but a Worker on its developer's own machine.
pub fn secret(env: &Env, own_origin: &str) -> Result<String> {
    strong(env, "SECRET", own_origin)
}

/// What the owner signs in with at the desk. A short one, likewise, lets nobody in from elsewhere.
pub fn owner_key(env: &Env, own_origin: &str) -> Result<String> {
    strong(env, "OWNER_KEY", own_origin)
}

fn strong(env: &Env, name: &str, own_origin: &str) -> Result<String> {
    let secret = variable(env, name)?;
    let is_long = secret.len() >= SECRET_LENGTH;
    if is_long || (!secret.is_empty() && is_this_machine(own_origin)) {
        return Ok(secret);
    }
    Err(Problem::configuration(&format!(
        "{name} is missing or too short: run `npx wrangler secret put {name}`"
    )))
}

fn is_this_machine(origin: &str) -> bool {
    let host = origin.split_once("://").map_or("", |(_, host)| host);
    let name = host.split(':').next().unwrap_or_default();
    matches!(name, "127.0.0.1" | "localhost") || host.starts_with("[::1]")
}

/// A variable as text: one that is declared as JSON comes as a value of JavaScript.
fn variable(env: &Env, name: &str) -> Result<String> {
    let value = Reflect::get(env, &name.into()).unwrap_or(JsValue::UNDEFINED);
    let text = value.as_string().or_else(|| {
        JSON::stringify(&value)
            .ok()
            .and_then(|text| text.as_string())
    });
    text.ok_or_else(|| Problem::configuration(&format!("the variable {name} is missing")))
}

/// A site that is declared wrongly is left out, so that the others go on.
fn parse(declared: &str) -> Result<Vec<Site>> {
    let list: Vec<Value> = serde_json::from_str(declared)
        .map_err(|error| Problem::configuration(&format!("SITES_CONFIG: {error}")))?;
    let one = |value: Value| {
        let id = value.get("id").cloned().unwrap_or_default();
        serde_json::from_value(value)
            .inspect_err(|error| console_error!("SITES_CONFIG, site {id}: {error}"))
            .ok()
    };
    Ok(list.into_iter().filter_map(one).collect())
}

#[cfg(test)]
mod tests {
    use super::is_this_machine;

    #[test]
    fn knows_this_machine() {
        for origin in [
            "http://127.0.0.1:8787",
            "http://localhost",
            "https://localhost:1",
            "http://[::1]",
        ] {
            assert!(is_this_machine(origin), "{origin}");
        }
        for origin in [
            "",
            "https://comments.example.org",
            "https://127.0.0.1.example.org",
            "https://localhost.example:80",
        ] {
            assert!(!is_this_machine(origin), "{origin}");
        }
    }
}
