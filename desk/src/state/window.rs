//! Which rows of a long list are in the document, and where they stand.
//!
//! Rows differ in height, and a height is known once a row was drawn. Until then it is taken for
//! the average of those that are known. 20,000 additions take less time than one row takes to be
//! drawn, so that nothing is kept but the heights.

use std::collections::HashMap;

/// The heights that are known, in pixels, by what names a row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heights {
    known: HashMap<u64, f64>,
    sum: f64,
}

impl Heights {
    /// What a row is taken for while none was drawn.
    const FIRST_GUESS: f64 = 180.0;

    /// Remembers a height; answers with by how much it differs from what was thought.
    pub fn learn(&mut self, seq: u64, height: f64) -> f64 {
        let before = self.of(seq);
        let known = self.known.insert(seq, height);
        self.sum += height - known.unwrap_or_default();
        height - before
    }

    /// Whether a height is known to be this.
    #[must_use]
    pub fn is_known(&self, seq: u64, height: f64) -> bool {
        let known = self.known.get(&seq);
        known.is_some_and(|known| (known - height).abs() < 0.5)
    }

    /// The height of a row, as far as it is known.
    #[must_use]
    pub fn of(&self, seq: u64) -> f64 {
        let guess = || self.guess();
        self.known.get(&seq).copied().unwrap_or_else(guess)
    }

    #[allow(clippy::cast_precision_loss, reason = "a list is far below 2^52")]
    fn guess(&self) -> f64 {
        if self.known.is_empty() {
            Self::FIRST_GUESS
        } else {
            self.sum / self.known.len() as f64
        }
    }
}

/// What can be seen of a list, in pixels from its beginning.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sight {
    /// Where it begins; negative while the list begins further down.
    pub top: f64,
    /// How high it is.
    pub height: f64,
}

/// A row that is in the document.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// What names it.
    pub seq: u64,
    /// Its place in the list, from 0.
    pub index: usize,
    /// Where it begins, in pixels from the beginning of the list.
    pub top: f64,
}

/// The rows that are in the document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// In the order of the list.
    pub placed: Vec<Placed>,
    /// How high the whole list is.
    pub height: f64,
    /// How many rows begin above what can be seen or in it.
    pub reached: usize,
}

impl Layout {
    /// Draws what can be seen and as much again on either side, and the row that has the focus,
    /// wherever it is: a focused element must not leave the document.
    pub fn new(
        seqs: impl Iterator<Item = u64>,
        heights: &Heights,
        sight: Sight,
        current: Option<u64>,
    ) -> Self {
        let (from, to) = (sight.top - sight.height, sight.top + 2.0 * sight.height);
        let mut layout = Self::default();
        for (index, seq) in seqs.enumerate() {
            let top = layout.height;
            layout.height += heights.of(seq);
            let is_near = layout.height >= from && top <= to;
            if is_near || current == Some(seq) {
                layout.placed.push(Placed { seq, index, top });
            }
            if top <= sight.top + sight.height {
                layout.reached = index + 1;
            }
        }
        layout
    }

    /// Where a row begins; none if it is not in the document.
    #[must_use]
    pub fn top_of(&self, seq: u64) -> Option<f64> {
        self.placed
            .iter()
            .find(|placed| placed.seq == seq)
            .map(|placed| placed.top)
    }
}

#[cfg(test)]
mod tests {
    use super::{Heights, Layout, Sight};

    fn seqs(layout: &Layout) -> Vec<u64> {
        layout.placed.iter().map(|placed| placed.seq).collect()
    }

    #[test]
    fn a_height_is_guessed_until_it_is_known() {
        let mut heights = Heights::default();
        assert!((heights.learn(1, 100.0) + 80.0).abs() < 0.001);
        assert!((heights.of(2) - 100.0).abs() < 0.001);
        assert!((heights.learn(2, 300.0) - 200.0).abs() < 0.001);
        assert!((heights.of(3) - 200.0).abs() < 0.001);
        assert!((heights.learn(1, 300.0) - 200.0).abs() < 0.001);
        assert!((heights.of(3) - 300.0).abs() < 0.001);
        assert!(heights.is_known(2, 300.2) && !heights.is_known(3, 300.0));
    }

    #[test]
    fn what_is_near_is_drawn_and_what_has_the_focus() {
        let mut heights = Heights::default();
        heights.learn(0, 100.0);
        let sight = Sight {
            top: 5_000.0,
            height: 300.0,
        };
        let layout = Layout::new(0..1_000, &heights, sight, Some(3));
        assert_eq!(seqs(&layout).first(), Some(&3));
        assert_eq!(seqs(&layout).get(1), Some(&46));
        assert_eq!(seqs(&layout).last(), Some(&56));
        assert_eq!(layout.reached, 54);
        assert!((layout.height - 100_000.0).abs() < 0.001);
        assert_eq!(layout.top_of(3), Some(300.0));
        assert_eq!(layout.top_of(4), None);
    }

    #[test]
    fn a_list_further_down_is_drawn_before_it_is_reached() {
        let sight = Sight {
            top: -200.0,
            height: 300.0,
        };
        let layout = Layout::new(7..9, &Heights::default(), sight, None);
        assert_eq!(seqs(&layout), [7, 8]);
        assert_eq!(layout.reached, 1);
    }
}
