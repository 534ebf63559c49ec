//! Requests to `/v1/desk/…`, each of which carries the session's cookie by itself.

use gloo_net::http::{Request, RequestBuilder, Response};
use postil_model::wire::Problem;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use crate::words::{coded, m};

/// For how long an answer is waited for, in milliseconds.
const PATIENCE: u32 = 30_000;
/// For how long one is waited for that may be large, in milliseconds.
const LONG_PATIENCE: u32 = 300_000;

#[wasm_bindgen]
extern "C" {
    /// Browsers of some years ago lack it, and then wait for as long as it takes.
    #[wasm_bindgen(catch, js_namespace = AbortSignal)]
    fn timeout(milliseconds: u32) -> Result<AbortSignal, JsValue>;
}

/// Why there is no answer to use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The session has ended.
    SignedOut,
    /// Nobody answered, or the server could not.
    Network,
    /// The server asks to wait for so many seconds.
    TooFast(u32),
    /// What imports may use today is used up; the server takes more of it in so many seconds.
    Paused(u32),
    /// The server refuses.
    Refused {
        /// The stable code.
        code: String,
        /// What to do, in the server's words.
        detail: String,
        /// The field it is about.
        field: Option<String>,
    },
}

impl Failure {
    /// What to tell whoever sits there.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::SignedOut => m::FAILED_SIGNED_OUT.text().to_owned(),
            Self::Network => m::FAILED_NETWORK.text().to_owned(),
            Self::TooFast(seconds) | Self::Paused(seconds) => m::FAILED_TOO_FAST.counted(*seconds),
            Self::Refused { code, detail, .. } => match coded("problem", code) {
                Some(words) => words.to_owned(),
                None if detail.is_empty() => m::FAILED_REFUSED.text().to_owned(),
                None => detail.clone(),
            },
        }
    }

    /// Whether the server has refused for this reason.
    #[must_use]
    pub fn is(&self, wanted: &str) -> bool {
        matches!(self, Self::Refused { code, .. } if code == wanted)
    }

    /// The field that the server does not like.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::Refused { field, .. } => field.as_deref(),
            _ => None,
        }
    }
}

/// Gets an answer. What is empty in the query is left out.
///
/// # Errors
/// Whatever keeps it from coming.
pub async fn get<T: DeserializeOwned>(call: &str, query: &[(&str, &str)]) -> Result<T, Failure> {
    read(&fetch(call, query).await?)
}

/// Gets something that everybody can get, by its address on this Worker.
///
/// # Errors
/// Whatever keeps it from coming.
pub async fn public(address: &str) -> Result<String, Failure> {
    got(address, PATIENCE).await
}

async fn got(address: &str, patience: u32) -> Result<String, Failure> {
    let request = patient(Request::get(address), patience);
    text(request.send().await.map_err(|_| Failure::Network)?).await
}

/// Posts a body and reads what comes back.
///
/// # Errors
/// Whatever keeps it from being done, or its answer from coming.
pub async fn post<T: DeserializeOwned>(call: &str, body: &impl Serialize) -> Result<T, Failure> {
    read(&send(call, write(body)).await?)
}

/// Posts a body whose answer says nothing more than that it is done.
///
/// # Errors
/// Whatever keeps it from being done.
pub fn tell(call: &str, body: &impl Serialize) -> impl Future<Output = Result<(), Failure>> {
    // What waits is compiled once, and not for each body.
    told(call, write(body))
}

async fn told(call: &str, body: Result<String, Failure>) -> Result<(), Failure> {
    send(call, body).await.map(drop)
}

/// Posts a body that is JSON already, and answers with what comes back as it is.
///
/// # Errors
/// Whatever keeps it from being done, or its answer from coming.
pub async fn pass(call: &str, body: String) -> Result<String, Failure> {
    send(call, Ok(body)).await
}

fn address(call: &str, query: &[(&str, &str)]) -> String {
    let mut address = format!("/v1/desk/{call}");
    let filled = query.iter().filter(|(_, value)| !value.is_empty());
    for (at, (name, value)) in filled.enumerate() {
        address.push(if at == 0 { '?' } else { '&' });
        address.push_str(name);
        address.push('=');
        address.push_str(&escape(value));
    }
    address
}

/// A text as it may stand in a query.
#[must_use]
pub fn escape(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

/// Gets an answer as a text. What is empty in the query is left out.
///
/// # Errors
/// Whatever keeps it from coming.
pub async fn fetch(call: &str, query: &[(&str, &str)]) -> Result<String, Failure> {
    public(&address(call, query)).await
}

/// Gets an answer as a text that may be large and take its time. What is empty in the query is left
/// out.
///
/// # Errors
/// Whatever keeps it from coming.
pub async fn fetch_large(call: &str, query: &[(&str, &str)]) -> Result<String, Failure> {
    got(&address(call, query), LONG_PATIENCE).await
}

async fn send(call: &str, body: Result<String, Failure>) -> Result<String, Failure> {
    let request = patient(Request::post(&address(call, &[])), PATIENCE)
        // No form and no page of another origin can send it.
        .header("Postil-Desk", "1")
        .header("Content-Type", "application/json")
        .body(body?)
        .map_err(|_| Failure::Network)?;
    text(request.send().await.map_err(|_| Failure::Network)?).await
}

fn patient(request: RequestBuilder, patience: u32) -> RequestBuilder {
    request.abort_signal(timeout(patience).ok().as_ref())
}

async fn text(answer: Response) -> Result<String, Failure> {
    let status = answer.status();
    let text = answer.text().await.map_err(|_| Failure::Network)?;
    if answer.ok() {
        return Ok(text);
    }
    let wait = answer.headers().get("Retry-After");
    let wait = wait.and_then(|wait| wait.parse().ok());
    Err(failure(status, wait, &text))
}

/// Why an answer that is none was given. `wait` is for how many seconds the server asks.
fn failure(status: u16, wait: Option<u32>, text: &str) -> Failure {
    const A_WHILE: u32 = 60;
    let problem = postil_json::read::<Problem>(text).ok();
    let seconds = wait.unwrap_or(A_WHILE);
    match problem {
        Some(problem) if status == 429 && problem.code == "import_paused" => {
            Failure::Paused(seconds)
        }
        _ if status == 429 => Failure::TooFast(seconds),
        None => Failure::Network,
        Some(problem) if status == 401 && problem.code == "signed_out" => Failure::SignedOut,
        Some(problem) => Failure::Refused {
            code: problem.code,
            detail: problem.detail,
            field: problem.field,
        },
    }
}

/// Reads an answer. One that is none is no better than one that has not come.
///
/// # Errors
/// [`Failure::Network`], if it is none.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Failure> {
    postil_json::read(text).map_err(|_| Failure::Network)
}

fn write(body: &impl Serialize) -> Result<String, Failure> {
    postil_json::write(body).map_err(|_| Failure::Network)
}

#[cfg(test)]
mod tests {
    use super::{Failure, failure};

    fn problem(status: u16, code: &str) -> String {
        format!(
            r#"{{"type":"urn:postil:{code}","title":"","status":{status},"detail":"","code":"{code}"}}"#
        )
    }

    #[test]
    fn tells_why_there_is_no_answer() {
        let refused = |code: &str| Failure::Refused {
            code: code.to_owned(),
            detail: String::new(),
            field: None,
        };
        for (status, wait, code, expected) in [
            (429, Some(7), "import_paused", Failure::Paused(7)),
            (429, Some(7), "too_fast", Failure::TooFast(7)),
            (429, None, "too_fast", Failure::TooFast(60)),
            (401, None, "signed_out", Failure::SignedOut),
            (404, None, "thread", refused("thread")),
            (503, Some(7), "unavailable", refused("unavailable")),
        ] {
            assert_eq!(failure(status, wait, &problem(status, code)), expected);
        }
        // Not every answer is the Worker's own.
        assert_eq!(failure(429, None, "<html>"), Failure::TooFast(60));
        assert_eq!(failure(502, None, "<html>"), Failure::Network);
    }
}
