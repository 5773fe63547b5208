//! Conversation in, findings with evidence out: pure, deterministic, without a clock or a disk.

mod clusters;
mod detect;
mod dialogue;
mod learned;
mod pattern;
mod predicates;
mod profile;
mod program;
mod roles;
mod rules;
mod score;
mod session;
mod without;

pub use clusters::Clusters;
pub use dialogue::Dialogue;
pub use learned::{
    BELIEVED, Calibration, Classes, ClassesFile, Contact, DraftSeen, FORMAT as WEIGHTS_FORMAT, Feature, HeadFile, HintOnly, LEAST_LABELS, LIKELY, LearnedError, Measured, Observed,
    ReadingsFile, TableFile, WeightsFile, gate, observe, observe_contact, text_features,
};
pub use profile::{Profile, profile};
pub use program::Program;
pub use roles::infer_roles;
pub use rules::{Both, ExampleFile, ExampleSets, Library, RuleError, RuleErrors, RuleFile, RuleSource, SKILLS};
pub use score::{
    Accuracy, Choice, ChoiceFile, ClassAccuracy, Difference, Expected, GuidanceFile, HowFile, Item, ItemDifference, ItemExampleFile, ItemFile, Mean, NaFile, Reviewed, Scale,
    Scorecard, ScorecardFile, Section, SectionFile, Verdict, evaluate,
};
pub use session::{Change, Session, redaction_side};

use rapport_model::{Conversation, Episode, Finding, Opportunity, Readings, Skill};
use rapport_text::Language;

use detect::{Settled, TurnRead};

/// Version of the engine; another one may give other results.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Everything the engine says about one conversation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Detection {
    /// In the order of the conversation.
    pub findings: Vec<Finding>,
    /// In the order of the conversation.
    pub opportunities: Vec<Opportunity>,
    /// De-escalation episodes, in order.
    pub episodes: Vec<Episode>,
    /// Per skill.
    pub skills: Vec<Skill>,
    /// Language of each turn.
    pub languages: Vec<Language>,
    /// What the customer's words say beside behaviours; empty where the learned tier is off.
    pub readings: Readings,
}

impl Detection {
    fn from_settled(library: &Library, settled: Settled, turns: &[TurnRead]) -> Detection {
        let Settled { findings, opportunities, episodes, skills } = settled;
        let languages = turns.iter().map(|turn| turn.reading.language).collect();
        Detection { findings, opportunities, episodes, skills, languages, readings: learned::read(&library.learned, turns) }
    }

    /// The language most turns are in; English before Chinese where they are equal.
    pub fn language(&self) -> Language {
        let count = |wanted| self.languages.iter().filter(|language| **language == wanted).count();
        let (english, chinese) = (count(Language::English), count(Language::Chinese));
        match () {
            () if english + chinese == 0 => Language::Other,
            () if chinese > english => Language::Chinese,
            () => Language::English,
        }
    }
}

/// Memory of an engine that reads many conversations one after another.
#[derive(Default)]
pub struct Scratch {
    turns: Vec<TurnRead>,
    presence: detect::Presence,
    ledger: detect::Ledger,
}

/// Reads a redacted conversation.
pub fn detect(library: &Library, program: &Program, conversation: &Conversation, scratch: &mut Scratch) -> Detection {
    let count = conversation.turns.len();
    if scratch.turns.len() < count {
        scratch.turns.resize_with(count, TurnRead::default);
    }
    for (read, turn) in scratch.turns.iter_mut().zip(&conversation.turns) {
        read.begin(&turn.party, &turn.text);
        (read.start_ms, read.end_ms) = (turn.start_ms, turn.end_ms);
    }
    for at in 0..count {
        detect::read(library, conversation.channel, &mut scratch.turns[..count], at, &mut scratch.presence);
    }
    let turns = &scratch.turns[..count];
    let world = detect::World { library, program, channel: conversation.channel, events: &conversation.events };
    let settled = detect::settle(world, turns, &mut scratch.ledger);
    Detection::from_settled(library, settled, turns)
}
