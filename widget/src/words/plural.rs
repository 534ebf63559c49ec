//! Which plural form a count takes, after the CLDR's cardinal rules for whole numbers.
//! A message's forms stand in the order of the categories zero, one, two, few, many, other, as
//! far as its language has them. The build reads this file, too.

/// The languages whose rules are known.
#[allow(dead_code, reason = "read by the build")]
pub const LANGUAGES: [&str; 12] = [
    "ar", "de", "en", "es", "fr", "he", "it", "ja", "nl", "pl", "pt-BR", "zh",
];

/// How many forms a message has in a language.
#[allow(dead_code, reason = "read by the build")]
pub fn forms(language: &str) -> usize {
    match language {
        "ar" => 6,
        "pl" | "he" => 3,
        "ja" | "zh" => 1,
        _ => 2,
    }
}

/// The place of a count's form. (Romance languages have a form for millions, which a count of
/// comments takes as the other one here.)
pub fn form(language: &str, count: u32) -> usize {
    let (ten, hundred) = (count % 10, count % 100);
    match language {
        "ar" => match count {
            0..=2 => count as usize,
            _ if (3..=10).contains(&hundred) => 3,
            _ if hundred >= 11 => 4,
            _ => 5,
        },
        "pl" if count == 1 => 0,
        "pl" if (2..=4).contains(&ten) && !(12..=14).contains(&hundred) => 1,
        "pl" => 2,
        "he" => match count {
            1 => 0,
            2 => 1,
            _ => 2,
        },
        "ja" | "zh" => 0,
        "fr" | "pt-BR" => usize::from(count > 1),
        _ => usize::from(count != 1),
    }
}

#[allow(dead_code, reason = "the build fills in nothing")]
/// The form of a message for a count, its `{count}` filled in.
pub fn counted(language: &str, message: &str, count: u32) -> String {
    let form = message.split('|').nth(form(language, count));
    form.unwrap_or_default()
        .replace("{count}", &count.to_string())
}
