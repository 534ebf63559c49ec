//! Comments of people on a library's blog: short and long, with a link or two, in other languages,
//! quoting, thanking once more.

use super::natural::SAID;
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

/// Sentences of one language each; a comment has one to three of them.
const FOREIGN: [&[&str]; 10] = [
    &[
        "Ich war {letzte Woche|gestern|im März|neulich} {selbst|wieder|mit den Kindern} dort und kann das nur {bestätigen|unterstreichen}.",
        "Schöner Beitrag, aber die {Wirtschaftsbibliothek|Landesgeschichte|Blindenschrift} fehlt mir hier {ein bisschen|leider}.",
        "{Im dritten Absatz|In der Fußnote|Auf dem Foto} {steht|fehlt} {das Jahr|der Name}, es {war doch|müsste} {1931|1906} {gewesen sein|heißen}.",
        "{Als Schülerin|Nach der Arbeit|Sonntags} {saß|schlief} ich {oben|hinten} {am Ofen|bei den Landkarten}, {herrlich|verboten war das nicht}.",
        "Gibt es das {Verzeichnis|Zeitschriftenregister|Heft} auch {gedruckt|zum Ausleihen}?",
        "Meine {Mutter|Nachbarin|Tante} hat {kein Internet|nur ein Telefon}, sie {fragt|wundert sich} jedes Mal.",
        "Bei uns in {Bremen|Graz|Chur} wurde die {Zweigstelle|Fahrbücherei} {geschlossen|umgebaut}, das war ein {Fehler|Jammer}.",
    ],
    &[
        "Je ne savais pas que {la médiathèque|le bibliobus|ce fonds} existait depuis {si longtemps|les années soixante|la guerre}.",
        "Je ne suis pas {d’accord|toujours d’accord} avec vous : {les livres|les journaux|les cartes} ne sont pas {des meubles|une décoration}.",
        "Chez nous, {à Lille|en Bretagne|au village}, on {lit|emprunte} {encore beaucoup|de moins en moins}.",
        "J’y {allais|travaillais} {le mercredi|chaque été} avec {ma sœur|mes élèves}, quel souvenir.",
        "Auriez-vous {une photo|le plan} de {l’escalier|la salle} ?",
    ],
    &[
        "Muy interesante, aunque creo que {la biblioteca|el archivo} de mi pueblo {empezó antes|tiene otra historia}.",
        "¿Alguien sabe si {los talleres|las visitas|los cursos} son {gratis|también por la tarde|para mayores}?",
        "Mi {abuelo|madre|profesora} {guardaba|leía} ahí {los periódicos|sus novelas} {de joven|todos los jueves}.",
        "No estoy de acuerdo con {lo último|el título}, pero {está bien escrito|lo entiendo}.",
    ],
    &[
        "Mi ha ricordato {la biblioteca|il bibliotecario|il cortile} della mia {infanzia|scuola|città}.",
        "Da noi {a Lecce|in montagna} {aprono|chiudono} {alle otto|troppo presto}, purtroppo.",
        "Qualcuno {sa|ricorda} chi {scrisse|dipinse} {quella lapide|il soffitto}?",
    ],
    &[
        "Bardzo ciekawy tekst. U nas {czytelnia|biblioteka|filia} jest otwarta {do późna|tylko rano|w soboty}.",
        "Szkoda, że nie ma {zdjęć|mapy}, bo opis {schodów|magazynu|katalogu} jest {świetny|krótki}.",
        "{Pamiętam|Znam} to miejsce z {dzieciństwa|czasów studiów}, pachniało {kurzem|herbatą}.",
    ],
    &[
        "А в нашей библиотеке до сих пор {карточки|печать и чернила|деревянные ящики}.",
        "Мне кажется, автор {прав|не прав|преувеличивает}: читальный зал нужен не только {студентам|детям|учёным}.",
        "{Вчера|Недавно} {ходили|были} там с {дочкой|классом}, {очень понравилось|было закрыто}.",
        "{Дед|Сосед|Брат} {рассказывал|писал}, что {лестницу|часы} {привезли|чинили} из {Риги|Вены}, {но не верю|занятно}.",
        "{Фотографии|Подписи} {мелкие|отличные}, а {дата|фамилия} во втором абзаце {неверная|под вопросом}.",
        "Кто-нибудь {помнит|знает}, как звали {заведующую|того сторожа}?",
    ],
    &[
        "この記事を読んで、{子どもの頃|学生時代|祖父}の{図書館|移動図書館|書斎}を思い出しました。",
        "{来週|日曜日|夏休み}に{娘|友人}と行ってみます。",
        "{父|担任の先生|隣の人}が{毎週|昔}{新聞|詩集|地図帳}を{借りて|写して}いたのはここでした。",
        "{階段|天井|時計}の話は{初耳|意外}ですが、{少し長い|もっと知りたい}ですね。",
        "{大阪|札幌|私の町}では{夜十時|土曜}まで開いていて、{学生|お年寄り}が多いです。",
        "{写真|地図|年表}があれば、もっと{わかりやすい|楽しい}と思います。",
    ],
    &[
        "我{小时候|上大学时|去年}也常去{图书馆|阅览室|旧书店}，一坐就是{一下午|半天}。",
        "{作者|编辑}说得{有道理|不太对}，不过{老照片|地图}可以再多一点。",
        "{我爷爷|隔壁老师|一位同事}{年轻时|退休后}在那里{修书|管报纸|写诗}，{脾气很好|话不多}。",
        "{成都|杭州|我们县里}的{分馆|书店}{去年|刚刚}{关了|搬了}，{真可惜|大家都不习惯}。",
        "第{二|三}段的{年份|人名}好像{写错了|不对}，应该是{民国|清末}的事。",
        "请问{周末|晚上}还开{门|放}吗？我想带{孩子|父母}去看看。",
    ],
    &[
        "{Isoäitini|Naapurini|Poikani} {lainasi|luki} aina {dekkareita|runoja|karttoja}, {nyt ei enää|se oli hienoa aikaa}.",
        "{Kuka|Milloin} {maalasi|rakensi} {tuon katon|nuo portaat}? {Kuva|Tarina} jäi {kesken|mieleen}.",
        "{Työkaverini|Tyttäreni|Eräs opettaja} {kirjoitti|kertoi} {samasta|tuosta} {talosta|kellarista} {vuosia|kauan} sitten, {ikävä kyllä|onneksi} {paperille|lehteen}.",
        "{Vaasassa|Kuopiossa|Naapurikunnassa} {ovet|hyllyt} ovat {yhä|taas} {kiinni|tyhjinä}, {remontti|muutto} {kestää|viivästyy}.",
        "Olen {samaa|eri} mieltä, {kirjasto|lukusali} voisi olla auki myös {sunnuntaisin|iltaisin|kesällä}.",
        "Meillä {Oulussa|kylällä} {kirjastoauto|lehtisali} {lakkautettiin|palasi} {viime vuonna|keväällä}.",
    ],
    &[
        "{Annem|Komşumuz|Kızım} {roman|gazete|şiir} {okumaya|aramaya} {her cuma|yazın} {gider|giderdi}.",
        "{Merdivenin|Salonun} {fotoğrafı|hikâyesi} {eksik|çok kısa} kalmış, {devamı gelsin|keşke uzun olsaydı}.",
        "{Ankara’daki|Mahalledeki|Eski} {şube|okuma odası} {kapandı|taşındı}, {çocuklar|emekliler} {üzüldü|şimdi nereye gitsin}.",
        "{Üçüncü|Son} {bölümdeki|paragraftaki} {tarih|isim} {yanlış|eksik} galiba, {1923|1871} {olmalı|diye biliyorum}.",
        "Çok güzel bir yazı, ama {kütüphane|arşiv|okuma salonu} bizim için {daha|çok} önemli.",
        "{İzmir’de|Köyde|Okulda} {dedem|öğretmenim} de böyle {çalışırdı|anlatırdı}, {o günler başkaydı|hiç unutmam}.",
    ],
];

const LINKED: [&str; 20] = [
    "There is more about {it|the flood|that architect|these lists} {here|in this piece}: {link}",
    "{Somebody|A colleague|My uncle} {scanned|photographed} the {whole thing|first volume|ledger}: {link} — page {30|8|112} is the {best|relevant} one.",
    "The {report|study|survey} you mean is {probably|surely} {link}, but it {stops in 2009|covers only towns|has no figures}.",
    "I {wrote|complained} about that {a while ago|last year|in spring} ({link}), and came to another {conclusion|view}: people {borrow|ask} more when it {rains|snows}.",
    "See {also|instead} {link} and {link}, which {contradict|confirm|ignore} each other {nicely|completely}.",
    "For those who {asked|wonder|are in town}: the {opening hours|new rules|dates} are at {link}.",
    "Source: {link}",
    "{link} has the {numbers|full text}, if anyone {cares|is curious}.",
    "[The {catalogue|register}]({link}) {still|now} works without {JavaScript|an account}, {hooray|by the way}.",
    "Wikipedia has a {list|photo|table}: {link} but I would {not trust|double-check} the {dates|spelling}.",
    "Does {link} load for {you|anyone}? I get an {error|empty page} since {yesterday|the update}.",
    "Reminds me of {link}. {Old, but gold|Still right|Same mistakes}.",
    "My {pictures|notes|sketches} from the {visit|tour|open day} are at {link}, {feel free to use them|no copyright}. The {staircase|dome|cellar} is {as steep as it looks|colder than you think}.",
    "They {digitised|lost} the {newspapers|parish books} of {1880|1911} {last year|in a fire}, {link} has the index, and {link} explains how to read the handwriting.",
    "{link} (sorry, in {Dutch|German|Polish})",
    "{Compare|Look at} the {plan|elevation} on {link}: the {door|chimney} is on the {wrong|left} side.",
    "As {promised|threatened}, the {minutes|recipe}: {link}",
    "You quote {Otlet|Panizzi|Ranganathan}, but {link} shows he {never said|wrote} that {in 1903|to the trustees}.",
    "{Kids|Pupils} can {vote|draw} for the {mural|mascot} until {Friday|May}, details on {link}",
    "Here is how {Oslo|Ghent|Porto} does it: {link} ({scroll|jump} to the {end|video}).",
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

const TECHNICAL: [&str; 8] = [
    "If the {feed|importer|backup} {breaks|fails|hangs}, try `curl -sSL {link} | xmllint --format -` and look at the {headers|exit code}.",
    "You need {TLS|a proxy}, a DNS {entry|record} and the {XML|JSON} of the {catalogue|registry}, then `fn parse(src: &str) -> Vec<Rec>` is {all there is|enough}.",
    "tl;dr: {MARC21|Dublin Core|BibTeX} > {JSON|CSV|RDF}. {Fight me|Prove me wrong|Ask any cataloguer}.",
    "```\nSELECT title FROM bks WHERE pblshr = 'xyz'\n```\n{works|is quick enough} {for me|here|on our server}, {even|at least} with {2|7|40} GB.",
    "Their {OPAC|lending desk|terminal} runs on {an AS/400|an old VAX|Windows XP}, no wonder the https {cert|redirect} is {wrong|expired|gone}.",
    "{Borges|Le Guin|Pessoa}, {Calvino|Lispector|Sebald}, {Eco|Szymborska|Musil}, {Manguel|Tawada|Ngozi Adichie}",
    "{Shelf|Call} mark {QA76|Z699|PN1992}.{73|81|5}, copy {2|3}, {third floor|basement}.",
    "1. {Ask|Phone} first\n2. bring {an ID|cash}\n3. {gloves|pencils} only\n\nThat is how the {reading room|map room} {works|worked}.",
];

/// Real comments, by about half as many people.
pub fn posts(dice: &mut Dice, count: usize) -> Vec<Post> {
    let people: Vec<Person> = (0..count * 3 / 5 + 1)
        .map(|n| Person::new(dice, n))
        .collect();
    let mut bodies: Vec<String> = Vec::new();
    (0..count)
        .map(|n| {
            let person = &people[dice.below(people.len())];
            let body = match SAID.get(n / 3) {
                Some(said) if n % 3 == 0 => (*said).to_owned(),
                _ => body(dice, &bodies),
            };
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
            url: dice.percent(25).then(|| match dice.percent(30) {
                true => format!("https://social.example/@p{n}"),
                false => format!("https://www.{}.example", dice.syllables(3)),
            }),
        }
    }
}

fn body(dice: &mut Dice, before: &[String]) -> String {
    match dice.below(100) {
        0..14 => dice.pick(&SHORT).to_owned(),
        14..30 => foreign(dice),
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

fn foreign(dice: &mut Dice) -> String {
    let language = FOREIGN[dice.below(FOREIGN.len())];
    let begin = dice.below(language.len());
    let count = 1 + dice.below(3.min(language.len()));
    let said: Vec<String> = (begin..begin + count)
        .map(|at| dice.spin(language[at % language.len()]))
        .collect();
    said.join(" ")
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
    if dice.percent(50) {
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
