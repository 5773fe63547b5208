//! The labelled conversations: reads them, runs the whole path over them, compares turn by turn.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail};
use rapport_engine::Scratch;
use rapport_model::{Detector, Finding, Polarity};
use serde_json::Value;

use super::naive;
use super::score::Counts;
use crate::places::{self, Engines};

/// Behaviours that the labels leave out: they need timing, other contacts or a program's facts.
pub const UNLABELLED: [&str; 10] =
    ["interruption_by_agent", "dead_air", "response_pause", "talk_balance", "speech_rate", "claim_accuracy", "empathy_formulaic", "affect_alignment", "style_match", "derail_risk"];

/// Which labelled conversations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Those whose mistakes rule writers may read.
    Development,
    /// Those that nobody reads for rules: their figures count.
    HeldOut,
}

impl Part {
    fn folder(self) -> &'static str {
        match self {
            Part::Development => "dev",
            Part::HeldOut => "held-out",
        }
    }
}

/// A behaviour, with its polarity where the labels tell the two apart: `boundary_set +`.
pub type Behaviour = String;

/// Where each behaviour stands in one conversation.
type Places = BTreeSet<(Behaviour, u32)>;

/// One labelled conversation and what was found in it.
#[derive(Clone, Debug)]
pub struct Labelled {
    /// Its id.
    pub id: String,
    /// Party and words of each turn, as the source has them.
    pub turns: Vec<(String, String)>,
    /// What the labels say.
    pub labels: Places,
    /// What both tiers together found.
    pub found: Places,
    /// What rules alone found.
    pub rules: Places,
    /// What heads found by themselves.
    pub heads: Places,
    /// Confidence of each finding of a behaviour that has a head, in hundredths, and whether it is right.
    pub sure: Vec<(u8, bool)>,
    /// What the keyword list found.
    pub naive: Places,
}

/// Counts of one behaviour in one language.
#[derive(Clone, Copy, Debug, Default)]
pub struct HeldOut {
    /// The same turn.
    pub exact: Counts,
    /// The same turn or a neighbour.
    pub near: Counts,
    /// Rules alone, the same turn.
    pub rules: Counts,
    /// Heads by themselves, the same turn.
    pub heads: Counts,
    /// Keyword list, the same turn.
    pub naive: Counts,
    /// Once a conversation.
    pub contact: Counts,
}

/// Reads `corpus/PART/LANG.jsonl` and runs the engine over it.
///
/// # Errors
/// The file is absent, or a conversation does not read as it was labelled.
pub fn labelled(engines: &Engines, part: Part, language: &str) -> Result<Vec<Labelled>> {
    let file = places::project().join(format!("corpus/{}/{language}.jsonl", part.folder()));
    let text = std::fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let both_ways = with_polarity(&text);
    let mut scratch = Scratch::default();
    let mut out = Vec::new();
    for (line, read) in text.lines().zip(rapport_intake::read(&file.display().to_string(), text.as_bytes())) {
        let row: Value = serde_json::from_str(line)?;
        let conversation = read.map_err(|problem| anyhow::anyhow!("{}", problem.message))?;
        let turns = row["turns"].as_array().map_or(&[][..], Vec::as_slice);
        if conversation.turns.len() != turns.len() {
            bail!("{}: {} turns were read, {} are labelled", conversation.id, conversation.turns.len(), turns.len());
        }
        let name = |behaviour: &str, polarity: &str| match both_ways.contains(behaviour) {
            true => format!("{behaviour} {polarity}"),
            false => behaviour.to_owned(),
        };
        let mut labels = Places::new();
        for (at, turn) in turns.iter().enumerate() {
            for label in turn["labels"].as_array().into_iter().flatten() {
                let behaviour = label["behaviour"].as_str().unwrap_or_default();
                if !UNLABELLED.contains(&behaviour) {
                    labels.insert((name(behaviour, label["polarity"].as_str().unwrap_or("+")), at as u32));
                }
            }
        }
        let said: Vec<(String, String)> = conversation.turns.iter().map(|turn| (turn.party.as_str().to_owned(), turn.text.clone())).collect();
        let id = conversation.id.clone();
        let rules = engines.rules.check(conversation.clone(), &mut scratch);
        let checked = engines.both.check(conversation, &mut scratch);
        let counts = |finding: &&Finding| !UNLABELLED.contains(&&*finding.behaviour) && (finding.polarity != Polarity::Neutral || !both_ways.contains(&*finding.behaviour));
        let place = |finding: &Finding| (name(&finding.behaviour, finding.polarity.as_str()), finding.turn);
        let all = || checked.detection.findings.iter().filter(counts);
        let found: Places = all().map(place).collect();
        let heads = all().filter(|finding| finding.detector != Detector::Rule).map(place).collect();
        let sure = all().filter(|finding| finding.head.is_some() || finding.hint).map(|finding| (finding.confidence, labels.contains(&place(finding)))).collect();
        let rules = rules.detection.findings.iter().filter(counts).map(place).collect();
        out.push(Labelled { id, naive: naive::find(&said, language == "zh"), turns: said, labels, found, rules, heads, sure });
    }
    Ok(out)
}

/// Counts per behaviour over those conversations.
pub fn measure<'a>(conversations: impl Iterator<Item = &'a Labelled>) -> BTreeMap<Behaviour, HeldOut> {
    let mut counts: BTreeMap<Behaviour, HeldOut> = BTreeMap::new();
    for conversation in conversations {
        let names: BTreeSet<&Behaviour> =
            [&conversation.labels, &conversation.found, &conversation.rules, &conversation.naive].into_iter().flatten().map(|(name, _)| name).collect();
        for name in names {
            let turns = |places: &Places| -> Vec<u32> { places.iter().filter(|(other, _)| other == name).map(|(_, turn)| *turn).collect() };
            let (labels, found) = (turns(&conversation.labels), turns(&conversation.found));
            let entry = counts.entry(name.clone()).or_default();
            entry.exact += compare(&labels, &found, 0);
            entry.near += compare(&labels, &found, 1);
            entry.rules += compare(&labels, &turns(&conversation.rules), 0);
            entry.heads += compare(&labels, &turns(&conversation.heads), 0);
            entry.naive += compare(&labels, &turns(&conversation.naive), 0);
            entry.contact.decide(!found.is_empty(), !labels.is_empty());
        }
    }
    counts
}

/// Pairs each found turn with one labelled turn at most `reach` away; the same turn goes first.
fn compare(labels: &[u32], found: &[u32], reach: u32) -> Counts {
    let mut open: Vec<u32> = labels.to_vec();
    let mut rest: Vec<u32> = Vec::new();
    let mut counts = Counts::default();
    for turn in found {
        match open.iter().position(|label| label == turn) {
            Some(at) => {
                open.remove(at);
                counts.hits += 1;
            }
            None => rest.push(*turn),
        }
    }
    for turn in rest {
        match open.iter().position(|label| label.abs_diff(turn) <= reach) {
            Some(at) => {
                open.remove(at);
                counts.hits += 1;
            }
            None => counts.false_alarms += 1,
        }
    }
    counts.misses = open.len();
    counts
}

/// Behaviours whose labels carry a polarity: those have two.
fn with_polarity(text: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for row in text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()) {
        for turn in row["turns"].as_array().into_iter().flatten() {
            for label in turn["labels"].as_array().into_iter().flatten() {
                if let (Some(name), Some(_)) = (label["behaviour"].as_str(), label["polarity"].as_str()) {
                    names.insert(name.to_owned());
                }
            }
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_count_only_with_reach_and_only_once() {
        assert_eq!(compare(&[3, 8], &[3, 4, 9], 0), Counts { hits: 1, false_alarms: 2, misses: 1 });
        assert_eq!(compare(&[3, 8], &[3, 4, 9], 1), Counts { hits: 2, false_alarms: 1, misses: 0 });
    }
}
