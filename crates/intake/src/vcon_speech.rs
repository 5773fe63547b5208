//! Transcripts inside a vCon's analysis, in every shape that is seen: WTF, Deepgram, lists of segments, plain paragraphs.

use std::borrow::Cow;

use base64::Engine as _;
use base64::alphabet::URL_SAFE;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use rapport_model::Party;
use serde_json::Value;

use crate::plain::seconds_of;
use crate::times;
use crate::transcript;
use crate::vcon_parties::Voice;
use crate::vcon_words::{self, Heard, Spoken, label_of};

/// A transcript and how much is known about its speakers.
pub(crate) struct Speech {
    pub(crate) turns: Vec<Spoken>,
    pub(crate) language: Option<String>,
    /// Paragraphs without speakers that were taken to alternate.
    pub(crate) guessed: bool,
    /// The better of two transcripts of one dialog has the larger rank.
    pub(crate) rank: u8,
}

/// A body as its encoding says.
pub(crate) enum Content<'a> {
    Text(Cow<'a, str>),
    Json(Cow<'a, Value>),
}

/// What an object of a vCon holds inline; `None` where it holds nothing or only a link.
pub(crate) fn content(object: &Value) -> Option<Content<'_>> {
    let body = object.get("body").filter(|body| !body.is_null())?;
    let Some(text) = body.as_str() else { return Some(Content::Json(Cow::Borrowed(body))) };
    let encoding = object.get("encoding").and_then(Value::as_str).unwrap_or("none");
    if encoding.eq_ignore_ascii_case("json") {
        return Some(match serde_json::from_str::<Value>(text) {
            Ok(Value::String(inner)) => Content::Text(Cow::Owned(inner)),
            Ok(value) => Content::Json(Cow::Owned(value)),
            Err(_) => Content::Text(Cow::Borrowed(text)),
        });
    }
    if encoding.eq_ignore_ascii_case("base64url") || encoding.eq_ignore_ascii_case("base64") {
        let bytes = decode(text)?;
        return Some(Content::Text(Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())));
    }
    Some(Content::Text(Cow::Borrowed(text)))
}

/// The transcript in an analysis object; `None` when it is not one or holds no words. `channels` are the parties of the dialog's channels.
pub(crate) fn speech(analysis: &Value, channels: &[Option<usize>], dialog_start: Option<i64>) -> Option<Speech> {
    let kind = analysis.get("type").and_then(Value::as_str)?.to_ascii_lowercase();
    let is_wtf = kind.starts_with("wtf");
    let is_diarized = kind.starts_with("diari");
    if !is_wtf && !is_diarized && !kind.starts_with("transcri") {
        return None;
    }
    let content = content(analysis)?;
    let value = match &content {
        Content::Json(value) => Cow::Borrowed(value.as_ref()),
        // Some writers put JSON into a string and say encoding "none".
        Content::Text(text) if text.trim_start().starts_with(['{', '[']) => match serde_json::from_str(text) {
            Ok(value) => Cow::Owned(value),
            Err(_) => Cow::Owned(Value::from(text.as_ref())),
        },
        Content::Text(text) => Cow::Owned(Value::from(text.as_ref())),
    };
    let mut found = of_value(&value, channels, dialog_start, 0)?;
    if let Some(member) = analysis.get("party").and_then(index) {
        for turn in &mut found.turns {
            turn.voice = Some(Voice::Member(member));
        }
        found.guessed = false;
    }
    let voices = {
        let mut voices: Vec<&Option<Voice>> = Vec::new();
        for turn in &found.turns {
            if !voices.contains(&&turn.voice) && voices.len() < 2 {
                voices.push(&turn.voice);
            }
        }
        voices.len()
    };
    // WTF before diarized before transcript, but speakers before none, and told speakers before guessed ones.
    found.rank = match (found.guessed, voices >= 2) {
        (true, _) => u8::from(is_diarized),
        (false, false) => 2,
        (false, true) => 4,
    } * 4
        + if is_wtf { 2 } else { u8::from(is_diarized) };
    Some(found)
}

/// A party's or dialog's index, or the first of a list of them.
pub(crate) fn index(value: &Value) -> Option<usize> {
    let value = if let Some(list) = value.as_array() { list.first()? } else { value };
    usize::try_from(value.as_u64()?).ok()
}

fn of_value(value: &Value, channels: &[Option<usize>], dialog_start: Option<i64>, depth: u8) -> Option<Speech> {
    match value {
        Value::String(text) => of_text(text),
        Value::Array(list) => segments(list, value, dialog_start),
        Value::Object(_) => {
            let language = language(value);
            let mut found = of_object(value, channels, dialog_start, depth)?;
            found.language = found.language.or(language);
            Some(found)
        }
        _ => None,
    }
}

fn of_object(value: &Value, channels: &[Option<usize>], dialog_start: Option<i64>, depth: u8) -> Option<Speech> {
    if let Some(results) = value.get("results")
        && let Some(found) = deepgram(results, channels).or_else(|| list_in(results, dialog_start))
    {
        return Some(found);
    }
    if let Some(found) = list_in(value, dialog_start) {
        return Some(found);
    }
    // `transcript` may be text, an object with text, or a list.
    if depth < 4 {
        let inner = ["transcript", "text", "diarized", "body", "monologues"].iter().find_map(|field| value.get(*field));
        return inner.and_then(|inner| of_value(inner, channels, dialog_start, depth + 1));
    }
    None
}

fn list_in(value: &Value, dialog_start: Option<i64>) -> Option<Speech> {
    ["segments", "utterances", "turns", "messages", "dialogue", "sentences", "phrases"]
        .iter()
        .filter_map(|field| value.get(*field)?.as_array())
        .find_map(|list| segments(list, value, dialog_start))
}

/// A list of objects with words, mostly with speaker and times. `whole` holds WTF's word table and speaker names.
fn segments(list: &[Value], whole: &Value, dialog_start: Option<i64>) -> Option<Speech> {
    let table = whole.get("words").and_then(Value::as_array);
    let mut turns = Vec::new();
    for segment in list {
        let Some(text) = ["text", "transcript", "content", "message"].iter().find_map(|field| segment.get(*field)?.as_str()) else { continue };
        let text = text.trim();
        let mut turn = Spoken::new(voice(segment, whole), text);
        let time = |field: &str| segment.get(field).and_then(|value| seconds_of(value).or_else(|| clock(value, dialog_start)));
        turn.start_ms = segment.get("start_ms").and_then(Value::as_f64).and_then(times::millis).or_else(|| time("start"));
        turn.end_ms = segment.get("end_ms").and_then(Value::as_f64).and_then(times::millis).or_else(|| time("end"));
        if turn.end_ms.is_none()
            && let (Some(start), Some(length)) = (turn.start_ms, segment.get("duration").and_then(seconds_of))
        {
            turn.end_ms = start.checked_add(length);
        }
        let words = segment.get("words").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let heard: Vec<Heard> = words
            .iter()
            .filter_map(|word| match word.as_u64() {
                Some(place) => table?.get(usize::try_from(place).ok()?),
                None => Some(word),
            })
            .filter_map(Heard::of)
            .collect();
        turn.words = vcon_words::place(&turn.text, &heard);
        turns.push(turn);
    }
    if turns.iter().all(|turn| turn.text.is_empty()) {
        return None;
    }
    Some(Speech { turns, language: None, guessed: false, rank: 0 })
}

fn voice(segment: &Value, whole: &Value) -> Option<Voice> {
    if let Some(member) = segment.get("parties").or_else(|| segment.get("party")).and_then(index) {
        return Some(Voice::Member(member));
    }
    let label = ["speaker", "role", "who", "speaker_label", "party", "channel"].iter().find_map(|field| label_of(segment.get(*field)))?;
    let known = whole.get("speakers").and_then(|speakers| speakers.get(&label)).and_then(|speaker| label_of(speaker.get("label")));
    Some(Voice::Label(known.unwrap_or(label)))
}

/// A time as text: of the calendar, then relative to the dialog, or from the start.
fn clock(value: &Value, dialog_start: Option<i64>) -> Option<i64> {
    match times::moment(value.as_str()?)? {
        times::Moment::Clock(ms) => Some(ms),
        times::Moment::Instant(at) => at.checked_sub(dialog_start?),
    }
}

fn deepgram(results: &Value, parties: &[Option<usize>]) -> Option<Speech> {
    let channels = results.get("channels")?.as_array()?;
    let several = channels.len() > 1;
    let mut turns = Vec::new();
    let mut language = None;
    for (number, channel) in channels.iter().enumerate() {
        language = language.or_else(|| channel.get("detected_language").and_then(Value::as_str).map(str::to_owned));
        let Some(best) = channel.get("alternatives").and_then(Value::as_array).and_then(|all| all.first()) else { continue };
        let mut heard: Vec<Heard> = best.get("words").and_then(Value::as_array).into_iter().flatten().filter_map(Heard::of).collect();
        if several {
            let own = parties.get(number).copied().flatten().map_or_else(|| Voice::Label(number.to_string()), Voice::Member);
            for word in &mut heard {
                word.voice = Some(own.clone());
            }
        }
        let paragraphs = best.get("paragraphs").map(|inner| inner.get("paragraphs").unwrap_or(inner)).and_then(Value::as_array);
        if heard.is_empty() {
            let text = best.get("transcript").and_then(Value::as_str).unwrap_or_default();
            turns.extend(of_text(text).map(|speech| speech.turns).unwrap_or_default());
            continue;
        }
        let one_voice = heard.iter().all(|word| word.voice == heard[0].voice);
        // With one speaker only, paragraphs are the nearest thing to turns.
        let breaks: Vec<i64> =
            if one_voice && !several { paragraphs.into_iter().flatten().filter_map(|paragraph| seconds_of(paragraph.get("start")?)).collect() } else { Vec::new() };
        turns.extend(vcon_words::join(heard, &breaks, several));
    }
    if several {
        turns.sort_by_key(|turn| turn.start_ms);
    }
    (!turns.is_empty()).then_some(Speech { turns, language, guessed: false, rank: 0 })
}

/// Text alone: with labels, or in paragraphs that are taken to alternate.
fn of_text(text: &str) -> Option<Speech> {
    if let Some(found) = transcript::labelled(text).filter(|found| found.skipped == 0 && found.turns.len() > 1) {
        let turns = found.turns.into_iter().map(|turn| {
            let label = match turn.party {
                Party::Speaker(label) => label,
                party => party.as_str().to_owned(),
            };
            Spoken { start_ms: turn.start_ms, ..Spoken::new(Some(Voice::Label(label)), turn.text) }
        });
        return Some(Speech { turns: turns.collect(), language: None, guessed: false, rank: 0 });
    }
    let text = text.replace("\r\n", "\n");
    let mut paragraphs = paragraphs(&text);
    if paragraphs.len() == 1 {
        paragraphs = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    }
    let turns: Vec<Spoken> = paragraphs.iter().enumerate().map(|(number, paragraph)| Spoken::new(Some(Voice::Label((number % 2).to_string())), *paragraph)).collect();
    (!turns.is_empty()).then_some(Speech { turns, language: None, guessed: true, rank: 0 })
}

fn paragraphs(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            found.push(text[start..at].trim());
            start = at + line.len();
        }
        at += line.len();
    }
    found.push(text[start..].trim());
    found.retain(|paragraph| !paragraph.is_empty());
    found
}

fn language(value: &Value) -> Option<String> {
    let inner = value.get("transcript").filter(|inner| inner.is_object());
    let of = |value: &Value| ["language", "detected_language", "lang"].iter().find_map(|field| value.get(*field)?.as_str()).map(str::to_owned);
    of(value).or_else(|| inner.and_then(of)).filter(|language| !language.is_empty())
}

/// base64url as the standard says, forgiving the standard alphabet, padding and line breaks.
fn decode(text: &str) -> Option<Vec<u8>> {
    let tidy: String = text
        .chars()
        .filter(|c| !c.is_ascii_whitespace())
        .map(|c| match c {
            '+' => '-',
            '/' => '_',
            c => c,
        })
        .collect();
    let config = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent).with_decode_allow_trailing_bits(true);
    GeneralPurpose::new(&URL_SAFE, config).decode(tidy).ok()
}
