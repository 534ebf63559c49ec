//! What is drawn: the frame around every part of the desk.

mod ban;
mod bans;
mod dialog;
mod keys;
mod log;
mod look;
mod parts;
mod policy;
mod queue;
mod reply;
mod row;
mod rules;
mod signin;
mod site;
mod sites;
mod staff;
mod tag;
mod threads;
mod titles;
mod tools;

use leptos::prelude::*;
use postil_model::wire::desk::View;

use crate::browser;
use crate::state::Desk;
use crate::state::desk::{Dialog, Phase};
use crate::state::reply::Draft;
use crate::state::route::Route;
use crate::state::{keys as shortcuts, news};
use crate::words::m;

/// The whole desk.
pub fn app(desk: Desk) -> impl IntoView {
    let draft = Draft::new();
    shortcuts::listen(desk, draft);
    news::listen(desk);
    window_event_listener_untyped("hashchange", move |_| desk.follow_address());
    view! {
        <p class="heard" role="status">{move || desk.said.get()}</p>
        {move || match desk.phase.get() {
            Phase::Starting => view! { <main class="door"><p class="note">{m::STARTING.text()}</p></main> }.into_any(),
            Phase::SignedOut(door) => signin::view(desk, door).into_any(),
            Phase::In => inside(desk, draft).into_any(),
        }}
    }
}

fn inside(desk: Desk, draft: Draft) -> impl IntoView {
    view! {
        <a class="skip" href="#main" on:click=move |event| { event.prevent_default(); browser::focus("h1"); }>{m::SKIP.text()}</a>
        {header(desk)}
        <main id="main">
            {parts::trouble(desk)}
            {move || part(desk, draft)}
        </main>
        {tools::toast(desk)}
        {move || match desk.dialog.get() {
            Some(Dialog::Keys) => keys::view(desk).into_any(),
            Some(Dialog::Ban(seq)) => ban::view(desk, seq).into_any(),
            None => ().into_any(),
        }}
    }
}

/// The part that the address names. The first heading takes the focus: who has followed a link
/// hears where they are.
fn part(desk: Desk, draft: Draft) -> AnyView {
    let Some(route) = desk.route.get() else {
        return ().into_any();
    };
    desk.trouble.set(None);
    parts::focus_heading();
    match route {
        Route::Queue { site, view } => queue::view(desk, draft, &site, view).into_any(),
        Route::Threads { site } => threads::view(desk, site).into_any(),
        Route::Log { site } => log::view(desk, site).into_any(),
        Route::Bans { site } => bans::view(desk, site).into_any(),
        Route::Settings { site } => site::view(desk, Some(site)).into_any(),
        Route::NewSite => site::view(desk, None).into_any(),
        Route::Tag { site } => tag::view(desk, site).into_any(),
        Route::Sites => sites::view(desk).into_any(),
        Route::Staff => staff::view(desk).into_any(),
    }
}

fn header(desk: Desk) -> impl IntoView {
    view! {
        <header class="top">
            <p class="brand">{m::TITLE.text()}</p>
            {site_choice(desk)}
            <nav aria-label=m::NAV.text()>
                <ul>
                    {move || of_site(desk).into_iter().map(|(route, text)| link(desk, route, text)).collect_view()}
                    {link(desk, Route::Sites, m::NAV_SITES.text())}
                    {link(desk, Route::Staff, m::NAV_STAFF.text())}
                </ul>
            </nav>
            <p class="who">
                <span class="muted">{move || desk.me.with(|me| me.as_ref().map(|me| me.name.clone()))}</span>
                <button type="button" class="quiet" on:click=move |_| desk.dialog.set(Some(Dialog::Keys))>{m::NAV_KEYS.text()}</button>
                <button type="button" class="quiet" on:click=move |_| desk.sign_out()>{m::SIGN_OUT.text()}</button>
            </p>
        </header>
    }
}

/// The site that is worked on: that of the address, or the one before.
fn site(desk: Desk) -> Option<String> {
    let named = desk
        .route
        .with(|route| route.as_ref()?.site().map(str::to_owned));
    let before = || {
        desk.queue
            .place
            .with(|place| Some(place.as_ref()?.site.clone()))
    };
    let first = || {
        desk.me
            .with(|me| Some(me.as_ref()?.sites.first()?.id.clone()))
    };
    named.or_else(before).or_else(first)
}

fn of_site(desk: Desk) -> Vec<(Route, &'static str)> {
    let Some(site) = site(desk) else {
        return Vec::new();
    };
    let queue = Route::Queue {
        site: site.clone(),
        view: View::Held,
    };
    vec![
        (queue, m::NAV_QUEUE.text()),
        (Route::Threads { site: site.clone() }, m::NAV_THREADS.text()),
        (Route::Log { site: site.clone() }, m::NAV_LOG.text()),
        (Route::Bans { site }, m::NAV_BANS.text()),
    ]
}

/// A site among several; the name of the only one.
fn site_choice(desk: Desk) -> impl IntoView {
    move || {
        let sites = desk
            .me
            .with(|me| me.as_ref().map(|me| me.sites.clone()))
            .unwrap_or_default();
        if sites.len() < 2 {
            let only = sites.first().map(|site| desk.title_of(&site.id));
            return view! { <p class="site">{only}</p> }.into_any();
        }
        let open = site(desk);
        let options = sites.into_iter().map(|one| {
            let selected = open.as_deref() == Some(&one.id);
            let title = desk.title_of(&one.id);
            view! { <option value=one.id selected=selected>{title}</option> }
        });
        let change = move |event| {
            let route = Route::Queue {
                site: event_target_value(&event),
                view: View::Held,
            };
            browser::go(&route.link());
        };
        view! {
            <label class="site"><span class="heard">{m::NAV_SITE.text()}</span>
                <select on:change=change>{options.collect_view()}</select>
            </label>
        }
        .into_any()
    }
}

fn link(desk: Desk, route: Route, text: &'static str) -> impl IntoView {
    let href = route.link();
    let is_here = move || {
        desk.route
            .with(|here| here.as_ref().is_some_and(|here| same_part(here, &route)))
    };
    view! { <li><a href=href aria-current=move || is_here().then_some("page")>{text}</a></li> }
}

/// Whether two places are in the same part of the desk.
fn same_part(one: &Route, other: &Route) -> bool {
    use Route::{NewSite, Settings, Sites, Tag};
    let is_sites = |route: &Route| matches!(route, Sites | NewSite | Settings { .. } | Tag { .. });
    std::mem::discriminant(one) == std::mem::discriminant(other)
        || (is_sites(one) && is_sites(other))
}
