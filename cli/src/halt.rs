//! Being stopped: between two requests, so that what is known can be told.

use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use crate::failure::Failure;

/// How often somebody who waits looks whether they are to stop.
const GLANCE: Duration = Duration::from_millis(100);
/// What comes within this time is one and the same: `timeout`, for one, sends its signal twice.
const ONE_PRESS: Duration = Duration::from_millis(500);
/// What a shell takes for "stopped by Ctrl-C".
const STOPPED: i32 = 130;

/// Whether somebody wants to stop.
#[derive(Debug, Clone, Default)]
pub struct Halt(Arc<AtomicBool>);

impl Halt {
    /// Has Ctrl-C stop between two requests; a second one stops at once.
    pub fn heed_signals(&self) {
        let is_asked = Arc::clone(&self.0);
        let mut first = None;
        let heeded = ctrlc::set_handler(move || {
            is_asked.store(true, Ordering::SeqCst);
            let first = *first.get_or_insert_with(|| {
                eprintln!("\nStopping after this request. Ctrl-C again stops at once.");
                Instant::now()
            });
            if first.elapsed() > ONE_PRESS {
                process::exit(STOPPED);
            }
        });
        // Without it Ctrl-C ends the program as it always does, which loses but the receipt.
        drop(heeded);
    }

    /// Goes on, unless somebody wants to stop.
    ///
    /// # Errors
    /// [`Failure::Stopped`].
    pub fn check(&self) -> Result<(), Failure> {
        if self.0.load(Ordering::SeqCst) {
            Err(Failure::Stopped)
        } else {
            Ok(())
        }
    }

    /// Waits. The machine may sleep meanwhile: what counts is the clock on the wall.
    ///
    /// # Errors
    /// [`Failure::Stopped`].
    pub fn wait(&self, time: Duration) -> Result<(), Failure> {
        let until = SystemTime::now() + time;
        while let Ok(rest) = until.duration_since(SystemTime::now()) {
            self.check()?;
            thread::sleep(rest.min(GLANCE));
        }
        self.check()
    }
}

#[cfg(test)]
mod tests {
    use super::Halt;
    use crate::failure::Failure;
    use std::sync::atomic::Ordering;
    use std::time::Duration;

    #[test]
    fn nobody_waits_who_is_to_stop() {
        let halt = Halt::default();
        assert!(halt.wait(Duration::from_millis(1)).is_ok());
        halt.0.store(true, Ordering::SeqCst);
        assert!(matches!(halt.check(), Err(Failure::Stopped)));
        let years = Duration::from_secs(100_000_000);
        assert!(matches!(halt.wait(years), Err(Failure::Stopped)));
    }
}
