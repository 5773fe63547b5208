//! The form of a sentence (question or statement), and sentences where a recogniser gave no marks.

use std::sync::LazyLock;

use crate::{Key, KeySet, Kind, Reading, Sentence, Token};

/// Form of a sentence, from its mark or, where marks are missing, from its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// Asks something.
    Question,
    /// Anything else.
    Statement,
}

struct Words {
    openers: KeySet,
    subjects: KeySet,
    auxiliaries: KeySet,
    wh: KeySet,
    embedders: KeySet,
    breakers: KeySet,
    clause_starts: KeySet,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let set = |list: &str| list.split(' ').map(Key::of).collect();
    Words {
        openers: set("okay so and well right sorry now just all then but oh yes yeah no please thanks thank you hi hello sure great perfect mmhm also"),
        subjects: set(
            "you i we they he she it there this that these those your the my our his her their anyone someone anything something everything nothing everybody anybody somebody everyone both each any all",
        ),
        auxiliaries: set("can could would will do did does is are was were have has had may might shall should am"),
        wh: set("what how when where why which who whose"),
        embedders: set(
            "know tell see understand explain wonder wondering exactly sure ask check confirm say remember is was about of on to at with from for by in that and or if not show find told",
        ),
        breakers: set("okay hello hi alright anyway sorry yeah"),
        clause_starts: set("but because so although though unless while then"),
    }
});

const FIRST_HAN: [char; 6] = ['吗', '么', '呢', '吧', '啊', '没'];

impl Reading {
    /// Whether a sentence asks.
    pub fn form(&self, sentence: &Sentence) -> Form {
        let tokens = &self.tokens[sentence.first as usize..sentence.end as usize];
        if sentence.question_mark || asks(tokens) { Form::Question } else { Form::Statement }
    }
}

/// Judges by words alone.
fn asks(tokens: &[Token]) -> bool {
    let Some(last) = tokens.last() else { return false };
    if last.kind == Kind::Han { asks_in_chinese(tokens) } else { asks_in_english(tokens) }
}

fn asks_in_english(tokens: &[Token]) -> bool {
    let words = &*WORDS;
    // Skip "okay so", "thank you and" … at most four such words.
    let skip = tokens.iter().take(4).take_while(|token| words.openers.contains(&token.key)).count();
    (0..=skip).any(|at| match &tokens[at..] {
        [a, b, ..] if words.auxiliaries.contains(&a.key) => words.subjects.contains(&b.key) && a.clause == b.clause,
        [a, b, ..] if words.wh.contains(&a.key) => {
            words.auxiliaries.contains(&b.key)
                || [Key::of("about"), Key::of("much"), Key::of("many"), Key::of("long"), Key::of("kind"), Key::of("time"), Key::of("soon"), Key::of("often")].contains(&b.key)
        }
        _ => false,
    })
}

fn asks_in_chinese(tokens: &[Token]) -> bool {
    let end = tokens.len();
    let is = |i: usize, c: char| tokens[i].key == han(c);
    if is(end - 1, '吗') || is(end - 1, '么') && end > 1 && !is(end - 2, '什') && !is(end - 2, '那') && !is(end - 2, '这') {
        return true;
    }
    if end >= 3 && (is(end - 1, '没') || is(end - 1, '有') && is(end - 2, '没')) && end > 4 {
        return true;
    }
    // A-not-A: 是不是, 能不能, 有没有, 可不可以.
    tokens.windows(3).any(|w| w[0].key == w[2].key && w[0].kind == Kind::Han && (w[1].key == han('不') || w[1].key == han('没')))
}

#[inline]
fn han(c: char) -> Key {
    let mut buffer = [0u8; 4];
    Key::of(c.encode_utf8(&mut buffer))
}

/// Gives sentence and clause numbers to a text without marks: new sentences before words and
/// pairs of words that begin one in speech.
pub(crate) fn split_unpunctuated(tokens: &mut [Token]) {
    if tokens.len() < 8 {
        return;
    }
    let words = &*WORDS;
    let ma = han(FIRST_HAN[0]);
    let (mut sentences, mut clauses, mut since) = (0u16, 0u16, 0usize);
    for i in 0..tokens.len() {
        let here = tokens[i].key;
        let before = i.checked_sub(1).map(|j| tokens[j].key);
        let next = tokens.get(i + 1).map(|token| token.key);
        let embedded = before.is_some_and(|key| words.embedders.contains(&key) || words.wh.contains(&key) || words.subjects.contains(&key));
        let question =
            next.is_some_and(|next| words.auxiliaries.contains(&here) && words.subjects.contains(&next) || words.wh.contains(&here) && words.auxiliaries.contains(&next));
        let sentence = since >= 3 && (before == Some(ma) || words.breakers.contains(&here) || question && !embedded);
        if sentence {
            sentences = sentences.saturating_add(1);
            clauses = clauses.saturating_add(1);
            since = 0;
        } else if since >= 2 && words.clause_starts.contains(&here) {
            clauses = clauses.saturating_add(1);
        }
        since += 1;
        // A line break has ended a sentence already; its numbers are kept.
        tokens[i].sentence = tokens[i].sentence.saturating_add(sentences);
        tokens[i].clause = tokens[i].clause.saturating_add(clauses);
    }
}
