//! Which sets have a token in the sentence at hand: asked once a set and sentence, answered from memory after.

use super::{Sets, Tok};

/// Answers of the present sentence. Reuse one value for many turns.
#[derive(Clone, Debug, Default)]
pub(crate) struct Presence {
    /// Twice the sentence's stamp, plus one where a token of the set is there.
    answers: Vec<u32>,
    stamp: u32,
}

impl Presence {
    /// Begins another sentence.
    pub(crate) fn next_sentence(&mut self, sets: &Sets) {
        if self.answers.len() != sets.count() || self.stamp >= u32::MAX / 2 - 1 {
            self.answers.clear();
            self.answers.resize(sets.count(), 0);
            self.stamp = 0;
        }
        self.stamp += 1;
    }

    /// Whether every one of the sets has a token in the sentence.
    #[inline]
    pub(crate) fn all(&mut self, needs: &[u32], sets: &Sets, sentence: &[Tok]) -> bool {
        needs.iter().all(|&set| {
            let answer = self.answers[set as usize];
            if answer >> 1 == self.stamp {
                return answer & 1 == 1;
            }
            let there = sentence.iter().any(|&tok| sets.has(set, tok));
            self.answers[set as usize] = self.stamp << 1 | u32::from(there);
            there
        })
    }
}
