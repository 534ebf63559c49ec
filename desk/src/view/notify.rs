//! How the owner of a site is told of what waits: by mail, by a webhook, by a private feed; and what
//! has become of the messages.

use leptos::prelude::*;
use postil_model::notify::{Format, Way, When};
use postil_model::wire::notify::{Change, Notify, Once, Sent, SentState};
use wasm_bindgen_futures::spawn_local;

use super::drawn::{Draw, Drawn, draw, live};
use super::parts;
use crate::api;
use crate::browser;
use crate::state::Desk;
use crate::state::fetched::{self, Fetched, Signal};
use crate::state::notify_form::Form;
use crate::state::signal::{RwSignal, StoredValue};
use crate::words::{Message, coded, m};

/// What this part is made of. Copies are the same.
#[derive(Clone, Copy)]
struct Part {
    desk: Desk,
    site: StoredValue<String>,
    /// How it is set.
    present: Signal<Notify>,
    /// What stands in the forms; a change of one leaves what was typed into the others.
    form: RwSignal<Form>,
    /// The field that the server does not like, and why.
    wrong: RwSignal<Option<(String, String)>>,
    /// What is shown once.
    once: RwSignal<Option<Once>>,
    /// Whether a change is on its way.
    is_busy: RwSignal<bool>,
}

/// All of it.
pub fn view(desk: Desk, site: String) -> Drawn {
    let title = format!("{} · {}", m::NOTIFY.text(), desk.title_of(&site));
    let part = Part {
        desk,
        site: StoredValue::new(site),
        present: fetched::nothing(),
        form: RwSignal::new(Form::default()),
        wrong: RwSignal::new(None),
        once: RwSignal::new(None),
        is_busy: RwSignal::new(false),
    };
    part.fetch(true);
    draw! {
        {parts::heading(title)}
        <p class="note">{m::NOTIFY_HELP.text()}</p>
        {once(part)}
        {parts::fetched(part.present, move || part.fetch(true), move |present| draw! {
            {mail(part, present)}
            {webhook(part, present)}
            {feed(part, present)}
            {log(part, &present.log)}
        })}
    }
}

impl Part {
    /// Fetches how it is set, and what became of the messages.
    fn fetch(self, fills: bool) {
        spawn_local(async move {
            let site = self.site.get_value();
            let answer = api::get::<Notify>("notify", &[("site", &site)]).await;
            if let (true, Ok(present)) = (fills, &answer) {
                self.form.try_set(Form::of(present));
            }
            fetched::put(self.desk, self.present, answer);
        });
    }

    /// Sends a change, and says what it has come to.
    fn change(self, change: Change, said: Message) {
        self.is_busy.set(true);
        self.wrong.set(None);
        let is_test = matches!(change, Change::Test { .. });
        spawn_local(async move {
            let answer = api::post::<Notify>("notify", &change).await;
            self.is_busy.try_set(false);
            match answer {
                Ok(present) => {
                    let failed = is_test && is_failure(&present);
                    self.desk
                        .say(if failed { m::NOTIFY_TEST_FAILED } else { said }.text());
                    if present.once.is_some() {
                        self.once.try_set(present.once.clone());
                    }
                    self.present.try_set(Fetched::There(present));
                    browser::focus("h1");
                }
                Err(failure) => match failure.field() {
                    Some(field) => {
                        let wrong = (field.to_owned(), failure.words());
                        self.wrong.try_set(Some(wrong));
                        browser::focus(&format!("#notify-{field}"));
                    }
                    None => self.desk.complain(&failure),
                },
            }
        });
    }

    fn site(self) -> String {
        self.site.get_value()
    }
}

/// Whether the newest message, which is the test, was not taken.
fn is_failure(present: &Notify) -> bool {
    let newest = present.log.first();
    newest.is_none_or(|newest| newest.state != SentState::Sent)
}

/// What is shown once, until the page is left.
fn once(part: Part) -> Drawn {
    live(move || {
        let (about, text) = match part.once.get()? {
            Once::Secret(secret) => (m::NOTIFY_SECRET, secret),
            Once::Feed(link) => (m::NOTIFY_FEED_LINK, link),
        };
        Some(draw! {
            <div class="once">
                <p>{about.text()}</p>
                <p><code class="long">{text.clone()}</code></p>
                {parts::copy_button(part.desk, text)}
            </div>
        })
    })
    .drawn()
}

fn mail(part: Part, present: &Notify) -> Drawn {
    let is_on = present.mail.is_some();
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let mail = Some(part.form.with_untracked(Form::mail));
        let site = part.site();
        part.change(Change::Mail { site, mail }, m::NOTIFY_SAVED);
    };
    let off = move || Change::Mail {
        site: part.site(),
        mail: None,
    };
    draw! {
        <form class="fields settings" novalidate=true on:submit=save>
            <fieldset>
                <legend>{m::NOTIFY_MAIL.text()}</legend>
                {(!present.can_mail).then(|| draw! { <p class="note alert">{m::NOTIFY_CANNOT_MAIL.text()}</p> })}
                {field(part, "to", m::NOTIFY_TO, m::NOTIFY_TO_HELP, |form| &mut form.to)}
                {field(part, "from", m::NOTIFY_FROM, m::NOTIFY_FROM_HELP, |form| &mut form.from)}
                {when(part, "mail-when", |form| &mut form.mail_when)}
                <p class="actions">
                    {submit(part, is_on)}
                    {is_on.then(|| draw! {
                        {test(part, Way::Mail, m::NOTIFY_TEST_MAIL)}
                        {button(part, m::NOTIFY_OFF, m::NOTIFY_OFF_MAIL, off, m::NOTIFY_IS_OFF)}
                    })}
                </p>
            </fieldset>
        </form>
    }
}

fn webhook(part: Part, present: &Notify) -> Drawn {
    let is_on = present.webhook.is_some();
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let webhook = Some(part.form.with_untracked(Form::webhook));
        let site = part.site();
        part.change(Change::Webhook { site, webhook }, m::NOTIFY_SAVED);
    };
    let off = move || Change::Webhook {
        site: part.site(),
        webhook: None,
    };
    let renew = move || Change::RenewSecret { site: part.site() };
    let choose = move |event| {
        if let Some(format) = Format::named(&event_target_value(&event)) {
            part.form.update(|form| form.format = format);
        }
    };
    let formats = Format::ALL.map(|one| {
        let word = match one {
            Format::Postil => m::NOTIFY_FORMAT_POSTIL,
            Format::Text => m::NOTIFY_FORMAT_TEXT,
        };
        let selected = move || part.form.with(|form| form.format == one);
        draw! { <option value=one.name() selected=selected>{word.text()}</option> }
    });
    draw! {
        <form class="fields settings" novalidate=true on:submit=save>
            <fieldset>
                <legend>{m::NOTIFY_WEBHOOK.text()}</legend>
                {field(part, "url", m::NOTIFY_URL, m::NOTIFY_URL_HELP, |form| &mut form.url)}
                <label class="field">
                    <span>{m::NOTIFY_FORMAT.text()}</span>
                    <select name="format" on:change=choose>{formats.into_iter().collect_view()}</select>
                </label>
                {when(part, "hook-when", |form| &mut form.hook_when)}
                <p class="actions">
                    {submit(part, is_on)}
                    {is_on.then(|| draw! {
                        {test(part, Way::Webhook, m::NOTIFY_TEST_WEBHOOK)}
                        {button(part, m::NOTIFY_RENEW, m::NOTIFY_RENEW, renew, m::NOTIFY_RENEWED)}
                        {button(part, m::NOTIFY_OFF, m::NOTIFY_OFF_WEBHOOK, off, m::NOTIFY_IS_OFF)}
                    })}
                </p>
            </fieldset>
        </form>
    }
}

fn feed(part: Part, present: &Notify) -> Drawn {
    let make = move || Change::MakeFeed { site: part.site() };
    let off = move || Change::DropFeed { site: part.site() };
    let test = move || Change::TestFeed { site: part.site() };
    let buttons = match present.feed {
        None => button(
            part,
            m::NOTIFY_FEED_MAKE,
            m::NOTIFY_FEED_MAKE,
            make,
            m::NOTIFY_FEED_MADE,
        ),
        Some(_) => draw! {
            {button(part, m::NOTIFY_TEST, m::NOTIFY_TEST_FEED, test, m::NOTIFY_FEED_TESTED)}
            {button(part, m::NOTIFY_FEED_ANEW, m::NOTIFY_FEED_ANEW, make, m::NOTIFY_FEED_MADE)}
            {button(part, m::NOTIFY_OFF, m::NOTIFY_OFF_FEED, off, m::NOTIFY_IS_OFF)}
        },
    };
    let since = present.feed.map(|since| {
        draw! { <p>{m::NOTIFY_FEED_SINCE.text()} " " {parts::time(since)}</p> }
    });
    draw! {
        <fieldset class="fields">
            <legend>{m::NOTIFY_FEED.text()}</legend>
            <p class="note">{m::NOTIFY_FEED_HELP.text()}</p>
            {since}
            <p class="actions">{buttons}</p>
        </fieldset>
    }
}

/// A way to a part of the form.
type Path<T> = fn(&mut Form) -> &mut T;

fn field(part: Part, name: &'static str, label: Message, help: Message, of: Path<String>) -> Drawn {
    let (id, about) = (format!("notify-{name}"), format!("about-notify-{name}"));
    let value = move || {
        // The way leads to something that can be changed, so it is walked on a copy.
        let mut form = part.form.get();
        of(&mut form).replace('\n', ", ")
    };
    let wrong = move || {
        let wrong = part.wrong.get();
        wrong.filter(|(field, _)| field == name).map(|(_, why)| why)
    };
    draw! {
        <div class="field">
            <label for=id.clone()>{label.text()}</label>
            <input
                id=id
                type="text"
                name=name
                spellcheck="false"
                autocapitalize="none"
                aria-describedby=about.clone()
                aria-invalid=move || wrong().map(|_| "true")
                prop:value=value
                on:input=move |event| part.form.update(|form| *of(form) = event_target_value(&event))
            />
            <p class="note" id=about>
                {move || wrong().map(|why| draw! { <span class="alert">{why} " "</span> })}
                {help.text()}
            </p>
        </div>
    }
}

fn when(part: Part, name: &'static str, of: Path<When>) -> Drawn {
    let choose = move |event| {
        if let Some(when) = When::named(&event_target_value(&event)) {
            part.form.update(|form| *of(form) = when);
        }
    };
    let options = When::ALL.map(|one| {
        let word = match one {
            When::AtOnce => m::NOTIFY_AT_ONCE,
            When::Hourly => m::NOTIFY_HOURLY,
            When::Daily => m::NOTIFY_DAILY,
        };
        let selected = move || {
            let mut form = part.form.get();
            *of(&mut form) == one
        };
        draw! { <option value=one.name() selected=selected>{word.text()}</option> }
    });
    draw! {
        <label class="field">
            <span>{m::NOTIFY_WHEN.text()}</span>
            <select name=name on:change=choose>{options.into_iter().collect_view()}</select>
        </label>
    }
}

fn submit(part: Part, is_on: bool) -> Drawn {
    let word = if is_on { m::SAVE } else { m::NOTIFY_ON };
    draw! { <button type="submit" class="main" disabled=move || part.is_busy.get()>{word.text()}</button> }
}

fn test(part: Part, way: Way, label: Message) -> Drawn {
    let change = move || Change::Test {
        site: part.site(),
        way,
    };
    button(part, m::NOTIFY_TEST, label, change, m::NOTIFY_TESTED)
}

fn button(
    part: Part,
    word: Message,
    label: Message,
    change: impl Fn() -> Change + 'static,
    said: Message,
) -> Drawn {
    draw! {
        <button type="button" class="quiet" aria-label=label.text() disabled=move || part.is_busy.get() on:click=move |_| part.change(change(), said)>{word.text()}</button>
    }
}

fn log(part: Part, sent: &[Sent]) -> Drawn {
    let rows = if sent.is_empty() {
        draw! { <p class="empty">{m::NOTIFY_LOG_NONE.text()}</p> }
    } else {
        let rows = sent.iter().map(row).collect_view();
        draw! { <ol class="lines" role="list">{rows}</ol> }
    };
    draw! {
        <section aria-labelledby="notify-log">
            <h2 id="notify-log">{m::NOTIFY_LOG.text()}</h2>
            <p><button type="button" class="quiet" on:click=move |_| part.fetch(false)>{m::NOTIFY_RELOAD.text()}</button></p>
            {rows}
        </section>
    }
}

fn row(sent: &Sent) -> Drawn {
    let way = match sent.way {
        Way::Mail => m::NOTIFY_MAIL,
        Way::Webhook => m::NOTIFY_WEBHOOK,
    };
    let about = match sent.comments {
        None => m::NOTIFY_A_TEST.text().to_owned(),
        Some(count) => m::LOG_COMMENTS.counted(count),
    };
    let state = match sent.state {
        SentState::Sent => m::NOTIFY_STATE_SENT,
        SentState::Failed => m::NOTIFY_STATE_FAILED,
        SentState::Waiting => m::NOTIFY_STATE_WAITING,
    };
    let next = sent
        .next
        .map(|next| m::NOTIFY_NEXT.with("{time}", &browser::moment(next)));
    let tries = (sent.tries > 1).then(|| m::NOTIFY_TRIES.counted(sent.tries));
    draw! {
        <li>
            <span class="muted">{parts::time(sent.tried.unwrap_or(sent.made))}</span>
            <span>{way.text()}</span>
            <strong class="author">{sent.to.clone()}</strong>
            <span>{about}</span>
            <span>{state.text()}</span>
            {sent.failure.as_deref().map(|text| draw! { <span class="about">{failure(text)}</span> })}
            {tries.map(|tries| draw! { <span class="muted">{tries}</span> })}
            {next.map(|next| draw! { <span class="muted">{next}</span> })}
        </li>
    }
}

/// Why a try has failed, in words. It is a code, or a code and what belongs to it.
fn failure(text: &str) -> String {
    let (code, parameter) = text.split_once(' ').unwrap_or((text, ""));
    match coded("failure", code) {
        Some(words) => words.replace("{parameter}", parameter),
        None => text.to_owned(),
    }
}
