//! Quantiles of Student's t, of F and of beta: the incomplete beta function, inverted by halving. It always ends, which Newton steps near 0 and 1 do not.

use statrs::function::beta::checked_beta_reg;

use crate::interval::Z;

/// Above so many degrees of freedom t is the normal distribution and F does not change in the digits that matter.
const MANY: f64 = 10_000.0;

/// The quantile of Student's t at 0.975 with so many degrees of freedom, 1 at least.
pub(crate) fn student(freedom: f64) -> Option<f64> {
    if freedom > MANY {
        return Some(Z);
    }
    // P(|T| > t) = I(ν/(ν+t²); ν/2, ½).
    let x = beta(0.05, freedom / 2.0, 0.5)?;
    finite((freedom * (1.0 - x) / x).sqrt())
}

/// The quantile of the F distribution at 0.975.
pub(crate) fn fisher(above: f64, below: f64) -> Option<f64> {
    let (above, below) = (above.clamp(0.0, MANY), below.clamp(0.0, MANY));
    // The share z of F is beta distributed: F = (ν₂/ν₁) · z/(1−z). 1−z is looked for, because it is the small one.
    let rest = beta(0.025, below / 2.0, above / 2.0)?;
    finite(below * (1.0 - rest) / (above * rest))
}

/// The x with I(x; a, b) = p; `None` where a or b is not above 0.
pub(crate) fn beta(p: f64, a: f64, b: f64) -> Option<f64> {
    if !(a.is_finite() && b.is_finite()) {
        return None;
    }
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..100 {
        let middle = f64::midpoint(low, high);
        if checked_beta_reg(a, b, middle).ok()? < p {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(f64::midpoint(low, high))
}

/// The value, if it is a number that can be shown.
pub(crate) fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(value: f64, told: f64) {
        assert!((value - told).abs() < 0.0006 * told.max(1.0), "{value} is not {told}");
    }

    #[test]
    fn t_is_what_tables_say() {
        // Two-sided 5 % points, as in any table of Student's t.
        for (freedom, told) in [(1.0, 12.706), (2.0, 4.303), (4.0, 2.776), (10.0, 2.228), (30.0, 2.042), (120.0, 1.980), (9_999.0, 1.960), (1e9, 1.960)] {
            near(student(freedom).unwrap(), told);
        }
        assert_eq!(student(0.0), None);
        assert_eq!(student(f64::NAN), None);
    }

    #[test]
    fn f_is_what_tables_say() {
        // Upper 2.5 % points.
        for ((above, below), told) in [((1.0, 1.0), 647.79), ((5.0, 10.0), 4.236), ((10.0, 5.0), 6.619), ((2.0, 20.0), 4.461), ((30.0, 30.0), 2.074)] {
            near(fisher(above, below).unwrap(), told);
        }
        // With two degrees above there is a closed form: ν₂/2 · (0.025^(−2/ν₂) − 1).
        near(fisher(2.0, 7.0).unwrap(), 3.5 * (0.025f64.powf(-2.0 / 7.0) - 1.0));
        assert!(fisher(5.0, f64::INFINITY).unwrap() < fisher(5.0, 100.0).unwrap());
        assert_eq!((fisher(5.0, f64::NAN), fisher(0.0, 5.0)), (None, None));
    }

    #[test]
    fn beta_is_what_it_must_be() {
        near(beta(0.3, 1.0, 1.0).unwrap(), 0.3);
        near(beta(0.025, 2.0, 1.0).unwrap(), 0.025_f64.sqrt());
        assert_eq!(beta(0.5, -1.0, 1.0), None);
    }
}
