//! What a comment says.

use postil_model::markdown;
use postil_model::wire::desk;

use crate::second_opinion::assert_nothing_to_remove;

/// Whatever is rendered, a second sanitizer finds nothing to remove, and the same comes out again.
pub fn markdown(data: &[u8]) {
    let source = String::from_utf8_lossy(data);
    let html = markdown::render(&source);
    assert_nothing_to_remove(&html);
    assert_eq!(html, markdown::render(&source));
    // What is shown is a text without markup: as such it must not become any.
    let _ = markdown::shown(&source);
    let _ = markdown::links(&source);
}

/// The hash of what was read: of one length, and another where the line between text and edit is
/// drawn elsewhere.
pub fn text_of(data: &[u8]) {
    let [body, change] = crate::lines(data);
    let read = desk::text_of(&body, Some(&change));
    assert_eq!(read.len(), 16);
    assert!(read.bytes().all(|byte| byte.is_ascii_hexdigit()));
    assert_eq!(read, desk::text_of(&body, Some(&change)));
    if !change.is_empty() {
        assert_ne!(read, desk::text_of(&body, None));
        if !body.contains('\0') && !change.contains('\0') {
            assert_ne!(read, desk::text_of(&format!("{body}{change}"), None));
        }
    }
}
