//! Rates over many conversations: opportunities of one conversation, or of one day, are alike, and the interval knows.

use crate::detect::wilson_at;

/// Sums over clusters (conversations or days) that a rate and its interval are made from; grows with nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clusters {
    /// Clusters that had an opportunity.
    pub count: u64,
    /// Opportunities taken.
    pub taken: u64,
    /// Opportunities in all.
    pub opportunities: u64,
    taken_squared: u128,
    opportunities_squared: u128,
    product: u128,
}

impl Clusters {
    /// Adds one cluster; one without opportunities changes nothing.
    pub fn add(&mut self, taken: u64, opportunities: u64) {
        if opportunities == 0 {
            return;
        }
        self.count += 1;
        self.taken += taken;
        self.opportunities += opportunities;
        self.taken_squared += u128::from(taken) * u128::from(taken);
        self.opportunities_squared += u128::from(opportunities) * u128::from(opportunities);
        self.product += u128::from(taken) * u128::from(opportunities);
    }

    /// From sums that were added up elsewhere: clusters, Σxᵢ, Σnᵢ, then Σxᵢ², Σnᵢ² and Σxᵢnᵢ over clusters with xᵢ of nᵢ taken; clusters without
    /// opportunities are not among them.
    pub fn of_sums(count: u64, taken: u64, opportunities: u64, [taken_squared, opportunities_squared, product]: [u64; 3]) -> Clusters {
        Clusters { count, taken, opportunities, taken_squared: taken_squared.into(), opportunities_squared: opportunities_squared.into(), product: product.into() }
    }

    /// How many times wider than for independent opportunities the variance of the rate is, 1 at least.
    ///
    /// The variance over k clusters with xᵢ of nᵢ taken is that of a ratio, linearised (Cochran 1977, §6.3):
    /// V = k/(k−1) · Σ(xᵢ − p·nᵢ)² / (Σnᵢ)². The design effect is V / (p(1−p)/n). With one cluster, or a
    /// rate of 0 or 1, there is nothing to tell it from, and it is 1.
    pub fn design_effect(&self) -> f64 {
        let (k, n) = (self.count as f64, self.opportunities as f64);
        let p = self.rate();
        if self.count < 2 || self.taken == 0 || self.taken == self.opportunities {
            return 1.0;
        }
        let squares = self.taken_squared as f64 - 2.0 * p * self.product as f64 + p * p * self.opportunities_squared as f64;
        let variance = k / (k - 1.0) * squares.max(0.0) / (n * n);
        (variance * n / (p * (1.0 - p))).max(1.0)
    }

    /// Wilson interval at 95 % of the rate, with n divided by the design effect (Kish 1965), in thousandths; all of
    /// 0–1000 when there were no opportunities.
    pub fn interval(&self) -> (u16, u16) {
        if self.opportunities == 0 {
            return (0, 1000);
        }
        wilson_at(self.rate(), self.opportunities as f64 / self.design_effect())
    }

    /// Taken of all, 0–1; 0 when there were none.
    pub fn rate(&self) -> f64 {
        if self.opportunities == 0 { 0.0 } else { self.taken as f64 / self.opportunities as f64 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(clusters: &[(u64, u64)]) -> Clusters {
        let mut sums = Clusters::default();
        clusters.iter().for_each(|&(taken, all)| sums.add(taken, all));
        sums
    }

    #[test]
    fn alike_clusters_keep_the_plain_interval() {
        // 10 of 20 in ten conversations of 1 of 2 each: no more spread than chance gives.
        assert_eq!(of(&[(1, 2); 10]).design_effect(), 1.0);
        // Wilson 10 of 20: 0.2993–0.7007.
        assert_eq!(of(&[(1, 2); 10]).interval(), (299, 701));
    }

    #[test]
    fn clusters_that_are_all_or_nothing_count_as_one_each() {
        // 5 conversations with 4 of 4, 5 with 0 of 4: p = 1/2, Σ(xᵢ − 2)² = 40, V = 10/9 · 40 / 1600, and
        // V / (1/4 / 40) = 4.444: the 40 opportunities are worth 9.
        let sums = of(&[(4, 4), (0, 4), (4, 4), (0, 4), (4, 4), (0, 4), (4, 4), (0, 4), (4, 4), (0, 4)]);
        assert!((sums.design_effect() - 40.0 / 9.0).abs() < 1e-9);
        // Wilson with p = 1/2 and n = 9: centre 1/2, half z·√(1/36 + z²/324) / (1 + z²/9) = 0.2735.
        assert_eq!(sums.interval(), (227, 773));
    }

    #[test]
    fn sums_from_elsewhere_are_the_same() {
        let own = of(&[(4, 4), (0, 4), (1, 3)]);
        assert_eq!(Clusters::of_sums(3, 5, 11, [17, 41, 19]), own);
    }

    #[test]
    fn nothing_known_is_the_whole_range() {
        assert_eq!(of(&[]).interval(), (0, 1000));
        assert_eq!(of(&[(0, 0)]).count, 0);
        assert_eq!(of(&[(0, 10)]).interval(), (0, 278));
    }
}
