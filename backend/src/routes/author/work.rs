//! Proofs of work: asked for where the site's object finds something suspicious.
//!
//! Nothing is stored of a challenge: it is sealed with this deployment's secret, for one text of one
//! comment on one site.

use postil_model::defence::work::Bound;

use super::super::ask::Ask;
use crate::clock;
use crate::config;
use crate::problem::{Problem, Refusal, Result};

/// How many bits an answer proves; none if it proves nothing, or none came.
pub fn proven(ask: &Ask, bound: &Bound<'_>, answer: Option<&str>) -> Result<u8> {
    let Some(answer) = answer else {
        return Ok(0);
    };
    let secret = config::secret(&ask.env, ask.own_origin())?;
    Ok(bound
        .verify(secret.as_bytes(), answer, clock::now())
        .unwrap_or_default())
}

/// What the client is told where an object wants work.
pub fn asked<T>(ask: &Ask, bound: &Bound<'_>, outcome: Result<T>) -> Result<T> {
    match outcome {
        Err(Problem::Refused(Refusal::Work(bits))) => {
            let secret = config::secret(&ask.env, ask.own_origin())?;
            let challenge = bound.challenge(secret.as_bytes(), bits, clock::now());
            Err(Problem::Work { challenge })
        }
        outcome => outcome,
    }
}
