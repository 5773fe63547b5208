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
    /// The n-grams of the turn's words, and its word classes.
    pub grams: Vec<Gram>,
    pub classes: Vec<Gram>,
    pub language: Language,
}

impl Guesses {
    /// Forgets the turn.
    pub(crate) fn clear(&mut self) {
        self.found.clear();
        self.scores.clear();
        self.grams.clear();
        self.classes.clear();
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
        heads.score(features, &mut guesses.scores);
        let found = heads.heads.iter().zip(&guesses.scores).enumerate().filter(|(_, (head, score))| head.finds(**score));
        guesses.found.extend(found.filter_map(|(number, (head, _))| Some(Guess { rule: head.rule?, head: number as u8 })));
        guesses.found.sort_unstable_by_key(|guess| (guess.rule, guess.head));
        std::mem::swap(&mut guesses.grams, &mut features.own);
        std::mem::swap(&mut guesses.classes, &mut features.classes);
    }
    turns[at].guesses = guesses;
}

impl Heads {
    /// Bias plus the sum of weights times values, by head. Notes the numbers of the turn's own features.
    fn score(&self, features: &mut Features, scores: &mut Vec<i32>) {
        let Features { own, classes, prev, plain, .. } = features;
        // All are looked up before any is added: look-ups do not wait for each other.
        own.iter_mut().chain(&mut *classes).for_each(|gram| gram.number = self.table.number(gram.hash));
        prev.iter_mut().chain(&mut *plain).for_each(|feature| *feature = self.table.number(*feature));
        scores.extend(self.heads.iter().map(|head| head.file.bias));
        self.table.add(own.iter().map(|gram| gram.number), own_value(own.len()), scores);
        self.table.add(classes.iter().map(|gram| gram.number), own_value(classes.len()), scores);
        self.table.add(prev.iter().copied(), prev_value(prev.len()), scores);
        self.table.add(plain.iter().copied(), PLAIN, scores);
    }
}
