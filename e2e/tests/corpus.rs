//! What the open corpus promises: enough dialogues of enough kinds, labels that point at words, two passes whose agreement is recomputed, and no dialogue
//! that is another one in disguise.

#![allow(clippy::unwrap_used, reason = "what helps a test may break off as the test may")]

mod repository;

use std::collections::{BTreeMap, BTreeSet};

use rapport_engine::Library;
use rapport_stats::{Metric, alpha};
use rapport_text::{Reading, to_simplified};
use serde_json::Value;

const LANGUAGES: [&str; 2] = ["en", "zh"];
const PARTS: [&str; 3] = ["train", "dev", "held-out"];

/// Behaviours that need timing, other contacts or a program's facts are not labelled.
const UNLABELLED: [&str; 3] = ["interruption_by_agent", "dead_air", "claim_accuracy"];

fn rows(path: &str) -> Vec<Value> {
    let file = repository::root().join("corpus").join(path);
    let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn dialogues(language: &str) -> Vec<Value> {
    PARTS.iter().flat_map(|part| rows(&format!("{part}/{language}.jsonl"))).collect()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn name(label: &Value) -> String {
    format!("{}{}", label["behaviour"].as_str().unwrap(), label["polarity"].as_str().unwrap_or_default())
}

/// The side that a turn speaks for: true the agent's.
fn side(turn: &Value) -> Option<bool> {
    match turn["who"].as_str().unwrap() {
        "agent" | "supervisor" => Some(true),
        "customer" => Some(false),
        _ => None,
    }
}

#[test]
fn there_are_enough_dialogues_of_enough_kinds() {
    for language in LANGUAGES {
        let all = dialogues(language);
        assert!(all.len() >= 300, "{language}: {}", all.len());
        let ids: BTreeSet<&str> = all.iter().map(|row| row["id"].as_str().unwrap()).collect();
        assert_eq!(ids.len(), all.len(), "{language}: every dialogue is in one part alone");
        let told: Vec<&Value> = all.iter().filter(|row| row["industry"].is_string()).collect();
        let industries: BTreeSet<&str> = told.iter().map(|row| row["industry"].as_str().unwrap()).collect();
        assert!(industries.len() >= 12, "{language}: {industries:?}");
        for channel in ["voice", "chat", "email", "sms"] {
            assert!(all.iter().filter(|row| row["channel"] == channel).count() >= 20, "{language}: {channel}");
        }
        for handling in ["good", "middling", "poor"] {
            assert!(told.iter().filter(|row| row["handling"] == handling).count() * 5 >= told.len(), "{language}: {handling}");
        }
        let voice: Vec<_> = told.iter().filter(|row| row["channel"] == "voice").collect();
        let recognised = voice.iter().filter(|row| row["register"].as_str().is_some_and(|register| register.contains("asr"))).count();
        assert!(recognised * 10 >= voice.len() * 3, "{language}: {recognised} of {}", voice.len());
    }
}

#[test]
fn every_core_behaviour_has_forty_turns_in_each_language() {
    let library: Library = repository::library();
    for language in LANGUAGES {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for turn in dialogues(language).iter().flat_map(|row| list(&row["turns"])) {
            list(&turn["labels"]).iter().for_each(|label| *counts.entry(name(label)).or_default() += 1);
        }
        for rule in library.behaviours().filter(|rule| rule.tier.value == "core" && !UNLABELLED.contains(&rule.id.value.as_str())) {
            let count: usize = counts.iter().filter(|(name, _)| name.trim_end_matches(['+', '-']) == rule.id.value).map(|(_, count)| count).sum();
            assert!(count >= 40, "{language}: {} has {count}", rule.id.value);
        }
    }
}

#[test]
fn labels_are_known_and_quotes_are_exact() {
    let library = repository::library();
    for language in LANGUAGES {
        for row in dialogues(language).into_iter().chain(rows(&format!("sketches/{language}.jsonl"))) {
            for turn in list(&row["turns"]) {
                for label in list(&turn["labels"]) {
                    let id = label["behaviour"].as_str().unwrap();
                    assert!(library.behaviour(id).is_some(), "{}: {id}", row["id"]);
                    assert_ne!(side(turn), Some(id.starts_with("cust_")), "{}: {id} stands on the other side", row["id"]);
                    assert!((1..=4).contains(&label["level"].as_u64().unwrap()), "{}: {id}", row["id"]);
                    let quote = label["quote"].as_str().unwrap_or_default();
                    assert!(turn["text"].as_str().unwrap().contains(quote), "{}: {quote}", row["id"]);
                }
                assert!(!turn["emotion"].is_object() || side(turn) == Some(false), "{}: only customers have emotions", row["id"]);
            }
        }
    }
}

/// Agreement of the two passes, recomputed from their raw files, is what `corpus/agreement.md` says.
#[test]
fn agreement_is_what_the_page_says() {
    let mut page = String::from(
        "# Agreement of the two passes\n\nKrippendorff's alpha (nominal: there or not, over all turns of the behaviour's side), recomputed from `passes/first` and `passes/second` by\n`e2e/tests/corpus.rs`. *n* is the number of turns that at least one pass labelled. Below 0.667 a label is not safe to decide on.\n",
    );
    for language in LANGUAGES {
        let all = dialogues(language);
        let turns: Vec<(&str, u64, Option<bool>)> =
            all.iter().flat_map(|row| list(&row["turns"]).iter().enumerate().map(|(at, turn)| (row["id"].as_str().unwrap(), at as u64, side(turn)))).collect();
        let passes: Vec<Vec<Value>> = ["first", "second"].iter().map(|pass| rows(&format!("passes/{pass}/{language}.jsonl"))).collect();
        let labels: Vec<BTreeSet<(&str, u64, String)>> = passes
            .iter()
            .map(|pass| pass.iter().flat_map(|row| list(&row["labels"]).iter().map(|label| (row["id"].as_str().unwrap(), label["turn"].as_u64().unwrap(), name(label)))).collect())
            .collect();
        for pass in &passes {
            assert_eq!(pass.iter().map(|row| row["id"].as_str().unwrap()).collect::<BTreeSet<_>>().len(), all.len(), "{language}: every dialogue is in both passes");
        }
        let names: BTreeSet<&String> = labels.iter().flatten().map(|(_, _, name)| name).collect();
        page += &format!("\n## {language}\n\n| label | n | alpha |\n|---|---:|---:|\n");
        let (mut sum, mut count) = (0.0, 0);
        for label in names {
            let agent = !label.starts_with("cust_");
            let own = turns.iter().filter(|(_, _, side)| *side == Some(agent));
            let units: Vec<Vec<i64>> = own.map(|(id, at, _)| labels.iter().map(|pass| i64::from(pass.contains(&(id, *at, label.clone())))).collect()).collect();
            let n = units.iter().filter(|unit| unit.contains(&1)).count();
            let value = alpha(&units, Metric::Nominal).unwrap();
            (sum, count) = (sum + value, count + 1);
            page += &format!("| {label} | {n} | {value:.2} |\n");
        }
        page += &format!("\nMean over {count} labels: {:.2}.\n", sum / f64::from(count));
        page += &contacts(language, &passes);
    }
    let file = repository::root().join("corpus/agreement.md");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&file, &page).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap(), page, "run `BLESS=1 cargo test -p rapport-e2e --test corpus` and look at the difference");
}

/// Agreement on emotions, outcome, reason and satisfaction, where both passes told them.
fn contacts(language: &str, passes: &[Vec<Value>]) -> String {
    let by_id: BTreeMap<&str, &Value> = passes[1].iter().map(|row| (row["id"].as_str().unwrap(), row)).collect();
    let both: Vec<(&Value, &Value)> = passes[0].iter().filter(|row| row["emotions"].is_array()).map(|row| (row, by_id[row["id"].as_str().unwrap()])).collect();
    let mut numbers: BTreeMap<String, i64> = BTreeMap::new();
    let mut number = |text: &str| {
        let next = numbers.len() as i64;
        *numbers.entry(text.to_owned()).or_insert(next)
    };
    let mut units: [Vec<Vec<i64>>; 4] = Default::default();
    for (one, two) in &both {
        for (unit, field) in units.iter_mut().zip(["outcome", "reason"]) {
            unit.push([one, two].iter().map(|row| number(row[field].as_str().unwrap())).collect());
        }
        units[2].push([one, two].iter().map(|row| row["satisfaction"].as_i64().unwrap()).collect());
        let told: BTreeSet<u64> = [one, two].iter().flat_map(|row| list(&row["emotions"])).map(|emotion| emotion["turn"].as_u64().unwrap()).collect();
        for turn in told {
            let of = |row: &Value| {
                list(&row["emotions"]).iter().find(|emotion| emotion["turn"] == turn).map_or("neutral".to_owned(), |emotion| emotion["is"].as_str().unwrap().to_owned())
            };
            units[3].push([one, two].iter().map(|row| number(&of(row))).collect());
        }
    }
    let mut out = format!("\nOn the {} dialogues where both passes told them ({language}):\n\n| reading | n | alpha |\n|---|---:|---:|\n", both.len());
    let kinds = [("outcome", Metric::Nominal), ("reason", Metric::Nominal), ("satisfaction", Metric::Ordinal), ("emotion, of turns where one pass saw any", Metric::Nominal)];
    for ((name, metric), units) in kinds.into_iter().zip(&units) {
        out += &format!("| {name} | {} | {:.2} |\n", units.len(), alpha(units, metric).unwrap());
    }
    out
}

/// Runs of so many English words are compared.
const WORDS: usize = 6;
/// Runs of so many Chinese characters are compared: greetings are shorter.
const CHARACTERS: usize = 12;

/// Runs of words of a dialogue's turns.
fn runs(row: &Value, length: usize) -> BTreeSet<u64> {
    let mut all = BTreeSet::new();
    for turn in list(&row["turns"]) {
        let reading = Reading::of(&to_simplified(turn["text"].as_str().unwrap()));
        for run in reading.tokens.windows(length) {
            all.insert(run.iter().fold(0u64, |hash, token| (hash.rotate_left(7) ^ token.key.0).wrapping_mul(0x9e37_79b9_7f4a_7c15)));
        }
    }
    all
}

/// The demo's conversations; those that were drawn from a dialogue of the corpus name it in `corpus`.
fn demo(language: &str) -> Vec<Value> {
    let files = ["larkmoor", "pippinbay"].map(|program| std::fs::read_to_string(repository::root().join(format!("demo/conversations/{language}/{program}.jsonl"))).unwrap());
    files.iter().flat_map(|text| text.lines()).map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// No two dialogues share more than a tenth of the shorter one's runs of words, those of the demo beside those of the corpus too; one that was drawn may be
/// like its origin, and like what was drawn from the same.
#[test]
fn no_dialogue_is_another_one_in_disguise() {
    for language in LANGUAGES {
        let mut all = dialogues(language);
        let demo = demo(language);
        assert!(demo.len() >= 120, "{language}: {} in the demo", demo.len());
        all.extend(demo);
        let origin = |row: &Value| row["corpus"].as_str().or(row["id"].as_str()).unwrap().to_owned();
        let length = if language == "zh" { CHARACTERS } else { WORDS };
        let runs: Vec<BTreeSet<u64>> = all.iter().map(|row| runs(row, length)).collect();
        let mut where_from: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
        for (at, runs) in runs.iter().enumerate() {
            runs.iter().for_each(|run| where_from.entry(*run).or_default().push(at));
        }
        let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for places in where_from.values().filter(|places| places.len() > 1) {
            for (at, one) in places.iter().enumerate() {
                places[at + 1..].iter().for_each(|two| *shared.entry((*one, *two)).or_default() += 1);
            }
        }
        for ((one, two), count) in shared {
            let shorter = runs[one].len().min(runs[two].len());
            if origin(&all[one]) == origin(&all[two]) {
                continue;
            }
            assert!(count * 10 <= shorter.max(30), "{language}: {} and {} share {count} of {shorter} runs of {length}", all[one]["id"], all[two]["id"]);
        }
    }
}
