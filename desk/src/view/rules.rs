//! The word rules of a site, each of which can be tried before it is saved.

use leptos::prelude::*;
use postil_model::State;
use postil_model::policy::Act;
use postil_model::wire::desk::{Tried, TryRule};

use super::drawn::{Drawn, draw, handler, live};
use super::site::about_field;
use crate::api;
use crate::browser;
use crate::state::Desk;
use crate::state::signal::RwSignal;
use crate::state::site_form::{Editing, Rule};
use crate::words::{Message, m};

/// What a rule would have done, with the rule it was tried for.
type Trial = RwSignal<Option<(u32, Tried)>>;

/// The list. A site that is not there yet has no comments to try a rule on.
pub fn view(desk: Desk, editing: Editing, is_new: bool) -> Drawn {
    let trial: Trial = RwSignal::new(None);
    let add = move |_| {
        editing
            .form
            .update(super::super::state::site_form::Form::add_rule);
        browser::spawn(async {
            leptos::task::tick().await;
            browser::focus(".rule:last-child input");
        });
    };
    let ids = move || {
        editing
            .form
            .with(|form| form.rules.iter().map(|rule| rule.id).collect::<Vec<_>>())
    };
    draw! {
        <fieldset>
            <legend>{m::RULES.text()}</legend>
            {about_field(editing, "words", "about-words".to_owned(), Some(m::RULES_HELP))}
            <ul class="rules" role="list">
                <For each=ids key=|id| *id let:id>{rule(desk, editing, trial, id, is_new)}</For>
            </ul>
            <button type="button" class="quiet" id="field-words" on:click=handler(add)>{m::RULES_ADD.text()}</button>
        </fieldset>
    }
}

fn with_rule<T>(editing: Editing, id: u32, read: impl FnOnce(&Rule) -> T) -> Option<T> {
    editing
        .form
        .with(|form| form.rules.iter().find(|rule| rule.id == id).map(read))
}

fn change_rule(editing: Editing, id: u32, change: impl FnOnce(&mut Rule)) {
    editing.form.update(|form| {
        if let Some(rule) = form.rules.iter_mut().find(|rule| rule.id == id) {
            change(rule);
        }
    });
}

fn rule(desk: Desk, editing: Editing, trial: Trial, id: u32, is_new: bool) -> Drawn {
    let pattern = move || with_rule(editing, id, |rule| rule.pattern.clone()).unwrap_or_default();
    let refuses =
        move || with_rule(editing, id, |rule| rule.act == Act::Refuse).unwrap_or_default();
    let choose = move |event| {
        let act = if event_target_value(&event) == "refuse" {
            Act::Refuse
        } else {
            Act::Hold
        };
        change_rule(editing, id, |rule| rule.act = act);
    };
    let drop_it = move |_| {
        editing
            .form
            .update(|form| form.rules.retain(|rule| rule.id != id));
        browser::focus("#field-words");
    };
    draw! {
        <li class="rule">
            <input type="text" aria-label=m::RULES_PATTERN.text() spellcheck="false" prop:value=live(pattern) on:input=handler(move |event| change_rule(editing, id, |rule| rule.pattern = event_target_value(&event)))/>
            <select aria-label=m::RULES_ACT.text() on:change=handler(choose)>
                <option value="hold" selected=live(move || !refuses())>{m::RULES_HOLD.text()}</option>
                <option value="refuse" selected=live(refuses)>{m::RULES_REFUSE.text()}</option>
            </select>
            {(!is_new).then(|| draw! { <button type="button" class="quiet" on:click=handler(move |_| try_it(desk, editing, trial, id))>{m::RULES_TRY.text()}</button> })}
            <button type="button" class="quiet" on:click=handler(drop_it)>{m::RULES_DROP.text()}</button>
            <div class="tried" role="status">{live(move || trial.get().filter(|(of, _)| *of == id).map(|(_, tried)| result(&tried)))}</div>
        </li>
    }
}

fn try_it(desk: Desk, editing: Editing, trial: Trial, id: u32) {
    let body = editing.form.with_untracked(|form| {
        let rule = form.rules.iter().find(|rule| rule.id == id)?;
        Some(TryRule {
            site: form.id.clone(),
            pattern: rule.pattern.clone(),
        })
    });
    let Some(body) = body else {
        return;
    };
    browser::spawn(async move {
        match api::post::<Tried>("try", &body).await {
            Ok(tried) => trial.try_set(Some((id, tried))),
            Err(failure) => desk.complain(&failure),
        }
    });
}

fn result(tried: &Tried) -> Drawn {
    let text = m::RULES_TRIED.counted(tried.matched);
    let text = text.replace("{looked}", &crate::words::number(tried.looked));
    let examples = tried.examples.iter().map(|one| {
        draw! { <li><strong class="author">{one.name.clone()}</strong> " " <span class="muted">{state(one.state).text()}</span><div class="source" dir="auto">{one.body.clone()}</div></li> }
    });
    draw! { <p>{text}</p> <ul>{examples.collect_view()}</ul> }
}

const fn state(state: State) -> Message {
    match state {
        State::Published => m::STATE_PUBLISHED,
        State::Held => m::STATE_HELD,
        State::Spam => m::STATE_SPAM,
        State::Removed => m::STATE_REMOVED,
    }
}
