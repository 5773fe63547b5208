//! What predicates ask about the words of turns: counted once a turn, not once a question.

use std::cell::OnceCell;

use rapport_text::{Key, Kind, is_function_word, segment};

use super::scene::TurnRead;
use crate::predicates::Lexicon;
use crate::rules::{Library, Side};

/// A content word (an English stem, a Chinese word), a number or a mask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Content {
    pub key: Key,
    pub sentence: u16,
    /// A number or a mask.
    pub value: bool,
}

/// The words of a sentence as bits, and how many there are.
#[derive(Clone, Copy, Debug, Default)]
struct Line {
    bits: u64,
    words: u32,
}

/// Facts about one turn.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    /// Which flags of the lexicon any of its words has.
    pub flags: u16,
    /// A term of art may stand in it.
    pub may_have_term: bool,
    lines: Vec<Line>,
    content: OnceCell<Box<[Content]>>,
}

impl Facts {
    /// Forgets the turn.
    pub(crate) fn clear(&mut self) {
        (self.flags, self.may_have_term) = (0, false);
        self.lines.clear();
        self.content = OnceCell::new();
    }
}

impl TurnRead {
    /// Takes the facts of a turn that was scanned.
    pub(crate) fn note(&mut self, library: &Library) {
        self.facts.clear();
        let mut before = 0;
        for tok in &self.toks {
            let flags = library.lexicon.flags(tok.id);
            self.facts.flags |= flags;
            self.facts.may_have_term |= Lexicon::may_be_term(before, flags);
            before = flags;
        }
        self.facts.may_have_term |= Lexicon::may_be_term(before, 0);
        let tokens = &self.reading.tokens;
        self.facts.lines.extend(self.reading.sentences.iter().map(|sentence| {
            let words = &tokens[sentence.first as usize..sentence.end as usize];
            Line { bits: words.iter().fold(0, |bits, token| bits | 1 << (token.key.0 % 64)), words: words.len() as u32 }
        }));
    }

    /// Whether a sentence of another turn is a near-duplicate of one of this turn: Jaccard similarity of their words of
    /// at least 0.8, where both have four or more.
    pub(crate) fn says_like(&self, other: &TurnRead, sentence: usize) -> bool {
        let wanted = other.facts.lines[sentence];
        // Every word that is not shared leaves a bit that is not shared, but for collisions: a cheap first look.
        let near = |line: &Line| line.words >= 4 && (line.bits ^ wanted.bits).count_ones() * 5 <= line.words + wanted.words;
        let mut lines = self.facts.lines.iter().enumerate();
        wanted.words >= 4 && lines.any(|(own, line)| near(line) && self.is_like(own, other, sentence))
    }

    fn is_like(&self, sentence: usize, other: &TurnRead, theirs: usize) -> bool {
        let (one, two) = (self.words(sentence), other.words(theirs));
        let (a, b) = (one.len(), two.len());
        let shared = one.iter().filter(|key| two.binary_search(key).is_ok()).count();
        a >= 4 && b >= 4 && shared * 10 >= 8 * (a + b - shared)
    }

    /// Whether a sentence is long enough to be said again.
    pub(crate) fn is_comparable(&self, sentence: usize) -> bool {
        self.facts.lines[sentence].words >= 4
    }

    /// How many sentences there are.
    pub(crate) fn lines(&self) -> usize {
        self.facts.lines.len()
    }

    fn words(&self, sentence: usize) -> Vec<Key> {
        let sentence = self.reading.sentences[sentence];
        let mut keys: Vec<Key> = self.reading.tokens[sentence.first as usize..sentence.end as usize].iter().map(|token| token.key).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// Content words with their sentence, in order.
    pub(crate) fn content(&self) -> &[Content] {
        self.facts.content.get_or_init(|| {
            let mut out = Vec::new();
            let reading = &self.reading;
            let mut i = 0;
            while i < reading.tokens.len() {
                let token = &reading.tokens[i];
                let sentence = token.sentence;
                match token.kind {
                    Kind::Han => {
                        let mut end = i + 1;
                        while reading.tokens.get(end).is_some_and(|next| next.kind == Kind::Han && next.clause == token.clause) {
                            end += 1;
                        }
                        let run: String = reading.shadow.slice(token.start, reading.tokens[end - 1].end).iter().collect();
                        let words = segment(&run).into_iter().map(Key::of).filter(|&key| !is_function_word(key));
                        out.extend(words.map(|key| Content { key, sentence, value: false }));
                        i = end;
                        continue;
                    }
                    Kind::Word => out.extend(reading.content(token).map(|key| Content { key, sentence, value: false })),
                    Kind::Number | Kind::Mask => out.push(Content { key: token.key, sentence, value: true }),
                    Kind::Emoji | Kind::Foreign => {}
                }
                i += 1;
            }
            out.into()
        })
    }
}

/// What both sides said so far, in numbers: agent first, then customer.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    turns: usize,
    /// Tokens.
    pub tokens: [u32; 2],
    /// Length as people count it.
    pub length: [u32; 2],
    /// Chinese characters.
    pub han: u32,
    /// Function words by category.
    pub style: [[u32; Lexicon::STYLES]; 2],
    /// Some turn says when it began.
    pub timed: bool,
}

impl Tally {
    /// Counts the turns from one on; those before it are as they were.
    pub(crate) fn count(&mut self, lexicon: &Lexicon, turns: &[TurnRead], from: usize) {
        if from < self.turns || from == 0 {
            *self = Tally::default();
        }
        for turn in &turns[self.turns..] {
            self.timed |= turn.start_ms.is_some();
            let side = match turn.side {
                Side::Agent => 0,
                Side::Customer => 1,
                Side::Both => continue,
            };
            self.tokens[side] += turn.reading.tokens.len() as u32;
            self.length[side] += turn.reading.length();
            self.han += turn.reading.han;
            for tok in &turn.toks {
                self.style[side][lexicon.style(tok.id)] += 1;
            }
        }
        self.turns = turns.len();
    }
}
