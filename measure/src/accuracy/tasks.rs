//! Yes-or-no questions put to public corpora, beside a keyword list and the majority.

use std::fmt::Write;

use rapport_model::Finding;
use rapport_text::{Form, Reading};

use super::naive::{holds, plain};
use super::score::{Counts, wilson};

/// One question: what is labelled, and what counts as found.
pub struct Task {
    /// What is asked, as shown.
    pub name: &'static str,
    /// The behaviours that answer yes, as shown.
    pub ours: &'static str,
    words: &'static [&'static str],
    rapport: Tally,
    rules: Tally,
    keywords: Tally,
}

#[derive(Default)]
struct Tally {
    counts: Counts,
    right: usize,
    all: usize,
}

impl Tally {
    fn decide(&mut self, found: bool, labelled: bool) {
        self.counts.decide(found, labelled);
        self.right += usize::from(found == labelled);
        self.all += 1;
    }
}

impl Task {
    /// A question with the words of its keyword list; a word in `=` must be the whole utterance.
    pub fn new(name: &'static str, ours: &'static str, words: &'static [&'static str]) -> Task {
        Task { name, ours, words, rapport: Tally::default(), rules: Tally::default(), keywords: Tally::default() }
    }

    /// Counts one utterance: what both tiers found, and rules alone.
    pub fn decide(&mut self, text: &str, [found, by_rules]: [bool; 2], labelled: bool) {
        self.rapport.decide(found, labelled);
        self.rules.decide(by_rules, labelled);
        let text = plain(text);
        let whole = text.trim_end_matches(['.', ',', '?', '!', ' ']);
        let named = self.words.iter().any(|word| word.strip_prefix('=').map_or_else(|| holds(&text, word), |word| whole == word));
        self.keywords.decide(named, labelled);
    }

    /// A table row.
    pub fn row(&self) -> String {
        let (ours, theirs) = (&self.rapport, &self.keywords);
        let positives = ours.counts.positives();
        let majority = positives.max(ours.all - positives);
        let rate = |hits: usize, of: usize| {
            let (low, high) = wilson(hits, of);
            if of == 0 { "–".to_owned() } else { format!("{:.0} % ({:.0}–{:.0})", 100.0 * hits as f64 / of as f64, 100.0 * low, 100.0 * high) }
        };
        let accuracy = |right: usize| 100.0 * right as f64 / ours.all.max(1) as f64;
        let mut out = String::new();
        let _ = writeln!(
            out,
            "| {} | {} | {} | {positives} | {} | {} | {:.2} | {:.2} | {:.2} | {:.1} % | {:.1} % | {:.1} % |",
            self.name,
            self.ours,
            ours.all,
            rate(ours.counts.hits, ours.counts.hits + ours.counts.false_alarms),
            rate(ours.counts.hits, positives),
            ours.counts.f1(),
            self.rules.counts.f1(),
            theirs.counts.f1(),
            accuracy(ours.right),
            accuracy(theirs.right),
            accuracy(majority)
        );
        out
    }
}

/// The head of the table whose rows [`Task::row`] gives.
pub const HEAD: &str = "| labelled as | found as | n | labelled | precision (95 %) | recall (95 %) | F1 | rules F1 | keywords F1 | right | keywords right | majority right |\n\
|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n";

/// Whether any of these behaviours was found in a turn.
pub fn any(findings: &[Finding], turn: usize, wanted: &[&str]) -> bool {
    findings.iter().any(|finding| finding.turn as usize == turn && wanted.contains(&&*finding.behaviour))
}

/// Whether any sentence of a text has the form of a question.
pub fn asks(text: &str) -> bool {
    let reading = Reading::of(text);
    reading.sentences.iter().any(|sentence| sentence.form() == Form::Question)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_utterance_is_more_than_a_word() {
        let mut task = Task::new("backchannel", "listening_token", &["=uh-huh", "=yeah"]);
        task.decide("Yeah.", [true; 2], true);
        task.decide("Yeah, I went there.", [false; 2], false);
        assert_eq!(task.keywords.counts, Counts { hits: 1, false_alarms: 0, misses: 0 });
        assert!(asks("How was it?") && !asks("It was fine."));
    }
}
