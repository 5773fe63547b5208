//! From turns to findings: scan each turn once, then settle the dialogue conditions.

mod asked;
mod conditions;
mod drafts;
mod episodes;
mod facts;
mod grammar;
mod index;
mod opportunities;
mod plan;
mod possible;
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
pub(crate) use possible::{Heard, unheard};
pub(crate) use presence::Presence;
pub(crate) use scan::Hit;
pub(crate) use scene::{Draft, Scene, TurnRead};
pub(crate) use settle::{Ledger, Settled, World, settle};
pub(crate) use skills::{wilson, wilson_at};

use rapport_model::Channel;

use crate::learned;
use crate::rules::Library;

/// Reads the text of turn `at`, which was begun, finds what its words show, and takes its facts. The turns before
/// it have been read.
pub(crate) fn read(library: &Library, channel: Channel, turns: &mut [TurnRead], at: usize, presence: &mut Presence) {
    scan::scan(library, channel, turns, at, presence);
    if let Some(turn) = turns.get_mut(at) {
        turn.note(library);
    }
    learned::guess(library, channel, turns, at, &mut presence.features);
    if let Some(turn) = turns.get_mut(at) {
        let TurnRead { guesses, heard, .. } = turn;
        guesses.found.iter().for_each(|guess| possible::note(heard, guess.rule));
    }
}
