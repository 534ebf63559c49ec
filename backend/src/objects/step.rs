//! The steps of a schema without their comments, which are for whoever reads the source. They are
//! taken out when it is compiled: the platform would keep them with each table, and the Worker is
//! smaller without them.

/// A step: a text of SQL in which a comment has lines of its own.
macro_rules! step {
    ($text:literal) => {{
        const TEXT: &str = $text;
        const BARE: [u8; $crate::objects::step::length(TEXT)] = $crate::objects::step::bare(TEXT).0;
        match ::std::str::from_utf8(&BARE) {
            Ok(bare) => bare,
            Err(_) => TEXT,
        }
    }};
}

pub(crate) use step;

/// How long a step is without comments.
pub const fn length(text: &str) -> usize {
    bare::<0>(text).1
}

/// A step without comments, and its length.
#[allow(
    clippy::indexing_slicing,
    reason = "what is constant is checked by the compiler, and knows no iterators"
)]
pub const fn bare<const N: usize>(text: &str) -> ([u8; N], usize) {
    let text = text.as_bytes();
    let (mut out, mut length, mut at) = ([0; N], 0, 0);
    while at < text.len() {
        // A line: its blanks in front, and then a comment or not.
        let mut start = at;
        while start < text.len() && text[start] == b' ' {
            start += 1;
        }
        let is_comment = start + 1 < text.len() && text[start] == b'-' && text[start + 1] == b'-';
        while start < text.len() && text[start] != b'\n' {
            if !is_comment {
                if length < N {
                    out[length] = text[start];
                }
                length += 1;
            }
            start += 1;
        }
        if !is_comment {
            if length < N {
                out[length] = b'\n';
            }
            length += 1;
        }
        at = start + 1;
    }
    (out, length)
}

#[cfg(test)]
mod tests {
    #[test]
    fn comments_are_left_out() {
        const BARE: &str = step!(
            "
CREATE TABLE a (
    -- What it is.
    one TEXT, two TEXT -- not this
);
-- The end."
        );
        assert_eq!(
            BARE,
            "\nCREATE TABLE a (\none TEXT, two TEXT -- not this\n);\n"
        );
    }
}
