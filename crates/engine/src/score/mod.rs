//! Scorecards: a form applied to what was found in a conversation, in whole numbers.

mod accuracy;
mod applies;
mod card;
mod difference;
mod evaluate;
mod example;
mod file;
mod how;
mod mean;
mod rate;
mod review;
mod view;

pub use accuracy::{Accuracy, ClassAccuracy};
pub use card::{Choice, Item, Scale, Scorecard, Section};
pub use difference::{Difference, ItemDifference};
pub use evaluate::evaluate;
pub use example::Expected;
pub use file::{ChoiceFile, GuidanceFile, HowFile, ItemExampleFile, ItemFile, NaFile, ScorecardFile, SectionFile};
pub use mean::Mean;
pub use review::{Reviewed, Verdict};
