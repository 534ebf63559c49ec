//! The door.

use leptos::prelude::*;
use postil_model::wire::desk::SignIn;

use super::parts;
use crate::state::Desk;
use crate::state::desk::Door;
use crate::words::m;

/// The way in.
pub fn view(desk: Desk, door: Door) -> impl IntoView {
    parts::focus_heading();
    view! {
        <main class="door">
            {parts::trouble(desk)}
            {match door {
                Door::Secret => with_secret(desk).into_any(),
                Door::Invitation(token) => with_invitation(desk, token).into_any(),
            }}
        </main>
    }
}

fn with_secret(desk: Desk) -> impl IntoView {
    let secret = RwSignal::new(String::new());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = secret.get_untracked();
        secret.set(String::new());
        desk.sign_in(SignIn::Secret { secret: typed });
    };
    view! {
        {parts::heading(m::SIGNIN.text())}
        <form class="fields" on:submit=submit>
            // Managers of passwords file a secret under a name.
            <input type="text" name="username" autocomplete="username" value="owner" readonly=true hidden=true/>
            <label class="field">
                <span>{m::SIGNIN_SECRET.text()}</span>
                <input type="password" name="secret" autocomplete="current-password" required=true prop:value=move || secret.get() on:input=move |event| secret.set(event_target_value(&event)) aria-describedby="secret-help"/>
            </label>
            <p class="note" id="secret-help">{m::SIGNIN_HELP.text()}</p>
            <button type="submit" class="main">{m::SIGNIN_GO.text()}</button>
        </form>
    }
}

fn with_invitation(desk: Desk, token: String) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        desk.sign_in(SignIn::Invitation {
            token: token.clone(),
            name: name.get_untracked().trim().to_owned(),
        });
    };
    view! {
        {parts::heading(m::INVITED.text())}
        <form class="fields" on:submit=submit>
            <label class="field">
                <span>{m::INVITED_NAME.text()}</span>
                <input type="text" name="name" autocomplete="name" maxlength="80" required=true prop:value=move || name.get() on:input=move |event| name.set(event_target_value(&event)) aria-describedby="name-help"/>
            </label>
            <p class="note" id="name-help">{m::INVITED_HELP.text()}</p>
            <button type="submit" class="main">{m::INVITED_GO.text()}</button>
        </form>
    }
}
