//! Sending messages. A try is noted before it is made, so that one in which everything breaks off
//! counts as well, and that it was taken is noted afterwards: a message is sent at least once, and
//! always under the same id.

use postil_model::DeviceKey;
use postil_model::mail::{self, Letter};
use postil_model::notify::{Format, Mail, MailAddress, Way, Webhook, schedule, signature};
use postil_model::wire::notify::{Failure, SentState};
use wasm_bindgen::prelude::*;
use worker::{
    EmailMessage, Env, Fetch, Headers, Method, Request, RequestInit, RequestRedirect, Response,
    ResponseBody, console_error,
};

use super::message;
use super::way::{self, Stored};
use crate::address;
use crate::clock;
use crate::notify::words::Words;
use crate::notify::{Chat, MOST, News, Notice};
use crate::objects::row::columns;
use crate::objects::site::{counts, declare};
use crate::objects::sql::{Sql, int, text};
use crate::problem::Result;

/// The name of the binding that sends mail.
const MAIL: &str = "MAIL";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = AbortSignal, js_name = timeout)]
    fn signal_after(milliseconds: u32) -> web_sys::AbortSignal;
}

/// Whether this deployment can send mail.
pub fn can_mail(env: &Env) -> bool {
    js_sys::Reflect::get(env, &MAIL.into()).is_ok_and(|binding| !binding.is_undefined())
}

columns! {
    struct Row {
        id: String,
        way: Way,
        recipient: String,
        behind: Option<u64>,
        upto: Option<u64>,
        made: u64,
        tries: usize,
        failure: Option<String>,
    }
}

impl Row {
    /// A test is about no comment.
    fn is_test(&self) -> bool {
        self.upto.is_none()
    }
}

/// What came of a try.
enum Outcome {
    Taken,
    Failed(Failure, Option<u64>),
}

/// Tries the message that has been due for longest. One in a run: a receiver that does not answer
/// holds up what the object has to do otherwise for as long as it is waited for.
pub async fn next(sql: &Sql<'_>, env: &Env) -> Result<()> {
    let due = sql.numbers(
        "SELECT seq AS number FROM message WHERE due <= ? ORDER BY due LIMIT 1",
        vec![int(clock::now())],
    )?;
    match due.first() {
        Some(seq) => one(sql, env, *seq).await,
        None => Ok(()),
    }
}

/// Tries a message now.
pub async fn one(sql: &Sql<'_>, env: &Env, seq: u64) -> Result<()> {
    let row: Option<Row> = sql.first(
        "SELECT id, way, recipient, behind, upto, made, tries, failure FROM message
         WHERE seq = ? AND due IS NOT NULL",
        vec![int(seq)],
    )?;
    let Some(row) = row else { return Ok(()) };
    let tries = row.tries + 1;
    if tries > schedule::TRIES {
        return message::settle(sql, seq, SentState::Failed, None, row.failure);
    }
    let now = clock::now();
    let again = schedule::next_try(tries, now, None);
    sql.run(
        "UPDATE message SET tries = ?, tried = ?, due = ? WHERE seq = ?",
        vec![
            int(tries as u64),
            int(now),
            int(again.unwrap_or(now + 6 * schedule::PATIENCE)),
            int(seq),
        ],
    )?;
    match attempt(sql, env, &row).await? {
        Outcome::Taken => {
            message::settle(sql, seq, SentState::Sent, None, None)?;
            // Whoever answers again need not wait for the rest.
            sql.run(
                "UPDATE message SET due = min(due, ?) WHERE way = ? AND recipient = ? AND due IS NOT NULL",
                vec![int(clock::now()), text(row.way.name()), text(row.recipient)],
            )
        }
        Outcome::Failed(failure, retry_after) => {
            let is_over = row.is_test() || failure.is_final();
            let next = schedule::next_try(tries, clock::now(), retry_after);
            let next = next.filter(|_| !is_over);
            let state = next.map_or(SentState::Failed, |_| SentState::Waiting);
            message::settle(sql, seq, state, next, Some(failure.text()))
        }
    }
}

async fn attempt(sql: &Sql<'_>, env: &Env, row: &Row) -> Result<Outcome> {
    match row.way {
        Way::Mail => match way::of::<Mail>(sql, Way::Mail)? {
            Some(mail) => by_mail(sql, env, row, &mail).await,
            None => Ok(Outcome::Failed(Failure::Changed, None)),
        },
        Way::Webhook => match way::of::<Webhook>(sql, Way::Webhook)? {
            Some(Stored { key: None, .. }) | None => Ok(Outcome::Failed(Failure::Changed, None)),
            Some(Stored {
                key: Some(key),
                settings,
                origin,
                ..
            }) => by_webhook(sql, row, &settings, &origin, &key).await,
        },
    }
}

/// What a message says, written now: of what was decided or erased since it was made it says
/// nothing any more. None if that is all of it.
fn written<T>(
    sql: &Sql<'_>,
    row: &Row,
    origin: &str,
    write: impl FnOnce(&News<'_>, Words) -> Result<T>,
) -> Result<Option<T>> {
    let site = declare::site(sql)?;
    let range = (row.behind.unwrap_or_default(), row.upto.unwrap_or_default());
    let notices = notices(sql, &site, range)?;
    let count = sql.numbers(
        "SELECT count(*) AS number FROM notice WHERE seq > ? AND seq <= ?",
        vec![int(range.0), int(range.1)],
    )?;
    let count = count.first().copied().unwrap_or_default();
    if count == 0 && !row.is_test() {
        return Ok(None);
    }
    let counts = counts::all(sql)?;
    let title = if site.title.is_empty() {
        site.id.as_str()
    } else {
        &site.title
    };
    let news = News {
        site: site.id.as_str(),
        title,
        origin,
        notices: &notices,
        count: (!row.is_test()).then(|| u32::try_from(count).unwrap_or(u32::MAX)),
        waiting: counts.held.saturating_add(counts.reported),
    };
    write(&news, Words::of(site.language(""))).map(Some)
}

fn notices(
    sql: &Sql<'_>,
    site: &postil_model::Site,
    (behind, upto): (u64, u64),
) -> Result<Vec<Notice>> {
    columns! {
        struct Row {
            comment: String,
            thread: String,
            name: String,
            body: String,
            change: Option<String>,
            reasons: String,
            created: u64,
            view: String,
        }
    }
    let rows: Vec<Row> = sql.all(
        &format!(
            "SELECT comment, thread, name, body, change, reasons, created, notice.view AS view
             FROM notice JOIN entry ON entry.seq = notice.entry
             WHERE notice.seq > ? AND notice.seq <= ? ORDER BY notice.seq LIMIT {MOST}"
        ),
        vec![int(behind), int(upto)],
    )?;
    let notices = rows.into_iter().map(|row| Notice {
        thread: address::readable(site, &row.thread),
        comment: row.comment,
        name: row.name,
        is_change: row.change.is_some(),
        is_reported: row.view == "reported",
        body: row.change.unwrap_or(row.body),
        reasons: row.reasons,
        created: row.created,
    });
    Ok(notices.collect())
}

async fn by_mail(sql: &Sql<'_>, env: &Env, row: &Row, mail: &Stored<Mail>) -> Result<Outcome> {
    let Some(to) = MailAddress::read(&row.recipient) else {
        return Ok(Outcome::Failed(Failure::Changed, None));
    };
    let from = &mail.settings.from;
    let letter = written(sql, row, &mail.origin, |news, words| {
        Ok(mail::write(&Letter {
            from,
            to: &to,
            subject: &news.subject(words),
            text: &news.text(words),
            id: &row.id,
            date: row.made,
        }))
    })?;
    let Some(letter) = letter else {
        return Ok(Outcome::Failed(Failure::Settled, None));
    };
    if !can_mail(env) {
        return Ok(Outcome::Failed(Failure::NoBinding, None));
    }
    let sender = env.send_email(MAIL)?;
    let sent = match EmailMessage::new(from.as_str(), to.as_str(), &letter) {
        Ok(message) => sender.send(&message).await.map(drop),
        Err(error) => Err(error),
    };
    Ok(match sent {
        Ok(()) => Outcome::Taken,
        Err(error) => {
            let why: String = error.message().into();
            console_error!("mail: {why}");
            Outcome::Failed(Failure::Mail(why), None)
        }
    })
}

async fn by_webhook(
    sql: &Sql<'_>,
    row: &Row,
    webhook: &Webhook,
    origin: &str,
    key: &DeviceKey,
) -> Result<Outcome> {
    let now = clock::now();
    let body = written(sql, row, origin, |news, words| {
        Ok(match webhook.format {
            Format::Postil => postil_json::write(&news.data(row.made))?,
            Format::Text => postil_json::write(&Chat {
                text: news.text(words),
            })?,
        })
    })?;
    let Some(body) = body else {
        return Ok(Outcome::Failed(Failure::Settled, None));
    };
    let seconds = now / 1_000;
    let headers = Headers::new();
    for (name, value) in [
        ("Content-Type", "application/json"),
        ("User-Agent", "Postil"),
        ("webhook-id", &row.id),
        ("webhook-timestamp", &seconds.to_string()),
        (
            "webhook-signature",
            &signature::sign(key, &row.id, seconds, &body),
        ),
    ] {
        headers.set(name, value)?;
    }
    let mut init = RequestInit::new();
    init.with_method(Method::Post)
        .with_headers(headers)
        // The owner has named one address, and no other is ever fetched.
        .with_redirect(RequestRedirect::Manual)
        .with_body(Some(JsValue::from_str(&body)));
    let request = Request::new_with_init(webhook.url.as_str(), &init)?;
    let signal = signal_after(u32::try_from(schedule::PATIENCE).unwrap_or(u32::MAX));
    let answer = Fetch::Request(request)
        .send_with_signal(&signal.clone().into())
        .await;
    Ok(match answer {
        Ok(response) => judged(response),
        Err(_) if signal.aborted() => Outcome::Failed(Failure::Timeout, None),
        Err(error) => {
            console_error!("webhook: {error}");
            Outcome::Failed(Failure::Unreachable, None)
        }
    })
}

/// What a status means. What else the receiver says is not read.
fn judged(response: Response) -> Outcome {
    let status = response.status_code();
    let retry_after = response.headers().get("Retry-After").ok().flatten();
    let retry_after = retry_after.and_then(|text| text.trim().parse::<u64>().ok());
    if let ResponseBody::Stream(stream) = response.body() {
        drop(stream.cancel());
    }
    match status {
        200..=299 => Outcome::Taken,
        300..=399 => Outcome::Failed(Failure::Redirect, None),
        410 => Outcome::Failed(Failure::Gone, None),
        status => Outcome::Failed(
            Failure::Status(status),
            retry_after.map(|seconds| seconds.saturating_mul(1_000)),
        ),
    }
}
