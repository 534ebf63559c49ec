//! What a site says of its look: values for the custom properties of `docs/theming.md`, each of
//! the kind that its property takes. Nothing else of CSS gets through: no address, no function
//! that fetches, nothing that ends a declaration.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a property takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A name, a hexadecimal number, or a function of plain numbers.
    Colour,
    /// A number with a unit.
    Length,
    /// A number without one.
    Number,
    /// Families of fonts, the dearest first.
    Fonts,
}

/// The properties, by what follows `--postil-` in their names, as `docs/theming.md` lists them.
pub const PROPERTIES: [(&str, Kind); 17] = [
    ("accent", Kind::Colour),
    ("text", Kind::Colour),
    ("muted", Kind::Colour),
    ("line", Kind::Colour),
    ("alert", Kind::Colour),
    ("font", Kind::Fonts),
    ("heading-font", Kind::Fonts),
    ("heading-size", Kind::Length),
    ("heading-weight", Kind::Number),
    ("code-font", Kind::Fonts),
    ("size", Kind::Length),
    ("leading", Kind::Number),
    ("measure", Kind::Length),
    ("indent", Kind::Length),
    ("gutter", Kind::Length),
    ("gap", Kind::Length),
    ("margin", Kind::Length),
];

/// A value has at most so many characters.
const LONGEST: usize = 200;
const UNITS: [&str; 9] = ["em", "rem", "px", "ch", "ex", "pt", "vw", "vh", "%"];
const FUNCTIONS: [&str; 8] = ["rgb", "rgba", "hsl", "hsla", "hwb", "lab", "oklab", "oklch"];

/// Values by property. One that exists can be put into a stylesheet as it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    try_from = "BTreeMap<String, String>",
    into = "BTreeMap<String, String>"
)]
pub struct Theme(BTreeMap<String, String>);

impl Theme {
    /// The value of a property; empty if the site says nothing of it.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// Declarations of `--theme-…`, one for each property that has a value. The stylesheet asks for
    /// them where a page does not set the `--postil-…` of the same name.
    #[must_use]
    pub fn declarations(&self) -> String {
        self.0
            .iter()
            .map(|(name, value)| format!("--theme-{name}:{value};"))
            .collect()
    }
}

impl TryFrom<BTreeMap<String, String>> for Theme {
    type Error = String;

    fn try_from(values: BTreeMap<String, String>) -> Result<Self, String> {
        let mut checked = BTreeMap::new();
        for (name, value) in values {
            let value = value.trim();
            if value.is_empty() {
                continue;
            }
            let value = read(&name, value).ok_or_else(|| format!("theme: {name}"))?;
            checked.insert(name, value);
        }
        Ok(Self(checked))
    }
}

impl From<Theme> for BTreeMap<String, String> {
    fn from(theme: Theme) -> Self {
        theme.0
    }
}

/// A value as it is kept; none if its property does not take it, or there is no such property.
#[must_use]
pub fn read(name: &str, value: &str) -> Option<String> {
    let (_, kind) = PROPERTIES.into_iter().find(|(one, _)| *one == name)?;
    let value = value.trim();
    let holds = value.len() <= LONGEST
        && match kind {
            Kind::Colour => is_colour(value),
            Kind::Length => is_length(value),
            Kind::Number => is_number(value),
            Kind::Fonts => value.split(',').all(|family| is_family(family.trim())),
        };
    holds.then(|| value.to_owned())
}

fn is_colour(text: &str) -> bool {
    if let Some(digits) = text.strip_prefix('#') {
        return matches!(digits.len(), 3 | 4 | 6 | 8)
            && digits.bytes().all(|b| b.is_ascii_hexdigit());
    }
    match text.split_once('(') {
        None => !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphabetic()),
        Some((function, rest)) => {
            FUNCTIONS.contains(&function)
                && rest.strip_suffix(')').is_some_and(|numbers| {
                    numbers.bytes().all(|b| {
                        b.is_ascii_digit()
                            || matches!(b, b'.' | b',' | b'/' | b'%' | b' ' | b'-')
                            // A hue may be given in degrees.
                            || matches!(b, b'd' | b'e' | b'g')
                    })
                })
        }
    }
}

fn is_length(text: &str) -> bool {
    let number = text.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    let unit = text.get(number.len()..).unwrap_or_default();
    is_number(number) && UNITS.contains(&unit)
}

/// Digits, with a point among them perhaps.
fn is_number(text: &str) -> bool {
    let digits = |part: &str| part.len() <= 5 && part.bytes().all(|b| b.is_ascii_digit());
    match text.split_once('.') {
        None => !text.is_empty() && digits(text),
        Some((whole, part)) => digits(whole) && digits(part) && !part.is_empty(),
    }
}

/// A name, in quotation marks or not. Those must match, and have none within.
fn is_family(text: &str) -> bool {
    let name = ['"', '\'']
        .into_iter()
        .find_map(|mark| text.strip_prefix(mark)?.strip_suffix(mark))
        .unwrap_or(text);
    let is_quoted = name.len() < text.len();
    let holds = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    let begins = |c: char| c.is_alphabetic() || c == '-';
    !name.trim().is_empty()
        && name.chars().all(holds)
        && (is_quoted || name.split(' ').all(|word| word.starts_with(begins)))
}

#[cfg(test)]
mod tests {
    use super::{Kind, PROPERTIES, Theme, read};

    #[test]
    fn each_kind_takes_its_own() {
        for (name, value) in [
            ("accent", "#8a2f1d"),
            ("accent", "#abc"),
            ("accent", "rebeccapurple"),
            ("text", "rgb(10 20 30 / 80%)"),
            ("muted", "hsl(120deg, 50%, 20%)"),
            ("line", "oklch(0.5 0.1 200)"),
            (
                "font",
                "\"Iowan Old Style\", Palatino, 'Noto Serif', -apple-system, serif",
            ),
            ("heading-size", "1.6em"),
            ("size", ".9375rem"),
            ("measure", "100%"),
            ("gutter", "0em"),
            ("heading-weight", "400"),
            ("leading", "1.55"),
        ] {
            assert_eq!(read(name, value).as_deref(), Some(value), "{name}: {value}");
        }
    }

    #[test]
    fn nothing_else_gets_through() {
        let hostile = [
            "url(https://evil.example/x)",
            "red;background:url(x)",
            "red}*{display:none",
            "expression(alert(1))",
            "var(--link)",
            "env(x)",
            "red/*",
            "\\75rl(x)",
            "\"",
            "'a\"",
            "a\"b",
            "<script>",
            "red!important",
            "a\nb",
            "\"a\nb\"",
            "",
            "image-set(\"x\")",
            "rgb(0,0,0);",
            "@import",
            "a(b",
        ];
        for (name, _) in PROPERTIES {
            for value in hostile {
                assert_eq!(read(name, value), None, "{name}: {value}");
            }
        }
        for (name, value) in [
            ("accent", "1em"),
            ("accent", "#12345"),
            ("size", "red"),
            ("gutter", "0"),
            ("gap", "1.em"),
            ("gap", "-1em"),
            ("size", "1fr"),
            ("leading", "1em"),
            ("font", "1st"),
            ("background", "red"),
            ("", "red"),
        ] {
            assert_eq!(read(name, value), None, "{name}: {value}");
        }
        assert_eq!(read("font", &"a".repeat(201)), None);
    }

    #[test]
    fn is_written_as_declarations() {
        let theme: Theme =
            serde_json::from_str(r##"{"accent": " #abc ", "size": "1em", "font": ""}"##).unwrap();
        assert_eq!(
            theme.declarations(),
            "--theme-accent:#abc;--theme-size:1em;"
        );
        assert_eq!((theme.get("accent"), theme.get("font")), ("#abc", ""));
        let json = serde_json::to_string(&theme).unwrap();
        assert_eq!(serde_json::from_str::<Theme>(&json).unwrap(), theme);
        assert!(serde_json::from_str::<Theme>(r#"{"accent": "url(x)"}"#).is_err());
    }

    #[test]
    fn the_documented_properties_are_these() {
        let documented = include_str!("../../docs/theming.md");
        let listed: Vec<&str> = documented
            .lines()
            .filter_map(|line| line.strip_prefix("| `--postil-")?.split('`').next())
            .collect();
        assert_eq!(listed, PROPERTIES.map(|(name, _)| name));
        assert!(PROPERTIES.iter().any(|(_, kind)| *kind == Kind::Fonts));
    }
}
