//! Moments as exports write them.

use chrono::{NaiveDate, NaiveTime};
use postil_model::time::Millis;

/// Reads a date and a time of day: `2009-09-18 14:02:11`, `2009-09-18T14:02:11Z`,
/// `2009-09-18T14:02:11.250+02:00` (RFC 3339, and what databases make of it). Without a zone it is
/// taken as UTC. Nothing of what is no moment from 1970 to 9999, such as the
/// `0000-00-00 00:00:00` that databases write for "unknown".
#[must_use]
pub fn read(text: &str) -> Option<Millis> {
    let text = text.trim();
    let (date, rest) = text.split_once([' ', 'T', 't'])?;
    let [year, month, day] = numbers(date, '-')?;
    let zone = rest.find(['Z', 'z', '+', '-', ' ']);
    let (time, zone) = rest.split_at(zone.unwrap_or(rest.len()));
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let [hour, minute, second] = numbers(time, ':').or_else(|| {
        let [hour, minute] = numbers(time, ':')?;
        Some([hour, minute, 0])
    })?;
    let in_bounds = hour < 24 && minute < 60 && second <= 60;
    let year = i32::try_from(year)
        .ok()
        .filter(|year| (1970..=9999).contains(year))?;
    let midnight = NaiveDate::from_ymd_opt(year, month, day)
        .filter(|_| in_bounds)?
        .and_time(NaiveTime::MIN);
    // A leap second is the one after it.
    let seconds = midnight.and_utc().timestamp() + i64::from(hour * 3_600 + minute * 60 + second);
    let millis = (seconds - offset(zone.trim())?).checked_mul(1_000)? + thousandths(fraction)?;
    u64::try_from(millis).ok()
}

/// Reads seconds since the beginning of 1970, with or without a fraction.
#[must_use]
pub fn from_seconds(seconds: f64) -> Option<Millis> {
    /// The last second of the year 9999.
    const LAST: f64 = 253_402_300_799.0;
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the bounds are checked"
    )]
    (seconds > 0.0 && seconds <= LAST).then_some((seconds * 1_000.0) as Millis)
}

/// So many numbers of digits alone, with a character between them.
fn numbers<const N: usize>(text: &str, between: char) -> Option<[u32; N]> {
    let mut parts = text.split(between);
    let mut found = [0; N];
    for number in &mut found {
        let part = parts.next().filter(|part| (1..=4).contains(&part.len()))?;
        *number = part
            .bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| part.parse().ok())??;
    }
    parts.next().is_none().then_some(found)
}

/// How many thousandths of a second the digits after the point are.
fn thousandths(digits: &str) -> Option<i64> {
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let three: String = digits.chars().chain("00".chars()).take(3).collect();
    is_number.then(|| three.parse().ok())?
}

/// How many seconds a zone is ahead of UTC: nothing, `Z`, `UTC`, `+02:00`, `-0430`, `+02`.
fn offset(zone: &str) -> Option<i64> {
    if zone.is_empty() || zone.eq_ignore_ascii_case("z") || zone.eq_ignore_ascii_case("utc") {
        return Some(0);
    }
    let (sign, rest) = match (zone.strip_prefix('+'), zone.strip_prefix('-')) {
        (Some(rest), _) => (1, rest),
        (_, Some(rest)) => (-1, rest),
        _ => return None,
    };
    let digits: String = rest.chars().filter(|c| *c != ':').collect();
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    let minutes = match (is_number, digits.len()) {
        (true, 2) => digits.parse::<i64>().ok()? * 60,
        (true, 4) => {
            digits.get(..2)?.parse::<i64>().ok()? * 60 + digits.get(2..)?.parse::<i64>().ok()?
        }
        _ => return None,
    };
    Some(sign * minutes * 60)
}

#[cfg(test)]
mod tests {
    use super::{from_seconds, read};
    use postil_model::time::rfc3339;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(read(text).map(rfc3339).as_deref(), expected, "{text}");
    }

    #[test]
    fn reads_what_exports_write() {
        check("2009-09-18 14:02:11", Some("2009-09-18T14:02:11Z"));
        check(" 2009-09-18T14:02:11Z\n", Some("2009-09-18T14:02:11Z"));
        check("2021-10-28 20:50:15 +0800", Some("2021-10-28T12:50:15Z"));
        check(
            "2021-10-28T20:50:15.999999-04:30",
            Some("2021-10-29T01:20:15Z"),
        );
        check("2000-02-29T23:59:60+00", Some("2000-03-01T00:00:00Z"));
        check("1970-01-01 00:00", Some("1970-01-01T00:00:00Z"));
        check("9999-12-31 23:59:59 UTC", Some("9999-12-31T23:59:59Z"));
        assert_eq!(read("2009-09-18T14:02:11.25Z").unwrap() % 1_000, 250);
    }

    #[test]
    fn makes_nothing_of_what_is_no_moment() {
        for text in [
            "",
            "yesterday",
            "0000-00-00 00:00:00",
            "2009-13-01 00:00:00",
            "2009-02-29 00:00:00",
            "2009-09-18",
            "2009-09-18 24:00:00",
            "2009-09-18 14:02:11 CEST",
            "1969-12-31 23:59:59",
            "1970-01-01 00:00:00 +01:00",
            "20009-01-01 00:00:00",
            "2009-09-18 1４:02:11",
            "2009-09-18T14:02:11.é",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn reads_seconds() {
        assert_eq!(from_seconds(1_252_454_400.25), Some(1_252_454_400_250));
        for no in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e18] {
            assert_eq!(from_seconds(no), None, "{no}");
        }
    }
}
