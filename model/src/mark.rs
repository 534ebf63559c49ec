//! The picture of a mark: what readers know an author by who has no account.
//!
//! Five by five cells, the right side mirroring the left, in one of 360 hues. It shows 23 bits of
//! the mark's 64, enough that two people of one name on a page hardly ever look alike.

use std::fmt::Write as _;

const SIDE: u32 = 5;
/// The middle column and those left of it: the others mirror them.
const HALF: u32 = 3;

/// The picture of a mark (sixteen hexadecimal digits) as SVG; nothing of what is no mark.
#[must_use]
pub fn picture(mark: &str) -> String {
    let Some(cells) = bits(mark, 0) else {
        return String::new();
    };
    let hue = bits(mark, 8).unwrap_or_default() % 360;
    let mut path = String::new();
    for y in 0..SIDE {
        for x in 0..SIDE {
            let column = x.min(SIDE - 1 - x);
            if cells >> (y * HALF + column) & 1 == 1 {
                // Cannot fail: a text takes what is written.
                let _ = write!(path, "M{x} {y}h1v1h-1z");
            }
        }
    }
    format!(
        "<svg viewBox=\"0 0 5 5\" fill=\"hsl({hue} 48% 52%)\" shape-rendering=\"crispEdges\"><path d=\"{path}\"/></svg>"
    )
}

/// Eight digits of a mark, from one on. A picture without a cell would be none.
fn bits(mark: &str, from: usize) -> Option<u32> {
    let is_mark = mark.len() == 16 && mark.bytes().all(|b| b.is_ascii_hexdigit());
    let digits = mark.get(from..from + 8).filter(|_| is_mark)?;
    let bits = u32::from_str_radix(digits, 16).ok()?;
    Some(if bits & 0x7fff == 0 { 0x7fff } else { bits })
}

#[cfg(test)]
mod tests {
    use super::picture;

    #[test]
    fn draws_cells_in_a_hue() {
        assert_eq!(
            picture("0000000100000168"),
            "<svg viewBox=\"0 0 5 5\" fill=\"hsl(0 48% 52%)\" shape-rendering=\"crispEdges\"><path d=\"M0 0h1v1h-1zM4 0h1v1h-1z\"/></svg>"
        );
    }

    #[test]
    fn is_the_same_for_the_same_mark_and_another_for_another() {
        let of = |n: u64| picture(&format!("{:016x}", n.wrapping_mul(0x9e37_79b9_7f4a_7c15)));
        assert_eq!(of(7), of(7));
        let all: std::collections::HashSet<String> = (1..2_000).map(of).collect();
        assert!(all.len() > 1_990, "{}", all.len());
    }

    #[test]
    fn never_is_empty_and_draws_nothing_but_marks() {
        assert!(picture("0000000000000000").contains("M2 4"));
        for text in [
            "",
            "00",
            "\"><script>aaaaaa",
            "00000000000000zz",
            "éééééééé",
        ] {
            assert_eq!(picture(text), "", "{text}");
        }
    }
}
