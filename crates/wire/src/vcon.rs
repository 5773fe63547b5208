//! vCon 0.4.0, written: redacted text dialogs, parties with roles, what was found as an analysis (`docs/formats.md`).

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use rapport_flow::Checked;
use rapport_model::{Conversation, Party};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::about::Wanted;
use crate::found::Found;
use crate::plain::{self, masked, who};

/// The forms of the analysis bodies. Fields are added, never renamed; another meaning is another number.
const FINDINGS: &str = "rapport-findings/1";
const EVALUATION: &str = "rapport-evaluation/1";

/// A conversation as a vCon. Everything comes from the conversation, nothing from the clock.
#[derive(Serialize)]
struct Vcon<'a, E> {
    vcon: &'static str,
    uuid: String,
    /// For the roles of parties (draft-ietf-vcon-cc-extension).
    extensions: [&'static str; 1],
    created_at: String,
    redacted: Redacted,
    parties: Vec<PartyOut>,
    dialog: Vec<Dialog<'a>>,
    analysis: Vec<Analysis<'a, E>>,
}

#[derive(Serialize)]
struct Redacted {
    r#type: &'static str,
}

#[derive(Serialize, Default)]
struct PartyOut {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    uuid: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    r#type: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    meta: Option<Meta>,
}

/// Where a role has no word in the extension.
#[derive(Serialize)]
struct Meta {
    role: &'static str,
}

#[derive(Serialize)]
struct Dialog<'a> {
    r#type: &'static str,
    start: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    duration: Option<f64>,
    parties: [usize; 1],
    application: &'static str,
    mediatype: &'static str,
    body: &'a str,
    encoding: &'static str,
}

#[derive(Serialize)]
struct Analysis<'a, E> {
    r#type: &'static str,
    dialog: Vec<usize>,
    mediatype: &'static str,
    vendor: &'static str,
    product: &'static str,
    schema: &'static str,
    body: Body<'a, E>,
    encoding: &'static str,
}

/// What an analysis says.
#[derive(Serialize)]
#[serde(untagged)]
enum Body<'a, E> {
    Findings(Box<Findings<'a>>),
    Evaluation(E),
}

/// What was found, and what a vCon has no place for.
#[derive(Serialize)]
struct Findings<'a> {
    conversation: About<'a>,
    turns: Vec<TurnOut>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    events: Vec<plain::PlainEvent>,
    #[serde(flatten)]
    found: Found<'a>,
}

#[derive(Serialize)]
struct About<'a> {
    id: &'a str,
    channel: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    program: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    agent: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    customer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    started_at: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    resolved: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    result_code: Option<String>,
}

#[derive(Serialize)]
struct TurnOut {
    turn: usize,
    party: &'static str,
    language: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_ms: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_ms: Option<i64>,
}

/// A redacted conversation and what was found in it, as one line of JSON without the line's end; with an evaluation by
/// a scorecard where there is one.
pub fn line<E: Serialize>(wanted: &Wanted, checked: &Checked, evaluation: Option<E>) -> Vec<u8> {
    let conversation = &checked.conversation;
    let parties = parties(conversation);
    let analysis = |schema, body| Analysis {
        r#type: "report",
        dialog: (0..conversation.turns.len()).collect(),
        mediatype: "application/json",
        vendor: "rapport",
        product: concat!("rapport ", env!("CARGO_PKG_VERSION")),
        schema,
        body,
        encoding: "json",
    };
    let found = analysis(FINDINGS, Body::Findings(Box::new(findings(wanted, checked))));
    let evaluated = evaluation.map(|evaluation| analysis(EVALUATION, Body::Evaluation(evaluation)));
    let vcon = Vcon {
        vcon: "0.4.0",
        uuid: uuid(conversation),
        extensions: ["CC"],
        created_at: moment(beginning(conversation), 0),
        redacted: Redacted { r#type: "PII" },
        dialog: dialog(conversation, &parties),
        parties: parties.iter().map(|party| party_out(party, &parties, conversation)).collect(),
        analysis: std::iter::once(found).chain(evaluated).collect(),
    };
    // Plain values in memory always have a JSON form.
    serde_json::to_vec(&vcon).unwrap_or_default()
}

/// A UUID of version 8 over the redacted words: the same conversation always has the same, and another than its source.
pub fn uuid(conversation: &Conversation) -> String {
    let mut hash = Sha256::new();
    let mut part = |text: &str| {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text);
    };
    part("rapport vcon");
    part(&conversation.id);
    part(conversation.channel.as_str());
    part(conversation.started_at.as_deref().unwrap_or_default());
    for turn in &conversation.turns {
        part(who(&turn.party));
        part(&turn.text);
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.finalize()[..16]);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// Every party in the order they first speak.
fn parties(conversation: &Conversation) -> Vec<&Party> {
    let mut parties: Vec<&Party> = Vec::new();
    for turn in &conversation.turns {
        if !parties.contains(&&turn.party) {
            parties.push(&turn.party);
        }
    }
    parties
}

fn party_out(party: &Party, all: &[&Party], conversation: &Conversation) -> PartyOut {
    let person = PartyOut { r#type: Some("person"), ..PartyOut::default() };
    let id = |id: &Option<String>| id.as_deref().map(masked);
    match party {
        Party::Agent => PartyOut { role: Some("agent"), uuid: id(&conversation.agent), ..person },
        Party::Customer => PartyOut { role: Some("customer"), uuid: id(&conversation.customer), ..person },
        Party::Supervisor => PartyOut { role: Some("supervisor"), ..person },
        Party::Bot => PartyOut { r#type: Some("bot"), ..PartyOut::default() },
        Party::System => PartyOut { role: Some("other"), meta: Some(Meta { role: "system" }), ..PartyOut::default() },
        Party::Speaker(_) => {
            let number = all.iter().filter(|party| matches!(party, Party::Speaker(_))).position(|other| *other == party).unwrap_or(0) + 1;
            PartyOut { name: Some(format!("speaker {number}")), ..PartyOut::default() }
        }
    }
}

/// One text dialog a turn, in the order of the turns: a start is never before the one above.
fn dialog<'a>(conversation: &'a Conversation, parties: &[&Party]) -> Vec<Dialog<'a>> {
    let base = beginning(conversation);
    let mut latest = 0;
    let one = |turn: &'a rapport_model::Turn| {
        latest = turn.start_ms.unwrap_or(latest).max(latest);
        let lasts = turn.start_ms.zip(turn.end_ms).map(|(start, end)| end.saturating_sub(start)).filter(|ms| *ms >= 0);
        Dialog {
            r#type: "text",
            start: moment(base, latest),
            duration: lasts.map(|ms| ms as f64 / 1000.0),
            parties: [parties.iter().position(|party| **party == turn.party).unwrap_or(0)],
            application: conversation.channel.as_str(),
            mediatype: "text/plain",
            body: &turn.text,
            encoding: "none",
        }
    };
    conversation.turns.iter().map(one).collect()
}

fn findings<'a>(wanted: &Wanted<'a>, checked: &'a Checked) -> Findings<'a> {
    let Checked { conversation, detection } = checked;
    let text = |text: &Option<String>| text.as_deref().map(masked);
    Findings {
        conversation: About {
            id: &conversation.id,
            channel: conversation.channel.as_str(),
            language: text(&conversation.language),
            program: text(&conversation.program),
            agent: text(&conversation.agent),
            customer: text(&conversation.customer),
            started_at: conversation.started_at.as_deref(),
            resolved: conversation.outcome.resolved,
            result_code: text(&conversation.outcome.result_code),
        },
        turns: conversation
            .turns
            .iter()
            .zip(&detection.languages)
            .enumerate()
            .map(|(at, (turn, language))| TurnOut { turn: at, party: who(&turn.party), language: language.as_str(), start_ms: turn.start_ms, end_ms: turn.end_ms })
            .collect(),
        events: plain::events(conversation),
        found: Found::of(wanted, detection),
    }
}

/// When the conversation began; the schema wants a date, and 1970 stands for one that nobody knows.
fn beginning(conversation: &Conversation) -> Timestamp {
    let Some(text) = conversation.started_at.as_deref() else { return Timestamp::UNIX_EPOCH };
    let local = || text.parse::<DateTime>().ok()?.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp());
    text.parse::<Timestamp>().ok().or_else(local).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// RFC 3339 with milliseconds where there are any; the beginning where the sum is no date.
fn moment(base: Timestamp, ms: i64) -> String {
    base.checked_add(SignedDuration::from_millis(ms)).unwrap_or(base).to_string()
}

#[cfg(test)]
mod tests {
    use rapport_model::{Channel, Turn};

    use super::*;

    #[test]
    fn a_uuid_of_version_8_belongs_to_the_words() {
        let mut conversation = Conversation::new("c1", "a.json", Channel::Chat);
        conversation.turns.push(Turn::new(Party::Agent, "hello"));
        let first = uuid(&conversation);
        assert_eq!((first.len(), &first[14..15]), (36, "8"));
        assert!(["8", "9", "a", "b"].contains(&&first[19..20]), "{first}");
        conversation.source = "elsewhere.json".into();
        assert_eq!(uuid(&conversation), first);
        conversation.turns[0].text.push('!');
        assert_ne!(uuid(&conversation), first);
    }

    #[test]
    fn moments_count_from_the_beginning() {
        let mut conversation = Conversation::new("c1", "a.json", Channel::Chat);
        assert_eq!(moment(beginning(&conversation), 0), "1970-01-01T00:00:00Z");
        for (text, expected) in [("2026-03-02T09:14:00+01:00", "2026-03-02T08:14:01.5Z"), ("2026-03-02 09:14", "2026-03-02T09:14:01.5Z"), ("yesterday", "1970-01-01T00:00:01.5Z")] {
            conversation.started_at = Some(text.into());
            assert_eq!(moment(beginning(&conversation), 1500), expected);
        }
        assert_eq!(moment(Timestamp::MAX, i64::MAX), Timestamp::MAX.to_string());
    }
}
