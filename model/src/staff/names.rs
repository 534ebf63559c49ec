//! Whose name is taken: nobody else may look like one of the staff.

use super::look_alike::{Plainer, plainer};
use crate::letters::{is_mark, is_unseen, lower, without_marks};

/// What a name looks like. Two names of one skeleton could be taken for one another: cases are
/// folded, accents, blanks, punctuation and pictures dropped, and each character is the plainest
/// one that it looks like (0 and O, 1 and l and I, `rn` and `m`, Cyrillic, Greek and styled
/// letters and Latin ones).
///
/// A name of nothing but pictures and punctuation is its own skeleton, but for what nobody sees.
#[must_use]
pub fn skeleton(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for c in name.chars().filter(|c| !is_unseen(*c) && !is_mark(*c)) {
        let c = without_marks(c);
        match plainer(c) {
            Plainer::Letters(letters) => letters.chars().for_each(|c| push(&mut plain, c)),
            Plainer::Letter(c) => push(&mut plain, c),
            Plainer::Same if c.is_alphanumeric() => push(&mut plain, lower(c)),
            Plainer::Same => {}
        }
    }
    if plain.is_empty() {
        return name
            .chars()
            .filter(|c| !is_unseen(*c) && !c.is_whitespace())
            .collect();
    }
    plain
}

/// Adds a letter, or makes one of it and the one before it.
fn push(plain: &mut String, c: char) {
    let c = match c {
        '0' => 'o',
        '1' | 'i' => 'l',
        c => c,
    };
    let joined = match (plain.chars().next_back(), c) {
        (Some('r'), 'n') => 'm',
        (Some('v'), 'v') => 'w',
        _ => return plain.push(c),
    };
    plain.pop();
    plain.push(joined);
}

/// Whether a name is that of one of the staff, or looks like it.
#[must_use]
pub fn is_taken(name: &str, staff: &[&str]) -> bool {
    let readings = readings(name);
    staff.iter().any(|own| {
        let own = self::readings(own);
        readings.iter().zip(&own).any(|(name, own)| name == own)
    })
}

/// The skeletons of what a name shows, of what it says, and of what it says without its symbols: a
/// Greek or a Cyrillic letter can look like another Latin one in the other case, and `|` or `©` can
/// stand for a letter or be mere ornament.
fn readings(name: &str) -> [String; 3] {
    let small = name.to_lowercase();
    let plain: String = small
        .chars()
        .filter(|c| c.is_alphanumeric() || is_mark(*c))
        .collect();
    let plain = if plain.is_empty() { &small } else { &plain };
    [skeleton(name), skeleton(&small), skeleton(plain)]
}

#[cfg(test)]
mod tests {
    use super::{is_taken, skeleton};

    #[test]
    fn the_names_of_staff_are_taken() {
        for (own, spoofs) in [
            (
                "Ada Lovelace",
                &[
                    "Ada Lovelace",
                    "ada lovelace",
                    "ADA LOVELACE",
                    "AdaLovelace",
                    " A d a  L o v e l a c e ",
                    "Ada-Lovelace",
                    "Ada_Lovelace.",
                    "“Ada Lovelace”",
                    "★ Ada Lovelace ★",
                    "Ada Lovelace ✓",
                    "Ada Lovelace ✔\u{FE0F}",
                    "Ada Lovelace 👑",
                    "Adа Lovelace",
                    "Аdа Lоvеlасе",
                    "Αda Lοvelace",
                    "Ada L0velace",
                    "Ada Love1ace",
                    "Ada LoveIace",
                    "Ada |ovelace",
                    "Ada Ιovelace",
                    "Ada Ӏovelace",
                    "Ada Love\u{200B}lace",
                    "Ada Love\u{AD}lace",
                    "Ada\u{2060}Lovelace",
                    "\u{202E}Ada Lovelace",
                    "\u{2066}Ada\u{2069} Lovelace\u{200F}",
                    "Ada Love\u{E0041}lace",
                    "Àdá Lövelãcê",
                    "A\u{301}da Lovelac\u{327}e",
                    "A\u{336}d\u{336}a\u{336} L\u{336}ovelace",
                    "Ａｄａ　Ｌｏｖｅｌａｃｅ",
                    "𝐀𝐝𝐚 𝐋𝐨𝐯𝐞𝐥𝐚𝐜𝐞",
                    "𝓐𝓭𝓪 𝓛𝓸𝓿𝓮𝓵𝓪𝓬𝓮",
                    "𝕬𝖉𝖆 𝕷𝖔𝖛𝖊𝖑𝖆𝖈𝖊",
                    "𝔸𝕕𝕒 𝕃𝕠𝕧𝕖𝕝𝕒𝕔𝕖",
                    "𝙰𝚍𝚊 𝙻𝚘𝚟𝚎𝚕𝚊𝚌𝚎",
                    "Ⓐⓓⓐ Ⓛⓞⓥⓔⓛⓐⓒⓔ",
                    "🄰🄳🄰 🄻🄾🅅🄴🄻🄰🄲🄴",
                    "🅐🅓🅐 🅛🅞🅥🅔🅛🅐🅒🅔",
                    "🇦🇩🇦 lovelace",
                    "ᴀᴅᴀ ʟᴏᴠᴇʟᴀᴄᴇ",
                    "ᵃᵈᵃ ˡᵒᵛᵉˡᵃᶜᵉ",
                    "ꓮꓓꓮ ꓡꓳꓦꓰꓡꓮꓚꓰ",
                    "@da Lovelace",
                    "Ada Łøvelace",
                    "Ada Loνelace",
                    "Ada Loⅴelaⅽe",
                    "|Ada Lovelace|",
                    "○ Ada Lovelace ○",
                    "Ada Lovelace™ ®",
                    "¡Ada Lovelace!",
                    "Ada Lovelace 🇫🇷",
                ][..],
            ),
            (
                "Morten",
                &[
                    "rnorten",
                    "Rnorten",
                    "MORTEN",
                    "Мorten",
                    "Μοrtеn",
                    "r\u{200B}norten",
                    "r.norten",
                    "M0rten",
                    "ṃorten",
                    "ⅿorten",
                    "Moгten",
                    "Mortεn",
                ],
            ),
            (
                "Will",
                &[
                    "VVill", "vvill", "W1ll", "WiII", "WlLL", "Ѡill", "Ԝіӏӏ", "Ŵill",
                ],
            ),
            ("Bob", &["B0B", "Воb", "вob", "Ьob", "BΟΒ", "b೦b", "B○b"]),
            ("Sam 1", &["Ѕаm I", "$am l", "sam １", "Sam 𝟏"]),
            ("Eve", &["Ενe", "Еvе", "℮ve", "ℰve", "ÈVÉ"]),
            ("Γιώργος", &["ΓΙΩΡΓΟΣ", "γιωργος", "Γιωργος", "Γιώργος!"]),
            ("Νίκη", &["ΝΙΚΗ", "νίκη", "Νικη"]),
            ("Анна", &["АННА", "анна", "AHHA", "Aнна", "Ан-на"]),
            ("Юрий", &["ЮРИЙ", "юрии", "Юри\u{438}\u{306}"]),
            ("José", &["Jose", "JOSE\u{301}", "Јosé"]),
            ("Jörg Weiß", &["Jorg Weiss", "JÖRG WEISS"]),
            ("Zoë Æsc", &["Zoe Aesc", "ZOË ÆSC"]),
            ("王小明", &["王小明", "王 小明", "王·小明"]),
            ("ニコ", &["二コ"]),
            ("דוד", &["דָּוִד", "\u{200F}דוד"]),
            ("🦊", &["🦊", " 🦊\u{FE0F}"]),
        ] {
            for spoof in spoofs {
                assert!(
                    is_taken(spoof, &["Somebody Else", own]),
                    "{spoof} is not {own}: {} {}",
                    skeleton(spoof),
                    skeleton(own)
                );
            }
        }
    }

    #[test]
    fn other_names_are_free() {
        let staff = [
            "Ada Lovelace",
            "Morten",
            "Will",
            "Anna",
            "Анна",
            "Γιώργος",
            "王小明",
            "Sam 1",
            "Clara",
            "🦊",
        ];
        for name in [
            "Ada",
            "Lovelace",
            "Adam",
            "Ada Lovelaces",
            "Ada Lovelace Fan",
            "Ada L.",
            "Lovelace Ada",
            "Martin",
            "Morton",
            "Mortan",
            "Norten",
            "Bill",
            "Willa",
            "William",
            "Wil",
            "Hanna",
            "Annie",
            "Ann",
            "Инна",
            "Жанна",
            "Γιάννης",
            "王小月",
            "王明",
            "小明",
            "Sam",
            "Sam 2",
            "Sam 11",
            "Dara",
            "Carla",
            "Administrator",
            "Moderator",
            "Admin",
            "Owner",
            "Anonymous",
            "Müller",
            "O’Neill",
            "Jean-Luc",
            "María José",
            "محمد",
            "דוד",
            "田中",
            "김철수",
            "สมชาย",
            "राम",
            "🐺",
            "!!!",
            "42",
            "x",
        ] {
            assert!(!is_taken(name, &staff), "{name}: {}", skeleton(name));
            assert!(!is_taken(name, &[]), "{name}");
        }
    }

    #[test]
    fn a_role_is_taken_where_it_is_a_name() {
        assert!(is_taken("Adrnin", &["Admin"]));
        assert!(is_taken("М0derat0r", &["Moderator"]));
    }

    #[test]
    fn skeletons_stay_what_they_are() {
        for name in ["Ada Lovelace", "rn vv", "Юрий", "0ǅ", "🦊 x", "ŵill", "王"] {
            let once = skeleton(name);
            assert_eq!(skeleton(&once), once, "{name}");
        }
    }
}
