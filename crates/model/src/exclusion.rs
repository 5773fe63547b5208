//! A mark that people took away after a dispute.

/// One mark of one conversation that no longer counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Exclusion {
    /// The behaviour that was found, or was called for.
    pub behaviour: String,
    /// The rule that fired, such as `apology_owned.en.3`; empty where not a finding but an opportunity is taken away.
    pub cue: String,
    /// Turn of the finding, or the turn that called for it, from 0.
    pub turn: u32,
}
