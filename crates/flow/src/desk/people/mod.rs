//! People deciding: samples to review, reviews, disputes and how far an error reaches, calibration.

mod agreement;
mod answers;
mod blast;
mod calibration;
mod labels;
mod risk;
mod ruling;
mod sampling;

pub use agreement::{Agreement, Gate, ItemAgreement, RaterBias, Session};
pub use answers::{By, ItemAnswer, MachineItem, Refusal, complete, fitting, machine_items, refused};
pub use blast::{Affected, Blast};
pub use risk::{Pick, Risk};
pub use sampling::{Draw, Verified, seed};
