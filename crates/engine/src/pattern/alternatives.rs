//! Alternatives, found by the token they begin or end with.

use super::Sets;
use super::program::Elem;
use super::sets::distinct;

/// A token that a branch begins (ends) with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Entry {
    token: u32,
    /// Its only possible neighbour inside the branch.
    next: u32,
    branch: u16,
    /// Where the branch is a row of single words: how many, and where they are; 0 where it is something else.
    pub length: u16,
    words: u32,
}

/// No single neighbour is known.
const ANY: u32 = u32::MAX;

/// Up to so many longer branches are tried one after another; more are looked up by token.
const FEW: usize = 3;

/// Alternatives, found by the token they begin or end with: a class of hundreds of phrases costs one look-up.
#[derive(Clone, Debug)]
pub(crate) struct Alt {
    pub branches: Box<[Box<[Elem]>]>,
    /// The branch of one token, which needs no run of its own: the compiler makes one of all such branches.
    pub single: Option<Elem>,
    /// The other branches, where they are few.
    few: Box<[Branch]>,
    /// Where there are many: how to find them by their first and by their last token.
    edges: Option<Box<[Edge; 2]>>,
    /// Tokens of the shortest and of the longest branch.
    pub(super) length: (u32, u32),
}

/// A branch that is tried where it may begin (end).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Branch {
    /// Traces of the tokens with which it begins, and with which it ends.
    known: [u64; 2],
    at: u16,
}

/// What is traced of a token: a few low bits of its number.
#[inline]
pub(crate) fn trace(id: u32) -> u64 {
    1 << (id % 63) | UNKNOWN
}

/// The bit of all that may be anything, or nothing.
const UNKNOWN: u64 = 1 << 63;

/// Longer branches by the token at one of their ends.
#[derive(Clone, Debug)]
pub(crate) struct Edge {
    /// The low bits of tokens that have entries.
    known: [u64; 4],
    /// By the low bits of a token: where its entries begin in the list; one more at the end.
    starts: Box<[u32]>,
    list: Box<[Entry]>,
    /// The words of branches that are rows of single words.
    words: Box<[u32]>,
    /// Branches that may have something else there.
    open: Box<[u16]>,
}

impl Alt {
    pub(super) fn new(branches: Vec<Box<[Elem]>>, sets: &Sets) -> Alt {
        let (single, longer): (Vec<u16>, Vec<u16>) = (0..branches.len() as u16).partition(|&at| matches!(*branches[at as usize], [Elem::Set(_) | Elem::Few(_)]));
        let single = single.first().map(|&at| branches[at as usize][0].clone());
        let edges = (longer.len() > FEW).then(|| Box::new([false, true].map(|backward| Edge::of(&branches, &longer, backward, sets))));
        let few = if edges.is_some() { Box::default() } else { longer.iter().map(|&at| Branch::of(at, &branches[at as usize], sets)).collect() };
        let lengths = || branches.iter().map(|branch| length(branch));
        let length = (lengths().map(|(least, _)| least).min().unwrap_or(0), lengths().map(|(_, most)| most).max().unwrap_or(0));
        Alt { length, branches: branches.into(), single, few, edges }
    }

    /// Longer branches, where they are few.
    #[inline]
    pub(crate) fn few(&self) -> &[Branch] {
        &self.few
    }

    /// Longer branches by their first token, or by their last; `None` where they are few.
    #[inline]
    pub(crate) fn edge(&self, backward: bool) -> Option<&Edge> {
        self.edges.as_ref().map(|edges| &edges[usize::from(backward)])
    }

    /// The tokens with which a match can begin, and whether any number or mask will do; `None` when it may begin with anything.
    pub(super) fn first_tokens(&self, sets: &Sets) -> Option<(Vec<u32>, bool, bool)> {
        let (mut tokens, mut values) = (Vec::new(), (false, false));
        self.branches.iter().all(|branch| edge_or_value(branch, false, sets, &mut tokens, &mut values)).then_some((tokens, values.0, values.1))
    }
}

impl Branch {
    fn of(at: u16, branch: &[Elem], sets: &Sets) -> Branch {
        let known = [false, true].map(|backward| {
            let mut tokens = Vec::new();
            if edge(branch, backward, sets, &mut tokens) { tokens.iter().fold(0, |known, &id| known | trace(id) & !UNKNOWN) } else { UNKNOWN }
        });
        Branch { known, at }
    }

    /// Its elements, where it may begin (end) with a token of some traces.
    #[inline]
    pub(crate) fn may_have<'a>(&self, alt: &'a Alt, backward: bool, traces: u64) -> Option<&'a [Elem]> {
        (self.known[usize::from(backward)] & traces != 0).then(|| &*alt.branches[usize::from(self.at)])
    }
}

impl Edge {
    fn of(branches: &[Box<[Elem]>], longer: &[u16], backward: bool, sets: &Sets) -> Edge {
        let (mut list, mut open, mut words) = (Vec::new(), Vec::new(), Vec::new());
        let mut tokens = Vec::new();
        for &at in longer {
            let branch = &branches[at as usize];
            tokens.clear();
            if !edge(branch, backward, sets, &mut tokens) {
                open.push(at);
                continue;
            }
            let next = if backward { branch.iter().rev().nth(1) } else { branch.get(1) };
            let next = if matches!(if backward { branch.last() } else { branch.first() }, Some(Elem::Set(_) | Elem::Few(_))) { only(next) } else { ANY };
            let single = branch.iter().all(|elem| only(Some(elem)) != ANY);
            let (length, place) = if single { (branch.len() as u16, words.len() as u32) } else { (0, 0) };
            if single {
                words.extend(branch.iter().map(|elem| only(Some(elem))));
            }
            list.extend(tokens.iter().map(|&token| Entry { token, next, branch: at, length, words: place }));
        }
        let mask = (list.len().next_power_of_two() - 1) as u32;
        list.sort_unstable_by_key(|entry| (entry.token & mask, *entry));
        list.dedup();
        let mut known = [0; 4];
        list.iter().for_each(|entry| known[entry.token as usize / 64 % 4] |= 1 << (entry.token % 64));
        let mut starts = vec![0u32; mask as usize + 2];
        list.iter().for_each(|entry| starts[(entry.token & mask) as usize + 1] += 1);
        for bucket in 1..starts.len() {
            starts[bucket] += starts[bucket - 1];
        }
        Edge { known, starts: starts.into(), list: list.into(), words: words.into(), open: open.into() }
    }

    /// Whether branches may begin (end) with this token; `false` where none does.
    #[inline]
    pub(crate) fn may_have(&self, id: u32) -> bool {
        self.known[id as usize / 64 % 4] >> (id % 64) & 1 != 0
    }

    /// Branches among which those are that may begin (end) with this token, those of unknown edge left out.
    #[inline]
    pub(crate) fn of_token(&self, id: u32) -> &[Entry] {
        let bucket = id as usize & (self.starts.len() - 2);
        &self.list[self.starts[bucket] as usize..self.starts[bucket + 1] as usize]
    }

    /// The words of a branch that is a row of single words.
    #[inline]
    pub(crate) fn words(&self, entry: &Entry) -> &[u32] {
        &self.words[entry.words as usize..entry.words as usize + usize::from(entry.length)]
    }

    /// Branches of unknown edge.
    #[inline]
    pub(crate) fn open<'a>(&'a self, alt: &'a Alt) -> impl Iterator<Item = &'a [Elem]> {
        self.open.iter().map(|&at| &*alt.branches[at as usize])
    }
}

impl Entry {
    /// Whether its branch may begin (end) with this token beside that neighbour.
    #[inline]
    pub(crate) fn may_be(&self, id: u32, neighbour: u32) -> bool {
        self.token == id && (self.next == ANY || self.next == neighbour)
    }

    /// Its branch.
    #[inline]
    pub(crate) fn of<'a>(&self, alt: &'a Alt) -> &'a [Elem] {
        &alt.branches[usize::from(self.branch)]
    }
}

/// The least and the most tokens that elements can take.
pub(super) fn length(elems: &[Elem]) -> (u32, u32) {
    elems.iter().fold((0, 0), |(least, most), elem| {
        let (own_least, own_most) = match elem {
            Elem::Set(_) | Elem::Few(_) | Elem::Any => (1, 1),
            Elem::Gap(gap) => (0, u32::from(*gap)),
            Elem::Alt(alt) => alt.length,
            Elem::Slot(_, inner) => length(inner),
            Elem::Not(_) | Elem::Start | Elem::End => (0, 0),
        };
        (least + own_least, most + own_most)
    })
}

/// The tokens with which a match of these elements can begin (or end); `false` when it may begin with
/// anything, or with nothing, or with any number or mask.
pub(super) fn edge(elems: &[Elem], backward: bool, sets: &Sets, out: &mut Vec<u32>) -> bool {
    let mut values = (false, false);
    edge_or_value(elems, backward, sets, out, &mut values) && values == (false, false)
}

/// The same, where any number and any mask are told apart.
fn edge_or_value(elems: &[Elem], backward: bool, sets: &Sets, out: &mut Vec<u32>, values: &mut (bool, bool)) -> bool {
    let Some((next, rest)) = (if backward { elems.split_last() } else { elems.split_first() }) else { return false };
    match next {
        Elem::Set(_) | Elem::Few(_) => {
            let Some((ids, numbers, masks)) = sets.of(next) else { return false };
            out.extend(distinct(ids));
            *values = (values.0 || numbers, values.1 || masks);
            true
        }
        Elem::Alt(alt) => alt.branches.iter().all(|branch| edge_or_value(if branch.is_empty() { rest } else { branch }, backward, sets, out, values)),
        Elem::Slot(_, inner) => edge_or_value(inner, backward, sets, out, values),
        Elem::Start | Elem::End | Elem::Not(_) => edge_or_value(rest, backward, sets, out, values),
        Elem::Any | Elem::Gap(_) => false,
    }
}

/// The token that an element accepts, when it is only one.
fn only(elem: Option<&Elem>) -> u32 {
    match elem {
        Some(Elem::Few(few)) if few.iter().all(|id| *id == few[0]) => few[0],
        _ => ANY,
    }
}
