//! Corrections: what the old head misses is learned, what it knows stays, other heads keep every weight.

use std::collections::BTreeSet;

use rapport_engine::{Calibration, Feature, HeadFile, Observed, TableFile};
use rapport_learn::{Corrected, Lesson, Teaches, ToldReason, Verdict, correct, reasons};

const OLD: u32 = 7;
const NEW: u32 = 9;
const NEVER: u32 = 11;

fn feature(hash: u32) -> Feature {
    Feature { hash, value: Feature::ONE, of_rules: false }
}

/// Forty conversations of three turns: one with the old sign, one with a new one, one with neither.
fn lessons(labelled: &[u32]) -> Vec<Lesson> {
    let lesson = |number: u32| {
        let turn = |sign: u32| Observed { agent: Some(true), features: vec![feature(sign), feature(100 + number % 3), feature(3)], ..Observed::default() };
        let label = |sign: u32| Some(if labelled.contains(&sign) { BTreeSet::from(["apology_owned".to_owned()]) } else { BTreeSet::new() });
        let signs = [OLD, NEW, NEVER];
        Lesson { group: format!("ours-{number}"), teaches: Teaches::Everything, turns: signs.map(turn).to_vec(), labels: signs.map(label).to_vec() }
    };
    (0..40).map(lesson).collect()
}

/// Two heads; the first one finds the old sign.
fn old() -> TableFile {
    let head = |name: &str| HeadFile {
        name: name.to_owned(),
        bias: -60 * Feature::ONE,
        // A weight of 100 is log-odds of 5.
        calibration: Calibration { slope: (5.0 / 100.0 / f64::from(Feature::ONE) * 65536.0 * 65536.0) as i64, offset: 0 },
        ..HeadFile::default()
    };
    TableFile { heads: vec![head("apology_owned"), head("name_used")], features: vec![OLD, NEVER], counts: vec![2, 1], numbers: vec![0, 1, 1], weights: vec![100, 50, 60] }
}

fn taught(lessons: &[Lesson], table: &TableFile) -> Corrected {
    correct(lessons, table, true, |_| true, |_| true, |_| false, |_| 2)
}

/// Whether a head of a table finds a turn with this sign.
fn finds(table: &TableFile, number: usize, sign: u32) -> bool {
    let mut from = 0;
    let mut score = i64::from(table.heads[number].bias);
    for (&hash, &count) in table.features.iter().zip(&table.counts) {
        for at in from..from + usize::from(count) {
            if usize::from(table.numbers[at]) == number && [sign, 100, 3].contains(&hash) {
                score += i64::from(table.weights[at]) * i64::from(Feature::ONE);
            }
        }
        from += usize::from(count);
    }
    score >= i64::from(table.heads[number].threshold)
}

#[test]
fn a_correction_learns_what_is_missed_and_keeps_what_is_known() {
    let old = old();
    assert!(finds(&old, 0, OLD) && !finds(&old, 0, NEW) && !finds(&old, 0, NEVER));
    let made = taught(&lessons(&[OLD, NEW]), &old);
    let [report] = made.reports.as_slice() else { panic!("one behaviour") };
    assert_eq!((report.verdict, report.labels), (Verdict::Better, 80));
    assert_eq!((report.before.right, report.before.missed, report.before.wrong), (40, 40, 0));
    assert_eq!(report.after.map(|after| (after.right, after.wrong)), Some((80, 0)));
    assert!(finds(&made.table, 0, OLD) && finds(&made.table, 0, NEW) && !finds(&made.table, 0, NEVER), "{:?}", made.table);
    assert_eq!(made.table.heads[0].measured, report.after.unwrap_or_default());
}

#[test]
fn other_heads_keep_every_weight() {
    let (old, made) = (old(), taught(&lessons(&[OLD, NEW]), &old()));
    let of = |table: &TableFile| {
        let features = table.features.iter().zip(&table.counts).flat_map(|(&feature, &count)| std::iter::repeat_n(feature, usize::from(count)));
        features.zip(table.numbers.iter().zip(&table.weights)).filter(|(_, (number, _))| **number == 1).map(|(feature, (_, &weight))| (feature, weight)).collect::<Vec<_>>()
    };
    assert_eq!(of(&made.table), of(&old));
    assert_eq!(made.table.heads[1], old.heads[1]);
}

#[test]
fn a_head_that_needs_no_correction_is_left_byte_for_byte() {
    let made = taught(&lessons(&[OLD]), &old());
    assert_eq!(made.reports[0].verdict, Verdict::Left);
    assert_eq!(made.table, old());
}

#[test]
fn few_labels_change_nothing() {
    let made = taught(&lessons(&[NEW])[..11], &old());
    assert_eq!((made.reports[0].verdict, made.reports[0].labels, made.reports[0].after), (Verdict::TooFew, 11, None));
    assert_eq!(made.table, old());
}

#[test]
fn a_head_that_is_lacking_is_made() {
    let made = taught(&lessons(&[NEW]), &TableFile::default());
    assert_eq!(made.reports[0].verdict, Verdict::Better);
    assert_eq!((made.table.heads[0].name.as_str(), made.table.heads[0].level), ("apology_owned", 2));
    assert!(finds(&made.table, 0, NEW) && !finds(&made.table, 0, OLD));
}

#[test]
fn the_same_labels_give_the_same_table() {
    let (one, two) = (taught(&lessons(&[OLD, NEW]), &old()), taught(&lessons(&[OLD, NEW]), &old()));
    assert_eq!(one.table, two.table);
    assert_eq!(one.reports, two.reports);
}

#[test]
fn own_reasons_are_told_apart() {
    let told: Vec<ToldReason> = (0..60u32)
        .map(|number| ToldReason {
            group: format!("contact-{number}"),
            features: vec![feature(number % 3), feature(50 + number % 7)],
            reason: ["card.lost", "card.limit", "loan.rate"][number as usize % 3].into(),
        })
        .chain([ToldReason { group: "one".into(), features: vec![feature(1)], reason: "rare".into() }])
        .collect();
    let made = reasons(&told).expect("three reasons");
    assert_eq!(made.verdict, Verdict::Better);
    assert_eq!((made.contacts, made.right, made.most_frequent), (60, 60, 20));
    assert!(made.macro_f1.0 > 0.99 && made.macro_f1.1 < 0.2, "{:?}", made.macro_f1);
    assert_eq!(made.few, [("rare".to_owned(), 1)]);
    let names: Vec<&str> = made.table.heads.iter().map(|head| head.name.as_str()).collect();
    assert_eq!(names, ["card.limit", "card.lost", "loan.rate"]);
    let one = reasons(&told[..1]).expect("a report");
    assert_eq!((one.verdict, one.few), (Verdict::TooFew, vec![("card.lost".to_owned(), 1)]));
    assert!(reasons(&[]).is_none());
}

#[test]
fn reasons_that_nothing_tells_apart_are_not_taken() {
    let same = |number: u32| ToldReason { group: format!("contact-{number}"), features: vec![feature(1)], reason: if number.is_multiple_of(4) { "b".into() } else { "a".into() } };
    let made = reasons(&(0..40).map(same).collect::<Vec<_>>()).expect("two reasons");
    assert_eq!(made.verdict, Verdict::Left, "{:?}", made.macro_f1);
}
