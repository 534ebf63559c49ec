//! Who is banned from a site.

use leptos::prelude::*;
use postil_model::wire::desk::{BanAct, BanChange, BanRow, Bans, ChangeBans, Whom};

use super::drawn::{Drawn, draw, handler};
use super::parts;
use crate::api;
use crate::browser;
use crate::state::Desk;
use crate::state::fetched::{self, Signal};
use crate::state::signal::StoredValue;
use crate::words::m;

/// The list.
pub fn view(desk: Desk, site: String) -> Drawn {
    let bans: Signal<Bans> = fetched::nothing();
    let title = format!("{} · {}", m::BANS.text(), desk.title_of(&site));
    let site = StoredValue::new(site);
    let fetch = move || fetched::fetch(desk, bans, "bans", vec![("site", site.get_value())]);
    fetch();
    draw! {
        {parts::heading(title)}
        <p class="note">{m::BANS_HELP.text()}</p>
        {parts::fetched(bans, fetch, move |all| {
            if all.bans.is_empty() {
                return draw! { <p class="empty">{m::BANS_NONE.text()}</p> };
            }
            let rows = all.bans.iter().map(|ban| row(desk, bans, site.get_value(), ban));
            draw! { <ul class="lines" role="list">{rows.collect_view()}</ul> }
        })}
    }
}

fn row(desk: Desk, bans: Signal<Bans>, site: String, ban: &BanRow) -> Drawn {
    let whom = match ban.whom {
        Whom::Author => m::BANS_AUTHOR,
        Whom::Network => m::BANS_NETWORK,
    };
    let act = match ban.act {
        BanAct::Hold => m::BANS_HOLD,
        BanAct::Refuse => m::BANS_REFUSE,
    };
    let until = match ban.until {
        Some(until) => m::BANS_UNTIL.with("{time}", &browser::moment(until)),
        None => m::BANS_FOR_GOOD.text().to_owned(),
    };
    let made = m::BANS_BY.with("{name}", &ban.by);
    let id = ban.id;
    let lift = move |_| {
        let body = ChangeBans {
            site: site.clone(),
            change: BanChange::Lift { id },
        };
        browser::spawn(async move {
            match api::post::<Bans>("bans", &body).await {
                Ok(fresh) => {
                    fetched::put(desk, bans, Ok(fresh));
                    desk.say(m::BANS_LIFTED.text());
                    browser::focus("h1");
                }
                Err(failure) => desk.complain(&failure),
            }
        });
    };
    draw! {
        <li>
            <strong class="author">{ban.name.clone()}</strong>
            <span>{whom.text()}</span>
            <span>{act.text()}</span>
            <span>{until}</span>
            <span class="muted">{made} " " {parts::time(ban.at)}</span>
            <button type="button" class="quiet" aria-label=m::BANS_LIFT_OF.with("{name}", &ban.name) on:click=handler(lift)>{m::BANS_LIFT.text()}</button>
        </li>
    }
}
