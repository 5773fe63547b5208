//! Statistics of a quality desk: agreement of raters, rates and means with intervals, samples and what they tell of the whole. Pure arithmetic;
//! chance comes from a seed that the caller gives and keeps.

mod agreement;
mod alpha;
mod bias;
mod compare;
mod estimate;
mod icc;
mod interval;
mod kappa;
mod mean;
mod quantile;
mod rate;
mod sample;
mod seed;
mod shrink;
mod spread;

pub use agreement::{GATE, Reliance, agreement, agreement_within, informative, passes_gate};
pub use alpha::{Metric, alpha, alpha_interval};
pub use bias::{Bias, bias};
pub use compare::{Place, order, place};
pub use estimate::{Needed, Review, TeamMean, margin, rogan_gladen, sample_size, team_mean};
pub use icc::{Icc, IccBand, icc};
pub use interval::{Estimate, Interval};
pub use kappa::{KappaBand, ac1, fleiss, kappa, pabak, weighted_kappa};
pub use mean::{Mean, Sums, mean};
pub use rate::wilson;
pub use sample::{Drawn, draw};
pub use seed::Seed;
pub use shrink::{Origin, Prior, Shrunk, prior};
