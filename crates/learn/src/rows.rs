//! Lessons as rows of numbers, for one language and side.

use rapport_engine::{Feature, Observed};
use rustc_hash::FxHashMap;

use crate::fold::fold_of;
use crate::lesson::Lesson;

/// One turn as a row: columns and values.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    /// Columns, ascending, each once.
    pub columns: Vec<(u32, f32)>,
    /// Square of the row's length.
    pub square: f32,
    pub lesson: usize,
    pub turn: usize,
    pub fold: u8,
}

/// All rows of one language and side.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rows {
    pub rows: Vec<Row>,
    /// By column: the feature's hash; `None` for what rules saw in words they were fitted to, which never comes again.
    pub hashes: Vec<Option<u32>>,
}

/// A feature that fewer rows have is left out.
const LEAST_ROWS: u32 = 2;

/// Something said, before it is a row.
pub(crate) struct Said<'a> {
    pub features: &'a [Feature],
    /// Whether rules were fitted to its words.
    pub fitted: bool,
    pub lesson: usize,
    pub turn: usize,
    pub fold: u8,
}

impl Rows {
    /// The turns that `wanted` accepts and somebody labelled.
    pub(crate) fn of(lessons: &[Lesson], wanted: impl Fn(&Observed) -> bool) -> Rows {
        let turns = lessons.iter().enumerate().flat_map(|(number, lesson)| lesson.turns.iter().enumerate().map(move |(at, turn)| (number, lesson, at, turn)));
        let labelled = turns.filter(|(_, lesson, at, turn)| lesson.labels.get(*at).is_some_and(Option::is_some) && wanted(turn) && !turn.features.is_empty());
        Rows::gather(labelled.map(|(number, lesson, at, turn)| Said {
            features: &turn.features,
            fitted: lesson.teaches.is_fitted(),
            lesson: number,
            turn: at,
            fold: fold_of(&lesson.group),
        }))
    }

    /// Everything that was said, as rows.
    pub(crate) fn gather<'a>(said: impl Iterator<Item = Said<'a>>) -> Rows {
        let mut rows = Vec::new();
        let mut raw: Vec<Vec<((u32, bool), f32)>> = Vec::new();
        let mut counts: FxHashMap<(u32, bool), u32> = FxHashMap::default();
        for Said { features, fitted, lesson, turn, fold } in said {
            let features = summed(features, fitted);
            features.iter().for_each(|(feature, _)| *counts.entry(*feature).or_default() += 1);
            raw.push(features);
            rows.push(Row { lesson, turn, fold, ..Row::default() });
        }
        let mut kept: Vec<(u32, bool)> = counts.into_iter().filter(|&(_, count)| count >= LEAST_ROWS).map(|(feature, _)| feature).collect();
        kept.sort_unstable();
        let columns: FxHashMap<(u32, bool), u32> = kept.iter().enumerate().map(|(column, &feature)| (feature, column as u32)).collect();
        for (row, features) in rows.iter_mut().zip(raw) {
            row.columns = features.into_iter().filter_map(|(feature, value)| Some((*columns.get(&feature)?, value))).collect();
            row.columns.sort_unstable_by_key(|&(column, _)| column);
            row.square = row.columns.iter().map(|(_, value)| value * value).sum();
        }
        Rows { rows, hashes: kept.into_iter().map(|(hash, fitted)| (!fitted).then_some(hash)).collect() }
    }
}

/// The features of a turn, each once with the sum of its values; beside the hash, whether it belongs to fitted rules.
fn summed(features: &[Feature], fitted: bool) -> Vec<((u32, bool), f32)> {
    let mut features: Vec<((u32, bool), i32)> = features.iter().map(|feature| ((feature.hash, fitted && feature.of_rules), feature.value)).collect();
    features.sort_unstable();
    features.dedup_by(|next, sum| {
        let same = next.0 == sum.0;
        if same {
            sum.1 += next.1;
        }
        same
    });
    features.into_iter().map(|(feature, value)| (feature, value as f32 / Feature::ONE as f32)).collect()
}
