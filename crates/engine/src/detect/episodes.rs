//! De-escalation episodes: from a customer's negative emotion or hostility to calm, transfer or the end (docs/decisions/0006).

use rapport_model::{Episode, EventKind};

use super::scene::Scene;
use crate::rules::{RuleId, Side};

/// How strongly a customer turn speaks: the intensity of emotion or hostility, 0 when neither.
pub(crate) fn intensity(scene: &Scene, turn: usize) -> u8 {
    let level = |rule| scene.found_at(Some(rule), turn).map_or(0, |draft| draft.level.unwrap_or(1));
    scene.library.emotion.into_iter().flatten().map(level).max().unwrap_or(0)
}

/// All episodes, in order. One begins at emotion of 2 or more, or any hostility.
pub(crate) fn find(scene: &Scene) -> Vec<Episode> {
    let known = &scene.library.plan.known;
    let first = [known.emotion, known.hostility].into_iter().filter_map(|rule| scene.found(rule).first()).map(|draft| draft.turn as usize).min();
    let Some(first) = first else { return Vec::new() };
    let mut all = Vec::new();
    let mut open: Option<Episode> = None;
    for (at, turn) in scene.turns.iter().enumerate().skip(first) {
        let here = at as u32;
        if turn.side == Side::Customer {
            let strength = intensity(scene, at);
            let hostile = scene.found_at(known.hostility, at).is_some();
            match &mut open {
                None if strength >= 2 || hostile => {
                    open = Some(Episode {
                        onset: here,
                        peak: here,
                        intensity: strength,
                        end: here,
                        acknowledged: None,
                        solving: None,
                        recovered: None,
                        turns_to_calm: None,
                        ms_to_acknowledgement: None,
                        ms_to_calm: None,
                    });
                }
                None => {}
                Some(episode) => {
                    if strength > episode.intensity {
                        (episode.intensity, episode.peak) = (strength, here);
                    }
                    episode.end = here;
                    if scene.found_at(known.recovery, at).is_some() {
                        let onset = episode.onset as usize;
                        episode.recovered = Some(here);
                        episode.turns_to_calm = Some(scene.shape.customers_to[at] - scene.shape.customers_to[onset]);
                        episode.ms_to_calm = elapsed(scene, onset, at);
                        all.extend(open.take());
                    }
                }
            }
        } else if let Some(episode) = &mut open
            && turn.side == Side::Agent
        {
            let shows = |rules: &[Option<RuleId>]| rules.iter().any(|&rule| scene.found_at(rule, at).is_some());
            if episode.acknowledged.is_none() && shows(&known.acknowledges) {
                episode.acknowledged = Some(here);
                episode.ms_to_acknowledgement = elapsed(scene, episode.onset as usize, at);
            }
            if episode.solving.is_none() && shows(&known.solves) {
                episode.solving = Some(here);
            }
            episode.end = here;
            let transferred = scene
                .events
                .iter()
                .any(|event| event.kind == EventKind::Transfer && matches!((event.start_ms, turn.end_ms.or(turn.start_ms)), (Some(event), Some(turn)) if event <= turn));
            if transferred {
                all.extend(open.take());
            }
        }
    }
    all.extend(open);
    all
}

/// Milliseconds from the end of one turn to the beginning of another.
fn elapsed(scene: &Scene, from: usize, to: usize) -> Option<i64> {
    let start = scene.turns[from].end_ms.or(scene.turns[from].start_ms)?;
    Some((scene.turns[to].start_ms? - start).max(0))
}
