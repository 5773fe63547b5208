//! Weights from outside: no bytes make reading them panic, and what is wrong with them is said.

use proptest::prelude::*;
use rapport_engine::{HeadFile, LearnedError, TableFile, WEIGHTS_FORMAT, WeightsFile};

/// A few heads over a few features.
fn small() -> WeightsFile {
    let head = |name: &str| HeadFile { name: name.into(), threshold: 5, ..HeadFile::default() };
    let agent = TableFile { heads: vec![head("a"), head("b+")], features: vec![3, 90], counts: vec![2, 1], numbers: vec![0, 1, 1], weights: vec![7, -7, 3] };
    WeightsFile { format: WEIGHTS_FORMAT, language: "en".into(), agent, ..WeightsFile::default() }
}

#[test]
fn what_is_written_is_read() {
    let bytes = small().write().expect("weights can be written");
    assert_eq!(WeightsFile::read(&bytes), Ok(small()));
}

#[test]
fn another_format_and_tables_that_do_not_fit_are_told() {
    let other = WeightsFile { format: WEIGHTS_FORMAT + 1, ..small() };
    assert_eq!(WeightsFile::read(&other.write().expect("written")), Err(LearnedError::Format { found: WEIGHTS_FORMAT + 1 }));
    for spoil in [
        |table: &mut TableFile| table.numbers[0] = 2,
        |table: &mut TableFile| table.counts[0] = 200,
        |table: &mut TableFile| table.features.reverse(),
        |table: &mut TableFile| table.weights.truncate(2),
    ] {
        let mut file = small();
        spoil(&mut file.agent);
        let error = WeightsFile::read(&file.write().expect("written")).expect_err("it does not fit");
        assert!(error.to_string().contains("make it anew"), "{error}");
    }
}

#[test]
fn what_goes_on_after_its_end_and_unknown_languages_are_told() {
    let mut longer = small().write().expect("written");
    longer.push(0);
    assert!(matches!(WeightsFile::read(&longer), Err(LearnedError::Broken(_))));
    let other = WeightsFile { language: "de".into(), ..small() };
    assert_eq!(WeightsFile::read(&other.write().expect("written")), Err(LearnedError::Language));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_reading_weights_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = WeightsFile::read(&bytes);
    }

    #[test]
    fn spoilt_weights_are_read_or_refused(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()) {
        let mut bytes = small().write().expect("weights can be written");
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _ = WeightsFile::read(&bytes);
        let length = cut.index(bytes.len());
        let _ = WeightsFile::read(&bytes[..length]);
    }
}
