//! A thread as readers see it, drawn within the desk: the Worker's own HTML in a shadow root, with
//! the stylesheet that the loader adopts.

use js_sys::{Array, Reflect};
use postil_model::wire::desk::Threads;
use serde::Deserialize;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, ShadowRootInit, ShadowRootMode};

use crate::api::{self, escape};

#[wasm_bindgen]
extern "C" {
    type CSSStyleSheet;

    #[wasm_bindgen(constructor, catch)]
    fn new() -> Result<CSSStyleSheet, JsValue>;

    #[wasm_bindgen(method, catch, js_name = replaceSync)]
    fn replace_sync(this: &CSSStyleSheet, text: &str) -> Result<(), JsValue>;
}

/// Where the files of the present build are.
#[derive(Deserialize)]
struct Build {
    css: String,
}

/// Draws the site's latest thread in an element; nothing where it cannot be had.
pub async fn draw(element: &HtmlElement, site: &str) -> Option<()> {
    let build: Build = api::read(&api::public("/assets/current.json").await.ok()?).ok()?;
    let css = api::public(&format!("/{}", build.css)).await.ok()?;
    let threads: Threads = api::get("threads", &[("site", site)]).await.ok()?;
    let latest = threads.threads.into_iter().find(|thread| thread.count > 0);
    let (id, title) = match latest {
        Some(thread) => {
            let title = thread.title.or(thread.claimed);
            let title = title.unwrap_or_else(|| thread.id.clone());
            (thread.id, title)
        }
        // A thread that nobody has written in looks like something, too.
        None => ("/".to_owned(), "/".to_owned()),
    };
    let address = format!("/v1/thread?site={}&id={}", escape(site), escape(&id));
    let html = api::public(&address).await.ok()?;

    let root = element
        .attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))
        .ok()?;
    let sheet = CSSStyleSheet::new().ok()?;
    sheet.replace_sync(&css).ok()?;
    Reflect::set(
        &root,
        &"adoptedStyleSheets".into(),
        &Array::of1(sheet.as_ref()),
    )
    .ok()?;
    // The Worker's renderer has made it, as it does for readers.
    root.set_inner_html(&format!(
        "<div class=\"room\"><div class=\"root\">{html}</div></div>"
    ));
    if let Some(place) = root.query_selector(".title").ok().flatten() {
        place.set_text_content(Some(&title));
    }
    Some(())
}

/// Sets the properties that have a value, and takes the others away.
pub fn dress(element: &HtmlElement, values: &[(&str, Option<String>)]) {
    let room = element
        .shadow_root()
        .and_then(|root| root.query_selector(".room").ok().flatten())
        .and_then(|room| room.dyn_into::<HtmlElement>().ok());
    let Some(room) = room else { return };
    let style = room.style();
    for (name, value) in values {
        let name = format!("--theme-{name}");
        // Neither is refused: the model has read the value.
        let _ = match value {
            Some(value) => style.set_property(&name, value),
            None => style.remove_property(&name).map(drop),
        };
    }
}
