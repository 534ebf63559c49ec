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
