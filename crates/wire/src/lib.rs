//! Results as JSON, vCon and plain JSON: one form for the command line and the server, each reason in words.

mod about;
pub mod behaviour;
mod evaluation;
mod found;
mod language;
mod parts;
pub mod plain;
mod readings;
mod reason;
pub mod vcon;
mod words;

pub use about::{About, EngineInfo, TurnOut, Wanted, turns};
pub use evaluation::{EvaluationOut, evaluation_out, percent, word};
pub use found::{Found, Observed};
pub use language::Lang;
pub use parts::in_words;
pub use readings::ReadingsOut;
pub use reason::reason;
pub use words::{TextOut, skill_name};
