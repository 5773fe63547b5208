//! Skills by agent, program and channel, in bands: nobody is ranked where intervals overlap.

use std::collections::BTreeMap;

use rapport_engine::SKILLS;

use super::rate::{Day, Rate, Tally};

/// What conversations are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    All,
    Agent,
    Program,
    Channel,
}

impl By {
    /// All but the whole.
    pub const PARTS: [By; 3] = [By::Agent, By::Program, By::Channel];

    /// The word used in every interface.
    pub fn as_str(self) -> &'static str {
        match self {
            By::All => "all",
            By::Agent => "agent",
            By::Program => "program",
            By::Channel => "channel",
        }
    }
}

/// Where a group's interval lies beside that of all conversations together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Band {
    /// Wholly above.
    Above,
    /// They overlap: no difference can be shown.
    Within,
    /// Wholly below.
    Below,
}

/// Fewer conversations (or days) than this say nothing about a name: how alike the opportunities of one are cannot be told.
const FEWEST: u64 = 5;

impl Band {
    /// The word used in every interface.
    pub fn as_str(self) -> &'static str {
        match self {
            Band::Above => "above",
            Band::Within => "within",
            Band::Below => "below",
        }
    }

    fn of(own: &Rate, all: &Rate) -> Band {
        match () {
            () if own.clusters < FEWEST => Band::Within,
            () if own.interval.0 > all.interval.1 => Band::Above,
            () if own.interval.1 < all.interval.0 => Band::Below,
            () => Band::Within,
        }
    }
}

/// One name's rate for one skill.
pub struct Entry<'a> {
    /// `None` for conversations without a name.
    pub name: Option<&'a str>,
    pub conversations: u64,
    pub rate: Rate,
    pub band: Band,
}

/// Names beyond this are summed up together, so that noise in a field does not fill the memory.
const MOST_NAMES: usize = 10_000;

#[derive(Default)]
struct Group {
    conversations: u64,
    skills: BTreeMap<usize, Tally>,
}

/// All groups under way.
#[derive(Default)]
pub struct Groups {
    /// `None` for conversations without a name, and names beyond the limit.
    parts: [BTreeMap<Option<String>, Group>; 4],
}

impl Groups {
    /// Adds a conversation to the group of that name.
    pub fn add(&mut self, by: By, name: Option<&str>, day: Option<Day>, skills: &[(&'static str, [u64; 3])]) {
        let groups = &mut self.parts[by as usize];
        let name = name.filter(|name| !name.trim().is_empty()).map(str::to_owned);
        let name = if groups.len() < MOST_NAMES || groups.contains_key(&name) { name } else { None };
        let group = groups.entry(name).or_default();
        group.conversations += 1;
        for (skill, counts) in skills {
            if let Some(at) = SKILLS.iter().position(|known| known == skill) {
                group.skills.entry(at).or_default().add(day, *counts);
            }
        }
    }

    /// How many names there are.
    pub fn named(&self, by: By) -> usize {
        self.parts[by as usize].keys().flatten().count()
    }

    /// The names with their number of conversations, in the order of the alphabet; those without a name last.
    pub fn names(&self, by: By) -> Vec<(Option<&str>, u64)> {
        let mut all: Vec<(Option<&str>, u64)> = self.parts[by as usize].iter().map(|(name, group)| (name.as_deref(), group.conversations)).collect();
        all.sort_by_key(|(name, _)| (name.is_none(), *name));
        all
    }

    /// The skills of all conversations together, in their order.
    pub fn all(&self) -> Vec<(&'static str, Rate)> {
        let skills = self.parts[By::All as usize].values().flat_map(|group| &group.skills);
        skills.map(|(at, tally)| (SKILLS[*at], tally.rate())).collect()
    }

    /// One skill by name: above, then within, then below; in the order of the alphabet inside a band. Groups
    /// that had no opportunity are left out.
    pub fn of(&self, by: By, skill: &str, all: &Rate) -> Vec<Entry<'_>> {
        let Some(at) = SKILLS.iter().position(|known| *known == skill) else { return Vec::new() };
        let groups = self.parts[by as usize].iter();
        let mut entries: Vec<Entry> = groups
            .filter_map(|(name, group)| {
                let rate = group.skills.get(&at)?.rate();
                (rate.opportunities > 0).then(|| Entry { name: name.as_deref(), conversations: group.conversations, rate, band: Band::of(&rate, all) })
            })
            .collect();
        entries.sort_by_key(|entry| (entry.band, entry.name.is_none(), entry.name));
        entries
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_groups_are_in_the_order_of_the_alphabet() {
        let mut groups = Groups::default();
        let mut add = |name: &str, taken: u64, times: usize| {
            for _ in 0..times {
                for (by, name) in [(By::All, None), (By::Agent, Some(name))] {
                    groups.add(by, name, None, &[("empathy", [taken, 2, 0])]);
                }
            }
        };
        add("zoe", 1, 20);
        add("amy", 1, 30);
        add("low", 0, 20);
        add("bob", 2, 20);
        let (_, all) = groups.all()[0];
        let bands: Vec<_> = groups.of(By::Agent, "empathy", &all).iter().map(|entry| (entry.name.unwrap_or_default().to_owned(), entry.band)).collect();
        let expected = [("bob", Band::Above), ("amy", Band::Within), ("zoe", Band::Within), ("low", Band::Below)];
        assert_eq!(bands, expected.map(|(name, band)| (name.to_owned(), band)));
        assert_eq!(groups.named(By::Agent), 4);
    }

    #[test]
    fn a_name_with_few_conversations_stands_in_no_band() {
        let mut groups = Groups::default();
        let mut add = |name: &str, taken: u64, opportunities: u64| {
            for (by, name) in [(By::All, None), (By::Agent, Some(name))] {
                groups.add(by, name, None, &[("empathy", [taken, opportunities, 0])]);
            }
        };
        (0..50).for_each(|_| add("amy", 0, 2));
        add("zoe", 9, 9);
        let (_, all) = groups.all()[0];
        let zoe = groups.of(By::Agent, "empathy", &all).into_iter().find(|entry| entry.name == Some("zoe")).unwrap();
        assert!(zoe.rate.interval.0 > all.interval.1, "the intervals alone would rank");
        assert_eq!(zoe.band, Band::Within);
    }
}
