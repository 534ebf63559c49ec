//! Spam of many kinds.

use super::reworded::reworded;
use super::{DAY, DAYS, Dice, Kind, Post, START};

const ANCHORS: [&str; 20] = [
    "cheap shoes",
    "best casino",
    "online pharmacy",
    "payday loan",
    "replica watches",
    "click here",
    "visit us",
    "home page",
    "essay help",
    "car insurance",
    "free movies",
    "seo services",
    "diet pills",
    "live chat",
    "wedding dress",
    "designer bags",
    "keto",
    "hotel deals",
    "tv stream",
    "apk download",
];

const COPIED: [&str; 14] = [
    "I have been looking for {this|such} information for a very long time and your {article|post} has helped me a great deal, I will {certainly|surely} recommend it to all of my friends and colleagues.",
    "Hello there, I found your {web site|website} by means of a search engine while looking for a {similar|related} topic, your site came up and it {looks|seems} good, I have bookmarked it.",
    "My brother {suggested|recommended} I might like this blog. He was {totally|entirely} right. This post {truly|actually} made my day, you cannot imagine how much time I had spent for this.",
    "You actually make it {seem|appear} so easy with your presentation but I find this matter to be really something which I think I would never {understand|grasp}.",
    "Our company helps small {businesses|firms} to be found by more customers every month, without any contract, and the first {audit|report} is {free|on us} for the readers of this page.",
    "After two years of {pain|trouble} I met a doctor who told me about a plant from the mountains, and within nine days my {knees|joints} were like new again, ask me how.",
    "Do you want to {work|make money} from your own kitchen, two hours a day, without a boss and without any {experience|skills}? Thousands already do and nobody tells you.",
    "I lost all hope after my husband left me for another woman until a {priest|man} from Benin brought him back within {two|three} days by his strong powers, contact him today.",
    "We are a team of {experienced|certified} writers who deliver your thesis before the deadline and every page is checked by hand, so that no {teacher|professor} will notice.",
    "Wonderful goods from you, man. I have understood your stuff previous to and you are just too {fantastic|excellent}. I really like what you have got here.",
    "The roof over your head deserves the {best|finest} care, our craftsmen {repair|restore} tiles and gutters in the whole county at a fair rate and with ten years of warranty.",
    "Nobody told me that a simple {trick|habit} with lemon water in the morning melts the fat around the belly, I am down {twenty|thirty} pounds since Easter and feel alive.",
    "Watch every match of the season {live|in full} on your phone without {paying|subscribing}, the stream works in all countries and there is no need to register anywhere.",
    "Excellent goods and {fast|quick} delivery, I ordered the handbag on Monday and on Wednesday my wife was the happiest woman in the street, the leather is {real|genuine}.",
];

const FILLERS: [&str; 30] = [
    "really", "great", "today", "always", "simply", "online", "perfect", "special", "new",
    "amazing", "quality", "service", "people", "world", "money", "home", "life", "time", "good",
    "easy", "better", "first", "right", "true", "happy", "fresh", "smart", "strong", "quick",
    "clear",
];

const PRAISE: [&str; 30] = [
    "Great!",
    "Nice",
    "Awesome",
    "Wow!",
    "Cool",
    "Super",
    "Amazing!",
    "Perfect",
    "Excellent",
    "Wonderful",
    "Good",
    "Thanks",
    "Fantastic!",
    "Brilliant",
    "Love it",
    "Nice post",
    "Great blog",
    "Good job",
    "Well done",
    "So nice",
    "Very good",
    "Interesting",
    "Useful!",
    "Beautiful",
    "Best",
    "Lovely",
    "Top",
    "Respect",
    "Thank you",
    "Bravo",
];

const DRIPPED: [&str; 16] = [
    "I {used|tried} {host} for my {thesis|essay|term paper} and got an A, {their|the} writers are {real|native} and {fast|cheap}. {link}",
    "If your {site|blog} needs more {visitors|readers}, have a look at what we {do|offer}: {link} {Results|First page} in {thirty|sixty} days.",
    "{Need|Looking for} a {loan|credit} without {questions|paperwork}? {link} {paid me|pays} within {one hour|a day}, even with bad {history|score}.",
    "After {reading|seeing} this I {remembered|thought of} the {tours|holidays} from {link}, {unforgettable|so cheap} and {all inclusive|with flights}.",
    "{Nice|Good} article. By the way, the {best|biggest} {bonus|jackpot} at the moment is at {link}, no {deposit|risk} needed.",
    "My {skin|hair|sleep} got {so much|far} better since I take the {drops|capsules} from {link}, {natural|herbal} and without {side effects|prescription}.",
    "{We|Our workshop} {install|build} {kitchens|windows|solar panels} all over the {county|region}, {free|quick} quotes: {link}",
    "{Trade|Invest} like the {pros|banks}: with {link} I {doubled|made} my {savings|salary} in {one month|six weeks}.",
    "{Download|Get} the {full|latest} {movie|season|album} in HD here {link} {no|without} {registration|virus}.",
    "{Meet|Chat with} {single|lonely} {women|ladies} from your {town|area} tonight: {link}",
    "{Genuine|Original} {watches|sneakers|handbags} up to {70|80} percent off at {link}, {worldwide|express} shipping.",
    "{Lost|Forgot} your {coins|wallet|password}? This {team|expert} {recovered|brought back} mine: {link}",
    "Is your {phone|laptop} slow? {link} {cleans|repairs} it in {minutes|seconds}, my {uncle|boss} {swears by|uses} it.",
    "{Plumber|Locksmith|Electrician} {day and night|around the clock}, call us or write to {link}, {fair|low} {rates|prices}.",
    "{Learn|Master} {English|trading|coding} in {ten days|a weekend} with this {course|method}: {link}",
    "The {mattress|pillow|chair} from {link} {saved|changed} my {back|life}, use code {HAPPY|SLEEP} for {ten|twenty} percent.",
];

/// Praise that could stand below anything.
const POLITE: [&str; 28] = [
    "{Great|Nice|Excellent} {post|article|read}, {thanks|thank you} for sharing {this|it} with us.",
    "I {really|truly} {enjoyed|liked|loved} reading {this|your} {post|article}, keep up the {good|great} work!",
    "This is {very|so} {useful|helpful|informative}, I {learned|learnt} a lot from {your|this} {blog|site|website}.",
    "{Wow|Hello|Hi}, what {a|an} {amazing|interesting|awesome} {blog|page|site}! I will {surely|definitely} {visit|come} again.",
    "{Thanks|Thank you} for the {wonderful|valuable|good} {information|content|info}.",
    "{Very|Really} {well|nicely} written, I have {bookmarked|shared} {it|your page}.",
    "I {agree|couldn't agree more} with {everything|all} you {said|wrote}, {brilliant|fantastic} {points|work}.",
    "{Keep|Please keep} writing, {I am|you have} a {big|new} fan!",
    "{Perfect|Superb}, just what I {needed|was looking for}.",
    "Your {writing|style|blog} is {awesome|impressive|lovely}, I {shared|sent} it {with|to} my friends.",
    "{Good|Nice} {job|one}, {waiting for|looking forward to} your next {post|article}.",
    "I found this {article|page} very {interesting|insightful}, {more|some more} please.",
    "{Sehr|Wirklich} {guter|schöner|interessanter} {Beitrag|Artikel}, {vielen Dank|danke} dafür!",
    "{Tolle|Super|Schöne} {Seite|Webseite}, ich komme {gerne|bestimmt} wieder.",
    "{Très|Vraiment très} bon {article|blog|site}, merci {beaucoup|pour le partage} !",
    "{Bravo|Félicitations} pour {ce|votre} {site|article}, très {intéressant|utile}.",
    "{Muy|Realmente muy} {buen|interesante} {artículo|blog}, gracias por compartir.",
    "{Excelente|Genial} {página|información}, {saludos|felicidades}.",
    "{Molto|Davvero} {interessante|bello} questo {articolo|sito}, {complimenti|grazie}!",
    "{Muito|Realmente muito} {bom|interessante} o seu {artigo|blog}, {parabéns|obrigado}.",
    "{Bardzo|Naprawdę} {ciekawy|dobry} {artykuł|wpis|blog}, {pozdrawiam|dziękuję}.",
    "{Отличная|Очень интересная|Полезная} статья, спасибо {автору|за информацию}!",
    "{Хороший|Отличный} сайт, {буду заходить|рекомендую}.",
    "{写得很好|很不错的文章}，{谢谢分享|感谢分享}！",
    "{とても|大変}{参考になりました|面白い記事です}。ありがとうございます。",
    "{Çok|Gerçekten} {güzel|faydalı} bir {yazı|site}, {teşekkürler|elinize sağlık}.",
    "{Heel|Zeer} {mooi|goed|interessant} {artikel|stuk}, bedankt!",
    "{Mycket|Verkligen} {bra|intressant} {inlägg|artikel}, tack!",
];

/// What shops say who know that some words are noticed.
const SHOPS: [&str; 24] = [
    "We {bake|deliver} {wedding|birthday} cakes {all over|around} {Leeds|Bristol}, {order|choose} yours at {link}",
    "{Oak|Pine} {doors|shutters} made to {measure|order} in our {workshop|barn}: {link}",
    "{Our|The} {garden sheds|carports} {stand|last} for {thirty|forty} years, {see|look} {link}",
    "{Learn|Play} the {ukulele|cello} {with us|at home}, the first {lesson|month} costs nothing {link}",
    "{Moving|Leaving} house? {Two|Three} strong men and a van, {link}",
    "{Leather|Canvas} {boots|satchels} from {Portugal|Tuscany}, {stitched|sewn} by hand. {link}",
    "{Stay|Sleep} in {a castle|a lighthouse|the dunes} this {autumn|winter}: {link}",
    "Our {accountants|lawyers} {sort|settle} your {taxes|inheritance} {quietly|in a week}. {link}",
    "{Grow|Regrow} your {beard|hair} with the {oil|balm} that {barbers|doctors} {hide|keep} from you {link}",
    "{Fresh|Frozen} {sushi|oysters} to your door in {twenty|forty} minutes {link}",
    "{Tattoos|Piercings} by {artists|masters} from {Osaka|Lyon}, {book|ask} {now|here}: {link}",
    "{Rent|Lease} a {camper|yacht} {in|from} {Split|Palma}, {fully|completely} equipped {link}",
    "The {drone|camera} everybody {wants|talks about} is {in stock|back} at {link}",
    "{Carpets|Sofas} cleaned {overnight|today} by {steam|foam}, {link} serves {the whole city|all suburbs}",
    "{Psychic|Tarot} readings by {Madame Zora|Selena}, she {knows|sees} {what comes|everything} {link}",
    "{Teeth|Smiles} whiter in {six|nine} days, {dentists|stars} use {this|it}: {link}",
    "{Vape|Hookah} {flavours|liquids} you have {never|not} tasted {link}",
    "{Solar|Wind} {roofs|chargers} for {farms|boats}, {calculated|planned} while you wait: {link}",
    "{Puppies|Kittens} with {papers|pedigree} {looking for|need} a home, {link}",
    "{Parkett|Fliesen} verlegen wir in {Köln|Essen} schnell und {sauber|staubfrei}: {link}",
    "{Umzüge|Entrümpelungen} in ganz {Hessen|Berlin} zum Festpreis, {link}",
    "{Serrurier|Vitrier} à {Paris|Nice}, {jour et nuit|en vingt minutes} : {link}",
    "{Реставрация|Перетяжка} мебели в {Москве|Казани}, {выезд|замер} бесплатно {link}",
    "{Reformas|Mudanzas} en {Madrid|Sevilla}, presupuesto sin compromiso {link}",
];

const WORDS: [&str; 60] = [
    "purple", "bicycle", "thunder", "window", "carpet", "lemon", "engine", "whisper", "mountain",
    "pencil", "orange", "guitar", "blanket", "river", "candle", "umbrella", "rocket", "pillow",
    "garden", "mirror", "silver", "tunnel", "basket", "copper", "feather", "hammer", "island",
    "jacket", "kettle", "ladder", "marble", "needle", "oyster", "parrot", "quarry", "ribbon",
    "saddle", "temple", "velvet", "walnut", "yellow", "zipper", "anchor", "butter", "cactus",
    "dragon", "eagle", "forest", "goblet", "harbor", "insect", "jungle", "kitten", "lantern",
    "magnet", "nickel", "pepper", "rabbit", "shovel", "turtle",
];

/// Spam of a kind. `stolen` are the real comments, which a script can copy once they are there.
pub fn posts(dice: &mut Dice, kind: Kind, count: usize, stolen: &[(u64, String)]) -> Vec<Post> {
    let hosts: Vec<String> = (0..count / 8 + 3)
        .map(|_| {
            format!(
                "{}.{}",
                dice.syllables(3),
                dice.pick(&["example", "example.com", "example.net"])
            )
        })
        .collect();
    let begins = dice.moment(START, 4 * DAY);
    (0..count)
        .map(|n| {
            let host = match kind {
                Kind::Reworded | Kind::Solver => format!("{}.example", dice.syllables(4)),
                Kind::Shop => {
                    let shop = &hosts[dice.below(hosts.len())];
                    format!("{}.{shop}", dice.syllables(1))
                }
                _ => hosts[dice.below(hosts.len())].clone(),
            };
            let at = match kind {
                Kind::Flood | Kind::Copy | Kind::Random => dice.moment(begins, 3 * DAY),
                _ => dice.moment(START, DAYS * DAY),
            };
            let (body, url) = written(dice, kind, &host, at, stolen);
            let length = body.len() as u64;
            Post {
                kind: Some(kind),
                at,
                key: match kind {
                    Kind::Script | Kind::Solver => format!("{kind:?}-{}", n / 4),
                    _ => format!("{kind:?}-{n}"),
                },
                network: match kind {
                    Kind::Drip | Kind::Shop | Kind::Reworded | Kind::Polite => {
                        format!("{kind:?}-{n}")
                    }
                    Kind::Script | Kind::Solver => format!("{kind:?}-{}", dice.below(300)),
                    _ => format!("{kind:?}-{}", dice.below(60)),
                },
                name: name(dice),
                url: url.then(|| format!("https://{host}/")),
                // The better ones play a person.
                took: match kind {
                    Kind::Flood | Kind::Copy | Kind::Random | Kind::Praise => {
                        dice.percent(30).then(|| dice.moment(10, 2_000))
                    }
                    _ => Some(dice.moment(5_000 + 80 * length, 60_000)),
                },
                body,
            }
        })
        .collect()
}

fn name(dice: &mut Dice) -> String {
    match dice.below(4) {
        0 => dice.syllables(2),
        1 => format!(
            "{} {}",
            dice.pick(&["Mary", "John", "Kate", "Mike", "Lisa"]),
            dice.syllables(2)
        ),
        2 => dice.pick(&ANCHORS).to_owned(),
        _ => dice
            .pick(&["Anna", "David", "Sam", "Rosa", "Peter", "James", "Emma"])
            .to_owned(),
    }
}

/// The text, and whether an address stands behind the name.
fn written(
    dice: &mut Dice,
    kind: Kind,
    host: &str,
    at: u64,
    stolen: &[(u64, String)],
) -> (String, bool) {
    let kind = match kind {
        Kind::Solver => [Kind::Reworded, Kind::Polite, Kind::Shop][dice.below(3)],
        other => other,
    };
    let mut body = body(dice, kind, host, at, stolen);
    let url = match kind {
        // The address stands here or there.
        Kind::Reworded | Kind::Polite => dice.percent(50),
        _ => return (body, dice.percent(30)),
    };
    if !url {
        body += &match dice.below(3) {
            0 => format!(" https://{host}/"),
            1 => format!("\n\nwww.{host}"),
            _ => format!(
                " [{}](http://{host}/{})",
                dice.syllables(2),
                dice.letters(3)
            ),
        };
    }
    (body, url)
}

fn body(dice: &mut Dice, kind: Kind, host: &str, at: u64, stolen: &[(u64, String)]) -> String {
    match kind {
        Kind::Flood => flood(dice),
        Kind::Copy => {
            let template = COPIED[dice.below(COPIED.len())];
            let copied = dice.spin(template);
            let copied = changed(dice, &copied);
            match dice.percent(60) {
                true => format!("{copied} https://{host}/{}", dice.letters(5)),
                false => copied,
            }
        }
        Kind::Random => random(dice, host),
        Kind::Praise => {
            let praise = dice.pick(&PRAISE);
            match dice.below(3) {
                0 => format!("{praise} https://{host}/{}", dice.letters(4)),
                1 => format!("[{praise}](http://www.{host})"),
                _ => format!(
                    "{praise} <a href=\"http://{host}/\">{}</a>",
                    dice.pick(&ANCHORS)
                ),
            }
        }
        Kind::Drip => advertisement(dice, host),
        Kind::Reworded | Kind::Solver => reworded(dice, at, stolen),
        Kind::Polite => {
            let count = 1 + dice.below(2);
            let said: Vec<String> = (0..count)
                .map(|_| {
                    let template = POLITE[dice.below(POLITE.len())];
                    dice.spin(template)
                })
                .collect();
            said.join(" ")
        }
        Kind::Shop => {
            let template = SHOPS[dice.below(SHOPS.len())];
            dice.spin(&template.replace("{link}", &format!("https://{host}/")))
        }
        Kind::Script => {
            let there: Vec<&String> = stolen
                .iter()
                .filter(|(when, body)| *when < at && body.len() > 60)
                .map(|(_, body)| body)
                .collect();
            if there.is_empty() || dice.percent(50) {
                advertisement(dice, host)
            } else {
                let copied = there[dice.below(there.len())];
                format!("{copied} https://{host}/{}", dice.letters(3))
            }
        }
    }
}

fn flood(dice: &mut Dice) -> String {
    let count = 4 + dice.below(20);
    let links: Vec<String> = (0..count)
        .map(|_| {
            let anchor = dice.pick(&ANCHORS);
            let address = format!("http://{}.example/{}", dice.syllables(3), dice.letters(4));
            match dice.below(4) {
                0 => format!("[{anchor}]({address})"),
                1 => format!("<a href=\"{address}\">{anchor}</a>"),
                2 => format!("[url={address}]{anchor}[/url]"),
                _ => format!("{anchor} {address}"),
            }
        })
        .collect();
    links.join(dice.pick(&[" ", "\n", ", "]))
}

/// A tenth of the words are other ones.
fn changed(dice: &mut Dice, text: &str) -> String {
    let words: Vec<String> = text
        .split(' ')
        .map(|word| match dice.percent(10) {
            true => dice.pick(&FILLERS).to_owned(),
            false => word.to_owned(),
        })
        .collect();
    words.join(" ")
}

fn random(dice: &mut Dice, host: &str) -> String {
    let count = 3 + dice.below(25);
    let letters = dice.percent(50);
    let words: Vec<String> = (0..count)
        .map(|_| match letters {
            true => {
                let length = 3 + dice.below(9);
                dice.letters(length)
            }
            false => dice.pick(&WORDS).to_owned(),
        })
        .collect();
    let text = words.join(" ");
    match dice.percent(50) {
        true => format!("{text} https://{host}/"),
        false => text,
    }
}

fn advertisement(dice: &mut Dice, host: &str) -> String {
    let template = DRIPPED[dice.below(DRIPPED.len())]
        .replace("{link}", &format!("https://{host}/{}", dice.letters(3)))
        .replace("{host}", host);
    dice.spin(&template)
}
