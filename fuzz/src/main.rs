//! Searches for inputs of one target, which `$POSTIL_TARGET` names. `cargo xtask soak` builds and
//! runs it; its arguments are libFuzzer's.
#![no_main]

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use postil_fuzz::{TARGETS, Target};

static TARGET: OnceLock<Target> = OnceLock::new();

fuzz_target!(|data: &[u8]| {
    let target = TARGET.get_or_init(|| {
        let name = std::env::var("POSTIL_TARGET").unwrap_or_default();
        let found = TARGETS.iter().find(|(known, _)| *known == name);
        found.expect("POSTIL_TARGET names one of the targets").1
    });
    target(data);
});
