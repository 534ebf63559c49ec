//! The table in the README, between two marks.

use std::fs;

use anyhow::{Context, Result};

use crate::paths;

const BEGIN: &str = "<!-- bench -->";
const END: &str = "<!-- /bench -->";

/// Writes the table into the README.
pub fn write(table: &str) -> Result<()> {
    let path = paths::root().join("README.md");
    let text = fs::read_to_string(&path)?;
    let fresh = put(&text, table).context("README.md has no place marked for the bench")?;
    Ok(fs::write(path, fresh)?)
}

fn put(text: &str, table: &str) -> Option<String> {
    let (before, rest) = text.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n{table}{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::put;

    #[test]
    fn replaces_what_is_between_the_marks() {
        let text = "a\n<!-- bench -->\nold\n<!-- /bench -->\nb\n";
        let fresh = "a\n<!-- bench -->\n| new |\n<!-- /bench -->\nb\n";
        assert_eq!(put(text, "| new |\n").as_deref(), Some(fresh));
        assert_eq!(put("no place", "| new |\n"), None);
    }
}
