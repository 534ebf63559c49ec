//! Why something waits, as it is stored and sent.

use postil_model::verdict as reason;

/// Whatever stands in a store is read without a fault, and what was written of it stays as it is, a
/// line each.
pub fn read(data: &[u8]) {
    let stored = String::from_utf8_lossy(data);
    let reasons = reason::read(&stored);
    let written = reason::write(&reasons);
    assert_eq!(
        reason::write(&reason::read(&written)),
        written,
        "{stored:?}"
    );
    for reason in &reasons {
        assert!(!reason.to_string().contains('\n'), "{reason:?}");
    }
    assert!(!reason::told(&stored).contains('\n'));
}
