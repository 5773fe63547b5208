//! Alternatives, found by the token they begin or end with.

use super::Sets;
use super::program::Elem;
use super::sets::distinct;

/// A token a branch begins (ends) with, its only possible neighbour inside the branch, and the branch.
type Entry = (u32, u32, u16);

/// No single neighbour is known.
const ANY: u32 = u32::MAX;

/// Alternatives, found by the token they begin or end with: a class of hundreds of phrases costs one look-up.
#[derive(Clone, Debug)]
pub(crate) struct Alt {
    pub branches: Box<[Box<[Elem]>]>,
    /// Token → branch, sorted; for branches that begin (end) with tokens of the vocabulary.
    pub(super) first: Box<[Entry]>,
    last: Box<[Entry]>,
    /// A bit for every token of `first` and of `last`, by the low bits of its number: most tokens are refused by it.
    first_bits: [u64; 8],
    last_bits: [u64; 8],
    /// Branches that may begin (end) with something else.
    pub(super) any_first: Box<[u16]>,
    any_last: Box<[u16]>,
}

impl Alt {
    pub(super) fn new(branches: Vec<Box<[Elem]>>, sets: &Sets) -> Alt {
        let sorted = |backward: bool| {
            let (mut by_token, mut rest) = (Vec::new(), Vec::new());
            for (at, branch) in branches.iter().enumerate() {
                let mut tokens = Vec::new();
                if edge(branch, backward, sets, &mut tokens) {
                    let next = if backward { branch.iter().rev().nth(1) } else { branch.get(1) };
                    let next = if matches!(if backward { branch.last() } else { branch.first() }, Some(Elem::Set(_) | Elem::Few(_))) { only(next) } else { ANY };
                    by_token.extend(tokens.into_iter().map(|id| (id, next, at as u16)));
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
        let bits = |list: &[Entry]| {
            let mut bits = [0u64; 8];
            list.iter().for_each(|(id, _, _)| bits[(id / 64 % 8) as usize] |= 1 << (id % 64));
            bits
        };
        Alt { first_bits: bits(&first), last_bits: bits(&last), branches: branches.into(), first, last, any_first, any_last }
    }

    /// Branches that may begin with this token and go on with the one after it, those of unknown beginning left out.
    #[inline]
    pub(crate) fn beginning(&self, id: u32, after: u32) -> impl Iterator<Item = &[Elem]> {
        of_token(&self.first, &self.first_bits, id, after).map(|at| &*self.branches[at as usize])
    }

    /// Branches that may end with this token after the one before it, those of unknown end left out.
    #[inline]
    pub(crate) fn ending(&self, id: u32, before: u32) -> impl Iterator<Item = &[Elem]> {
        of_token(&self.last, &self.last_bits, id, before).map(|at| &*self.branches[at as usize])
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

/// The token that an element accepts, when it is only one.
fn only(elem: Option<&Elem>) -> u32 {
    match elem {
        Some(Elem::Few(few)) if few.iter().all(|id| *id == few[0]) => few[0],
        _ => ANY,
    }
}

#[inline]
fn of_token<'a>(list: &'a [Entry], bits: &[u64; 8], id: u32, neighbour: u32) -> impl Iterator<Item = u16> + use<'a> {
    let absent = id == 0 || bits[(id / 64 % 8) as usize] >> (id % 64) & 1 == 0;
    let from = if absent { list.len() } else { list.partition_point(|(token, _, _)| *token < id) };
    list[from..].iter().take_while(move |(token, _, _)| *token == id).filter(move |(_, next, _)| *next == ANY || *next == neighbour).map(|(_, _, at)| *at)
}
