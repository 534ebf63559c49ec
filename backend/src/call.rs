//! Sending a message to an object.

use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use wasm_bindgen::JsValue;
use worker::{Env, Method, Request, RequestInit, Response, console_error};

use crate::json;
use crate::message::desk::ToDesk;
use crate::message::{Letter, Reply, SiteLetter, ToSite, ToThread, Whose};
use crate::problem::{Problem, Result};

/// The hash that stands for the key of somebody who works here. No device key has it: it would have
/// to be the hash of one.
pub fn staff_key(member: &str) -> String {
    let hash = Sha256::digest(format!("staff/{member}").as_bytes());
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Asks a thread's object.
pub async fn thread<T: DeserializeOwned>(env: &Env, whose: &Whose, ask: ToThread) -> Result<T> {
    let letter = Letter {
        whose: whose.clone(),
        ask,
    };
    let reply: Reply<T> = call(
        env,
        "THREADS",
        &format!("{}/{}", whose.site, whose.hash),
        &letter,
    )
    .await?;
    Ok(reply?)
}

/// Asks a site's object.
pub async fn site<T: DeserializeOwned>(env: &Env, site: &str, ask: ToSite) -> Result<T> {
    let letter = SiteLetter {
        site: site.to_owned(),
        ask,
    };
    let reply: Reply<T> = call(env, "SITES", site, &letter).await?;
    Ok(reply?)
}

/// Asks the desk's object.
pub async fn desk<T: DeserializeOwned>(env: &Env, ask: ToDesk) -> Result<T> {
    let reply: Reply<T> = call(env, "DESK", "desk", &ask).await?;
    Ok(reply?)
}

/// Asks the object of a name.
pub async fn call<T: DeserializeOwned>(
    env: &Env,
    binding: &str,
    name: &str,
    message: &impl Serialize,
) -> Result<T> {
    let body = serde_json::to_string(message)?;
    let text = send(env, binding, name, &body).await.map_err(|error| {
        console_error!("{binding}: {error}");
        Problem::Unavailable
    })?;
    Ok(json::read(&text)?)
}

async fn send(env: &Env, binding: &str, name: &str, body: &str) -> worker::Result<String> {
    let stub = env.durable_object(binding)?.get_by_name(name)?;
    let mut init = RequestInit::new();
    init.with_method(Method::Post)
        .with_body(Some(JsValue::from_str(body)));
    let mut response: Response = stub
        .fetch_with_request(Request::new_with_init("https://object/", &init)?)
        .await?;
    let text = response.text().await?;
    if response.status_code() == 200 {
        Ok(text)
    } else {
        Err(text.into())
    }
}

/// What an object sends back.
pub fn reply<T: Serialize>(outcome: Result<T>) -> worker::Result<Response> {
    let reply: Reply<T> = match outcome {
        Ok(value) => Ok(value),
        Err(Problem::Refused(refusal)) => Err(refusal),
        Err(other) => return Err(format!("{other:?}").into()),
    };
    Response::ok(serde_json::to_string(&reply)?)
}
