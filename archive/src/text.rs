//! Texts as exports have them: with HTML's entities in what is text already (titles, names, the
//! attributes of HTML), and with white space from how they were written down.

use postil_model::{Body, FieldError};
use quick_xml::escape::{resolve_html5_entity, unescape_with};

/// A text with what its entities stand for. An `&` that begins none stands for itself.
pub fn resolve(text: &str) -> String {
    let mut parts = text.split('&');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_at(part.find(';').map_or(0, |at| at + 1));
        let entity = format!("&{name}");
        match unescape_with(&entity, resolve_html5_entity) {
            Ok(resolved) => out.push_str(&resolved),
            Err(_) => out.push_str(&entity),
        }
        out.push_str(rest);
    }
    out
}

/// A title of one line, as text.
pub fn title(text: &str) -> String {
    one_line(&resolve(text))
}

/// A text as one line, with one space wherever there was any.
pub fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// A text of at most so many characters. One that is longer ends in "…".
pub fn cut(text: &str, most: usize) -> String {
    if text.chars().nth(most).is_none() {
        return text.to_owned();
    }
    let begins = text.chars().take(most.saturating_sub(1));
    begins.chain(['…']).collect()
}

/// What a comment says, with whatever else is not for texts taken out of it.
///
/// # Errors
/// As [`Body::imported`], but for a NUL: other systems have stored some.
pub fn body(text: &str) -> Result<Body, FieldError> {
    if text.contains('\0') {
        Body::imported(&text.replace('\0', ""))
    } else {
        Body::imported(text)
    }
}

/// A text, unless it is empty.
pub fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::{cut, resolve, title};

    #[test]
    fn resolves_what_is_an_entity() {
        for (text, expected) in [
            ("", ""),
            ("Tom &amp; Jerry", "Tom & Jerry"),
            ("AT&T; R&D, &c; &", "AT&T; R&D, &c; &"),
            ("&#8217;&#x2019;&rsquo;&nbsp;|", "’’’\u{A0}|"),
            ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
            ("&#0;&#xD800;&#99999999999;", "&#0;&#xD800;&#99999999999;"),
            ("a;b&amp", "a;b&amp"),
        ] {
            assert_eq!(resolve(text), expected, "{text}");
        }
    }

    #[test]
    fn a_title_is_one_line() {
        assert_eq!(title(" On\n\t&lt;i&gt;  and &amp; "), "On <i> and &");
    }

    #[test]
    fn what_is_too_long_is_cut_on_a_character() {
        for (text, expected) in [
            ("", ""),
            ("éàü", "éàü"),
            ("éàüö", "éà…"),
            ("👋👋👋👋👋", "👋👋…"),
        ] {
            assert_eq!(cut(text, 3), expected);
        }
    }
}
