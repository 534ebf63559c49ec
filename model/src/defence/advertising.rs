//! Words of the trades that live on spam: a beginning, until the site's own decisions know better
//! (see [`crate::defence::statistics`]).

use super::text::Text;

/// Words that hardly anybody needs who is not selling.
const LOUD: &[&str] = &[
    "backlink",
    "backlinks",
    "bahis",
    "cialis",
    "clickbank",
    "dofollow",
    "escort",
    "escorts",
    "forex",
    "gacor",
    "hookup",
    "hookups",
    "iptv",
    "jackpot",
    "kamagra",
    "kasyno",
    "levitra",
    "maxwin",
    "onlyfans",
    "payday",
    "porn",
    "porno",
    "replica",
    "rezeptfrei",
    "rolex",
    "slots",
    "togel",
    "tramadol",
    "viagra",
    "xanax",
    "xxx",
    "казино",
    "кредит",
    "ставки",
    "シアリス",
    "代开",
    "博彩",
    "赌场",
];

/// Words that sell, and have other uses.
const QUIET: &[&str] = &[
    "affordable",
    "apuestas",
    "betting",
    "billig",
    "bitcoin",
    "bonus",
    "buy",
    "capsules",
    "cashback",
    "casino",
    "casinos",
    "cheap",
    "cheapest",
    "clearance",
    "contact",
    "coupon",
    "credit",
    "crypto",
    "customers",
    "dating",
    "deposit",
    "detox",
    "discount",
    "discounts",
    "download",
    "earn",
    "earning",
    "earnings",
    "electrician",
    "essay",
    "essays",
    "experts",
    "firestick",
    "followers",
    "gambling",
    "giveaway",
    "guaranteed",
    "herbal",
    "income",
    "insurance",
    "invest",
    "investment",
    "kaufen",
    "kredit",
    "ladies",
    "loan",
    "loans",
    "locksmith",
    "lottery",
    "marketing",
    "millionaire",
    "mortgage",
    "ozempic",
    "passive",
    "percent",
    "pharmacy",
    "pills",
    "plumber",
    "poker",
    "prescription",
    "price",
    "prices",
    "profit",
    "profits",
    "promo",
    "préstamos",
    "quotes",
    "ranking",
    "rankings",
    "rates",
    "refund",
    "salary",
    "sale",
    "semaglutide",
    "seo",
    "shipping",
    "signup",
    "singles",
    "slimming",
    "slot",
    "streaming",
    "subscribers",
    "supplement",
    "supplements",
    "telegram",
    "trading",
    "traffic",
    "wallet",
    "weightloss",
    "whatsapp",
    "wholesale",
    "заработок",
    "купить",
    "скидка",
];

/// The words of a text and of its author's name that sell, and how loudly: a quiet one counts once,
/// a loud one three times, each word once; a name that sells counts double, since nobody is called
/// so.
#[must_use]
pub fn selling(text: &Text) -> (u32, Vec<String>) {
    let mut heard: Vec<String> = Vec::new();
    let mut loudness = 0;
    let named = text.name.iter().map(|word| (word, 2));
    let said = text.words.iter().map(|word| (word, 1));
    for (word, times) in named.chain(said) {
        let weight = match word.as_str() {
            word if LOUD.contains(&word) => 3,
            word if QUIET.contains(&word) => 1,
            _ => continue,
        };
        if !heard.contains(word) {
            heard.push(word.clone());
            loudness += weight * times;
        }
    }
    (loudness, heard)
}

#[cfg(test)]
mod tests {
    use super::{Text, selling};

    #[test]
    fn hears_what_sells() {
        for (name, body, loudness, words) in [
            ("Ann", "I like this library.", 0, &[][..]),
            ("Ann", "The price is fair, the PRICE!", 1, &["price"]),
            ("Best Casino", "c4sino and v1agra", 5, &["casino", "viagra"]),
            ("Анна", "Купить дёшево", 1, &["купить"]),
            ("安", "赌场", 3, &["赌场"]),
        ] {
            let (heard, said) = selling(&Text::of(name, None, body, &[]));
            assert_eq!(heard, loudness, "{body}");
            assert_eq!(said, words, "{body}");
        }
    }
}
