//! What the text fields have in common: which characters are dropped, and which show nothing.

/// Whether a character turns the direction of the text around it: the embeddings, overrides and
/// isolates. A name or a comment with one of them could write its neighbours backwards. The plain
/// direction marks stay: right-to-left names need them.
pub fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether a character shows nothing by itself.
///
/// Some of them have a use between others (the joiners in Persian and in emoji, the variation
/// selectors), so they are not dropped; but a text of nothing else is empty.
pub fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || is_filler(c)
        || turns_direction(c)
        || matches!(
            c,
            '\u{034F}'
                | '\u{061C}'
                | '\u{17B4}'..='\u{17B5}'
                | '\u{180B}'..='\u{180F}'
                | '\u{200B}'..='\u{200F}'
                | '\u{2028}'..='\u{2029}'
                | '\u{206A}'..='\u{206F}'
                | '\u{2800}'
                | '\u{FE00}'..='\u{FE0F}'
                | '\u{FFF0}'..='\u{FFFB}'
                | '\u{1BCA0}'..='\u{1BCA3}'
                | '\u{1D173}'..='\u{1D17A}'
                | '\u{E0000}'..='\u{E0FFF}'
        )
}

/// Whether a character has no width and no use in a name but to make two names look alike.
pub fn is_filler(c: char) -> bool {
    matches!(
        c,
        '\u{00AD}'
            | '\u{115F}'..='\u{1160}'
            | '\u{180E}'
            | '\u{200B}'
            | '\u{2060}'..='\u{2065}'
            | '\u{3164}'
            | '\u{FEFF}'
            | '\u{FFA0}'
    )
}

/// Makes one line of a text: white space collapsed and trimmed; control characters, fillers and
/// what turns the direction dropped.
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len().min(1_024));
    for c in text.chars() {
        if c.is_whitespace() {
            if !line.is_empty() && !line.ends_with(' ') {
                line.push(' ');
            }
        } else if !c.is_control() && !is_filler(c) && !turns_direction(c) {
            line.push(c);
        }
    }
    line.truncate(line.trim_end().len());
    line
}

/// Whether a text would show something.
pub fn shows_something(text: &str) -> bool {
    !text.chars().all(is_invisible)
}
