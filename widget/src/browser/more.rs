//! The next page of a long thread.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

use super::{api, focus, page, rows};
use crate::state::Section;
use crate::words::message;

/// Gets the next page, shows it below the last, and moves the focus to its first row.
pub fn more(section: Section) {
    let is_coming = section
        .shelf
        .try_update_value(|shelf| std::mem::replace(&mut shelf.more_is_coming, true));
    if is_coming != Some(false) {
        return;
    }
    spawn_local(async move {
        match next_page(section).await {
            Some(page) => show(section, &page),
            None => section.say(section.words.get(message::MORE_FAILED).to_owned()),
        }
        let _ = section
            .shelf
            .try_update_value(|shelf| shelf.more_is_coming = false);
    });
}

/// The next page.
///
/// Pages are published one by one, so for a moment they may not fit together: what is `last` for
/// the page that is shown may be an earlier one, or a later one already. The page's own number
/// cannot be mistaken.
async fn next_page(section: Section) -> Option<Element> {
    let next = section.next.try_get_untracked()?;
    let is_last = next + 1 == section.pages.try_get_untracked()?;
    let page = get(
        section,
        &if is_last {
            "last".to_owned()
        } else {
            next.to_string()
        },
    )
    .await?;
    if !is_last || page::read(&page).page == next {
        return Some(page);
    }
    get(section, &next.to_string()).await
}

async fn get(section: Section, name: &str) -> Option<Element> {
    let page = section.page.try_get_value()?;
    let address = section.host(|host| {
        let [thread, lang] = [page.thread.as_str(), section.words.lang].map(api::escape);
        format!(
            "{}/v1/thread?site={}&id={thread}&page={name}&lang={lang}",
            host.base(),
            page.site
        )
    })?;
    let html = api::get(&address).await.ok()?;
    section
        .host(|host| host.parse(&html))?
        .first_element_child()
}

fn show(section: Section, page: &Element) {
    let mut first = None;
    let mut count = 0;
    for row in page::rows(page, true) {
        let id = row.id.clone();
        if rows::append(section, row) {
            count += 1;
            first.get_or_insert(id);
        }
    }
    let told = page::read(page).pages;
    let _ = section.pages.try_update(|pages| *pages = told.max(*pages));
    let _ = section.next.try_update(|next| *next += 1);
    if let Some(first) = first {
        focus::row(section, &first);
    }
    section.say(section.words.counted(message::MORE_SHOWN, count));
}
