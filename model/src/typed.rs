//! What a reader has typed at one place at different times.

/// Both texts, the older first, so that neither is lost to the other. One that ends in the other
/// has it already.
#[must_use]
pub fn join(older: &str, newer: &str) -> String {
    let (before, after) = (older.trim_end(), newer.trim());
    let has_it = before
        .strip_suffix(after)
        .is_some_and(|rest| rest.trim().is_empty() || rest.trim_end_matches(' ').ends_with('\n'));
    if after.is_empty() || has_it {
        older.to_owned()
    } else if before.trim_start().is_empty() {
        newer.to_owned()
    } else {
        format!("{before}\n\n{newer}")
    }
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn keeps_both_texts_once() {
        for (older, newer, expected) in [
            ("", "", ""),
            ("Old.", "", "Old."),
            ("Old. ", " \n", "Old. "),
            ("", "New. ", "New. "),
            (" \n", "New.", "New."),
            ("Old.", "New.", "Old.\n\nNew."),
            ("Old.\n", "New. ", "Old.\n\nNew. "),
            ("Old.\n\nNew.", "New.", "Old.\n\nNew."),
            ("Same.", "Same.", "Same."),
            ("Same. ", "Same.", "Same. "),
            ("    code", "    code", "    code"),
            ("\nSame.", "\nSame.", "\nSame."),
            ("Old.\n\n    code", "    code", "Old.\n\n    code"),
            // Only what stands by itself is there already.
            ("Renew.", "new.", "Renew.\n\nnew."),
            ("New.\n\nOld.", "New.", "New.\n\nOld.\n\nNew."),
        ] {
            assert_eq!(join(older, newer), expected, "{older:?} {newer:?}");
        }
    }
}
