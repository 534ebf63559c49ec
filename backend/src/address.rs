//! Where things stand: a thread's page on the blog, and its document here.

use postil_model::site::Site;
use postil_model::thread_id::ThreadId;

use crate::query::encode;

/// The address of the page on the blog: known where the thread's id is a path, or a host and a
/// path. What a poster said about it is never asked.
pub fn of_page(site: &Site, thread: &str) -> Option<String> {
    page(site.origins.iter().map(|origin| origin.as_str()), thread)
}

/// The address, on this Worker, of the thread's document without JavaScript.
pub fn of_document(site: &Site, thread: &str) -> String {
    format!("/v1/page?site={}&id={}", site.id, encode(thread))
}

/// The address, on this Worker, of a feed: the site's, or that of a thread.
pub fn of_feed(site: &Site, thread: Option<&str>) -> String {
    let thread = thread.map(|id| format!("&id={}", encode(id)));
    format!("/v1/feed?site={}{}", site.id, thread.unwrap_or_default())
}

/// The thread's name for people: its path, since a title is only its first poster's claim.
pub fn readable(site: &Site, thread: &str) -> String {
    ThreadId::given(site, thread).map_or_else(|_| thread.to_owned(), |thread| thread.readable())
}

fn page<'a>(mut origins: impl Iterator<Item = &'a str>, thread: &str) -> Option<String> {
    let Some(named) = thread.strip_prefix("//") else {
        let path = thread.strip_prefix('/')?;
        return origins.next().map(|origin| format!("{origin}/{path}"));
    };
    let (host, path) = named.split_once('/')?;
    let of_host = |origin: &&str| origin.split_once("://").is_some_and(|(_, one)| one == host);
    origins
        .find(of_host)
        .map(|origin| format!("{origin}/{path}"))
}

#[cfg(test)]
mod tests {
    use super::page;

    #[test]
    fn leads_back_only_to_the_sites_own_origins() {
        let origins = ["https://a.example", "http://b.example:8080"];
        for (thread, expected) in [
            ("/2026/x/?p=1", Some("https://a.example/2026/x/?p=1")),
            ("//b.example:8080/x/", Some("http://b.example:8080/x/")),
            ("//b.example/x/", None),
            ("b.example:8080/x/", None),
            ("my own words", None),
            ("javascript:alert(1)//x", None),
        ] {
            assert_eq!(
                page(origins.into_iter(), thread).as_deref(),
                expected,
                "{thread}"
            );
        }
    }
}
