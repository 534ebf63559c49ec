//! What must hold whatever comes in: one function a target, which panics where it does not.
//!
//! `cargo xtask soak` searches for inputs, guided by coverage; what it has found stands in
//! `fuzz/corpus/` and is replayed by `cargo test -p postil-fuzz`, and so are the exports that
//! `archive/tests/corpus/` has. A new target is a new line in [`TARGETS`] and a folder of that name
//! in either, with an input or two to begin with.

#[path = "../../model/tests/second_opinion/mod.rs"]
mod second_opinion;

mod address;
mod exports;
mod messages;
mod names;
mod policy;
mod reasons;
mod text;
mod work;

/// What is done with one input.
pub type Target = fn(&[u8]);

/// The targets by name.
pub const TARGETS: [(&str, Target); 18] = [
    ("markdown", text::markdown),
    ("text_of", text::text_of),
    ("thread_id", address::thread_id),
    ("web_address", address::web_address),
    ("messages", messages::read),
    ("policy", policy::patterns),
    ("reasons", reasons::read),
    ("work", work::answers),
    ("names", names::taken),
    ("wordpress", exports::wordpress),
    ("disqus", exports::disqus),
    ("blogger", exports::blogger),
    ("remark42", exports::remark42),
    ("commento", exports::commento),
    ("isso", exports::isso),
    ("postil", exports::postil),
    ("exports", exports::any),
    ("html", exports::html),
];

/// An input as the texts it stands for: its lines, and after them empty ones.
fn lines<const N: usize>(data: &[u8]) -> [String; N] {
    let text = String::from_utf8_lossy(data);
    let mut lines = text.splitn(N, '\n').map(str::to_owned);
    std::array::from_fn(|_| lines.next().unwrap_or_default())
}
