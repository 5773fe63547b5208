//! Rule files: read, checked, compiled into one library.

mod build;
mod compile;
mod error;
mod file;
mod library;
mod loader;
mod report;

pub use error::{RuleError, RuleErrors};
pub use file::{Both, ExampleFile, ExampleSets, RuleFile};
pub use library::{Library, RuleSource, SKILLS};

pub(crate) use compile::{Cue, Hint, PatternSet, Place, SpanOf};
pub(crate) use file::{PositionFile, PredicateFile};
pub(crate) use library::{Condition, Counted, Near, OpportunityRule, Rule, RuleId, Side, SlotRule, TextTest, Trigger};
pub(crate) use report::{Report, channels};
