//! Praise that could stand below anything: with it a robot looks like a reader.

use super::sense::Common;
use super::text::Text;

/// What words of praise begin with, and of what is praised.
const STEMS: &str = "again agree alway amaz appreciat article articul author awesome beautiful best better blog \
    bookmark bravo brilliant charming cheer clear congrat content cool \
    definit delight effort enjoy entry excel extrem fan \
    fantas fascinat finally forward fresh friend gem genius glad gold good great guide happy hello \
    help hi impress incredib info insight inspir interest job keep know kudos learn legend \
    lot lov magnific marvel mate much next nice opinion outstanding page perfect piece \
    pleas post props quality real recommend remark resource respect saved shar \
    site solid splendid stuff style subject subscri such super superb sure \
    terrific thought thumb topic top totally treat true truly tutor useful valuable \
    very wait web well wonder work worth wow write writing written wrote yes \
    beitrag besuch freu gefäll gern gut hallo hilfreich interess klasse komm lesen liebe schön seite super toll weiter \
    wirklich bon bravo félicit génial génia intéress page partag saluti super utile vraiment artícul buen compart \
    contenid excelent felic genial gran graci inform interes página realm salud articol bell complim davver \
    interes ottim sito artigo parab ciekaw dobr pozdraw świetn wpis artykuł bedankt goed heel mooi stuk bra \
    inlägg intressant verklig güzel faydal teşekk yazı автор интерес информац класс молод отличн полезн рекоменд \
    сайт стать супер хорош 不错 写得 很好 得很 文章 分享 感谢 谢分 谢谢 不錯 参考 面白 記事 素晴";

/// Whether a text has hardly a word of its own: two at the most, and no more than of praise.
#[must_use]
pub fn is_mere_praise(text: &Text) -> bool {
    let common = Common::new();
    let praises = |word: &&String| {
        STEMS
            .split_ascii_whitespace()
            .any(|stem| word.starts_with(stem))
    };
    let telling = || text.words.iter().filter(|word| !common.has(word));
    let praise = telling().filter(praises).count();
    telling().count() - praise <= praise.min(2)
}

#[cfg(test)]
mod tests {
    use super::{Text, is_mere_praise};

    #[test]
    fn knows_praise_from_what_somebody_has_to_say() {
        for (body, expected) in [
            ("Great post!", true),
            (
                "I really enjoyed reading this amazing article, thanks for sharing it with us.",
                true,
            ),
            ("Sehr schöner Beitrag, vielen Dank!", true),
            ("Отличная статья, спасибо автору!", true),
            ("写得很好，谢谢分享！", true),
            (
                "Great post, but the map of the harbour is upside down.",
                false,
            ),
            ("My notes from the visit", false),
            ("Source:", false),
            (
                "Danke für den schönen Text! Das mit dem Kohlenkeller wusste ich noch gar nicht.",
                false,
            ),
            ("Thanks!", true),
            ("👍", true),
        ] {
            let text = Text::of("Ann", None, body, &[]);
            assert_eq!(is_mere_praise(&text), expected, "{body}");
        }
    }
}
