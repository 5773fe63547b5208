//! Words that predicates count, as flags by the number of a token.

use std::collections::BTreeMap;

use rapport_text::Key;

use super::program;

const POLITE: &str = "please thank thanks kindly may could would welcome madam sir glad happy certainly 您 请 谢 烦 劳";
const STRONG: &str = "so really very extremely terribly absolutely incredibly deeply truly god omg totally horrible awful devastated immediately right urgent urgently 真 非 特 极 万 太 超 急 马 立";
const ANSWERS: &str = "yes no it they your the that you correct right 是 可 有 没 不 能 对 会 需";

/// Function words by category, nine English ones and five Chinese ones (Gonzales, Hancock & Pennebaker 2010).
const STYLES: [&str; 14] = [
    "i me my mine myself we us our your you yours he him his she her they them their",
    "it its this that these those something anything",
    "a an the",
    "am is are was were be been will would can could should may might must do does did have has had",
    "at by for from in into of off on out over to up with about",
    "and but or so because if when while than",
    "very really just so too also still again maybe probably",
    "no not never none nothing",
    "all some many much few more most lot bit any every",
    "我 你 您 他 她 们 咱",
    "吗 呢 吧 啊 呀 哦 嘛 哈",
    "和 与 但 而 因 所 如 就 还 也",
    "不 没 别 无 未",
    "个 次 张 件 条 笔 单 份 天 块",
];

/// By token: its flags.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lexicon(Vec<u16>);

impl Lexicon {
    /// A polite form.
    pub(crate) const POLITE: u16 = 1 << 4;
    /// An intensifier or a strong word.
    pub(crate) const STRONG: u16 = 1 << 5;
    /// Opens a direct answer.
    pub(crate) const ANSWER: u16 = 1 << 6;
    /// It is a term of art.
    const TERM: u16 = 1 << 7;
    /// A longer term of art begins with it, or goes on with it.
    const TERM_BEGINS: u16 = 1 << 8;
    const TERM_GOES_ON: u16 = 1 << 9;
    /// Categories of function words; the first is for all other words.
    pub(crate) const STYLES: usize = STYLES.len() + 1;

    /// Flags words, which get numbers from `number`.
    pub(crate) fn new(mut number: impl FnMut(Key) -> u32) -> Lexicon {
        let mut words: BTreeMap<Key, u16> = BTreeMap::new();
        let mut flag = |list: &str, flag: u16| list.split(' ').for_each(|word| *words.entry(Key::of(word)).or_default() |= flag);
        flag(POLITE, Lexicon::POLITE);
        flag(STRONG, Lexicon::STRONG);
        flag(ANSWERS, Lexicon::ANSWER);
        for (category, list) in STYLES.iter().enumerate() {
            for word in list.split(' ') {
                let flags = words.entry(Key::of(word)).or_default();
                *flags = *flags & !0xf | (category as u16 + 1);
            }
        }
        for term in program::terms() {
            *words.entry(term[0]).or_default() |= if term.len() == 1 { Lexicon::TERM } else { Lexicon::TERM_BEGINS };
            if let Some(&second) = term.get(1) {
                *words.entry(second).or_default() |= Lexicon::TERM_GOES_ON;
            }
        }
        let mut flags = Vec::new();
        for (key, word) in words {
            let id = number(key) as usize;
            flags.resize(flags.len().max(id + 1), 0);
            flags[id] = word;
        }
        Lexicon(flags)
    }

    /// The flags of a token.
    #[inline]
    pub(crate) fn flags(&self, id: u32) -> u16 {
        self.0.get(id as usize).copied().unwrap_or(0)
    }

    /// The category of a token's function word, from 1; 0 for other words.
    #[inline]
    pub(crate) fn style(&self, id: u32) -> usize {
        ((self.flags(id) & 0xf) as usize).min(STYLES.len())
    }

    /// Whether a term of art may begin with a token of some flags before one of others.
    #[inline]
    pub(crate) fn may_be_term(flags: u16, next: u16) -> bool {
        flags & Lexicon::TERM != 0 || flags & Lexicon::TERM_BEGINS != 0 && next & Lexicon::TERM_GOES_ON != 0
    }
}
