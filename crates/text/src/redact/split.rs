//! Numbers read out in pieces over several turns, with the other side's echoes between.

use super::checksums as check;
use super::cues::Cue;
use super::digits::Run;
use super::numbers::{Around, Form, classify};
use super::{Kind, Side};

/// How many turns later the next piece may come: its prompt, an echo and a backchannel fit between.
const PATIENCE: usize = 4;
/// Most pieces of one number.
const PIECES: usize = 12;

/// The digits one turn gives, and where, in bytes of the turn as it came.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Which turn.
    pub turn: usize,
    /// Its digits.
    pub values: Vec<u8>,
    /// The stretches to mask.
    pub ranges: Vec<(usize, usize)>,
    spoken: bool,
    cue: Option<Cue>,
}

impl Piece {
    /// The digits of `runs`, whose bytes `original` maps to the turn as it came.
    pub fn new(turn: usize, runs: &[&Run], cue: Option<Cue>, original: impl Fn(usize) -> usize) -> Piece {
        Piece {
            turn,
            values: runs.iter().flat_map(|r| r.values()).collect(),
            ranges: runs.iter().map(|r| (original(r.start()), original(r.end()))).collect(),
            spoken: runs.iter().any(|r| r.spoken),
            cue,
        }
    }
}

/// A number completed over several turns.
#[derive(Debug)]
pub struct Joined {
    /// What it is.
    pub kind: Kind,
    /// All its digits.
    pub values: Vec<u8>,
    /// Where they were said, echoes included.
    pub pieces: Vec<Piece>,
}

/// The numbers being read out at the moment, one by each side: what one side says never hangs on the other's
/// digits, so that masking one leaves the other as it was.
#[derive(Debug, Default)]
pub struct Split {
    sides: [Row; 3],
}

/// Pieces of one side, and the other sides' echoes of them.
#[derive(Debug, Default)]
struct Row {
    pieces: Vec<Piece>,
    echoes: Vec<Piece>,
}

impl Split {
    /// Whether a number has been begun.
    pub fn open(&self) -> bool {
        self.sides.iter().any(|row| !row.pieces.is_empty())
    }

    /// Whether that turn's text may still have to be masked.
    pub fn holds(&self, turn: usize) -> bool {
        self.sides.iter().any(|row| row.pieces.iter().chain(&row.echoes).any(|p| p.turn == turn))
    }

    /// Forgets what was begun too long before `turn`.
    pub fn age(&mut self, turn: usize) {
        for row in &mut self.sides {
            if row.pieces.last().is_some_and(|p| turn - p.turn > PATIENCE) {
                *row = Row::default();
            }
        }
    }

    /// The next piece by `side`: `whole` where the turn is little else, `last` where the turn ends with it.
    pub fn take(&mut self, side: Side, piece: Piece, whole: bool, last: bool) -> Option<Joined> {
        for (other, row) in self.sides.iter_mut().enumerate() {
            if other != side as usize && piece.values.len() >= 2 && row.says(&piece.values) {
                row.echoes.push(piece.clone());
            }
        }
        let row = &mut self.sides[side as usize];
        if !whole {
            *row = Row::default();
        }
        if !last || !(1..=18).contains(&piece.values.len()) {
            *row = Row::default();
            return None;
        }
        row.pieces.push(piece);
        if row.pieces.len() > PIECES {
            row.pieces.remove(0);
        }
        row.join()
    }
}

impl Row {
    fn says(&self, values: &[u8]) -> bool {
        let all: Vec<u8> = self.pieces.iter().flat_map(|p| p.values.iter().copied()).collect();
        all.windows(values.len()).any(|w| w == values)
    }

    /// The longest row of pieces up to the last that makes a number. It stays, for it may go on: a telephone may
    /// turn out to be the first part of something longer.
    fn join(&mut self) -> Option<Joined> {
        for first in 0..self.pieces.len() - 1 {
            let row = &self.pieces[first..];
            let values: Vec<u8> = row.iter().flat_map(|p| p.values.iter().copied()).collect();
            let groups: Vec<usize> = row.iter().map(|p| p.values.len()).collect();
            let form = Form { groups: &groups, spoken: row.iter().any(|p| p.spoken), plus: false };
            let cue = row.iter().rev().find_map(|p| p.cue.filter(|c| *c != Cue::Number)).or(row[0].cue);
            let near = Around { cue, order: cue == Some(Cue::Order), business: false, open: true, western: false };
            let Some(kind) = classify(&values, form, near) else { continue };
            let from = row[0].turn;
            let mut pieces = row.to_vec();
            pieces.extend(self.echoes.iter().filter(|e| e.turn >= from).cloned());
            // UnionPay numbers have up to 19 digits and may pass the check before.
            let short = values.starts_with(b"62") && values.len() < 19;
            let card = kind == Kind::Card && values.len() >= 15 && !short && check::luhn(&values);
            if card || kind == Kind::Id && values.len() == 18 {
                *self = Row::default();
            }
            return Some(Joined { kind, values, pieces });
        }
        None
    }
}
