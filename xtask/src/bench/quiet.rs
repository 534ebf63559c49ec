//! Whether anybody else used the machine. Other work slows what is compared by unequal parts, so
//! that a verdict by the clock may be wrong in either direction: the table has to say so.

use std::fs;
use std::thread::sleep;
use std::time::Duration;

/// How long to watch before a part begins.
const WATCH: Duration = Duration::from_secs(2);

/// Above this share of the processors, times are not to be trusted.
const BUSY: f64 = 0.15;

/// How busy the machine was before each part.
#[derive(Default)]
pub struct Watch(Vec<f64>);

impl Watch {
    /// Watches while nothing of the bench runs. Systems other than Linux do not tell.
    pub fn look(&mut self) {
        let before = ticks();
        sleep(WATCH);
        if let (Some(before), Some(after)) = (before, ticks()) {
            let share = busy(before, after);
            if share > BUSY {
                eprintln!(
                    "  other programs keep {:.0}% of this machine busy",
                    100.0 * share
                );
            }
            self.0.push(share);
        }
    }

    /// What stands below the table.
    pub fn words(&self) -> String {
        let Some(most) = self.0.iter().copied().reduce(f64::max) else {
            return "How busy the machine was otherwise is not known.\n".to_owned();
        };
        let percent = 100.0 * most;
        if most > BUSY {
            format!(
                "**Not a quiet machine:** before a part, other programs kept up to {percent:.0}% of it busy. \
                 Verdicts on times are not to be trusted, whichever way they went.\n"
            )
        } else {
            format!(
                "Before each part, other programs kept at most {percent:.0}% of the machine busy.\n"
            )
        }
    }
}

/// Ticks that were worked, and all of them.
fn ticks() -> Option<(u64, u64)> {
    parse(&fs::read_to_string("/proc/stat").ok()?)
}

/// The first line sums up all processors: user, nice, system, idle, waiting for a disk, and more.
fn parse(stat: &str) -> Option<(u64, u64)> {
    let line = stat.lines().next()?.strip_prefix("cpu ")?;
    let fields: Vec<u64> = line
        .split_whitespace()
        .filter_map(|field| field.parse().ok())
        .collect();
    let all = fields.iter().take(8).sum::<u64>();
    let idle = fields.get(3)? + fields.get(4)?;
    Some((all.checked_sub(idle)?, all))
}

#[allow(clippy::cast_precision_loss, reason = "a share of two seconds")]
fn busy(before: (u64, u64), after: (u64, u64)) -> f64 {
    let all = after.1.saturating_sub(before.1).max(1);
    after.0.saturating_sub(before.0) as f64 / all as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_system_tells() {
        let stat = "cpu  10 0 20 60 10 0 0 0 0 0\ncpu0 1 2 3 4 5\n";
        assert_eq!(parse(stat), Some((30, 100)));
        assert_eq!(parse("nothing"), None);
        assert!((busy((30, 100), (80, 200)) - 0.5).abs() < 1e-9);
    }

    #[test]
    fn a_busy_machine_is_named_below_the_table() {
        assert!(
            Watch(vec![0.02, 0.6])
                .words()
                .contains("Not a quiet machine")
        );
        assert!(
            !Watch(vec![0.02, 0.1])
                .words()
                .contains("Not a quiet machine")
        );
    }
}
