//! Dialogue conditions: who spoke before, what was found near, where in the conversation.

use rapport_text::Form;

use super::scene::{Draft, Scene, TurnRead, at_turn};
use crate::rules::{Condition, Counted, Library, Near, PositionFile, Side, TextTest};

impl Scene<'_> {
    /// Whether every dialogue condition holds for a finding at a turn.
    pub(crate) fn holds(&self, condition: &Condition, turn: usize) -> bool {
        if condition.empty {
            return true;
        }
        let c = condition;
        (c.channels.is_empty() || c.channels.contains(&self.channel))
            && c.position.is_none_or(|position| self.stands(position, turn))
            && c.after.as_ref().is_none_or(|near| self.before(near, turn))
            && !c.not_after.as_ref().is_some_and(|near| self.before(near, turn))
            && c.followed_by.as_ref().is_none_or(|near| self.behind(near, turn))
            && !c.not_followed_by.as_ref().is_some_and(|near| self.behind(near, turn))
            && (c.same_turn.is_empty() || c.same_turn.iter().any(|&rule| at_turn(self.found.of(rule), turn).is_some()))
            && !c.not_same_turn.iter().any(|&rule| at_turn(self.found.of(rule), turn).is_some())
            && c.prev.as_ref().is_none_or(|test| said(self.library, test, self.prev(turn).map(|(_, turn)| turn)))
            && !c.not_prev.as_ref().is_some_and(|test| said(self.library, test, self.prev(turn).map(|(_, turn)| turn)))
            && c.next.as_ref().is_none_or(|test| said(self.library, test, self.next(turn).map(|(_, turn)| turn)))
            && !c.not_next.as_ref().is_some_and(|test| said(self.library, test, self.next(turn).map(|(_, turn)| turn)))
            && c.earlier.as_ref().is_none_or(|test| said_in(self.library, test, &self.turns[..turn]))
            && !c.not_earlier.as_ref().is_some_and(|test| said_in(self.library, test, &self.turns[..turn]))
    }

    /// Whether a turn stands at a position, counted in turns of its side.
    pub(crate) fn stands(&self, position: PositionFile, turn: usize) -> bool {
        let number = self.shape.number[turn];
        let count = match self.turns[turn].side {
            Side::Agent => self.shape.agents,
            Side::Customer => self.shape.customers,
            Side::Both => return position.first.is_some() && turn == 0,
        };
        position.first.is_none_or(|first| number < first)
            && position.from.is_none_or(|from| number + 1 >= from)
            && position.last.is_none_or(|last| number + last >= count)
            && position.third.is_none_or(|third| {
                // A third is ⌈n / 3⌉ turns, at least one; the last third ends with the last turn.
                let size = count.div_ceil(3).max(1);
                match third {
                    1 => number < size,
                    3 => number + size >= count,
                    _ => number >= size && number + size < count,
                }
            })
            && position.last_percent.is_none_or(|percent| {
                let size = (count * percent).div_ceil(100).max(2);
                number + size >= count
            })
    }

    /// Turns from `a` to a later `b`, as a rule counts them; the turn `b` counts.
    pub(crate) fn distance(&self, counted: Counted, a: usize, b: usize) -> u32 {
        let to = match counted {
            Counted::Agent => &self.shape.agents_to,
            Counted::Customer => &self.shape.customers_to,
            Counted::All => return (b - a) as u32,
        };
        to[b] - to[a]
    }

    fn before(&self, near: &Near, turn: usize) -> bool {
        self.matching(near).any(|draft| {
            let at = draft.turn as usize;
            (at < turn || near.same_turn && at == turn) && near.within.is_none_or(|within| self.distance(near.turns, at, turn) <= within)
        })
    }

    fn behind(&self, near: &Near, turn: usize) -> bool {
        self.matching(near).any(|draft| {
            let at = draft.turn as usize;
            (at > turn || near.same_turn && at == turn) && near.within.is_none_or(|within| self.distance(near.turns, turn, at) <= within)
        })
    }

    /// Findings that a condition asks for.
    pub(crate) fn matching<'b>(&'b self, near: &'b Near) -> impl Iterator<Item = &'b Draft> {
        near.any
            .iter()
            .flat_map(|&rule| self.found.of(rule))
            .filter(|draft| draft.level.unwrap_or(1) >= near.level && near.polarity.is_none_or(|polarity| draft.polarity == polarity))
    }
}

/// Whether the turns of a block together say what a condition asks for.
pub(crate) fn said<'b>(library: &Library, test: &TextTest, block: impl Iterator<Item = &'b TurnRead>) -> bool {
    let mut length = 0;
    let (mut matched, mut asked, mut any) = (test.cue.is_none(), test.form.is_none(), false);
    for turn in block {
        any = true;
        length += turn.reading.length();
        matched = matched || test.cue.is_some_and(|cue| turn.says(library, cue));
        asked = asked || test.form.is_some_and(|form| has_form(turn, form));
    }
    any && matched && asked && length >= test.min_words && length <= test.max_words
}

/// Whether one of these turns says what a condition asks for.
pub(crate) fn said_in(library: &Library, test: &TextTest, turns: &[TurnRead]) -> bool {
    turns.iter().any(|turn| {
        test.side.is_none_or(|side| side == turn.side)
            && test.cue.is_none_or(|cue| turn.says(library, cue))
            && test.form.is_none_or(|form| has_form(turn, form))
            && (test.min_words..=test.max_words).contains(&turn.reading.length())
    })
}

fn has_form(turn: &TurnRead, form: Form) -> bool {
    turn.reading.sentences.iter().any(|sentence| sentence.form() == form)
}
