//! The place of a new comment: its number and its page. Both are stored, never computed again.

use crate::comment::Number;

/// How many levels a thread has. A reply to a comment on the last becomes its sibling.
pub const LEVELS: usize = 30;
/// How many comments the open page takes before a new root opens the next.
pub const PAGE_OPEN: u32 = 200;
/// How many comments a page takes before replies to it go to the open page.
pub const PAGE_FULL: u32 = 250;

/// What the thread's store knows about the surroundings of a new comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// The comment it stands under, with that comment's page and the number of comments on it;
    /// none for a root. See [`Placement::stands_under`] for whom that is.
    pub parent: Option<(Number, u32, u32)>,
    /// How many children the parent, or roots the thread, was ever given.
    pub siblings: u32,
    /// The open (last) page, and how many comments are on it.
    pub open: (u32, u32),
}

/// Where a comment stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placement {
    /// Its number.
    pub number: Number,
    /// Its page, counted from 0.
    pub page: u32,
}

impl Placement {
    /// Under which comment a reply to this number stands: under the comment itself, or, where that
    /// is on the last level, under the comment that it stands under.
    pub fn stands_under(answered: &Number) -> Number {
        if answered.depth() + 1 < LEVELS {
            return answered.clone();
        }
        answered.parent().unwrap_or_else(|| answered.clone())
    }
}

/// Decides where a new comment stands.
pub fn place(beside: &Beside) -> Placement {
    let (open, on_open) = beside.open;
    let next = |limit: u32| if on_open < limit { open } else { open + 1 };
    match &beside.parent {
        None => Placement {
            number: Number::root(beside.siblings + 1),
            page: next(PAGE_OPEN),
        },
        Some((number, page, on_page)) => Placement {
            number: number.child(beside.siblings + 1),
            page: if *on_page < PAGE_FULL {
                *page
            } else {
                next(PAGE_OPEN)
            },
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(
        parent: Option<(&str, u32, u32)>,
        siblings: u32,
        open: (u32, u32),
        expected: (&str, u32),
    ) {
        let parent = parent.map(|(number, page, on_page)| (number.parse().unwrap(), page, on_page));
        let placement = place(&Beside {
            parent,
            siblings,
            open,
        });
        assert_eq!(
            (placement.number.to_string().as_str(), placement.page),
            expected
        );
    }

    #[test]
    fn roots_fill_the_open_page() {
        check(None, 0, (0, 0), ("1", 0));
        check(None, 7, (0, 199), ("8", 0));
        check(None, 200, (0, 200), ("201", 1));
        check(None, 200, (3, 40), ("201", 3));
    }

    #[test]
    fn replies_stay_with_their_parent_until_its_page_is_full() {
        check(Some(("3", 0, 10)), 0, (0, 10), ("3.1", 0));
        check(Some(("3", 0, 249)), 4, (2, 10), ("3.5", 0));
        check(Some(("3", 0, 250)), 4, (2, 10), ("3.5", 2));
        check(Some(("3", 2, 250)), 4, (2, 250), ("3.5", 3));
    }

    #[test]
    fn the_last_level_takes_siblings() {
        let at = |levels: usize| vec!["1"; levels].join(".").parse::<Number>().unwrap();
        assert_eq!(Placement::stands_under(&at(1)), at(1));
        assert_eq!(Placement::stands_under(&at(29)), at(29));
        assert_eq!(Placement::stands_under(&at(30)), at(29));
    }
}
