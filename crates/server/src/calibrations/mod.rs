//! `/api/calibrations`: several people score the same conversations blind; then they are compared, with the machine as one rater more.

pub mod agreement;
pub mod session;
