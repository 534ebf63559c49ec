//! The next page of a long thread.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{api, focus, page, rows};
use crate::state::Section;
use crate::words::message;

/// Gets the next page, shows it below the last, and moves the focus to its first row.
pub fn more(section: Section) {
    spawn_local(async move {
        let Some(address) = address(section) else {
            return;
        };
        let answer = api::get(&address).await;
        let found = match &answer {
            Ok(html) => section
                .host(|host| host.parse(html))
                .and_then(|page| page.first_element_child()),
            Err(_) => None,
        };
        let Some(rows) = found.map(|element| page::rows(&element, true)) else {
            let _ = section
                .notice
                .try_set(section.words.get(message::MORE_FAILED).to_owned());
            return;
        };
        let mut first = None;
        let mut count = 0;
        for row in rows {
            let id = row.id.clone();
            if rows::append(section, row) {
                count += 1;
                first.get_or_insert(id);
            }
        }
        let _ = section.next.try_update(|next| *next += 1);
        if let Some(first) = first {
            focus::row(section, &first);
        }
        section.say(section.words.counted(message::MORE_SHOWN, count));
    });
}

/// The next page's address.
fn address(section: Section) -> Option<String> {
    let next = section.next.try_get_untracked()?;
    let page = section.page.try_get_value()?;
    let name = if next + 1 == page.pages {
        "last".to_owned()
    } else {
        next.to_string()
    };
    section.host(|host| {
        let [thread, lang] = [page.thread.as_str(), section.words.lang].map(api::escape);
        format!(
            "{}/v1/thread?site={}&id={thread}&page={name}&lang={lang}",
            host.base(),
            page.site
        )
    })
}
