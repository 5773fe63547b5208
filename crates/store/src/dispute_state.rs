//! How a dispute goes: raised, answered, appealed, decided; no state is skipped and none comes back.

/// Where a dispute stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DisputeState {
    /// An agent raised it; a reviewer must answer.
    Raised,
    /// The reviewer agreed: closed.
    Accepted,
    /// The reviewer did not agree; the agent may appeal.
    Rejected,
    /// The agent appealed; an independent second must decide.
    Appealed,
    /// The second agreed with the agent: closed.
    Upheld,
    /// The second did not: closed.
    Final,
}

/// What somebody does to a dispute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// The first reviewer agrees with the agent.
    Accept,
    /// The first reviewer does not.
    Reject,
    /// The agent asks for a second opinion.
    Appeal,
    /// The second reviewer agrees with the agent.
    Uphold,
    /// The second reviewer does not.
    Dismiss,
}

impl DisputeState {
    /// All of them.
    pub const ALL: [DisputeState; 6] = [DisputeState::Raised, DisputeState::Accepted, DisputeState::Rejected, DisputeState::Appealed, DisputeState::Upheld, DisputeState::Final];

    /// The state after a step; `None` where this state has no such step.
    pub fn after(self, step: Step) -> Option<DisputeState> {
        match (self, step) {
            (DisputeState::Raised, Step::Accept) => Some(DisputeState::Accepted),
            (DisputeState::Raised, Step::Reject) => Some(DisputeState::Rejected),
            (DisputeState::Rejected, Step::Appeal) => Some(DisputeState::Appealed),
            (DisputeState::Appealed, Step::Uphold) => Some(DisputeState::Upheld),
            (DisputeState::Appealed, Step::Dismiss) => Some(DisputeState::Final),
            _ => None,
        }
    }

    /// Whether nobody can do anything more.
    pub fn is_closed(self) -> bool {
        matches!(self, DisputeState::Accepted | DisputeState::Upheld | DisputeState::Final)
    }

    /// Whether the agent was right.
    pub fn is_overturned(self) -> bool {
        matches!(self, DisputeState::Accepted | DisputeState::Upheld)
    }

    /// The word used in every interface.
    pub fn as_str(self) -> &'static str {
        match self {
            DisputeState::Raised => "raised",
            DisputeState::Accepted => "accepted",
            DisputeState::Rejected => "rejected",
            DisputeState::Appealed => "appealed",
            DisputeState::Upheld => "upheld",
            DisputeState::Final => "final",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<DisputeState> {
        DisputeState::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

impl Step {
    /// All of them.
    pub const ALL: [Step; 5] = [Step::Accept, Step::Reject, Step::Appeal, Step::Uphold, Step::Dismiss];
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        prop::collection::vec(prop::sample::select(Step::ALL.to_vec()), 0..12)
    }

    proptest! {
        #[test]
        fn every_course_ends_and_no_state_comes_twice(steps in steps()) {
            let mut course = vec![DisputeState::Raised];
            for step in steps {
                let state = course[course.len() - 1];
                if let Some(next) = state.after(step) {
                    prop_assert!(!state.is_closed(), "{state:?} is closed");
                    prop_assert!(!course.contains(&next), "{next:?} came back");
                    course.push(next);
                }
            }
            prop_assert!(course.len() <= 4, "at most raised, rejected, appealed, decided");
            let last = course[course.len() - 1];
            prop_assert!(!last.is_overturned() || last.is_closed());
            // A second decides only what a first has rejected and the agent appealed.
            if matches!(last, DisputeState::Upheld | DisputeState::Final) {
                prop_assert_eq!(&course[..3], &[DisputeState::Raised, DisputeState::Rejected, DisputeState::Appealed]);
            }
        }
    }

    #[test]
    fn a_state_that_is_not_closed_has_a_step() {
        for state in DisputeState::ALL {
            assert_eq!(state.is_closed(), Step::ALL.iter().all(|step| state.after(*step).is_none()), "{state:?}");
            assert_eq!(DisputeState::parse(state.as_str()), Some(state));
        }
    }
}
