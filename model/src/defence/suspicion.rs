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
mod tests {
    use super::{Counts, Hosts, Opinion, Pace, Reason, Seen, Signs, Suspicion, Text, weigh};

    fn of<'a>(text: &'a Text, change: impl FnOnce(&mut Signs<'a>)) -> Suspicion {
        let mut signs = Signs {
            text,
            has_trap: false,
            took: Some(60_000),
            seen: Seen::default(),
            hosts: match text.doubtful_hosts().next() {
                Some(_) => &Hosts::New,
                None => &Hosts::Known,
            },
            opinion: None,
            standing: 0,
            key: Pace::Calm,
            network: Pace::Calm,
            asked: Pace::Calm,
            new_keys: Pace::Calm,
        };
        change(&mut signs);
        weigh(&signs)
    }

    fn text(body: &str) -> Text {
        Text::of("Ann", None, body, &[])
    }

    fn codes(suspicion: &Suspicion) -> Vec<&'static str> {
        suspicion.reasons().map(Reason::code).collect()
    }

    const PLAIN: &str = "I have read this with pleasure, and will come to the reading hour.";

    #[test]
    fn nothing_is_suspicious_about_a_reader() {
        for (url, body) in [
            (None, PLAIN),
            (None, "Thanks!"),
            (
                None,
                "See https://en.wikipedia.org/wiki/X for what they have written about it.",
            ),
            (Some("https://ann.example"), PLAIN),
        ] {
            let text = Text::of("Ann", url, body, &[]);
            for took in [None, Some(0), Some(60_000)] {
                let suspicion = of(&text, |signs| signs.took = took);
                assert!(suspicion.points() < Suspicion::WORKS, "{body}");
                assert_eq!(suspicion.bits(), 0);
            }
        }
    }

    /// What a stranger who leads to somewhere new is asked for, and what nobody else is.
    #[test]
    fn a_stranger_who_leads_away_is_asked_for_work() {
        let linked = text("It is all explained there: https://a.example");
        let signed = |body| Text::of("Ann", Some("https://a.example"), body, &[]);
        for (text, standing, hosts, points) in [
            (&linked, 0, Hosts::New, 40),
            (&linked, 0, Hosts::Spam("a.example".into()), 90),
            (&linked, 0, Hosts::Disputed, 10),
            (&linked, 0, Hosts::Known, 0),
            (&linked, 1, Hosts::New, 0),
            (&linked, 1, Hosts::Spam("a.example".into()), 35),
            (&signed(PLAIN), 0, Hosts::New, 25),
            (&signed(PLAIN), 0, Hosts::Known, 0),
            (&signed("Great post!"), 0, Hosts::New, 55),
            (&signed("Great post!"), 0, Hosts::Known, 0),
            (&text("Call 0770-0900-123 about it"), 0, Hosts::Known, 25),
            (
                &text("Great post, I enjoyed it! https://a.example"),
                0,
                Hosts::New,
                75,
            ),
        ] {
            let suspicion = of(text, |signs| {
                (signs.standing, signs.hosts) = (standing, &hosts)
            });
            assert_eq!(suspicion.points(), points, "{standing} {hosts:?} {text:?}");
        }
    }

    #[test]
    fn a_host_is_what_comments_with_it_are() {
        let of = |spam, ham, stands| Hosts::of("a.example", Counts { spam, ham }, stands);
        for (hosts, expected) in [
            (of(0, 0, false), Hosts::New),
            (of(0, 0, true), Hosts::Known),
            (of(1, 1, false), Hosts::Known),
            (of(2, 1, false), Hosts::Disputed),
            (of(2, 0, true), Hosts::Disputed),
            (of(1, 0, false), Hosts::Spam("a.example".into())),
        ] {
            assert_eq!(hosts, expected);
        }
        assert!(Hosts::Known < Hosts::Disputed && Hosts::New < of(1, 0, false));
    }

    #[test]
    fn every_hint_has_points_and_words() {
        let plain = text(PLAIN);
        let seen = |same, alike, hosts| Seen { same, alike, hosts };
        for (suspicion, points, code) in [
            (of(&plain, |s| s.has_trap = true), 100, "trap"),
            (of(&plain, |s| s.took = None), 10, "too_quick"),
            (of(&plain, |s| s.took = Some(1_000)), 10, "too_quick"),
            (of(&plain, |s| s.seen = seen(1, 0, 0)), 20, "same_text"),
            (of(&plain, |s| s.seen = seen(0, 1, 0)), 30, "alike_text"),
            (of(&plain, |s| s.key = Pace::Brisk(5)), 15, "key_rate"),
            (
                of(&plain, |s| s.network = Pace::Brisk(5)),
                10,
                "network_rate",
            ),
            (of(&plain, |s| s.asked = Pace::Over(5)), 25, "network"),
            (of(&plain, |s| s.new_keys = Pace::Brisk(5)), 25, "new_keys"),
        ] {
            assert_eq!(suspicion.points(), points, "{code}");
            assert_eq!(codes(&suspicion), [code]);
        }
    }

    #[test]
    fn a_copy_weighs_by_where_it_leads() {
        let linked = |body: &str| text(&format!("{body} https://a.example"));
        let long = "I have read this with pleasure, and will come to the reading hour with my \
            daughter, who likes the stories of the old librarian best.";
        let check = |text: &Text, hosts: &Hosts, same: [u32; 5], alike: [u32; 5]| {
            let ways = [1, 2, 3, 4, 999]
                .into_iter()
                .zip(same.into_iter().zip(alike));
            for (n, (same, alike)) in ways {
                let points = |seen| {
                    let all = of(text, |s| (s.seen, s.hosts) = (seen, hosts));
                    all.points() - of(text, |s| s.hosts = hosts).points()
                };
                let none = Seen::default();
                assert_eq!(points(Seen { same: n, ..none }), same, "{n} {text:?}");
                assert_eq!(points(Seen { alike: n, ..none }), alike, "{n} {text:?}");
            }
        };
        let nowhere = ([20, 30, 40, 45, 45], [30, 35, 40, 45, 45]);
        check(&text(long), &Hosts::Known, nowhere.0, nowhere.1);
        check(&linked(long), &Hosts::Known, nowhere.0, nowhere.1);
        check(
            &linked(long),
            &Hosts::New,
            [60, 75, 85, 85, 85],
            [50, 65, 80, 80, 80],
        );
        check(
            &linked(PLAIN),
            &Hosts::New,
            [60, 75, 85, 85, 85],
            [30, 50, 70, 80, 80],
        );
        let short = "Come to the reading hour!";
        check(
            &text(short),
            &Hosts::Known,
            [10, 20, 30, 40, 40],
            [5, 10, 20, 30, 40],
        );
        check(
            &linked(short),
            &Hosts::New,
            [20, 40, 60, 80, 80],
            [20, 40, 60, 80, 80],
        );
    }

    #[test]
    fn a_copy_with_an_address_is_held() {
        let long = "I have read this with pleasure, and will come to the reading hour with my \
            daughter, who likes the stories of the old librarian best.";
        let signed = Text::of("Ann", Some("https://a.example"), long, &[]);
        for text in [&signed, &text(&format!("{long} https://a.example"))] {
            let copied = |standing| of(text, |s| (s.seen.alike, s.standing) = (1, standing));
            assert!(copied(0).holds());
            assert!(!copied(4).holds());
        }
    }

    #[test]
    fn a_host_that_many_link_to_is_suspicious_unless_it_is_known() {
        let linked = text("It is all explained there: https://a.example");
        for (others, hosts, points) in [
            (0, Hosts::New, 40),
            (1, Hosts::New, 65),
            (2, Hosts::New, 70),
            (9, Hosts::New, 75),
            (9, Hosts::Disputed, 10),
            (9, Hosts::Known, 0),
        ] {
            let suspicion = of(&linked, |s| (s.seen.hosts, s.hosts) = (others, &hosts));
            assert_eq!(suspicion.points(), points, "{others} {hosts:?}");
        }
        let reference = text("It is all explained there: https://en.wikipedia.org/wiki/X");
        assert_eq!(of(&reference, |signs| signs.seen.hosts = 9).points(), 0);
    }

    #[test]
    fn words_and_links_are_looked_at() {
        let floods: String = (0..9).map(|n| format!("https://h{n}.example ")).collect();
        for (body, expected) in [
            (
                "Great! https://a.example",
                &["praise", "stranger", "only_links", "links"][..],
            ),
            (&floods, &["links", "praise", "stranger", "only_links"]),
            (
                "No questions asked: cheap viagra for you at my shop",
                &["advertising"],
            ),
            (
                "It is the best of all vi\u{200B}agr\u{200B}as",
                &["disguised"],
            ),
            ("xkqjv wprtl zzmfgh qwdnbv rtkpls", &["random_text"]),
        ] {
            assert_eq!(codes(&of(&text(body), |_| ())), expected, "{body}");
        }
        assert!(of(&text(&floods), |_| ()).holds());
    }

    #[test]
    fn statistics_speak_for_and_against() {
        let plain = text(PLAIN);
        let signed = Text::of("Ann", Some("https://a.example"), PLAIN, &[]);
        let opinion = |spam| Opinion {
            spam,
            words: vec!["reading".into()],
        };
        for (spam, elsewhere, nowhere) in [
            (0.999, 100, 45),
            (0.97, 75, 25),
            (0.9, 55, 10),
            (0.5, 25, 0),
        ] {
            let opinion = opinion(spam);
            for (text, points) in [(&signed, elsewhere), (&plain, nowhere)] {
                let suspicion = of(text, |signs| signs.opinion = Some(&opinion));
                assert_eq!(suspicion.points(), points, "{spam}");
            }
        }
        for (spam, same, points) in [(0.5, 0, 50), (0.05, 0, 30), (0.001, 0, 20), (0.001, 1, 70)] {
            let opinion = opinion(spam);
            let suspicion = of(&plain, |signs| {
                signs.opinion = Some(&opinion);
                (signs.key, signs.new_keys, signs.network) =
                    (Pace::Brisk(5), Pace::Brisk(5), Pace::Brisk(5));
                signs.seen.same = same;
            });
            assert_eq!(suspicion.points(), points, "{spam}");
        }
    }

    #[test]
    fn who_is_known_is_trusted() {
        let plain = text(PLAIN);
        for (standing, points) in [(0, 50), (1, 25), (4, 10), (400, 10)] {
            let suspicion = of(&plain, |signs| {
                signs.standing = standing;
                (signs.key, signs.new_keys, signs.network) =
                    (Pace::Brisk(5), Pace::Brisk(5), Pace::Brisk(5));
            });
            assert_eq!(suspicion.points(), points, "{standing}");
        }
        let trapped = of(&plain, |s| (s.standing, s.has_trap) = (9, true));
        assert!(trapped.bits() > 0);
    }

    #[test]
    fn the_time_alone_is_no_ground() {
        let suspicion = of(&text(PLAIN), |signs| signs.took = Some(0));
        assert!(suspicion.bits() == 0 && !suspicion.holds());
    }

    #[test]
    fn work_grows_with_the_suspicion() {
        let with = |points| {
            let mut suspicion = Suspicion::default();
            suspicion.add(points, Reason::Trap);
            suspicion
        };
        let mut before = 0;
        for (points, bits) in [
            (0, 0),
            (39, 0),
            (40, 16),
            (49, 16),
            (50, 17),
            (70, 19),
            (80, 20),
            (9_000, 20),
        ] {
            assert_eq!(with(points).bits(), bits, "{points}");
            assert!(bits >= before);
            before = bits;
            assert_eq!(with(points).holds(), points >= Suspicion::HOLDS);
        }
    }

    #[test]
    fn the_weightiest_hint_comes_first() {
        let mut suspicion = Suspicion::default();
        suspicion.add(10, Reason::TooQuick);
        suspicion.add(0, Reason::Policy);
        suspicion.add(30, Reason::OnlyLinks);
        suspicion.add(20, Reason::Disguised);
        assert_eq!(codes(&suspicion), ["only_links", "disguised", "too_quick"]);
        assert_eq!(suspicion.points(), 60);
        suspicion.trust(100);
        assert_eq!(suspicion.points(), 0);
    }
}
