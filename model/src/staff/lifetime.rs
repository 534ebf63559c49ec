//! How long what opens the desk, or a page to its moderators, lasts.

use crate::time::Millis;

const MINUTE: Millis = 60_000;
const HOUR: Millis = 60 * MINUTE;
const DAY: Millis = 24 * HOUR;

/// How long a session lasts after it was last used.
pub const SESSION_UNUSED: Millis = 30 * DAY;
/// How long a session lasts at most, used or not.
pub const SESSION: Millis = 90 * DAY;
/// How long an invitation can be taken up.
pub const INVITATION: Millis = 7 * DAY;
/// How long a link to sign in can be used.
pub const SIGN_IN_LINK: Millis = 15 * MINUTE;
/// How long a link to moderate on a page can be used.
pub const PAGE_LINK: Millis = 10 * MINUTE;
/// How long a browser that was linked may moderate on its site.
pub const PAGE_TOKEN: Millis = 12 * HOUR;

/// When the token of a page ends that was given at this time. Using it makes it last no longer.
#[must_use]
pub fn page_token_ends(given: Millis) -> Millis {
    given.saturating_add(PAGE_TOKEN)
}

/// When a session ends that began and was last used at these times.
#[must_use]
pub fn session_ends(begun: Millis, used: Millis) -> Millis {
    let unused = used.saturating_add(SESSION_UNUSED);
    unused.min(begun.saturating_add(SESSION))
}

#[cfg(test)]
mod tests {
    use super::{DAY, HOUR, page_token_ends, session_ends};

    #[test]
    fn a_session_slides_up_to_its_end() {
        for (begun, used, expected) in [
            (0, 0, 30),
            (0, 29, 59),
            (0, 60, 90),
            (0, 89, 90),
            (5, 80, 95),
        ] {
            assert_eq!(
                session_ends(begun * DAY, used * DAY),
                expected * DAY,
                "{begun} {used}"
            );
        }
        assert_eq!(session_ends(u64::MAX, u64::MAX), u64::MAX);
    }

    #[test]
    fn a_pages_token_ends_after_twelve_hours() {
        for (given, expected) in [(0, 12 * HOUR), (DAY, DAY + 12 * HOUR), (u64::MAX, u64::MAX)] {
            assert_eq!(page_token_ends(given), expected);
        }
    }
}
