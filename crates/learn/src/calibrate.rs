//! From scores to probabilities (J. Platt, "Probabilistic outputs for support vector machines", 1999, with the targets and Newton steps of
//! H.-T. Lin, C.-J. Lin, R. C. Weng, "A note on Platt's probabilistic outputs for support vector machines", 2007).

/// Log-odds = `slope` × score + `offset`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Platt {
    pub slope: f64,
    pub offset: f64,
}

impl Platt {
    /// Fits scores of rows that were left out to their answers.
    pub(crate) fn fit(scores: &[(f32, bool)]) -> Platt {
        let positives = scores.iter().filter(|(_, positive)| *positive).count() as f64;
        let negatives = scores.len() as f64 - positives;
        let (high, low) = ((positives + 1.0) / (positives + 2.0), 1.0 / (negatives + 2.0));
        let mut platt = Platt { slope: 1.0, offset: -((negatives + 1.0) / (positives + 1.0)).ln() };
        for _ in 0..100 {
            let (mut a, mut b, mut aa, mut ab, mut bb) = (0.0, 0.0, 1e-9, 0.0, 1e-9);
            for &(score, positive) in scores {
                let score = f64::from(score);
                let p = platt.of(score);
                let miss = p - if positive { high } else { low };
                let curve = (p * (1.0 - p)).max(1e-12);
                a += miss * score;
                b += miss;
                aa += curve * score * score;
                ab += curve * score;
                bb += curve;
            }
            let determinant = aa * bb - ab * ab;
            let (da, db) = ((bb * a - ab * b) / determinant, (aa * b - ab * a) / determinant);
            // Short steps keep Newton's method from leaping over the valley.
            let scale = 1.0f64.min(2.0 / (da.abs() + db.abs()).max(1e-12));
            platt.slope -= scale * da;
            platt.offset -= scale * db;
            if da.abs() + db.abs() < 1e-7 {
                break;
            }
        }
        // A score that does not help must not turn round.
        platt.slope = platt.slope.max(0.01);
        platt
    }

    /// Log-odds of a score.
    pub(crate) fn odds(self, score: f64) -> f64 {
        self.slope * score + self.offset
    }

    /// Probability of a score.
    pub(crate) fn of(self, score: f64) -> f64 {
        1.0 / (1.0 + (-self.odds(score)).exp())
    }

    /// What `next` makes of the log-odds that this gives.
    pub(crate) fn then(self, next: Platt) -> Platt {
        Platt { slope: next.slope * self.slope, offset: next.odds(self.offset) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_odds_that_made_the_answers() {
        // At −1 one in ten is positive, at 1 nine in ten.
        let scores: Vec<(f32, bool)> = (0..2000).map(|number| if number % 2 == 0 { (-1.0, number % 20 == 0) } else { (1.0, number % 20 != 1) }).collect();
        let platt = Platt::fit(&scores);
        assert!((platt.of(-1.0) - 0.1).abs() < 0.01 && (platt.of(1.0) - 0.9).abs() < 0.01, "{platt:?}");
    }
}
