//! What is learned from: turns as heads see them, with their labels.

use std::collections::BTreeSet;

use rapport_engine::{Classes, Library, Observed, Scratch, observe};
use rapport_model::Conversation;
use serde_json::Value;

/// What a turn is labelled with: a behaviour's id, with `+` or `-` behind it where the behaviour has both.
pub type Label = String;

/// How far a lesson's labels and rules can be trusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Teaches {
    /// Every label of every turn is there, and no rule was made with these words in sight: heads, thresholds and what is measured.
    Everything,
    /// Every label is there and rules are honest, but exchanges were chosen for what they show: they say nothing about how often.
    Border,
    /// Every label is there, but rules were fitted to these words: what the rules find here says nothing about what they find elsewhere.
    Words,
    /// One behaviour alone is labelled, and rules were fitted to these words.
    One(String),
}

/// One conversation, or a part of one.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// Conversations of one group are on one side of every split.
    pub group: String,
    /// What it teaches.
    pub teaches: Teaches,
    /// Its turns.
    pub turns: Vec<Observed>,
    /// Beside `turns`: their labels; `None` where nobody looked.
    pub labels: Vec<Option<BTreeSet<Label>>>,
}

impl Lesson {
    /// A labelled conversation: redacted, with the row that its source had, whose `turns` carry `labels`. `library` has its learned tier off.
    pub fn of(library: &Library, classes: &Classes, conversation: &Conversation, row: &Value, teaches: Teaches, scratch: &mut Scratch) -> Lesson {
        let turns = row["turns"].as_array().map_or(&[][..], Vec::as_slice);
        let labels = (0..conversation.turns.len()).map(|at| turns.get(at)?["labels"].as_array().map(|labels| labels.iter().filter_map(name_of).collect()));
        Lesson { group: conversation.id.clone(), teaches, turns: observe(library, classes, conversation, scratch), labels: labels.collect() }
    }
}

/// `{"behaviour": "boundary_set", "polarity": "+"}` → `boundary_set+`.
fn name_of(label: &Value) -> Option<Label> {
    Some(format!("{}{}", label["behaviour"].as_str()?, label["polarity"].as_str().unwrap_or_default()))
}

/// How much a turn of a short exchange counts: it was written for what it shows, in words that are bolder than those of whole conversations. Chosen by
/// cross-validation on whole ones.
const EXCHANGE: f32 = 0.4;

impl Teaches {
    /// How much a turn counts beside one of a whole conversation.
    pub(crate) fn worth(&self) -> f32 {
        match self {
            Teaches::Everything | Teaches::Words => 1.0,
            Teaches::Border | Teaches::One(_) => EXCHANGE,
        }
    }

    /// Whether rules were fitted to the words.
    pub(crate) fn is_fitted(&self) -> bool {
        matches!(self, Teaches::Words | Teaches::One(_))
    }
}
