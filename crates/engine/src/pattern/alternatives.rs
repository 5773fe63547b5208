//! Alternatives, found by the token they begin or end with.

use super::Sets;
use super::program::Elem;
use super::sets::distinct;

/// A token a branch begins (ends) with, its only possible neighbour inside the branch, and the branch.
type Entry = (u32, u32, u16);

/// No single neighbour is known.
const ANY: u32 = u32::MAX;

/// Up to so many longer branches are tried one after another; more are looked up by token.
const FEW: usize = 3;

/// Alternatives, found by the token they begin or end with: a class of hundreds of phrases costs one look-up.
#[derive(Clone, Debug)]
pub(crate) struct Alt {
    pub branches: Box<[Box<[Elem]>]>,
    /// Branches of one token, which need no run of their own.
    singles: Box<[u16]>,
    /// The other branches.
    longer: Box<[u16]>,
    /// Where there are many: how to find them by their first and by their last token.
    edges: Option<Box<[Edge; 2]>>,
    /// Tokens of the shortest and of the longest branch.
    pub(super) length: (u32, u32),
}

/// Longer branches by the token at one of their ends.
#[derive(Clone, Debug)]
pub(crate) struct Edge {
    /// The set of all those tokens, as it is marked.
    pub tokens: u32,
    /// Sorted.
    list: Box<[Entry]>,
    /// Branches that may have something else there.
    open: Box<[u16]>,
}

impl Alt {
    pub(super) fn new(branches: Vec<Box<[Elem]>>, sets: &mut Sets) -> Alt {
        let (singles, longer): (Vec<u16>, Vec<u16>) = (0..branches.len() as u16).partition(|&at| matches!(*branches[at as usize], [Elem::Set(_) | Elem::Few(_)]));
        let edges = (longer.len() > FEW).then(|| Box::new([false, true].map(|backward| Edge::of(&branches, &longer, backward, sets))));
        let lengths = || branches.iter().map(|branch| length(branch));
        let length = (lengths().map(|(least, _)| least).min().unwrap_or(0), lengths().map(|(_, most)| most).max().unwrap_or(0));
        Alt { length, branches: branches.into(), singles: singles.into(), longer: longer.into(), edges }
    }

    /// Branches of one token.
    #[inline]
    pub(crate) fn singles(&self) -> impl Iterator<Item = &Elem> {
        self.singles.iter().map(|&at| &self.branches[at as usize][0])
    }

    /// Branches that are longer.
    #[inline]
    pub(crate) fn longer(&self) -> impl Iterator<Item = &[Elem]> {
        self.longer.iter().map(|&at| &*self.branches[at as usize])
    }

    /// Longer branches by their first token, or by their last; `None` where they are few.
    #[inline]
    pub(crate) fn edge(&self, backward: bool) -> Option<&Edge> {
        self.edges.as_ref().map(|edges| &edges[usize::from(backward)])
    }

    /// The tokens with which a match can begin; `None` when it may begin with anything.
    pub(super) fn first_tokens(&self, sets: &Sets) -> Option<Vec<u32>> {
        let mut tokens = Vec::new();
        self.branches.iter().all(|branch| edge(branch, false, sets, &mut tokens)).then_some(tokens)
    }
}

impl Edge {
    fn of(branches: &[Box<[Elem]>], longer: &[u16], backward: bool, sets: &mut Sets) -> Edge {
        let (mut list, mut open) = (Vec::new(), Vec::new());
        for &at in longer {
            let branch = &branches[at as usize];
            let mut tokens = Vec::new();
            if !edge(branch, backward, sets, &mut tokens) {
                open.push(at);
                continue;
            }
            let next = if backward { branch.iter().rev().nth(1) } else { branch.get(1) };
            let next = if matches!(if backward { branch.last() } else { branch.first() }, Some(Elem::Set(_) | Elem::Few(_))) { only(next) } else { ANY };
            list.extend(tokens.into_iter().map(|id| (id, next, at)));
        }
        list.sort_unstable();
        list.dedup();
        let tokens = sets.add(list.iter().map(|(id, _, _)| *id).collect(), false, false);
        Edge { tokens: sets.mark(tokens), list: list.into(), open: open.into() }
    }

    /// Branches that may begin (end) with this token beside that neighbour, those of unknown edge left out.
    #[inline]
    pub(crate) fn of_token<'a>(&'a self, alt: &'a Alt, id: u32, neighbour: u32) -> impl Iterator<Item = &'a [Elem]> {
        let from = self.list.partition_point(|(token, _, _)| *token < id);
        let here = self.list[from..].iter().take_while(move |(token, _, _)| *token == id);
        here.filter(move |(_, next, _)| *next == ANY || *next == neighbour).map(|(_, _, at)| &*alt.branches[*at as usize])
    }

    /// Branches of unknown edge.
    #[inline]
    pub(crate) fn open<'a>(&'a self, alt: &'a Alt) -> impl Iterator<Item = &'a [Elem]> {
        self.open.iter().map(|&at| &*alt.branches[at as usize])
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

/// The token that an element accepts, when it is only one.
fn only(elem: Option<&Elem>) -> u32 {
    match elem {
        Some(Elem::Few(few)) if few.iter().all(|id| *id == few[0]) => few[0],
        _ => ANY,
    }
}
