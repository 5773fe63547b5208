//! Where each turn stands: its number among its side's turns, and the blocks around it.

use std::ops::Range;

use super::scene::TurnRead;
use crate::rules::Side;

/// No block: a notice, or a turn of nobody's.
const NONE: u32 = u32::MAX;

/// Grows with the conversation: a turn costs the same wherever it comes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shape {
    /// Number of the turn among turns of its side, from 0.
    pub number: Vec<u32>,
    /// How many agent turns and customer turns there are.
    pub agents: u32,
    pub customers: u32,
    /// Agent turns and customer turns up to and including each turn.
    pub agents_to: Vec<u32>,
    pub customers_to: Vec<u32>,
    /// By turn: the block it is in.
    block: Vec<u32>,
    /// What one side said until the other spoke; notices may stand inside.
    blocks: Vec<(u32, u32)>,
    speaking: Option<Side>,
}

impl Shape {
    /// Measures the turns from one on; those before it are as they were.
    pub(crate) fn measure(&mut self, turns: &[TurnRead], from: usize) {
        self.forget(turns, from);
        for (at, turn) in turns.iter().enumerate().skip(from) {
            let here = at as u32;
            match turn.side {
                Side::Both => {
                    self.number.push(0);
                    self.block.push(NONE);
                }
                side => {
                    if self.speaking != Some(side) {
                        self.blocks.push((here, here));
                        self.speaking = Some(side);
                    }
                    if let Some(block) = self.blocks.last_mut() {
                        block.1 = here + 1;
                    }
                    self.block.push(self.blocks.len() as u32 - 1);
                    let count = if side == Side::Agent { &mut self.agents } else { &mut self.customers };
                    self.number.push(*count);
                    *count += 1;
                }
            }
            self.agents_to.push(self.agents);
            self.customers_to.push(self.customers);
        }
    }

    fn forget(&mut self, turns: &[TurnRead], from: usize) {
        if from >= self.number.len() && from > 0 {
            return;
        }
        self.number.truncate(from);
        self.agents_to.truncate(from);
        self.customers_to.truncate(from);
        self.block.truncate(from);
        self.agents = self.agents_to.last().copied().unwrap_or(0);
        self.customers = self.customers_to.last().copied().unwrap_or(0);
        let last = turns[..from].iter().rposition(|turn| turn.side != Side::Both);
        self.speaking = last.map(|at| turns[at].side);
        self.blocks.truncate(last.map_or(0, |at| self.block[at] as usize + 1));
        if let (Some(block), Some(last)) = (self.blocks.last_mut(), last) {
            block.1 = last as u32 + 1;
        }
    }

    /// Turns of the other side's block just before a turn's own block.
    pub(crate) fn prev(&self, turn: usize) -> Range<usize> {
        self.range(self.block[turn].wrapping_sub(1), self.block[turn])
    }

    /// Turns of the other side's block just after.
    pub(crate) fn next(&self, turn: usize) -> Range<usize> {
        self.range(self.block[turn].wrapping_add(1), self.block[turn])
    }

    fn range(&self, block: u32, own: u32) -> Range<usize> {
        match self.blocks.get(block as usize) {
            Some(&(start, end)) if own != NONE => start as usize..end as usize,
            _ => 0..0,
        }
    }

    /// The first turn that has a given turn, or one after it, in its own block or in the block after.
    pub(crate) fn beside(&self, turn: u32) -> u32 {
        let block = self.blocks.partition_point(|&(_, end)| end <= turn);
        self.blocks.get(block.saturating_sub(1)).map_or(turn, |&(start, _)| start.min(turn))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turns(sides: &str) -> Vec<TurnRead> {
        let side = |c| match c {
            'A' => Side::Agent,
            'C' => Side::Customer,
            _ => Side::Both,
        };
        sides.chars().map(|c| TurnRead { side: side(c), ..TurnRead::default() }).collect()
    }

    #[test]
    fn blocks_are_those_before_and_after() {
        let mut shape = Shape::default();
        shape.measure(&turns("CCSAACS"), 0);
        assert_eq!(shape.prev(3), 0..2);
        assert_eq!(shape.prev(5), 3..5);
        assert_eq!(shape.next(0), 3..5);
        assert_eq!(shape.next(4), 5..6);
        assert_eq!(shape.next(5), 0..0);
        assert_eq!(shape.prev(2), 0..0);
        assert_eq!(shape.number, [0, 1, 0, 0, 1, 2, 0]);
    }

    #[test]
    fn measured_turn_by_turn_is_measured_at_once() {
        let all = turns("SCCSAASACSCCAASSC");
        let mut whole = Shape::default();
        whole.measure(&all, 0);
        for back in 0..4 {
            let mut grown = Shape::default();
            for end in 1..=all.len() {
                grown.measure(&all[..end], (end - 1usize).saturating_sub(back));
            }
            for at in 0..all.len() {
                assert_eq!((grown.prev(at), grown.next(at), grown.number[at]), (whole.prev(at), whole.next(at), whole.number[at]), "{back} {at}");
            }
            assert_eq!((grown.agents_to, grown.customers_to), (whole.agents_to.clone(), whole.customers_to.clone()));
        }
    }
}
