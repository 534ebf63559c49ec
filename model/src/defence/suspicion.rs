//! How suspicious a comment is: every hint is worth points, and the points decide.

use crate::verdict::Reason;

/// The hints against a comment, and what they are worth together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Suspicion {
    hints: Vec<(u32, Reason)>,
    trust: u32,
}

impl Suspicion {
    /// From how many points on work is asked for.
    pub const WORKS: u32 = 40;
    /// From how many points on a comment is held.
    pub const HOLDS: u32 = 70;
    /// How much work is asked for at the least: 2^16 hashes, about a tenth of a second.
    const LEAST_BITS: u8 = 16;
    /// How much is asked for at the most: 2^20 hashes, a few seconds on a slow phone.
    const MOST_BITS: u8 = 20;
    /// How many points more double the work.
    const POINTS_A_BIT: u32 = 10;

    /// Adds a hint; one without points is none.
    pub fn add(&mut self, points: u32, reason: Reason) {
        if points > 0 {
            self.hints.push((points, reason));
            self.hints.sort_by_key(|(points, _)| u32::MAX - points);
        }
    }

    /// Takes points off, for what speaks in favour of a comment.
    pub fn trust(&mut self, points: u32) {
        self.trust = self.trust.saturating_add(points);
    }

    /// All points: those of the hints, less the trust.
    #[must_use]
    pub fn points(&self) -> u32 {
        let all = self.hints.iter().map(|(points, _)| *points);
        all.fold(0, u32::saturating_add).saturating_sub(self.trust)
    }

    /// The hints, the weightiest first.
    pub fn reasons(&self) -> impl Iterator<Item = &Reason> {
        self.hints.iter().map(|(_, reason)| reason)
    }

    /// Whether a comment this suspicious waits for a moderator.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.points() >= Self::HOLDS
    }

    /// How much work is asked for: the bits of [`crate::defence::work`], 0 for none. Ten points
    /// more double the work, up to a bound.
    #[must_use]
    pub fn bits(&self) -> u8 {
        match self.points().checked_sub(Self::WORKS) {
            None => 0,
            Some(above) => {
                let more = (above / Self::POINTS_A_BIT).min(u32::from(u8::MAX)) as u8;
                Self::LEAST_BITS.saturating_add(more).min(Self::MOST_BITS)
            }
        }
    }
}
