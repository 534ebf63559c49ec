//! How tests look at what a reader finds.

use crate::{Fault, Found};
use postil_model::time::rfc3339;

/// All that a reader finds, each on a line; the last one is the fault, if there is one.
pub fn lines(reader: impl Iterator<Item = Result<Found, Fault>>) -> Vec<String> {
    reader.map(|found| found.map_or_else(fault, line)).collect()
}

fn fault(fault: Fault) -> String {
    format!("fault: {fault}")
}

fn line(found: Found) -> String {
    match found {
        Found::Page(page) => {
            let closed = if page.closed { ", closed" } else { "" };
            format!(
                "page {} at {}: {}{closed}",
                page.key, page.address, page.title
            )
        }
        Found::Site(site) => format!("site {}", site.site.id),
        Found::Staff(staff) => format!("staff {}: {}", staff.user, staff.name),
        Found::Broken { id, why, .. } => format!("broken {id:?}: {why}"),
        Found::Entry(entry) => {
            let moment = |moment: Option<u64>| moment.map_or("?".to_owned(), rfc3339);
            let author = entry.author;
            format!(
                "{} on {} to {}: {:?} by {}|{}|{}|{} on {} / {}: {:?}",
                entry.id,
                entry.page,
                entry.parent.as_deref().unwrap_or("-"),
                entry.state,
                author.name,
                author.url,
                author.mail,
                author.user.as_deref().unwrap_or("-"),
                moment(entry.created),
                moment(entry.edited),
                entry.body,
            )
        }
    }
}

/// Reads a file cut off at every byte, and with bytes that are none of its own. Whatever comes of it,
/// it must end, and not panic.
pub fn torment<I: Iterator<Item = Result<Found, Fault>>>(file: &[u8], read: impl Fn(Vec<u8>) -> I) {
    let finds_at_most = 1_000 + 2 * file.len();
    let end = |bytes: Vec<u8>| assert!(read(bytes).take(finds_at_most).count() < finds_at_most);
    for length in (0..file.len()).step_by(1 + file.len() / 500) {
        end(file[..length].to_vec());
    }
    // A generator of Marsaglia's (xorshift), so that every run is the same.
    let mut random = 0x2545_F491_4F6C_DD1D_u64;
    for _ in 0..500 {
        let mut bytes = file.to_vec();
        for _ in 0..3 {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            let at = (random >> 8) as usize % bytes.len();
            bytes[at] = random as u8;
        }
        end(bytes);
    }
}
