//! What heads make of one turn: their scores, and the behaviours they would find without a rule.

use rapport_model::Channel;
use rapport_text::Language;

use super::attach::Heads;
use super::features::{Features, PLAIN, own_value, prev_value};
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
    pub language: Language,
}

impl Guesses {
    /// Forgets the turn.
    pub(crate) fn clear(&mut self) {
        self.found.clear();
        self.scores.clear();
    }
}

/// Scores turn `at`, which was scanned, as were those before it.
pub(crate) fn guess(library: &Library, channel: Channel, turns: &mut [TurnRead], at: usize, features: &mut Features) {
    let turn = &turns[at];
    let language = turn.reading.language;
    let mut guesses = Guesses { language, ..Guesses::default() };
    if let Some(heads) = library.learned.of(language).and_then(|weights| weights.side(turn.side))
        && !turn.reading.tokens.is_empty()
    {
        features.read(library, channel, turns, at);
        guesses.scores = heads.scores(features);
        let found = heads.heads.iter().zip(&guesses.scores).enumerate().filter(|(_, (head, score))| **score >= head.file.threshold);
        guesses.found = found.filter_map(|(number, (head, _))| Some(Guess { rule: head.rule?, head: number as u8 })).collect();
        guesses.found.sort_unstable_by_key(|guess| (guess.rule, guess.head));
    }
    turns[at].guesses = guesses;
}

impl Heads {
    /// Bias plus the sum of weights times values, by head.
    pub(super) fn scores(&self, features: &Features) -> Vec<i32> {
        let mut scores: Vec<i32> = self.heads.iter().map(|head| head.file.bias).collect();
        let mut own = vec![0i32; scores.len()];
        self.add(features.own.iter().map(|gram| gram.hash), &mut own);
        let value = own_value(features.own.len());
        let mut classes = vec![0i32; scores.len()];
        self.add(features.classes.iter().map(|gram| gram.hash), &mut classes);
        let of_class = own_value(features.classes.len());
        let mut prev = vec![0i32; scores.len()];
        self.add(features.prev.iter().copied(), &mut prev);
        let before = prev_value(features.prev.len());
        let mut plain = vec![0i32; scores.len()];
        self.add(features.plain.iter().copied(), &mut plain);
        for (head, score) in scores.iter_mut().enumerate() {
            for (sum, value) in [(own[head], value), (classes[head], of_class), (prev[head], before), (plain[head], PLAIN)] {
                *score = score.saturating_add(sum.saturating_mul(value));
            }
        }
        scores
    }

    fn add(&self, features: impl Iterator<Item = u32>, sums: &mut [i32]) {
        for feature in features {
            for &(head, weight) in self.table.of_feature(feature) {
                sums[usize::from(head)] += i32::from(weight);
            }
        }
    }
}
