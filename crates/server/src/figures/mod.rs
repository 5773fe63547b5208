//! Figures: rates, means and shares with their intervals and the conversations behind them. Rows of people come in the order of their names, never of
//! their results; a rank is shared by all whom the intervals cannot tell apart.

mod ask;
mod frame;
mod link;
mod period;
mod rate;

pub mod behaviours;
pub mod episodes;
pub mod exposure;
pub mod scores;
pub mod skills;
pub mod team_score;

#[cfg(test)]
mod example;
