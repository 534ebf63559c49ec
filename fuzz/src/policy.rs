//! Rules of words.

use postil_model::Policy;
use postil_model::policy::{Act, LetIn, Pattern, WordRule};

/// A pattern that is taken is taken again as it was written and does then what it did; the word that
/// it is made of is met wherever it stands as a word.
pub fn patterns(data: &[u8]) {
    let [written, text] = crate::lines(data);
    let Ok(pattern) = Pattern::try_from(written.as_str()) else {
        return;
    };
    assert_eq!(Pattern::try_from(pattern.as_str()).as_ref(), Ok(&pattern));
    let policy = Policy {
        words: vec![WordRule {
            pattern: pattern.clone(),
            act: Act::Hold,
        }],
        ..Policy::only(LetIn::Open)
    };
    let is_met = policy.word_rules(&[&text]).is_some();
    let rule = &policy.words[0];
    assert_eq!(
        rule.tried_on(&[[text.as_str()]]),
        [is_met],
        "{written:?} {text:?}"
    );
    if is_met {
        // More around it, as words of their own, hides nothing.
        let around = format!("before\n\n{text}\n\nafter");
        assert!(
            policy.word_rules(&[&around]).is_some(),
            "{written:?} {around:?}"
        );
    }
}
