//! The comments of a site: the five views, the search and the list.

use leptos::html;
use leptos::leptos_dom::helpers::request_animation_frame;
use leptos::prelude::*;
use postil_model::wire::desk::View;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{HtmlElement, ResizeObserver, ResizeObserverEntry};

use super::drawn::{Draw, Drawn, draw, handler, live};
use super::{parts, row, tools};
use crate::state::Desk;
use crate::state::list::Item;
use crate::state::news::count_of;
use crate::state::queue::Status;
use crate::state::reply::Draft;
use crate::state::route::Route;
use crate::state::window::Sight;
use crate::words::{Message, m, number};

/// The word for a view.
const fn word(view: View) -> Message {
    match view {
        View::Held => m::VIEW_HELD,
        View::Reported => m::VIEW_REPORTED,
        View::Recent => m::VIEW_RECENT,
        View::Spam => m::VIEW_SPAM,
        View::Removed => m::VIEW_REMOVED,
    }
}

const fn empty(view: View) -> Message {
    match view {
        View::Held => m::EMPTY_HELD,
        View::Reported => m::EMPTY_REPORTED,
        View::Recent => m::EMPTY_RECENT,
        View::Spam => m::EMPTY_SPAM,
        View::Removed => m::EMPTY_REMOVED,
    }
}

/// One view of a site.
pub fn view(desk: Desk, draft: Draft, site: &str, view: View) -> Drawn {
    desk.queue.open(desk, site, view);
    let title = format!("{} · {}", word(view).text(), desk.title_of(site));
    draw! {
        {parts::heading(title)}
        <nav class="views" aria-label=m::VIEWS.text()>
            <ul>{View::ALL.map(|one| tab(desk, site, one, one == view)).collect_view()}</ul>
        </nav>
        {search(desk)}
        {tools::selection(desk)}
        {news(desk)}
        {list(desk, draft)}
        {end(desk, view)}
    }
}

fn tab(desk: Desk, site: &str, one: View, is_here: bool) -> Drawn {
    let route = Route::Queue {
        site: site.to_owned(),
        view: one,
    };
    let count = live(move || number(count_of(desk.queue.counts.get(), one)));
    draw! {
        <li><a href=route.link() aria-current=is_here.then_some("page")>{word(one).text()} " " <span class="count">{count}</span></a></li>
    }
}

fn search(desk: Desk) -> Drawn {
    let input = parts::paused(move |typed| desk.queue.search(desk, &typed));
    let q = desk
        .queue
        .place
        .with_untracked(|place| place.as_ref().map(|place| place.q.clone()));
    draw! {
        <search class="search">
            <label class="field">
                <span class="heard">{m::SEARCH.text()}</span>
                <input type="search" placeholder=m::SEARCH.text() prop:value=q on:input=handler(input)/>
            </label>
            <p class="note found" role="status">
                {live(move || {
                    let searched = desk.queue.place.with(|place| place.as_ref().is_some_and(|place| !place.q.is_empty()));
                    let is_there = desk.queue.status.with(|status| *status == Status::There);
                    (searched && is_there).then(|| m::FOUND.counted(desk.queue.total.get()))
                })}
            </p>
        </search>
    }
}

/// Something has come, or was decided by others. Nothing moves before one says so.
fn news(desk: Desk) -> Drawn {
    let show = move |_| {
        desk.queue.reload(desk);
        desk.queue.focus_current();
    };
    // It is told once, however often it is found out.
    let is_there = Memo::new(move |_| desk.queue.news.get());
    draw! {
        <p class="note news" role="status">
            {live(move || is_there.get().then(|| draw! {
                {m::NEWS.text()} " "
                <button type="button" class="quiet" on:click=handler(show)>{m::NEWS_SHOW.text()}</button>
            }))}
        </p>
    }
}

fn list(desk: Desk, draft: Draft) -> Drawn {
    let queue = desk.queue;
    let place = NodeRef::<html::Ol>::new();
    let look = move || {
        let Some(element) = place.get_untracked() else {
            return;
        };
        let height = window()
            .inner_height()
            .ok()
            .and_then(|height| height.as_f64());
        let sight = Sight {
            top: -element.get_bounding_client_rect().top(),
            height: height.unwrap_or_default(),
        };
        if queue.sight.get_untracked() != sight {
            queue.sight.set(sight);
            queue.fetch_ahead(desk);
        }
    };
    // Many events come in one frame: one look is enough.
    let is_asked = StoredValue::new(false);
    let soon = move || {
        if !is_asked.get_value() {
            is_asked.set_value(true);
            request_animation_frame(move || {
                // The part may have been left meanwhile.
                if is_asked.try_update_value(|asked| *asked = false).is_some() {
                    look();
                }
            });
        }
    };
    let listeners =
        ["scroll", "resize"].map(|event| window_event_listener_untyped(event, move |_| soon()));
    on_cleanup(move || {
        for listener in listeners {
            listener.remove();
        }
    });
    place.on_load(move |_| soon());
    let observer = observe_heights(desk);
    let height = live(move || pixels(queue.layout.with(|layout| layout.height)));
    draw! {
        <ol class="rows" role="list" node_ref=place aria-label=m::LIST.text() style:height=height>
            <For each=move || drawn(desk) key=|(item, _)| (item.row.seq, item.made) let((item, index))>
                {row::view(desk, draft, item, index, observer)}
            </For>
        </ol>
    }
}

/// A length. Whole pixels are written in much less code than parts of them.
#[allow(clippy::cast_possible_truncation, reason = "no list is that high")]
pub fn pixels(length: f64) -> String {
    format!("{}px", length.round() as i64)
}

/// The rows that are drawn, with their places.
fn drawn(desk: Desk) -> Vec<(Item, usize)> {
    let queue = desk.queue;
    queue.layout.with(|layout| {
        queue.list.with_untracked(|list| {
            let placed = layout.placed.iter();
            let items =
                placed.filter_map(|one| Some((list.items.get(one.index)?.clone(), one.index)));
            items.collect()
        })
    })
}

/// What tells the heights of the rows that are drawn.
pub type Observer = StoredValue<Option<ResizeObserver>, LocalStorage>;

/// Where a row above what can be seen turns out to be higher than was thought, the page moves with
/// it, and what one reads stays where it is.
fn observe_heights(desk: Desk) -> Observer {
    let queue = desk.queue;
    let learn = move |entries: js_sys::Array| {
        let (mut told, mut is_above) = (Vec::new(), Vec::new());
        for entry in entries.iter() {
            let target = entry.unchecked_into::<ResizeObserverEntry>().target();
            let seq = target.get_attribute("data-seq");
            // One that has just left the document is told, too, as being of no height.
            if let Some(seq) = seq.and_then(|seq| seq.parse().ok())
                && target.is_connected()
            {
                let rect = target.get_bounding_client_rect();
                told.push((seq, rect.height()));
                is_above.push(rect.bottom() < 0.0);
            }
        }
        let differences = queue.learn_heights(&told).into_iter().zip(is_above);
        let above = differences.filter(|(_, is_above)| *is_above);
        let moved: f64 = above.map(|(difference, _)| difference).sum();
        if moved.abs() >= 1.0 {
            window().scroll_by_with_x_and_y(0.0, moved);
        }
    };
    let callback = Closure::<dyn FnMut(js_sys::Array)>::new(learn);
    let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok();
    let callback = StoredValue::new_local(callback);
    let kept = StoredValue::new_local(observer);
    on_cleanup(move || {
        if let Some(observer) = kept.try_get_value().flatten() {
            observer.disconnect();
        }
        callback.dispose();
    });
    kept
}

/// Has the height of a row told.
pub fn watch_height(observer: Observer, row: &HtmlElement) {
    observer.try_with_value(|observer| {
        if let Some(observer) = observer {
            observer.observe(row);
        }
    });
}

/// What stands below the list.
fn end(desk: Desk, view: View) -> Drawn {
    let queue = desk.queue;
    let is_empty = move || queue.list.with(|list| list.items.is_empty());
    let content = move || match queue.status.get() {
        Status::Fetching => draw! { <p class="note end">{m::FETCHING.text()}</p> },
        Status::Failed(why) => {
            let again = move || queue.reload(desk);
            parts::failed(why, again)
        }
        Status::There if is_empty() && queue.next.with(Option::is_none) => {
            let is_search = queue
                .place
                .with(|place| place.as_ref().is_some_and(|place| !place.q.is_empty()));
            let text = if is_search {
                m::EMPTY_SEARCH
            } else {
                empty(view)
            };
            draw! { <p class="empty">{text.text()}</p> }
        }
        Status::There => draw! {},
    };
    live(content).drawn()
}
