//! Circumstances: noted while a turn is scanned, and looked for when a condition asks for them. Few ever are.

use std::cell::Cell;

use super::presence::Presence;
use super::scan;
use super::scene::TurnRead;
use crate::pattern::Marks;
use crate::rules::Library;

/// A place at which the words of a circumstance may stand.
#[derive(Clone, Debug)]
pub(crate) struct Waiting {
    pub cue: u32,
    pub pattern: u16,
    pub elem: u8,
    pub sentence: u16,
    /// The token.
    pub at: u32,
    /// Whether they do, once somebody asked.
    pub stands: Cell<Option<bool>>,
}

impl TurnRead {
    /// Whether a cue that only asks for a circumstance stands in this turn.
    pub(crate) fn says(&self, library: &Library, cue: u32) -> bool {
        let at = self.hits.partition_point(|hit| hit.cue < cue);
        if self.hits.get(at).is_some_and(|hit| hit.cue == cue) {
            return true;
        }
        let first = library.plan.same_as[cue as usize];
        self.waiting.iter().filter(|waiting| waiting.cue == first).any(|waiting| {
            let stands = waiting.stands.get().unwrap_or_else(|| self.stands(library, waiting));
            waiting.stands.set(Some(stands));
            stands
        })
    }

    fn stands(&self, library: &Library, waiting: &Waiting) -> bool {
        let pattern = &library.cues[waiting.cue as usize].patterns[waiting.pattern as usize];
        let number = waiting.sentence as usize;
        let sentence = self.reading.sentences[number];
        let mut marks = Marks::default();
        marks.mark(&self.toks[sentence.first as usize..sentence.end as usize]);
        let window = self.window(library, &self.toks, &marks, number);
        let Some(mut found) = window.at_anchor(pattern, waiting.elem as usize, waiting.at as usize) else { return false };
        if pattern.parts.len() == 1 {
            return true;
        }
        let mut presence = Presence::default();
        presence.mark_all(&self.reading, &self.toks);
        let windows = |sentence: usize| self.window(library, &self.toks, presence.marks(sentence), sentence);
        scan::later_parts(windows, &self.reading.sentences, &pattern.parts[1..], &mut found)
    }
}
