//! What the Worker's configuration says: its secrets.

use js_sys::Reflect;
use worker::Env;

use crate::ledger::Plan;
use crate::problem::{Problem, Result};

/// The shortest secret that is one.
const SECRET_LENGTH: usize = 32;

/// What keys the buckets of networks. One that is short, as that of this repository is, serves
/// nobody but a Worker on its developer's own machine.
pub fn secret(env: &Env, own_origin: &str) -> Result<String> {
    strong(env, "SECRET", own_origin)
}

/// The site's and the secret key of Cloudflare's Turnstile, where the owner has configured it.
pub fn turnstile(env: &Env) -> Option<(String, String)> {
    let filled = |name| variable(env, name).ok().filter(|value| !value.is_empty());
    filled("TURNSTILE_KEY").zip(filled("TURNSTILE_SECRET"))
}

/// The account's plan at the platform: the free one, unless the owner says otherwise.
pub fn plan(env: &Env) -> Plan {
    match variable(env, "PLAN").as_deref() {
        Ok("paid") => Plan::Paid,
        _ => Plan::Free,
    }
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

/// Whether a Worker of this origin runs on its developer's own machine.
pub fn is_this_machine(origin: &str) -> bool {
    let host = origin.split_once("://").map_or("", |(_, host)| host);
    let name = host.split(':').next().unwrap_or_default();
    matches!(name, "127.0.0.1" | "localhost") || host.starts_with("[::1]")
}

/// A variable.
fn variable(env: &Env, name: &str) -> Result<String> {
    Reflect::get(env, &name.into())
        .ok()
        .and_then(|value| value.as_string())
        .ok_or_else(|| Problem::configuration(&format!("the variable {name} is missing")))
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
