//! One budget and what was measured against it: a line of the table.

use anyhow::{Context, Result};
use serde_json::Value;

/// A budget and its measurement.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub what: String,
    /// The budget, in words.
    pub budget: String,
    /// The measurement, in words.
    pub measured: String,
    /// What is compared with the limit.
    pub value: f64,
    pub limit: f64,
    /// Whether the limit is a floor.
    pub at_least: bool,
}

impl Line {
    /// Reads what a script of `tests/bench/` has reported.
    pub fn read(json: &str) -> Result<Self> {
        let value: Value = serde_json::from_str(json).context("a line of the bench")?;
        let text = |name: &str| {
            let text = value.get(name).and_then(Value::as_str);
            text.map(str::to_owned)
                .with_context(|| format!("a line of the bench has no {name}: {json}"))
        };
        let number = |name: &str| {
            let number = value.get(name).and_then(Value::as_f64);
            // JSON knows no infinity and writes null: whatever it is, no budget holds it.
            number.unwrap_or(f64::NAN)
        };
        Ok(Self {
            what: text("what")?,
            budget: text("budget")?,
            measured: text("measured")?,
            value: number("value"),
            limit: number("limit"),
            at_least: value.get("at_least").and_then(Value::as_bool) == Some(true),
        })
    }

    /// Whether the budget is kept. What is no number keeps none.
    pub fn is_kept(&self) -> bool {
        if self.at_least {
            self.value >= self.limit
        } else {
            self.value <= self.limit
        }
    }

    /// How much of the budget is used, or what the measured ratio is: a reader of the table
    /// wants one number to compare with the next run's.
    fn share(&self) -> String {
        // Budgets up to 2 are ratios themselves.
        if self.limit < 2.0 {
            format!("{:.2}", self.value)
        } else {
            format!("{:.0}%", 100.0 * self.value / self.limit)
        }
    }
}

/// The lines as a table of Markdown.
pub fn table(lines: &[Line]) -> String {
    let mut table = String::from(
        "| what | budget | measured | ratio | verdict |\n| --- | --- | --- | ---: | --- |\n",
    );
    for line in lines {
        let verdict = if line.is_kept() { "kept" } else { "**over**" };
        let (what, budget, measured) = (&line.what, &line.budget, &line.measured);
        let share = line.share();
        table += &format!("| {what} | {budget} | {measured} | {share} | {verdict} |\n");
    }
    table
}

/// `12,345`
pub fn number(value: usize) -> String {
    let digits = value.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(value: &str, at_least: bool) -> Line {
        Line::read(&format!(
            r#"{{"what": "w", "budget": "b", "measured": "m", "value": {value}, "limit": 0.5, "at_least": {at_least}}}"#
        ))
        .unwrap()
    }

    #[test]
    fn a_budget_is_a_ceiling_or_a_floor() {
        for (value, at_least, kept) in [
            ("0.5", false, true),
            ("0.51", false, false),
            ("0.5", true, true),
            ("0.49", true, false),
            ("null", false, false),
            ("null", true, false),
        ] {
            assert_eq!(line(value, at_least).is_kept(), kept, "{value} {at_least}");
        }
    }

    #[test]
    fn a_table_has_a_row_for_each_line() {
        let table = table(&[line("0.25", false), line("0.75", false)]);
        let rows: Vec<_> = table.lines().skip(2).collect();
        assert_eq!(
            rows,
            [
                "| w | b | m | 0.25 | kept |",
                "| w | b | m | 0.75 | **over** |"
            ]
        );
    }

    #[test]
    fn groups_digits() {
        for (value, expected) in [(0, "0"), (999, "999"), (1_000, "1,000"), (84_321, "84,321")] {
            assert_eq!(number(value), expected);
        }
    }
}
