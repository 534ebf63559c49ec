//! Proof of work: where the server asks for it, it is done, and the comment sent again. To most
//! readers this never happens.

use wasm_bindgen_futures::JsFuture;

use super::api::{self, Failure};
use super::composer::Composer;
use super::json::Json;
use super::outbox;
use super::section::{Answer, Section};
use crate::words::message;

/// As often is a comment sent with a proof in one try: a telephone may have slept for longer than a
/// challenge is taken.
const MOST: u32 = 3;

/// Posts a body that is about the comment of an id to a call of the API.
pub async fn post(section: &Section, path: &str, id: &str, mut body: Json) -> Answer {
    let address = section.call(path);
    for _ in 0..MOST {
        let challenge = match api::post(&address, &body).await {
            Err(Failure::Work(challenge)) => challenge,
            answer => return answer,
        };
        say_so(section, id);
        let Some(proof) = prove(section, &challenge).await else {
            break;
        };
        // Its author may have taken it back meanwhile, or another tab sent it.
        if Composer::sending(section, id).is_none() && outbox::list(section).entry(id).is_none() {
            break;
        }
        body = body.text("work", &proof);
    }
    Err(Failure::Network)
}

/// What proves that the work was done. Nothing where the module for it did not come.
async fn prove(section: &Section, challenge: &str) -> Option<String> {
    let proof = JsFuture::from(section.host().work(challenge)).await.ok()?;
    proof.as_string()
}

/// Says what takes its time, where the comment is sent from or where it waits.
fn say_so(section: &Section, id: &str) {
    let word = section.word(message::CHECKING);
    match Composer::sending(section, id) {
        Some(composer) => composer.note(word, false),
        None => outbox::note(section, id, word),
    }
}
