//! What robots make of readers' own comments, so that they do not look like copies.

use super::Dice;

/// Words that stand for others in almost any place, and say something.
const OTHERS: [&str; 40] = [
    "garden",
    "quickly",
    "river",
    "modern",
    "honest",
    "surely",
    "morning",
    "window",
    "carefully",
    "village",
    "useful",
    "machine",
    "several",
    "picture",
    "wooden",
    "market",
    "family",
    "nearly",
    "country",
    "simple",
    "letter",
    "quiet",
    "summer",
    "doctor",
    "street",
    "perhaps",
    "evening",
    "strange",
    "corner",
    "teacher",
    "winter",
    "early",
    "coffee",
    "small",
    "music",
    "happy",
    "number",
    "paper",
    "kitchen",
    "young",
];

/// Words that mean the same.
const SYNONYMS: [(&str, &str); 24] = [
    ("the", "this"),
    ("is", "was"),
    ("a", "one"),
    ("and", "plus"),
    ("but", "though"),
    ("we", "they"),
    ("my", "our"),
    ("loves", "adores"),
    ("kind", "nice"),
    ("read", "studied"),
    ("reading", "study"),
    ("old", "ancient"),
    ("new", "recent"),
    ("quiet", "calm"),
    ("staff", "personnel"),
    ("children", "kids"),
    ("little", "small"),
    ("never", "seldom"),
    ("noticed", "saw"),
    ("laughed", "giggled"),
    ("worse", "poorer"),
    ("week", "month"),
    ("same", "similar"),
    ("second", "other"),
];

/// A comment that was there already, with words changed in one of many ways.
pub fn reworded(dice: &mut Dice, at: u64, stolen: &[(u64, String)]) -> String {
    let there: Vec<&String> = stolen
        .iter()
        .filter(|(when, body)| *when < at && body.len() > 60 && !body.contains("://"))
        .map(|(_, body)| body)
        .collect();
    let Some(last) = there.len().checked_sub(1) else {
        return "I read this twice and still wonder who wrote the second half of it.".to_owned();
    };
    let body = there[dice.below(last + 1)].replace("> ", "");
    let words: Vec<&str> = body.split_whitespace().collect();
    let changed = 10 + dice.below(26);
    let words: Vec<String> = match dice.below(5) {
        // Some words are others.
        0 => each(dice, &words, changed, |dice, _| {
            vec![dice.pick(&OTHERS).to_owned()]
        }),
        // Some are gone.
        1 => each(dice, &words, changed, |_, _| vec![]),
        // Something stands between them.
        2 => each(dice, &words, changed, |dice, word| {
            vec![word.to_owned(), dice.pick(&OTHERS).to_owned()]
        }),
        // They have other endings.
        3 => each(dice, &words, changed, |dice, word| {
            vec![format!("{word}{}", dice.pick(&["s", "ly", "ing", "e"]))]
        }),
        // Whatever has a synonym has it now, and some words more are others.
        _ => {
            let synonyms: Vec<&str> = words
                .iter()
                .map(|word| {
                    let found = SYNONYMS.iter().find(|(from, _)| from == word);
                    found.map_or(*word, |(_, to)| *to)
                })
                .collect();
            each(dice, &synonyms, changed / 2, |dice, _| {
                vec![dice.pick(&OTHERS).to_owned()]
            })
        }
    };
    match dice.below(4) {
        0 => format!(
            "{} {}",
            dice.pick(&["Hello!", "So true.", "Hi all,"]),
            words.join(" ")
        ),
        1 => format!(
            "{} {}",
            words.join(" "),
            dice.pick(&["Cheers", "Bye!", "More here."])
        ),
        _ => words.join(" "),
    }
}

fn each(
    dice: &mut Dice,
    words: &[&str],
    percent: usize,
    change: impl Fn(&mut Dice, &str) -> Vec<String>,
) -> Vec<String> {
    let all = words.iter().map(|word| match dice.percent(percent) {
        true => change(dice, word),
        false => vec![(*word).to_owned()],
    });
    all.flatten().collect()
}
