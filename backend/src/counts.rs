//! The counts of a site as one KV value that is scanned, not parsed: a line for each thread,
//! `<thread id> TAB <count> LF`, the thread with the newest comment first.

use postil_model::site::Site;
use worker::Env;

use crate::kv::Kv;
use crate::problem::Result;

/// The published counts of a site; empty before the first.
pub async fn all(env: &Env, site: &Site) -> Result<String> {
    let value = Kv::of(env)?.text(&key(site.id.as_str())).await?;
    Ok(value.map(|(text, _)| text).unwrap_or_default())
}

/// The KV key.
pub fn key(site: &str) -> String {
    format!("counts/{site}")
}

/// Appends a thread. An id with a line end or a tab in it would break the form, and is left out.
pub fn push(value: &mut String, thread: &str, count: u32) {
    if !thread.contains(['\n', '\t']) {
        value.push_str(thread);
        value.push('\t');
        value.push_str(&count.to_string());
        value.push('\n');
    }
}

/// All threads in order.
pub fn lines(value: &str) -> impl Iterator<Item = (&str, u32)> {
    value
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(thread, count)| Some((thread, count.parse().ok()?)))
}

/// The counts of the wanted threads, each with its place in `wanted`; one pass over the value.
pub fn find<'a>(value: &'a str, wanted: &'a [String]) -> impl Iterator<Item = (usize, u32)> + 'a {
    lines(value).flat_map(move |(thread, count)| {
        wanted
            .iter()
            .enumerate()
            .filter(move |(_, one)| *one == thread)
            .map(move |(at, _)| (at, count))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value() -> String {
        let mut value = String::new();
        push(&mut value, "/new/", 3);
        push(&mut value, "bad\tid", 9);
        push(&mut value, "/?p=310", 1);
        push(&mut value, "/œuvre/", 20);
        value
    }

    #[test]
    fn finds_what_was_put() {
        assert_eq!(
            lines(&value()).collect::<Vec<_>>(),
            [("/new/", 3), ("/?p=310", 1), ("/œuvre/", 20)]
        );
        let wanted = ["/œuvre/", "/none/", "/new/", "/new"].map(str::to_owned);
        assert_eq!(
            find(&value(), &wanted).collect::<Vec<_>>(),
            [(2, 3), (0, 20)]
        );
    }

    #[test]
    fn bears_a_broken_value() {
        assert_eq!(
            lines("a\nb\tx\n\tc\t\n/ok/\t2").collect::<Vec<_>>(),
            [("/ok/", 2)]
        );
    }
}
