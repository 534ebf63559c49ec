//! The sites one works on.

use leptos::prelude::*;
use postil_model::wire::desk::View;

use super::parts;
use crate::state::Desk;
use crate::state::route::Route;
use crate::words::m;

/// The list.
pub fn view(desk: Desk) -> impl IntoView {
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
            return view! { <p class="empty">{text.text()}</p> }.into_any();
        }
        let rows = sites.into_iter().map(|site| row(desk, &site.id));
        view! { <ul class="lines" role="list">{rows.collect_view()}</ul> }.into_any()
    };
    view! {
        {parts::heading(m::SITES.text())}
        {rows}
        {move || desk.is_owner().then(|| view! { <p><a class="main" href=Route::NewSite.link()>{m::SITES_NEW.text()}</a></p> })}
    }
}

fn row(desk: Desk, id: &str) -> impl IntoView + use<> {
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
    view! {
        <li>
            <a class="author" href=queue.link()>{title.clone()}</a>
            <code>{id}</code>
            {is_owner.then(|| view! { <a class="quiet" href=settings aria-label=m::SITES_CHANGE_OF.with("{site}", &title)>{m::SITES_CHANGE.text()}</a> })}
            <a class="quiet" href=tag aria-label=m::SITES_TAG_OF.with("{site}", &title)>{m::SITES_TAG.text()}</a>
        </li>
    }
}
