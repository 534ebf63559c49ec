//! Requests. Posts go as `text/plain`, so that no preflight is paid.

use gloo_net::http::{Request, RequestBuilder, Response};
use web_sys::RequestCredentials;

use super::json::{Json, Value};

/// Why there is no answer to use.
pub enum Failure {
    /// The request did not get through.
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
    request.credentials(RequestCredentials::Omit)
}

/// The text of an answer that is one.
async fn text(answer: Response) -> Result<String, Failure> {
    let text = answer.text().await.map_err(|_| Failure::Network)?;
    if answer.ok() {
        return Ok(text);
    }
    if answer.status() == 429 {
        let wait = answer
            .headers()
            .get("Retry-After")
            .and_then(|wait| wait.parse().ok());
        return Err(Failure::TooFast(wait.unwrap_or(60)));
    }
    let problem = Value::read(&text);
    match problem.text("detail") {
        Some(detail) => Err(Failure::Refused {
            code: problem.text("code").unwrap_or_default(),
            detail,
        }),
        None => Err(Failure::Network),
    }
}

/// A text as it may stand in a query.
pub fn escape(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}
