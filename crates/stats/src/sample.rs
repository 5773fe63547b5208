//! A random sample that can be drawn again: stratified, without replacement, each item with its chance of being in it.

use std::collections::BTreeMap;

use crate::seed::Seed;

/// One item of a sample.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn<I, S> {
    /// The item.
    pub id: I,
    /// Its stratum.
    pub stratum: S,
    /// How likely it was to be drawn, above 0 and at most 1. One over it is its weight in an estimate of the whole.
    pub inclusion: f64,
}

/// Draws `n` of `items` (id, stratum), in the order of their ids. The order of the input changes nothing; an id that is there twice counts once, in the
/// lowest of its strata. Where there are fewer than `n`, all are drawn.
///
/// Strata get places in proportion to their sizes (largest remainder, ties to the first stratum), but at least one each; within a stratum each item is as
/// likely as the other, and its chance is places / size. Where `n` is below the number of strata, no such places exist: then every `N/n`-th item is drawn
/// from a random start on, strata one after the other, each in random order (systematic sampling; Cochran 1977, chapter 8), and the chance of each is n/N.
/// No item is ever out of reach, so that one-over-chance weights give unbiased estimates.
///
/// The draw follows from ids, strata, `n` and `seed` alone: strata in ascending order share one [`Seed`] stream, and each is shuffled from the front
/// (Fisher and Yates) starting with ascending ids.
pub fn draw<I: Ord + Clone, S: Ord + Clone>(items: &[(I, S)], n: usize, seed: u64) -> Vec<Drawn<I, S>> {
    let mut seed = Seed::new(seed);
    let mut strata = strata(items);
    let sizes: Vec<usize> = strata.values().map(Vec::len).collect();
    let all: usize = sizes.iter().sum();
    let mut drawn = if n < strata.len() {
        let start = seed.below(all as u64) as u128;
        for ids in strata.values_mut() {
            let whole = ids.len();
            shuffle(ids, whole, &mut seed);
        }
        let inclusion = n as f64 / all as f64;
        let row: Vec<Drawn<I, S>> = strata.iter().flat_map(|(stratum, ids)| ids.iter().map(|id| Drawn { id: (*id).clone(), stratum: (*stratum).clone(), inclusion })).collect();
        // The j-th place is ⌊(start + j·N) / n⌋: whole numbers, so that every item has exactly n of the n·N chances.
        (0..n).filter_map(|at| row.get(((start + at as u128 * all as u128) / n as u128) as usize).cloned()).collect()
    } else {
        let mut drawn = Vec::with_capacity(n.min(all));
        for ((stratum, ids), places) in strata.iter_mut().zip(places(&sizes, n)) {
            shuffle(ids, places, &mut seed);
            let inclusion = places as f64 / ids.len() as f64;
            drawn.extend(ids[..places].iter().map(|id| Drawn { id: (*id).clone(), stratum: (*stratum).clone(), inclusion }));
        }
        drawn
    };
    drawn.sort_by(|one: &Drawn<I, S>, two| one.id.cmp(&two.id));
    drawn
}

/// Ids of each stratum, both ascending.
fn strata<I: Ord, S: Ord>(items: &[(I, S)]) -> BTreeMap<&S, Vec<&I>> {
    let mut first: BTreeMap<&I, &S> = BTreeMap::new();
    for (id, stratum) in items {
        let own = first.entry(id).or_insert(stratum);
        *own = (*own).min(stratum);
    }
    let mut strata: BTreeMap<&S, Vec<&I>> = BTreeMap::new();
    first.into_iter().for_each(|(id, stratum)| strata.entry(stratum).or_default().push(id));
    strata
}

/// How many of `n` places each stratum gets; `n` is at least their number, and no stratum is empty.
fn places(sizes: &[usize], n: usize) -> Vec<usize> {
    let all: usize = sizes.iter().sum();
    if n >= all {
        return sizes.to_vec();
    }
    // A stratum whose share is below one place gets one; the others share what is left, which may bring the next one below a place.
    let mut single = vec![false; sizes.len()];
    let (mut left, mut items) = (n, all);
    while let Some(at) = (0..sizes.len()).find(|&at| !single[at] && (sizes[at] as u128 * left as u128) < items as u128) {
        single[at] = true;
        left -= 1;
        items -= sizes[at];
    }
    let share = |at: usize| sizes[at] as u128 * left as u128;
    let mut places: Vec<usize> = (0..sizes.len()).map(|at| if single[at] { 1 } else { (share(at) / items as u128) as usize }).collect();
    let mut open: Vec<usize> = (0..sizes.len()).filter(|&at| !single[at]).collect();
    open.sort_by_key(|&at| (std::cmp::Reverse(share(at) % items as u128), at));
    let spare = n - places.iter().sum::<usize>();
    open.into_iter().take(spare).for_each(|at| places[at] += 1);
    places
}

/// Puts a random choice of so many to the front, in random order.
fn shuffle<T>(ids: &mut [T], places: usize, seed: &mut Seed) {
    for at in 0..places {
        let other = at + seed.place(ids.len() - at);
        ids.swap(at, other);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn frame(sizes: &[usize]) -> Vec<(usize, usize)> {
        sizes.iter().enumerate().flat_map(|(stratum, size)| (0..*size).map(move |at| (stratum * 1000 + at, stratum))).collect()
    }

    #[test]
    fn places_follow_sizes_and_nobody_is_forgotten() {
        assert_eq!(places(&[50, 30, 20], 10), [5, 3, 2]);
        // Shares 9.7, 0.2, 0.1: the small ones get one each.
        assert_eq!(places(&[97, 2, 1], 10), [8, 1, 1]);
        // Shares 3.33 each: the place that is left goes to the first.
        assert_eq!(places(&[7, 7, 7], 10), [4, 3, 3]);
        assert_eq!(places(&[2, 1], 9), [2, 1]);
        assert_eq!(places(&[], 4), [0; 0]);
    }

    #[test]
    fn the_same_seed_draws_the_same() {
        let drawn = draw(&frame(&[40, 20]), 6, 42);
        assert_eq!(draw(&frame(&[40, 20]), 6, 42), drawn);
        assert_ne!(draw(&frame(&[40, 20]), 6, 43), drawn);
        assert!(drawn.iter().all(|one| one.inclusion == 0.1));
    }

    #[test]
    fn everyone_is_drawn_as_often_as_told() {
        // Of places for both strata, and of fewer places than strata.
        for (sizes, n) in [(vec![6, 2], 4), (vec![5, 1, 1, 1], 3)] {
            let (items, draws) = (frame(&sizes), 20_000);
            let mut seen: BTreeMap<usize, (u32, f64)> = BTreeMap::new();
            for seed in 0..draws {
                let drawn = draw(&items, n, seed);
                assert_eq!(drawn.len(), n);
                for one in drawn {
                    let own = seen.entry(one.id).or_default();
                    *own = (own.0 + 1, one.inclusion);
                }
            }
            assert_eq!(seen.len(), items.len());
            for (id, (times, inclusion)) in seen {
                // Four standard deviations of 20000 draws are 0.014 at most.
                assert!((f64::from(times) / draws as f64 - inclusion).abs() < 0.015, "{sizes:?} {id}: {times}, {inclusion}");
            }
        }
    }

    proptest! {
        #[test]
        fn right_number_no_one_twice_no_order(sizes in prop::collection::vec(1usize..30, 0..8), n in 0usize..120, seed: u64) {
            let items = frame(&sizes);
            let drawn = draw(&items, n, seed);
            prop_assert_eq!(drawn.len(), n.min(items.len()));
            prop_assert_eq!(drawn.iter().map(|one| one.id).collect::<BTreeSet<_>>().len(), drawn.len());
            if n >= sizes.len() {
                prop_assert_eq!(drawn.iter().map(|one| one.stratum).collect::<BTreeSet<_>>().len(), sizes.len());
                // Weights add up to the frame.
                prop_assert!((drawn.iter().map(|one| 1.0 / one.inclusion).sum::<f64>() - items.len() as f64).abs() < 1e-6);
            }
            let mut twice: Vec<(usize, usize)> = items.iter().rev().copied().collect();
            twice.extend(items);
            prop_assert_eq!(draw(&twice, n, seed), drawn);
        }
    }
}
