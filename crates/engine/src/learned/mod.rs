//! The learned tier: linear heads over hashed n-grams, the rules' cues and what came before, beside the rules.

mod attach;
mod bytes;
mod classes;
mod decide;
mod features;
mod gate;
mod lookup;
mod observe;
mod readings;
mod score;
mod seen;
mod table;
mod weights;

pub use gate::{BELIEVED, HintOnly, LEAST_LABELS, LIKELY, gate};
pub use observe::{Contact, DraftSeen, Feature, Observed, observe, observe_contact, text_features};
pub use weights::{Calibration, FORMAT, HeadFile, LearnedError, Measured, ReadingsFile, TableFile, WeightsFile};

pub(crate) use attach::Learned;
pub use classes::{Classes, ClassesFile};
pub(crate) use decide::{decide, named};
pub(crate) use features::{Features, Keys};
pub(crate) use readings::read;
pub(crate) use score::{Guesses, guess};
