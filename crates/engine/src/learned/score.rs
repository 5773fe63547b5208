//! What heads make of one turn: their scores, and the behaviours they would find without a rule.

use rapport_model::Channel;
use rapport_text::Language;

use super::attach::Heads;
use super::features::{Features, Gram, PLAIN, own_value, prev_value};
use crate::detect::TurnRead;
use crate::rules::{Library, RuleId};

/// A behaviour that a head finds by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Guess {
    pub rule: RuleId,
    /// Number of the head.
    pub head: u8,
}

/// What heads say of a turn.
#[derive(Clone, Debug, Default)]
pub(crate) struct Guesses {
    /// By rule.
    pub found: Vec<Guess>,
    /// By head; empty where no heads are for such a turn.
    pub scores: Vec<i32>,
    /// The n-grams of the turn's words.
    pub grams: Vec<u32>,
    pub language: Language,
}

impl Guesses {
    /// Forgets the turn.
    pub(crate) fn clear(&mut self) {
        self.found.clear();
        self.scores.clear();
        self.grams.clear();
    }
}

/// Scores turn `at`, which was scanned, as were those before it.
pub(crate) fn guess(library: &Library, channel: Channel, turns: &mut [TurnRead], at: usize, features: &mut Features) {
    let mut guesses = std::mem::take(&mut turns[at].guesses);
    guesses.clear();
    let turn = &turns[at];
    guesses.language = turn.reading.language;
    if let Some(weights) = library.learned.of(guesses.language)
        && let Some(heads) = weights.side(turn.side)
        && !turn.reading.tokens.is_empty()
    {
        features.read(library, &weights.classes, channel, turns, at);
        guesses.grams.extend(features.own.iter().map(|gram| gram.hash));
        heads.score(features, &mut guesses.scores);
        let found = heads.heads.iter().zip(&guesses.scores).enumerate().filter(|(_, (head, score))| head.finds(**score));
        guesses.found.extend(found.filter_map(|(number, (head, _))| Some(Guess { rule: head.rule?, head: number as u8 })));
        guesses.found.sort_unstable_by_key(|guess| (guess.rule, guess.head));
    }
    turns[at].guesses = guesses;
}

/// More heads than any table has.
const HEADS: usize = 256;

impl Heads {
    /// Bias plus the sum of weights times values, by head.
    fn score(&self, features: &Features, scores: &mut Vec<i32>) {
        scores.extend(self.heads.iter().map(|head| head.file.bias));
        let grams = |grams: &[Gram]| own_value(grams.len());
        self.add(features.own.iter().map(|gram| gram.hash), grams(&features.own), scores);
        self.add(features.classes.iter().map(|gram| gram.hash), grams(&features.classes), scores);
        self.add(features.prev.iter().copied(), prev_value(features.prev.len()), scores);
        self.add(features.plain.iter().copied(), PLAIN, scores);
    }

    fn add(&self, features: impl Iterator<Item = u32>, value: i32, scores: &mut [i32]) {
        let mut sums = [0i32; HEADS];
        for feature in features {
            for &(head, weight) in self.table.of_feature(feature) {
                let sum = &mut sums[usize::from(head)];
                *sum = sum.saturating_add(i32::from(weight));
            }
        }
        scores.iter_mut().zip(sums).for_each(|(score, sum)| *score = score.saturating_add(sum.saturating_mul(value)));
    }
}
