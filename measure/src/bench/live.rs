//! Latency of live reading: every turn of every conversation pushed into a session.

use std::time::Instant;

use rapport_engine::Session;
use rapport_flow::Engine;

use super::clock::processor_seconds;
use super::input::Input;

/// A table row: processor microseconds of one push, and of a push late in a long conversation; of wall time,
/// which other work on the machine lengthens, the 99th percentile.
pub fn live(engine: &Engine, input: &Input) -> String {
    let mut all = Vec::new();
    let (mut late, mut wall) = (Vec::new(), Vec::new());
    for conversation in &input.conversations[..input.distinct] {
        let mut session = Session::new(engine.library.clone(), engine.program.clone(), conversation.channel);
        for (at, turn) in conversation.turns.iter().enumerate() {
            let before = Instant::now();
            let took = 1e6
                * processor_seconds(|| {
                    std::hint::black_box(session.push(turn));
                });
            wall.push(before.elapsed().as_secs_f64() * 1e6);
            all.push(took);
            if at >= 50 {
                late.push(took);
            }
        }
    }
    let late_row = if late.is_empty() { "–".to_owned() } else { format!("{:.0} / {:.0} (n = {})", rank(&mut late, 0.5), rank(&mut late, 0.99), late.len()) };
    format!(
        "| {} | {} | {:.0} | {:.0} | {:.0} | {:.0} | {:.0} | {late_row} |\n",
        input.language,
        all.len(),
        rank(&mut all, 0.5),
        rank(&mut all, 0.9),
        rank(&mut all, 0.99),
        rank(&mut all, 1.0),
        rank(&mut wall, 0.99)
    )
}

/// The value below which a share of the list lies.
fn rank(list: &mut [f64], share: f64) -> f64 {
    list.sort_by(f64::total_cmp);
    list.get(((list.len() as f64 * share).ceil() as usize).clamp(1, list.len().max(1)) - 1).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_of_a_hundred() {
        let mut list: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        assert_eq!((rank(&mut list, 0.5), rank(&mut list, 0.99), rank(&mut list, 1.0)), (50.0, 99.0, 100.0));
        assert_eq!(rank(&mut [], 0.5), 0.0);
    }
}
