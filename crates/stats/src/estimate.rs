//! What a random sample of reviews makes of machine scores of everybody: an unbiased mean, and how many reviews are still needed.

use crate::interval::{Estimate, Interval, Z};
use crate::quantile::{finite, student};
use crate::spread::same;

/// Reviews below which the spread of differences is not known well enough to plan with.
const PILOT: u64 = 10;

/// A conversation of the random sample that a person reviewed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Review {
    /// The machine's score.
    pub machine: f64,
    /// The person's, on the same scale.
    pub human: f64,
    /// How likely the conversation was to be drawn, above 0 and at most 1. Reviews picked for a risk have no such chance and do not belong here.
    pub inclusion: f64,
}

/// The mean score of a group; in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TeamMean {
    /// The unbiased mean; `None` without reviews. Its interval is `None` below two reviews, or where all differ from the machine by the same.
    pub mean: Option<Estimate>,
    /// The mean of the machine's scores alone.
    pub machine: f64,
    /// How far people score above the machine, on average of the group; `None` without reviews.
    pub correction: Option<f64>,
    /// Reviews.
    pub reviews: u64,
    /// Conversations of the group.
    pub population: u64,
    /// Reviews that are still needed.
    pub needed: Needed,
}

/// Reviews that are still needed for an interval as narrow as asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needed {
    /// None: it is narrow enough.
    Enough,
    /// About so many, if differences go on to spread as they do.
    More(u64),
    /// So many to learn how differences spread; only then can be said how many.
    Pilot(u64),
}

/// The mean of a group from machine scores of all of its conversations and reviews of a random sample of them, with the reviews still needed for
/// ± `points` at 95 %. `None` where there are no conversations or fewer than reviews, a score is not finite, or a chance is not in 0–1.
///
/// Difference estimator: machine mean + Σ wᵢdᵢ / N, d the person's score minus the machine's, w one over the chance of being drawn (Särndal, Swensson
/// and Wretman 1992, §6.3), scaled so that all w add up to N: reviews not yet done do no harm while they are missing by chance. Variance:
/// n/(n−1) · Σ (1 − 1/wᵢ) wᵢ² (dᵢ − d̄)² / N², the with-replacement form with finite correction; it leaves out what stratifying gains and is rather too
/// wide for that. The interval takes t with n − 1 degrees of freedom.
pub fn team_mean(machine: &[f64], reviews: &[Review], points: f64) -> Option<TeamMean> {
    let (population, n) = (machine.len() as u64, reviews.len() as u64);
    let alone = finite(machine.iter().sum::<f64>() / machine.len() as f64)?;
    if n > population || reviews.iter().any(|review| !(review.inclusion > 0.0 && review.inclusion <= 1.0)) {
        return None;
    }
    let few = TeamMean { mean: None, machine: alone, correction: None, reviews: n, population, needed: pilot(n, population) };
    if n == 0 {
        return Some(few);
    }
    let differences: Vec<f64> = reviews.iter().map(|review| review.human - review.machine).collect();
    // Each review stands for so many conversations; together for all, whichever of the drawn ones are not done yet.
    let whole = population as f64;
    let scale = whole / reviews.iter().map(|review| 1.0 / review.inclusion).sum::<f64>();
    let weights: Vec<f64> = reviews.iter().map(|review| scale / review.inclusion).collect();
    let correction = finite(differences.iter().zip(&weights).map(|(difference, weight)| difference * weight).sum::<f64>() / whole)?;
    let value = finite(alone + correction)?;
    let known = TeamMean { mean: Some(Estimate { value, interval: None }), correction: Some(correction), ..few };
    if n == population {
        // Everything was reviewed: nothing is left to chance.
        return Some(TeamMean { mean: Some(Estimate { value, interval: Interval::around(value, 0.0) }), needed: Needed::Enough, ..known });
    }
    if n < 2 || same(&differences) {
        return Some(known);
    }
    let few = (n as f64) / (n as f64 - 1.0);
    let squares = || differences.iter().zip(&weights).map(|(difference, weight)| ((difference - correction).powi(2), weight));
    let variance = few * squares().map(|(square, weight)| (1.0 - 1.0 / weight).max(0.0) * square * weight * weight).sum::<f64>() / (whole * whole);
    let half = student(n as f64 - 1.0)? * variance.sqrt();
    let needed = if n < PILOT {
        known.needed
    } else if half <= points {
        Needed::Enough
    } else {
        let deviation = (few * squares().map(|(square, weight)| square * weight).sum::<f64>() / whole).sqrt();
        Needed::More(reviews_for(points, deviation, population).saturating_sub(n).max(1))
    };
    Some(TeamMean { mean: Some(Estimate { value, interval: Interval::around(value, half) }), needed, ..known })
}

/// How many to draw for a rate near `p` ± `error` at 95 % (both 0–1): n = 1.96² p(1−p)/e², and n / (1 + (n−1)/N) of a population of N (Cochran 1977,
/// §4.4); rounded up. `None` where `p` is not in 0–1, `error` not above 0, or the number beyond all counting.
pub fn sample_size(p: f64, error: f64, population: Option<u64>) -> Option<u64> {
    if !((0.0..=1.0).contains(&p) && error > 0.0) {
        return None;
    }
    let endless = Z * Z * p * (1.0 - p) / (error * error);
    let n = population.map_or(endless, |all| if all == 0 { 0.0 } else { (endless / (1.0 + (endless - 1.0) / all as f64)).min(all as f64) });
    (n.is_finite() && n < 1e18).then(|| n.max(0.0).ceil() as u64)
}

/// How far a rate near `p` of `n` may be off at 95 %, 0–1: 1.96 √(p(1−p)/n). Five conversations tell a yes or no to ± 0.44. `None` without any.
pub fn margin(p: f64, n: u64) -> Option<f64> {
    (n > 0 && (0.0..=1.0).contains(&p)).then(|| Z * (p * (1.0 - p) / n as f64).sqrt())
}

/// The true rate behind a rate that a machine observed, 0–1, by what it finds of what is there (`sensitivity`) and leaves of what is not
/// (`specificity`): (p + Sp − 1) / (Se + Sp − 1) (Rogan and Gladen 1978), kept in 0–1. `None` unless Se + Sp > 1.3: below, the correction would say
/// more about the machine than about people.
pub fn rogan_gladen(observed: f64, sensitivity: f64, specificity: f64) -> Option<f64> {
    let shares = [observed, sensitivity, specificity].iter().all(|share| (0.0..=1.0).contains(share));
    (shares && sensitivity + specificity > 1.3).then(|| ((observed + specificity - 1.0) / (sensitivity + specificity - 1.0)).clamp(0.0, 1.0))
}

/// What is still needed before the spread is known: up to the pilot's number, then one by one until reviews differ.
fn pilot(n: u64, population: u64) -> Needed {
    Needed::Pilot(PILOT.min(population).saturating_sub(n).max(1))
}

/// The fewest reviews of a population whose mean is known to ± `points`, if differences spread by `deviation`.
fn reviews_for(points: f64, deviation: f64, population: u64) -> u64 {
    let all = population as f64;
    let narrow = |n: f64| student(n - 1.0).is_some_and(|t| t * deviation / n.sqrt() * (1.0 - n / all).sqrt() <= points);
    let (mut low, mut high) = (2, population);
    while low < high {
        let middle = low + (high - low) / 2;
        if narrow(middle as f64) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    high
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::sample::draw;
    use crate::seed::Seed;

    fn reviews(differences: &[f64], inclusion: f64) -> Vec<Review> {
        differences.iter().map(|difference| Review { machine: 70.0, human: 70.0 + difference, inclusion }).collect()
    }

    #[test]
    fn by_hand() {
        // d̄ = 2, s² = 10/9, V = s²/10 · 0.9 = 0.1, t with 9 degrees 2.2622: 72 ± 0.7154.
        let team = team_mean(&[70.0; 100], &reviews(&[1.0, 3.0, 1.0, 3.0, 1.0, 3.0, 1.0, 3.0, 1.0, 3.0], 0.1), 5.0).unwrap();
        let interval = team.mean.unwrap().interval.unwrap();
        assert!((interval.low - (72.0 - 0.7154)).abs() < 0.0005 && (interval.high - (72.0 + 0.7154)).abs() < 0.0005, "{interval:?}");
        assert_eq!((team.machine, team.correction, team.reviews, team.population, team.needed), (70.0, Some(2.0), 10, 100, Needed::Enough));
    }

    #[test]
    fn reviews_that_stood_for_more_weigh_more() {
        // One of ten stands for ten, one that was certain for itself: (10·10 + 1·(−1)) / 11 = 9.
        let both = [reviews(&[10.0], 0.1), reviews(&[-1.0], 1.0)].concat();
        assert!((team_mean(&[70.0; 11], &both, 5.0).unwrap().correction.unwrap() - 9.0).abs() < 1e-9);
    }

    #[test]
    fn says_how_many_are_needed() {
        // s = 21.08: with t near 2 and of 1000, (2·21.08/5)² = 71, less the finite correction.
        let wide = [20.0, -20.0, 20.0, -20.0, 20.0, -20.0, 20.0, -20.0, 20.0, -20.0];
        let Needed::More(more) = team_mean(&[70.0; 1000], &reviews(&wide, 0.01), 5.0).unwrap().needed else { panic!("more are needed") };
        assert!((54..=58).contains(&more), "{more}");
        let needed = |n: usize, all: usize| team_mean(&vec![70.0; all], &reviews(&wide[..n], 0.01), 5.0).unwrap().needed;
        assert_eq!([needed(0, 1000), needed(3, 1000), needed(0, 4)], [Needed::Pilot(10), Needed::Pilot(7), Needed::Pilot(4)]);
        // Reviews that all say the same do not say how others will spread.
        assert_eq!(team_mean(&[70.0; 100], &reviews(&[0.0; 12], 0.12), 5.0).unwrap().needed, Needed::Pilot(1));
        assert_eq!(needed(10, 10), Needed::Enough);
    }

    #[test]
    fn too_little_or_wrong() {
        assert_eq!(team_mean(&[], &[], 5.0), None);
        assert_eq!(team_mean(&[70.0], &reviews(&[1.0, 2.0], 1.0), 5.0), None);
        assert_eq!(team_mean(&[f64::NAN], &[], 5.0), None);
        for inclusion in [0.0, -1.0, 1.1, f64::NAN] {
            assert_eq!(team_mean(&[70.0; 9], &reviews(&[1.0], inclusion), 5.0), None);
        }
        assert_eq!(team_mean(&[70.0; 9], &reviews(&[1.0], 0.1), 5.0).unwrap().mean, Some(Estimate { value: 71.0, interval: None }));
        assert_eq!(team_mean(&[70.0; 9], &[], 5.0).unwrap().mean, None);
    }

    /// A team of three strata whose machine errs by stratum: over many draws the estimate is right on average, and its interval holds the truth as often
    /// as it says.
    #[test]
    fn is_unbiased_and_covers() {
        let mut seed = Seed::new(5);
        let frame: Vec<(u64, u64)> = (0..600).map(|id| (id, if id < 400 { 0 } else { 1 + id % 2 })).collect();
        let scores: Vec<(f64, f64)> = frame
            .iter()
            .map(|(_, stratum)| {
                let machine = 40.0 + seed.below(50) as f64;
                (machine, machine - 6.0 * *stratum as f64 + seed.below(21) as f64 - 10.0)
            })
            .collect();
        let machine: Vec<f64> = scores.iter().map(|score| score.0).collect();
        let truth = scores.iter().map(|score| score.1).sum::<f64>() / 600.0;
        let (mut sum, mut covered, draws) = (0.0, 0, 1_000);
        for seed in 0..draws {
            let reviews: Vec<Review> =
                draw(&frame, 45, seed).iter().map(|one| Review { machine: scores[one.id as usize].0, human: scores[one.id as usize].1, inclusion: one.inclusion }).collect();
            let mean = team_mean(&machine, &reviews, 5.0).unwrap().mean.unwrap();
            let interval = mean.interval.unwrap();
            sum += mean.value;
            covered += u32::from(interval.low <= truth && truth <= interval.high);
        }
        assert!((sum / draws as f64 - truth).abs() < 0.15, "{} is not {truth}", sum / draws as f64);
        // Wider than needed, because stratifying gains something here.
        assert!((940..=999).contains(&covered), "{covered} of {draws}");
    }

    #[test]
    fn sizes_of_samples() {
        assert_eq!(sample_size(0.5, 0.05, None), Some(385));
        // 384.15 / (1 + 383.15/1000) = 277.7.
        assert_eq!(sample_size(0.5, 0.05, Some(1000)), Some(278));
        assert_eq!((sample_size(0.5, 0.05, Some(0)), sample_size(0.5, 0.05, Some(1)), sample_size(0.0, 0.05, None)), (Some(0), Some(1), Some(0)));
        assert_eq!((sample_size(0.5, 0.0, None), sample_size(2.0, 0.1, None), sample_size(0.5, f64::NAN, None), sample_size(0.5, 1e-200, None)), (None, None, None, None));
        assert!((margin(0.5, 5).unwrap() - 0.438).abs() < 0.0005);
        assert_eq!(margin(0.5, 0), None);
    }

    #[test]
    fn corrects_what_the_machine_misses() {
        // Se .9, Sp .8: (.41 + .8 − 1) / .7 = .3.
        assert!((rogan_gladen(0.41, 0.9, 0.8).unwrap() - 0.3).abs() < 1e-12);
        assert_eq!(rogan_gladen(0.1, 0.9, 0.8), Some(0.0));
        assert_eq!((rogan_gladen(0.5, 0.7, 0.6), rogan_gladen(0.5, f64::NAN, 0.9), rogan_gladen(1.5, 0.9, 0.9)), (None, None, None));
    }

    proptest! {
        #[test]
        fn finite_around_the_mean_and_without_order(scores in prop::collection::vec((0.0..100.0, 0.0..100.0, 0.01..1.0), 1..40)) {
            let reviews: Vec<Review> = scores.iter().map(|&(machine, human, inclusion)| Review { machine, human, inclusion }).collect();
            let turned: Vec<Review> = reviews.iter().rev().copied().collect();
            let machine = vec![50.0; 60];
            let (one, two) = (team_mean(&machine, &reviews, 5.0).unwrap(), team_mean(&machine, &turned, 5.0).unwrap());
            prop_assert!((one.correction.unwrap() - two.correction.unwrap()).abs() < 1e-9);
            let mean = one.mean.unwrap();
            prop_assert!(mean.interval.is_none_or(|interval| interval.low <= mean.value && mean.value <= interval.high));
            if let Needed::More(more) = one.needed {
                prop_assert!(more + one.reviews <= one.population);
            }
        }

        #[test]
        fn a_sample_is_never_larger_than_all(p in 0.0..=1.0, error in 0.001..0.5, population in 0u64..10_000) {
            prop_assert!(sample_size(p, error, Some(population)).unwrap() <= population);
        }
    }
}
