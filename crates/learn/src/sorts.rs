//! One of several sorts: one head a sort against all others, the likeliest wins.

use rapport_engine::{Calibration, Feature, HeadFile, TableFile};
use rayon::prelude::*;

use crate::calibrate::Platt;
use crate::fold::{FOLDS, fold_of};
use crate::linear::{Case, Linear, OWN, Pull};
use crate::rows::{Rows, Said};
use crate::table::{Whole, table};

/// Something said, and of which sort it is.
#[derive(Clone, Debug)]
pub struct Sorted {
    /// What is said in one group is on one side of every split.
    pub group: String,
    /// What heads look at.
    pub features: Vec<Feature>,
    /// Number of the sort; several where it is of several.
    pub sorts: Vec<usize>,
    /// Whether it is of the kind that is measured; what is not only teaches.
    pub measures: bool,
}

/// Heads of sorts, and what the rows that were left out say of them.
pub struct Sorts {
    /// Heads in the order of the names.
    pub table: TableFile,
    /// Of each thing that is measured, in order: its number, and the sort that was found by heads that had not seen it.
    pub found: Vec<(usize, usize)>,
    /// The same with the probability of each sort.
    pub likely: Vec<(usize, Vec<f32>)>,
}

/// Trains heads that tell sorts apart. A sort without examples has a head that never wins.
pub fn sorts(said: &[Sorted], names: &[&str], pull: Pull) -> Sorts {
    let rows = Rows::gather(said.iter().enumerate().map(|(number, one)| Said { features: &one.features, fitted: false, lesson: number, turn: 0, fold: fold_of(&one.group) }));
    let heads: Vec<_> = (0..names.len()).into_par_iter().map(|sort| head(said, &rows, sort, pull)).collect();
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (place, row) in rows.rows.iter().enumerate().filter(|(_, row)| said[row.lesson].measures) {
        let best = (0..names.len()).rev().max_by(|&a, &b| heads[a].2[place].total_cmp(&heads[b].2[place]));
        found.push((row.lesson, best.unwrap_or(0)));
    }
    let probability = |odds: f64| (1.0 / (1.0 + (-odds).exp())) as f32;
    let measured = rows.rows.iter().enumerate().filter(|(_, row)| said[row.lesson].measures);
    let likely = measured.map(|(place, row)| (row.lesson, heads.iter().map(|head| probability(head.2[place])).collect())).collect();
    let mut files = Vec::new();
    let mut learned = Vec::new();
    for (name, (linear, platt, _)) in names.iter().zip(heads) {
        let whole = Whole::of(&linear, &rows.hashes);
        let calibration = Calibration { slope: (platt.slope * whole.worth() * 65536.0 * 65536.0).round() as i64, offset: (platt.offset * 65536.0).round() as i64 };
        files.push(HeadFile { name: (*name).to_owned(), bias: whole.score(linear.bias), calibration, ..HeadFile::default() });
        learned.push((linear, whole));
    }
    let mut table = table(&learned, &rows.hashes);
    table.heads = files;
    Sorts { table, found, likely }
}

/// A sort's function on everything, its calibration, and the log-odds of each row from functions that had not seen it.
fn head(said: &[Sorted], rows: &Rows, sort: usize, pull: Pull) -> (Linear, Platt, Vec<f64>) {
    let cases: Vec<Case> = rows.rows.iter().map(|row| Case { row, own: [0.0; OWN], positive: said[row.lesson].sorts.contains(&sort), worth: 1.0 }).collect();
    let mut scores = vec![0f32; cases.len()];
    for part in 0..FOLDS {
        let train: Vec<Case> = cases.iter().filter(|case| case.row.fold != part).cloned().collect();
        let linear = Linear::learn(&train, rows.hashes.len(), pull);
        cases.iter().zip(&mut scores).filter(|(case, _)| case.row.fold == part).for_each(|(case, score)| *score = linear.of(case));
    }
    let pairs: Vec<(f32, bool)> = cases.iter().zip(&scores).filter(|(case, _)| said[case.row.lesson].measures).map(|(case, &score)| (score, case.positive)).collect();
    let platt = Platt::fit(&pairs);
    let odds = scores.into_iter().map(|score| platt.slope * f64::from(score) + platt.offset).collect();
    (Linear::learn(&cases, rows.hashes.len(), pull), platt, odds)
}
