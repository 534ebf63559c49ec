//! The rows that have come, what is selected of them, and where one is. Pure: it knows no server.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use postil_model::wire::desk::{Act, Chosen, Row, View, text_of};

/// A row, with which fetching of it this is: one that has come anew is drawn anew.
#[derive(Clone, Debug)]
pub struct Item {
    /// The row.
    pub row: Arc<Row>,
    /// Counted up with each page that comes.
    pub made: u32,
}

impl Item {
    /// As a request names it.
    #[must_use]
    pub fn chosen(&self) -> Chosen {
        Chosen {
            seq: self.row.seq,
            text: text_of(&self.row.body, self.row.change.as_deref()),
        }
    }
}

/// The pinned row of a thread by the thread's hash; none where there is none any more.
pub type Pins = HashMap<String, Option<u64>>;

/// What was taken out of a list, and where it stood.
pub type Taken = Vec<(usize, Item)>;

/// The rows, the selection and the current row.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// Those that have come, in order.
    pub items: Vec<Item>,
    /// The current row.
    pub current: Option<u64>,
    /// What is selected.
    pub selected: HashSet<u64>,
    /// Whether all that match are selected, come or not.
    pub all: bool,
    /// What was pinned on threads since the rows came.
    pub pins: Pins,
    /// Where a range begins.
    anchor: Option<u64>,
}

impl List {
    /// The place of a row.
    #[must_use]
    pub fn place(&self, seq: u64) -> Option<usize> {
        self.items.iter().position(|item| item.row.seq == seq)
    }

    /// A row.
    #[must_use]
    pub fn item(&self, seq: u64) -> Option<&Item> {
        self.items.iter().find(|item| item.row.seq == seq)
    }

    /// Adds a page that has come. A row that is there already stays as it is.
    pub fn append(&mut self, rows: Vec<Row>, made: u32) {
        let there: HashSet<u64> = self.items.iter().map(|item| item.row.seq).collect();
        let fresh = rows.into_iter().filter(|row| !there.contains(&row.seq));
        self.items.extend(fresh.map(|row| Item {
            row: Arc::new(row),
            made,
        }));
    }

    /// Moves by so many rows, and stops at either end; answers with where one is then.
    pub fn step(&mut self, by: isize) -> Option<u64> {
        let last = self.items.len().checked_sub(1)?;
        let here = self.current.and_then(|seq| self.place(seq));
        let place = match here {
            Some(place) => place.saturating_add_signed(by).min(last),
            None => 0,
        };
        self.current = self.items.get(place).map(|item| item.row.seq);
        self.current
    }

    /// Selects a row or no longer does.
    pub fn toggle(&mut self, seq: u64) {
        self.leave_all();
        if !self.selected.remove(&seq) {
            self.selected.insert(seq);
        }
        self.anchor = Some(seq);
    }

    /// Selects everything from the row that was last selected to this one.
    pub fn extend_to(&mut self, seq: u64) {
        self.leave_all();
        let place = |seq| self.place(seq);
        if let (Some(one), Some(other)) = (self.anchor.and_then(place), self.place(seq)) {
            let (from, to) = (one.min(other), one.max(other));
            let range = self.items.iter().take(to + 1).skip(from);
            self.selected.extend(range.map(|item| item.row.seq));
        } else {
            self.selected.insert(seq);
        }
        self.anchor = Some(seq);
    }

    /// Selects what has come.
    pub fn select_loaded(&mut self) {
        self.selected = self.items.iter().map(|item| item.row.seq).collect();
    }

    /// Selects nothing.
    pub fn clear_selection(&mut self) {
        self.selected.clear();
        self.all = false;
        self.anchor = None;
    }

    /// Who changes one row of "all that match" means those that have come.
    fn leave_all(&mut self) {
        self.all = false;
    }

    /// Whether a row is selected.
    #[must_use]
    pub fn is_selected(&self, seq: u64) -> bool {
        self.all || self.selected.contains(&seq)
    }

    /// What an act is about: the selection in the order of the list, or else the current row.
    #[must_use]
    pub fn meant(&self) -> Vec<Item> {
        let is_meant = |seq: &u64| {
            if self.selected.is_empty() {
                self.current == Some(*seq)
            } else {
                self.selected.contains(seq)
            }
        };
        let items = self.items.iter();
        items
            .filter(|item| is_meant(&item.row.seq))
            .cloned()
            .collect()
    }

    /// Takes rows out. Where the current one is among them, the next one that stays becomes it, or
    /// else the last.
    pub fn take(&mut self, seqs: &HashSet<u64>) -> Taken {
        let here = self.current.and_then(|seq| self.place(seq));
        let mut taken = Vec::new();
        let mut kept = Vec::with_capacity(self.items.len());
        let mut next = None;
        for (place, item) in std::mem::take(&mut self.items).into_iter().enumerate() {
            if seqs.contains(&item.row.seq) {
                taken.push((place, item));
            } else {
                if next.is_none() && here.is_some_and(|here| place >= here) {
                    next = Some(item.row.seq);
                }
                kept.push(item);
            }
        }
        self.items = kept;
        if self.current.is_some_and(|seq| seqs.contains(&seq)) {
            let last = self.items.last().map(|item| item.row.seq);
            self.current = next.or(last);
        }
        self.selected.retain(|seq| !seqs.contains(seq));
        if self.anchor.is_some_and(|seq| seqs.contains(&seq)) {
            self.anchor = None;
        }
        taken
    }

    /// Whether a row is pinned on its thread: as it was when it came, unless that was changed here.
    #[must_use]
    pub fn is_pinned(&self, row: &Row) -> bool {
        let changed = self.pins.get(&row.hash);
        changed.map_or(row.pinned, |pinned| *pinned == Some(row.seq))
    }

    /// Puts rows back where they stood, and makes the first of them the current one.
    pub fn put_back(&mut self, taken: Taken) {
        if let Some((_, first)) = taken.first() {
            self.current = Some(first.row.seq);
        }
        let there: HashSet<u64> = self.items.iter().map(|item| item.row.seq).collect();
        for (place, item) in taken {
            if !there.contains(&item.row.seq) {
                self.items.insert(place.min(self.items.len()), item);
            }
        }
    }
}

/// Whether a comment is still among those of a view after an act.
#[must_use]
pub fn stays(view: View, act: Act) -> bool {
    match view {
        _ if Act::PINS.contains(&act) => true,
        // An edit that waits is approved, and the comment stays published.
        View::Recent => act == Act::Approve,
        View::Held => act == Act::Hold,
        // Reports are answered by any decision.
        View::Reported => false,
        View::Spam => act == Act::Spam,
        View::Removed => act == Act::Remove,
    }
}

/// Whether an act changes anything about a comment.
#[must_use]
pub fn matters(act: Act, row: &Row) -> bool {
    if Act::PINS.contains(&act) {
        return row.state == act.state();
    }
    let approves = act == Act::Approve && row.change.is_some();
    act.state() != row.state || approves || !row.reports.is_empty()
}

#[cfg(test)]
pub mod tests {
    use super::{List, matters, stays};
    use postil_model::State;
    use postil_model::wire::desk::{Act, Report, Row, View};
    use std::collections::HashSet;

    pub fn row(seq: u64) -> Row {
        Row {
            seq,
            id: format!("id-{seq}"),
            hash: "h".into(),
            thread: "/a".into(),
            number: None,
            parent: None,
            name: "Ada".into(),
            url: None,
            mark: "0000000000000000".into(),
            badge: None,
            published: 0,
            body: format!("text {seq}"),
            html: String::new(),
            former: 0,
            pinned: false,
            change: None,
            created: 0,
            state: State::Held,
            reasons: Vec::new(),
            reports: Vec::new(),
            decided: None,
        }
    }

    #[test]
    fn one_row_of_a_thread_is_pinned() {
        let mut list = list(2);
        let (one, two) = (row(1), row(2));
        list.pins.insert("h".into(), Some(1));
        assert!(list.is_pinned(&one) && !list.is_pinned(&two));
        list.pins.insert("h".into(), None);
        let pinned = Row {
            pinned: true,
            ..row(1)
        };
        assert!(!list.is_pinned(&pinned));
        list.pins.clear();
        assert!(list.is_pinned(&pinned));
    }

    fn list(count: u64) -> List {
        let mut list = List::default();
        list.append((0..count).map(row).collect(), 0);
        list
    }

    fn seqs(list: &List) -> Vec<u64> {
        list.items.iter().map(|item| item.row.seq).collect()
    }

    fn set(seqs: &[u64]) -> HashSet<u64> {
        seqs.iter().copied().collect()
    }

    #[test]
    fn a_page_that_overlaps_brings_no_row_twice() {
        let mut list = list(3);
        list.append((2..5).map(row).collect(), 1);
        assert_eq!(seqs(&list), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn one_moves_and_stops_at_the_ends() {
        let mut list = list(3);
        for (by, expected) in [(1, 0), (1, 1), (5, 2), (-1, 1), (-9, 0)] {
            assert_eq!(list.step(by), Some(expected));
        }
        assert_eq!(List::default().step(1), None);
    }

    #[test]
    fn the_next_row_takes_the_place_of_what_goes() {
        for (current, gone, expected) in [
            (1, vec![1], Some(2)),
            (1, vec![1, 2], Some(3)),
            (4, vec![4], Some(3)),
            (4, vec![0], Some(4)),
            (2, vec![0, 1, 2, 3, 4], None),
        ] {
            let mut list = list(5);
            list.current = Some(current);
            list.take(&set(&gone));
            assert_eq!(list.current, expected, "{current} {gone:?}");
        }
    }

    #[test]
    fn what_is_undone_in_turn_stands_as_it_stood() {
        let mut list = list(6);
        list.current = Some(1);
        let first = list.take(&set(&[1, 3]));
        let second = list.take(&set(&[0, 4]));
        assert_eq!(seqs(&list), [2, 5]);
        list.put_back(second);
        list.put_back(first);
        assert_eq!(seqs(&list), [0, 1, 2, 3, 4, 5]);
        assert_eq!(list.current, Some(1));
    }

    #[test]
    fn a_range_is_selected_either_way() {
        for (from, to) in [(1, 3), (3, 1)] {
            let mut list = list(6);
            list.toggle(from);
            list.extend_to(to);
            assert_eq!(list.selected, set(&[1, 2, 3]));
        }
    }

    #[test]
    fn an_act_is_about_the_selection_or_else_the_current_row() {
        let mut list = list(4);
        list.current = Some(2);
        let meant = |list: &List| list.meant().iter().map(|i| i.row.seq).collect::<Vec<_>>();
        assert_eq!(meant(&list), [2]);
        list.toggle(3);
        list.toggle(0);
        assert_eq!(meant(&list), [0, 3]);
        list.clear_selection();
        assert_eq!(meant(&list), [2]);
    }

    #[test]
    fn a_decision_takes_a_row_out_of_all_views_but_its_own() {
        for view in View::ALL {
            for act in Act::ALL {
                let expected = matches!(
                    (view, act),
                    (View::Recent, Act::Approve)
                        | (View::Held, Act::Hold)
                        | (View::Spam, Act::Spam)
                        | (View::Removed, Act::Remove)
                );
                assert_eq!(stays(view, act), expected, "{view:?} {act:?}");
            }
        }
    }

    #[test]
    fn an_act_that_changes_nothing_is_none() {
        let mut row = row(0);
        assert!(!matters(Act::Hold, &row) && matters(Act::Spam, &row));
        row.state = State::Published;
        assert!(!matters(Act::Approve, &row));
        row.change = Some("x".into());
        assert!(matters(Act::Approve, &row));
        row.change = None;
        row.reports.push(Report {
            reason: "spam".into(),
            note: String::new(),
            at: 0,
        });
        assert!(matters(Act::Approve, &row));
    }
}
