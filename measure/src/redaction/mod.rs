//! Measures redaction: recall on made-up cases of every type, false masks on hard ones, and on public data.

mod cases;
mod data;
mod seed;
mod values;

use std::fmt::Write;
use std::path::Path;

use rapport_text::redact::{Redacted, redact_turns};

use cases::{Case, TYPES, negative, positive};
pub use seed::Seed;

/// Cases per type and language.
const EACH: usize = 2_000;

/// The report as Markdown; `data` is the folder of public corpora, left out where absent.
pub fn report(data: Option<&Path>) -> String {
    let mut out = String::from("| type | language | n | recall |\n|---|---|---:|---:|\n");
    for kind in TYPES {
        for chinese in [false, true] {
            let mut seed = Seed::new(20_260_101);
            let found = (0..EACH).filter(|_| missed(&positive(&mut seed, kind, chinese)).is_none()).count();
            let recall = found as f64 / EACH as f64;
            let _ = writeln!(out, "| {kind} | {} | {EACH} | {recall:.4} |", language(chinese));
        }
    }
    out.push_str("\n| hard negatives | n | turns with a false mask |\n|---|---:|---:|\n");
    for chinese in [false, true] {
        let mut seed = Seed::new(7);
        let wrong = (0..EACH).filter(|_| redacted(&negative(&mut seed, chinese)).iter().any(|r| !r.masks.is_empty())).count();
        let _ = writeln!(out, "| {} | {EACH} | {wrong} |", language(chinese));
    }
    if let Some(folder) = data {
        out.push_str(&data::report(folder));
    }
    out
}

/// Up to `most` made-up cases that fail, to look at.
pub fn failures(kind: &str, chinese: bool, most: usize) -> Vec<String> {
    let mut seed = Seed::new(20_260_101);
    (0..EACH).filter_map(|_| missed(&positive(&mut seed, kind, chinese))).take(most).collect()
}

/// Every mask on a file of dialogues as "token, turn", with the number of words; nothing where it is absent.
pub fn masks_on(file: &Path) -> Option<(usize, Vec<String>)> {
    data::masks_on(file)
}

/// Up to `most` hard negatives that were masked.
pub fn false_masks(chinese: bool, most: usize) -> Vec<String> {
    let mut seed = Seed::new(7);
    (0..EACH).flat_map(|_| redacted(&negative(&mut seed, chinese))).filter(|r| !r.masks.is_empty()).map(|r| r.text).take(most).collect()
}

fn redacted(case: &Case) -> Vec<Redacted> {
    redact_turns(case.turns.iter().map(|(side, text)| (*side, text.as_str())))
}

/// What is left where a span's letters and digits are not all under masks; fillers between them may stay.
fn missed(case: &Case) -> Option<String> {
    let got = redacted(case);
    for (turn, start, end) in &case.spans {
        let chars: Vec<char> = case.turns[*turn].1.chars().collect();
        let (mut bare, mut all) = (0, 0);
        for (at, char) in chars.iter().enumerate().take(*end).skip(*start) {
            let masked = got[*turn].masks.iter().any(|m| (m.span.start as usize..m.span.end as usize).contains(&at));
            all += usize::from(char.is_alphanumeric());
            bare += usize::from(char.is_alphanumeric() && !masked);
        }
        if bare > 0 && all > 0 {
            let lines: Vec<String> = case.turns.iter().zip(&got).map(|((_, a), b)| format!("{a} => {}", b.text)).collect();
            return Some(lines.join(" | "));
        }
    }
    None
}

fn language(chinese: bool) -> &'static str {
    if chinese { "zh" } else { "en" }
}
