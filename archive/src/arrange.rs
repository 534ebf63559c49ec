//! The order in which the entries of a page are written: what is answered before its answers, and
//! otherwise as time went by.
//!
//! Files know of no order. A parent may come after its children, be missing (it was spam, it is in
//! another part of the file), or be its own descendant. Nothing is lost for that: what cannot stand
//! where it wants to stands at the root.

use std::collections::HashMap;

use postil_model::time::Millis;

use crate::Entry;

/// What is to be known of an entry.
#[derive(Debug, Clone, Copy)]
pub struct Node<'a> {
    /// Its id.
    pub id: &'a str,
    /// The id of what it answers.
    pub parent: Option<&'a str>,
    /// When it was written, if that is known.
    pub created: Option<Millis>,
}

impl<'a> From<&'a Entry> for Node<'a> {
    fn from(entry: &'a Entry) -> Self {
        Self {
            id: &entry.id,
            parent: entry.parent.as_deref(),
            created: entry.created,
        }
    }
}

/// The place of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Which of the given entries it is.
    pub entry: usize,
    /// Which of them it answers.
    pub parent: Option<usize>,
    /// Why it does not answer what it wants to.
    pub loose: Option<Loose>,
}

/// Why an entry stands at the root that was a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loose {
    /// What it answers is not there.
    Missing,
    /// It answers something that, in the end, answers it.
    Circle,
}

/// Gives every entry its place, in the order in which they are to be written. Takes time in
/// proportion to their number, but for sorting them.
#[must_use]
pub fn arrange(nodes: &[Node<'_>]) -> Vec<Place> {
    let created: Vec<_> = nodes.iter().map(|node| node.created).collect();
    order(&created, parents(nodes))
}

/// As [`arrange`], where it is known already what each entry answers. `places` are in the order of
/// the file; `created` are the moments in which the entries were written.
pub(crate) fn order(created: &[Option<Millis>], mut places: Vec<Place>) -> Vec<Place> {
    open_circles(created, &mut places);
    let depths = depths(&places);
    let times = times(created, &places, &depths);
    let key = |place: &Place| {
        let of = |list: &[u64]| list.get(place.entry).copied().unwrap_or_default();
        (of(&times), of(&depths), place.entry)
    };
    places.sort_by_key(key);
    places
}

/// Finds whom each entry answers. Of two with one id, the first is meant.
fn parents(nodes: &[Node<'_>]) -> Vec<Place> {
    let mut known = HashMap::with_capacity(nodes.len());
    for (at, node) in nodes.iter().enumerate() {
        known.entry(node.id).or_insert(at);
    }
    let place = |(entry, node): (usize, &Node<'_>)| {
        let parent = node.parent.and_then(|id| known.get(id).copied());
        let loose = (node.parent.is_some() && parent.is_none()).then_some(Loose::Missing);
        Place {
            entry,
            parent,
            loose,
        }
    };
    nodes.iter().enumerate().map(place).collect()
}

/// Puts one entry of each circle at the root: the oldest.
fn open_circles(created: &[Option<Millis>], places: &mut [Place]) {
    // In which walk from child to parent an entry was met; in none yet.
    let mut walks = vec![0_usize; places.len()];
    for start in 0..places.len() {
        let mut at = Some(start);
        while let Some(here) = at {
            match walks.get_mut(here) {
                Some(walk) if *walk == 0 => *walk = start + 1,
                Some(walk) if *walk == start + 1 => {
                    open_circle(created, places, here);
                    break;
                }
                _ => break,
            }
            at = parent_of(places, here);
        }
    }
}

/// Opens the circle that an entry is in.
fn open_circle(created: &[Option<Millis>], places: &mut [Place], within: usize) {
    let age = |entry: usize| {
        let created = created.get(entry).copied().flatten();
        (created.unwrap_or(Millis::MAX), entry)
    };
    let mut oldest = within;
    let mut at = parent_of(places, within);
    while let Some(here) = at.filter(|here| *here != within) {
        if age(here) < age(oldest) {
            oldest = here;
        }
        at = parent_of(places, here);
    }
    if let Some(place) = places.get_mut(oldest) {
        place.parent = None;
        place.loose = Some(Loose::Circle);
    }
}

fn parent_of(places: &[Place], entry: usize) -> Option<usize> {
    places.get(entry).and_then(|place| place.parent)
}

/// How deep each entry stands; there are no circles.
fn depths(places: &[Place]) -> Vec<u64> {
    let mut depths: Vec<Option<u64>> = vec![None; places.len()];
    for start in 0..places.len() {
        let mut path = Vec::new();
        let mut above = None;
        let mut at = Some(start);
        while let Some(here) = at {
            above = depths.get(here).copied().flatten();
            if above.is_some() {
                break;
            }
            path.push(here);
            at = parent_of(places, here);
        }
        for entry in path.into_iter().rev() {
            let depth = above.map_or(0, |above| above + 1);
            above = Some(depth);
            if let Some(its) = depths.get_mut(entry) {
                *its = above;
            }
        }
    }
    depths.into_iter().map(Option::unwrap_or_default).collect()
}

/// The moment at which each entry is taken as written: its own, but not before that of what it
/// answers; where it is not known, that of the entry before it in the file.
fn times(created: &[Option<Millis>], places: &[Place], depths: &[u64]) -> Vec<u64> {
    let mut last = 0;
    let mut times: Vec<u64> = created
        .iter()
        .map(|created| {
            last = created.unwrap_or(last);
            last
        })
        .collect();
    let mut by_depth: Vec<&Place> = places.iter().collect();
    by_depth.sort_by_key(|place| depths.get(place.entry));
    for place in by_depth {
        let above = place.parent.and_then(|parent| times.get(parent).copied());
        if let (Some(above), Some(own)) = (above, times.get_mut(place.entry)) {
            *own = above.max(*own);
        }
    }
    times
}

#[cfg(test)]
mod tests {
    use super::{Loose, Node, arrange};

    /// Entries as `id`, `id<parent`, `id@time` or `id<parent@time`, in the order of a file; and as
    /// they are arranged, `!` behind what is missing and `?` behind what was a circle.
    fn check(file: &str, expected: &str) {
        let nodes: Vec<Node> = file
            .split(' ')
            .map(|text| {
                let (text, created) = match text.split_once('@') {
                    Some((text, time)) => (text, time.parse().ok()),
                    None => (text, None),
                };
                let (id, parent) = text
                    .split_once('<')
                    .map_or((text, None), |(id, parent)| (id, Some(parent)));
                Node {
                    id,
                    parent,
                    created,
                }
            })
            .collect();
        let told: Vec<String> = arrange(&nodes)
            .iter()
            .map(|place| {
                let mut told = nodes[place.entry].id.to_owned();
                if let Some(parent) = place.parent {
                    told += "<";
                    told += nodes[parent].id;
                }
                match place.loose {
                    Some(Loose::Missing) => told += "!",
                    Some(Loose::Circle) => told += "?",
                    None => {}
                }
                told
            })
            .collect();
        assert_eq!(told.join(" "), expected, "{file}");
    }

    #[test]
    fn goes_by_time_and_then_by_the_file() {
        check("a@3 b@1 c@2", "b c a");
        check("b@1 a@1 c", "b a c");
        check("a b c", "a b c");
    }

    #[test]
    fn what_is_answered_comes_first() {
        check("b<a@1 a@2", "a b<a");
        check("c<b@1 b<a@1 a@1", "a b<a c<b");
        check("a@1 c<b@3 b<a@5 d@4", "a d b<a c<b");
        check("a@5 b<a", "a b<a");
    }

    #[test]
    fn what_is_missing_or_in_a_circle_stands_at_the_root() {
        check("a<x@1 b<a@2", "a! b<a");
        check("a<a@1", "a?");
        check("a<b@2 b<a@1", "b? a<b");
        check("a<c@3 b<a@2 c<b@4 d<c@5", "b? c<b a<c d<c");
        check("a<b b<a c<d d<c", "a? c? b<a d<c");
        check("x<a@9 a<b@2 b<a@1", "b? a<b x<a");
    }

    #[test]
    fn of_two_with_one_id_the_first_is_meant() {
        check("a@1 a@2 b<a@3", "a a b<a");
    }

    #[test]
    fn a_hundred_thousand_in_a_chain_are_no_matter() {
        let ids: Vec<String> = (0..100_000).map(|n| n.to_string()).collect();
        let node = |n: usize| Node {
            id: &ids[n],
            parent: Some(&ids[(n + 1) % ids.len()]),
            created: Some(1),
        };
        let places = arrange(&(0..ids.len()).map(node).collect::<Vec<_>>());
        assert_eq!(places.len(), ids.len());
        assert_eq!((places[0].entry, places[0].loose), (0, Some(Loose::Circle)));
        assert_eq!(places[1].entry, ids.len() - 1);
    }
}
