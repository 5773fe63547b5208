//! What each rule looks at, worked out once, so that a new turn settles only what it can change.

use std::collections::BTreeMap;

use super::shape::Shape;
use crate::predicates::{Ahead, Only};
use crate::rules::{Condition, Counted, Cue, Hint, PositionFile, Rule, RuleId, SKILLS};

/// For all rules of a library.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plan {
    pub rules: Vec<RulePlan>,
    /// By cue: the rule whose findings, parts or triggers its hits are; none for circumstances.
    pub rule_of: Vec<Option<RuleId>>,
    /// By cue: the one that is looked for in its place; itself for most.
    pub same_as: Vec<u32>,
    /// Rules with opportunities.
    pub calling: Box<[RuleId]>,
    pub known: Known,
}

/// For one rule.
#[derive(Clone, Debug, Default)]
pub(crate) struct RulePlan {
    /// Rules whose findings it asks for.
    pub needs: Box<[RuleId]>,
    pub reach: Reach,
    /// What happened beside the words counts.
    pub events: bool,
    /// Cues without patterns, and where they can hold.
    pub tested: Box<[(u32, Only)]>,
    /// Place of its skill among the skills.
    pub skill: Option<u8>,
}

/// How many turns after its own a finding still depends on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reach {
    /// Until the end of the conversation.
    pub forever: bool,
    pub turns: u32,
    pub agents: Option<u32>,
    pub customers: Option<u32>,
    /// What the other side says next.
    pub next: bool,
}

impl Reach {
    /// The first turn whose findings may see a given turn or one after it.
    pub(crate) fn first_seeing(&self, shape: &Shape, turn: u32) -> u32 {
        if self.forever {
            return 0;
        }
        let mut first = turn.saturating_sub(self.turns);
        for (within, to) in [(self.agents, &shape.agents_to), (self.customers, &shape.customers_to)] {
            if let (Some(within), Some(&here)) = (within, to.get(turn as usize)) {
                first = first.min(to.partition_point(|&before| before + within < here) as u32);
            }
        }
        if self.next { first.min(shape.beside(turn)) } else { first }
    }

    fn count(&mut self, counted: Counted, within: u32) {
        match counted {
            Counted::All => self.turns = self.turns.max(within),
            Counted::Agent => self.agents = self.agents.max(Some(within)),
            Counted::Customer => self.customers = self.customers.max(Some(within)),
        }
    }

    fn condition(&mut self, condition: &Condition) {
        for near in [&condition.followed_by, &condition.not_followed_by].into_iter().flatten() {
            match near.within {
                Some(within) => self.count(near.turns, within),
                None => self.forever = true,
            }
        }
        self.next |= condition.next.is_some() || condition.not_next.is_some();
        if let Some(position) = condition.position {
            self.position(position);
        }
    }

    fn position(&mut self, position: PositionFile) {
        self.forever |= position.third.is_some() || position.last_percent.is_some();
        if let Some(last) = position.last {
            self.count(Counted::Agent, last);
            self.count(Counted::Customer, last);
        }
    }
}

/// Behaviours that predicates and episodes ask for by name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    pub steps: Option<RuleId>,
    pub confusion: Option<RuleId>,
    pub correction: Option<RuleId>,
    pub emotion: Option<RuleId>,
    pub hostility: Option<RuleId>,
    pub recovery: Option<RuleId>,
    pub abuse_close: Option<RuleId>,
    /// The agent said that the customer will have to wait.
    pub waiting: [Option<RuleId>; 2],
    pub acknowledges: [Option<RuleId>; 6],
    pub solves: [Option<RuleId>; 7],
}

const WAITING: [&str; 2] = ["hold_etiquette", "expectation_set"];
const ACKNOWLEDGES: [&str; 6] = ["emotion_acknowledged", "paraphrase", "issue_summary", "apology_owned", "caring_reaction", "perspective_interpretation"];
const SOLVES: [&str; 7] = ["solution_pivot", "options_offered", "commitment_made", "positive_framing", "ownership_statement", "stepwise_instructions", "apology_with_remedy"];

impl Plan {
    /// The plan of rules with their cues; `ids` are their numbers by name.
    pub(crate) fn of(rules: &[Rule], cues: &[Cue], ids: &BTreeMap<String, RuleId>) -> Plan {
        let id = |name: &str| ids.get(name).copied();
        let known = Known {
            steps: id("stepwise_instructions"),
            confusion: id("cust_confusion"),
            correction: id("cust_correction"),
            emotion: id("cust_negative_emotion"),
            hostility: id("cust_hostility"),
            recovery: id("cust_recovery"),
            abuse_close: id("abuse_close_procedure"),
            waiting: WAITING.map(id),
            acknowledges: ACKNOWLEDGES.map(id),
            solves: SOLVES.map(id),
        };
        let mut same_as: Vec<u32> = (0..cues.len() as u32).collect();
        for (number, cue) in cues.iter().enumerate() {
            cue.also.iter().for_each(|&also| same_as[also as usize] = number as u32);
        }
        let rule_of = cues.iter().map(|cue| (!matches!(cue.hint, Hint::Said(_))).then_some(cue.rule)).collect();
        let mut plans: Vec<RulePlan> = rules.iter().map(RulePlan::of).collect();
        let mut needs: Vec<Vec<RuleId>> = rules.iter().map(|rule| rule.conditions().flat_map(Condition::needs).collect()).collect();
        for cue in cues {
            let (plan, needs) = (&mut plans[cue.rule as usize], &mut needs[cue.rule as usize]);
            plan.reach.condition(&cue.when);
            needs.extend(cue.when.needs());
            let Some(predicate) = &cue.predicate else { continue };
            needs.extend(predicate.needs().iter().filter_map(|name| id(name)));
            plan.look(predicate.ahead());
        }
        for (at, mut needs) in needs.into_iter().enumerate() {
            needs.sort_unstable();
            needs.dedup();
            plans[at].needs = needs.into();
            let tested = rules[at].tested.iter().filter_map(|&cue| Some((cue, cues[cue as usize].predicate.as_ref()?.only())));
            plans[at].tested = tested.collect();
        }
        let calling = (0..rules.len()).filter(|&at| rules[at].opportunity.is_some()).map(|at| at as RuleId).collect();
        Plan { rules: plans, rule_of, same_as, calling, known }
    }
}

impl RulePlan {
    fn of(rule: &Rule) -> RulePlan {
        let mut plan = RulePlan { skill: rule.skill.and_then(|skill| SKILLS.iter().position(|other| *other == skill)).map(|at| at as u8), ..RulePlan::default() };
        rule.conditions().for_each(|condition| plan.reach.condition(condition));
        // A sequence of parts is looked at as a whole.
        plan.reach.forever |= rule.slots.is_some();
        plan
    }

    fn look(&mut self, ahead: Ahead) {
        match ahead {
            Ahead::Nothing => {}
            Ahead::Events => self.events = true,
            Ahead::NextTurn => {
                self.reach.turns = self.reach.turns.max(1);
                self.events = true;
            }
            Ahead::NextAgent => self.reach.count(Counted::Agent, 1),
            Ahead::Customers(customers) => self.reach.count(Counted::Customer, customers),
        }
    }
}
