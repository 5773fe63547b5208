//! What the learner reaches on the public corpora that weights may be trained on.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use rapport_engine::{Classes, Feature, text_features};
use rapport_learn::{FOLDS, Pull, Sorted, ToldReason, Valued, fold_of, reasons, sorts, values};
use serde_json::Value;

use super::score::Counts;
use crate::training::{public, spearman};
use crate::{lessons, places};

/// Groups of Demszky et al. (ACL 2020), table of the mapping to Ekman's emotions.
const EKMAN: [(&str, &[&str]); 7] = [
    ("anger", &["anger", "annoyance", "disapproval"]),
    ("disgust", &["disgust"]),
    ("fear", &["fear", "nervousness"]),
    ("joy", &["joy", "amusement", "approval", "excitement", "gratitude", "love", "optimism", "relief", "pride", "admiration", "desire", "caring"]),
    ("sadness", &["sadness", "disappointment", "embarrassment", "grief", "remorse"]),
    ("surprise", &["surprise", "realization", "confusion", "curiosity"]),
    ("neutral", &["neutral"]),
];

/// Examples of a reason that a centre may have labelled.
const EXAMPLES: [usize; 3] = [10, 30, usize::MAX];

/// The table; nothing where the corpora are absent.
pub fn report(folder: &Path) -> Option<String> {
    let classes = lessons::classes("en").ok()?;
    let mut rows = places::rows(&folder.join("train/goemotions.train.jsonl"))?;
    rows.extend(places::rows(&folder.join("train/goemotions.dev.jsonl"))?);
    let names = |row: &Value| -> Vec<String> { row["emotions"].as_array().into_iter().flatten().filter_map(|name| Some(name.as_str()?.to_owned())).collect() };
    let all: Vec<String> = rows.iter().flat_map(names).collect::<BTreeSet<_>>().into_iter().collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let sorted = |sort: &dyn Fn(&str) -> Option<usize>| -> Vec<Sorted> {
        let of = |row: &Value| {
            let text = row["text"].as_str().unwrap_or_default();
            Sorted { group: text.to_owned(), features: features(&classes, text), sorts: names(row).iter().filter_map(|name| sort(name)).collect(), measures: true }
        };
        rows.iter().map(of).collect()
    };
    let said = sorted(&|name| all.iter().position(|other| *other == name));
    let fine = several(&said, &sorts(&said, &all, Pull { cost: 0.2, positive: 2.0, least: 0.0 }).likely, all.len());
    let groups: Vec<&str> = EKMAN.iter().map(|(name, _)| *name).collect();
    let said = sorted(&|name| EKMAN.iter().position(|(_, members)| members.contains(&name)));
    let coarse = several(&said, &sorts(&said, &groups, Pull { cost: 0.1, positive: 2.0, least: 0.0 }).likely, groups.len());
    let mut out = format!(
        "| what | n | figure |\n|---|---:|---:|\n| GoEmotions, 28 emotions, macro-F1 | {} | {fine:.3} |\n| GoEmotions, Ekman and neutral, macro-F1 | {} | {:.3} |\n",
        rows.len(),
        rows.len(),
        coarse
    );
    for (name, language) in [("Chinese", "zh"), ("English", "en")] {
        let rated = public::rated(language, Some(folder));
        let valued: Vec<Valued> = rated.into_iter().map(|rated| Valued { group: rated.key, features: rated.contact.satisfaction, value: rated.satisfaction }).collect();
        let _ = writeln!(out, "| STC-3 satisfaction, {name}, Spearman | {} | {:.3} |", valued.len(), spearman(&values(&valued, "satisfaction", 0.3, 0.004).given));
    }
    for (name, contacts) in ["Banking77", "Insurance intents"].into_iter().zip(public::own_reasons(folder)) {
        for most in EXAMPLES {
            out.extend(own_reasons(name, &contacts, most));
        }
    }
    Some(out)
}

/// How far runs of letters count beside words.
const RUNS: f32 = 0.7;

/// What is looked at in a text of a public network: what heads look at, and runs of three to five letters, because spelling there is free.
fn features(classes: &Classes, text: &str) -> Vec<Feature> {
    let mut features = text_features(classes, text);
    let mut runs: BTreeSet<u32> = BTreeSet::new();
    for word in text.split_whitespace() {
        let letters: Vec<char> = format!(" {} ", word.to_lowercase()).chars().collect();
        for length in 3..=5 {
            runs.extend(letters.windows(length).map(run));
        }
    }
    let value = (RUNS * Feature::ONE as f32 / (runs.len().max(1) as f32).sqrt()) as i32;
    features.extend(runs.into_iter().map(|hash| Feature { hash, value, of_rules: false }));
    features
}

/// FNV-1a, 32 bits.
fn run(letters: &[char]) -> u32 {
    letters.iter().fold(0x811c_9dc5, |hash, &letter| (hash ^ u32::from(letter)).wrapping_mul(0x0100_0193))
}

/// A row: a centre's own reasons, learned from no more examples of each than `most`.
fn own_reasons(name: &str, contacts: &[ToldReason], most: usize) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut taken = Vec::new();
    for one in contacts {
        let count = counts.entry(&one.reason).or_default();
        *count += 1;
        if *count <= most {
            taken.push(one.clone());
        }
    }
    let made = reasons(&taken)?;
    let right = 100.0 * f64::from(made.right) / f64::from(made.contacts.max(1));
    let (f1, baseline) = made.macro_f1;
    let examples = if most == usize::MAX { "all examples".to_owned() } else { format!("at most {most} examples each") };
    Some(format!("| {name}, {} reasons, {examples}, macro-F1 | {} | {f1:.3}, right {right:.1} % (always the most frequent: {baseline:.3}) |\n", made.each.len(), made.contacts))
}

/// Mean F1 of sorts of which a text may have several. From which probability on it has one is chosen for each sort and part on the other parts.
fn several(said: &[Sorted], likely: &[(usize, Vec<f32>)], sorts: usize) -> f64 {
    let mut counts = vec![Counts::default(); sorts];
    for (sort, counts) in counts.iter_mut().enumerate() {
        let asked: Vec<(u8, f32, bool)> = likely.iter().map(|(number, likely)| (fold_of(&said[*number].group), likely[sort], said[*number].sorts.contains(&sort))).collect();
        for part in 0..FOLDS {
            let least = best_place(asked.iter().filter(|(other, ..)| *other != part));
            asked.iter().filter(|(own, ..)| *own == part).for_each(|&(_, likely, is)| counts.decide(likely >= least, is));
        }
    }
    mean(&counts)
}

/// The probability from which on F1 is highest.
fn best_place<'a>(asked: impl Iterator<Item = &'a (u8, f32, bool)>) -> f32 {
    let mut sorted: Vec<(f32, bool)> = asked.map(|&(_, likely, is)| (likely, is)).collect();
    sorted.sort_by(|a, b| b.0.total_cmp(&a.0));
    let labelled = sorted.iter().filter(|(_, is)| *is).count();
    let (mut hits, mut best) = (0, (0.0, 1.0));
    for (at, &(likely, is)) in sorted.iter().enumerate() {
        hits += usize::from(is);
        let f1 = 2.0 * hits as f64 / (at + 1 + labelled) as f64;
        if f1 > best.0 {
            best = (f1, likely);
        }
    }
    best.1
}

fn mean(counts: &[Counts]) -> f64 {
    counts.iter().map(Counts::f1).sum::<f64>() / counts.len() as f64
}
