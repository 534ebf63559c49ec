//! How suspicious a comment is: every hint is worth points, and the points decide.
//!
//! A comment of a stranger with a link to where nobody led before is asked for work, and a strong
//! hint more holds it. Few hints can hold a comment
//! alone: the trap, copies of a text with a link, a flood of links, random letters, and statistics
//! that are very sure of a text with a link.

use super::advertising::selling;
use super::alike::Seen;
use super::praise::is_mere_praise;
use super::rate::Pace;
use super::sense::disorder;
use super::statistics::{Counts, Opinion};
use super::text::Text;
use crate::time::Millis;
use crate::verdict::Reason;

/// All that hints at spam, or away from it.
#[derive(Debug, Clone, Copy)]
pub struct Signs<'a> {
    /// The comment, taken apart.
    pub text: &'a Text,
    /// Whether the field was filled in that only robots see.
    pub has_trap: bool,
    /// How long it took to write, as the client says; none where it does not say.
    pub took: Option<Millis>,
    /// How often its text was seen on the site.
    pub seen: Seen,
    /// What is known of the [`Text::doubtful_hosts`]: the worst.
    pub hosts: &'a Hosts,
    /// What the statistics say.
    pub opinion: Option<&'a Opinion>,
    /// How many comments of this author are published, and have been for a day at least or were
    /// approved by a moderator.
    pub standing: u32,
    /// The pace of its device key.
    pub key: Pace,
    /// The pace of its network.
    pub network: Pace,
    /// The pace at which work was asked for in its network.
    pub asked: Pace,
    /// The pace at which new keys come from its network; [`Pace::Calm`] where the key is known.
    pub new_keys: Pace,
}

/// What a site knows of a host, the worse the greater.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hosts {
    /// Readers have led there before.
    #[default]
    Known,
    /// Readers have, and more often spam: robots copy comments with their links.
    Disputed,
    /// Nobody has.
    New,
    /// Spam has, and nothing else: this host.
    Spam(String),
}

impl Hosts {
    /// What is known of a host, from in how many comments of either kind it was linked to (see
    /// [`super::statistics::tokens`]), and whether one such has been published for a day.
    #[must_use]
    pub fn of(host: &str, counts: Counts, stands: bool) -> Self {
        match (counts.ham > 0 || stands, counts.spam) {
            (true, spam) if spam > counts.ham => Self::Disputed,
            (true, _) => Self::Known,
            (false, 0) => Self::New,
            (false, _) => Self::Spam(host.to_owned()),
        }
    }
}

/// Adds up the hints.
#[must_use]
pub fn weigh(signs: &Signs<'_>) -> Suspicion {
    let mut suspicion = Suspicion::default();
    of_words(signs, &mut suspicion);
    of_links(signs, &mut suspicion);
    of_the_way_it_came(signs, &mut suspicion);
    of_copies(signs, &mut suspicion);
    if let Some(opinion) = signs.opinion {
        of_statistics(signs, opinion, &mut suspicion);
    }
    suspicion.trust(at(signs.standing, &[0, 25, 30, 35, 40]));
    suspicion
}

/// The points for a number; the last ones for all higher numbers.
fn at(n: u32, points: &[u32]) -> u32 {
    let last = points.last();
    points.get(n as usize).or(last).copied().unwrap_or_default()
}

/// A short text that leads nowhere, or only to where others led before it, is hardly worth copying:
/// its copies are people who think alike, or send twice. A longer one has been taken from somebody
/// else, and is held where it leads somewhere new.
fn of_copies(signs: &Signs<'_>, suspicion: &mut Suspicion) {
    let Seen { same, alike, .. } = signs.seen;
    let is_short = |least| signs.text.words.len() < least;
    let (of_same, of_alike): (&[u32], &[u32]) = match signs.leads_away() {
        false if is_short(12) => (&[0, 10, 20, 30, 40], &[0, 5, 10, 20, 30, 40]),
        false => (&[0, 20, 30, 40, 45], &[0, 30, 35, 40, 45]),
        true if is_short(12) => (&[0, 20, 40, 60, 80], &[0, 20, 40, 60, 80]),
        true if is_short(20) => (&[0, 60, 75, 85], &[0, 30, 50, 70, 80]),
        true => (&[0, 60, 75, 85], &[0, 50, 65, 80]),
    };
    suspicion.add(at(same, of_same), Reason::SameText(same));
    // People who think alike do so to the letter, and nearly.
    if same == 0 || signs.leads_away() {
        suspicion.add(at(alike, of_alike), Reason::AlikeText(alike));
    }
}

/// What the words of spam say is less where it leads nowhere; and who copies what others wrote has
/// no merit of their words, and a stranger who leads away hardly any: robots take words from the page.
fn of_statistics(signs: &Signs<'_>, opinion: &Opinion, suspicion: &mut Suspicion) {
    let (sure, likely, perhaps) = if signs.leads_away() {
        (75, 50, 30)
    } else {
        (45, 25, 10)
    };
    let points = match opinion.spam {
        p if p > 0.99 => sure,
        p if p > 0.95 => likely,
        p if p > 0.85 => perhaps,
        _ => 0,
    };
    suspicion.add(points, Reason::Statistics(opinion.words.clone()));
    if signs.seen.same == 0 && signs.seen.alike == 0 {
        let trust = match opinion.spam {
            p if p < 0.02 => 30,
            p if p < 0.1 => 20,
            _ => 0,
        };
        let is_stranger = signs.is_led_by_a_stranger();
        suspicion.trust(if is_stranger { trust / 3 } else { trust });
    }
}

impl Signs<'_> {
    /// Whether it leads to where no reader led before.
    fn leads_away(&self) -> bool {
        self.text.has_contact || *self.hosts != Hosts::Known
    }

    /// Whether somebody of whom nothing has stood for a day leads to where nobody led before.
    fn is_led_by_a_stranger(&self) -> bool {
        self.leads_away() && *self.hosts != Hosts::Disputed && self.standing == 0
    }
}

fn of_words(signs: &Signs<'_>, suspicion: &mut Suspicion) {
    let text = signs.text;
    let disorder = disorder(text);
    if disorder >= 1.5 {
        // Work is asked for early, and little is held for it: it may be a language that is not known.
        let points = (disorder * 10.5).max((disorder * 16.0).min(50.0));
        suspicion.add(points.min(80.0) as u32, Reason::RandomText);
    }
    let (loudness, words) = selling(text);
    let points = if text.leads_away() {
        loudness.saturating_mul(15).min(60)
    } else {
        loudness.saturating_mul(5).min(45)
    };
    suspicion.add(points, Reason::Advertising(words));
    suspicion.add(at(text.disguised, &[0, 30, 45, 60]), Reason::Disguised);
}

fn of_links(signs: &Signs<'_>, suspicion: &mut Suspicion) {
    let text = signs.text;
    let links = text.foreign_links;
    let words = u32::try_from(text.words.len()).unwrap_or(u32::MAX);
    let leads_away = signs.leads_away();
    let points: &[u32] = if leads_away {
        &[0, 10, 15, 30, 50, 75]
    } else {
        &[0, 0, 5, 15, 30, 45]
    };
    suspicion.add(at(links, points), Reason::Links(links));
    if signs.is_led_by_a_stranger() {
        let points = if links > 0 { 30 } else { 25 };
        suspicion.add(points, Reason::Stranger);
    }
    if let Hosts::Spam(host) = signs.hosts {
        suspicion.add(50, Reason::Statistics(vec![format!("host:{host}")]));
    }
    if leads_away && links > 0 && words <= links.saturating_mul(3) {
        suspicion.add(15, Reason::OnlyLinks);
    }
    if leads_away && is_mere_praise(text) {
        suspicion.add(if links > 0 { 35 } else { 30 }, Reason::Praise);
    }
    if text.has_other_markup {
        suspicion.add(25, Reason::OtherMarkup);
    }
    if leads_away && *signs.hosts != Hosts::Disputed {
        let hosts = signs.seen.hosts;
        suspicion.add(at(hosts, &[0, 25, 30, 35]), Reason::SameHost(hosts));
    }
}

fn of_the_way_it_came(signs: &Signs<'_>, suspicion: &mut Suspicion) {
    if signs.has_trap {
        suspicion.add(100, Reason::Trap);
    }
    if is_quick(signs.took, signs.text.length) {
        suspicion.add(10, Reason::TooQuick);
    }
    if let Pace::Brisk(n) = signs.key {
        suspicion.add(15, Reason::KeyRate(n));
    }
    if let Pace::Brisk(n) = signs.network {
        suspicion.add(10, Reason::NetworkRate(n));
    }
    if signs.asked != Pace::Calm && signs.standing == 0 {
        suspicion.add(25, Reason::Network);
    }
    if let Pace::Brisk(n) = signs.new_keys {
        suspicion.add(25, Reason::NewKeys(n));
    }
}

/// Whether hardly anybody writes so much in such a time, at thirty characters a second: who pastes
/// what was written elsewhere does. Whoever does not say how long it took is as quick.
fn is_quick(took: Option<Millis>, length: usize) -> bool {
    const LEAST: Millis = 1_500;
    let length = Millis::try_from(length).unwrap_or(Millis::MAX);
    took.is_none_or(|took| took < LEAST || took < length.saturating_mul(1_000) / 30)
}

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
            let at = self.hints.partition_point(|(more, _)| *more >= points);
            self.hints.insert(at, (points, reason));
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

#[cfg(test)]
mod tests;
