//! Sorting with little code.
//!
//! The compiler makes a sort for every type that is sorted, and each weighs kilobytes in the Worker.
//! Here one sorts places, whatever stands at them.

use std::cmp::Ordering;
use std::mem;

/// Sorts by a comparison. What is equal stays in its order.
pub(crate) fn sort<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let mut places: Vec<usize> = (0..items.len()).collect();
    arrange(&mut places, &|a, b| {
        items.get(a).zip(items.get(b)).map(|(a, b)| compare(a, b))
    });
    let mut old: Vec<Option<T>> = mem::take(items).into_iter().map(Some).collect();
    for place in places {
        items.extend(old.get_mut(place).and_then(Option::take));
    }
}

/// Sorts what was given, and leaves each once.
pub(crate) fn distinct<T: Ord>(mut items: Vec<T>) -> Vec<T> {
    sort(&mut items, Ord::cmp);
    items.dedup();
    items
}

#[inline(never)]
fn arrange(places: &mut [usize], compare: &dyn Fn(usize, usize) -> Option<Ordering>) {
    places.sort_unstable_by(|a, b| {
        compare(*a, *b)
            .unwrap_or(Ordering::Equal)
            .then_with(|| a.cmp(b))
    });
}

#[cfg(test)]
mod tests {
    use super::{distinct, sort};

    #[test]
    fn equals_stay_in_order() {
        let mut items: Vec<(u32, u32)> = (0..200).map(|n| (n * 7 % 10, n)).collect();
        let mut expected = items.clone();
        expected.sort_by_key(|(key, _)| *key);
        sort(&mut items, |(a, _), (b, _)| a.cmp(b));
        assert_eq!(items, expected);
    }

    #[test]
    fn each_is_there_once() {
        assert_eq!(distinct(vec!["b", "a", "b", "c", "a"]), ["a", "b", "c"]);
        assert_eq!(distinct(Vec::<u32>::new()), Vec::<u32>::new());
    }
}
