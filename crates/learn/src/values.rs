//! A number instead of a sort: one linear function, with the error it makes on what was left out.

use rapport_engine::{Feature, HeadFile, TableFile};

use crate::fold::{FOLDS, fold_of};
use crate::linear::{Case, Linear, OWN};
use crate::rows::{Row, Rows, Said};
use crate::table::{Whole, table};

/// Something said, and the number that it was given.
#[derive(Clone, Debug)]
pub struct Valued {
    /// What is said in one group is on one side of every split.
    pub group: String,
    /// What the function looks at.
    pub features: Vec<Feature>,
    /// The number that it was given.
    pub value: f32,
}

/// A function, and what it gives for what it had not seen.
pub struct Values {
    /// One head; its calibration turns a score into the value in parts of 65,536.
    pub table: TableFile,
    /// In order: what was told, and what functions gave that had not seen it.
    pub given: Vec<(f32, f32)>,
}

/// Trains one function. What moves it by less than `least` where it is there is left out.
pub fn values(said: &[Valued], name: &str, cost: f32, least: f32) -> Values {
    let rows = Rows::gather(said.iter().enumerate().map(|(number, one)| Said { features: &one.features, fitted: false, lesson: number, turn: 0, fold: fold_of(&one.group) }));
    let of = |wanted: &dyn Fn(&Row) -> bool| -> Vec<(&Row, f32)> { rows.rows.iter().filter(|row| wanted(row)).map(|row| (row, said[row.lesson].value)).collect() };
    let mut given = vec![(0.0, 0.0); rows.rows.len()];
    for part in 0..FOLDS {
        let linear = Linear::fit(&of(&|row| row.fold != part), rows.hashes.len(), cost, least);
        for (row, given) in rows.rows.iter().zip(&mut given).filter(|(row, _)| row.fold == part) {
            *given = (said[row.lesson].value, linear.of(&Case { row, own: [0.0; OWN], positive: true, worth: 1.0 }));
        }
    }
    let linear = Linear::fit(&of(&|_| true), rows.hashes.len(), cost, least);
    let whole = Whole::of(&linear, &rows.hashes);
    let mut head = HeadFile { name: name.to_owned(), bias: whole.score(linear.bias), ..HeadFile::default() };
    head.calibration.slope = (whole.worth() * 65536.0 * 65536.0).round() as i64;
    let mut table = table(&[(linear, whole)], &rows.hashes);
    table.heads = vec![head];
    Values { table, given }
}
