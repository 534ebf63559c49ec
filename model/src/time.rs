//! Times as the product stores them, and as its answers write them.

/// Milliseconds since the beginning of 1970, UTC.
pub type Millis = u64;

/// The last second of the year 9999: RFC 3339 has four digits for a year.
#[cfg(feature = "server")]
const LAST: Millis = 253_402_300_799_999;

/// Writes a time as RFC 3339 in UTC, to the second: `2026-11-23T15:00:00Z`.
#[cfg(feature = "server")]
#[must_use]
pub fn rfc3339(ms: Millis) -> String {
    let seconds = ms.min(LAST) / 1_000;
    let (year, month, day) = civil(seconds / 86_400);
    let (hour, minute, second) = (seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// Writes a time as RFC 5322 has it in mail, in UTC: `Tue, 14 Nov 2023 22:13:20 +0000`.
#[cfg(feature = "server")]
#[must_use]
pub fn rfc5322(ms: Millis) -> String {
    const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let seconds = ms.min(LAST) / 1_000;
    let (year, month, day) = civil(seconds / 86_400);
    let (hour, minute, second) = (seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60);
    let named = |names: &[&'static str], at: u64| {
        let at = usize::try_from(at).unwrap_or_default();
        names.get(at).copied().unwrap_or_default()
    };
    // The first day of 1970 was a Thursday.
    let week_day = named(&DAYS, seconds / 86_400 % 7);
    let month = named(&MONTHS, month - 1);
    format!("{week_day}, {day:02} {month} {year:04} {hour:02}:{minute:02}:{second:02} +0000")
}

/// Year, month and day of a number of days since 1970-01-01 in the Gregorian calendar.
///
/// The year is counted from March, so that the leap day comes last: then the days before a month
/// are `(153 * m + 2) / 5` without any table.
#[cfg(feature = "server")]
fn civil(days: u64) -> (u64, u64, u64) {
    const DAYS_TO_MARCH_OF_YEAR_0: u64 = 719_468;
    const DAYS_OF_400_YEARS: u64 = 146_097;
    let days = days + DAYS_TO_MARCH_OF_YEAR_0;
    let (era, of_era) = (days / DAYS_OF_400_YEARS, days % DAYS_OF_400_YEARS);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (month, carried) = if month < 10 {
        (month + 3, 0)
    } else {
        (month - 9, 1)
    };
    (era * 400 + year + carried, month, day)
}

#[cfg(all(test, feature = "server"))]
mod tests {
    use super::{LAST, rfc3339, rfc5322};

    #[test]
    fn writes_utc_to_the_second() {
        for (seconds, expected) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_399, "2000-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (951_868_800, "2000-03-01T00:00:00Z"),
            (1_078_012_800, "2004-02-29T00:00:00Z"),
            (1_252_454_400, "2009-09-09T00:00:00Z"),
            (1_798_761_599, "2026-12-31T23:59:59Z"),
            (1_798_761_600, "2027-01-01T00:00:00Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
            (253_402_300_799, "9999-12-31T23:59:59Z"),
        ] {
            assert_eq!(rfc3339(seconds * 1_000 + 999), expected);
        }
    }

    #[test]
    fn writes_what_mail_has() {
        for (seconds, expected) in [
            (0, "Thu, 01 Jan 1970 00:00:00 +0000"),
            (951_782_400, "Tue, 29 Feb 2000 00:00:00 +0000"),
            (1_700_000_000, "Tue, 14 Nov 2023 22:13:20 +0000"),
            (1_798_761_599, "Thu, 31 Dec 2026 23:59:59 +0000"),
        ] {
            assert_eq!(rfc5322(seconds * 1_000 + 999), expected);
        }
    }

    #[test]
    fn stays_four_digits_for_any_number() {
        assert_eq!(rfc3339(u64::MAX), rfc3339(LAST));
    }

    /// Walks every day of eight centuries and counts by hand.
    #[test]
    fn agrees_with_a_calendar_that_counts_days() {
        let (mut year, mut month, mut day) = (1970_u64, 1_u64, 1_u64);
        for days in 0..300_000_u64 {
            assert_eq!(super::civil(days), (year, month, day));
            let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            let length = match month {
                2 if leap => 29,
                2 => 28,
                4 | 6 | 9 | 11 => 30,
                _ => 31,
            };
            day += 1;
            if day > length {
                (month, day) = (month + 1, 1);
            }
            if month > 12 {
                (year, month) = (year + 1, 1);
            }
        }
    }
}
