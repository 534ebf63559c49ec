//! A comment in the list.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use postil_model::State;
use postil_model::mark;
use postil_model::wire::desk::{Act, Decided, Report, Row, View};

use super::drawn::{Drawn, draw, handler, live};
use super::queue::{Observer, pixels, watch_height};
use super::{former, parts, reply, tools};
use crate::api::escape;
use crate::state::Desk;
use crate::state::desk::Dialog;
use crate::state::list::Item;
use crate::state::reply::Draft;
use crate::words::{self, Message, m};

/// The comment, where the list has it.
pub fn view(desk: Desk, draft: Draft, item: Item, index: usize, observer: Observer) -> Drawn {
    let queue = desk.queue;
    let row = item.row.clone();
    let seq = row.seq;
    let top = move || {
        let top = queue.layout.with(|layout| layout.top_of(seq));
        pixels(top.unwrap_or_default())
    };
    let is_current = Memo::new(move |_| queue.list.with(|list| list.current) == Some(seq));
    let is_selected = Memo::new(move |_| queue.list.with(|list| list.is_selected(seq)));
    let place = NodeRef::<html::Li>::new();
    place.on_load(move |element| watch_height(observer, &element));
    let total = move || queue.total.get().to_string();
    // The place changes when rows above go; it is told as it was when the row was drawn only where
    // nobody can tell the difference.
    let position = move || {
        let now = queue.layout.with(|layout| {
            layout
                .placed
                .iter()
                .find(|one| one.seq == seq)
                .map(|one| one.index)
        });
        (now.unwrap_or(index) + 1).to_string()
    };
    draw! {
        <li
            class="row"
            node_ref=place
            data-seq=seq.to_string()
            data-current=live(move || is_current.get().then_some(""))
            class:selected=live(move || is_selected.get())
            style:top=live(top)
            aria-setsize=live(total)
            aria-posinset=live(position)
        >
            <article id=format!("row-{seq}") tabindex="-1" aria-labelledby=format!("by-{seq}") on:focusin=handler(move |_| queue.stand_on(seq))>
                {head(desk, &row, is_selected)}
                {why(&row)}
                // The one text that is markup: the server's renderer has made it.
                <div class="body" dir="auto" inner_html=row.html.clone()></div>
                {change(&row)}
                {former::view(desk, &row)}
                {reports(&row.reports)}
                {row.decided.as_ref().map(decided)}
                {actions(desk, draft, &row)}
                {live(move || (draft.to.get() == Some(seq)).then(|| reply::view(desk, draft, item.clone())))}
            </article>
        </li>
    }
}

fn head(desk: Desk, row: &Row, is_selected: Memo<bool>) -> Drawn {
    let list = desk.queue.list;
    let seq = row.seq;
    // The shift key is told by the click alone.
    let click = move |event: leptos::ev::MouseEvent| {
        list.update(|list| {
            if event.shift_key() {
                list.extend_to(seq);
            } else {
                list.toggle(seq);
            }
        });
    };
    let label = m::SELECT_ROW.with("{name}", &row.name);
    let answers = row.parent.as_ref().map(|parent| {
        draw! { <span class="muted">{m::ROW_ANSWERS.with("{name}", &parent.name)}</span> }
    });
    let published = (row.published > 0).then(|| m::ROW_PUBLISHED.counted(row.published));
    draw! {
        <div class="meta">
            <input type="checkbox" aria-label=label prop:checked=live(move || is_selected.get()) on:click=handler(click)/>
            <span class="mark" aria-hidden="true" inner_html=mark::picture(&row.mark)></span>
            <strong class="author" id=format!("by-{seq}")>{row.name.clone()}</strong>
            {row.badge.clone().map(|badge| draw! { <span class="badge">{badge}</span> })}
            {row.url.clone().map(|url| draw! { <span class="address">{url}</span> })}
            {answers}
            <span class="muted thread">{row.thread.clone()}</span>
            <span class="muted">{parts::time(row.created)}</span>
            {published.map(|text| draw! { <span class="muted">{text}</span> })}
        </div>
    }
}

/// Why it is here.
fn why(row: &Row) -> Option<Drawn> {
    let reasons: Vec<String> = row.reasons.iter().map(|text| words::reason(text)).collect();
    (!reasons.is_empty()).then(|| {
        let label = match row.state {
            State::Spam => m::WHY_SPAM,
            State::Removed => m::WHY_REMOVED,
            State::Held | State::Published => m::WHY_HELD,
        };
        draw! { <p class="why"><span class="label">{label.text()}</span> " " {reasons.join("; ")}</p> }
    })
}

fn change(row: &Row) -> Option<Drawn> {
    row.change.clone().map(|change| {
        draw! {
            <div class="change">
                <p class="label">{m::ROW_CHANGE.text()}</p>
                <div class="source" dir="auto">{change}</div>
            </div>
        }
    })
}

fn reports(reports: &[Report]) -> Option<Drawn> {
    (!reports.is_empty()).then(|| {
        let count = u32::try_from(reports.len()).unwrap_or(u32::MAX);
        let each = reports.iter().map(|report| {
            let reason = words::coded("report", &report.reason);
            let reason = reason.map_or_else(|| report.reason.clone(), str::to_owned);
            let note = (!report.note.is_empty())
                .then(|| draw! { ": " <span class="note-said">{report.note.clone()}</span> });
            draw! { <li>{reason}{note} " " <span class="muted">{parts::time(report.at)}</span></li> }
        });
        draw! {
            <div class="reports">
                <p class="label">{m::ROW_REPORTS.counted(count)}</p>
                <ul>{each.collect_view()}</ul>
            </div>
        }
    })
}

fn decided(decided: &Decided) -> Drawn {
    let text = match decided.act {
        Act::Approve => m::DECIDED_APPROVE,
        Act::Hold => m::DECIDED_HOLD,
        Act::Spam => m::DECIDED_SPAM,
        Act::Remove => m::DECIDED_REMOVE,
        Act::Pin => m::DECIDED_PIN,
        Act::Unpin => m::DECIDED_UNPIN,
    };
    draw! {
        <p class="decided muted">{text.with("{name}", &decided.by)} " " {parts::time(decided.at)}</p>
    }
}

/// The thread as a whole page, at this comment.
fn context(site: &str, row: &Row) -> String {
    let (site, id) = (escape(site), escape(&row.thread));
    format!("/v1/page?site={site}&id={id}#c-{}", row.id)
}

/// What an act is called on a comment: what is approved out of the spam is no spam.
fn name_of(act: Act, view: Option<View>) -> Message {
    match (act, view) {
        (Act::Approve, Some(View::Spam)) => m::ACT_NO_SPAM,
        (Act::Approve, Some(View::Removed)) => m::ACT_RESTORE,
        _ => tools::word(act),
    }
}

fn actions(desk: Desk, draft: Draft, row: &Arc<Row>) -> Drawn {
    let seq = row.seq;
    let place = desk.queue.place.get_untracked();
    let view = place.as_ref().map(|place| place.view);
    let is_possible = |act: Act| {
        act.state() != row.state
            || (act == Act::Approve && (row.change.is_some() || view == Some(View::Reported)))
    };
    // On this row, whatever else is selected.
    let decide = move |act| {
        desk.queue.list.update(|list| {
            list.clear_selection();
            list.current = Some(seq);
        });
        desk.acts.act(desk, act);
    };
    let acts = Act::ALL.into_iter().filter(|act| is_possible(*act));
    let acts = acts.map(move |act| {
        draw! { <button type="button" class=format!("quiet act-{}", act.name()) on:click=handler(move |_| decide(act))>{name_of(act, view).text()}</button> }
    });
    let pin = (row.state == State::Published).then(|| {
        let row = row.clone();
        let is_pinned = Memo::new(move |_| desk.queue.list.with(|list| list.is_pinned(&row)));
        let act = move || if is_pinned.get() { Act::Unpin } else { Act::Pin };
        draw! { <button type="button" class="quiet act-pin" on:click=handler(move |_| decide(act()))>{live(move || tools::word(act()).text())}</button> }
    });
    let href = context(place.as_ref().map_or("", |place| place.site.as_str()), row);
    draw! {
        <p class="actions">
            {acts.collect_view()}
            {pin}
            <button type="button" class="quiet" on:click=handler(move |_| draft.begin(seq))>{m::ACT_REPLY.text()}</button>
            <a class="quiet context" href=href target="_blank" rel="noopener">{m::ACT_CONTEXT.text()}</a>
            <button type="button" class="quiet" on:click=handler(move |_| desk.dialog.set(Some(Dialog::Ban(seq))))>{m::ACT_BAN.text()}</button>
            {desk.is_owner().then(|| draw! {
                <button type="button" class="quiet author-all" on:click=handler(move |_| desk.dialog.set(Some(Dialog::Author(seq))))>{m::ACT_AUTHOR.text()}</button>
            })}
        </p>
    }
}
