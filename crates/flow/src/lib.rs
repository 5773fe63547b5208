//! The one path from bytes to findings: take in, redact, detect, hand on in order.

mod batch;
mod desk;
mod examples;
mod path;
mod redaction;

pub use batch::{Counts, Input, Taken, take_in};
pub use desk::{
    Carrier, Desk, EvaluationChange, Form, INTAKE, Incoming, ItemChange, Judged, LEASE_MS, Lack, Message, Own, REDACTION, Receipt, Replay, Report, Requeued, Rules, Secret, Shift,
    Sketch, Sketched, TakeInError, Tried, Typed, Watched, WorkError, kept, moment, people,
};
pub use examples::{ExampleFailure, ExampleReport, TriedExample, run_card_examples, run_examples, try_examples};
pub use path::{Checked, Engine};
pub use redaction::{redact, redact_with_roles};
