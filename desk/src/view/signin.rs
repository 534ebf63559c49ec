//! The door.

use leptos::prelude::*;
use postil_model::wire::desk::SignIn;

use super::drawn::{Drawn, draw, handler, live};
use super::parts;
use crate::state::Desk;
use crate::state::desk::Door;
use crate::state::signal::RwSignal;
use crate::words::m;

/// The way in.
pub fn view(desk: Desk, door: Door) -> Drawn {
    parts::focus_heading();
    draw! {
        <main class="door">
            {parts::trouble(desk)}
            {match door {
                Door::Secret => with_secret(desk),
                Door::Invitation(token) => with_invitation(desk, token),
            }}
        </main>
    }
}

fn with_secret(desk: Desk) -> Drawn {
    let secret = RwSignal::new(String::new());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = secret.get_untracked();
        secret.set(String::new());
        desk.sign_in(SignIn::Secret { secret: typed });
    };
    draw! {
        {parts::heading(m::SIGNIN.text())}
        <form class="fields" on:submit=handler(submit)>
            // Managers of passwords file a secret under a name.
            <input type="text" name="username" autocomplete="username" value="owner" readonly=true hidden=true/>
            <label class="field">
                <span>{m::SIGNIN_SECRET.text()}</span>
                <input type="password" name="secret" autocomplete="current-password" required=true prop:value=live(move || secret.get()) on:input=handler(move |event| secret.set(event_target_value(&event))) aria-describedby="secret-help"/>
            </label>
            <p class="note" id="secret-help">{m::SIGNIN_HELP.text()}</p>
            <button type="submit" class="main">{m::SIGNIN_GO.text()}</button>
        </form>
    }
}

fn with_invitation(desk: Desk, token: String) -> Drawn {
    let name = RwSignal::new(String::new());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        desk.sign_in(SignIn::Invitation {
            token: token.clone(),
            name: name.get_untracked().trim().to_owned(),
        });
    };
    draw! {
        {parts::heading(m::INVITED.text())}
        <form class="fields" on:submit=handler(submit)>
            <label class="field">
                <span>{m::INVITED_NAME.text()}</span>
                <input type="text" name="name" autocomplete="name" maxlength="80" required=true prop:value=live(move || name.get()) on:input=handler(move |event| name.set(event_target_value(&event))) aria-describedby="name-help"/>
            </label>
            <p class="note" id="name-help">{m::INVITED_HELP.text()}</p>
            <button type="submit" class="main">{m::INVITED_GO.text()}</button>
        </form>
    }
}
