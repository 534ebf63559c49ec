//! Cloudflare's Turnstile in the place of a proof of work, for owners who want it.
//!
//! A challenge is `turnstile.<the site's key>.<data>`, an answer `turnstile.<token>`, without a token
//! where the client could not get one. The data go to Turnstile and come back with its verdict: a
//! challenge of a proof of no bits, with `_` for `.`. So a token is good for one text of one comment
//! only, and Turnstile takes each but once.

use postil_model::defence::work::Bound;
use serde::Deserialize;
use wasm_bindgen::JsValue;
use worker::{Env, Fetch, Headers, Method, Request, RequestInit, console_error};

use crate::clock;
use crate::config;
use crate::problem::{Problem, Result};
use crate::query;
use postil_json as json;

/// Who is asked what a token is worth, as Cloudflare documents it.
const VERIFY: &str = "https://challenges.cloudflare.com/turnstile/v0/siteverify";

/// What begins a challenge, and an answer to it.
const NAME: &str = "turnstile";

/// The keys of a deployment.
pub struct Turnstile {
    key: String,
    secret: String,
}

/// What Turnstile says of a token. There is more of it.
#[derive(Deserialize)]
struct Verdict {
    success: bool,
    #[serde(default)]
    cdata: Option<String>,
}

/// The token of an answer, empty where there is none; nothing of another kind of answer.
pub fn token(answer: &str) -> Option<&str> {
    answer.strip_prefix(NAME)?.strip_prefix('.')
}

impl Turnstile {
    /// Whether, and with which keys, this deployment uses it.
    pub fn of(env: &Env) -> Option<Self> {
        let (key, secret) = config::turnstile(env)?;
        Some(Self { key, secret })
    }

    /// What the client has to show to Turnstile.
    pub fn challenge(&self, bound: &Bound<'_>, secret: &[u8]) -> String {
        let data = bound.challenge(secret, 0, clock::now()).replace('.', "_");
        format!("{NAME}.{}.{data}", self.key)
    }

    /// Whether a token is good for this comment. Turnstile is not told where it came from.
    ///
    /// # Errors
    /// If Turnstile cannot be asked: the client tries again later.
    pub async fn verify(&self, bound: &Bound<'_>, secret: &[u8], token: &str) -> Result<bool> {
        let verdict = self.ask(token).await?;
        let data = verdict.cdata.unwrap_or_default().replace('_', ".");
        let proof = bound.verify(secret, &format!("{data}.0"), clock::now());
        Ok(verdict.success && proof.is_ok())
    }

    async fn ask(&self, token: &str) -> Result<Verdict> {
        let headers = Headers::new();
        headers.set("Content-Type", "application/x-www-form-urlencoded")?;
        let form = format!(
            "secret={}&response={}",
            query::encode(&self.secret),
            query::encode(token)
        );
        let mut init = RequestInit::new();
        init.with_method(Method::Post)
            .with_headers(headers)
            .with_body(Some(JsValue::from_str(&form)));
        let mut answer = Fetch::Request(Request::new_with_init(VERIFY, &init)?)
            .send()
            .await?;
        if !(200..500).contains(&answer.status_code()) {
            console_error!("Turnstile answered {}", answer.status_code());
            return Err(Problem::Internal);
        }
        Ok(json::read(&answer.text().await?)?)
    }
}

#[cfg(test)]
mod tests {
    use super::token;

    #[test]
    fn tells_its_answers_from_proofs_of_work() {
        assert_eq!(token("turnstile.0x4AAA.b-c"), Some("0x4AAA.b-c"));
        assert_eq!(token("turnstile."), Some(""));
        assert_eq!(token("turnstile"), None);
        assert_eq!(token("16.1764412345.00ff.12"), None);
    }
}
