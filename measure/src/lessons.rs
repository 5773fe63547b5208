//! What the learned tier is trained on: the labelled conversations, and the examples inside rule files.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use rapport_engine::{Classes, Dialogue, ExampleFile, Library, RuleFile, Scratch, observe};
use rapport_learn::{Label, Lesson, Teaches};
use serde_json::Value;

use crate::places;

/// Parts of the corpus that heads learn from, and what they teach.
const PARTS: [(&str, Teaches); 3] = [("train", Teaches::Everything), ("sketches", Teaches::Border), ("dev", Teaches::Words)];

/// Everything that a language's heads learn from.
///
/// # Errors
/// A part of the corpus cannot be read.
pub fn all(library: &Library, classes: &[Classes; 2]) -> Result<Vec<Lesson>> {
    let mut lessons = Vec::new();
    for (language, classes) in ["en", "zh"].into_iter().zip(classes) {
        for (part, teaches) in PARTS {
            for (conversation, row) in conversations(library, part, language)? {
                lessons.push(Lesson::of(library, classes, &conversation, &row, teaches.clone(), &mut Scratch::default()));
            }
        }
    }
    lessons.extend(examples(library, classes));
    Ok(lessons)
}

/// The conversations of a part, redacted, each with its row.
///
/// # Errors
/// The file is absent or does not read.
pub fn conversations(library: &Library, part: &str, language: &str) -> Result<Vec<(rapport_model::Conversation, Value)>> {
    let file = places::project().join(format!("corpus/{part}/{language}.jsonl"));
    let text = std::fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let read = rapport_intake::read(&file.display().to_string(), text.as_bytes());
    text.lines()
        .zip(read)
        .map(|(line, read)| {
            let mut conversation = read.map_err(|problem| anyhow::anyhow!("{}", problem.message))?;
            rapport_flow::redact_with_roles(library, &mut conversation);
            Ok((conversation, serde_json::from_str(line)?))
        })
        .collect()
}

/// The level that most labels of a behaviour have.
///
/// # Errors
/// A part of the corpus cannot be read.
pub fn levels() -> Result<BTreeMap<Label, u8>> {
    let mut counts: BTreeMap<Label, [u32; 5]> = BTreeMap::new();
    for (language, (part, _)) in ["en", "zh"].into_iter().flat_map(|language| PARTS.iter().map(move |part| (language, part))) {
        let file = places::project().join(format!("corpus/{part}/{language}.jsonl"));
        for row in places::rows(&file).with_context(|| format!("cannot read {}", file.display()))? {
            for label in row["turns"].as_array().into_iter().flatten().flat_map(|turn| turn["labels"].as_array().into_iter().flatten()) {
                let name = format!("{}{}", label["behaviour"].as_str().unwrap_or_default(), label["polarity"].as_str().unwrap_or_default());
                counts.entry(name).or_default()[label["level"].as_u64().unwrap_or(0).min(4) as usize] += 1;
            }
        }
    }
    // The first of equals.
    let most = |counts: [u32; 5]| (0..5u8).rev().max_by_key(|&level| counts[usize::from(level)]).unwrap_or(0);
    Ok(counts.into_iter().map(|(name, counts)| (name, most(counts))).collect())
}

/// The examples of all rule files: the turn in which a rule fires, and the turns of silent ones.
fn examples(library: &Library, classes: &[Classes; 2]) -> Vec<Lesson> {
    let mut scratch = Scratch::default();
    let mut lessons = Vec::new();
    for rule in library.behaviours() {
        for (set, classes) in [&rule.examples.en, &rule.examples.zh].into_iter().zip(classes) {
            let fires = set.fires.iter().map(|example| (example, true));
            for (example, fires) in fires.chain(set.silent.iter().map(|example| (example, false))) {
                lessons.extend(lesson(library, classes, rule, &example.value, fires, &mut scratch));
            }
        }
    }
    lessons
}

fn lesson(library: &Library, classes: &Classes, rule: &RuleFile, example: &ExampleFile, fires: bool, scratch: &mut Scratch) -> Option<Lesson> {
    let dialogue = Dialogue::parse(&example.say, example.channel.as_deref()).ok()?;
    let turns = observe(library, classes, &dialogue.conversation, scratch);
    let id = &rule.id.value;
    let labels = turns.iter().map(|turn| {
        let found = turn.drafts.iter().find(|draft| draft.behaviour == *id);
        match (fires, found) {
            (false, _) => Some(BTreeSet::new()),
            (true, Some(draft)) if rule.polarity.value == "±" => Some(BTreeSet::from([format!("{id}{}", draft.polarity.as_str())])),
            (true, Some(_)) => Some(BTreeSet::from([id.clone()])),
            // Nobody said that it is not there.
            (true, None) => None,
        }
    });
    Some(Lesson { group: example.say.clone(), teaches: Teaches::One(id.clone()), labels: labels.collect(), turns })
}

/// The classes that features name: those of the rule files' words, and signs, fragments that often go with a behaviour (`corpus/signs`).
///
/// # Errors
/// A file cannot be read.
pub fn classes(language: &str) -> Result<Classes> {
    let mut all: Vec<(String, Vec<String>)> = Vec::new();
    for source in places::sources()?.into_iter().filter(|source| source.name.contains("words/")) {
        let file: Value = serde_saphyr::from_str(&source.text).with_context(|| source.name.clone())?;
        for (name, lists) in file["classes"].as_object().into_iter().flatten() {
            let entries = lists[language].as_array().into_iter().flatten().filter_map(|entry| entry.as_str());
            // Patterns are for rules.
            let plain = entries.filter(|entry| !entry.contains(['(', '@', '_', '<', '.', '|'])).map(|entry| entry.replace('~', ""));
            all.push((name.clone(), plain.collect()));
        }
    }
    let file = places::project().join(format!("corpus/signs/{language}.txt"));
    let text = std::fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("## ") {
            all.push((format!("sign {}", name.trim()), Vec::new()));
        } else if let Some((_, entries)) = all.last_mut() {
            entries.extend(line.split([',', '，', '、']).map(|entry| entry.trim().to_owned()).filter(|entry| !entry.is_empty()));
        }
    }
    Ok(Classes::new(all.iter().map(|(name, entries)| (name.as_str(), entries.as_slice()))))
}
