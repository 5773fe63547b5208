//! Plain text transcripts: lines that begin with a speaker's label, with or without times.

use std::borrow::Cow;
use std::collections::HashMap;

use rapport_model::{Channel, Conversation, Party, Turn};

use crate::fault::Fault;
use crate::labels::{self, Line, Trust};
use crate::plain::{id_or_derived, is_offset};
use crate::records::Record;
use crate::times::{Moment, Timeline};

const HELP: &str = "begin each turn with a label, such as `Agent: …` and `Customer: …` or `客服：…` and `客户：…`";

/// The labelled turns of a text.
pub(crate) struct Labelled {
    pub(crate) turns: Vec<Turn>,
    /// Times count from the start of a recording.
    pub(crate) offsets: bool,
    /// Lines before the first label.
    pub(crate) skipped: usize,
}

/// Reads one transcript.
pub(crate) fn conversation(text: &str, record: &Record) -> Result<Conversation, Fault> {
    // Lines that end in a carriage return alone, as old machines wrote them.
    let returns = text.contains('\r') && !text.contains('\n');
    let text = if returns { Cow::Owned(text.replace('\r', "\n")) } else { Cow::Borrowed(text) };
    let text = text.as_ref();
    let mut conversation = Conversation::new("", record.source.as_str(), Channel::Chat);
    let mut id = None;
    let mut channel = None;
    let mut body = text.trim_start_matches('\u{feff}');
    while let Some(line) = body.split_inclusive('\n').next() {
        if !labels::is_header(line) {
            break;
        }
        body = &body[line.len()..];
        if let Some(title) = line.trim().strip_prefix('#') {
            let title = title.trim_start_matches('#').trim();
            if id.is_none() && !title.is_empty() && !title.contains(char::is_whitespace) {
                id = Some(title.to_owned());
            } else if !title.is_empty() {
                conversation.extra.insert("title".to_owned(), serde_json::Value::from(title).to_string());
            }
            continue;
        }
        let Some((key, value)) = labels::header(line).filter(|(_, value)| !value.is_empty()) else { continue };
        let value = value.to_owned();
        match key {
            "id" => id = Some(value),
            "channel" => channel = Channel::parse(&value),
            "lang" | "language" => conversation.language = Some(value),
            "program" => conversation.program = Some(value),
            "agent_id" => conversation.agent = Some(value),
            "customer_id" => conversation.customer = Some(value),
            "started_at" => conversation.started_at = Some(value),
            "result_code" => conversation.outcome.result_code = Some(value),
            "resolved" => conversation.outcome.resolved = value.parse().ok(),
            _ => {
                conversation.extra.insert(key.to_owned(), serde_json::Value::from(value).to_string());
            }
        }
    }
    let labelled = labelled(body).ok_or_else(|| Fault::new("no_speakers", "the text has no speaker labels that recur, so it cannot be told who speaks", HELP))?;
    if labelled.skipped > 0 {
        let message = format!("{} lines before the first speaker label were left out", labelled.skipped);
        conversation.problems.push(Fault::new("skipped_lines", message, HELP).remark());
    }
    conversation.id = id_or_derived(id, record);
    conversation.channel = channel.unwrap_or(if labelled.offsets { Channel::Voice } else { Channel::Chat });
    conversation.turns = labelled.turns;
    Ok(conversation)
}

/// The turns of a text whose lines carry speaker labels; `None` where they do not.
pub(crate) fn labelled(text: &str) -> Option<Labelled> {
    let lines: Vec<&str> = text.lines().collect();
    let split: Vec<Line> = lines.iter().map(|line| labels::split(line)).collect();
    let speakers = Speakers::of(&split)?;
    let is_turn = |at: usize| split.get(at).is_some_and(|line| speakers.accept(line));
    let is_bare_time = |at: usize| split[at].time.is_some() && !split[at].bracketed && split[at].label.is_none() && split[at].text.is_empty();
    // Times on a line of their own count as such only where that is the habit; "12:30" may be an answer.
    let above = (0..split.len()).filter(|at| is_bare_time(*at) && is_turn(at + 1)).count();
    let times_above = above * 2 >= (0..split.len()).filter(|at| is_turn(*at)).count();

    let mut found = Labelled { turns: Vec::new(), offsets: false, skipped: 0 };
    let mut timeline = Timeline::default();
    let mut pending = None;
    for (at, line) in split.iter().enumerate() {
        let whole = lines[at].trim();
        if whole.is_empty() {
            continue;
        }
        if speakers.accept(line) {
            if let Some(label) = &line.label {
                let time = line.time.or(pending.take());
                let mut turn = Turn::new(label.party.clone(), line.text);
                turn.start_ms = time.and_then(|time| timeline.place(Moment::Clock(time)));
                turn.name.clone_from(&label.name);
                found.turns.push(turn);
            }
            continue;
        }
        let only_time = line.time.is_some() && line.label.is_none() && line.text.is_empty();
        if only_time && (line.bracketed || (times_above && is_turn(at + 1))) {
            pending = line.time;
            continue;
        }
        let Some(last) = found.turns.last_mut() else {
            found.skipped += 1;
            continue;
        };
        if line.bracketed && speakers.timed {
            // A time without a label: the same party goes on.
            let mut turn = Turn::new(last.party.clone(), after_time(whole));
            turn.start_ms = line.time.and_then(|time| timeline.place(Moment::Clock(time)));
            turn.name.clone_from(&last.name);
            found.turns.push(turn);
            continue;
        }
        if !last.text.is_empty() {
            last.text.push('\n');
        }
        last.text.push_str(whole);
    }
    found.offsets = is_offset(timeline.first());
    (!found.turns.is_empty()).then_some(found)
}

/// Which labels of a text are speakers.
pub(crate) struct Speakers {
    accepted: HashMap<String, bool>,
    /// Most labelled lines carry a time.
    timed: bool,
}

impl Speakers {
    /// Decides by all lines; `None` where no label is one.
    pub(crate) fn of(lines: &[Line]) -> Option<Speakers> {
        let mut seen: HashMap<String, (usize, usize, Trust, Party)> = HashMap::new();
        let mut filled = 0_usize;
        for line in lines {
            filled += usize::from(!line.text.is_empty() || line.label.is_some());
            if let Some(label) = &line.label {
                let entry = seen.entry(label.word.to_lowercase()).or_insert((0, 0, label.trust, label.party.clone()));
                entry.0 += 1;
                entry.1 += usize::from(line.time.is_some());
            }
        }
        let labelled: usize = seen.values().map(|entry| entry.0).sum();
        let sure = || seen.values().filter(|entry| entry.2 == Trust::Sure);
        let has = |party: Party| sure().any(|entry| entry.3 == party);
        let both = has(Party::Agent) && has(Party::Customer);
        // Short ones, where nothing recurs: every line has a label, or every label has a time.
        let all_timed = seen.values().all(|entry| entry.0 == entry.1);
        let every_line = (labelled == filled || all_timed) && seen.len() >= 2;
        let (times, turns) = sure().fold((0, 0), |sum, entry| (sum.0 + entry.1, sum.1 + entry.0));
        // Where the sure labels carry times, an unsure one without a time is part of what is said.
        let need_time = turns > 0 && times * 2 > turns;
        let accepted: HashMap<String, bool> = seen
            .iter()
            .map(|(word, (count, timed, trust, _))| {
                let fits = !need_time || timed * 2 >= *count;
                let enough = if both { *count >= 3 } else { *count >= 2 || every_line };
                (word.clone(), *trust == Trust::Sure || (fits && enough))
            })
            .collect();
        let speakers = accepted.values().filter(|accepted| **accepted).count();
        let known = seen.iter().any(|(word, entry)| accepted[word] && entry.2 > Trust::Name);
        let total_times: usize = seen.iter().filter(|(word, _)| accepted[*word]).map(|(_, entry)| entry.1).sum();
        let total: usize = seen.iter().filter(|(word, _)| accepted[*word]).map(|(_, entry)| entry.0).sum();
        (known || speakers >= 2).then_some(Speakers { accepted, timed: total_times * 2 > total })
    }

    /// Whether a line begins with a speaker.
    pub(crate) fn accept(&self, line: &Line) -> bool {
        line.label.as_ref().is_some_and(|label| self.accepted.get(&label.word.to_lowercase()).copied().unwrap_or(false))
    }
}

fn after_time(line: &str) -> &str {
    line.split_once([']', ')', '）', '】']).map_or(line, |(_, rest)| rest.trim_start())
}
