//! The form of a sentence (question or statement), and sentences where a recogniser gave no marks.

use crate::words::flag;
use crate::{Key, Kind, Sentence, Token, english};

/// Form of a sentence, from its mark or, where marks are missing, from its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// Asks something.
    Question,
    /// Anything else.
    Statement,
}

/// Words that tell the form of a sentence, and where one begins in speech.
pub(crate) const LISTS: [(&str, u16); 8] = [
    ("okay so and well right sorry now just all then but oh yes yeah no please thanks thank you hi hello sure great perfect mmhm also", flag::OPENER),
    (
        "you i we they he she it there this that these those your the my our his her their anyone someone anything something everything nothing everybody anybody somebody everyone both each any all",
        flag::SUBJECT,
    ),
    ("can could would will do did does is are was were have has had may might shall should am", flag::AUXILIARY),
    ("what how when where why which who whose", flag::WH),
    (
        "know tell see understand explain wonder wondering exactly sure ask check confirm say remember is was about of on to at with from for by in that and or if not show find told",
        flag::EMBEDDER,
    ),
    ("okay hello hi alright anyway sorry yeah", flag::BREAKER),
    ("but because so although though unless while then", flag::CLAUSE_START),
    ("about much many long kind time soon often", flag::ASKED),
];

impl Sentence {
    /// Whether it asks.
    #[inline]
    pub fn form(&self) -> Form {
        if self.asks { Form::Question } else { Form::Statement }
    }
}

/// Judges by words alone.
pub(crate) fn asks(tokens: &[Token]) -> bool {
    let Some(last) = tokens.last() else { return false };
    if last.kind == Kind::Han { asks_in_chinese(tokens) } else { asks_in_english(tokens) }
}

fn asks_in_english(tokens: &[Token]) -> bool {
    let words = english::words();
    let mut here = words.flags(tokens[0].key);
    // Skip "okay so", "thank you and" … at most four such words.
    for pair in tokens.windows(2).take(5) {
        let next = words.flags(pair[1].key);
        let asks = if here & flag::AUXILIARY != 0 {
            next & flag::SUBJECT != 0 && pair[0].clause == pair[1].clause
        } else {
            here & flag::WH != 0 && next & (flag::AUXILIARY | flag::ASKED) != 0
        };
        if asks {
            return true;
        }
        if here & flag::OPENER == 0 {
            return false;
        }
        here = next;
    }
    false
}

fn asks_in_chinese(tokens: &[Token]) -> bool {
    const MA: Key = Key::of_char('吗');
    const ME: Key = Key::of_char('么');
    const NOT_YET: Key = Key::of_char('没');
    const NOT: Key = Key::of_char('不');
    const HAVE: Key = Key::of_char('有');
    const BEFORE_ME: [Key; 3] = [Key::of_char('什'), Key::of_char('那'), Key::of_char('这')];
    let key = |back: usize| tokens.len().checked_sub(back).map(|at| tokens[at].key);
    let last = key(1);
    if last == Some(MA) || last == Some(ME) && key(2).is_some_and(|before| !BEFORE_ME.contains(&before)) {
        return true;
    }
    if (last == Some(NOT_YET) || last == Some(HAVE) && key(2) == Some(NOT_YET)) && tokens.len() > 4 {
        return true;
    }
    // A-not-A: 是不是, 能不能, 有没有, 可不可以.
    tokens.windows(3).any(|w| w[0].key == w[2].key && w[0].kind == Kind::Han && (w[1].key == NOT || w[1].key == NOT_YET))
}

/// Gives sentence and clause numbers to a text without marks: new sentences before words and
/// pairs of words that begin one in speech.
pub(crate) fn split_unpunctuated(tokens: &mut [Token]) {
    if tokens.len() < 8 {
        return;
    }
    let words = english::words();
    let ma = Key::of_char('吗');
    let (mut sentences, mut clauses, mut since) = (0u16, 0u16, 0usize);
    let (mut before, mut before_flags, mut flags) = (Key::default(), 0, words.flags(tokens[0].key));
    for i in 0..tokens.len() {
        let next = tokens.get(i + 1).map_or(0, |token| words.flags(token.key));
        let embedded = before_flags & (flag::EMBEDDER | flag::WH | flag::SUBJECT) != 0;
        let question = flags & flag::AUXILIARY != 0 && next & flag::SUBJECT != 0 || flags & flag::WH != 0 && next & flag::AUXILIARY != 0;
        let sentence = since >= 3 && (before == ma || flags & flag::BREAKER != 0 || question && !embedded);
        if sentence {
            sentences = sentences.saturating_add(1);
            clauses = clauses.saturating_add(1);
            since = 0;
        } else if since >= 2 && flags & flag::CLAUSE_START != 0 {
            clauses = clauses.saturating_add(1);
        }
        since += 1;
        // A line break has ended a sentence already; its numbers are kept.
        tokens[i].sentence = tokens[i].sentence.saturating_add(sentences);
        tokens[i].clause = tokens[i].clause.saturating_add(clauses);
        (before, before_flags, flags) = (tokens[i].key, flags, next);
    }
}
