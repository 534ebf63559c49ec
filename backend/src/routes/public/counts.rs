//! `GET /v1/counts`: how many comments stand on each of some threads; one KV read.

use postil_model::thread_id::ThreadId;
use serde_json::{Map, Value};
use worker::Response;

use super::super::ask::Ask;
use crate::answer::{self, Audience, READABLE};
use crate::counts;
use crate::problem::{Problem, Result};

/// As many ids as are answered at once.
const MOST: usize = 100;

/// Answers it. The keys are the ids as they were asked; what is no id here is left out.
pub async fn get(ask: &Ask) -> Result<Response> {
    let site = &*ask.site().await?;
    let asked: Vec<&str> = ask.query.all("id").collect();
    if asked.len() > MOST {
        return Err(Problem::TooMany);
    }
    let (asked, wanted): (Vec<&str>, Vec<String>) = asked
        .into_iter()
        .filter_map(|id| Some((id, ThreadId::given(site, id).ok()?.as_str().to_owned())))
        .unzip();
    let value = counts::all(&ask.env, site).await?;
    // A thread that is not in the value has no comment, or had its first one just now.
    let mut answer = Map::new();
    for id in &asked {
        answer.insert((*id).to_owned(), Value::from(0));
    }
    for (at, count) in counts::find(&value, &wanted) {
        if let Some(id) = asked.get(at) {
            answer.insert((*id).to_owned(), Value::from(count));
        }
    }
    answer::json(200, &answer, &Audience::Everybody, READABLE)
}
