//! Characters that look like Latin letters.
//!
//! The idea is that of Unicode's UTS 39, section 4; the table is our own and short: the scripts and
//! styles in which a name is commonly forged. Greek and Cyrillic letters stand for what they look
//! like in the case they are written in.

use crate::letters::lower;

/// Plain letters and digits, each with what looks like it in both cases alike or in its own.
const LOOK_ALIKES: &[(char, &str)] = &[
    ('a', "αΑаАɑᴀᎪꓮᵃᴬₐªⱥȺ@∀"),
    ('b', "βΒвВьЬЪъƅᴃʙᏼᏴꓐᵇᴮƀɓƁ♭"),
    ('c', "сСϲϹᴄᏟꓚⅽⅭℂℭᶜȼȻ¢©ҫҪↄⲥⲤ"),
    ('d', "ԁԀᴅᎠꓓⅾⅮⅆⅅᵈᴰđĐɖɗƉƊð"),
    ('e', "еЕΕεɛҽҼᴇᎬꓰℯℰⅇᵉᴱₑɇɆ℮єЄ"),
    ('f', "ꜰꓝℱᶠƒƑϝϜẝ"),
    ('g', "ɡɢԍԌցᎶᏀꓖℊᵍᴳǥǤɠƓ"),
    ('h', "һҺнНΗհʜᎻꓧℎℋℌℍᏂʰᴴₕħĦɦⲏⲎ"),
    ('i', "ıіІιΙɩɪᎥꓲℐℑⅈⅰⅠᵢⁱᴵɨƗ"),
    ('j', "јЈϳͿյᴊᎫꓙⅉʲᴶⱼɉɈȷ"),
    ('k', "κΚкКᴋᏦꓗᵏᴷₖƙƘҝҜқҚⲕⲔ"),
    ('l', "ӏӀʟᏞꓡℓℒⅼⅬˡᴸₗłŁƚȽ|ǀ∣׀Լլ"),
    ('m', "мМΜᴍᎷꓟⅿⅯℳᵐᴹₘɱⲘⲙ"),
    ('n', "ηΝпПոռɴꓠℕⁿᴺₙŋŊɲƝⲚⲛ"),
    ('o', "οΟоОσөӨօՕᴏꓳℴᵒᴼₒºøØɵƟθΘ०০੦૦୦௦౦೦൦๐໐၀○◯〇ⲟⲞ°"),
    ('p', "ρΡрРᴘᏢꓑℙᵖᴾₚƥƤþÞⲣⲢ"),
    ('q', "ԛԚզℚɋɊ"),
    ('r', "гГʀᎡᏒꓣℛℜℝʳᴿᵣɍɌɼᴦ®"),
    ('s', "ѕЅꜱᏚꓢˢₛʂՏ$§ƽƼ"),
    ('t', "τΤтТᴛᎢꓔᵗᵀₜŧŦƭƬʈҭҬⲦⲧ"),
    ('u', "υսՍᴜꓴᵘᵁᵤʋμµцЦ"),
    ('v', "νѵѴᴠᏙꓦⅴⅤᵛⱽᵥ∨"),
    ('w', "ωшШԝԜᴡᎳꓪʷᵂɯաѡѠ"),
    ('x', "χΧхХꓫⅹⅩˣₓ×ҳҲⲭⲬ"),
    ('y', "γуУΥϒүҮʏᎩꓬʸƴƳỿ¥ұҰⲨ"),
    ('z', "ΖᴢᏃꓜℤℨᶻƶƵʐⲌⲍ"),
    ('3', "зЗӡӠʒƷЭэ"),
    ('6', "бБ"),
    ('4', "чЧᏎ"),
    ('口', "ロ"),
    ('力', "カ"),
    ('二', "ニ"),
    ('八', "ハ"),
    ('工', "エ"),
    ('夕', "タ"),
    ('卜', "ト"),
    ('一', "ー"),
    ('へ', "ヘ"),
];

/// Characters that look like several letters.
const SEVERAL: &[(char, &str)] = &[
    ('æ', "ae"),
    ('Æ', "ae"),
    ('œ', "oe"),
    ('Œ', "oe"),
    ('ĳ', "ij"),
    ('Ĳ', "ij"),
    ('ß', "ss"),
    ('ẞ', "ss"),
    ('ŀ', "l"),
    ('ſ', "s"),
    ('ﬀ', "ff"),
    ('ﬁ', "fi"),
    ('ﬂ', "fl"),
    ('ﬃ', "ffi"),
    ('ﬄ', "ffl"),
    ('ﬅ', "st"),
    ('ﬆ', "st"),
    ('ⅱ', "ii"),
    ('Ⅱ', "ii"),
    ('ⅲ', "iii"),
    ('Ⅲ', "iii"),
    ('ⅳ', "iv"),
    ('Ⅳ', "iv"),
    ('ⅵ', "vi"),
    ('Ⅵ', "vi"),
    ('ⅸ', "ix"),
    ('Ⅸ', "ix"),
    ('ⅺ', "xi"),
    ('Ⅺ', "xi"),
    ('ǆ', "dz"),
    ('ǉ', "lj"),
    ('ǌ', "nj"),
    ('ю', "io"),
    ('Ю', "io"),
    ('ы', "bi"),
    ('Ы', "bi"),
    ('™', "tm"),
    ('№', "no"),
];

/// Styles of the whole alphabet: from which character on, and with how many of its letters.
const ALPHABETS: &[(u32, u32)] = &[
    (0xFF21, 26),
    (0xFF41, 26),
    (0x249C, 26),
    (0x24B6, 26),
    (0x24D0, 26),
    // Thirteen mathematical styles, each of both cases.
    (0x1D400, 676),
    (0x1F110, 26),
    (0x1F130, 26),
    (0x1F150, 26),
    (0x1F170, 26),
    // What flags are made of.
    (0x1F1E6, 26),
];

/// Styles of the ten digits, likewise.
const DIGITS: &[(u32, u32)] = &[(0xFF10, 10), (0x1D7CE, 50), (0x1FBF0, 10)];

/// What a character looks like.
pub enum Plainer {
    /// Nothing but itself.
    Same,
    /// A letter or a digit.
    Letter(char),
    /// Several letters.
    Letters(&'static str),
}

/// What a character looks like in the case it is written in, else in the small one.
pub fn plainer(c: char) -> Plainer {
    if c.is_ascii_alphanumeric() {
        return Plainer::Same;
    }
    find(c).or_else(|| find(lower(c))).unwrap_or(Plainer::Same)
}

fn find(c: char) -> Option<Plainer> {
    if let Some((_, letters)) = SEVERAL.iter().find(|(known, _)| *known == c) {
        return Some(Plainer::Letters(letters));
    }
    LOOK_ALIKES
        .iter()
        .find(|(_, alike)| alike.contains(c))
        .map(|(plain, _)| *plain)
        .or_else(|| styled(c, ALPHABETS, b'a', 26))
        .or_else(|| styled(c, DIGITS, b'0', 10))
        .map(Plainer::Letter)
}

fn styled(c: char, styles: &[(u32, u32)], first: u8, period: u32) -> Option<char> {
    let place = styles
        .iter()
        .filter_map(|(from, count)| Some((u32::from(c).checked_sub(*from)?, *count)))
        .find(|(place, count)| place < count)?
        .0;
    char::from_u32(u32::from(first) + place % period)
}

#[cfg(test)]
mod tests {
    use super::{LOOK_ALIKES, Plainer, SEVERAL, plainer};

    #[test]
    fn nothing_looks_like_two_letters() {
        let mut seen = std::collections::HashSet::new();
        let single = LOOK_ALIKES.iter().flat_map(|(_, alike)| alike.chars());
        for c in single.chain(SEVERAL.iter().map(|(c, _)| *c)) {
            assert!(seen.insert(c), "{c}");
            assert!(!c.is_ascii_alphanumeric(), "{c}");
        }
    }

    #[test]
    fn styles_are_taken_off() {
        for (styled, expected) in [
            ('Ａ', 'a'),
            ('ｚ', 'z'),
            ('⒜', 'a'),
            ('Ⓩ', 'z'),
            ('𝐀', 'a'),
            ('𝐳', 'z'),
            ('𝒜', 'a'),
            ('𝕒', 'a'),
            ('𝚣', 'z'),
            ('🅰', 'a'),
            ('🇦', 'a'),
            ('０', '0'),
            ('𝟎', '0'),
            ('𝟿', '9'),
        ] {
            assert!(
                matches!(plainer(styled), Plainer::Letter(plain) if plain == expected),
                "{styled}"
            );
        }
        assert!(matches!(plainer('王'), Plainer::Same));
        assert!(matches!(plainer('a'), Plainer::Same));
    }
}
