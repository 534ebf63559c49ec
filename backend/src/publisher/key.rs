//! What a publisher knows of one KV key.

use postil_model::Millis;
use serde::{Deserialize, Serialize};

use super::{BEFORE_LIVE_ENDS, PATIENCE};

/// How soon after a change a first put is made: changes that come together share it.
const TOGETHER: Millis = 1_000;
/// KV takes one put a second on a key.
const BETWEEN_PUTS: Millis = 1_100;
/// When to read back after a put: an edge keeps what it read for a minute.
const READ_BACK: Millis = 65_000;
/// Changes of scores alone are put at most this often.
const SCORES: Millis = 1_800_000;
/// Counts and feeds are put at most this often.
const INDEX: Millis = 300_000;

/// What kind of change it was, the least urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Urgency {
    /// Something was imported.
    Import,
    /// Only scores have changed.
    Score,
    /// A list of what is elsewhere: counts, a feed.
    Index,
    /// A comment came or was edited.
    Text,
    /// Something must not be seen any more.
    Removal,
}

/// One KV key.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Key {
    /// The newest version.
    pub wanted: u64,
    /// The version that was put last.
    pub put: Option<u64>,
    /// The most urgent change that is not put yet.
    pub urgency: Option<Urgency>,
    /// When the first such change came.
    pub since: Option<Millis>,
    /// When it was last put, or tried to.
    pub last_put: Option<Millis>,
    /// What the copy under way says.
    pub putting_live: Option<Millis>,
    /// Until when KV's copy sends readers to the object; 0 if it does not.
    pub live_until: Millis,
    /// When to read back.
    pub read_back: Option<Millis>,
    /// Failures since the last success.
    pub failures: u32,
    /// Not before.
    pub retry_at: Millis,
    /// Until when edges may remember that there was no such key.
    #[serde(default)]
    pub missed_until: Millis,
}

impl Key {
    /// Whether the change skips the queue.
    pub fn is_urgent(&self) -> bool {
        self.urgency == Some(Urgency::Removal)
    }

    /// Whether it is put only when its turn has come, if there are turns: KV has never had it, and no
    /// reader has written what it is to show.
    pub fn waits_for_turn(&self) -> bool {
        self.put.is_none() && self.urgency.is_some_and(|urgency| urgency < Urgency::Text)
    }

    /// When it is to be put, if anything has changed.
    pub fn due(&self, gap: Millis) -> Option<Millis> {
        let (urgency, since) = (self.urgency?, self.since?);
        let rest = match urgency {
            Urgency::Removal => 0,
            // Beyond patience the copy is made live instead of waiting.
            Urgency::Text if gap > PATIENCE => 0,
            Urgency::Text => gap,
            // Both yield to comments: they are put more rarely, the more is spent.
            Urgency::Index => INDEX.max(gap.saturating_mul(6)),
            Urgency::Import | Urgency::Score => SCORES.max(gap.saturating_mul(12)),
        };
        let after_last = self.last_put.map_or(0, |at| at + rest.max(BETWEEN_PUTS));
        let while_live = self.live_until.saturating_sub(BEFORE_LIVE_ENDS);
        Some(
            (since + TOGETHER)
                .max(after_last)
                .max(while_live)
                .max(self.retry_at),
        )
    }

    /// Whether a change has waited for longer than readers are to.
    pub fn is_late(&self, now: Millis) -> bool {
        self.since.is_some_and(|since| since + PATIENCE <= now)
    }

    /// KV has taken a version.
    pub fn is_put(&mut self, version: u64, now: Millis) {
        if self.put.is_none() && self.is_late(now) {
            self.missed_until = now + READ_BACK;
        }
        self.put = self.put.max(Some(version));
        self.live_until = self.putting_live.take().unwrap_or_default();
        self.read_back = Some(now + READ_BACK);
        self.failures = 0;
        self.retry_at = 0;
        if version >= self.wanted {
            self.urgency = None;
            self.since = None;
        }
    }
}
