//! The platform's rate limit, by site and network. It costs no object and no storage.

use js_sys::{Object, Reflect};
use postil_model::network;
use postil_model::site::SiteId;
use wasm_bindgen::prelude::*;
use web_sys::Request;
use worker::{Env, console_error};

use crate::clock;
use crate::config;
use crate::problem::{Problem, Result};

/// How long a client is told to wait, in seconds: the limits count by the minute.
const WAIT: u32 = 60;

#[wasm_bindgen]
extern "C" {
    type RateLimit;
    #[wasm_bindgen(method, catch)]
    async fn limit(this: &RateLimit, options: &Object) -> std::result::Result<Outcome, JsValue>;

    type Outcome;
    #[wasm_bindgen(method, getter)]
    fn success(this: &Outcome) -> Option<bool>;
}

/// What is bounded.
#[derive(Clone, Copy)]
pub enum Limit {
    /// Reads that can wake an object.
    Read,
    /// Everything an author sends.
    Write,
}

/// The network a request comes from: a keyed hash of its prefix, a new one each day.
///
/// Only the header that the platform itself sets is believed.
pub fn network_of(request: &Request, env: &Env, own_origin: &str) -> Result<String> {
    bucket(request, env, own_origin, clock::now() / clock::DAY)
}

/// The network a request comes from, under a name that stays the same.
pub fn lasting_network_of(request: &Request, env: &Env, own_origin: &str) -> Result<String> {
    bucket(request, env, own_origin, network::LASTING)
}

fn bucket(request: &Request, env: &Env, own_origin: &str, day: u64) -> Result<String> {
    let address = request
        .headers()
        .get("CF-Connecting-IP")
        .map_err(Problem::platform)?
        .unwrap_or_default();
    let secret = config::secret(env, own_origin)?;
    Ok(network::bucket(&address, secret.as_bytes(), day))
}

/// Refuses what is too fast on a site.
pub async fn check(env: &Env, limit: Limit, site: &SiteId, network: &str) -> Result<()> {
    within(env, limit, &format!("{site}/{network}")).await
}

/// Refuses whoever knocks too fast at the desk. No site has an empty id.
pub async fn check_desk(env: &Env, network: &str) -> Result<()> {
    within(env, Limit::Write, &format!("/{network}")).await
}

async fn within(env: &Env, limit: Limit, key: &str) -> Result<()> {
    let name = match limit {
        Limit::Read => "READ_LIMIT",
        Limit::Write => "WRITE_LIMIT",
    };
    match ask(env, name, key).await {
        Ok(true) => Ok(()),
        Ok(false) => Err(Problem::TooFast { retry_after: WAIT }),
        // Without its limit the Worker goes on: it is there to keep the bill low, not to keep order.
        Err(error) => {
            console_error!("{name}: {error:?}");
            Ok(())
        }
    }
}

async fn ask(env: &Env, name: &str, key: &str) -> std::result::Result<bool, JsValue> {
    let binding = Reflect::get(env, &name.into())?;
    if binding.is_undefined() {
        return Ok(true);
    }
    let options = Object::new();
    Reflect::set(&options, &"key".into(), &key.into())?;
    let outcome = binding
        .unchecked_into::<RateLimit>()
        .limit(&options)
        .await?;
    Ok(outcome.success().unwrap_or(true))
}
