//! The sites one works on.

use leptos::prelude::*;
use postil_model::wire::desk::View;

use super::drawn::{Drawn, draw, live};
use super::parts;
use crate::state::Desk;
use crate::state::route::Route;
use crate::words::m;

/// The list.
pub fn view(desk: Desk) -> Drawn {
    let rows = move || {
        let sites = desk
            .me
            .with(|me| me.as_ref().map(|me| me.sites.clone()))
            .unwrap_or_default();
        if sites.is_empty() {
            let text = if desk.is_owner() {
                m::SITES_NONE
            } else {
                m::SITES_NONE_YOURS
            };
            return draw! { <p class="empty">{text.text()}</p> };
        }
        let rows = sites.into_iter().map(|site| row(desk, &site.id));
        draw! { <ul class="lines" role="list">{rows.collect_view()}</ul> }
    };
    draw! {
        {parts::heading(m::SITES.text())}
        {live(rows)}
        {live(move || desk.is_owner().then(|| draw! { <p><a class="main" href=Route::NewSite.link()>{m::SITES_NEW.text()}</a></p> }))}
    }
}

fn row(desk: Desk, id: &str) -> Drawn {
    let site = || id.to_owned();
    let queue = Route::Queue {
        site: site(),
        view: View::Held,
    };
    let settings = Route::Settings { site: site() }.link();
    let tag = Route::Tag { site: site() }.link();
    let title = desk.title_of(id);
    let id = site();
    let is_owner = desk.is_owner();
    draw! {
        <li>
            <a class="author" href=queue.link()>{title.clone()}</a>
            <code>{id}</code>
            {is_owner.then(|| draw! { <a class="quiet" href=settings aria-label=m::SITES_CHANGE_OF.with("{site}", &title)>{m::SITES_CHANGE.text()}</a> })}
            <a class="quiet" href=tag aria-label=m::SITES_TAG_OF.with("{site}", &title)>{m::SITES_TAG.text()}</a>
        </li>
    }
}
