//! The few words of grammar that guards look for: negation, reported speech, hypotheticals, openers.

use crate::pattern::{self, Pattern, Sets, Vocabulary, Window};

/// Compiled guards.
#[derive(Clone)]
pub(crate) struct Grammar {
    negation: Box<[Pattern]>,
    not_negation: Box<[Pattern]>,
    reported: Box<[Pattern]>,
    hypothetical: Box<[Pattern]>,
    opener: Box<[Pattern]>,
}

const NEGATION: &[&str] = &[
    "(not|never|without|hardly|nobody|nothing|neither) !(only|just|forget|hesitate)",
    "no !(problem|problems|worries|doubt|trouble|longer)",
    "(没有|没|未|勿|并非|无法) !(关系|问题|事|错|收|到)",
    "不 !(好意思|用|仅|但|过|管|论|客气|是|能|可|要|会|好|行|知|对|够|得|如|同|久|起|住|多|已|少|然|幸|容|妨|断|停)",
    "(不是|不会|不能|不要|不可)",
    "(别|请别|千万别) !(的|人|家|处|样|说|着)",
];

/// Words that hold a negation's character and negate nothing.
const NOT_NEGATION: &[&str] = &["(特别|区别|分别|个别|级别|告别|性别|差别|类别|对不起|对不住|忍不住|差不多|了不起|是不是|能不能|会不会|可不可以|要不要|有没有|好不好|行不行)"];

const REPORTED: &[&str] = &[
    "(you|he|she|they|someone|somebody|guy|lady|rep|representative|colleague|manager|email|website) [have|had|has|just|also|all|already|keep|kept] (say~|said|tell~|told|mention~|claim~|promise~|insist~|write~|wrote|call~ it|call~ me)",
    "(你们|他们|她们|他|她|客服|对方|人家|之前|上次|昨天) ..3 (说|讲|告诉我|承诺|答应|表示|回复)",
];

const HYPOTHETICAL: &[&str] = &["(if|unless|suppose|supposing|imagine|in case|should you|would have|whether)", "(如果|要是|假如|假设|万一|倘若|的话)"];

const OPENER: &[&str] = &[
    "(okay|so|well|and|but|oh|ah|yes|yeah|no|right|sure|all right|now|just|look|listen|please|hi|hello|hey|sorry|great|perfect|thanks|thank you|mmhm|also|then|actually|honestly|anyway|absolutely|certainly|of course|ma'am|sir|madam|good morning|good afternoon|good evening|first|first of all)",
    "@NAME",
    "(嗯|好的|好|是的|是|对|那|那么|哦|噢|啊|您好|你好|亲|行|可以|不好意思|请问|然后|这个|先生|女士|所以|其实|另外|好嘞|哎|唉|喂)",
];

impl Grammar {
    /// Compiles the guards into a library's vocabulary.
    pub(crate) fn compile(vocabulary: &mut Vocabulary, sets: &mut Sets, mistakes: &mut Vec<String>) -> Grammar {
        let mut all = |list: &[&str]| pattern::compile_all(list, vocabulary, sets, mistakes);
        Grammar { negation: all(NEGATION), not_negation: all(NOT_NEGATION), reported: all(REPORTED), hypothetical: all(HYPOTHETICAL), opener: all(OPENER) }
    }

    /// All patterns that are asked for.
    pub(crate) fn asked(&mut self) -> impl Iterator<Item = &mut Pattern> {
        [&mut self.negation, &mut self.not_negation, &mut self.reported, &mut self.hypothetical, &mut self.opener].into_iter().flatten()
    }

    /// One past the words at the beginning of a sentence that only open it; at most three openers.
    pub(crate) fn opened(&self, window: &Window) -> usize {
        let mut at = window.first;
        for _ in 0..3 {
            let next = self.opener.iter().filter(|pattern| window.may_begin(pattern, at)).filter_map(|pattern| window.reaches(&pattern.parts[0], at)).max();
            match next {
                Some(next) if next < window.end => at = next,
                _ => break,
            }
        }
        at
    }

    /// Whether a negation begins in `from..to` and reaches no further than `to`.
    pub(crate) fn negated(&self, window: &Window, from: usize, to: usize) -> bool {
        let maybe = self.negation.iter().any(|pattern| window.shows_within(pattern, from, to));
        maybe
            && (from..to).any(|at| {
                let negates = self.negation.iter().any(|pattern| window.may_begin(pattern, at) && window.begins(&pattern.parts[0], at).is_some_and(|end| end <= to));
                negates && !self.part_of_another_word(window, at)
            })
    }

    fn part_of_another_word(&self, window: &Window, at: usize) -> bool {
        let from = at.saturating_sub(2).max(window.first);
        (from..=at).any(|start| self.not_negation.iter().any(|pattern| window.may_begin(pattern, start) && window.begins(&pattern.parts[0], start).is_some_and(|end| end > at)))
    }

    /// Whether the words before `to` report what somebody said.
    pub(crate) fn reported(&self, window: &Window, to: usize) -> bool {
        stands_before(&self.reported, window, window.first, to)
    }

    /// Whether the words before `to` make a condition.
    pub(crate) fn hypothetical(&self, window: &Window, to: usize) -> bool {
        stands_before(&self.hypothetical, window, window.first, to)
    }
}

fn stands_before(patterns: &[Pattern], window: &Window, from: usize, to: usize) -> bool {
    patterns.iter().any(|pattern| window.shows_within(pattern, from, to))
}
