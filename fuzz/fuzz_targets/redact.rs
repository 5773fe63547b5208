//! Any turns are redacted without a panic, and masked text stays as it is: `make fuzz`.
#![no_main]

use rapport_text::redact::{Side, redact_turns};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let side = |turn: usize| [Side::Agent, Side::Customer, Side::Other][turn % 3];
    let first = redact_turns(text.lines().enumerate().map(|(turn, line)| (side(turn), line)));
    let again = redact_turns(first.iter().enumerate().map(|(turn, redacted)| (side(turn), redacted.text.as_str())));
    assert!(again.iter().all(|redacted| redacted.masks.is_empty()));
});
