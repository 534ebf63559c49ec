//! Comments of people on a library's blog: short and long, with a link or two, in other languages,
//! quoting, thanking once more.

use super::{DAY, DAYS, Dice, Post, START};

const NAMES: [&str; 48] = [
    "Anna",
    "Ben K.",
    "Clara Voss",
    "David",
    "Elif",
    "Fatima",
    "George Ashworth",
    "hanna_m",
    "Ivan Petrov",
    "J.",
    "Jorge",
    "Katarzyna",
    "Liam",
    "Mei",
    "Nora Lind",
    "Omar",
    "Priya",
    "Quentin",
    "Rosa",
    "Sam",
    "Tomasz",
    "Ulla",
    "Vera",
    "Wout",
    "Yuki",
    "Zoë",
    "a reader",
    "Mrs Hodge",
    "old tom",
    "kleine Leserin",
    "王小明",
    "Дмитрий",
    "Søren",
    "Aoife",
    "M. Dupont",
    "Prof. Adler",
    "bookworm77",
    "The Night Librarian",
    "R2",
    "Ines",
    "Giulia",
    "Marek",
    "Amina",
    "Peter from Leeds",
    "Sofía",
    "Luca",
    "T. N.",
    "Nadia",
];

const OPENERS: [&str; 20] = [
    "I {read|reread|finally finished} this {last night|on the train|over breakfast}",
    "We {had|used} the same {system|catalogue|card index} {at my old job|when I was at school}",
    "{Honestly|To be fair|Frankly}, I am not {sure|convinced} about the second part",
    "My {daughter|son|grandmother|neighbour} {loves|swears by|lives in} the {children's corner|reading room|bookmobile}",
    "The part about {interlibrary loans|the old ledgers|opening hours|late fees} was new to me",
    "It {rained|snowed} the whole week here, so the {reading room|café} was {full|packed}",
    "As {a cataloguer|a teacher|someone who works nights}, I {disagree|can confirm this|would add one thing}",
    "Does {anyone|anybody} know whether the {archive|map room|branch on Mill Street} {opens|is open} on {Sundays|holidays}?",
    "You forgot to {mention|say} that {microfilm|the pneumatic post|the union catalogue} {is still in use|never really went away}",
    "I {laughed|smiled|cried} at the {photograph|footnote|anecdote} with the {cat|ladder|overdue atlas}",
    "There is a {typo|wrong date} in the {third|last} paragraph, it should be {1894|1912|1956}",
    "{Lovely|Thoughtful|Dense} piece, though the {ending|title} {puzzled me|felt rushed}",
    "In {Denmark|Lisbon|our village|Kerala} they solved it with {volunteers|a tiny bus|lockers at the station}",
    "{Could|Would} you {write|do} {more|another one} about {bookbinding|shelf marks|the flood of 1953}?",
    "I have {three|two|five} shelves of {unread|borrowed} {novels|cookbooks} and no {regrets|space}",
    "The {new website|app|search} is {slower|worse|better} than the {old one|paper catalogue}, {at least on my phone|sadly}",
    "What {struck|surprised} me is how {little|much} the {budget|staff|collection} has changed since {the nineties|the war}",
    "{Thank you|Thanks} for {digging this out|the hint|the patient explanation} — I {wondered|argued} about it for {years|weeks}",
    "On page {12|47|210} of the {report|minutes} it says {the opposite|something else}",
    "{Sorry|Excuse me}, but {dewey|the decimal system} was never meant for {music|comics}",
];

const MIDDLES: [&str; 20] = [
    ", and {then|suddenly} I {noticed|remembered} the smell of {old paper|floor polish}.",
    ". The {staff|two ladies at the desk} were {patient|kind} enough to {explain|show me} everything.",
    ", but that is a {matter of taste|long story}.",
    ". {Maybe|Perhaps} the {council|board} will {listen|read this}.",
    ". We {meet|talk} every {Tuesday|second Friday} about {poems|crime novels}, come along!",
    " — which {nobody|hardly anyone} {expected|asked for}.",
    ". I would have {liked|loved} a {map|picture} or two.",
    ", if my memory {serves|is right}.",
    ". It took them {ages|four years} to {move|count} the {books|newspapers}.",
    ". My copy is {torn|full of tea stains}, so I would not {lend|sell} it anyway.",
    ", even when the {heating|lift} was {broken|out of order}.",
    ". {Children|Students} need a {quiet|warm} place that costs nothing.",
    ". Compare that with {private|university} collections, where you {pay|queue} first.",
    ", as {Borges|Eco|my aunt} {wrote|used to say}.",
    ". The {interview|recording} from {1987|1979} is worth a listen, too.",
    " and I {still|hardly} believe it.",
    ". For us in the {countryside|suburbs} the {bus|bookmobile} is what {matters|counts}.",
    ". Has the {old|oak} {card cabinet|staircase} survived?",
    ". {Anyway|Well}, keep it {up|going}.",
    ". Reading on {paper|a screen} is {not|hardly} the same.",
];

const SHORT: [&str; 24] = [
    "Thanks!",
    "Thank you!",
    "Thanks a lot",
    "Great post",
    "Great post!",
    "So true.",
    "+1",
    "This.",
    "Lovely.",
    "Agreed",
    "ha!",
    "❤️",
    "Well said!",
    "Same here",
    "no.",
    "Why though?",
    "Source?",
    "Danke!",
    "Merci beaucoup !",
    "Gracias",
    "Hmmmm.",
    "Brilliant",
    "👍👍",
    "谢谢",
];

const FOREIGN: [&str; 24] = [
    "Ich war letzte Woche {selbst|wieder} dort und kann das nur {bestätigen|unterstreichen}: die {Zweigstelle|Stadtbibliothek} ist ein Segen.",
    "Schöner Beitrag, aber die {Wirtschaftsbibliothek|Landesgeschichte} fehlt mir hier {ein bisschen|leider}.",
    "Gibt es das {Verzeichnis|Zeitschriftenregister} auch gedruckt? Meine Mutter hat kein Internet.",
    "Merci pour cet article, je ne savais pas que {la médiathèque|le bibliobus} existait depuis {si longtemps|les années soixante}.",
    "Je ne suis pas d’accord avec vous : {les livres|les journaux} ne sont pas {des meubles|une décoration}.",
    "Muy interesante, aunque creo que {la biblioteca|el archivo} de mi pueblo {empezó antes|tiene otra historia}.",
    "¿Alguien sabe si {los talleres|las visitas} son {gratis|también por la tarde}?",
    "Bellissimo, mi ha ricordato {la biblioteca|il bibliotecario} della mia {infanzia|scuola}.",
    "Não concordo com tudo, mas gostei {muito|bastante} da parte sobre {os mapas|as revistas}.",
    "Bardzo ciekawy tekst, dziękuję. U nas {czytelnia|biblioteka} jest otwarta {do późna|tylko rano}.",
    "Szkoda, że nie ma {zdjęć|mapy}, bo opis {schodów|magazynu} jest świetny.",
    "Спасибо, очень {интересно|познавательно}. А в нашей библиотеке до сих пор {карточки|печать и чернила}.",
    "Мне кажется, автор {прав|не прав}: читальный зал нужен не только {студентам|детям}.",
    "この記事を読んで、子どもの頃の{図書館|移動図書館}を思い出しました。",
    "とても参考になりました。{来週|日曜日}に行ってみます。",
    "写得真好，我小时候也常去{图书馆|阅览室}，一坐就是一下午。",
    "شكرا على هذا المقال، {المكتبة|القاعة} القديمة كانت أجمل في رأيي.",
    "Mooi stuk! Bij ons in het dorp {rijdt|komt} de bibliobus {nog steeds|elke donderdag}.",
    "Olen samaa mieltä, mutta {kirjasto|lukusali} voisi olla auki myös {sunnuntaisin|iltaisin}.",
    "Çok güzel bir yazı, ama {kütüphane|arşiv} bizim için {daha|çok} önemli.",
    "Tack för texten, jag har {aldrig|inte} tänkt på det {så|förut}.",
    "Hezký článek, {knihovna|čítárna} u nás má {stejný|podobný} příběh.",
    "תודה, היה מעניין מאוד לקרוא על {הספרייה|הארכיון}.",
    "Paldies, ļoti {interesants|labs} raksts par {bibliotēku|arhīvu}.",
];

const LINKED: [&str; 14] = [
    "There is more about it here: {link}",
    "{Somebody|A colleague} scanned the {whole thing|first volume}: {link} — page 30 is the {best|relevant} one.",
    "The {report|study} you mean is probably {link}, but it {stops in 2009|covers only towns}.",
    "I wrote {about|on} that {a while ago|last year} ({link}), and came to another conclusion: people {borrow|ask} more when it rains.",
    "See also {link} and {link}, which {contradict|confirm} each other nicely.",
    "For those who {asked|wonder}: the opening hours are at {link}.",
    "Source: {link}",
    "[The catalogue]({link}) {still|now} works without JavaScript, {hooray|by the way}.",
    "Wikipedia has a {list|photo}: {link} but I would {not trust|double-check} the dates.",
    "Does {link} load for you? I get an {error|empty page} since yesterday.",
    "Reminds me of {link}. Old, but {gold|still right}.",
    "My {pictures|notes} from the visit are at {link}, feel free to {use|link} them. The {staircase|dome} is as steep as it looks.",
    "They digitised the {newspapers|parish books} of {1880|1911} last year, {link} has the index, and {link} explains how to read the handwriting.",
    "{link} (sorry, in {Dutch|German})",
];

const PLACES: [&str; 16] = [
    "https://en.wikipedia.org/wiki/Card_catalog",
    "https://en.wikipedia.org/wiki/Bookmobile",
    "https://de.wikipedia.org/wiki/Bibliothek",
    "https://archive.org/details/cards{n}",
    "https://www.youtube.com/watch?v=x{n}",
    "https://github.com/openlib/shelf/issues/{n}",
    "https://www.loc.gov/item/{n}/",
    "https://blog.example/2026/shelves-{n}/",
    "https://www.city.example/library/hours",
    "https://ann-reads.example/post/{n}",
    "http://oldbooks.example.org/~tom/list{n}.html",
    "https://www.theguardian.com/books/2024/may/{n}",
    "https://doi.org/10.1000/{n}",
    "https://www.gutenberg.org/ebooks/{n}",
    "https://photos.example.net/a/{n}",
    "https://medium.com/@someone/on-libraries-{n}",
];

const TECHNICAL: [&str; 6] = [
    "If the feed {breaks|fails}, try `curl -sSL {link} | xmllint --format -` and look at the HTTP headers.",
    "You need TLS, a DNS entry and the XML of the catalogue, then `fn parse(src: &str) -> Vec<Rec>` is all there is.",
    "tl;dr: MARC21 > {JSON|CSV}. Fight me.",
    "```\nSELECT title FROM bks WHERE pblshr = 'xyz'\n```\nworks {for me|here}.",
    "Their OPAC runs on an {AS/400|old VAX}, no wonder the https cert is {wrong|expired}.",
    "Borges, Calvino, Eco, Manguel, Pamuk, Sebald",
];

/// Real comments, by about half as many people.
pub fn posts(dice: &mut Dice, count: usize) -> Vec<Post> {
    let people: Vec<Person> = (0..count * 3 / 5 + 1)
        .map(|n| Person::new(dice, n))
        .collect();
    let mut bodies: Vec<String> = Vec::new();
    (0..count)
        .map(|_| {
            let person = &people[dice.below(people.len())];
            let body = body(dice, &bodies);
            bodies.push(body.clone());
            let length = body.chars().count() as u64;
            Post {
                kind: None,
                at: dice.moment(START, DAYS * DAY),
                key: person.key.clone(),
                network: person.network.clone(),
                name: person.name.clone(),
                url: person.url.clone(),
                // Some paste what they wrote elsewhere; some have a client that does not say.
                took: (!dice.percent(5)).then(|| match dice.percent(8) {
                    true => dice.moment(800, 4_000),
                    false => dice.moment(3_000 + length * 90, 120_000),
                }),
                body,
            }
        })
        .collect()
}

struct Person {
    key: String,
    network: String,
    name: String,
    url: Option<String>,
}

impl Person {
    fn new(dice: &mut Dice, n: usize) -> Self {
        Self {
            key: format!("person-{n}"),
            // Some sit in the same library.
            network: match dice.percent(20) {
                true => format!("library-{}", dice.below(3)),
                false => format!("home-{n}"),
            },
            name: dice.pick(&NAMES).to_owned(),
            url: dice.percent(20).then(|| match dice.percent(30) {
                true => format!("https://social.example/@p{n}"),
                false => format!("https://www.{}.example", dice.syllables(3)),
            }),
        }
    }
}

fn body(dice: &mut Dice, before: &[String]) -> String {
    match dice.below(100) {
        0..14 => dice.pick(&SHORT).to_owned(),
        14..30 => {
            let template = dice_pick(dice, &FOREIGN);
            dice.spin(template)
        }
        30..42 => linked(dice),
        42..47 => linked_technical(dice),
        47..57 if !before.is_empty() => {
            let quoted = &before[dice.below(before.len())];
            let quoted: String = quoted.lines().map(|line| format!("> {line}\n")).collect();
            format!("{quoted}\n{}", sentences(dice, 1))
        }
        57..62 => sentences(dice, 1).to_lowercase(),
        _ => {
            let count = 1 + dice.below(5);
            sentences(dice, count)
        }
    }
}

fn dice_pick(dice: &mut Dice, all: &[&'static str]) -> &'static str {
    all[dice.below(all.len())]
}

fn sentences(dice: &mut Dice, count: usize) -> String {
    let all: Vec<String> = (0..count)
        .map(|_| {
            let opener = dice_pick(dice, &OPENERS);
            let middle = dice_pick(dice, &MIDDLES);
            dice.spin(opener) + &dice.spin(middle)
        })
        .collect();
    all.join(dice.pick(&[" ", "\n\n", " "]))
}

fn linked(dice: &mut Dice) -> String {
    let template = dice_pick(dice, &LINKED);
    let mut text = with_links(dice, template);
    if dice.percent(40) {
        text = format!("{} {text}", sentences(dice, 1));
    }
    text
}

fn linked_technical(dice: &mut Dice) -> String {
    let template = dice_pick(dice, &TECHNICAL);
    with_links(dice, template)
}

fn with_links(dice: &mut Dice, template: &str) -> String {
    let mut marked = template.replace("{link}", "\u{1}");
    // The code of the examples has braces of its own.
    marked = dice.spin(&marked);
    while marked.contains('\u{1}') {
        let place = dice_pick(dice, &PLACES).replace("{n}", &dice.below(9_000).to_string());
        marked = marked.replacen('\u{1}', &place, 1);
    }
    marked
}
