//! Compiles parsed patterns: words to numbers, alternatives to sets, and the anchor that finds them.

use std::collections::HashMap;
use std::sync::Arc;

use rapport_text::Reading;

use super::syntax::Node;
use super::{Vocabulary, forms};

/// A set of tokens that one element accepts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Set {
    ids: Box<[u32]>,
    numbers: bool,
    masks: bool,
}

/// All sets of a library, each stored once.
#[derive(Clone, Default)]
pub(crate) struct Sets {
    index: rustc_hash::FxHashMap<Set, u32>,
    list: Vec<Set>,
    /// Sets that patterns read from marks, numbered apart so that the marks of a sentence stay small.
    marked: Vec<u32>,
    numbers: rustc_hash::FxHashMap<u32, u32>,
}

impl Sets {
    fn add(&mut self, mut ids: Vec<u32>, numbers: bool, masks: bool) -> u32 {
        ids.sort_unstable();
        ids.dedup();
        let set = Set { ids: ids.into(), numbers, masks };
        *self.index.entry(set.clone()).or_insert_with(|| {
            self.list.push(set);
            self.list.len() as u32 - 1
        })
    }

    /// The number under which a set is marked.
    fn mark(&mut self, set: u32) -> u32 {
        *self.numbers.entry(set).or_insert_with(|| {
            self.marked.push(set);
            self.marked.len() as u32 - 1
        })
    }

    /// What an element accepts, if it is one of tokens: words, and whether any number or mask will do.
    fn of<'a>(&'a self, elem: &'a Elem) -> Option<(&'a [u32], bool, bool)> {
        match elem {
            Elem::Set(number) => Some(self.members(*number)),
            Elem::Few(few) => Some((few, false, false)),
            _ => None,
        }
    }

    /// The element that accepts these tokens.
    fn elem(&mut self, mut ids: Vec<u32>, numbers: bool, masks: bool) -> Elem {
        ids.sort_unstable();
        ids.dedup();
        match ids.as_slice() {
            [_, ..] if !numbers && !masks && ids.len() <= 4 => {
                let mut few = [ids[ids.len() - 1]; 4];
                few[..ids.len()].copy_from_slice(&ids);
                Elem::Few(few)
            }
            _ => {
                let set = self.add(ids, numbers, masks);
                Elem::Set(self.mark(set))
            }
        }
    }

    /// How many marked sets there are.
    pub(crate) fn count(&self) -> usize {
        self.marked.len()
    }

    /// Members of a marked set: words, and whether any number or mask is one.
    pub(crate) fn members(&self, number: u32) -> (&[u32], bool, bool) {
        let set = &self.list[self.marked[number as usize] as usize];
        (&set.ids, set.numbers, set.masks)
    }
}

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

/// Alternatives, found by the token they begin or end with: a class of hundreds of phrases costs one look-up.
#[derive(Clone, Debug)]
pub(crate) struct Alt {
    pub branches: Box<[Box<[Elem]>]>,
    /// Token → branch, sorted; for branches that begin (end) with tokens of the vocabulary.
    first: Box<[(u32, u16)]>,
    last: Box<[(u32, u16)]>,
    /// A bit for every token of `first` and of `last`, by the low bits of its number: most tokens are refused by it.
    first_bits: [u64; 8],
    last_bits: [u64; 8],
    /// Branches that may begin (end) with something else.
    any_first: Box<[u16]>,
    any_last: Box<[u16]>,
}

impl Alt {
    fn new(branches: Vec<Box<[Elem]>>, sets: &Sets) -> Alt {
        let sorted = |backward: bool| {
            let (mut by_token, mut rest) = (Vec::new(), Vec::new());
            for (at, branch) in branches.iter().enumerate() {
                let mut tokens = Vec::new();
                if edge(branch, backward, sets, &mut tokens) {
                    by_token.extend(tokens.into_iter().map(|id| (id, at as u16)));
                } else {
                    rest.push(at as u16);
                }
            }
            by_token.sort_unstable();
            by_token.dedup();
            (by_token.into_boxed_slice(), rest.into_boxed_slice())
        };
        let (first, any_first) = sorted(false);
        let (last, any_last) = sorted(true);
        let bits = |list: &[(u32, u16)]| {
            let mut bits = [0u64; 8];
            list.iter().for_each(|(id, _)| bits[(id / 64 % 8) as usize] |= 1 << (id % 64));
            bits
        };
        Alt { first_bits: bits(&first), last_bits: bits(&last), branches: branches.into(), first, last, any_first, any_last }
    }

    /// Branches that may begin with this token, those of unknown beginning left out.
    #[inline]
    pub(crate) fn beginning(&self, id: u32) -> impl Iterator<Item = &[Elem]> {
        of_token(&self.first, &self.first_bits, id).map(|at| &*self.branches[at as usize])
    }

    /// Branches that may end with this token, those of unknown end left out.
    #[inline]
    pub(crate) fn ending(&self, id: u32) -> impl Iterator<Item = &[Elem]> {
        of_token(&self.last, &self.last_bits, id).map(|at| &*self.branches[at as usize])
    }

    /// Branches of unknown beginning.
    pub(crate) fn open_beginning(&self) -> impl Iterator<Item = &[Elem]> {
        self.any_first.iter().map(|&at| &*self.branches[at as usize])
    }

    /// Branches of unknown end.
    pub(crate) fn open_end(&self) -> impl Iterator<Item = &[Elem]> {
        self.any_last.iter().map(|&at| &*self.branches[at as usize])
    }
}

/// The tokens with which a match of these elements can begin (or end); `false` when it may begin with
/// anything, or with nothing.
fn edge(elems: &[Elem], backward: bool, sets: &Sets, out: &mut Vec<u32>) -> bool {
    let Some((next, rest)) = (if backward { elems.split_last() } else { elems.split_first() }) else { return false };
    match next {
        Elem::Set(_) | Elem::Few(_) => match sets.of(next) {
            Some((ids, false, false)) => {
                out.extend(distinct(ids));
                true
            }
            _ => false,
        },
        Elem::Alt(alt) => alt.branches.iter().all(|branch| if branch.is_empty() { edge(rest, backward, sets, out) } else { edge(branch, backward, sets, out) }),
        Elem::Slot(_, inner) => edge(inner, backward, sets, out),
        Elem::Start | Elem::End | Elem::Not(_) => edge(rest, backward, sets, out),
        Elem::Any | Elem::Gap(_) => false,
    }
}

#[inline]
fn of_token<'a>(list: &'a [(u32, u16)], bits: &[u64; 8], id: u32) -> impl Iterator<Item = u16> + use<'a> {
    let absent = id == 0 || bits[(id / 64 % 8) as usize] >> (id % 64) & 1 == 0;
    let from = if absent { list.len() } else { list.partition_point(|(token, _)| *token < id) };
    list[from..].iter().take_while(move |(token, _)| *token == id).map(|(_, at)| *at)
}

/// A compiled pattern: the first part is anchored; later parts (after `>>`) follow anywhere in the turn.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    pub parts: Box<[Box<[Elem]>]>,
    /// Sets of which a token must stand in the sentence of the first part, the rarest first.
    pub needs: Box<[u32]>,
    /// A set that the token just before (after) the anchor must be in; `u32::MAX` where a gap or choice stands.
    pub before: u32,
    pub after: u32,
    /// What announces it, and where: found once, when the vocabulary is weighed.
    pub anchor: Option<Arc<Anchor>>,
    /// A set of which a later sentence must have a token, for the part after `>>`; `u32::MAX` when nothing is known.
    pub later: u32,
    /// Needs an English word, a Chinese character.
    pub english: bool,
    pub chinese: bool,
    pub slots: Box<[Arc<str>]>,
}

/// What must be seen for a pattern to be tried, and at which element of its first part.
#[derive(Clone, Debug)]
pub(crate) struct Anchor {
    pub keys: Vec<AnchorKey>,
    pub elem: u8,
}

/// One token, or two neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum AnchorKey {
    One(u32),
    Two(u32, u32),
    /// Any number token.
    Number,
    /// Any mask token.
    Mask,
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
    Ok(Pattern { parts: parts.into(), needs: Box::default(), later: u32::MAX, before: u32::MAX, after: u32::MAX, anchor: None, english: language == 0, chinese: language == 1, slots: compiler.slots.into() })
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
            _ if name.len() > 1 && name.chars().all(|c| c.is_ascii_uppercase()) => {
                (ids(self, &format!("[{}]", name.to_ascii_lowercase())), false, false)
            }
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

impl Pattern {
    /// Whether it begins with `^`.
    pub(crate) fn begins_sentence(&self) -> bool {
        matches!(self.parts[0].first(), Some(Elem::Start))
    }

    /// Notes what must be in the sentence, for a pattern that is only asked for (`with`, `unless`, guards).
    pub(crate) fn note_asked(&mut self, vocabulary: &Vocabulary, sets: &mut Sets) {
        let mut needs = rarest(&self.parts[0], None, vocabulary, sets);
        needs.truncate(2);
        self.needs = needs.into_iter().map(|(_, set)| sets.mark(set)).collect();
    }

    /// Notes what must be in the sentence beside the anchor: the two rarest elements. Call when the vocabulary is
    /// weighed.
    ///
    /// # Errors
    /// When nothing must be there.
    pub(crate) fn note_needs(&mut self, vocabulary: &Vocabulary, sets: &mut Sets) -> Result<(), String> {
        let anchor = self.find_anchor(vocabulary, sets);
        let elem = anchor.as_ref().map_or(0, |anchor| anchor.elem);
        let mut needs = rarest(&self.parts[0], Some(elem as usize), vocabulary, sets);
        needs.truncate(2);
        self.needs = needs.into_iter().map(|(_, set)| sets.mark(set)).collect();
        // One token on both sides: the neighbours are known without running the pattern.
        let at = elem as usize;
        let part = &self.parts[0];
        if anchor.is_ok() && sets.of(&part[at]).is_some() {
            let mut neighbour = |elem: Option<&Elem>| {
                let set = match elem? {
                    Elem::Set(number) => return Some(*number),
                    Elem::Few(few) => sets.add(few.to_vec(), false, false),
                    Elem::Alt(alt) if alt.branches.iter().all(|branch| matches!(&**branch, [_])) && alt.any_first.is_empty() => {
                        sets.add(alt.first.iter().map(|(id, _)| *id).collect(), false, false)
                    }
                    _ => return None,
                };
                Some(sets.mark(set))
            };
            let after = neighbour(part.get(at + 1));
            let before = at.checked_sub(1).and_then(|at| neighbour(part.get(at)));
            (self.before, self.after) = (before.unwrap_or(u32::MAX), after.unwrap_or(u32::MAX));
        }
        if let [_, .., last] = &*self.parts
            && let Some((_, set)) = rarest(last, None, vocabulary, sets).first()
        {
            self.later = sets.mark(*set);
        }
        self.anchor = Some(Arc::new(anchor?));
        Ok(())
    }

    /// The rarest element that must be there; an error when nothing must.
    fn find_anchor(&self, vocabulary: &Vocabulary, sets: &Sets) -> Result<Anchor, String> {
        let part = &self.parts[0];
        let mut best: Option<(u64, Anchor)> = None;
        for at in 0..part.len() {
            let mut keys = Vec::new();
            if !firsts(&part[at..], sets, &mut keys) || keys.is_empty() {
                continue;
            }
            keys.sort_unstable();
            keys.dedup();
            let cost = keys.iter().map(|key| cost(*key, vocabulary)).sum::<u64>();
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, Anchor { keys, elem: at as u8 }));
            }
        }
        best.map(|(_, anchor)| anchor).ok_or_else(|| "nothing in this pattern must be there: write at least one word, class or group that is not optional".into())
    }
}

/// Expected tries per 100,000 tokens.
fn cost(key: AnchorKey, vocabulary: &Vocabulary) -> u64 {
    match key {
        AnchorKey::One(id) => u64::from(vocabulary.cost(id)),
        AnchorKey::Two(a, b) => u64::from(vocabulary.pair_cost(a, b)),
        AnchorKey::Number => 2_000,
        AnchorKey::Mask => 300,
    }
}

/// Sets that a match of these elements must have a token of, the rarest first; what stands in every other
/// sentence is left out, because it refuses little.
fn rarest(elems: &[Elem], but: Option<usize>, vocabulary: &Vocabulary, sets: &mut Sets) -> Vec<(u64, u32)> {
    let mut needs: Vec<(u64, u32)> = Vec::new();
    for (at, elem) in elems.iter().enumerate() {
        let set = match elem {
            _ if Some(at) == but => continue,
            Elem::Set(number) => sets.marked[*number as usize],
            Elem::Few(few) => sets.add(few.to_vec(), false, false),
            Elem::Alt(alt) if alt.any_first.is_empty() => sets.add(alt.first.iter().map(|(id, _)| *id).collect(), false, false),
            _ => continue,
        };
        let members = &sets.list[set as usize];
        let frequent = members.ids.iter().map(|&id| u64::from(vocabulary.cost(id))).sum::<u64>() + if members.numbers { 2_000 } else { 0 } + if members.masks { 300 } else { 0 };
        if frequent < 5_000 {
            needs.push((frequent, set));
        }
    }
    needs.sort_unstable();
    needs.dedup();
    needs
}

/// Members of a set, which are sorted, each once.
fn distinct(ids: &[u32]) -> impl Iterator<Item = u32> + '_ {
    ids.iter().enumerate().filter(|(at, id)| *at == 0 || ids[at - 1] != **id).map(|(_, id)| *id)
}

/// The keys with which a match of these elements can begin; `false` when it can begin with anything.
fn firsts(elems: &[Elem], sets: &Sets, out: &mut Vec<AnchorKey>) -> bool {
    let Some(first) = elems.first() else { return false };
    match first {
        Elem::Set(_) | Elem::Few(_) => {
            let Some((ids, numbers, masks)) = sets.of(first) else { return false };
            if numbers {
                out.push(AnchorKey::Number);
            }
            if masks {
                out.push(AnchorKey::Mask);
            }
            let next = elems.get(1).and_then(|elem| sets.of(elem));
            match next {
                Some((next, false, false)) if ids.len() * next.len() <= 96 => {
                    out.extend(distinct(ids).flat_map(|a| distinct(next).map(move |b| AnchorKey::Two(a, b))));
                }
                _ => out.extend(distinct(ids).map(AnchorKey::One)),
            }
            true
        }
        // What follows the group may show through it: an optional part, or a branch of one element.
        Elem::Alt(alt) => alt.branches.iter().all(|branch| match branch.as_ref() {
            [] | [Elem::Set(_) | Elem::Few(_) | Elem::Alt(_)] => {
                let joined: Vec<Elem> = branch.iter().chain(&elems[1..]).cloned().collect();
                firsts(&joined, sets, out)
            }
            _ => firsts(branch, sets, out),
        }),
        Elem::Slot(_, inner) => firsts(inner, sets, out),
        Elem::Start | Elem::Not(_) => firsts(&elems[1..], sets, out),
        Elem::Any | Elem::Gap(_) | Elem::End => false,
    }
}
