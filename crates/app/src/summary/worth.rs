//! Which conversations are most worth a person's time, and why, each reason with the words it rests on.

use std::sync::Arc;

use rapport_engine::Library;
use rapport_flow::Checked;
use rapport_model::{Finding, Polarity};

/// How many conversations are kept.
pub const MOST: usize = 10;
/// How many reasons of each are kept.
const REASONS: usize = 4;

/// A conversation to read.
#[derive(Clone, Debug, PartialEq)]
pub struct Worth {
    /// Its place in the input, from 1.
    pub number: u64,
    pub id: String,
    pub source: String,
    pub channel: &'static str,
    pub turns: u32,
    /// Sum over its reasons; orders the list and means nothing else.
    pub points: u32,
    /// The weightiest first.
    pub reasons: Vec<Reason>,
}

/// Why.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    pub why: Why,
    pub points: u32,
    /// The turn the quote is from.
    pub turn: u32,
    /// Exactly what was said there.
    pub quote: String,
}

/// What makes a conversation worth reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The customer shows a vulnerability.
    Vulnerable,
    /// The customer names a regulator, a court, the press.
    Threat,
    /// Abuse of level 3 or more reached the agent, who may want help.
    Abuse,
    /// The customer was upset and nobody acknowledged it.
    Unacknowledged { intensity: u8 },
    /// The customer was upset and did not calm.
    NotCalm { intensity: u8 },
    /// The customer wants to leave, and nothing was offered.
    Leaving,
    /// The customer asked for somebody else, and nobody answered it.
    Escalation,
    /// A core behaviour against.
    Against(Arc<str>),
    /// A core behaviour was called for and missed so many times.
    Missed(Arc<str>, u32),
}

impl Why {
    /// The word used in every interface.
    pub fn as_str(&self) -> &'static str {
        match self {
            Why::Vulnerable => "vulnerable_customer",
            Why::Threat => "external_threat",
            Why::Abuse => "abuse_reached_agent",
            Why::Unacknowledged { .. } => "upset_not_acknowledged",
            Why::NotCalm { .. } => "upset_not_calm",
            Why::Leaving => "leaving_not_answered",
            Why::Escalation => "escalation_not_answered",
            Why::Against(_) => "against",
            Why::Missed(..) => "missed",
        }
    }
}

/// The reasons to read a conversation; `None` where there are none.
pub fn of(library: &Library, checked: &Checked) -> Option<Worth> {
    let (conversation, detection) = (&checked.conversation, &checked.detection);
    let mut reasons: Vec<Reason> = Vec::new();
    let said = |why, points, finding: &Finding| Reason { why, points, turn: finding.turn, quote: finding.quote.clone() };
    let strongest = |id: &str| detection.findings.iter().filter(|finding| &*finding.behaviour == id).max_by_key(|finding| (finding.level, std::cmp::Reverse(finding.turn)));
    reasons.extend(strongest("cust_vulnerability").map(|finding| said(Why::Vulnerable, 6, finding)));
    reasons.extend(strongest("cust_external_threat").map(|finding| said(Why::Threat, 3 + u32::from(finding.level.unwrap_or(1)), finding)));
    reasons.extend(strongest("cust_hostility").filter(|finding| finding.level.unwrap_or(1) >= 3).map(|finding| said(Why::Abuse, 5, finding)));
    for episode in &detection.episodes {
        let strength = u32::from(episode.intensity);
        if episode.acknowledged.is_none() {
            reasons.extend(quoted(checked, episode.onset, UPSET).map(|(turn, quote)| Reason {
                why: Why::Unacknowledged { intensity: episode.intensity },
                points: 2 + strength,
                turn,
                quote,
            }));
        }
        if episode.recovered.is_none() {
            reasons.extend(quoted(checked, episode.peak, UPSET).map(|(turn, quote)| Reason { why: Why::NotCalm { intensity: episode.intensity }, points: strength, turn, quote }));
        }
    }
    let core = |id: &str| library.behaviour(id).is_none_or(|rule| rule.tier.value == "core");
    let mut missed: Vec<(Arc<str>, u32, u32)> = Vec::new();
    for opportunity in detection.opportunities.iter().filter(|opportunity| !opportunity.taken) {
        match &*opportunity.behaviour {
            "retention_effort" => {
                reasons.extend(quoted(checked, opportunity.turn, &["cust_churn_intent"]).map(|(turn, quote)| Reason { why: Why::Leaving, points: 4, turn, quote }))
            }
            "escalation_offered" => {
                reasons.extend(quoted(checked, opportunity.turn, &["cust_escalation_request"]).map(|(turn, quote)| Reason { why: Why::Escalation, points: 4, turn, quote }))
            }
            id if core(id) => match missed.iter_mut().find(|(known, ..)| *known == opportunity.behaviour) {
                Some((_, count, _)) => *count += 1,
                None => missed.push((Arc::clone(&opportunity.behaviour), 1, opportunity.turn)),
            },
            _ => {}
        }
    }
    for finding in detection.findings.iter().filter(|finding| finding.polarity == Polarity::Negative && !finding.hint && core(&finding.behaviour)) {
        let points = match &*finding.behaviour {
            "agent_incivility" => 6,
            "invalidation" | "claim_accuracy" => 4,
            _ => 2,
        };
        reasons.push(said(Why::Against(Arc::clone(&finding.behaviour)), points, finding));
    }
    for (behaviour, count, turn) in missed {
        reasons.extend(quoted(checked, turn, UPSET).map(|(turn, quote)| Reason { why: Why::Missed(behaviour, count), points: count.min(3), turn, quote }));
    }
    // One reason of a kind: the first, which counts.
    let mut seen: Vec<Why> = Vec::new();
    reasons.retain(|reason| {
        let new = !seen.iter().any(|why| std::mem::discriminant(why) == std::mem::discriminant(&reason.why) && behaviour(why) == behaviour(&reason.why));
        seen.push(reason.why.clone());
        new
    });
    reasons.sort_by_key(|reason| std::cmp::Reverse(reason.points));
    let points = reasons.iter().map(|reason| reason.points).sum();
    reasons.truncate(REASONS);
    (points > 0).then(|| Worth {
        number: 0,
        id: conversation.id.clone(),
        source: conversation.source.clone(),
        channel: conversation.channel.as_str(),
        turns: u32::try_from(conversation.turns.len()).unwrap_or(u32::MAX),
        points,
        reasons,
    })
}

/// The behaviour a reason names.
pub fn behaviour(why: &Why) -> Option<&str> {
    match why {
        Why::Against(id) | Why::Missed(id, _) => Some(id),
        _ => None,
    }
}

/// Puts a conversation where it belongs among the most worthy; earlier ones go first where points are equal.
pub fn keep(all: &mut Vec<Worth>, one: Worth) {
    let at = all.partition_point(|other| other.points >= one.points);
    if at < MOST {
        all.insert(at, one);
        all.truncate(MOST);
    }
}

/// What shows that a customer is upset.
const UPSET: &[&str] = &["cust_hostility", "cust_negative_emotion"];

/// The words of a turn that say most: one of these signs, else whatever was found there, else its beginning.
fn quoted(checked: &Checked, turn: u32, signs: &[&str]) -> Option<(u32, String)> {
    let own = || checked.detection.findings.iter().filter(|finding| finding.turn == turn);
    let sign = own().filter(|finding| signs.contains(&&*finding.behaviour)).max_by_key(|finding| (finding.level, std::cmp::Reverse(finding.span.start)));
    if let Some(finding) = sign.or_else(|| own().next()) {
        return Some((turn, finding.quote.clone()));
    }
    let text = &checked.conversation.turns.get(turn as usize)?.text;
    Some((turn, text.chars().take(80).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_worthy_are_kept_and_earlier_ones_go_first() {
        let mut all = Vec::new();
        for number in 1..=30 {
            let points = if number % 7 == 0 { 9 } else { 3 };
            keep(&mut all, Worth { number, id: String::new(), source: String::new(), channel: "chat", turns: 1, points, reasons: Vec::new() });
        }
        let numbers: Vec<u64> = all.iter().map(|worth| worth.number).collect();
        assert_eq!(numbers, [7, 14, 21, 28, 1, 2, 3, 4, 5, 6]);
    }
}
