//! What was found, without the marks that people took away.

use rapport_model::{Exclusion, Finding, Opportunity, Polarity, Skill};

use crate::detect::wilson;
use crate::{Detection, Library, SKILLS};

impl Detection {
    /// The same without excluded findings and opportunities. An opportunity that only an excluded finding took is missed; skills are counted anew. Ids of
    /// what stays do not change. Episodes and what the customer's words say besides stay as they were: they are held against nobody.
    #[must_use]
    pub fn without(mut self, library: &Library, exclusions: &[Exclusion]) -> Detection {
        let before = (self.findings.len(), self.opportunities.len());
        self.findings.retain(|finding| !exclusions.iter().any(|one| one.is_finding(finding)));
        self.opportunities.retain(|opportunity| !exclusions.iter().any(|one| one.is_opportunity(opportunity)));
        if (self.findings.len(), self.opportunities.len()) == before {
            return self;
        }
        for opportunity in &mut self.opportunities {
            let gone = opportunity.finding.as_ref().is_some_and(|id| !self.findings.iter().any(|finding| finding.id == *id));
            if gone {
                let window = opportunity.searched;
                let inside = |turn: u32| window.is_some_and(|(first, last)| (first..=last).contains(&turn));
                let other = self.findings.iter().find(|finding| finding.behaviour == opportunity.behaviour && finding.polarity != Polarity::Negative && inside(finding.turn));
                opportunity.taken = other.is_some();
                opportunity.by = other.map(|finding| finding.turn);
                opportunity.finding = other.map(|finding| finding.id.clone());
            }
        }
        self.skills = skills(library, &self.findings, &self.opportunities);
        self
    }
}

trait Excludes {
    fn is_finding(&self, finding: &Finding) -> bool;
    fn is_opportunity(&self, opportunity: &Opportunity) -> bool;
}

impl Excludes for Exclusion {
    fn is_finding(&self, finding: &Finding) -> bool {
        self.turn == finding.turn && *self.cue == *finding.cue && *self.behaviour == *finding.behaviour
    }

    fn is_opportunity(&self, opportunity: &Opportunity) -> bool {
        self.cue.is_empty() && self.turn == opportunity.turn && *self.behaviour == *opportunity.behaviour
    }
}

/// One entry per skill that had an opportunity or a finding against it, in the order of the skills.
fn skills(library: &Library, findings: &[Finding], opportunities: &[Opportunity]) -> Vec<Skill> {
    let skill = |behaviour: &str| library.behaviour(behaviour).and_then(|rule| rule.skill.as_ref()).map(|skill| skill.value.as_str());
    let count = |name: &'static str| {
        let own: Vec<&Opportunity> = opportunities.iter().filter(|opportunity| skill(&opportunity.behaviour) == Some(name)).collect();
        let taken = own.iter().filter(|opportunity| opportunity.taken).count() as u32;
        let against = findings.iter().filter(|finding| finding.polarity == Polarity::Negative && !finding.hint && skill(&finding.behaviour) == Some(name)).count() as u32;
        Skill { skill: name, taken, opportunities: own.len() as u32, against, interval: wilson(taken, own.len() as u32) }
    };
    SKILLS.iter().map(|name| count(name)).filter(|skill| skill.opportunities + skill.against > 0).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use rapport_model::{Channel, Conversation, Party, Turn};

    use super::*;
    use crate::{Program, RuleSource, Scratch, detect};

    fn library() -> Library {
        let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../../behaviours")];
        let mut sources = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                match path.is_dir() {
                    true => folders.push(path),
                    false => sources.push(RuleSource { name: path.display().to_string(), text: std::fs::read_to_string(&path).unwrap() }),
                }
            }
        }
        sources.sort_by(|a, b| a.name.cmp(&b.name));
        Library::compile(&sources).unwrap()
    }

    fn read(library: &Library) -> Detection {
        let mut conversation = Conversation::new("c", "test", Channel::Chat);
        conversation.turns = vec![
            Turn::new(Party::Customer, "I am really upset, you charged me twice and nobody helps!"),
            Turn::new(Party::Agent, "I'm so sorry we charged you twice. I understand how upsetting that is. I will refund it today."),
            Turn::new(Party::Customer, "Fine."),
            Turn::new(Party::Agent, "You should have read the terms."),
        ];
        detect(library, &Program::default(), &conversation, &mut Scratch::default())
    }

    #[test]
    fn nothing_taken_away_changes_nothing() {
        let library = library();
        let found = read(&library);
        assert_eq!(found.clone().without(&library, &[]), found);
        assert_eq!(skills(&library, &found.findings, &found.opportunities), found.skills, "counted as the engine counts");
    }

    #[test]
    fn an_opportunity_whose_finding_is_gone_is_missed() {
        let library = library();
        let found = read(&library);
        let taken = found.opportunities.iter().find(|opportunity| opportunity.taken).expect("something was taken").clone();
        let finding = found.findings.iter().find(|finding| Some(&finding.id) == taken.finding.as_ref()).expect("by a finding").clone();
        let gone = Exclusion { behaviour: finding.behaviour.to_string(), cue: finding.cue.to_string(), turn: finding.turn };
        let left = found.clone().without(&library, &[gone]);
        assert!(left.findings.iter().all(|one| one.id != finding.id) && left.findings.len() < found.findings.len());
        let same = left.opportunities.iter().find(|opportunity| opportunity.id == taken.id).expect("still called for");
        assert_ne!(same.finding, taken.finding);
        let none = Exclusion { behaviour: taken.behaviour.to_string(), cue: String::new(), turn: taken.turn };
        assert!(found.without(&library, &[none]).opportunities.iter().all(|opportunity| opportunity.id != taken.id));
    }
}
