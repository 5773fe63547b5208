//! Every word that any cue names gets a small number; a turn's tokens are numbered once.

use std::hash::{BuildHasherDefault, Hasher};

use rapport_text::{Key, Kind, Reading, Token};

/// A token as patterns see it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tok {
    /// Number in the vocabulary; 0 for a word that no cue names.
    pub id: u32,
    /// A number, whatever its value.
    pub number: bool,
    /// A mask, whatever its type.
    pub mask: bool,
}

/// Keys are hashes already.
#[derive(Clone, Default)]
pub(crate) struct KeyIsHash(u64);

impl Hasher for KeyIsHash {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }
    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

/// Words of all cues, numbered from 1.
#[derive(Clone, Default)]
pub(crate) struct Vocabulary {
    ids: std::collections::HashMap<Key, u32, BuildHasherDefault<KeyIsHash>>,
    costs: Vec<u32>,
}

/// The most frequent words and characters of service talk, with a rough weight: patterns are
/// anchored on their rarest part, so only the order of magnitude matters.
const FREQUENT: &[(u32, &str)] = &[
    (60, "i you the to a and it is that we"),
    (35, "of for in on have do my your be can will not this with are me so okay"),
    (18, "was what if or at but get just all as no there they up our from would about out been any how now when please"),
    (9, "has had am does did one us them he she him her his by an more could time know like see then let go still well right need want here help call thank thanks sorry yes"),
    (60, "的 是 我 您 们 了 不 一 有"),
    (35, "好 在 这 你 个 到 会 可 以 请 么 为 就 没 给 下"),
    (18, "那 要 他 上 来 说 还 时 后 人 什 问 天 间 方 能 也 对 都 请 您 户 客 服 订 单 货 款 电 话 感 谢 系 理 处 题"),
    (9, "吗 呢 吧 啊 去 过 看 想 帮 让 里 多 大 小 家 用 开 号 码 查 收 发 退 快 果 现 等 年 月 日 分 知 道 情 况 反 馈 联"),
];

impl Vocabulary {
    pub(crate) fn new() -> Vocabulary {
        Vocabulary { ids: Default::default(), costs: vec![0] }
    }

    /// The number of a key, given now if it is new.
    pub(crate) fn number(&mut self, key: Key) -> u32 {
        let next = self.costs.len() as u32;
        let id = *self.ids.entry(key).or_insert(next);
        if id == next {
            self.costs.push(1);
        }
        id
    }

    /// Sets the weights of frequent words; call when all words are in.
    pub(crate) fn weigh(&mut self) {
        for (weight, words) in FREQUENT {
            for word in words.split(' ') {
                if let Some(&id) = self.ids.get(&Key::of(word)) {
                    self.costs[id as usize] = *weight;
                }
            }
        }
    }

    /// How often a word comes up, roughly; 1 for most.
    pub(crate) fn cost(&self, id: u32) -> u32 {
        self.costs[id as usize]
    }

    pub(crate) fn len(&self) -> usize {
        self.costs.len()
    }

    /// Numbers the tokens of a turn.
    pub(crate) fn tokens(&self, reading: &Reading, out: &mut Vec<Tok>) {
        out.clear();
        out.extend(reading.tokens.iter().map(|token| self.token(token)));
    }

    #[inline]
    fn token(&self, token: &Token) -> Tok {
        Tok {
            id: self.ids.get(&token.key).copied().unwrap_or(0),
            number: token.kind == Kind::Number,
            mask: token.kind == Kind::Mask,
        }
    }
}
