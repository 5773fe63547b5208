//! What heads look at in a turn: hashed n-grams of its words, words of the other side before it, and plain facts.

use rapport_model::Channel;
use rapport_text::{Form, Key, Kind, LONGEST_SENTENCE, Reading, Token};

use super::classes::{Classes, LONGEST};
use super::seen::Seen;
use super::table::UNKNOWN;
use crate::detect::TurnRead;
use crate::rules::{Library, Side};

/// One feature of a turn's own words: its hash, and the tokens it stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Gram {
    pub hash: u32,
    pub first: u32,
    pub end: u32,
    /// Its number in the table of the turn's heads; [`UNKNOWN`] where it has none, or nobody asked yet.
    pub number: u32,
}

/// Everything that heads look at in one turn. N-grams and words count once a turn: who says a word thirty times tells no more than who
/// says it once. A class counts twice at most, because several words belong to it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Features {
    /// The words of the turn.
    pub own: Vec<Gram>,
    /// The word classes among them, and neighbouring ones in pairs.
    pub classes: Vec<Gram>,
    /// What the other side said just before.
    pub prev: Vec<u32>,
    /// Cues, rules, place, channel, length, form.
    pub plain: Vec<u32>,
    /// How many of these, the first ones, stand for what rules saw.
    pub of_rules: usize,
    answers: bool,
    seen: Seen,
}

/// Values are in parts of this.
pub(crate) const ONE: i32 = 4096;

/// Value of each n-gram of a turn that has so many: without repeats the vector has the length of one.
pub(crate) fn own_value(count: usize) -> i32 {
    (f64::from(ONE) / (count.max(1) as f64).sqrt()).round() as i32
}

/// Value of each word of the other side, which has so many.
pub(crate) fn prev_value(count: usize) -> i32 {
    own_value(count) / 2
}

/// Value of each plain fact.
pub(crate) const PLAIN: i32 = ONE * 2 / 5;

/// No more own turns just before count than these.
const BLOCK: usize = 8;

/// No more words of the other side count than these, the last ones.
const PREV_WORDS: usize = 40;

const BEGIN: u64 = 0x51f1_5eed_0000_0001;
const END: [u64; 3] = [0x51f1_5eed_0000_0002, 0x51f1_5eed_0000_0003, 0x51f1_5eed_0000_0004];
const NUMBER: u64 = 0x51f1_5eed_0000_0005;

impl Features {
    /// Reads the features of turn `at`, which was scanned, as were those before it.
    pub(crate) fn read(&mut self, library: &Library, classes: &Classes, channel: Channel, turns: &[TurnRead], at: usize) {
        self.clear();
        let turn = &turns[at];
        self.read_own(&turn.reading);
        self.read_classes(classes, &turn.reading);
        self.read_before(library, turns, at);
        self.read_plain(library, channel, turns, at);
    }

    /// Forgets the turn.
    pub(crate) fn clear(&mut self) {
        self.own.clear();
        self.classes.clear();
        self.prev.clear();
        self.plain.clear();
        self.seen.clear();
    }

    /// Reads the n-grams of a text alone. `read` begins anew.
    pub(crate) fn read_own(&mut self, reading: &Reading) {
        let Features { own, seen, .. } = self;
        for sentence in &reading.sentences {
            let first = sentence.first as usize;
            let end = (sentence.end as usize).min(first + LONGEST_SENTENCE);
            if end <= first {
                continue;
            }
            let closing = if sentence.question_mark { 1 } else { 2 * usize::from(sentence.exclaims > 0) };
            let mut words = [0; LONGEST_SENTENCE + 3];
            let (said, after) = words.split_at_mut(end - first);
            said.iter_mut().zip(&reading.tokens[first..end]).for_each(|(word, token)| *word = word_of(token));
            after[..3].fill(END[closing]);
            let mut push = |hash: u64, from: usize, to: usize| once(seen, own, hash, from as u32, to.min(end) as u32);
            push(join(join(BEGIN, said[0]), 2), first, first + 1);
            for at in first..end {
                let token = &reading.tokens[at];
                let place = at - first;
                let two = join(words[place], words[place + 1]);
                push(join(words[place], 1), at, at + 1);
                push(join(two, 2), at, at + 2);
                if at + 1 < end {
                    push(join(join(two, words[place + 2]), 3), at, at + 3);
                }
                if token.kind == Kind::Word && token.end - token.start > 5 {
                    let letters = reading.shadow.slice(token.start, token.start + 5);
                    push(letters.iter().fold(5, |hash, &letter| join(hash, letter as u64)), at, at + 1);
                }
            }
        }
    }

    /// Reads the word classes of a text. `read` begins anew.
    pub(crate) fn read_classes(&mut self, classes: &Classes, reading: &Reading) {
        if classes.is_empty() {
            return;
        }
        let Features { classes: found, seen, .. } = self;
        let tokens = &reading.tokens;
        let mut last: Option<(u64, u16, u32)> = None;
        for (at, token) in tokens.iter().enumerate() {
            let mut words = word_of(token);
            for length in 1..=LONGEST {
                let here = last;
                let more = classes.of(words, |class| {
                    let (first, end) = (at as u32, (at + length) as u32);
                    twice(seen, found, join(class, 16), first, end);
                    if let Some((before, clause, begin)) = here
                        && clause == token.clause
                    {
                        twice(seen, found, join(join(before, class), 17), begin, end);
                    }
                    last = Some((class, token.clause, first));
                });
                match tokens.get(at + length) {
                    Some(next) if more && next.sentence == token.sentence => words = join(words, word_of(next)),
                    _ => break,
                }
            }
        }
    }

    fn read_before(&mut self, library: &Library, turns: &[TurnRead], at: usize) {
        let side = turns[at].side;
        let mut words = 0;
        let mut answered = false;
        let mut block = 0;
        for before in turns[..at].iter().rev() {
            if before.side == Side::Both {
                continue;
            }
            if before.side == side {
                if answered || block == BLOCK {
                    break;
                }
                block += 1;
                // One's own turn just before belongs to the same block.
                self.read_rules(library, before, 7);
                continue;
            }
            answered = true;
            self.read_rules(library, before, 8);
            for token in before.reading.tokens.iter().rev().take(PREV_WORDS - words) {
                let word = fold(join(word_of(token), 6));
                if self.seen.insert(word) {
                    self.prev.push(word);
                }
                words += 1;
            }
            if words == PREV_WORDS {
                break;
            }
        }
        self.answers = answered;
    }

    /// The rules with words in a turn, as facts of a kind.
    fn read_rules(&mut self, library: &Library, turn: &TurnRead, kind: u64) {
        let mut last = None;
        for hit in &turn.hits {
            let Some(rule) = library.plan.rule_of[hit.cue as usize].filter(|&rule| last != Some(rule)) else { continue };
            last = Some(rule);
            self.plain.push(fold(join(library.keys.rules[rule as usize], kind)));
        }
    }

    fn read_plain(&mut self, library: &Library, channel: Channel, turns: &[TurnRead], at: usize) {
        let turn = &turns[at];
        let mut last = None;
        for hit in &turn.hits {
            let key = library.keys.cues[hit.cue as usize];
            if last != Some(hit.cue) && key != 0 {
                self.plain.push(fold(join(key, 10)));
            }
            last = Some(hit.cue);
        }
        self.read_rules(library, turn, 11);
        self.of_rules = self.plain.len();
        if !self.answers {
            self.plain.push(fold(join(9, 0)));
        }
        let number = turns[..at].iter().filter(|other| other.side == turn.side).take(2).count();
        self.plain.push(fold(join(12, number as u64)));
        self.plain.push(fold(join(13, channel as u64)));
        self.plain.push(fold(join(14, u64::from(turn.reading.length().checked_ilog2().map_or(0, |log| log + 1).min(7)))));
        if turn.reading.sentences.iter().any(|sentence| sentence.form() == Form::Question) {
            self.plain.push(fold(join(15, 0)));
        }
    }
}

/// Notes an n-gram that was not there yet, at its first place.
#[inline]
fn once(seen: &mut Seen, grams: &mut Vec<Gram>, hash: u64, first: u32, end: u32) {
    let hash = fold(hash);
    if seen.insert(hash) {
        grams.push(Gram { hash, first, end, number: UNKNOWN });
    }
}

/// Notes one that was there less than twice.
fn twice(seen: &mut Seen, grams: &mut Vec<Gram>, hash: u64, first: u32, end: u32) {
    let hash = fold(hash);
    if seen.insert(hash) || seen.insert(!hash) {
        grams.push(Gram { hash, first, end, number: UNKNOWN });
    }
}

/// A token's word; all numbers are one.
#[inline]
pub(super) fn word_of(token: &Token) -> u64 {
    match token.kind {
        Kind::Number => NUMBER,
        _ => token.key.0,
    }
}

/// What stands for the cues and rules of a library in features: their names.
#[derive(Clone, Debug, Default)]
pub(crate) struct Keys {
    cues: Box<[u64]>,
    rules: Box<[u64]>,
}

impl Keys {
    /// The keys of cues and rules, in their order; 0 for what only repeats another.
    pub(crate) fn of<'a>(cues: impl Iterator<Item = &'a str>, rules: impl Iterator<Item = &'a str>) -> Keys {
        let key = |name: &str| if name.is_empty() { 0 } else { Key::of(name).0 };
        Keys { cues: cues.map(key).collect(), rules: rules.map(key).collect() }
    }
}

#[inline]
pub(super) fn join(a: u64, b: u64) -> u64 {
    let mixed = (a.rotate_left(23) ^ b).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}

/// Another feature from the same words: those of somebody else, or at another place.
#[inline]
pub(super) fn join32(hash: u32, kind: u64) -> u32 {
    fold(join(u64::from(hash), kind))
}

#[inline]
pub(super) fn fold(hash: u64) -> u32 {
    let mixed = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    (mixed >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Features {
        let (words, mut features) = (["sorry".to_owned(), "apologies".to_owned()], Features::default());
        let classes = Classes::new([("regret", &words[..])].into_iter());
        let reading = Reading::of(text);
        features.clear();
        features.read_own(&reading);
        features.read_classes(&classes, &reading);
        features
    }

    fn hashes(grams: &[Gram]) -> Vec<u32> {
        grams.iter().map(|gram| gram.hash).collect()
    }

    #[test]
    fn a_word_said_over_and_over_counts_no_more() {
        for words in ["sorry ", "so sorry ", "对不起"] {
            let (few, many) = (read(&words.repeat(8)), read(&words.repeat(2000)));
            assert_eq!(hashes(&few.own), hashes(&read(&words.repeat(16)).own), "{words}");
            // Long sentences are cut: a few n-grams at the cuts may come beside.
            assert!(many.own.len() <= few.own.len() + 12 && many.classes.len() <= 4, "{words}: {} {}", many.own.len(), many.classes.len());
        }
    }

    #[test]
    fn two_words_of_a_class_tell_more_than_one() {
        assert_eq!((read("sorry").classes.len(), read("sorry and my apologies").classes.len()), (1, 3));
    }
}
