//! Proofs of work: asked for where the site's object finds something suspicious.
//!
//! Nothing is stored of a challenge: it is sealed with this deployment's secret, for one text of one
//! comment on one site.

use postil_model::defence::work::Bound;

use super::super::ask::Ask;
use super::turnstile::{self, Turnstile};
use crate::clock;
use crate::config;
use crate::problem::{Problem, Refusal, Result};

/// What an answer to a challenge comes to.
#[derive(Default)]
pub struct Proof {
    /// How many bits of work are proven.
    pub bits: u8,
    /// Whether the client says that it cannot do what is asked for.
    pub cannot: bool,
}

/// What an answer proves: nothing if it is none, or if none came.
pub async fn proven(ask: &Ask, bound: &Bound<'_>, answer: Option<&str>) -> Result<Proof> {
    let Some(answer) = answer else {
        return Ok(Proof::default());
    };
    let secret = config::secret(&ask.env, ask.own_origin())?;
    let bits = match turnstile::token(answer) {
        Some("") => {
            return Ok(Proof {
                bits: 0,
                cannot: true,
            });
        }
        Some(token) => match Turnstile::of(&ask.env) {
            Some(turnstile) if turnstile.verify(bound, secret.as_bytes(), token).await? => u8::MAX,
            _ => 0,
        },
        None => bound
            .verify(secret.as_bytes(), answer, clock::now())
            .unwrap_or_default(),
    };
    Ok(Proof {
        bits,
        cannot: false,
    })
}

/// What the client is told where an object wants work.
pub fn asked<T>(ask: &Ask, bound: &Bound<'_>, outcome: Result<T>) -> Result<T> {
    match outcome {
        Err(Problem::Refused(Refusal::Work(bits))) => {
            let secret = config::secret(&ask.env, ask.own_origin())?;
            let challenge = match Turnstile::of(&ask.env) {
                Some(turnstile) => turnstile.challenge(bound, secret.as_bytes()),
                None => bound.challenge(secret.as_bytes(), bits, clock::now()),
            };
            Err(Problem::Work { challenge })
        }
        outcome => outcome,
    }
}
