//! Sending a message to an object.

use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use wasm_bindgen::JsValue;
use worker::{Env, Response, console_error};

use crate::ledger::ToLedger;
use crate::message::desk::ToDesk;
use crate::message::{Letter, SiteLetter, ToSite, ToThread, Whose};
use crate::problem::{Problem, Result, Told};
use postil_json as json;

/// What an answer begins with that is no refusal.
const DONE: char = '+';

/// The hash that stands for the key of somebody who works here. No device key has it: it would have
/// to be the hash of one.
pub fn staff_key(member: &str) -> String {
    let hash = Sha256::digest(format!("staff/{member}").as_bytes());
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Asks a thread's object.
pub async fn thread<T: DeserializeOwned>(env: &Env, whose: &Whose, ask: ToThread) -> Result<T> {
    understood(&thread_text(env, whose, ask).await?)
}

async fn thread_text(env: &Env, whose: &Whose, ask: ToThread) -> Result<String> {
    let letter = Letter {
        whose: whose.clone(),
        ask,
    };
    let name = format!("{}/{}", whose.site, whose.hash);
    let letter = json::write(&letter)?;
    send(env, "THREADS", &name, &letter).await.and_then(said)
}

/// Asks a site's object.
pub async fn site<T: DeserializeOwned>(env: &Env, site: &str, ask: ToSite) -> Result<T> {
    understood(&site_text(env, site, ask).await?)
}

/// Asks a site's object for an answer that is passed on as it is, as JSON.
pub async fn site_text(env: &Env, site: &str, ask: ToSite) -> Result<String> {
    let letter = SiteLetter {
        site: site.to_owned(),
        ask,
    };
    let letter = json::write(&letter)?;
    send(env, "SITES", site, &letter).await.and_then(said)
}

/// Asks the desk's object.
pub async fn desk<T: DeserializeOwned>(env: &Env, ask: ToDesk) -> Result<T> {
    understood(&desk_text(env, ask).await?)
}

/// Asks the desk's object for an answer that is passed on as it is, as JSON.
pub async fn desk_text(env: &Env, ask: ToDesk) -> Result<String> {
    let ask = json::write(&ask)?;
    send(env, "DESK", "desk", &ask).await.and_then(said)
}

/// Asks the ledger.
pub async fn ledger<T: DeserializeOwned>(env: &Env, ask: &ToLedger) -> Result<T> {
    understood(&ledger_text(env, ask).await?)
}

/// Asks the ledger for an answer that is passed on as it is, as JSON.
pub async fn ledger_text(env: &Env, ask: &ToLedger) -> Result<String> {
    let ask = json::write(ask)?;
    send(env, "LEDGER", "ledger", &ask).await
}

fn understood<T: DeserializeOwned>(text: &str) -> Result<T> {
    Ok(json::read(text)?)
}

/// What an object answers if it does what it is asked: JSON behind [`DONE`]. Else it is why not.
fn said(text: String) -> Result<String> {
    match text.strip_prefix(DONE) {
        Some(answer) => Ok(answer.to_owned()),
        None => Err(json::read::<Told>(&text)?.into()),
    }
}

async fn send(env: &Env, binding: &str, name: &str, body: &str) -> Result<String> {
    post(env, binding, name, body).await.map_err(|error| {
        console_error!("{binding}: {error}");
        Problem::Unavailable
    })
}

async fn post(env: &Env, binding: &str, name: &str, body: &str) -> worker::Result<String> {
    let stub = env.durable_object(binding)?.get_by_name(name)?;
    // The platform's own type: that of `worker` brings all of its settings for images with it.
    let init = web_sys::RequestInit::new();
    init.set_method("POST");
    init.set_body(&JsValue::from_str(body));
    let request = web_sys::Request::new_with_str_and_init("https://object/", &init)?;
    let mut response: Response = stub.fetch_with_request(request.into()).await?;
    let text = response.text().await?;
    if response.status_code() == 200 {
        Ok(text)
    } else {
        Err(text.into())
    }
}

/// What an object sends back.
pub fn reply<T: Serialize>(outcome: Result<T>) -> worker::Result<Response> {
    reply_text(outcome.and_then(|value| Ok(json::write(&value)?)))
}

/// What an object sends back, written already.
pub fn reply_text(outcome: Result<String>) -> worker::Result<Response> {
    match outcome {
        Ok(answer) => Response::ok(format!("{DONE}{answer}")),
        Err(problem) => match problem.told() {
            Ok(told) => Response::ok(json::write(&told)?),
            Err(other) => Err(format!("{other:?}").into()),
        },
    }
}
