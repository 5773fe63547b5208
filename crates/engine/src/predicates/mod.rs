//! Tests that words alone cannot make, by name; one file each. To add one: its file and one line in `ALL`.

mod delivery;
mod feeling;
mod overlap;
mod program;
mod style;
mod timing;

use std::sync::Arc;

use rapport_model::Polarity;
use rapport_text::Span;

use crate::detect::{Hit, Scene};

/// What a predicate found; fields left empty are taken from the cue.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Evidence {
    pub span: Option<Span>,
    pub level: Option<u8>,
    pub confidence: Option<u8>,
    pub polarity: Option<Polarity>,
    pub slots: Vec<(Arc<str>, String)>,
}

/// Arguments as a rule file gives them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Args {
    pub min: Option<f64>,
    pub max: Option<f64>,
    pub turns: Option<u32>,
    pub times: Option<u32>,
    pub sign: Option<Polarity>,
}

/// Tests a turn; `hit` is the match of the cue's patterns, where it has any.
type Test = fn(&Scene, usize, Option<&Hit>, &Args) -> Option<Evidence>;

/// A predicate with its arguments.
#[derive(Clone)]
pub(crate) struct Predicate {
    name: &'static str,
    args: Args,
    run: Test,
    /// Behaviours whose findings it looks at.
    pub needs: &'static [&'static str],
}

impl std::fmt::Debug for Predicate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}({:?})", self.name, self.args)
    }
}

impl Predicate {
    pub(crate) fn test(&self, scene: &Scene, turn: usize, hit: Option<&Hit>) -> Option<Evidence> {
        (self.run)(scene, turn, hit, &self.args)
    }
}

/// Every predicate: its name, its function, the behaviours it builds on.
const ALL: &[(&str, Test, &[&str])] = &[
    ("restates", overlap::restates, &[]),
    ("new_inference", overlap::new_inference, &[]),
    ("facts_from_turns", overlap::facts_from_turns, &[]),
    ("uses_correction", overlap::uses_correction, &["cust_correction"]),
    ("carries_details", overlap::carries_details, &[]),
    ("says_again", overlap::says_again, &[]),
    ("readable", delivery::readable, &[]),
    ("long_winded", delivery::long_winded, &["stepwise_instructions"]),
    ("direct_answer", delivery::direct_answer, &[]),
    ("polite_forms", delivery::polite_forms, &[]),
    ("bare_forms", delivery::bare_forms, &[]),
    ("emotion_falls", feeling::emotion_falls, EMOTION),
    ("lets_finish", feeling::lets_finish, EMOTION),
    ("wording_gap", feeling::wording_gap, EMOTION),
    ("interrupts", timing::interrupts, &[]),
    ("dead_air", timing::dead_air, &["hold_etiquette", "expectation_set"]),
    ("pause_after_emotion", timing::pause_after_emotion, EMOTION),
    ("speech_rate", timing::speech_rate, &["cust_confusion"]),
    ("talk_balance", timing::talk_balance, &[]),
    ("held", timing::held, &[]),
    ("style_match", style::style_match, &[]),
    ("jargon", program::jargon, &["cust_confusion"]),
    ("claim_broken", program::claim_broken, &[]),
    ("claim_kept", program::claim_kept, &[]),
];

const EMOTION: &[&str] = &["cust_negative_emotion", "cust_hostility"];

/// The words with which built-in terms of art begin.
pub(crate) fn term_beginnings() -> impl Iterator<Item = rapport_text::Key> {
    program::beginnings()
}

/// The predicate a rule file asks for.
pub(crate) fn named(wanted: &crate::rules::PredicateFile) -> Result<Predicate, String> {
    let Some(&(name, run, needs)) = ALL.iter().find(|(name, _, _)| *name == wanted.is.value) else {
        let names: Vec<_> = ALL.iter().map(|(name, _, _)| *name).collect();
        return Err(format!("there is no predicate `{}`; there are: {}", wanted.is.value, names.join(", ")));
    };
    let sign = match wanted.sign.as_deref() {
        None => None,
        Some("+") => Some(Polarity::Positive),
        Some("-" | "−") => Some(Polarity::Negative),
        Some(other) => return Err(format!("`sign` is \"+\" or \"-\", not `{other}`")),
    };
    Ok(Predicate { name, args: Args { min: wanted.min, max: wanted.max, turns: wanted.turns, times: wanted.times, sign }, run, needs })
}
