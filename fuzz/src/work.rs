//! Answers to challenges.

use postil_model::defence::work::{Bound, Search};

const SECRET: &[u8] = b"a secret of thirty-two characters";
const NOW: u64 = 1_780_000_000_000;

/// No answer is taken that was not made from a challenge for this very comment, however it is written.
pub fn answers(data: &[u8]) {
    let [answer, nonce] = crate::lines(data);
    let bound = Bound {
        site: "s",
        comment: "01923456-789a-7fff-bfff-000000000000",
        body: "What it says.",
    };
    assert!(bound.verify(SECRET, &answer, NOW).is_err(), "{answer:?}");
    let challenge = bound.challenge(SECRET, 4, NOW);
    // A right challenge with whatever for a nonce: it is taken only for this comment and site.
    let tried = format!("{challenge}.{nonce}");
    if bound.verify(SECRET, &tried, NOW).is_ok() {
        assert!(nonce.parse::<u64>().is_ok(), "{nonce:?}");
        let other = Bound {
            body: "What it does not say.",
            ..bound
        };
        assert!(other.verify(SECRET, &tried, NOW).is_err());
        assert!(bound.verify(b"another secret", &tried, NOW).is_err());
    }
    let _ = Search::new(&answer).and_then(|mut search| search.step(4));
}
