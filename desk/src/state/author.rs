//! A copy of everything that is kept of an author, put together from its parts.

use postil_model::wire::desk::AboutAuthor;
use serde_json::{Map, Value};

use crate::api::{self, Failure};

/// Fetches all parts: one JSON text, for a person to keep.
///
/// # Errors
/// Whatever keeps one of them from coming. A copy is whole, or there is none.
pub async fn whole(mut ask: AboutAuthor) -> Result<String, Failure> {
    let mut all = Map::new();
    loop {
        let part: Map<String, Value> = api::post("author", &ask).await?;
        ask.after = part.get("next").and_then(Value::as_str).map(str::to_owned);
        join(&mut all, part);
        if ask.after.is_none() {
            return serde_json::to_string_pretty(&all).map_err(|_| Failure::Network);
        }
    }
}

/// Lists grow; what is no list is the same in every part.
fn join(all: &mut Map<String, Value>, part: Map<String, Value>) {
    for (name, value) in part {
        match (all.get_mut(&name), value) {
            _ if name == "next" => {}
            (Some(Value::Array(known)), Value::Array(more)) => known.extend(more),
            (_, value) => drop(all.insert(name, value)),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn parts_make_a_whole() {
        let mut all = Map::new();
        for part in [
            json!({ "mark": "m", "comments": [1, 2], "bans": [0], "next": "a.1" }),
            json!({ "mark": "m", "comments": [3], "bans": [], "next": null }),
        ] {
            join(&mut all, part.as_object().unwrap().clone());
        }
        let expected = json!({ "mark": "m", "comments": [1, 2, 3], "bans": [0] });
        assert_eq!(Value::Object(all), expected);
    }
}
