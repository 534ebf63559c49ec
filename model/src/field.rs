//! The fields a commenter fills in. A value of one of these types is valid: there is no other
//! way to make one.
//!
//! Unicode is kept whole. Only what has no place in a text is taken out of it: control
//! characters, and the bidirectional overrides and isolates, with which a text can make what
//! stands around it read as something else.

mod body;
mod error;
mod name;
mod title;
mod web_address;

pub use body::Body;
pub use error::FieldError;
pub use name::Name;
pub use title::Title;
pub use web_address::WebAddress;

/// Whether a character reorders the text around it: LRE, RLE, PDF, LRO, RLO, LRI, RLI, FSI, PDI.
///
/// The marks (LRM, RLM, ALM) stay: right-to-left writers need them, and they reorder nothing else.
fn reorders(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a character shows nothing by itself, so that a text of such characters is empty.
fn invisible(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
                | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}'
        )
}

/// One line: white space of any kind becomes single spaces, controls and overrides go.
fn one_line(text: &str) -> String {
    let shown: String = text
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|&c| !c.is_control() && !reorders(c))
        .collect();
    shown.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
