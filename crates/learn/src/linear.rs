//! A linear function that separates rows: support vector machine with squared hinge loss, by dual coordinate descent (C.-J. Hsieh, K.-W. Chang,
//! C.-J. Lin, S. S. Keerthi, S. Sundararajan, "A dual coordinate descent method for large-scale linear SVM", ICML 2008, algorithm 1), over columns
//! weighed by how much more often positive rows have them (S. Wang, C. D. Manning, "Baselines and bigrams: simple, good sentiment and topic
//! classification", ACL 2012).

use crate::rows::Row;

/// One row with its answer, and the columns that only this head has.
#[derive(Clone, Debug)]
pub(crate) struct Case<'a> {
    pub row: &'a Row,
    /// What the rules found: columns of the head's own, values 0 or 1.
    pub own: [f32; OWN],
    pub positive: bool,
    /// How much it counts beside a turn of a whole conversation, above 0.
    pub worth: f32,
}

/// Columns of a head's own: three for rules, and the same for rules fitted to the words.
pub(crate) const OWN: usize = 6;

/// What was learned.
#[derive(Clone, Debug, Default)]
pub(crate) struct Linear {
    pub weights: Vec<f32>,
    pub own: [f32; OWN],
    pub bias: f32,
}

/// How hard the answers pull.
#[derive(Clone, Copy, Debug)]
pub struct Pull {
    /// Cost of a row on the wrong side.
    pub cost: f32,
    /// How much more a positive one costs.
    pub positive: f32,
    /// A column that moves the function's value by less where it is there is left out, and the others are learned again without it.
    pub least: f32,
}

/// Most passes over the rows.
const PASSES: usize = 80;
/// Added to every count of rows, so that a column of few rows does not weigh too much; and the bounds of what a column can weigh.
const SMOOTH: f32 = 0.5;
const LEAST_RATIO: f32 = 0.1;
const MOST_RATIO: f32 = 3.0;
/// Enough when no answer is further than this from where it should be.
const ENOUGH: f32 = 0.03;

impl Linear {
    /// Learns from cases; the same cases in the same order give the same weights.
    pub(crate) fn learn(cases: &[Case], columns: usize, pull: Pull) -> Linear {
        Linear::learn_beside(cases, &[], columns, pull)
    }

    /// Learns what is missing beside scores that stand: `beside` has one a case, which is added to what the function gives.
    pub(crate) fn learn_beside(cases: &[Case], beside: &[f32], columns: usize, pull: Pull) -> Linear {
        let mut scale = ratios(cases, columns);
        let linear = Linear::weighed(cases, beside, &scale, pull);
        if pull.least <= 0.0 {
            return linear;
        }
        let says = says(cases.iter().map(|case| case.row), &linear);
        scale.iter_mut().zip(says).filter(|(_, says)| *says < pull.least).for_each(|(scale, _)| *scale = 0.0);
        Linear::weighed(cases, beside, &scale, pull)
    }

    /// Learns from columns that count by a scale; what has none is not there.
    fn weighed(cases: &[Case], beside: &[f32], scale: &[f32], pull: Pull) -> Linear {
        let rows: Vec<Row> = cases.iter().map(|case| weighed(case.row, scale)).collect();
        let weighed: Vec<Case> = cases.iter().zip(&rows).map(|(case, row)| Case { row, ..case.clone() }).collect();
        let mut linear = Linear::separate(&weighed, beside, scale.len(), pull);
        linear.weights.iter_mut().zip(scale).for_each(|(weight, scale)| *weight *= scale);
        linear
    }

    fn separate(cases: &[Case], beside: &[f32], columns: usize, pull: Pull) -> Linear {
        let mut linear = Linear { weights: vec![0.0; columns], ..Linear::default() };
        let mut alphas = vec![0f32; cases.len()];
        let mut order: Vec<u32> = (0..cases.len() as u32).collect();
        let mut chance = Chance(0x2545_f491_4f6c_dd1d);
        for _ in 0..PASSES {
            chance.shuffle(&mut order);
            let mut furthest = 0f32;
            for &number in &order {
                let case = &cases[number as usize];
                let sign = if case.positive { 1.0 } else { -1.0 };
                let soft = 0.5 / (case.worth * if case.positive { pull.cost * pull.positive } else { pull.cost });
                let alpha = alphas[number as usize];
                let stands = beside.get(number as usize).copied().unwrap_or(0.0);
                let gradient = sign * (linear.of(case) + stands) - 1.0 + soft * alpha;
                let projected = if alpha == 0.0 { gradient.min(0.0) } else { gradient };
                if projected.abs() < 1e-6 {
                    continue;
                }
                furthest = furthest.max(projected.abs());
                let length = case.row.square + 1.0 + case.own.iter().map(|value| value * value).sum::<f32>();
                let next = (alpha - gradient / (length + soft)).max(0.0);
                alphas[number as usize] = next;
                linear.add(case, (next - alpha) * sign);
            }
            if furthest < ENOUGH {
                break;
            }
        }
        linear
    }

    /// Learns values instead of answers: the least squared error, with the same penalty on weights (ridge regression, solved by the same
    /// coordinate descent on its dual).
    pub(crate) fn fit(rows: &[(&Row, f32)], columns: usize, cost: f32, least: f32) -> Linear {
        let linear = Linear::fit_all(rows, columns, cost);
        if least <= 0.0 {
            return linear;
        }
        let says = says(rows.iter().map(|(row, _)| *row), &linear);
        let kept: Vec<f32> = says.into_iter().map(|says| f32::from(u8::from(says >= least))).collect();
        let lean: Vec<Row> = rows.iter().map(|(row, _)| weighed(row, &kept)).collect();
        let rows: Vec<(&Row, f32)> = lean.iter().zip(rows).map(|(row, (_, value))| (row, *value)).collect();
        Linear::fit_all(&rows, columns, cost)
    }

    fn fit_all(rows: &[(&Row, f32)], columns: usize, cost: f32) -> Linear {
        let mut linear = Linear { weights: vec![0.0; columns], ..Linear::default() };
        let mut betas = vec![0f32; rows.len()];
        let mut order: Vec<u32> = (0..rows.len() as u32).collect();
        let mut chance = Chance(0x2545_f491_4f6c_dd1d);
        let soft = 0.5 / cost;
        for _ in 0..PASSES {
            chance.shuffle(&mut order);
            let mut furthest = 0f32;
            for &number in &order {
                let (row, value) = rows[number as usize];
                let case = Case { row, own: [0.0; OWN], positive: true, worth: 1.0 };
                let step = (value - linear.of(&case) - soft * betas[number as usize]) / (row.square + 1.0 + soft);
                betas[number as usize] += step;
                furthest = furthest.max(step.abs());
                linear.add(&case, step);
            }
            if furthest < ENOUGH * 0.1 {
                break;
            }
        }
        linear
    }

    /// The function's value.
    pub(crate) fn of(&self, case: &Case) -> f32 {
        let words: f32 = case.row.columns.iter().map(|&(column, value)| self.weights[column as usize] * value).sum();
        let own: f32 = self.own.iter().zip(&case.own).map(|(weight, value)| weight * value).sum();
        words + own + self.bias
    }

    fn add(&mut self, case: &Case, step: f32) {
        for &(column, value) in &case.row.columns {
            self.weights[column as usize] += step * value;
        }
        for (weight, value) in self.own.iter_mut().zip(&case.own) {
            *weight += step * value;
        }
        self.bias += step;
    }
}

/// By column: how many times likelier, or less likely, positive rows have it, as a logarithm without sign.
fn ratios(cases: &[Case], columns: usize) -> Vec<f32> {
    let mut counts = vec![[SMOOTH; 2]; columns];
    let mut all = [SMOOTH; 2];
    for case in cases {
        let side = usize::from(case.positive);
        all[side] += case.worth;
        case.row.columns.iter().for_each(|&(column, _)| counts[column as usize][side] += case.worth);
    }
    let ratio = |[without, with]: [f32; 2]| ((with / all[1]) / (without / all[0])).ln().abs();
    counts.into_iter().map(|counts| ratio(counts).clamp(LEAST_RATIO, MOST_RATIO)).collect()
}

/// By column: how far its weight moves the function's value in the mean of the rows that have it.
fn says<'a>(rows: impl Iterator<Item = &'a Row>, linear: &Linear) -> Vec<f32> {
    let mut sums = vec![(0f32, 0f32); linear.weights.len()];
    for &(column, value) in rows.flat_map(|row| &row.columns) {
        let (sum, count) = &mut sums[column as usize];
        (*sum, *count) = (*sum + value.abs(), *count + 1.0);
    }
    linear.weights.iter().zip(sums).map(|(weight, (sum, count))| weight.abs() * sum / count.max(1.0)).collect()
}

fn weighed(row: &Row, scale: &[f32]) -> Row {
    let columns = row.columns.iter().map(|&(column, value)| (column, value * scale[column as usize]));
    let mut row = Row { columns: columns.filter(|(_, value)| *value != 0.0).collect(), ..*row };
    row.square = row.columns.iter().map(|(_, value)| value * value).sum();
    row
}

/// A fixed sequence of numbers (xorshift64*).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn shuffle(&mut self, order: &mut [u32]) {
        for at in (1..order.len()).rev() {
            order.swap(at, (self.next() >> 33) as usize % (at + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separates_what_can_be_separated() {
        let rows: Vec<Row> = (0..40).map(|number| Row { columns: vec![(number % 4, 1.0)], square: 1.0, ..Row::default() }).collect();
        let cases: Vec<Case> = rows.iter().map(|row| Case { row, own: [0.0; OWN], positive: row.columns[0].0 == 2, worth: 1.0 }).collect();
        let linear = Linear::learn(&cases, 4, Pull { cost: 1.0, positive: 3.0, least: 0.0 });
        assert!(cases.iter().all(|case| (linear.of(case) > 0.0) == case.positive), "{linear:?}");
    }
}
