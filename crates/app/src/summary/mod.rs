//! What many conversations come to: skills with their intervals, behaviours, episodes, and which to read first.
//! Sums only: memory grows with the names in the input, never with its length.

pub mod course;
pub mod groups;
pub mod markdown;
pub mod rate;
pub mod sheet;
pub mod text;
pub mod words;
pub mod worth;

use std::collections::BTreeMap;
use std::sync::Arc;

use rapport_engine::{Clusters, Library};
use rapport_flow::Checked;
use rapport_model::Polarity;

use course::Course;
use groups::{By, Groups};
use rate::Day;
use worth::Worth;

/// Everything that is summed up.
#[derive(Default)]
pub struct Summary {
    pub conversations: u64,
    pub turns: u64,
    /// First and last day, where conversations are dated.
    pub days: Option<(Day, Day)>,
    /// What the sources say: resolved, not resolved.
    pub resolved: (u64, u64),
    pub channels: BTreeMap<&'static str, u64>,
    pub languages: BTreeMap<&'static str, u64>,
    /// For, against, missed, customer signals.
    pub found: [u64; 4],
    pub groups: Groups,
    pub behaviours: BTreeMap<Arc<str>, Behaviour>,
    pub course: Course,
    /// Conversations by the highest level of hostility that reached the team, 1–4. There is no such count of one agent.
    pub hostility: [u64; 4],
    /// Most worth a person's time first.
    pub worth: Vec<Worth>,
}

/// One behaviour over all conversations.
#[derive(Clone, Debug, Default)]
pub struct Behaviour {
    /// Findings for, against, not judged.
    pub found: [u64; 3],
    /// Conversations that have any of them.
    pub conversations: u64,
    /// Its opportunities, clustered by conversation.
    pub opportunities: Clusters,
}

/// Findings for, against, not judged; opportunities taken, and all.
type Counts = ([u64; 3], (u64, u64));

/// What one conversation adds; made on any core.
pub struct Portion {
    turns: u64,
    day: Option<Day>,
    resolved: Option<bool>,
    channel: &'static str,
    language: &'static str,
    names: [Option<String>; 3],
    skills: Vec<(&'static str, [u64; 3])>,
    behaviours: BTreeMap<Arc<str>, Counts>,
    course: Course,
    hostility: Option<u8>,
    worth: Option<Worth>,
}

impl Portion {
    /// What a conversation adds.
    pub fn of(library: &Library, checked: &Checked) -> Portion {
        let (conversation, detection) = (&checked.conversation, &checked.detection);
        let mut behaviours: BTreeMap<Arc<str>, Counts> = BTreeMap::new();
        for finding in &detection.findings {
            let own = behaviours.entry(Arc::clone(&finding.behaviour)).or_default();
            own.0[place(finding.polarity)] += 1;
        }
        for opportunity in &detection.opportunities {
            let own = &mut behaviours.entry(Arc::clone(&opportunity.behaviour)).or_default().1;
            *own = (own.0 + u64::from(opportunity.taken), own.1 + 1);
        }
        Portion {
            turns: conversation.turns.len() as u64,
            day: conversation.started_at.as_deref().and_then(Day::parse),
            resolved: conversation.outcome.resolved,
            channel: conversation.channel.as_str(),
            language: detection.language().as_str(),
            names: [conversation.agent.clone(), conversation.program.clone(), Some(conversation.channel.as_str().to_owned())],
            skills: detection.skills.iter().map(|skill| (skill.skill, [skill.taken.into(), skill.opportunities.into(), skill.against.into()])).collect(),
            behaviours,
            course: Course::of(&detection.episodes),
            hostility: detection.findings.iter().filter(|finding| &*finding.behaviour == "cust_hostility").map(|finding| finding.level.unwrap_or(1).clamp(1, 4)).max(),
            worth: worth::of(library, checked),
        }
    }
}

impl Summary {
    /// Adds a conversation; they come in the order of the input.
    pub fn add(&mut self, portion: Portion) {
        self.conversations += 1;
        self.turns += portion.turns;
        if let Some(day) = portion.day {
            self.days = Some(self.days.map_or((day, day), |(first, last)| (first.min(day), last.max(day))));
        }
        match portion.resolved {
            Some(true) => self.resolved.0 += 1,
            Some(false) => self.resolved.1 += 1,
            None => {}
        }
        *self.channels.entry(portion.channel).or_default() += 1;
        *self.languages.entry(portion.language).or_default() += 1;
        let [agent, program, channel] = &portion.names;
        for (by, name) in [(By::All, None), (By::Agent, agent.as_deref()), (By::Program, program.as_deref()), (By::Channel, channel.as_deref())] {
            self.groups.add(by, name, portion.day, &portion.skills);
        }
        for (id, (found, (taken, opportunities))) in portion.behaviours {
            let own = self.behaviours.entry(id).or_default();
            for (sum, count) in own.found.iter_mut().zip(found) {
                *sum += count;
            }
            own.conversations += u64::from(found.iter().sum::<u64>() > 0);
            own.opportunities.add(taken, opportunities);
            let [good, bad, neutral] = found;
            for (sum, count) in self.found.iter_mut().zip([good, bad, opportunities - taken, neutral]) {
                *sum += count;
            }
        }
        self.course.add(&portion.course);
        if let Some(level) = portion.hostility {
            self.hostility[usize::from(level) - 1] += 1;
        }
        if let Some(worth) = portion.worth {
            worth::keep(&mut self.worth, Worth { number: self.conversations, ..worth });
        }
    }

    /// Whether the hostility that reached the team may be shown: of one or two agents it would be theirs.
    pub fn is_team(&self) -> bool {
        !(1..MEMBERS).contains(&self.groups.named(By::Agent))
    }
}

/// Agents that make a team.
pub const MEMBERS: usize = 3;

fn place(polarity: Polarity) -> usize {
    match polarity {
        Polarity::Positive => 0,
        Polarity::Negative => 1,
        Polarity::Neutral => 2,
    }
}
