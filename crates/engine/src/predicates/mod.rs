//! Tests that words alone cannot make, by name; one file each. To add one: its file and one line in `ALL`.

mod delivery;
mod feeling;
mod lexicon;
mod overlap;
mod program;
mod style;
mod timing;

use std::sync::Arc;

use rapport_model::Polarity;
use rapport_text::Span;

pub(crate) use lexicon::Lexicon;

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

/// What a predicate is and what it looks at, so that it is asked again only when that may have changed.
struct Entry {
    name: &'static str,
    run: Test,
    /// Behaviours whose findings it looks at.
    needs: &'static [&'static str],
    ahead: Ahead,
    only: Only,
}

/// How far after its turn a predicate looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ahead {
    Nothing,
    /// At what happened beside the words, wherever it stands.
    Events,
    /// At the next turn, and what happened.
    NextTurn,
    /// At turns up to the agent's next.
    NextAgent,
    /// At so many customer turns.
    Customers(u32),
}

/// Where a predicate can hold at all; elsewhere a cue without patterns is not tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Only {
    Anywhere,
    /// On the last turn so far.
    Last,
    /// Where some turn has times.
    Timed,
    /// Where the program's pack claims something.
    Claims,
}

/// A predicate with its arguments.
#[derive(Clone)]
pub(crate) struct Predicate {
    entry: &'static Entry,
    args: Args,
}

impl std::fmt::Debug for Predicate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}({:?})", self.entry.name, self.args)
    }
}

impl Predicate {
    pub(crate) fn test(&self, scene: &Scene, turn: usize, hit: Option<&Hit>) -> Option<Evidence> {
        (self.entry.run)(scene, turn, hit, &self.args)
    }

    /// Behaviours whose findings it looks at.
    pub(crate) fn needs(&self) -> &'static [&'static str] {
        self.entry.needs
    }

    pub(crate) fn ahead(&self) -> Ahead {
        self.entry.ahead
    }

    pub(crate) fn only(&self) -> Only {
        self.entry.only
    }
}

const fn entry(name: &'static str, run: Test) -> Entry {
    Entry { name, run, needs: &[], ahead: Ahead::Nothing, only: Only::Anywhere }
}

impl Entry {
    const fn needs(self, needs: &'static [&'static str]) -> Entry {
        Entry { needs, ..self }
    }

    const fn ahead(self, ahead: Ahead) -> Entry {
        Entry { ahead, ..self }
    }

    const fn only(self, only: Only) -> Entry {
        Entry { only, ..self }
    }
}

/// Every predicate. One that looks at later turns or at other findings must say so here.
static ALL: &[Entry] = &[
    entry("restates", overlap::restates),
    entry("new_inference", overlap::new_inference),
    entry("facts_from_turns", overlap::facts_from_turns),
    entry("uses_correction", overlap::uses_correction).needs(&["cust_correction"]),
    entry("carries_details", overlap::carries_details),
    entry("says_again", overlap::says_again),
    entry("readable", delivery::readable),
    entry("long_winded", delivery::long_winded).needs(&["stepwise_instructions"]),
    entry("direct_answer", delivery::direct_answer),
    entry("polite_forms", delivery::polite_forms),
    entry("bare_forms", delivery::bare_forms),
    entry("emotion_falls", feeling::emotion_falls).needs(EMOTION).ahead(Ahead::Customers(3)),
    entry("lets_finish", feeling::lets_finish).needs(EMOTION),
    entry("wording_gap", feeling::wording_gap).needs(EMOTION),
    entry("interrupts", timing::interrupts).only(Only::Timed),
    entry("dead_air", timing::dead_air).needs(&["hold_etiquette", "expectation_set"]).ahead(Ahead::Events).only(Only::Timed),
    entry("pause_after_emotion", timing::pause_after_emotion).needs(EMOTION).only(Only::Timed),
    entry("speech_rate", timing::speech_rate).needs(&["cust_confusion"]).only(Only::Timed),
    entry("talk_balance", timing::talk_balance).ahead(Ahead::NextTurn).only(Only::Last),
    entry("held", timing::held).ahead(Ahead::NextTurn).only(Only::Timed),
    entry("style_match", style::style_match).ahead(Ahead::NextTurn).only(Only::Last),
    entry("jargon", program::jargon).needs(&["cust_confusion"]).ahead(Ahead::NextAgent),
    entry("claim_broken", program::claim_broken).only(Only::Claims),
    entry("claim_kept", program::claim_kept).only(Only::Claims),
];

const EMOTION: &[&str] = &["cust_negative_emotion", "cust_hostility"];

/// The predicate a rule file asks for.
pub(crate) fn named(wanted: &crate::rules::PredicateFile) -> Result<Predicate, String> {
    let Some(entry) = ALL.iter().find(|entry| entry.name == wanted.is.value) else {
        let names: Vec<_> = ALL.iter().map(|entry| entry.name).collect();
        return Err(format!("there is no predicate `{}`; there are: {}", wanted.is.value, names.join(", ")));
    };
    let sign = match wanted.sign.as_deref() {
        None => None,
        Some("+") => Some(Polarity::Positive),
        Some("-" | "−") => Some(Polarity::Negative),
        Some(other) => return Err(format!("`sign` is \"+\" or \"-\", not `{other}`")),
    };
    Ok(Predicate { entry, args: Args { min: wanted.min, max: wanted.max, turns: wanted.turns, times: wanted.times, sign } })
}
