//! Which cues can still count in a turn, given what was said before it: a cue whose conditions on earlier turns
//! do not hold need not be looked for.

use rapport_model::Channel;

use super::conditions;
use super::index::Gates;
use super::scene::TurnRead;
use crate::rules::{Condition, Cue, Hint, Library, Near, Rule, RuleId, Side};

/// Rules as bits; a library of more rules than bits does without.
pub(crate) type Heard = [u64; 4];

/// Every rule.
pub(crate) const ALL: Heard = [u64::MAX; 4];

/// Adds a rule.
#[inline]
pub(crate) fn note(heard: &mut Heard, rule: RuleId) {
    if let Some(bits) = heard.get_mut(rule as usize / 64) {
        *bits |= 1 << (rule % 64);
    }
}

/// Adds all of another set.
#[inline]
pub(crate) fn join(heard: &mut Heard, other: &Heard) {
    heard.iter_mut().zip(other).for_each(|(bits, other)| *bits |= other);
}

fn has(heard: &Heard, rule: RuleId) -> bool {
    heard.get(rule as usize / 64).is_none_or(|bits| bits >> (rule % 64) & 1 == 1)
}

/// What earlier turns, and the words found in this one, allow.
pub(crate) struct Possible<'a> {
    pub library: &'a Library,
    /// The turns before.
    pub earlier: &'a [TurnRead],
    /// Rules that may have findings in the turns before.
    pub before: &'a Heard,
    pub side: Side,
    pub channel: Channel,
}

impl Possible<'_> {
    /// Whether earlier turns allow a cue. Never refuses what the dialogue would keep.
    pub(crate) fn allows(&self, cue: &Cue, rule: &Rule) -> bool {
        [&rule.when, &cue.when].into_iter().all(|when| when.empty || self.holds(when))
    }

    /// Whether a cue that was put off is possible now that the other words of its turn are known.
    pub(crate) fn allows_beside(&self, cue: &Cue, rule: &Rule, here: &Heard) -> bool {
        [&rule.when, &cue.when].into_iter().all(|when| {
            let beside = when.same_turn.is_empty() || when.same_turn.iter().any(|&rule| has(here, rule));
            beside && when.after.as_ref().is_none_or(|near| near.any.iter().any(|&rule| has(self.before, rule) || near.same_turn && has(here, rule)))
        })
    }

    fn holds(&self, when: &Condition) -> bool {
        if !when.channels.is_empty() && !when.channels.contains(&self.channel) {
            return false;
        }
        let heard = |near: &Near| near.same_turn || near.any.iter().any(|&rule| has(self.before, rule));
        when.after.as_ref().is_none_or(heard)
            && when.prev.as_ref().is_none_or(|test| conditions::said(self.library, test, self.block()))
            && !when.not_prev.as_ref().is_some_and(|test| conditions::said(self.library, test, self.block()))
            && when.earlier.as_ref().is_none_or(|test| conditions::said_in(self.library, test, self.earlier))
            && !when.not_earlier.as_ref().is_some_and(|test| conditions::said_in(self.library, test, self.earlier))
    }

    /// Turns of the other side in the block just before, as the finished dialogue will see them.
    fn block(&self) -> impl Iterator<Item = &TurnRead> {
        let other = match self.side {
            Side::Agent => Some(Side::Customer),
            Side::Customer => Some(Side::Agent),
            Side::Both => None,
        };
        let end = self.earlier.iter().rposition(|turn| Some(turn.side) == other).map_or(0, |last| last + 1);
        let start = self.earlier[..end].iter().rposition(|turn| turn.side == self.side).map_or(0, |own| own + 1);
        self.earlier[start..end].iter().filter(move |turn| Some(turn.side) == other)
    }
}

/// Gates of a cue's postings: whether it asks for what was said before, and whether it waits for its own turn.
pub(crate) fn gates(cue: &Cue, rule: &Rule) -> Gates {
    let any = |asks: fn(&Condition) -> bool| cue.hint == Hint::Finding && (asks(&rule.when) || asks(&cue.when));
    let earlier = any(|when| when.after.is_some() || !when.channels.is_empty() || [&when.prev, &when.not_prev, &when.earlier, &when.not_earlier].iter().any(|test| test.is_some()));
    let beside = any(|when| !when.same_turn.is_empty() || when.after.as_ref().is_some_and(|near| near.same_turn));
    Gates::default().with(Gates::EARLIER, earlier).with(Gates::BESIDE, beside)
}

/// Rules that may have findings without any cue of theirs being found.
pub(crate) fn unheard(rules: &[Rule]) -> Heard {
    let mut heard = [0; 4];
    rules.iter().enumerate().filter(|(_, rule)| !rule.tested.is_empty()).for_each(|(at, _)| note(&mut heard, at as RuleId));
    if rules.len() > heard.len() * 64 { ALL } else { heard }
}
