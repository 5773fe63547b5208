//! The nouns of Rapport: conversation, turn, party, event, finding, opportunity.

mod conversation;
mod finding;
mod problem;

pub use conversation::{Channel, Conversation, Event, EventKind, Outcome, Party, Turn, WordTime};
pub use finding::{Episode, Finding, Opportunity, Polarity, Skill};
pub use problem::Problem;
