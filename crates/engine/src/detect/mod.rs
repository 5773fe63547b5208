//! From turns to findings: scan each turn once, then settle the dialogue conditions.

mod conditions;
mod episodes;
mod grammar;
mod index;
mod opportunities;
mod possible;
mod presence;
mod scan;
mod scene;
mod settle;
mod skills;
mod slots;

pub(crate) use episodes::intensity;
pub(crate) use grammar::Grammar;
pub(crate) use index::Index;
pub(crate) use possible::{Heard, unheard};
pub(crate) use presence::Presence;
pub(crate) use scan::{Hit, scan};
pub(crate) use scene::{Scene, TurnRead};
pub(crate) use settle::{Settled, settle};
