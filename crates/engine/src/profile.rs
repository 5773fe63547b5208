//! Whether a conversation's skills come together: feeling and solving, never empathy alone.

use rapport_model::Skill;

/// The two gates of a skill profile.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// Half or more of the empathy opportunities were taken; `None` when nothing called for empathy.
    pub empathy: Option<bool>,
    /// Half or more of the opportunities of solving, clarity and follow-through were taken; `None` when
    /// nothing called for them.
    pub solving: Option<bool>,
}

impl Profile {
    /// Both gates held. Empathy without solving work never passes, however rich it is: relational work
    /// without solving work lowers satisfaction (Marinova, Singh & Singh 2018). `None` when solving
    /// work was not called for, so that nothing can be said.
    pub fn met(&self) -> Option<bool> {
        self.solving.map(|solving| solving && self.empathy.unwrap_or(true))
    }
}

/// The profile of a conversation's skills.
pub fn profile(skills: &[Skill]) -> Profile {
    let gate = |names: &[&str]| {
        let own = skills.iter().filter(|skill| names.contains(&skill.skill));
        let (taken, all) = own.fold((0, 0), |(taken, all), skill| (taken + skill.taken, all + skill.opportunities));
        (all > 0).then_some(taken * 2 >= all)
    };
    Profile { empathy: gate(&["empathy"]), solving: gate(&["solving", "clarity", "follow_through"]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn skill(skill: &'static str, taken: u32, opportunities: u32) -> Skill {
        Skill { skill, taken, opportunities, against: 0, interval: (0, 1000) }
    }

    #[test]
    fn empathy_alone_never_passes() {
        assert_eq!(profile(&[skill("empathy", 5, 5)]).met(), None);
        assert_eq!(profile(&[skill("empathy", 5, 5), skill("solving", 0, 3)]).met(), Some(false));
        assert_eq!(profile(&[skill("empathy", 0, 3), skill("solving", 3, 3)]).met(), Some(false));
        assert_eq!(profile(&[skill("empathy", 2, 3), skill("solving", 2, 3)]).met(), Some(true));
        assert_eq!(profile(&[skill("solving", 2, 3)]).met(), Some(true));
    }
}
