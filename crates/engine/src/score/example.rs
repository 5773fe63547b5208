//! The answers that examples in scorecards expect.

use rapport_model::{ALL, Answer};

/// What an example says the answer must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// All points.
    Yes,
    /// None.
    No,
    /// Some, but not all.
    Partly,
    /// Not applicable.
    NotApplicable,
    /// Left to a person.
    Open,
    /// This share of the points, in percent.
    Percent(u16),
}

impl Expected {
    /// Reads `yes`, `no`, `partly`, `na`, `open`, or a share in percent.
    pub fn parse(word: &str) -> Option<Expected> {
        Some(match word {
            "yes" => Expected::Yes,
            "no" => Expected::No,
            "partly" => Expected::Partly,
            "na" => Expected::NotApplicable,
            "open" => Expected::Open,
            percent => Expected::Percent(percent.parse().ok().filter(|percent| *percent <= 100)?),
        })
    }

    /// Whether an answer is the expected one; shares are compared in whole percent.
    pub fn is(self, answer: &Answer) -> bool {
        match (self, answer) {
            (Expected::Yes, Answer::Share(share)) => *share == ALL,
            (Expected::No, Answer::Share(share)) => *share == 0,
            (Expected::Partly, Answer::Share(share)) => (1..ALL).contains(share),
            (Expected::Percent(percent), Answer::Share(share)) => (*share + 50) / 100 == percent,
            (Expected::NotApplicable, Answer::NotApplicable(_)) | (Expected::Open, Answer::Open(_)) => true,
            _ => false,
        }
    }
}
