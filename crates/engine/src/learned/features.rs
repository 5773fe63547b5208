//! What heads look at in a turn: hashed n-grams of its words, words of the other side before it, and plain facts.

use rapport_model::Channel;
use rapport_text::{Form, Key, Kind, LONGEST_SENTENCE, Reading, Token};

use super::classes::{Classes, LONGEST};
use crate::detect::TurnRead;
use crate::rules::{Library, Side};

/// One feature of a turn's own words: its hash, and the tokens it stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Gram {
    pub hash: u32,
    pub first: u32,
    pub end: u32,
}

/// Everything that heads look at in one turn.
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
}

/// Values are in parts of this.
pub(crate) const ONE: i32 = 4096;

/// Value of each own n-gram of a turn that has so many: the vector has the length of one.
pub(crate) fn own_value(count: usize) -> i32 {
    (f64::from(ONE) / (count.max(1) as f64).sqrt()).round() as i32
}

/// Value of each word of the other side.
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
        self.own.clear();
        self.classes.clear();
        self.prev.clear();
        self.plain.clear();
        let turn = &turns[at];
        self.read_own(&turn.reading);
        self.read_classes(classes, &turn.reading);
        self.read_before(library, turns, at);
        self.read_plain(library, channel, turns, at);
    }

    /// Reads the n-grams of a text alone.
    pub(crate) fn read_own(&mut self, reading: &Reading) {
        for sentence in &reading.sentences {
            let first = sentence.first as usize;
            let end = (sentence.end as usize).min(first + LONGEST_SENTENCE);
            if end <= first {
                continue;
            }
            let closing = if sentence.question_mark { 1 } else { 2 * usize::from(sentence.exclaims > 0) };
            let mut words = [0; LONGEST_SENTENCE + 5];
            let (said, after) = words.split_at_mut(end - first);
            said.iter_mut().zip(&reading.tokens[first..end]).for_each(|(word, token)| *word = word_of(token));
            after[..3].fill(END[closing]);
            self.own.push(Gram { hash: fold(join(join(BEGIN, said[0]), 2)), first: first as u32, end: first as u32 + 1 });
            for at in first..end {
                let token = &reading.tokens[at];
                let place = at - first;
                let two = join(words[place], words[place + 1]);
                let mut push = |hash: u64, to: usize| self.own.push(Gram { hash: fold(hash), first: at as u32, end: to.min(end) as u32 });
                push(join(words[place], 1), at + 1);
                push(join(two, 2), at + 2);
                if at + 1 < end {
                    let three = join(two, words[place + 2]);
                    push(join(three, 3), at + 3);
                    if token.kind == Kind::Han && at + 2 < end {
                        push(join(join(three, words[place + 3]), 4), at + 4);
                    }
                }
                if token.kind == Kind::Word && token.end - token.start > 5 {
                    let letters = reading.shadow.slice(token.start, token.start + 5);
                    push(letters.iter().fold(5, |hash, &letter| join(hash, letter as u64)), at + 1);
                }
            }
        }
    }

    /// Reads the word classes of a text. `read` begins anew.
    pub(crate) fn read_classes(&mut self, classes: &Classes, reading: &Reading) {
        if classes.is_empty() {
            return;
        }
        let tokens = &reading.tokens;
        let mut last: Option<(u64, u16, u32)> = None;
        for (at, token) in tokens.iter().enumerate() {
            let mut words = word_of(token);
            for length in 1..=LONGEST {
                let here = last;
                let more = classes.of(words, |class| {
                    let (first, end) = (at as u32, (at + length) as u32);
                    self.classes.push(Gram { hash: fold(join(class, 16)), first, end });
                    if let Some((before, clause, begin)) = here
                        && clause == token.clause
                    {
                        self.classes.push(Gram { hash: fold(join(join(before, class), 17)), first: begin, end });
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
                self.prev.push(fold(join(word_of(token), 6)));
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
            if last != Some(hit.cue) {
                self.plain.push(fold(join(library.keys.cues[hit.cue as usize], 10)));
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
        if turn.reading.sentences.iter().any(|sentence| turn.reading.form(sentence) == Form::Question) {
            self.plain.push(fold(join(15, 0)));
        }
    }
}

/// A token's word; all numbers are one.
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
    /// The keys of cues and rules, in their order.
    pub(crate) fn of<'a>(cues: impl Iterator<Item = &'a str>, rules: impl Iterator<Item = &'a str>) -> Keys {
        let key = |name: &str| Key::of(name).0;
        Keys { cues: cues.map(key).collect(), rules: rules.map(key).collect() }
    }
}

pub(super) fn join(a: u64, b: u64) -> u64 {
    let mixed = (a.rotate_left(23) ^ b).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}

/// Another feature from the same words: those of somebody else, or at another place.
pub(super) fn join32(hash: u32, kind: u64) -> u32 {
    fold(join(u64::from(hash), kind))
}

pub(super) fn fold(hash: u64) -> u32 {
    let mixed = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    (mixed >> 32) as u32
}
