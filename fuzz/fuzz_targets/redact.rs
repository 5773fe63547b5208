//! Any turns are redacted without a panic: tokens stand where masks say, and redacting once more takes none of them apart: `make fuzz`.
#![no_main]

use rapport_text::redact::{Side, redact_turns};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let side = |turn: usize| [Side::Agent, Side::Customer, Side::Other][turn % 3];
    let first = redact_turns(text.lines().enumerate().map(|(turn, line)| (side(turn), line)));
    // What follows a masked value may be read otherwise once it is gone: more may be masked then, but never part of a token.
    let again = redact_turns(first.iter().enumerate().map(|(turn, redacted)| (side(turn), redacted.text.as_str())));
    for (redacted, once_more) in first.iter().zip(&again) {
        for mask in &redacted.masks {
            let (start, end) = (mask.token_span.start, mask.token_span.end);
            let token: String = redacted.text.chars().skip(start as usize).take((end - start) as usize).collect();
            assert_eq!(token, mask.token);
            assert!(once_more.masks.iter().all(|other| other.span.end <= start || other.span.start >= end || (other.span.start <= start && other.span.end >= end)));
        }
    }
});
