//! What is in the sentence at hand, and what the turn at hand has shown already.

use super::Index;
use super::index::{NONE, Posting};
use crate::pattern::Tok;

/// Memory of the scan; reuse one value for many turns.
#[derive(Clone, Debug, Default)]
pub(crate) struct Presence {
    /// By needed set: the last sentence that had a token of it.
    sets: Vec<u32>,
    sentence: u32,
    /// By cue: the last turn in which it hit and may not hit again.
    cues: Vec<u32>,
    turn: u32,
}

impl Presence {
    /// Begins another turn.
    pub(crate) fn next_turn(&mut self, cues: usize) {
        if self.cues.len() != cues || self.turn == u32::MAX {
            self.cues.clear();
            self.cues.resize(cues, 0);
            self.turn = 0;
        }
        self.turn += 1;
    }

    /// Begins another sentence: notes the sets its tokens are in.
    pub(crate) fn next_sentence(&mut self, index: &Index, sentence: &[Tok]) {
        if self.sets.len() != index.sets() || self.sentence == u32::MAX {
            self.sets.clear();
            self.sets.resize(index.sets(), 0);
            self.sentence = 0;
        }
        self.sentence += 1;
        for tok in sentence {
            if tok.id != 0 {
                self.note(index.members(tok.id));
            }
            if tok.number {
                self.note(index.number_members());
            }
            if tok.mask {
                self.note(index.mask_members());
            }
        }
    }

    #[inline]
    fn note(&mut self, members: &[u16]) {
        for &set in members {
            self.sets[set as usize] = self.sentence;
        }
    }

    /// Whether the sentence has what a posting needs, and its cue has not hit for good.
    #[inline]
    pub(crate) fn allows(&self, posting: &Posting) -> bool {
        posting.needs.iter().all(|&need| need == NONE || self.sets[need as usize] == self.sentence) && self.cues[posting.cue as usize] != self.turn
    }

    /// A cue that counts once a turn has hit.
    pub(crate) fn done(&mut self, cue: u32) {
        self.cues[cue as usize] = self.turn;
    }
}
