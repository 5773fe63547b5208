//! Any bytes are split and read without a panic: `make fuzz`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = rapport_intake::read("fuzz.json", bytes);
});
