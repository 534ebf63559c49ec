//! Whether a text is one: random letters and random words are told from any language by what all
//! of them have.

use super::text::Text;

/// The words that hold sentences together in 26 languages, sorted by their bytes.
const COMMON: &str = include_str!("sense/common_words.txt");

/// The words that hold sentences together, for looking up.
pub(super) struct Common(Vec<&'static str>);

impl Common {
    pub(super) fn new() -> Self {
        Self(COMMON.split_ascii_whitespace().collect())
    }

    /// Whether a word, as [`Text::words`] has them, is one of them.
    pub(super) fn has(&self, word: &str) -> bool {
        self.0.binary_search(&word).is_ok()
    }
}

/// How many words are looked at.
const MOST: usize = 200;
/// The shortest word whose letters are looked at.
const SHORTEST: usize = 5;
/// So many consonants in a row are odd.
const ODD_RUN: usize = 5;

/// What a jumbled word says: three in ten random texts have one, and three in a thousand written ones.
const JUMBLED: f64 = 4.6;

/// Pairs of letters that no language with Latin letters puts together in more than a few words.
const ODD_PAIRS: &str = "bq bx cb cf cg cp cv cx dq dx fq fv fx gq gx hq hx jq jx kq kx lq lx mq mx pq px qb qc qd qf \
    qg qh qj qk ql qm qn qp qq qr qs qt qv qw qx qy qz sx tq vb vq vw vx wq wv wx xb xd xf xg xj \
    xk xm xn xr xv xw xx xz yj yq yy zj zq zx";

/// Pairs that are found in a few languages only, or in compounds.
const RARE_PAIRS: &str = "bf bp bv bw cm cn cq cw fz gf gj gk gm gp gv gw gz hc hf hg hh hp hz jc jw kv kz md mg mv mz \
    pb pd pj pk pv pw td vc vf vg vh vj vm vs wj wz xq yx yz zf zk";

/// How much likelier it is that a text is random than that somebody wrote it, as a natural
/// logarithm: 0 for as likely, 3 for twenty times. Negative for what makes sense.
///
/// Three signs are added up as in a naive Bayes classifier, each word counting for itself:
///
/// - In what people write, a third of the words are common ones; among random letters or words
///   from a dictionary hardly any is. This sign alone reaches 6.5 at the most: it may be a
///   language that is not on the list, or a list of names.
/// - Of the words of [`SHORTEST`] letters and more, hardly any in a language has [`ODD_RUN`]
///   consonants in a row or no vowel; of random ones a third has. Of random pairs of letters one in
///   eight is of [`ODD_PAIRS`], of written ones perhaps two in a thousand, in a name or an
///   abbreviation; 7 in a hundred are of [`RARE_PAIRS`], and eight in a thousand.
///   Only words of plain Latin letters are looked at: in Polish or Czech longer runs are common,
///   and then one of them mostly has a mark. That none is odd says nothing: random words may be
///   from a dictionary.
/// - A word that is [jumbled](Text::is_jumbled), or a name of [random letters](is_random), is worth
///   [`JUMBLED`], however many there are: much where nothing makes sense, and nothing in a sentence.
///   With the first sign it does not reach more than that one at the most.
#[must_use]
pub fn disorder(text: &Text) -> f64 {
    let common = Common::new();
    let words = || text.words.iter().take(MOST);
    let sentence: f64 = words()
        .filter(|word| word.chars().all(has_common_words))
        .map(|word| likelihood(common.has(word), 0.03, 0.36))
        .sum();
    let is_jumbled = text.is_jumbled || text.name.iter().any(|word| is_random(word));
    let jumbled = if is_jumbled { JUMBLED } else { 0.0 };
    of_letters(words()) + (jumbled + sentence.max(-20.0)).min(6.5)
}

/// What the letters of words say, if anything.
fn of_letters<'a>(words: impl Iterator<Item = &'a String> + Clone) -> f64 {
    let runs: f64 = words
        .clone()
        .flat_map(|word| pieces(word))
        .map(|piece| likelihood(is_odd(&piece, ODD_RUN), 0.33, 0.004))
        .sum();
    let pairs: f64 = words
        .filter(|word| word.is_ascii())
        .flat_map(|word| word.as_bytes().windows(2))
        .map(of_pair)
        .sum();
    (runs + pairs).max(0.0)
}

/// Whether a word of a name is of random letters: a name may be of any language, so one odd sign
/// says nothing.
fn is_random(word: &str) -> bool {
    let odd = word.as_bytes().windows(2);
    let odd = odd.filter(|pair| is_among(ODD_PAIRS, pair)).count();
    pieces(word)
        .iter()
        .any(|piece| odd >= 2 || (odd == 1 && is_odd(piece, ODD_RUN)) || is_odd(piece, ODD_RUN + 1))
}

fn is_among(pairs: &str, pair: &[u8]) -> bool {
    pairs.split(' ').any(|odd| odd.as_bytes() == pair)
}

/// What two letters say that follow each other.
fn of_pair(pair: &[u8]) -> f64 {
    let (random, written): (f64, f64) = if is_among(ODD_PAIRS, pair) {
        (0.12, 0.002)
    } else if is_among(RARE_PAIRS, pair) {
        (0.07, 0.008)
    } else {
        (0.81, 0.99)
    };
    (random / written).ln()
}

/// What a sign says that a share of random words has, and a share of written ones.
fn likelihood(has: bool, random: f64, written: f64) -> f64 {
    if has {
        (random / written).ln()
    } else {
        ((1.0 - random) / (1.0 - written)).ln()
    }
}

/// Whether a letter is of a script of which common words are on the list.
fn has_common_words(c: char) -> bool {
    is_latin(c) || matches!(c, '\u{370}'..='\u{52F}' | '\u{590}'..='\u{6FF}')
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}')
}

/// A word of plain Latin letters, cut where it is longer than words are: a text of random letters may have no
/// blanks.
fn pieces(word: &str) -> Vec<Vec<char>> {
    const LONG: usize = 12;
    let letters: Vec<char> = word.chars().collect();
    if !word.is_ascii() {
        return vec![];
    }
    let size = if letters.len() > LONG {
        LONG / 2 + 2
    } else {
        LONG
    };
    let all = letters.chunks(size).filter(|piece| piece.len() >= SHORTEST);
    all.map(<[char]>::to_vec).collect()
}

/// Whether letters are in an order that hardly a word has: so many consonants in a row, or none but
/// consonants.
fn is_odd(letters: &[char], most: usize) -> bool {
    let plain = one_letter_each(letters);
    let (mut run, mut longest) = (0, 0);
    for c in &plain {
        run = if is_vowel(*c) { 0 } else { run + 1 };
        longest = longest.max(run);
    }
    // "Hmmmm" and "brrrr" are words.
    plain.len() >= SHORTEST && longest >= most.min(plain.len())
}

/// A letter for what several letters are in writing only: "sch", "th", a letter drawn out.
fn one_letter_each(letters: &[char]) -> Vec<char> {
    let mut word: String = letters.iter().collect();
    for (written, sound) in [
        ("tsch", "c"),
        ("sch", "s"),
        ("ch", "c"),
        ("sh", "s"),
        ("th", "t"),
        ("ph", "f"),
        ("gh", "g"),
        ("ck", "k"),
        ("cz", "c"),
        ("sz", "s"),
        ("rz", "z"),
        ("tz", "z"),
    ] {
        word = word.replace(written, sound);
    }
    let mut plain: Vec<char> = word.chars().collect();
    plain.dedup();
    plain
}

const fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

#[cfg(test)]
mod tests {
    use super::{COMMON, Text, disorder};

    fn of(body: &str) -> f64 {
        disorder(&Text::of("a", None, body, &[]))
    }

    #[test]
    fn the_list_is_sorted() {
        let all: Vec<_> = COMMON.split_ascii_whitespace().collect();
        assert!(all.is_sorted() && all.len() > 500);
    }

    #[test]
    fn what_people_write_makes_sense() {
        for text in [
            "Thanks!",
            "Great post",
            "Hmmmm. Brrrr! Pfffft.",
            "lol wtf tldr lgtm imho",
            "Rhythm and strength of the lengths",
            "I have been reading this blog for years, and it never was any better than now.",
            "Die Wirtschaftswissenschaft ist selbstverständlich deutschsprachig und angstschweißtreibend.",
            "Wstrząs był bezwzględny, a źdźbło trawy drżało.",
            "Gratulacje!",
            "Etxea",
            "Nachgedacht, kurzfristig",
            "Avgiften",
            "Je ne suis pas d’accord avec vous, mais c’est bien écrit.",
            "Olen samaa mieltä, mutta kirjasto on auki myös sunnuntaisin.",
            "Это очень хорошая статья, спасибо!",
            "この記事はとても役に立ちました。",
            "这篇文章写得很好，谢谢分享。",
            "מאמר מצוין, תודה רבה על השיתוף",
            "Dune, Foundation, Hyperion, Neuromancer, Solaris",
            "Try `fn qwrtp(xkcd: &str)` and it should work",
            "You need HTTPS, TLS and the DNS records of the CDN for that to work",
        ] {
            assert!(of(text) < 2.5, "{} {text}", of(text));
        }
    }

    #[test]
    fn random_letters_make_none() {
        for text in [
            "xkqjv wprtl zzmfgh qwdnbv rtkpls",
            "dfirkz dnacgzqafm yvqxuhlhc lzsuirpl sqaldwuxf",
            "cwxt xciyzlqj fhl",
            "fjdkslghtrwq pvmzxbnqkd wrtpsdfghjk",
            "qzxwvkjhgfdspmnbvcxzlkjhgfdsqwrtpzxcvbnm",
            "Bxkq trmwz adfkj oiwer pqlzmv nbvcx lkjhg rtyui dkfjg wpxnz qorkt",
        ] {
            assert!(of(text) > 6.0, "{} {text}", of(text));
        }
    }

    /// Once, in whatever of the two: work is asked for then, and nothing is held for it.
    #[test]
    fn a_password_is_no_word() {
        let of = |name, body| disorder(&Text::of(name, None, body, &[]));
        for (name, body) in [
            ("Ann", "4JnXeoPgRO"),
            ("wp9brUZuz0a", "comma trident orchid"),
            ("Fffcgtdp", "comma trident orchid"),
            (
                "4JnXeoPgRO",
                "brilliant stories lovely pictures cheers everybody",
            ),
        ] {
            let disorder = of(name, body);
            assert!((4.0..6.6).contains(&disorder), "{disorder} {name} {body}");
        }
        assert!(
            of(
                "Ann",
                "I have forgotten that it was 4JnXeoPgRO, and so could not get in."
            ) < 0.0
        );
    }

    #[test]
    fn names_of_all_languages_and_initials_are_names() {
        for name in [
            "CB",
            "JC",
            "PJ",
            "Gwen",
            "Gwyn Llewellyn",
            "Cveta",
            "Mkrtchyan",
            "BVB Fan",
            "Schwartz",
            "Krzysztof Szczepański",
            "Здравко",
            "王小明",
            "Zbigniew",
            "Hrvoje",
        ] {
            for body in [
                "Lovely photos!",
                "王小明",
                "Beautiful pictures, brilliant captions, lovely stories, cheers!",
            ] {
                let of = |name| disorder(&Text::of(name, None, body, &[]));
                assert!(of(name) <= of("Ann"), "{name}: {body}");
            }
        }
    }

    #[test]
    fn random_words_are_told_by_what_they_lack() {
        let salad = "purple bicycle thunder window carpet lemon engine whisper mountain pencil \
                     orange guitar blanket river candle umbrella rocket pillow garden mirror \
                     silver tunnel basket copper";
        assert!((6.0..=6.5).contains(&of(salad)), "{}", of(salad));
    }
}
