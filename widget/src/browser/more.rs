//! The next page of a long thread.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::tick;
use wasm_bindgen_futures::spawn_local;

use super::{api, focus, page};
use crate::state::Section;
use crate::words::message;

/// Gets the next page, shows it below the last, and moves the focus to its first row.
pub fn more(section: Section) {
    spawn_local(async move {
        let Some(address) = address(section) else {
            return;
        };
        let answer = api::get(&address).await;
        let rows = match &answer {
            Ok(html) => section
                .host(|host| host.parse(html))
                .and_then(|page| page.first_element_child()),
            Err(_) => None,
        };
        let Some(rows) = rows.map(|element| page::rows(&element, true)) else {
            let _ = section
                .notice
                .try_set(section.words.get(message::MORE_FAILED).to_owned());
            return;
        };
        let shown = section.rows.try_update(|shown| {
            let fresh: Vec<_> = rows
                .into_iter()
                .filter(|row| shown.iter().all(|other| other.id != row.id))
                .collect();
            let first = fresh.first().map(|row| row.id.clone());
            let count = fresh.len();
            shown.extend(fresh.into_iter().map(Arc::new));
            (count, first)
        });
        let Some((count, first)) = shown else { return };
        section.next.update(|next| *next += 1);
        tick().await;
        focus::fill(section);
        if let Some(first) = first {
            focus::row(section, &first);
        }
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        let _ = section
            .notice
            .try_set(section.words.counted(message::MORE_SHOWN, count));
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
