//! Skills: opportunities taken of opportunities there were, with a Wilson interval at 95 % (Wilson 1927).

use rapport_model::{Polarity, Skill};

use super::scene::Scene;
use super::settle::Ledger;
use crate::rules::{RuleId, SKILLS};

/// One entry per skill that had an opportunity or a finding against it.
pub(crate) fn count(scene: &Scene, ledger: &Ledger) -> Vec<Skill> {
    let mut taken = [0u32; SKILLS.len()];
    let mut all = [0u32; SKILLS.len()];
    let mut against = [0u32; SKILLS.len()];
    let skill = |rule: RuleId| scene.library.plan.rules[rule as usize].skill.map(usize::from);
    for &rule in &scene.library.plan.calling {
        let (Some(at), made) = (skill(rule), &ledger.made[rule as usize]) else { continue };
        all[at] += made.len() as u32;
        taken[at] += made.iter().filter(|made| made.taken()).count() as u32;
    }
    for &(_, _, rule, draft) in &ledger.order {
        if let Some(at) = skill(rule) {
            let draft = &scene.found.of(rule)[draft as usize];
            // A hint is held against nobody.
            against[at] += u32::from(draft.polarity == Polarity::Negative && !draft.hint);
        }
    }
    (0..SKILLS.len())
        .filter(|&at| all[at] + against[at] > 0)
        .map(|at| Skill { skill: SKILLS[at], taken: taken[at], opportunities: all[at], against: against[at], interval: wilson(taken[at], all[at]) })
        .collect()
}

/// Wilson score interval at 95 % in thousandths; all of 0–1000 when there were no opportunities.
/// centre = (p + z²/2n) / (1 + z²/n), half = z·√(p(1−p)/n + z²/4n²) / (1 + z²/n).
pub(crate) fn wilson(taken: u32, n: u32) -> (u16, u16) {
    if n == 0 {
        return (0, 1000);
    }
    wilson_at(f64::from(taken) / f64::from(n), f64::from(n))
}

/// The same for a rate over so many opportunities, which need not be whole where they are alike.
pub(crate) fn wilson_at(p: f64, n: f64) -> (u16, u16) {
    const Z: f64 = 1.959_963_984_540_054;
    let scale = 1.0 + Z * Z / n;
    let centre = (p + Z * Z / (2.0 * n)) / scale;
    let half = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt() / scale;
    let thousandths = |value: f64| (value * 1000.0).round().clamp(0.0, 1000.0) as u16;
    (thousandths(centre - half), thousandths(centre + half))
}

#[cfg(test)]
mod tests {
    use super::wilson;

    #[test]
    fn wilson_agrees_with_known_values() {
        // 3 of 4: 0.3006–0.9544; 0 of 10: 0–0.2775; 10 of 10: 0.7225–1 (Newcombe 1998, table I style).
        assert_eq!(wilson(3, 4), (301, 954));
        assert_eq!(wilson(0, 10), (0, 278));
        assert_eq!(wilson(10, 10), (722, 1000));
        assert_eq!(wilson(0, 0), (0, 1000));
    }
}
