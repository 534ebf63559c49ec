//! How comments are let in.

use leptos::prelude::*;
use postil_model::policy::LetIn;

use super::drawn::{Drawn, draw, handler, live};
use super::rules;
use super::site::{check, text};
use crate::state::Desk;
use crate::state::site_form::Editing;
use crate::words::{Message, m};

const LET_IN: [(LetIn, Message); 3] = [
    (LetIn::Open, m::LET_IN_OPEN),
    (LetIn::First, m::LET_IN_FIRST),
    (LetIn::Held, m::LET_IN_HELD),
];

/// The part of the form.
pub fn view(desk: Desk, editing: Editing, is_new: bool) -> Drawn {
    let choices = LET_IN.map(|(one, label)| {
        let is_chosen = move || editing.form.with(|form| form.let_in == one);
        draw! {
            <label class="check">
                <input type="radio" name="let_in" prop:checked=live(is_chosen) on:change=handler(move |_| editing.form.update(|form| form.let_in = one))/>
                <span>{label.text()}</span>
            </label>
        }
    });
    draw! {
        <fieldset>
            <legend>{m::LET_IN.text()}</legend>
            {choices.collect_view()}
            {check(editing, m::SITE_DEFENCE, |form| &mut form.defence)}
            {text(editing, "links", m::SITE_LINKS, Some(m::SITE_LINKS_HELP), false, |form| &mut form.links)}
            {text(editing, "reports", m::SITE_REPORTS, Some(m::SITE_REPORTS_HELP), false, |form| &mut form.reports)}
            {text(editing, "close_days", m::SITE_CLOSE, Some(m::SITE_CLOSE_HELP), false, |form| &mut form.close_days)}
        </fieldset>
        {rules::view(desk, editing, is_new)}
    }
}
