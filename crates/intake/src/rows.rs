//! Rows of one conversation, from a table or a list of short messages, made a conversation.

use std::borrow::Cow;

use rapport_model::{Channel, Conversation, Party, Turn};
use serde::{Deserialize, Serialize};

use crate::dates;
use crate::encoding;
use crate::fault::Fault;
use crate::groups::{self, Head};
use crate::labels;
use crate::party::{self, Speakers};
use crate::plain::{id_or_derived, is_offset};
use crate::records::Record;
use crate::sniff::Format;
use crate::times::{self, Moment, Timeline};

/// One message as its source writes it.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Row<'a> {
    /// Line in the source, from 1.
    pub(crate) line: u64,
    pub(crate) id: Option<Cow<'a, str>>,
    pub(crate) who: Option<Cow<'a, str>>,
    pub(crate) name: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub(crate) text: Cow<'a, str>,
    pub(crate) time: Option<Cow<'a, str>>,
    /// Where the day stands in a column of its own.
    pub(crate) date: Option<Cow<'a, str>>,
    pub(crate) end: Option<Cow<'a, str>>,
    /// Times that are numbers are milliseconds, not seconds.
    pub(crate) millis: bool,
    pub(crate) channel: Option<Cow<'a, str>>,
    pub(crate) language: Option<Cow<'a, str>>,
    pub(crate) program: Option<Cow<'a, str>>,
    pub(crate) agent: Option<Cow<'a, str>>,
    pub(crate) customer: Option<Cow<'a, str>>,
    /// Telephone numbers, made comparable by [`number`].
    pub(crate) from: Option<Cow<'a, str>>,
    pub(crate) to: Option<Cow<'a, str>>,
    pub(crate) direction: Option<Cow<'a, str>>,
    /// Bytes of it were replaced.
    pub(crate) damaged: bool,
}

/// A telephone number as digits alone, without the `+` or `00` before the country; other addresses in lower case.
pub(crate) fn number(address: &str) -> String {
    let digits: String = address.chars().filter(char::is_ascii_digit).collect();
    let other = address.chars().any(|c| !(c.is_ascii_digit() || c.is_whitespace() || matches!(c, '+' | '-' | '(' | ')' | '.' | '/')));
    if other || digits.is_empty() { address.trim().to_lowercase() } else { digits.strip_prefix("00").unwrap_or(&digits).to_owned() }
}

/// Reads the rows of one conversation.
pub(crate) fn conversation(text: &str, record: &Record) -> Result<Conversation, Fault> {
    let (head, mut rows): (Head, Vec<Row>) = groups::rows(text);
    if rows.is_empty() {
        return Err(Fault::new("no_turns", "the conversation has no turns", "give at least one row with a speaker and a text"));
    }
    let unread = sort(&mut rows);
    let first = |field: fn(&Row) -> Option<String>| rows.iter().find_map(field);
    let of = |value: &Option<Cow<str>>| value.as_deref().map(str::to_owned);
    let id = first(|row| row.id.as_deref().map(str::to_owned));
    let mut conversation = Conversation::new(id_or_derived(id, record), record.source.as_str(), Channel::Chat);
    conversation.language = first(|row| row.language.as_deref().map(str::to_owned));
    conversation.program = first(|row| row.program.as_deref().map(str::to_owned));
    conversation.agent = first(|row| row.agent.as_deref().map(str::to_owned));
    conversation.customer = first(|row| row.customer.as_deref().map(str::to_owned));

    let mut parties = Parties { head: &head, speakers: Speakers::default() };
    let mut timeline = Timeline::default();
    let (mut offsets, mut unnamed) = (false, 0_usize);
    for (row, moment, end) in unread.moments.iter().enumerate().map(|(at, (moment, end))| (&rows[at], moment, end)) {
        let (party, name) = parties.of(row);
        unnamed += usize::from(row.who.is_none() && row.from.is_none() && row.direction.is_none());
        let mut turn = Turn::new(party, row.text.trim());
        let mut place = |time: &Option<Time>| match time {
            Some(Time::Offset(ms)) => {
                offsets = true;
                Some(*ms)
            }
            Some(Time::Moment(moment)) => timeline.place(*moment),
            None => None,
        };
        turn.start_ms = place(moment);
        turn.end_ms = place(end);
        turn.name = name.or_else(|| of(&row.name));
        conversation.turns.push(turn);
    }
    if let Some(Moment::Instant(ms)) = timeline.first() {
        conversation.started_at = jiff::Timestamp::from_millisecond(ms).ok().map(|time| time.to_string());
    }
    let stated = first(|row| row.channel.as_deref().map(str::to_owned));
    let messages = record.format == Format::Sms || rows.iter().any(|row| row.to.is_some());
    let guessed = if messages { Channel::Sms } else { Channel::Chat };
    let guessed = if !messages && (offsets || is_offset(timeline.first())) { Channel::Voice } else { guessed };
    conversation.channel = stated.as_deref().and_then(Channel::parse).unwrap_or(guessed);

    let mut remark = |code: &'static str, message: String, help: &'static str| conversation.problems.push(Fault::new(code, message, help).remark());
    if stated.is_some_and(|word| Channel::parse(&word).is_none()) {
        remark("unknown_channel", "the channel is not one that is known; it was guessed".into(), "use voice, chat, email, sms, social or video");
    }
    if head.split {
        let message = "an earlier conversation has the same id; its rows stand too far from these to be put together";
        remark("split_conversation", message.into(), "sort the rows by conversation");
    }
    if unread.wrong > 0 {
        remark("bad_time", format!("{} times could not be read and were left out", unread.wrong), "write YYYY-MM-DD HH:MM:SS, HH:MM:SS or RFC 3339");
    }
    if unnamed > 0 {
        remark("no_speaker", format!("{unnamed} rows name no speaker and were taken as notices of the system"), "fill in the speaker of every row");
    }
    if rows.iter().any(|row| row.damaged) {
        conversation.problems.push(encoding::damaged().remark());
    }
    Ok(conversation)
}

/// Start or end of a row.
#[derive(Clone, Copy)]
enum Time {
    Moment(Moment),
    /// Milliseconds from the start of a recording.
    Offset(i64),
}

/// Starts and ends in the order of the rows, and how many could not be read.
struct Times {
    moments: Vec<(Option<Time>, Option<Time>)>,
    wrong: usize,
}

/// Reads the times, and puts rows that go backwards into the order in which they were said.
fn sort(rows: &mut Vec<Row>) -> Times {
    let day_first = dates::day_first(rows.iter().flat_map(|row| [row.time.as_deref(), row.date.as_deref()]).flatten());
    let of_day = are_of_day(rows);
    let mut wrong = 0;
    let mut moments: Vec<(Option<Time>, Option<Time>)> = rows
        .iter()
        .map(|row| {
            let mut read = |cell: &Option<Cow<str>>| {
                let time = cell.as_deref().map(|cell| time(cell, row, day_first, of_day));
                wrong += usize::from(matches!(time, Some(None)));
                time.flatten()
            };
            (read(&row.time), read(&row.end))
        })
        .collect();
    let keys: Option<Vec<i64>> = moments
        .iter()
        .map(|(start, _)| match start {
            Some(Time::Moment(Moment::Instant(ms)) | Time::Offset(ms)) => Some(*ms),
            _ => None,
        })
        .collect();
    if let Some(keys) = keys {
        let backwards = keys.windows(2).all(|pair| pair[0] >= pair[1]) && keys.first() > keys.last();
        let mut order: Vec<usize> = (0..rows.len()).collect();
        if backwards {
            order.reverse();
        }
        order.sort_by_key(|at| keys[*at]);
        moments = order.iter().map(|at| moments[*at]).collect();
        let mut taken: Vec<Row> = std::mem::take(rows);
        *rows = order.iter().map(|at| std::mem::take(&mut taken[*at])).collect();
    }
    Times { moments, wrong }
}

/// Whether `09:14` is an hour and a minute: a recording, which counts minutes and seconds, begins near zero.
fn are_of_day(rows: &[Row]) -> bool {
    let hour = |cell: &str| cell.split_once(':').filter(|(_, rest)| !rest.contains(':')).and_then(|(hour, _)| hour.trim().parse::<u8>().ok());
    rows.iter().filter_map(|row| row.time.as_deref()).all(|cell| hour(cell).is_some_and(|hour| (5..24).contains(&hour)))
}

fn time(cell: &str, row: &Row, day_first: bool, of_day: bool) -> Option<Time> {
    if let Some(ms) = times::clock(cell).filter(|_| of_day && row.date.is_none()) {
        return Some(Time::Moment(Moment::Clock(ms * 60)));
    }
    if cell.len() == 14 && cell.starts_with("20") && cell.bytes().all(|byte| byte.is_ascii_digit()) {
        // 20260302091405
        let written = format!("{}-{}-{} {}:{}:{}", &cell[..4], &cell[4..6], &cell[6..8], &cell[8..10], &cell[10..12], &cell[12..]);
        return dates::moment(&written, false).map(Time::Moment);
    }
    if let Ok(value) = cell.parse::<f64>() {
        // Numbers too large for a position in a conversation are Unix times, in seconds or milliseconds.
        let instant = |ms: Option<i64>| ms.map(|ms| Time::Moment(Moment::Instant(ms)));
        return match value {
            value if value >= 1e11 => instant(times::millis(value)),
            value if value >= 1e9 => instant(times::seconds(value)),
            value if row.millis => times::millis(value).map(Time::Offset),
            value => times::seconds(value).map(Time::Offset),
        };
    }
    let whole = match &row.date {
        Some(date) if times::clock(cell).is_some() || !cell.contains(['-', '/', '年']) => dates::moment(&format!("{date} {cell}"), day_first),
        _ => None,
    };
    whole.or_else(|| dates::moment(cell, day_first)).map(Time::Moment)
}

/// Who speaks, row by row.
struct Parties<'a> {
    head: &'a Head,
    speakers: Speakers,
}

impl Parties<'_> {
    /// The party of a row, and a name where the source gives one in the place of a role.
    fn of(&mut self, row: &Row) -> (Party, Option<String>) {
        if let Some(who) = row.who.as_deref() {
            let same = |other: &Option<Cow<str>>| other.as_deref().is_some_and(|other| other.eq_ignore_ascii_case(who));
            if same(&row.agent) && !same(&row.customer) {
                return (Party::Agent, Some(who.to_owned()));
            }
            if same(&row.customer) && !same(&row.agent) {
                return (Party::Customer, Some(who.to_owned()));
            }
            if let Some(found) = labels::role(who) {
                return found;
            }
            return match direction(who) {
                Some(party) => (party, None),
                None => (self.speakers.of(who), Some(who.to_owned()).filter(|who| who.contains(char::is_alphabetic) && party::is_shown(who))),
            };
        }
        if let Some(party) = row.direction.as_deref().and_then(direction) {
            return (party, None);
        }
        let regular = |side: &Option<Cow<str>>| side.as_deref().is_some_and(|side| self.head.regulars.iter().any(|known| known == side));
        match row.from.as_deref() {
            None => (Party::System, None),
            Some(_) if regular(&row.from) && !regular(&row.to) => (Party::Agent, None),
            Some(_) if regular(&row.to) && !regular(&row.from) => (Party::Customer, None),
            Some(from) => (self.speakers.of(from), None),
        }
    }
}

/// Whose message it is, as the company's side sees it.
fn direction(word: &str) -> Option<Party> {
    let word = word.trim().to_lowercase();
    match word.as_str() {
        "inbound" | "incoming" | "in" | "received" | "receive" | "inbox" | "true" | "接收" | "收到" | "收" | "呼入" | "来" => Some(Party::Customer),
        "outgoing" | "out" | "sent" | "send" | "outbox" | "false" | "发送" | "发出" | "发" | "呼出" => Some(Party::Agent),
        word if word.starts_with("outbound") => Some(Party::Agent),
        _ => None,
    }
}
