//! Requests. Posts go as `text/plain`, so that no preflight is paid.

use gloo_net::http::{Request, RequestBuilder, Response};
use postil_model::outbox::Outcome;
use wasm_bindgen::prelude::*;
use web_sys::{AbortSignal, RequestCredentials};

use super::json::{Json, Value};

/// For how long an answer is waited for, in milliseconds: one that never comes must not keep a
/// comment on its way for ever.
const PATIENCE: u32 = 30_000;

#[wasm_bindgen]
extern "C" {
    /// Browsers of some years ago lack it, and then wait for as long as it takes.
    #[wasm_bindgen(catch, js_namespace = AbortSignal)]
    fn timeout(milliseconds: u32) -> Result<AbortSignal, JsValue>;
}

/// Why there is no answer to use.
pub enum Failure {
    /// Nobody answered, or the server could not.
    Network,
    /// The server refuses, and says in words what to do.
    Refused {
        /// The stable code.
        code: String,
        /// What to do.
        detail: String,
    },
    /// The server asks to wait for so many seconds.
    TooFast(u32),
    /// The server wants work to be done first: a challenge.
    Work(String),
}

impl Failure {
    /// How a try to send a comment ended by it.
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::Network | Self::Work(_) => Outcome::Unreachable,
            Self::TooFast(seconds) => Outcome::TooFast(*seconds),
            // The comment was there, and its author has deleted it since: nothing is left to do.
            Self::Refused { code, .. } if code == "deleted" => Outcome::Taken,
            Self::Refused { .. } => Outcome::Refused,
        }
    }

    /// What to tell the reader; `otherwise` where the server has said nothing of use.
    pub fn detail(self, otherwise: &str) -> String {
        match self {
            Self::Refused { detail, .. } => detail,
            _ => otherwise.to_owned(),
        }
    }
}

/// Posts a body; answers with what came back.
pub async fn post(address: &str, body: &Json) -> Result<Value, Failure> {
    let request = plain(Request::post(address))
        .body(body.write())
        .map_err(|_| Failure::Network)?;
    let answer = request.send().await.map_err(|_| Failure::Network)?;
    Ok(Value::read(&text(answer).await?))
}

/// Gets a text.
pub async fn get(address: &str) -> Result<String, Failure> {
    let answer = plain(Request::get(address))
        .send()
        .await
        .map_err(|_| Failure::Network)?;
    text(answer).await
}

fn plain(request: RequestBuilder) -> RequestBuilder {
    request
        .credentials(RequestCredentials::Omit)
        .abort_signal(timeout(PATIENCE).ok().as_ref())
}

/// The text of an answer that is one.
async fn text(answer: Response) -> Result<String, Failure> {
    let status = answer.status();
    let text = answer.text().await.map_err(|_| Failure::Network)?;
    if answer.ok() {
        return Ok(text);
    }
    let wait = answer
        .headers()
        .get("Retry-After")
        .and_then(|wait| wait.parse().ok());
    match (status, wait) {
        (429, wait) => return Err(Failure::TooFast(wait.unwrap_or(60))),
        (500.., _) => return Err(Failure::Network),
        _ => {}
    }
    let problem = Value::read(&text);
    if let Some(challenge) = problem.text("challenge") {
        return Err(Failure::Work(challenge));
    }
    match problem.text("detail") {
        Some(detail) => Err(Failure::Refused {
            code: problem.text("code").unwrap_or_default(),
            detail,
        }),
        // Some proxy's answer, and not the server's.
        None => Err(Failure::Network),
    }
}

/// A text as it may stand in a query.
pub fn escape(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}
