//! From turns to findings: scan each turn once, then settle the dialogue conditions.

mod conditions;
mod drafts;
mod episodes;
mod facts;
mod grammar;
mod index;
mod opportunities;
mod plan;
mod presence;
mod scan;
mod scene;
mod settle;
mod shape;
mod skills;
mod slots;

pub(crate) use episodes::intensity;
pub(crate) use facts::Content;
pub(crate) use grammar::Grammar;
pub(crate) use index::Index;
pub(crate) use plan::Plan;
pub(crate) use presence::Presence;
pub(crate) use scan::Hit;
pub(crate) use scene::{Scene, TurnRead};
pub(crate) use settle::{Ledger, Settled, World, settle};

use crate::rules::Library;

/// Reads the text of a turn that was begun, finds what its words show, and takes its facts.
pub(crate) fn read(library: &Library, turn: &mut TurnRead, presence: &mut Presence) {
    scan::scan(library, turn, presence);
    turn.note(library);
}
