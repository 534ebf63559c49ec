//! Taking a site along: its threads are fetched one by one and put together here.

use js_sys::Array;
use postil_model::wire::desk::Exported;
use wasm_bindgen::JsValue;
use web_sys::Blob;

use super::patience::pause;
use super::{Halt, Moving};
use crate::api::{self, Failure};
use crate::browser;
use crate::module::{self, Module, Silent, texts};
use crate::state::Desk;
use crate::words::m;

/// How many times a thread is asked for that does not come.
const TRIES: u32 = 6;

/// In which format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Postil's own.
    Own,
    /// That of WordPress.
    WordPress,
}

/// Saves all of a site.
pub fn save(desk: Desk, site: String, format: Format) {
    let moving = desk.moving;
    moving.inner.update_value(|inner| inner.exports += 1);
    let turn = moving.exports();
    moving.saving.set(Some((0, 0)));
    desk.say(m::EXPORT_BEGUN.text());
    browser::spawn(async move {
        let outcome = whole(moving, turn, &site, format).await;
        if moving.exports() != turn {
            return;
        }
        match outcome {
            Ok((name, file)) => {
                browser::save_file(&name, &file);
                desk.say(m::EXPORT_DONE.text());
            }
            Err(halt) => complain(desk, &halt),
        }
        moving.saving.set(None);
    });
}

impl Moving {
    /// How many exports were begun.
    fn exports(self) -> u32 {
        self.inner.with_value(|inner| inner.exports)
    }
}

/// Saves one thread, with what the site is.
pub fn save_thread(desk: Desk, site: String, hash: String) {
    browser::spawn(async move {
        match thread(&site, &hash).await {
            Ok(text) => {
                browser::save(
                    &format!("{site}-{hash}.jsonl"),
                    "application/x-ndjson",
                    &text,
                );
                desk.say(m::EXPORT_DONE.text());
            }
            Err(failure) => desk.complain(&failure),
        }
    });
}

fn complain(desk: Desk, halt: &Halt) {
    match halt {
        Halt::Refused(failure) => desk.complain(failure),
        other => desk.trouble.set(other.words()),
    }
}

async fn thread(site: &str, hash: &str) -> Result<String, Failure> {
    let first: Exported = api::get("export", &[("site", site)]).await?;
    let lines = api::fetch_large("export", &[("site", site), ("thread", hash)]).await?;
    Ok(first_line(&first) + &lines)
}

/// How a file begins.
fn first_line(part: &Exported) -> String {
    let line = part.site.as_ref().map(module::write);
    line.map(|line| line + "\n").unwrap_or_default()
}

/// The file, and what it is called.
async fn whole(
    moving: Moving,
    turn: u32,
    site: &str,
    format: Format,
) -> Result<(String, Blob), Halt> {
    let parts = Array::new();
    let put = |text: &str| {
        parts.push(&JsValue::from_str(text));
    };
    let (first, hashes) = threads(site).await?;
    put(&first_line(&first));
    let all = u32::try_from(hashes.len()).unwrap_or(u32::MAX);
    for (hash, at) in hashes.iter().zip(1..) {
        if moving.exports() != turn || moving.saving.with_untracked(Option::is_none) {
            return Err(Halt::Left);
        }
        let lines = there(fetch(&[("site", site), ("thread", hash)]).await)?;
        put(&lines);
        if !lines.is_empty() && !lines.ends_with('\n') {
            put("\n");
        }
        moving.saving.set(Some((at, all)));
    }
    let lines = made("application/x-ndjson", &parts)?;
    match format {
        Format::Own => Ok((format!("{site}.jsonl"), lines)),
        Format::WordPress => {
            let module = Module::start(|_, _| {}).ok_or_else(|| Silent(String::new()))?;
            let text = module.ask("wordpress", &Array::of1(&lines)).await?;
            let parts = texts(&[&text.unwrap_or_default()]);
            Ok((format!("{site}.wordpress.xml"), made("text/xml", &parts)?))
        }
    }
}

/// The lines of a thread; none of one that has gone since the export has begun.
fn there(answer: Result<String, Halt>) -> Result<String, Halt> {
    match answer {
        Err(Halt::Refused(failure)) if failure.is("thread") => Ok(String::new()),
        answer => answer,
    }
}

/// A file of texts.
fn made(media_type: &str, parts: &Array) -> Result<Blob, Halt> {
    let file = browser::file(media_type, parts);
    file.ok_or_else(|| Silent(String::new()).into())
}

/// How the file begins, and which threads there are.
async fn threads(site: &str) -> Result<(Exported, Vec<String>), Halt> {
    let part = |text: String| api::read::<Exported>(&text).map_err(Halt::Refused);
    let mut first = part(fetch(&[("site", site)]).await?)?;
    let mut hashes = std::mem::take(&mut first.threads);
    let mut next = first.next.clone();
    while let Some(after) = next {
        let more = part(fetch(&[("site", site), ("after", &after)]).await?)?;
        hashes.extend(more.threads);
        next = more.next;
    }
    Ok((first, hashes))
}

/// Fetches something, if need be several times.
async fn fetch(query: &[(&str, &str)]) -> Result<String, Halt> {
    let mut tries = 0;
    loop {
        let failure = match api::fetch_large("export", query).await {
            Ok(text) => return Ok(text),
            Err(failure) => failure,
        };
        tries += 1;
        match pause(&failure, tries) {
            Some((seconds, _)) if tries < TRIES => {
                browser::sleep(f64::from(seconds) * 1_000.0).await;
            }
            _ => return Err(Halt::Refused(failure)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::there;
    use crate::api::Failure;
    use crate::state::moving::Halt;

    #[test]
    fn a_thread_that_has_gone_is_passed_over() {
        let refused = |code: &str| {
            Err(Halt::Refused(Failure::Refused {
                code: code.to_owned(),
                detail: String::new(),
                field: None,
            }))
        };
        for (answer, expected) in [
            (Ok("{}\n".to_owned()), Some("{}\n")),
            (refused("thread"), Some("")),
            (refused("unknown_site"), None),
            (Err(Halt::Refused(Failure::Network)), None),
            (Err(Halt::Left), None),
        ] {
            assert_eq!(there(answer).ok().as_deref(), expected);
        }
    }
}
