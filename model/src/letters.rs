//! What rules about words and names have to know of letters: which marks a letter can carry, and
//! what of a text nobody sees.

use crate::field::{is_filler, turns_direction};

/// Combining marks, each with the small letters that Unicode has ready-made with it: a letter, and
/// that letter with the mark (canonical decompositions of the Latin, Greek and Cyrillic blocks).
const MARKED: &[(char, &str)] = &[
    ('\u{300}', "aàeèiìoòuùüǜnǹēḕōṑwẁâầăằêềôồơờưừyỳеѐиѝ"),
    (
        '\u{301}',
        "aáeéiíoóuúyýcćlĺnńrŕsśzźüǘgǵåǻæǽøǿçḉēḗïḯkḱmḿõṍōṓpṕũṹwẃâấăắêếôốơớưứϊΐαάεέηήιίϋΰοόυύωώϒϓгѓкќ",
    ),
    ('\u{302}', "aâeêiîoôuûcĉgĝhĥjĵsŝwŵyŷzẑạậẹệọộ"),
    ('\u{303}', "aãnñoõiĩuũvṽâẫăẵeẽêễôỗơỡưữyỹ"),
    ('\u{304}', "aāeēiīoōuūüǖäǟȧǡæǣǫǭöȫõȭȯȱyȳgḡḷḹṛṝиӣуӯ"),
    ('\u{306}', "aăeĕgğiĭoŏuŭȩḝạặийуўжӂаӑеӗ"),
    ('\u{307}', "cċeėgġzżaȧoȯbḃdḋfḟhḣmṁnṅpṗrṙsṡśṥšṧṣṩtṫwẇxẋyẏſẛ"),
    (
        '\u{308}',
        "aäeëiïoöuüyÿhḧõṏūṻwẅxẍtẗιϊυϋϒϔеёіїаӓәӛжӝзӟиӥоӧөӫэӭуӱчӵыӹ",
    ),
    ('\u{309}', "aảâẩăẳeẻêểiỉoỏôổơởuủưửyỷ"),
    ('\u{30A}', "aåuůwẘyẙ"),
    ('\u{30B}', "oőuűуӳ"),
    ('\u{30C}', "cčdďeělľnňrřsštťzžaǎiǐoǒuǔüǚgǧkǩʒǯjǰhȟ"),
    ('\u{30F}', "aȁeȅiȉoȍrȑuȕѵѷ"),
    ('\u{311}', "aȃeȇiȋoȏrȓuȗ"),
    ('\u{31B}', "oơuư"),
    ('\u{323}', "bḅdḍhḥkḳlḷmṃnṇrṛsṣtṭvṿwẉzẓaạeẹiịoọơợuụưựyỵ"),
    ('\u{324}', "uṳ"),
    ('\u{325}', "aḁ"),
    ('\u{326}', "sștț"),
    ('\u{327}', "cçgģkķlļnņrŗsştţeȩdḑhḩ"),
    ('\u{328}', "aąeęiįuųoǫ"),
    ('\u{32D}', "dḓeḙlḽnṋtṱuṷ"),
    ('\u{32E}', "hḫ"),
    ('\u{330}', "eḛiḭuṵ"),
    ('\u{331}', "bḇdḏkḵlḻnṉrṟtṯzẕhẖ"),
];

/// The one character for a small letter with a mark, where there is one: `e` and U+0301 are `é`.
#[must_use]
pub fn with_mark(letter: char, mark: char) -> Option<char> {
    let (_, letters) = MARKED.iter().find(|(known, _)| *known == mark)?;
    pairs(letters).find_map(|(plain, marked)| (plain == letter).then_some(marked))
}

/// A letter without its marks, in its own case: `e` of `é`, `Ε` of `Έ`.
#[must_use]
pub fn without_marks(letter: char) -> char {
    if letter.is_ascii() {
        return letter;
    }
    let small = lower(letter);
    let mut plain = small;
    // A letter carries two marks at most that are not in the table together.
    while let Some(next) = MARKED
        .iter()
        .flat_map(|(_, letters)| pairs(letters))
        .find_map(|(next, marked)| (marked == plain).then_some(next))
    {
        plain = next;
    }
    if plain == small {
        letter
    } else if small == letter {
        plain
    } else {
        plain.to_uppercase().next().unwrap_or(plain)
    }
}

fn pairs(letters: &str) -> impl Iterator<Item = (char, char)> + '_ {
    letters.chars().zip(letters.chars().skip(1)).step_by(2)
}

/// The small form of a character where that is one character; else the character itself.
#[must_use]
pub fn lower(c: char) -> char {
    let mut small = c.to_lowercase();
    match (small.next(), small.next()) {
        (Some(small), None) => small,
        _ => c,
    }
}

/// Whether a character is a mark on the one before it that a word can be written without: an
/// accent, a Hebrew point, an Arabic vowel sign.
#[must_use]
pub fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{0300}'..='\u{036F}'
            | '\u{0483}'..='\u{0489}'
            | '\u{0591}'..='\u{05BD}'
            | '\u{05BF}'
            | '\u{05C1}'..='\u{05C2}'
            | '\u{05C4}'..='\u{05C5}'
            | '\u{0610}'..='\u{061A}'
            | '\u{064B}'..='\u{065F}'
            | '\u{0670}'
            | '\u{06D6}'..='\u{06DC}'
            | '\u{1AB0}'..='\u{1AFF}'
            | '\u{1DC0}'..='\u{1DFF}'
            | '\u{20D0}'..='\u{20F0}'
            | '\u{FE20}'..='\u{FE2F}'
    )
}

/// Whether a character leaves the word around it as it looks: it has no width, or, like the Arabic
/// stretch, only draws the word out.
#[must_use]
pub fn is_unseen(c: char) -> bool {
    is_filler(c)
        || turns_direction(c)
        || matches!(
            c,
            '\u{034F}'
                | '\u{061C}'
                | '\u{0640}'
                | '\u{17B4}'..='\u{17B5}'
                | '\u{180B}'..='\u{180F}'
                | '\u{200C}'..='\u{200F}'
                | '\u{206A}'..='\u{206F}'
                | '\u{FE00}'..='\u{FE0F}'
                | '\u{E0000}'..='\u{E0FFF}'
        )
}

#[cfg(test)]
mod tests {
    use super::{MARKED, pairs, with_mark, without_marks};

    #[test]
    fn puts_a_mark_on_a_letter() {
        for (letter, mark, expected) in [
            ('e', '\u{301}', Some('é')),
            ('и', '\u{306}', Some('й')),
            ('α', '\u{301}', Some('ά')),
            ('ạ', '\u{302}', Some('ậ')),
            ('v', '\u{337}', None),
            ('q', '\u{301}', None),
            ('é', 'e', None),
        ] {
            assert_eq!(with_mark(letter, mark), expected, "{letter}");
        }
    }

    #[test]
    fn takes_marks_off() {
        for (letter, expected) in [
            ('e', 'e'),
            ('é', 'e'),
            ('É', 'E'),
            ('ậ', 'a'),
            ('Ậ', 'A'),
            ('ǖ', 'u'),
            ('Ή', 'Η'),
            ('ή', 'η'),
            ('Й', 'И'),
            ('ї', 'і'),
            ('ß', 'ß'),
            ('王', '王'),
        ] {
            assert_eq!(without_marks(letter), expected, "{letter}");
        }
    }

    #[test]
    fn the_table_is_whole() {
        for (mark, letters) in MARKED {
            assert_eq!(letters.chars().count() % 2, 0, "{mark:?}");
            for (plain, marked) in pairs(letters) {
                assert_eq!(with_mark(plain, *mark), Some(marked));
                assert_ne!(without_marks(marked), marked);
            }
        }
    }
}
