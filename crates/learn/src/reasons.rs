//! A centre's own tree of contact reasons, learned from examples.

use std::collections::BTreeMap;

use rapport_engine::{Feature, Measured, TableFile};

use crate::correct::Verdict;
use crate::linear::Pull;
use crate::sorts::{Sorted, sorts};

/// One contact with the reason that it was given.
#[derive(Clone, Debug, PartialEq)]
pub struct ToldReason {
    /// What is said in one group is on one side of every split.
    pub group: String,
    /// What heads look at.
    pub features: Vec<Feature>,
    /// The centre's own word.
    pub reason: String,
}

/// Heads of reasons, and how well they do on what they had not seen.
pub struct Reasons {
    /// Better where their mean F1 is above that of always saying the most frequent reason, too few where fewer than two reasons have
    /// [`LEAST_EXAMPLES`].
    pub verdict: Verdict,
    /// One head a reason; none where too few have examples enough.
    pub table: TableFile,
    /// Contacts that were learned from.
    pub contacts: u32,
    /// Contacts whose reason was found.
    pub right: u32,
    /// Those that always saying the most frequent one finds.
    pub most_frequent: u32,
    /// Mean F1 of the reasons, 0–1, and that of always saying the most frequent one.
    pub macro_f1: (f64, f64),
    /// By reason, in order of names.
    pub each: Vec<(String, Measured)>,
    /// Reasons with fewer examples than [`LEAST_EXAMPLES`], and how many they had: they have no head.
    pub few: Vec<(String, u32)>,
    /// Reasons beyond the [`MOST_REASONS`] most frequent ones, and how many examples they had: they have no head.
    pub no_room: Vec<(String, u32)>,
}

/// A reason with fewer examples has no head.
pub const LEAST_EXAMPLES: u32 = 5;

/// So many reasons have room in a table.
pub const MOST_REASONS: usize = 255;

/// Trains heads on one language's contacts; `None` where there are none.
pub fn reasons(told: &[ToldReason]) -> Option<Reasons> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    told.iter().filter(|one| !one.features.is_empty()).for_each(|one| *counts.entry(&one.reason).or_default() += 1);
    if counts.is_empty() {
        return None;
    }
    let Parted { names, few, no_room } = Parted::of(&counts);
    if names.len() < 2 {
        return Some(Reasons {
            verdict: Verdict::TooFew,
            table: TableFile::default(),
            contacts: 0,
            right: 0,
            most_frequent: 0,
            macro_f1: (0.0, 0.0),
            each: Vec::new(),
            few,
            no_room,
        });
    }
    let said: Vec<Sorted> = told
        .iter()
        .filter(|one| !one.features.is_empty())
        .filter_map(|one| {
            let number = names.binary_search(&one.reason.as_str()).ok()?;
            Some(Sorted { group: one.group.clone(), features: one.features.clone(), sorts: vec![number], measures: true })
        })
        .collect();
    let made = sorts(&said, &names, Pull { cost: 0.3, positive: 3.0, least: 0.0 });
    let pairs: Vec<(usize, usize)> = made.found.iter().map(|&(number, found)| (said[number].sorts[0], found)).collect();
    let most = (0..names.len()).rev().max_by_key(|&sort| counts[names[sort]]).unwrap_or(0);
    let always: Vec<(usize, usize)> = pairs.iter().map(|&(told, _)| (told, most)).collect();
    let each = each(&pairs, names.len());
    let mean = |each: &[Measured]| each.iter().map(|measured| measured.f1()).sum::<f64>() / each.len().max(1) as f64;
    let right = |pairs: &[(usize, usize)]| pairs.iter().filter(|(told, found)| told == found).count() as u32;
    let macro_f1 = (mean(&each), mean(&self::each(&always, names.len())));
    Some(Reasons {
        verdict: if macro_f1.0 > macro_f1.1 { Verdict::Better } else { Verdict::Left },
        table: made.table,
        contacts: pairs.len() as u32,
        right: right(&pairs),
        most_frequent: right(&always),
        macro_f1,
        each: names.iter().map(|name| (*name).to_owned()).zip(each).collect(),
        few,
        no_room,
    })
}

/// Reasons by what becomes of them.
struct Parted<'a> {
    /// In order.
    names: Vec<&'a str>,
    few: Vec<(String, u32)>,
    no_room: Vec<(String, u32)>,
}

impl Parted<'_> {
    fn of<'a>(counts: &BTreeMap<&'a str, u32>) -> Parted<'a> {
        let all = counts.iter().map(|(&name, &count)| (name, count));
        let (mut enough, few): (Vec<_>, Vec<_>) = all.partition(|(_, count)| *count >= LEAST_EXAMPLES);
        // The most frequent ones, where there are too many.
        enough.sort_by_key(|&(name, count)| (std::cmp::Reverse(count), name));
        let mut no_room = enough.split_off(enough.len().min(MOST_REASONS));
        no_room.sort_unstable();
        let mut names: Vec<&str> = enough.into_iter().map(|(name, _)| name).collect();
        names.sort_unstable();
        let owned = |list: Vec<(&str, u32)>| list.into_iter().map(|(name, count)| (name.to_owned(), count)).collect();
        Parted { names, few: owned(few), no_room: owned(no_room) }
    }
}

fn each(pairs: &[(usize, usize)], sorts: usize) -> Vec<Measured> {
    let mut all = vec![Measured::default(); sorts];
    for &(told, found) in pairs {
        if told == found {
            all[told].right += 1;
        } else {
            all[told].missed += 1;
            all[found].wrong += 1;
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_that_have_no_room_are_named() {
        let names: Vec<String> = (0..260).map(|number| format!("reason-{number:03}")).collect();
        let count = |number: usize| if number == 0 { 1 } else { LEAST_EXAMPLES + u32::from(number >= 5) };
        let parted = Parted::of(&names.iter().enumerate().map(|(number, name)| (name.as_str(), count(number))).collect());
        assert_eq!((parted.names.len(), parted.names[0]), (MOST_REASONS, "reason-005"));
        assert_eq!(parted.few, [("reason-000".to_owned(), 1)]);
        assert_eq!(parted.no_room, [1, 2, 3, 4].map(|number| (names[number].clone(), LEAST_EXAMPLES)));
    }
}
