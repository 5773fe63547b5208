//! Runs the examples inside rule files and scorecards through the same path as every conversation.

use rapport_engine::{Dialogue, ExampleFile, Expected, ItemExampleFile, RuleFile, Scorecard, Scratch, evaluate};
use rapport_model::{ALL, Answer};

use crate::Engine;

/// An example that does not do what its file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleFailure {
    /// Id of the behaviour or of the scorecard's item.
    pub behaviour: String,
    /// Line in the file, from 1.
    pub line: u64,
    /// What was expected and what happened.
    pub message: String,
    /// The example.
    pub example: String,
}

/// How a set of files did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExampleReport {
    /// Examples run.
    pub run: u32,
    /// Examples that failed.
    pub failures: Vec<ExampleFailure>,
}

/// Runs the examples of the behaviours for which `wanted` holds.
pub fn run_examples(engine: &Engine, wanted: impl Fn(&RuleFile) -> bool) -> ExampleReport {
    let mut report = ExampleReport::default();
    let mut scratch = Scratch::default();
    for rule in engine.library.behaviours().filter(|rule| wanted(rule)) {
        for set in [&rule.examples.en, &rule.examples.zh] {
            let fires = set.fires.iter().map(|example| (example, true));
            for (example, fires) in fires.chain(set.silent.iter().map(|example| (example, false))) {
                report.run += 1;
                if let Err(message) = one(engine, rule, &example.value, fires, &mut scratch) {
                    report.failures.push(ExampleFailure { behaviour: rule.id.value.clone(), line: example.referenced.line(), message, example: example.value.say.clone() });
                }
            }
        }
    }
    report
}

/// Runs the examples inside a scorecard.
pub fn run_card_examples(engine: &Engine, card: &Scorecard) -> ExampleReport {
    let mut report = ExampleReport::default();
    let mut scratch = Scratch::default();
    for (item, example) in card.examples() {
        report.run += 1;
        if let Err(message) = answered(engine, card, &item.id.value, &example.value, &mut scratch) {
            report.failures.push(ExampleFailure { behaviour: item.id.value.clone(), line: example.referenced.line(), message, example: example.value.say.clone() });
        }
    }
    report
}

fn answered(engine: &Engine, card: &Scorecard, id: &str, example: &ItemExampleFile, scratch: &mut Scratch) -> Result<(), String> {
    let dialogue = Dialogue::parse(&example.say, example.channel.as_deref())?;
    let checked = engine.check(dialogue.conversation, scratch);
    let evaluation = evaluate(card, &checked.conversation, &checked.detection);
    let expected = Expected::parse(&example.answer.value).ok_or("the answer is none")?;
    let Some(item) = evaluation.items().find(|item| *item.item == *id) else { return Ok(()) };
    if expected.is(&item.answer) {
        return Ok(());
    }
    let answer = match item.answer {
        Answer::Share(ALL) => "yes".to_owned(),
        Answer::Share(0) => "no".to_owned(),
        Answer::Share(share) => format!("{} %", share / 100),
        Answer::NotApplicable(why) => format!("na ({})", why.as_str()),
        Answer::Open(why) => format!("open ({})", why.as_str()),
    };
    Err(format!("{id}: should be {}, but is {answer}", example.answer.value))
}

fn one(engine: &Engine, rule: &RuleFile, example: &ExampleFile, fires: bool, scratch: &mut Scratch) -> Result<(), String> {
    let dialogue = Dialogue::parse(&example.say, example.channel.as_deref())?;
    let checked = engine.check(dialogue.conversation, scratch);
    let mut own = checked
        .detection
        .findings
        .iter()
        .filter(|finding| *finding.behaviour == *rule.id.value && example.polarity.as_ref().is_none_or(|polarity| finding.polarity.as_str() == polarity));
    if !fires {
        return match own.next() {
            Some(finding) => Err(format!("should stay silent, but {} fires on turn {} at \"{}\"", finding.cue, finding.turn, finding.quote)),
            None => Ok(()),
        };
    }
    let wanted: Vec<_> = own.filter(|finding| dialogue.marked.is_none_or(|turn| turn == finding.turn)).collect();
    if wanted.is_empty() {
        return Err(if dialogue.marked.is_some() { "should fire on the starred turn, but does not".into() } else { "should fire, but does not".into() });
    }
    match example.level {
        Some(level) if wanted.iter().all(|finding| finding.level != Some(level)) => {
            Err(format!("should have level {level}, but has {:?} ({})", wanted[0].level.unwrap_or(0), wanted[0].cue))
        }
        _ => Ok(()),
    }
}
