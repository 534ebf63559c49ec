//! Banning whoever wrote a comment.

use leptos::prelude::*;
use postil_model::wire::desk::{BanAct, BanChange, ChangeBans, Whom};

use super::dialog;
use super::drawn::{Drawn, draw, handler, live};
use crate::api;
use crate::browser;
use crate::state::Desk;
use crate::state::signal::RwSignal;
use crate::words::{Message, m};

/// For how many days; none for good.
const TIMES: [(&str, Message); 4] = [
    ("1", m::BAN_DAY),
    ("7", m::BAN_WEEK),
    ("30", m::BAN_MONTH),
    ("", m::BAN_FOR_GOOD),
];

/// The question.
pub fn view(desk: Desk, seq: u64) -> Drawn {
    let name = desk
        .queue
        .list
        .with_untracked(|list| list.item(seq).map(|item| item.row.name.clone()));
    let (whom, act, days) = (
        RwSignal::new(Whom::Author),
        RwSignal::new(BanAct::Hold),
        RwSignal::new(Some(7)),
    );
    let problem = RwSignal::new(None::<String>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(place) = desk.queue.place.get_untracked() else {
            return;
        };
        let body = ChangeBans {
            site: place.site,
            change: BanChange::Ban {
                comment: seq,
                whom: whom.get_untracked(),
                act: act.get_untracked(),
                days: days.get_untracked(),
            },
        };
        browser::spawn(async move {
            match api::tell("bans", &body).await {
                Ok(()) => {
                    desk.dialog.set(None);
                    desk.say(m::BAN_DONE.text());
                    desk.queue.focus_current();
                }
                Err(failure) => {
                    desk.heed(&failure);
                    problem.try_set(Some(failure.words()));
                }
            }
        });
    };
    let times = TIMES.map(
        |(value, text)| draw! { <option value=value selected=value == "7">{text.text()}</option> },
    );
    let content = draw! {
        <form class="fields" on:submit=handler(submit)>
            <fieldset>
                <legend>{m::BAN_WHOM.text()}</legend>
                {radio("whom", m::BAN_AUTHOR, true, move || whom.set(Whom::Author))}
                {radio("whom", m::BAN_NETWORK, false, move || whom.set(Whom::Network))}
            </fieldset>
            <fieldset>
                <legend>{m::BAN_WHAT.text()}</legend>
                {radio("what", m::BAN_HOLD, true, move || act.set(BanAct::Hold))}
                {radio("what", m::BAN_REFUSE, false, move || act.set(BanAct::Refuse))}
            </fieldset>
            <label class="field">
                <span>{m::BAN_LONG.text()}</span>
                <select on:change=handler(move |event| days.set(event_target_value(&event).parse().ok()))>{times.collect_view()}</select>
            </label>
            <p class="note alert" role="alert">{live(move || problem.get())}</p>
            <button type="submit" class="main">{m::BAN_GO.text()}</button>
        </form>
    };
    dialog::view(
        desk,
        m::BAN_TITLE.with("{name}", &name.unwrap_or_default()),
        content,
    )
}

fn radio(name: &'static str, text: Message, chosen: bool, choose: impl Fn() + 'static) -> Drawn {
    draw! {
        <label class="check"><input type="radio" name=name checked=chosen on:change=handler(move |_| choose())/><span>{text.text()}</span></label>
    }
}
