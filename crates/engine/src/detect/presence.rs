//! Memory of the scan: the marks of each sentence of a turn, and which cues have hit for good.

use std::cell::Cell;

use rapport_text::Reading;

use crate::learned::Features;
use crate::pattern::{Marks, Tok};

/// Reuse one value for many turns.
#[derive(Clone, Debug, Default)]
pub(crate) struct Presence {
    sentences: Vec<Marks>,
    /// By cue: the last turn in which it hit and may not hit again.
    cues: Vec<Cell<u32>>,
    turn: u32,
    /// Circumstances are looked for though nobody asks for them.
    pub(crate) eager: bool,
    /// What heads look at in the turn.
    pub(crate) features: Features,
}

impl Presence {
    /// Marks the sentences of a turn.
    pub(crate) fn mark_all(&mut self, reading: &Reading, toks: &[Tok]) {
        if self.sentences.len() < reading.sentences.len() {
            self.sentences.resize_with(reading.sentences.len(), Marks::default);
        }
        for (marks, sentence) in self.sentences.iter_mut().zip(&reading.sentences) {
            marks.mark(&toks[sentence.first as usize..sentence.end as usize]);
        }
    }

    /// The marks of a sentence of the turn.
    pub(crate) fn marks(&self, sentence: usize) -> &Marks {
        &self.sentences[sentence]
    }

    /// Begins another turn.
    pub(crate) fn next_turn(&mut self, cues: usize) {
        if self.cues.len() != cues || self.turn == u32::MAX {
            self.cues.clear();
            self.cues.resize(cues, Cell::new(0));
            self.turn = 0;
        }
        self.turn += 1;
    }

    /// A cue that counts once a turn has hit.
    pub(crate) fn done(&self, cue: u32) {
        self.cues[cue as usize].set(self.turn);
    }

    /// Whether it has.
    #[inline]
    pub(crate) fn is_done(&self, cue: u32) -> bool {
        self.cues[cue as usize].get() == self.turn
    }
}
