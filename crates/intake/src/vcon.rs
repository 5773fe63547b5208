//! IETF vCons, from draft 0.0.1 to 0.4.0: unsigned, signed, encrypted.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use rapport_model::{Channel, Conversation, Party, Turn};
use serde_json::Value;

use crate::fault::Fault;
use crate::json_text;
use crate::plain::id_or_derived;
use crate::plain_check;
use crate::records::Record;
use crate::seal::{self, Keys};
use crate::vcon_dialog::{self, Dialog};
use crate::vcon_own;
use crate::vcon_parties::{Members, Voice};
use crate::vcon_speech::{self, Speech};
use crate::vcon_words::Spoken;

/// Entries of `critical` that are understood.
const UNDERSTOOD: &[&str] = &["CC", "wtf_transcription"];
/// Fields that are used, or that hold what must not be kept beside the turns.
const USED: &[&str] = &["vcon", "uuid", "created_at", "updated_at", "parties", "dialog", "analysis", "attachments", "group", "critical", "must_support"];

/// Reads one vCon; `keys` check its signature and open its encryption.
pub(crate) fn conversation(text: &str, record: &Record, keys: &Keys) -> Result<Conversation, Fault> {
    let (value, mended) = json_text::value(text).map_err(|error| json_text::syntax_fault(&error))?;
    let seal::Opened { vcon, unsigned_inside } = seal::open(unwrapped(value), keys)?;
    let vcon = &unwrapped(vcon);
    refuse(vcon)?;

    let own = vcon_own::body(vcon);
    let members = Members::of(vcon);
    let dialogs = vcon_dialog::dialogs(vcon);
    let base = dialogs.iter().filter_map(|dialog| dialog.start).min();
    let mut parts = speeches(vcon, &dialogs);
    let id = vcon.get("uuid").and_then(Value::as_str).map(str::to_owned);
    let mut conversation = Conversation::new(id_or_derived(id, record), record.source.as_str(), Channel::Chat);
    let mut unheard = 0_usize;
    let mut guessed = false;
    let mut spoken = false;
    for dialog in &dialogs {
        conversation.events.extend(dialog.events(base));
        let typed = dialog.messages(own.is_some());
        if !typed.is_empty() {
            conversation.turns.extend(typed.into_iter().map(|turn| place(turn, dialog.offset(base), base.is_some(), &members)));
            continue;
        }
        let Some(speech) = parts.remove(&Some(dialog.index)) else {
            unheard += usize::from(dialog.is_recording());
            continue;
        };
        add(&mut conversation, speech, dialog.offset(base), &members, &mut guessed);
        spoken = true;
    }
    // A transcript that names no dialog stands for the whole.
    if conversation.turns.is_empty()
        && let Some(speech) = parts.remove(&None)
    {
        add(&mut conversation, speech, 0, &members, &mut guessed);
        spoken = true;
    }
    if conversation.turns.iter().all(|turn| turn.text.is_empty()) {
        return Err(nothing_said(vcon, &dialogs));
    }
    conversation.channel = channel(&dialogs, spoken);
    describe(&mut conversation, vcon, &dialogs, &members);
    if let Some(own) = own {
        vcon_own::restore(&own, &mut conversation);
    }
    remarks(&mut conversation, guessed, unheard, members.count());
    if mended {
        conversation.problems.push(json_text::surrogate_remark().remark());
    }
    if unsigned_inside {
        let message = "this vcon was encrypted but not signed, so that nothing says who made it";
        conversation.problems.push(Fault::new("unsigned_inside", message, "sign a vcon before encrypting it").remark());
    }
    Ok(conversation)
}

/// Some stores wrap the vCon in an object.
fn unwrapped(mut value: Value) -> Value {
    match value.get_mut("vcon") {
        Some(inner) if inner.is_object() => inner.take(),
        _ => value,
    }
}

/// Unknown critical extensions and what is no vCon cannot be read.
fn refuse(vcon: &Value) -> Result<(), Fault> {
    let has = |field: &str| vcon.get(field).is_some_and(|value| !value.is_null());
    let critical = ["critical", "must_support"].iter().filter_map(|field| vcon.get(*field)?.as_array()).flatten();
    if critical.clone().any(|entry| !entry.as_str().is_some_and(|entry| UNDERSTOOD.contains(&entry))) {
        let message = "this vcon needs an extension that is not understood (an entry of critical)";
        return Err(Fault::new("critical_vcon", message, "give a vcon without critical extensions"));
    }
    if ["parties", "dialog", "analysis"].iter().all(|field| !has(field)) {
        return Err(Fault::new("empty_vcon", "this vcon has neither parties nor dialog nor analysis", "give a whole vcon"));
    }
    for field in ["parties", "dialog", "analysis"] {
        if has(field) && !vcon[field].is_array() && !vcon[field].as_object().is_some_and(serde_json::Map::is_empty) {
            return Err(Fault::new("bad_type", format!("{field} should be an array"), "see docs/formats.md for what is read of a vcon"));
        }
    }
    Ok(())
}

/// The best transcript of each dialog, and of none.
fn speeches(vcon: &Value, dialogs: &[Dialog]) -> HashMap<Option<usize>, Speech> {
    let by_index: HashMap<usize, &Dialog> = dialogs.iter().map(|dialog| (dialog.index, dialog)).collect();
    let mut best: HashMap<Option<usize>, Speech> = HashMap::new();
    for analysis in vcon.get("analysis").and_then(Value::as_array).into_iter().flatten() {
        let mut index = analysis.get("dialog").and_then(vcon_speech::index);
        if index.is_none() && dialogs.len() == 1 {
            index = Some(dialogs[0].index);
        }
        let dialog = index.and_then(|index| by_index.get(&index));
        let index = dialog.map(|dialog| dialog.index);
        let channels = dialog.map(|dialog| dialog.channels.as_slice()).unwrap_or_default();
        let Some(speech) = vcon_speech::speech(analysis, channels, dialog.and_then(|dialog| dialog.start)) else { continue };
        match best.entry(index) {
            Entry::Vacant(slot) => {
                slot.insert(speech);
            }
            Entry::Occupied(mut slot) => {
                let held = slot.get_mut();
                let (mut better, other) = if held.rank >= speech.rank { (std::mem::replace(held, speech), held) } else { (speech, held) };
                better.language = better.language.take().or(other.language.take());
                *other = better;
            }
        }
    }
    best
}

fn add(conversation: &mut Conversation, speech: Speech, offset: i64, members: &Members, guessed: &mut bool) {
    *guessed |= speech.guessed;
    conversation.language = conversation.language.take().or(speech.language);
    conversation.turns.extend(speech.turns.into_iter().map(|turn| place(turn, offset, true, members)));
}

fn place(turn: Spoken, offset: i64, timed: bool, members: &Members) -> Turn {
    let (party, name) = members.resolve(&turn.voice.unwrap_or_else(|| Voice::Label("0".to_owned())));
    let at = |ms: Option<i64>| ms.filter(|_| timed).map(|ms| ms.saturating_add(offset));
    let mut words = turn.words;
    for word in &mut words {
        word.start_ms = word.start_ms.saturating_add(offset);
        word.end_ms = word.end_ms.saturating_add(offset);
    }
    Turn { party, text: turn.text, start_ms: at(turn.start_ms), end_ms: at(turn.end_ms), name, words }
}

fn channel(dialogs: &[Dialog], spoken: bool) -> Channel {
    if dialogs.iter().any(|dialog| dialog.mediatype.starts_with("video/")) {
        return Channel::Video;
    }
    if dialogs.iter().any(Dialog::is_recording) {
        return Channel::Voice;
    }
    let named = dialogs.iter().find_map(|dialog| dialog.text("application").and_then(Channel::parse));
    match named {
        Some(channel) => channel,
        None if dialogs.iter().any(Dialog::is_mail) => Channel::Email,
        // A transcript of something that is not typed is a transcript of speech.
        None if spoken => Channel::Voice,
        None => Channel::Chat,
    }
}

fn describe(conversation: &mut Conversation, vcon: &Value, dialogs: &[Dialog], members: &Members) {
    conversation.agent = members.id_of(&Party::Agent);
    conversation.customer = members.id_of(&Party::Customer);
    let started = dialogs.iter().filter(|dialog| dialog.start.is_some()).min_by_key(|dialog| dialog.start);
    let created = vcon.get("created_at").and_then(Value::as_str);
    conversation.started_at = started.and_then(|dialog| dialog.text("start")).or(created).map(str::to_owned);
    conversation.events.sort_by_key(|event| event.start_ms);
    for (key, value) in vcon.as_object().into_iter().flatten() {
        let empty = value.as_object().is_some_and(serde_json::Map::is_empty) || value.is_null();
        if !empty && !USED.contains(&key.as_str()) {
            conversation.extra.insert(key.clone(), value.to_string());
        }
    }
    for dialog in dialogs.iter().filter(|dialog| dialog.lasts()) {
        if let Some(duration) = dialog.duration() {
            conversation.extra.insert(format!("dialog[{}].duration", dialog.index), duration.to_string());
        }
    }
}

fn remarks(conversation: &mut Conversation, guessed: bool, unheard: usize, members: usize) {
    if guessed {
        let message = "the transcript does not say who speaks; its paragraphs were taken to alternate";
        conversation.problems.push(Fault::new("speakers_guessed", message, "give a transcript with speakers").remark());
    } else if members >= 2 && conversation.turns.len() >= 2 && conversation.turns.iter().all(|turn| turn.party == conversation.turns[0].party) {
        let message = format!("all words are of one speaker although there are {members} parties");
        conversation.problems.push(Fault::new("one_speaker", message, "give a transcript that tells the speakers apart").remark());
    }
    if unheard > 0 {
        let message = format!("{unheard} recordings have no transcript and were left out");
        conversation.problems.push(Fault::new("audio_without_transcript", message, "transcribe the recording").remark());
    }
}

fn nothing_said(vcon: &Value, dialogs: &[Dialog]) -> Fault {
    if dialogs.iter().any(Dialog::is_recording) {
        return Fault::new("no_transcript", "this vcon holds audio but no transcript", "transcribe the recording and add the transcript to analysis");
    }
    if dialogs.iter().any(|dialog| dialog.text("url").is_some()) {
        return Fault::new("external_content", "the words of this vcon are behind a link, which is not followed", "put the body into the vcon");
    }
    if !dialogs.is_empty() && dialogs.iter().all(|dialog| dialog.kind() == "incomplete") {
        return Fault::new("no_turns", "the call of this vcon was not connected", "leave such calls out");
    }
    let stub = vcon.get("dialog").and_then(Value::as_array).is_none_or(Vec::is_empty);
    let message = if stub { "this vcon has no dialog and no transcript" } else { "this vcon has a dialog without words and no transcript" };
    Fault::new("no_turns", message, plain_check::VCON_HELP)
}
