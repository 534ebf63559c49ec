//! What the keys do.

use leptos::prelude::*;
use postil_model::wire::desk::{Act, View};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, KeyboardEvent};

use super::Desk;
use super::desk::{Dialog, Phase};
use super::reply::Draft;
use super::route::Route;
use super::signal::StoredValue;
use crate::browser;
use crate::words::{Message, m};

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Moves by so many rows.
    Move(isize),
    /// Selects the current row, or no longer.
    Select,
    /// Selects from the last selected row to the current one.
    Extend,
    /// Decides.
    Act(Act),
    /// Undoes.
    Undo,
    /// Opens the answer.
    Reply,
    /// Opens the thread.
    Context,
    /// Goes to the search.
    Search,
    /// Opens a view.
    View(View),
    /// Waits for a second key.
    Go,
    /// Goes to a part of the desk.
    To(Part),
    /// Lists the keys.
    Help,
    /// Clears the selection.
    Clear,
}

/// A part of the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The comments.
    Queue,
    /// The threads.
    Threads,
    /// What was done.
    Log,
    /// Who is banned.
    Bans,
    /// The sites.
    Sites,
    /// Who works here.
    Staff,
}

/// Every key, as the list of them shows it.
pub const LIST: [(&str, Message); 21] = [
    ("j ↓", m::KEYS_NEXT),
    ("k ↑", m::KEYS_BEFORE),
    ("x", m::KEYS_SELECT),
    ("X", m::KEYS_EXTEND),
    ("Esc", m::KEYS_CLEAR),
    ("a", m::KEYS_APPROVE),
    ("h", m::KEYS_HOLD),
    ("s", m::KEYS_SPAM),
    ("d", m::KEYS_REMOVE),
    ("z", m::KEYS_UNDO),
    ("r", m::KEYS_REPLY),
    ("o", m::KEYS_CONTEXT),
    ("/", m::KEYS_SEARCH),
    ("1 – 5", m::KEYS_VIEWS),
    ("g q", m::KEYS_QUEUE),
    ("g t", m::KEYS_THREADS),
    ("g l", m::KEYS_LOG),
    ("g b", m::KEYS_BANS),
    ("g s", m::KEYS_SITES),
    ("g m", m::KEYS_STAFF),
    ("?", m::KEYS_HELP),
];

/// What a key does, after another one or not. Escape and the arrows are no letters: they work
/// where letters are turned off.
#[must_use]
pub fn command(key: &str, after_g: bool, letters: bool) -> Option<Command> {
    match key {
        "ArrowDown" => return Some(Command::Move(1)),
        "ArrowUp" => return Some(Command::Move(-1)),
        "Escape" => return Some(Command::Clear),
        _ if !letters => return None,
        _ => {}
    }
    if after_g {
        let part = match key {
            "q" => Part::Queue,
            "t" => Part::Threads,
            "l" => Part::Log,
            "b" => Part::Bans,
            "s" => Part::Sites,
            "m" => Part::Staff,
            _ => return None,
        };
        return Some(Command::To(part));
    }
    Some(match key {
        "j" => Command::Move(1),
        "k" => Command::Move(-1),
        "x" => Command::Select,
        "X" => Command::Extend,
        "a" => Command::Act(Act::Approve),
        "h" => Command::Act(Act::Hold),
        "s" => Command::Act(Act::Spam),
        "d" => Command::Act(Act::Remove),
        "z" => Command::Undo,
        "r" => Command::Reply,
        "o" => Command::Context,
        "/" => Command::Search,
        "g" => Command::Go,
        "?" => Command::Help,
        _ => {
            let nth: usize = key.parse().ok()?;
            Command::View(View::ALL.get(nth.checked_sub(1)?).copied()?)
        }
    })
}

/// Listens for as long as the desk is open.
pub fn listen(desk: Desk, draft: Draft) {
    let after_g = StoredValue::new(false);
    window_event_listener(leptos::ev::keydown, move |event| {
        let is_free = desk.phase.get_untracked() == Phase::In
            && desk.dialog.get_untracked().is_none()
            && !(event.ctrl_key() || event.alt_key() || event.meta_key() || event.is_composing())
            && !is_typing(&event);
        if !is_free || event.key() == "Shift" {
            return;
        }
        let letters = desk.letters.get_untracked();
        let command = command(&event.key(), after_g.get_value(), letters);
        after_g.set_value(command == Some(Command::Go));
        if command.is_some_and(|command| run(desk, draft, command)) {
            event.prevent_default();
        }
    });
}

/// Whether the key is meant for a field.
fn is_typing(event: &KeyboardEvent) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| match element.dyn_ref::<HtmlInputElement>() {
        Some(input) => input.type_() != "checkbox",
        None => matches!(element.local_name().as_str(), "textarea" | "select"),
    })
}

/// Does it; answers with whether there was anything to do.
pub fn run(desk: Desk, draft: Draft, command: Command) -> bool {
    let queue = desk.queue;
    let route = desk.route.get_untracked();
    let is_queue = matches!(route, Some(Route::Queue { .. }));
    let current = queue.list.with_untracked(|list| list.current);
    match command {
        Command::Help => desk.dialog.set(Some(Dialog::Keys)),
        Command::Go => {}
        Command::To(part) => return go(desk, part),
        Command::View(view) => return go_to_view(desk, view),
        Command::Search => browser::focus("input[type=search]"),
        _ if !is_queue => return false,
        Command::Move(by) => queue.move_by(desk, by),
        Command::Select => match current {
            Some(seq) => queue.list.update(|list| list.toggle(seq)),
            None => return false,
        },
        Command::Extend => match current {
            Some(seq) => queue.list.update(|list| list.extend_to(seq)),
            None => return false,
        },
        Command::Clear => queue.list.update(super::list::List::clear_selection),
        Command::Act(act) => desk.acts.act(desk, act),
        Command::Undo => desk.acts.undo(desk),
        Command::Reply => match current {
            Some(seq) => draft.begin(seq),
            None => return false,
        },
        Command::Context => browser::press("[data-current] .context"),
    }
    true
}

fn go_to_view(desk: Desk, view: View) -> bool {
    let Some(site) = site(desk) else {
        return false;
    };
    browser::go(&Route::Queue { site, view }.link());
    true
}

fn go(desk: Desk, part: Part) -> bool {
    let of_site = |make: fn(String) -> Route| site(desk).map(make);
    let route = match part {
        Part::Queue => of_site(|site| Route::Queue {
            site,
            view: View::Held,
        }),
        Part::Threads => of_site(|site| Route::Threads { site }),
        Part::Log => of_site(|site| Route::Log { site }),
        Part::Bans => of_site(|site| Route::Bans { site }),
        Part::Sites => Some(Route::Sites),
        Part::Staff => Some(Route::Staff),
    };
    if let Some(route) = &route {
        browser::go(&route.link());
    }
    route.is_some()
}

/// The site that is open, or else the first one.
fn site(desk: Desk) -> Option<String> {
    let route = desk.route.get_untracked();
    let open = route.as_ref().and_then(Route::site).map(str::to_owned);
    open.or_else(|| {
        let place = desk.queue.place.get_untracked();
        place.map(|place| place.site)
    })
    .or_else(|| {
        let first = |me: &postil_model::wire::desk::Me| Some(me.sites.first()?.id.clone());
        desk.me.with_untracked(|me| me.as_ref().and_then(first))
    })
}

#[cfg(test)]
mod tests {
    use super::{Command, Part, command};
    use postil_model::wire::desk::{Act, View};

    #[test]
    fn keys_do_what_the_list_says() {
        for (key, expected) in [
            ("j", Some(Command::Move(1))),
            ("ArrowUp", Some(Command::Move(-1))),
            ("a", Some(Command::Act(Act::Approve))),
            ("s", Some(Command::Act(Act::Spam))),
            ("X", Some(Command::Extend)),
            ("1", Some(Command::View(View::Held))),
            ("5", Some(Command::View(View::Removed))),
            ("0", None),
            ("6", None),
            ("q", None),
        ] {
            assert_eq!(command(key, false, true), expected, "{key}");
        }
        assert_eq!(command("s", true, true), Some(Command::To(Part::Sites)));
        assert_eq!(command("a", true, true), None);
    }

    #[test]
    fn letters_can_be_turned_off() {
        assert_eq!(command("a", false, false), None);
        assert_eq!(command("ArrowDown", false, false), Some(Command::Move(1)));
    }
}
