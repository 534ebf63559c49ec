//! What is being read, what is held of it, and what is sent next.

use std::collections::{BTreeSet, HashMap};
use std::io::{Read, Seek};
use std::vec;

use super::Sources;
use super::lines::tidy;
use super::passes::{Unit, units, weight};
use super::walk::Walk;
use crate::plan::{Batch, Plan, Thread};
use crate::{Entry, Fault};

/// No unit: nothing of a line is sent.
const NONE: u32 = u32::MAX;

/// The work that an import is.
pub struct Work {
    /// The newest threads first.
    units: Vec<Unit>,
    /// The unit of each of the plan's lines.
    unit_of: Vec<u32>,
    /// How much of each unit is still to be read in this pass.
    missing: Vec<usize>,
    /// How much of all of them.
    unread: usize,
    /// Which were handed over.
    is_over: Vec<bool>,
    pass: usize,
    walk: Option<Walk>,
    held: HashMap<usize, Entry>,
    /// What is held takes so many bytes.
    weight: u64,
    /// Units that are held whole.
    ready: BTreeSet<usize>,
    budget: u64,
}

/// A unit that is being sent.
pub struct Sending {
    /// Which of the plan's threads it is of.
    pub thread: usize,
    /// Whether nothing of the thread comes after it.
    pub is_last: bool,
    /// What is left of it.
    pub batches: vec::IntoIter<Batch>,
    /// Its entries by their lines.
    pub entries: HashMap<usize, Entry>,
}

impl Work {
    /// Begins with the threads that are chosen, and with room for so many bytes.
    pub fn new(plan: &Plan, threads: &[Thread], chosen: &[usize], budget: u64) -> Self {
        let units = units(plan, threads, chosen, budget);
        let mut unit_of = vec![NONE; plan.lines.len()];
        for (at, unit) in units.iter().enumerate() {
            let thread = threads.get(unit.thread);
            let items = thread.and_then(|thread| thread.items.get(unit.items.clone()));
            for item in items.unwrap_or_default() {
                if let Some(unit) = unit_of.get_mut(item.line) {
                    *unit = u32::try_from(at).unwrap_or(NONE);
                }
            }
        }
        let mut work = Self {
            missing: Vec::new(),
            unread: 0,
            is_over: vec![false; units.len()],
            units,
            unit_of,
            pass: 0,
            walk: None,
            held: HashMap::new(),
            weight: 0,
            ready: BTreeSet::new(),
            budget,
        };
        work.rewind();
        work
    }

    /// The next unit to be sent; nothing if all were.
    ///
    /// # Errors
    /// If a file cannot be read. It can be asked again, and begins the pass again.
    pub fn next<F: Read + Seek + 'static>(
        &mut self,
        plan: &Plan,
        threads: &[Thread],
        sources: &mut Sources<F>,
    ) -> Result<Option<Sending>, Fault> {
        loop {
            let is_read = self.unread == 0;
            if (is_read || self.weight > self.budget)
                && let Some(unit) = self.pick()
            {
                return Ok(self.hand_over(unit, plan, threads));
            }
            if !is_read {
                if let Err(fault) = self.read(plan, sources) {
                    self.rewind();
                    return Err(fault);
                }
            } else if self.units.iter().any(|unit| unit.pass > self.pass) {
                self.pass += 1;
                self.rewind();
            } else {
                return Ok(None);
            }
        }
    }

    /// Goes back to where the pass begins, and forgets what was held for it.
    fn rewind(&mut self) {
        self.walk = None;
        self.held = HashMap::new();
        self.weight = 0;
        self.ready.clear();
        let counts = self.units.iter().zip(&self.is_over);
        self.missing = counts
            .map(|(unit, is_over)| match unit.pass == self.pass && !is_over {
                true => unit.items.len(),
                false => 0,
            })
            .collect();
        self.unread = self.missing.iter().sum();
    }

    /// Reads an entry, and holds it if it is one of the pass.
    fn read<F: Read + Seek + 'static>(
        &mut self,
        plan: &Plan,
        sources: &mut Sources<F>,
    ) -> Result<(), Fault> {
        let walk = self.walk.get_or_insert_default();
        let Some((line, mut entry)) = walk.next(plan, sources)? else {
            return Err(Fault::Changed);
        };
        let unit = self.unit_of.get(line).map_or(NONE, |unit| *unit) as usize;
        if let Some(missing) = self.missing.get_mut(unit).filter(|missing| **missing > 0)
            && let Some(known) = plan.lines.get(line)
        {
            *missing -= 1;
            self.unread -= 1;
            if *missing == 0 {
                self.ready.insert(unit);
            }
            tidy(&mut entry, &known.fate);
            self.weight += weight(plan, line);
            self.held.insert(line, entry);
        }
        Ok(())
    }

    /// The first unit that can be sent: the newest, and of one thread none before what comes before
    /// it.
    fn pick(&self) -> Option<usize> {
        let thread = |at: usize| self.units.get(at).map(|unit| unit.thread);
        let is_next = |at: &usize| match at.checked_sub(1) {
            Some(before) if thread(before) == thread(*at) => {
                self.is_over.get(before).is_some_and(|is_over| *is_over)
            }
            _ => true,
        };
        self.ready.iter().copied().find(is_next)
    }

    /// Lets go of a unit.
    fn hand_over(&mut self, at: usize, plan: &Plan, threads: &[Thread]) -> Option<Sending> {
        self.ready.remove(&at);
        if let Some(is_over) = self.is_over.get_mut(at) {
            *is_over = true;
        }
        let unit = self.units.get(at)?;
        let thread = threads.get(unit.thread)?;
        let items = thread.items.get(unit.items.clone())?;
        let entries = items
            .iter()
            .filter_map(|item| self.held.remove_entry(&item.line))
            .collect();
        self.weight = self.weight.saturating_sub(unit.weight);
        let is_within = |batch: &Batch| {
            unit.items.start <= batch.items.start && batch.items.end <= unit.items.end
        };
        let batches: Vec<Batch> = thread.batches(plan).into_iter().filter(is_within).collect();
        Some(Sending {
            thread: unit.thread,
            is_last: unit.items.end == thread.items.len(),
            batches: batches.into_iter(),
            entries,
        })
    }
}
