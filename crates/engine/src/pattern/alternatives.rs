//! Alternatives, found by the token they begin or end with.

use super::Sets;
use super::program::Elem;
use super::sets::distinct;

/// Alternatives, found by the token they begin or end with: a class of hundreds of phrases costs one look-up.
#[derive(Clone, Debug)]
pub(crate) struct Alt {
    pub branches: Box<[Box<[Elem]>]>,
    /// Token → branch, sorted; for branches that begin (end) with tokens of the vocabulary.
    pub(super) first: Box<[(u32, u16)]>,
    last: Box<[(u32, u16)]>,
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
