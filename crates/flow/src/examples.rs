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

/// What came of one example of a behaviour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TriedExample {
    /// Id of the behaviour.
    pub behaviour: String,
    /// Line in the file, from 1.
    pub line: u64,
    /// The example.
    pub example: String,
    /// Whether the behaviour should be found in it.
    pub fires: bool,
    /// What was expected and what happened, where the example fails.
    pub failure: Option<String>,
    /// Findings of the behaviour in it: turn, quote, cue.
    pub found: Vec<(u32, String, String)>,
}

/// Runs the examples of the behaviours for which `wanted` holds.
pub fn run_examples(engine: &Engine, wanted: impl Fn(&RuleFile) -> bool) -> ExampleReport {
    let tried = try_examples(engine, wanted);
    let run = tried.len() as u32;
    let failed = tried.into_iter().filter_map(|one| Some(ExampleFailure { message: one.failure?, behaviour: one.behaviour, line: one.line, example: one.example }));
    ExampleReport { run, failures: failed.collect() }
}

/// Runs the same examples, and tells what came of each.
pub fn try_examples(engine: &Engine, wanted: impl Fn(&RuleFile) -> bool) -> Vec<TriedExample> {
    let mut tried = Vec::new();
    let mut scratch = Scratch::default();
    for rule in engine.library.behaviours().filter(|rule| wanted(rule)) {
        for set in [&rule.examples.en, &rule.examples.zh] {
            let fires = set.fires.iter().map(|example| (example, true));
            for (example, fires) in fires.chain(set.silent.iter().map(|example| (example, false))) {
                let mut one =
                    TriedExample { behaviour: rule.id.value.clone(), line: example.referenced.line(), example: example.value.say.clone(), fires, failure: None, found: Vec::new() };
                one.failure = fails(engine, rule, &example.value, &mut one, &mut scratch).err();
                tried.push(one);
            }
        }
    }
    tried
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

fn fails(engine: &Engine, rule: &RuleFile, example: &ExampleFile, tried: &mut TriedExample, scratch: &mut Scratch) -> Result<(), String> {
    let dialogue = Dialogue::parse(&example.say, example.channel.as_deref())?;
    let checked = engine.check(dialogue.conversation, scratch);
    let own: Vec<_> = checked
        .detection
        .findings
        .iter()
        .filter(|finding| *finding.behaviour == *rule.id.value && example.polarity.as_ref().is_none_or(|polarity| finding.polarity.as_str() == polarity))
        .collect();
    tried.found = own.iter().map(|finding| (finding.turn, finding.quote.to_string(), finding.cue.to_string())).collect();
    if !tried.fires {
        return match own.first() {
            Some(finding) => Err(format!("should stay silent, but {} fires on turn {} at \"{}\"", finding.cue, finding.turn, finding.quote)),
            None => Ok(()),
        };
    }
    let wanted: Vec<_> = own.into_iter().filter(|finding| dialogue.marked.is_none_or(|turn| turn == finding.turn)).collect();
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
