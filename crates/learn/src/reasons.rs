//! A centre's own tree of contact reasons, learned from examples.

use std::collections::BTreeMap;

use rapport_engine::{Feature, Measured, TableFile};

use crate::sorts::{Sorted, sorts};

/// One contact with the reason that people gave it.
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
    /// One head a reason.
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
    /// Reasons with too few examples, and how many they had: they have no head.
    pub few: Vec<(String, u32)>,
}

/// A reason with fewer examples has no head.
pub const LEAST_EXAMPLES: u32 = 5;

/// So many reasons have room in a table.
const MOST_REASONS: usize = 255;

/// Trains heads on one language's contacts; `None` where fewer than two reasons have enough examples.
pub fn reasons(told: &[ToldReason]) -> Option<Reasons> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    told.iter().filter(|one| !one.features.is_empty()).for_each(|one| *counts.entry(&one.reason).or_default() += 1);
    let mut names: Vec<(&str, u32)> = counts.iter().map(|(&name, &count)| (name, count)).filter(|(_, count)| *count >= LEAST_EXAMPLES).collect();
    // The most frequent ones, where there are too many.
    names.sort_by_key(|&(name, count)| (std::cmp::Reverse(count), name));
    names.truncate(MOST_REASONS);
    let mut names: Vec<&str> = names.into_iter().map(|(name, _)| name).collect();
    names.sort_unstable();
    if names.len() < 2 {
        return None;
    }
    let few = counts.iter().filter(|(name, _)| !names.contains(name)).map(|(&name, &count)| (name.to_owned(), count)).collect();
    let number = |reason: &str| names.iter().position(|name| *name == reason);
    let said: Vec<Sorted> = told
        .iter()
        .filter(|one| !one.features.is_empty())
        .filter_map(|one| Some(Sorted { group: one.group.clone(), features: one.features.clone(), sorts: vec![number(&one.reason)?], measures: true }))
        .collect();
    let made = sorts(&said, &names, 0.3, 3.0);
    let pairs: Vec<(usize, usize)> = made.found.iter().map(|&(number, found)| (said[number].sorts[0], found)).collect();
    let most = (0..names.len()).rev().max_by_key(|&sort| counts[names[sort]]).unwrap_or(0);
    let always: Vec<(usize, usize)> = pairs.iter().map(|&(told, _)| (told, most)).collect();
    let each = each(&pairs, names.len());
    let mean = |each: &[Measured]| each.iter().map(|measured| measured.f1()).sum::<f64>() / each.len().max(1) as f64;
    let right = |pairs: &[(usize, usize)]| pairs.iter().filter(|(told, found)| told == found).count() as u32;
    Some(Reasons {
        table: made.table,
        contacts: pairs.len() as u32,
        right: right(&pairs),
        most_frequent: right(&always),
        macro_f1: (mean(&each), mean(&self::each(&always, names.len()))),
        each: names.iter().map(|name| (*name).to_owned()).zip(each).collect(),
        few,
    })
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
