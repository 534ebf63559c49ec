//! On which page a comment stands, and under which number. Both are decided once, when the
//! comment is published, and stored.
//!
//! A page that grew with its roots for ever would have no bound; a page that is cut anew on each
//! change would move comments between KV keys, many puts for one comment. So a comment goes to
//! its parent's page while there is room, and else to the open page, the last one.

use super::Number;

/// A page with this many comments takes no more roots.
pub const FULL_FOR_ROOTS: u32 = 200;

/// A page with this many comments takes no more replies either.
pub const FULL_FOR_REPLIES: u32 = 250;

/// A page and how many comments are placed on it. Removed ones count, so a page's limits hold
/// whatever comes back; only where an import is undone do places become free.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageFill {
    /// The page, counted from 0.
    pub page: u32,
    /// How many comments were placed on it.
    pub comments: u32,
}

impl PageFill {
    const fn has_room(self, limit: u32) -> bool {
        self.comments < limit
    }
}

/// What the placing of a comment depends on. The caller looks it up where comments are stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ground<'a> {
    /// For a reply: the number of the comment it answers, and the page that one is on.
    pub parent: Option<(&'a Number, PageFill)>,
    /// The last number ever given under [`Number::home_of_replies`] of the parent, or to a root:
    /// its last part, 0 if there was none.
    pub last_sibling: u32,
    /// The thread's last page; page 0 with no comments for an empty thread.
    pub open_page: PageFill,
}

/// Where a comment stands for good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placement {
    /// Its number.
    pub number: Number,
    /// Its page. One more than the open page's when it opens the next.
    pub page: u32,
}

/// Decides where a comment stands.
#[must_use]
pub fn place(ground: &Ground<'_>) -> Placement {
    let nth = ground.last_sibling.saturating_add(1);
    match ground.parent {
        None => Placement {
            number: Number::root(nth),
            page: open(ground.open_page, FULL_FOR_ROOTS),
        },
        Some((parent, on)) => {
            let page = if on.has_room(FULL_FOR_REPLIES) {
                on.page
            } else {
                open(ground.open_page, FULL_FOR_REPLIES)
            };
            Placement {
                number: parent.home_of_replies().child(nth),
                page,
            }
        }
    }
}

fn open(last: PageFill, limit: u32) -> u32 {
    if last.has_room(limit) {
        last.page
    } else {
        last.page.saturating_add(1)
    }
}

#[cfg(test)]
mod tests {
    use super::{FULL_FOR_REPLIES, Ground, PageFill, Placement, place};
    use crate::thread::Number;

    const fn fill(page: u32, comments: u32) -> PageFill {
        PageFill { page, comments }
    }

    fn root(last_sibling: u32, open_page: PageFill) -> Placement {
        place(&Ground {
            parent: None,
            last_sibling,
            open_page,
        })
    }

    fn reply(parent: &str, on: PageFill, last_sibling: u32, open_page: PageFill) -> (String, u32) {
        let parent: Number = parent.parse().unwrap();
        let placed = place(&Ground {
            parent: Some((&parent, on)),
            last_sibling,
            open_page,
        });
        (placed.number.to_string(), placed.page)
    }

    #[test]
    fn places_roots() {
        assert_eq!(
            root(0, fill(0, 0)),
            Placement {
                number: Number::root(1),
                page: 0
            }
        );
        assert_eq!(
            root(9, fill(0, 199)),
            Placement {
                number: Number::root(10),
                page: 0
            }
        );
        assert_eq!(
            root(9, fill(0, 200)),
            Placement {
                number: Number::root(10),
                page: 1
            }
        );
        assert_eq!(
            root(250, fill(4, 249)),
            Placement {
                number: Number::root(251),
                page: 5
            }
        );
    }

    #[test]
    fn places_replies() {
        assert_eq!(reply("3", fill(0, 10), 0, fill(0, 10)), ("3.1".into(), 0));
        assert_eq!(reply("3", fill(0, 249), 4, fill(2, 10)), ("3.5".into(), 0));
        assert_eq!(reply("3", fill(0, 250), 4, fill(2, 210)), ("3.5".into(), 2));
        assert_eq!(reply("3", fill(0, 250), 4, fill(0, 250)), ("3.5".into(), 1));
    }

    #[test]
    fn a_reply_below_the_last_level_is_a_sibling() {
        let deepest = vec!["1"; 30].join(".");
        let (number, _) = reply(&deepest, fill(0, 30), 1, fill(0, 30));
        assert_eq!(number, format!("{}.2", vec!["1"; 29].join(".")));
    }

    /// A chain of 2,000 replies, each to the last: no page ever holds more than its limit, and no
    /// number is given twice.
    #[test]
    fn a_long_chain_stays_within_bounds() {
        let mut fills = vec![0_u32];
        let mut last_child = std::collections::HashMap::<Option<Number>, u32>::new();
        let mut seen = std::collections::HashSet::new();
        let mut last: Option<Placement> = None;
        for _ in 0..2_000 {
            let filled = |page: u32| fill(page, fills[page as usize]);
            let home = last.as_ref().map(|l| l.number.home_of_replies());
            let placed = place(&Ground {
                parent: last.as_ref().map(|l| (&l.number, filled(l.page))),
                last_sibling: last_child.get(&home).copied().unwrap_or(0),
                open_page: filled(fills.len() as u32 - 1),
            });
            last_child.insert(home, placed.number.nth());
            if placed.page as usize == fills.len() {
                fills.push(0);
            }
            fills[placed.page as usize] += 1;
            assert!(seen.insert(placed.number.clone()));
            last = Some(placed);
        }
        assert_eq!(fills.iter().sum::<u32>(), 2_000);
        assert!(fills.iter().all(|comments| *comments <= FULL_FOR_REPLIES));
    }
}
