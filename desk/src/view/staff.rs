//! Who works here: members, invitations, sessions, and one's own name.

use leptos::prelude::*;
use postil_model::staff::{Role, lifetime};
use postil_model::wire::desk::{Invitation, Invited, Member, Session, Staff, StaffChange};

use super::drawn::{Drawn, draw, handler, live};
use super::parts;
use crate::api;
use crate::browser;
use crate::state::Desk;
use crate::state::fetched::{self, Signal};
use crate::state::signal::RwSignal;
use crate::words::{Message, m};

/// All of it; to a moderator what is their own.
pub fn view(desk: Desk) -> Drawn {
    let staff: Signal<Staff> = fetched::nothing();
    let fetch = Callback::new(move |()| fetched::fetch(desk, staff, "staff", Vec::new()));
    fetch.run(());
    let invited = RwSignal::new(None::<Invited>);
    draw! {
        {parts::heading(m::STAFF.text())}
        {rename(desk, fetch)}
        {live(move || desk.is_owner().then(|| invite(desk, invited, fetch)))}
        {parts::fetched(staff, move || fetch.run(()), move |all| {
            let is_owner = desk.is_owner();
            let name_of = |id: &str| {
                let found = all.members.iter().find(|member| member.id == id);
                found.map_or_else(|| id.to_owned(), |member| member.name.clone())
            };
            let members = all.members.iter().map(|one| member(desk, fetch, one, is_owner));
            let invitations = all.invitations.iter().map(|one| invitation(desk, fetch, one));
            let sessions = all.sessions.iter().map(|one| session(desk, fetch, one, &name_of(&one.member)));
            draw! {
                <section aria-labelledby="members">
                    <h2 id="members">{m::STAFF_MEMBERS.text()}</h2>
                    <ul class="lines" role="list">{members.collect_view()}</ul>
                </section>
                {(!all.invitations.is_empty()).then(|| draw! {
                    <section aria-labelledby="invitations">
                        <h2 id="invitations">{m::STAFF_INVITATIONS.text()}</h2>
                        <ul class="lines" role="list">{invitations.collect_view()}</ul>
                    </section>
                })}
                <section aria-labelledby="sessions">
                    <h2 id="sessions">{m::STAFF_SESSIONS.text()}</h2>
                    <ul class="lines" role="list">{sessions.collect_view()}</ul>
                </section>
            }
        })}
    }
}

/// Sends a change, says that it is done and fetches the list anew.
fn change(desk: Desk, body: StaffChange, said: Message, fetch: Callback<()>) {
    browser::spawn(async move {
        match api::tell("staff", &body).await {
            Ok(()) => {
                desk.say(said.text());
                desk.refresh();
                fetch.run(());
                browser::focus("h1");
            }
            Err(failure) => desk.complain(&failure),
        }
    });
}

fn rename(desk: Desk, fetch: Callback<()>) -> Drawn {
    let own = desk
        .me
        .with_untracked(|me| me.as_ref().map(|me| me.name.clone()));
    let name = RwSignal::new(own.unwrap_or_default());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let name = name.get_untracked().trim().to_owned();
        change(desk, StaffChange::Rename { name }, m::STAFF_RENAMED, fetch);
    };
    draw! {
        <form class="fields inline" on:submit=handler(submit)>
            <label class="field">
                <span>{m::STAFF_NAME.text()}</span>
                <input type="text" required=true maxlength="80" autocomplete="name" prop:value=live(move || name.get()) on:input=handler(move |event| name.set(event_target_value(&event)))/>
            </label>
            <button type="submit">{m::SAVE.text()}</button>
        </form>
    }
}

fn invite(desk: Desk, invited: RwSignal<Option<Invited>>, fetch: Callback<()>) -> Drawn {
    let note = RwSignal::new(String::new());
    let site = RwSignal::new(None::<String>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let body = StaffChange::Invite {
            note: note.get_untracked().trim().to_owned(),
            site: site.get_untracked(),
        };
        browser::spawn(async move {
            match api::post::<Invited>("staff", &body).await {
                Ok(answer) => {
                    invited.set(Some(answer));
                    note.set(String::new());
                    desk.say(m::STAFF_INVITED.text());
                    fetch.run(());
                }
                Err(failure) => desk.complain(&failure),
            }
        });
    };
    let sites = desk
        .me
        .with(|me| me.as_ref().map(|me| me.sites.clone()))
        .unwrap_or_default();
    let options = sites.into_iter().map(|one| {
        let title = desk.title_of(&one.id);
        draw! { <option value=one.id>{title}</option> }
    });
    let choose = move |event| {
        let value = event_target_value(&event);
        site.set((!value.is_empty()).then_some(value));
    };
    draw! {
        <section aria-labelledby="invite">
            <h2 id="invite">{m::STAFF_INVITE.text()}</h2>
            <form class="fields inline" on:submit=handler(submit)>
                <label class="field">
                    <span>{m::STAFF_NOTE.text()}</span>
                    <input type="text" maxlength="200" required=true prop:value=live(move || note.get()) on:input=handler(move |event| note.set(event_target_value(&event)))/>
                </label>
                <label class="field">
                    <span>{m::STAFF_SITE.text()}</span>
                    <select on:change=handler(choose)><option value="">{m::STAFF_ALL_SITES.text()}</option>{options.collect_view()}</select>
                </label>
                <button type="submit">{m::STAFF_INVITE_GO.text()}</button>
            </form>
            {live(move || invited.get().map(|invited| draw! {
                <div class="once">
                    <p>{m::STAFF_LINK.with("{time}", &browser::moment(invited.until))}</p>
                    <p><code class="long">{invited.link.clone()}</code></p>
                    {parts::copy_button(desk, invited.link)}
                </div>
            }))}
        </section>
    }
}

fn where_works(desk: Desk, site: Option<&str>) -> String {
    site.map_or_else(
        || m::STAFF_ALL_SITES.text().to_owned(),
        |site| desk.title_of(site),
    )
}

fn member(desk: Desk, fetch: Callback<()>, member: &Member, is_owner: bool) -> Drawn {
    let role = match member.role {
        Role::Owner => m::STAFF_OWNER,
        Role::Moderator => m::STAFF_MODERATOR,
    };
    let id = member.id.clone();
    let can_go = is_owner && member.role == Role::Moderator;
    let label = m::STAFF_DISMISS_OF.with("{name}", &member.name);
    let dismiss = move |_| {
        let member = id.clone();
        change(
            desk,
            StaffChange::Dismiss { member },
            m::STAFF_DISMISSED,
            fetch,
        );
    };
    draw! {
        <li>
            <strong class="author">{member.name.clone()}</strong>
            <span>{role.text()}</span>
            <span>{where_works(desk, member.site.as_deref())}</span>
            <span class="muted">{m::STAFF_SINCE.text()} " " {parts::time(member.since)}</span>
            {can_go.then(|| draw! { <button type="button" class="quiet" aria-label=label on:click=handler(dismiss)>{m::STAFF_DISMISS.text()}</button> })}
        </li>
    }
}

fn invitation(desk: Desk, fetch: Callback<()>, one: &Invitation) -> Drawn {
    let id = one.id.clone();
    let label = m::STAFF_WITHDRAW_OF.with("{name}", &one.note);
    let withdraw = move |_| {
        let invitation = id.clone();
        change(
            desk,
            StaffChange::Withdraw { invitation },
            m::STAFF_WITHDRAWN,
            fetch,
        );
    };
    draw! {
        <li>
            <strong class="author">{one.note.clone()}</strong>
            <span>{where_works(desk, one.site.as_deref())}</span>
            <span class="muted">{m::STAFF_UNTIL.with("{time}", &browser::moment(one.until))}</span>
            <button type="button" class="quiet" aria-label=label on:click=handler(withdraw)>{m::STAFF_WITHDRAW.text()}</button>
        </li>
    }
}

fn session(desk: Desk, fetch: Callback<()>, one: &Session, name: &str) -> Drawn {
    let own = desk
        .me
        .with_untracked(|me| me.as_ref().is_some_and(|me| me.session == one.id));
    let id = one.id.clone();
    let label = format!("{} – {name}, {}", m::STAFF_END.text(), one.agent);
    let end = move |_| {
        let session = id.clone();
        change(desk, StaffChange::End { session }, m::STAFF_ENDED, fetch);
    };
    let on_page = one.page.as_deref().map(|site| {
        let text = m::STAFF_PAGE.with("{site}", &desk.title_of(site));
        let until = browser::moment(lifetime::page_token_ends(one.since));
        draw! { <span>{text} " " {m::STAFF_UNTIL.with("{time}", &until)}</span> }
    });
    draw! {
        <li>
            <strong class="author">{name.to_owned()}</strong>
            <span>{one.agent.clone()}</span>
            {on_page}
            {own.then(|| draw! { <span>{m::STAFF_THIS.text()}</span> })}
            <span class="muted">{m::STAFF_SEEN.text()} " " {parts::time(one.seen)}</span>
            <button type="button" class="quiet" aria-label=label on:click=handler(end)>{m::STAFF_END.text()}</button>
        </li>
    }
}
