//! Everything of one reader, as a file.

use js_sys::Array;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use super::panel::{Panel, Status};
use crate::platform::json::{Json, Value};

/// Fetches all of it, and hands it to the browser as a download.
pub fn download(panel: Panel) {
    spawn_local(async move {
        match gather(panel).await {
            Some(text) => {
                // Fails where a page allows no such file: then nothing is downloaded.
                let _ = offer(&text);
            }
            None => {
                let _ = panel.status.try_set(Status::Failed);
            }
        }
    });
}

async fn gather(panel: Panel) -> Option<String> {
    let (comments, votes) = (Array::new(), Array::new());
    let mut after = None;
    loop {
        let answer = panel.ask("export", after).await?;
        for (name, list) in [("comments", &comments), ("votes", &votes)] {
            for one in answer.get(name).items() {
                list.push(one.as_js());
            }
        }
        after = answer.text("next");
        if after.is_none() {
            break;
        }
    }
    let all = Json::default()
        .text("site", &panel.host(|host| host.site()))
        .value("comments", &Value::of(comments.into()))
        .value("votes", &Value::of(votes.into()));
    Some(all.write())
}

fn offer(text: &str) -> Option<()> {
    let kind = BlobPropertyBag::new();
    kind.set_type("application/json");
    let parts = Array::of1(&text.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &kind).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let link: HtmlAnchorElement = document().create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download("my-comments.json");
    link.click();
    // The download has begun: it holds what it needs.
    Url::revoke_object_url(&address).ok()
}
