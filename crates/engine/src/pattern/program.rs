//! Compiles parsed patterns: words to numbers, alternatives to sets.

use std::collections::HashMap;
use std::sync::Arc;

use rapport_text::Reading;

use super::alternatives::Alt;
use super::anchor::{Anchor, Near};
use super::syntax::Node;
use super::{Sets, Vocabulary, forms};

/// One compiled element.
#[derive(Clone, Debug)]
pub(crate) enum Elem {
    /// A token of this set, read from the sentence's marks.
    Set(u32),
    /// One of at most four tokens, compared one by one; fewer are repeated.
    Few([u32; 4]),
    Any,
    Gap(u8),
    Alt(Arc<Alt>),
    Not(Box<[Box<[Elem]>]>),
    Start,
    End,
    Slot(u8, Box<[Elem]>),
}

/// A compiled pattern: the first part is anchored; later parts (after `>>`) follow anywhere in the turn.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    pub parts: Box<[Box<[Elem]>]>,
    /// For a pattern that is only asked for: sets of which a token must stand in the sentence, the rarest first.
    pub needs: Box<[u32]>,
    /// The same for a first look: signs of which a token must have one, the fewest first.
    pub signs: [u64; 2],
    /// The signs that a token has with which a match begins.
    pub begins: u64,
    /// What must stand around the anchor.
    pub near: Box<[Near]>,
    /// What announces it, and where: found once, when the vocabulary is weighed.
    pub anchor: Option<Arc<Anchor>>,
    /// A set of which a later sentence must have a token, for the part after `>>`; `u32::MAX` when nothing is known.
    pub later: u32,
    /// Needs an English word, a Chinese character.
    pub english: bool,
    pub chinese: bool,
    pub slots: Box<[Arc<str>]>,
}

/// What a class name stands for: its entries, parsed, for one language.
pub(crate) type Classes<'a> = dyn Fn(&str) -> Result<Arc<[Vec<Node>]>, String> + 'a;

/// Compiles one parsed pattern; `language` is 0 for an English one, 1 for a Chinese one, 2 for either.
pub(crate) fn compile(nodes: &[Node], classes: &Classes, vocabulary: &mut Vocabulary, sets: &mut Sets, cache: &mut Cache, language: usize) -> Result<Pattern, String> {
    let mut compiler = Compiler { classes, vocabulary, sets, cache, slots: Vec::new(), depth: 0 };
    let mut parts = Vec::new();
    for part in nodes.split(|node| *node == Node::Far) {
        let elems = compiler.sequence(part)?;
        if elems.is_empty() {
            return Err("`>>` stands between two parts: something is missing on one side".into());
        }
        parts.push(elems.into());
    }
    Ok(Pattern {
        parts: parts.into(),
        needs: Box::default(),
        signs: [super::ANYTHING; 2],
        begins: super::ANYTHING,
        later: u32::MAX,
        near: Box::default(),
        anchor: None,
        english: language == 0,
        chinese: language == 1,
        slots: compiler.slots.into(),
    })
}

/// What was compiled before: words, and the classes that files share.
#[derive(Default)]
pub(crate) struct Cache {
    words: HashMap<String, Vec<u32>>,
    characters: rustc_hash::FxHashMap<char, u32>,
    classes: HashMap<*const Vec<Node>, Elem>,
}

struct Compiler<'a> {
    classes: &'a Classes<'a>,
    vocabulary: &'a mut Vocabulary,
    sets: &'a mut Sets,
    cache: &'a mut Cache,
    slots: Vec<Arc<str>>,
    depth: u8,
}

impl Compiler<'_> {
    fn sequence(&mut self, nodes: &[Node]) -> Result<Vec<Elem>, String> {
        let mut out = Vec::with_capacity(nodes.len());
        for node in nodes {
            self.node(node, &mut out)?;
        }
        Ok(out)
    }

    fn node(&mut self, node: &Node, out: &mut Vec<Elem>) -> Result<(), String> {
        match node {
            Node::Word(word) => out.extend(self.word(word)?),
            Node::Han(c) => {
                let id = match self.cache.characters.get(c) {
                    Some(id) => *id,
                    None => {
                        let id = self.vocabulary.number(rapport_text::Key::of_char(*c));
                        self.cache.characters.insert(*c, id);
                        id
                    }
                };
                out.push(Elem::Few([id; 4]));
            }
            Node::Lemma(word) => {
                let branches = forms(word).iter().map(|form| self.word(form)).collect::<Result<Vec<_>, _>>()?;
                out.push(self.alternatives(branches));
            }
            Node::Class(name) => out.push(self.class(name)?),
            Node::Any => out.push(Elem::Any),
            Node::Gap(n) => out.push(Elem::Gap(*n)),
            Node::Far => return Err("`>>` cannot stand inside a group".into()),
            Node::Group(branches) => {
                let branches = branches.iter().map(|branch| self.sequence(branch)).collect::<Result<Vec<_>, _>>()?;
                out.push(self.alternatives(branches));
            }
            Node::Not(branches) => {
                let branches = branches.iter().map(|branch| Ok(self.sequence(branch)?.into())).collect::<Result<Vec<_>, String>>()?;
                out.push(Elem::Not(branches.into()));
            }
            Node::Start => out.push(Elem::Start),
            Node::End => out.push(Elem::End),
            Node::Slot(name, inner) => {
                let index = self.slots.len() as u8;
                self.slots.push(name.as_str().into());
                let inner = self.sequence(inner)?;
                out.push(Elem::Slot(index, inner.into()));
            }
        }
        Ok(())
    }

    fn word(&mut self, word: &str) -> Result<Vec<Elem>, String> {
        let sets = match self.cache.words.get(word) {
            Some(sets) => sets,
            None => {
                let reading = Reading::of(word);
                if reading.tokens.is_empty() {
                    return Err(format!("`{word}` is a hesitation, which is not there when patterns are matched: leave it out"));
                }
                let sets = reading.tokens.iter().map(|token| self.vocabulary.number(token.key)).collect();
                self.cache.words.entry(word.to_owned()).or_insert(sets)
            }
        };
        Ok(sets.iter().map(|&id| Elem::Few([id; 4])).collect())
    }

    fn class(&mut self, name: &str) -> Result<Elem, String> {
        if let Some(elem) = self.built_in(name) {
            return Ok(elem);
        }
        if self.depth > 6 {
            return Err(format!("the class @{name} uses itself"));
        }
        let entries = (self.classes)(name)?;
        // The list lives as long as the compiler, so its place names it.
        if let Some(elem) = self.cache.classes.get(&entries.as_ptr()) {
            return Ok(elem.clone());
        }
        self.depth += 1;
        let branches = entries.iter().map(|entry| self.sequence(entry)).collect::<Result<Vec<_>, _>>();
        self.depth -= 1;
        let elem = self.alternatives(branches?);
        self.cache.classes.insert(entries.as_ptr(), elem.clone());
        Ok(elem)
    }

    /// Classes that need no file.
    fn built_in(&mut self, name: &str) -> Option<Elem> {
        const NUMBERS: &str = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand half couple few several 一 二 两 三 四 五 六 七 八 九 十 百 千 万 半 几";
        const NEGATIONS: &str = "not no never without nothing nobody none nor neither hardly 不 没 别 未 无 非 勿";
        const PRONOUNS: &str = "i me my mine we us our ours you your yours he him his she her it its they them their 我 你 您 他 她 它 咱";
        let ids = |this: &mut Self, words: &str| words.split(' ').map(|word| this.vocabulary.number(rapport_text::Key::of(word))).collect::<Vec<_>>();
        let (ids, numbers, masks) = match name {
            "number" => (ids(self, NUMBERS), true, false),
            "value" => (ids(self, NUMBERS), true, true),
            "neg" => (ids(self, NEGATIONS), false, false),
            "pronoun" => (ids(self, PRONOUNS), false, false),
            "MASK" => (Vec::new(), false, true),
            "starred" => (ids(self, "****"), false, false),
            _ if name.len() > 1 && name.chars().all(|c| c.is_ascii_uppercase()) => (ids(self, &format!("[{}]", name.to_ascii_lowercase())), false, false),
            _ => return None,
        };
        Some(self.sets.elem(ids, numbers, masks))
    }

    /// Branches that are one token each become one set.
    fn alternatives(&mut self, branches: Vec<Vec<Elem>>) -> Elem {
        let mut ids = Vec::new();
        let (mut numbers, mut masks) = (false, false);
        let mut longer: Vec<Box<[Elem]>> = Vec::new();
        for branch in branches {
            match branch.as_slice() {
                [elem @ (Elem::Set(_) | Elem::Few(_))] => {
                    if let Some((own, number, mask)) = self.sets.of(elem) {
                        ids.extend_from_slice(own);
                        numbers |= number;
                        masks |= mask;
                    }
                }
                [Elem::Alt(inner)] => {
                    for branch in inner.branches.iter() {
                        match branch.as_ref() {
                            [elem @ (Elem::Set(_) | Elem::Few(_))] => {
                                if let Some((own, number, mask)) = self.sets.of(elem) {
                                    ids.extend_from_slice(own);
                                    numbers |= number;
                                    masks |= mask;
                                }
                            }
                            _ => longer.push(branch.clone()),
                        }
                    }
                }
                _ => longer.push(branch.into()),
            }
        }
        if ids.is_empty() && !numbers && !masks {
            return Elem::Alt(Arc::new(Alt::new(longer, self.sets)));
        }
        let set = self.sets.elem(ids, numbers, masks);
        if longer.is_empty() {
            return set;
        }
        longer.insert(0, Box::new([set]));
        Elem::Alt(Arc::new(Alt::new(longer, self.sets)))
    }
}
