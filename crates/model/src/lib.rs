//! The nouns of Rapport: conversation, turn, party, event, finding, opportunity, evaluation.

mod clock;
mod conversation;
mod evaluation;
mod exclusion;
mod finding;
mod problem;
mod readings;

pub use clock::{Clock, SetClock};
pub use conversation::{Channel, Conversation, Event, EventKind, Outcome, Party, Turn, WordTime};
pub use evaluation::{ALL, Answer, ENOUGH, ErrorClass, Evaluation, Evidence, ItemKind, ItemResult, Points, SectionResult, Standing, Why};
pub use exclusion::Exclusion;
pub use finding::{Detector, Episode, Finding, Opportunity, Polarity, Skill};
pub use problem::Problem;
pub use readings::{Emotion, Felt, Readings, Reason, Satisfaction};
