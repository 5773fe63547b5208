//! Timing facts, for turns that carry times: overlap, silence, pauses, rate. Never a feeling.

use std::sync::Arc;

use rapport_model::{EventKind, Polarity};

use super::{Args, Evidence};
use crate::detect::{Hit, Scene, intensity};
use crate::rules::Side;

fn with(name: &str, value: i64) -> Vec<(Arc<str>, String)> {
    vec![(Arc::from(name), value.to_string())]
}

/// The agent began 300 ms or more before the customer ended, said more than a token of four words (six
/// characters), and the customer stopped within a second or the two overlapped for a second.
pub(crate) fn interrupts(scene: &Scene, turn: usize, _: Option<&Hit>, _: &Args) -> Option<Evidence> {
    if !scene.channel.is_spoken() || turn == 0 {
        return None;
    }
    let read = &scene.turns[turn];
    let before = scene.turns[..turn].iter().rev().find(|other| other.side != Side::Both)?;
    if before.side != Side::Customer || read.reading.words + read.reading.han * 2 / 3 <= 4 {
        return None;
    }
    let (start, end, said_until) = (read.start_ms?, read.end_ms.unwrap_or(i64::MAX), before.end_ms?);
    let overlap = said_until.min(end) - start;
    let cut = said_until - start <= 1000 || overlap >= 1000;
    (overlap >= 300 && cut).then(|| Evidence { span: Some(read.whole()), slots: with("overlap_ms", overlap), ..Evidence::default() })
}

/// More than 10 s between two turns on the telephone, 120 s of waiting for the agent in chat, not on hold
/// and not announced in the agent's turn before.
pub(crate) fn dead_air(scene: &Scene, turn: usize, _: Option<&Hit>, _: &Args) -> Option<Evidence> {
    let read = &scene.turns[turn];
    let before = turn.checked_sub(1).map(|at| &scene.turns[at])?;
    // Without the end of the turn before, a gap between two starts is not silence.
    let (from, to) = (before.end_ms?, read.start_ms?);
    let limit = match scene.channel {
        rapport_model::Channel::Voice | rapport_model::Channel::Video => 10_000,
        rapport_model::Channel::Chat if before.side == Side::Customer && read.side == Side::Agent => 120_000,
        _ => return None,
    };
    let held = scene.events.iter().any(|event| event.kind == EventKind::Hold && event.start_ms.is_some_and(|start| start < to) && event.end_ms.unwrap_or(i64::MAX) > from);
    let last_agent = scene.turns[..turn].iter().rposition(|other| other.side == Side::Agent);
    let announced = last_agent.is_some_and(|at| scene.library.plan.known.waiting.iter().any(|&rule| scene.found_at(rule, at).is_some()));
    let gap = to - from;
    (gap > limit && !held && !announced).then(|| Evidence { span: Some(read.whole()), slots: with("silence_ms", gap), polarity: Some(Polarity::Negative), ..Evidence::default() })
}

/// A pause of 0.7–3 s after an emotional customer turn is good; speaking over it or 8 s of silence is not.
pub(crate) fn pause_after_emotion(scene: &Scene, turn: usize, _: Option<&Hit>, _: &Args) -> Option<Evidence> {
    if !scene.channel.is_spoken() {
        return None;
    }
    let read = &scene.turns[turn];
    let (at, before) = scene.prev(turn).next_back()?;
    if intensity(scene, at) < 2 || at + 1 != turn {
        return None;
    }
    let gap = read.start_ms? - before.end_ms?;
    let polarity = match gap {
        700..=3000 => Polarity::Positive,
        ..=-300 | 8000.. => Polarity::Negative,
        _ => return None,
    };
    Some(Evidence { span: Some(read.whole()), polarity: Some(polarity), slots: with("pause_ms", gap), ..Evidence::default() })
}

/// Words (characters) a minute of one turn of 15 words (25 characters) or more.
fn rate(read: &crate::detect::TurnRead) -> Option<f64> {
    let ms = read.end_ms? - read.start_ms?;
    (ms > 2000 && read.reading.words + read.reading.han * 3 / 5 >= 15).then(|| f64::from(read.reading.length()) * 60_000.0 / ms as f64)
}

/// The agent speaks at 200 words (300 characters) a minute or more, 1.35 times as fast as the customer, after
/// the customer showed confusion; a fact for coaching, never scored by itself.
pub(crate) fn speech_rate(scene: &Scene, turn: usize, _: Option<&Hit>, _: &Args) -> Option<Evidence> {
    let read = &scene.turns[turn];
    let own = rate(read)?;
    if scene.found(scene.library.plan.known.confusion).first().is_none_or(|draft| draft.turn as usize > turn) {
        return None;
    }
    let theirs: Vec<f64> = scene.turns[..turn].iter().filter(|other| other.side == Side::Customer).filter_map(rate).collect();
    if theirs.is_empty() {
        return None;
    }
    let mean = theirs.iter().sum::<f64>() / theirs.len() as f64;
    let fast = own >= if read.reading.han > read.reading.words { 300.0 } else { 200.0 };
    (fast && own / mean >= 1.35).then(|| Evidence {
        span: Some(read.whole()),
        polarity: Some(Polarity::Negative),
        slots: with("per_minute", own.round() as i64),
        ..Evidence::default()
    })
}

/// The agent's share of what was said, in hundredths, on the last turn; described, never judged. Needs 20
/// turns' worth of talk: 150 words or 250 characters in all.
pub(crate) fn talk_balance(scene: &Scene, turn: usize, _: Option<&Hit>, _: &Args) -> Option<Evidence> {
    let talk = scene.channel.is_spoken() || scene.channel == rapport_model::Channel::Chat;
    if turn + 1 != scene.turns.len() || !talk {
        return None;
    }
    let [agent, customer] = scene.tally.length;
    let all = agent + customer;
    (all >= 150).then(|| Evidence {
        span: Some(scene.turns[turn].whole()),
        polarity: Some(Polarity::Neutral),
        slots: with("agent_percent", i64::from(agent * 100 / all)),
        ..Evidence::default()
    })
}

/// This is the agent's last turn before a hold, or before a silence that the telephone would notice.
pub(crate) fn held(scene: &Scene, turn: usize, _: Option<&Hit>, _: &Args) -> Option<Evidence> {
    let read = &scene.turns[turn];
    let (from, next) = (read.start_ms?, scene.turns.get(turn + 1).and_then(|next| next.start_ms).unwrap_or(i64::MAX));
    let held = scene.events.iter().any(|event| event.kind == EventKind::Hold && event.start_ms.is_some_and(|start| start >= from && start < next));
    held.then(Evidence::default)
}
