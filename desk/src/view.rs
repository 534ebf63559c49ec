//! What is drawn: the frame around every part of the desk.

mod author;
mod ban;
mod bans;
mod comment;
mod dialog;
mod drawn;
mod former;
mod keys;
mod log;
mod look;
mod moving;
mod notify;
mod page;
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

use self::drawn::{Draw, Drawn, draw, handler, live};
use crate::browser;
use crate::state::Desk;
use crate::state::desk::{Dialog, Phase};
use crate::state::reply::Draft;
use crate::state::route::Route;
use crate::state::{keys as shortcuts, news};
use crate::words::m;

/// The whole desk.
pub fn app(desk: Desk) -> Drawn {
    let draft = Draft::new();
    shortcuts::listen(desk, draft);
    news::listen(desk);
    desk.moving.listen();
    window_event_listener_untyped("hashchange", move |_| desk.follow_address());
    draw! {
        <p class="heard" role="status">{live(move || desk.said.get())}</p>
        {live(move || match desk.phase.get() {
            Phase::Starting => draw! { <main class="door"><p class="note">{m::STARTING.text()}</p></main> },
            Phase::SignedOut(door) => signin::view(desk, door),
            Phase::In => inside(desk, draft),
        })}
    }
}

fn inside(desk: Desk, draft: Draft) -> Drawn {
    draw! {
        <a class="skip" href="#main" on:click=handler(move |event: leptos::ev::MouseEvent| { event.prevent_default(); browser::focus("h1"); })>{m::SKIP.text()}</a>
        {header(desk)}
        <main id="main">
            {parts::trouble(desk)}
            {live(move || part(desk, draft))}
            {tools::toast(desk)}
        </main>
        {live(move || match desk.dialog.get() {
            Some(Dialog::Keys) => keys::view(desk),
            Some(Dialog::Ban(seq)) => ban::view(desk, seq),
            Some(Dialog::Undo) => moving::undo(desk),
            Some(Dialog::Author(seq)) => author::view(desk, seq),
            None => draw! {},
        })}
    }
}

/// The part that the address names. The first heading takes the focus: who has followed a link
/// hears where they are.
fn part(desk: Desk, draft: Draft) -> Drawn {
    let Some(route) = desk.route.get() else {
        return draw! {};
    };
    desk.trouble.set(None);
    parts::focus_heading();
    // A part is drawn anew when the address names another one, and for nothing else: what is typed
    // in it must not go because a name has changed.
    untrack(|| match route {
        Route::Queue { site, view } => queue::view(desk, draft, &site, view),
        Route::Threads { site } => threads::view(desk, site),
        Route::Log { site } => log::view(desk, site),
        Route::Bans { site } => bans::view(desk, site),
        Route::Comment { site, id } => comment::view(desk, site, id),
        Route::Moving { site } => moving::view(desk, site),
        Route::Notify { site } => notify::view(desk, site),
        Route::Settings { site } => site::view(desk, Some(site)),
        Route::NewSite => site::view(desk, None),
        Route::Tag { site } => tag::view(desk, site),
        Route::Sites => sites::view(desk),
        Route::Staff => staff::view(desk),
    })
}

fn header(desk: Desk) -> Drawn {
    draw! {
        <header class="top">
            <p class="brand">{m::TITLE.text()}</p>
            {site_choice(desk)}
            <nav aria-label=m::NAV.text()>
                <ul>
                    {live(move || of_site(desk).into_iter().map(|(route, text)| link(desk, route, text)).collect_view())}
                    {link(desk, Route::Sites, m::NAV_SITES.text())}
                    {link(desk, Route::Staff, m::NAV_STAFF.text())}
                </ul>
            </nav>
            <p class="who">
                <span class="muted">{live(move || desk.me.with(|me| me.as_ref().map(|me| me.name.clone())))}</span>
                <button type="button" class="quiet" on:click=handler(move |_| desk.dialog.set(Some(Dialog::Keys)))>{m::NAV_KEYS.text()}</button>
                <button type="button" class="quiet" on:click=handler(move |_| desk.sign_out())>{m::SIGN_OUT.text()}</button>
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
    let mut parts = vec![
        (queue, m::NAV_QUEUE.text()),
        (Route::Threads { site: site.clone() }, m::NAV_THREADS.text()),
        (Route::Log { site: site.clone() }, m::NAV_LOG.text()),
        (Route::Bans { site: site.clone() }, m::NAV_BANS.text()),
    ];
    if desk.is_owner() {
        parts.push((Route::Notify { site: site.clone() }, m::NAV_NOTIFY.text()));
        parts.push((Route::Moving { site }, m::NAV_MOVING.text()));
    }
    parts
}

/// A site among several; the name of the only one.
fn site_choice(desk: Desk) -> Drawn {
    let choice = move || {
        let sites = desk
            .me
            .with(|me| me.as_ref().map(|me| me.sites.clone()))
            .unwrap_or_default();
        if sites.len() < 2 {
            let only = sites.first().map(|site| desk.title_of(&site.id));
            return draw! { <p class="site">{only}</p> };
        }
        let open = site(desk);
        let options = sites.into_iter().map(|one| {
            let selected = open.as_deref() == Some(&one.id);
            let title = desk.title_of(&one.id);
            draw! { <option value=one.id selected=selected>{title}</option> }
        });
        let change = move |event| {
            let route = Route::Queue {
                site: event_target_value(&event),
                view: View::Held,
            };
            browser::go(&route.link());
        };
        draw! {
            <label class="site"><span class="heard">{m::NAV_SITE.text()}</span>
                <select on:change=handler(change)>{options.collect_view()}</select>
            </label>
        }
    };
    live(choice).drawn()
}

fn link(desk: Desk, route: Route, text: &'static str) -> Drawn {
    let href = route.link();
    let is_here = move || {
        desk.route
            .with(|here| here.as_ref().is_some_and(|here| same_part(here, &route)))
    };
    draw! { <li><a href=href aria-current=live(move || is_here().then_some("page"))>{text}</a></li> }
}

/// Whether two places are in the same part of the desk.
fn same_part(one: &Route, other: &Route) -> bool {
    use Route::{NewSite, Settings, Sites, Tag};
    let is_sites = |route: &Route| matches!(route, Sites | NewSite | Settings { .. } | Tag { .. });
    std::mem::discriminant(one) == std::mem::discriminant(other)
        || (is_sites(one) && is_sites(other))
}
