//! JSON of speech recognisers and help desks: which one wrote an object, and its reader.

use rapport_model::Conversation;

use crate::fault::Fault;
use crate::json_text;
use crate::records::Record;
use crate::sniff::{Format, each_key};
use crate::{assemblyai, call_analytics, chatwoot, deepgram, intercom, transcribe, whisper, whisper_cpp, zendesk};

/// Why a reader stopped.
pub(crate) enum Stop {
    Json(serde_json::Error),
    Fault(Fault),
}

impl From<serde_json::Error> for Stop {
    fn from(error: serde_json::Error) -> Stop {
        Stop::Json(error)
    }
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Stop {
        Stop::Fault(fault)
    }
}

/// Reads one record of a provider's JSON.
pub(crate) fn conversation(text: &str, record: &Record) -> Result<Conversation, Fault> {
    let read = match record.format {
        Format::CallAnalytics => call_analytics::conversation,
        Format::Transcribe => transcribe::conversation,
        Format::Deepgram => deepgram::conversation,
        Format::AssemblyAi => assemblyai::conversation,
        Format::WhisperCpp => whisper_cpp::conversation,
        Format::Chatwoot => chatwoot::conversation,
        Format::Zendesk => zendesk::conversation,
        Format::Intercom => intercom::conversation,
        _ => whisper::conversation,
    };
    let fault = |stop| match stop {
        Stop::Json(error) => json_text::syntax_fault(&error),
        Stop::Fault(fault) => fault,
    };
    match read(text, record) {
        Err(Stop::Json(error)) if json_text::is_surrogate_error(&error) => {
            let mut conversation = read(&json_text::without_lone_surrogates(text), record).map_err(fault)?;
            conversation.problems.push(json_text::surrogate_remark().remark());
            Ok(conversation)
        }
        read => read.map_err(fault),
    }
}

/// What the top-level keys of an object tell about who wrote it.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    found: Option<Format>,
    job: bool,
    results: bool,
    segments: bool,
    aligned: bool,
    text: bool,
    words: bool,
    utterances: bool,
    status: bool,
    audio: bool,
}

impl Marks {
    /// Takes note of one key; `value` begins with its value and goes on to the end of the object.
    pub(crate) fn see(&mut self, key: &[u8], value: &[u8]) {
        let is_list = value.starts_with(b"[");
        match key {
            b"ConversationCharacteristics" | b"Participants" => self.found = Some(Format::CallAnalytics),
            b"Transcript" | b"SpeechSegments" if is_list => self.found = Some(Format::CallAnalytics),
            b"CallAnalyticsJob" | b"TranscriptionJob" => self.found = Some(Format::Transcribe),
            b"results" => {
                self.results = true;
                if let Some(key) = first_of(value, &[b"transcripts", b"items", b"audio_segments", b"channels", b"utterances"]) {
                    self.found = Some(if key < 3 { Format::Transcribe } else { Format::Deepgram });
                }
            }
            b"jobName" => self.job = true,
            b"err_code" | b"err_msg" => self.found = self.found.or(Some(Format::Deepgram)),
            b"transcription" if is_list => self.found = Some(Format::WhisperCpp),
            b"segments" if is_list => self.segments = first_of(value, &[b"text", b"start"]).is_some() || is_empty(value),
            b"word_segments" => self.aligned = true,
            b"text" => self.text = true,
            b"words" if is_list => self.words = true,
            b"utterances" => self.utterances = true,
            b"status" => self.status = true,
            b"audio_url" | b"audio_duration" | b"acoustic_model" | b"language_model" | b"transcript_id" | b"speech_model" => self.audio = true,
            b"messages" | b"payload" if first_of(value, &[b"message_type", b"messages"]).is_some() => self.found = Some(Format::Chatwoot),
            b"data" if first_of(value, &[b"payload"]).is_some() => self.found = Some(Format::Chatwoot),
            b"comments" if first_of(value, &[b"author_id", b"html_body", b"plain_body", b"public"]).is_some() => self.found = Some(Format::Zendesk),
            b"ticket" if value.starts_with(b"{") => self.found = self.found.or(Some(Format::Zendesk)),
            b"conversation_parts" => self.found = Some(Format::Intercom),
            b"type" if [b"\"conversation.list\"".as_slice(), b"\"notification_event\""].iter().any(|kind| value.starts_with(kind)) => self.found = Some(Format::Intercom),
            _ => {}
        }
    }

    /// The format, once all keys were seen.
    pub(crate) fn format(&self) -> Option<Format> {
        if self.found.is_some() {
            return self.found;
        }
        if self.job && (self.results || self.status) {
            return Some(Format::Transcribe);
        }
        if self.segments && self.aligned {
            return Some(Format::WhisperX);
        }
        if self.segments {
            return Some(Format::Whisper);
        }
        let heard = self.words || self.utterances;
        ((self.audio && (self.status || heard)) || (self.text && self.words && (self.status || self.utterances))).then_some(Format::AssemblyAi)
    }
}

/// Which of `keys` comes first in an object, or in the first object of a list.
fn first_of(value: &[u8], keys: &[&[u8]]) -> Option<usize> {
    let object = value.strip_prefix(b"[").map_or(value, |inside| inside.trim_ascii_start());
    if !object.starts_with(b"{") {
        return None;
    }
    let mut found = None;
    each_key(object, |key, _| {
        found = keys.iter().position(|known| *known == key);
        found.is_none()
    });
    found
}

fn is_empty(list: &[u8]) -> bool {
    list.strip_prefix(b"[").is_some_and(|inside| inside.trim_ascii_start().starts_with(b"]"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sniff::{Kind, kind};

    #[test]
    fn keys_name_the_provider() {
        for (text, expected) in [
            (r#"{"JobStatus":"COMPLETED","Transcript":[]}"#, Kind::Sure(Format::CallAnalytics)),
            (r#"{"jobName":"a","results":{"language_code":"en-US","items":[]}}"#, Kind::Sure(Format::Transcribe)),
            (r#"{"metadata":{},"results":{"channels":[]}}"#, Kind::Sure(Format::Deepgram)),
            (r#"{"id":"a","audio_url":"x","words":[{}],"utterances":[{}]}"#, Kind::Sure(Format::AssemblyAi)),
            (r#"{"id":"a","utterances":[{"speaker":"A","text":"b"}]}"#, Kind::Sure(Format::Json)),
            (r#"{"text":"a","segments":[{"id":0,"seek":0,"start":0.0}],"language":"en"}"#, Kind::Sure(Format::Whisper)),
            (r#"{"segments":[{"start":0.0}],"word_segments":[]}"#, Kind::Sure(Format::WhisperX)),
            (r#"{"systeminfo":"","transcription":[]}"#, Kind::Sure(Format::WhisperCpp)),
            (r#"{"id":1,"messages":[{"id":2,"content":"a","message_type":0}]}"#, Kind::Sure(Format::Chatwoot)),
            (r#"{"id":1,"messages":[{"role":"user","content":"a"}]}"#, Kind::Sure(Format::Json)),
            (r#"{"comments":[{"id":1,"author_id":2}]}"#, Kind::Sure(Format::Zendesk)),
            (r#"{"type":"conversation","conversation_parts":{}}"#, Kind::Sure(Format::Intercom)),
            (r#"{"results":5,"segments":7,"data":"x","comments":"fine"}"#, Kind::Likely(Format::Json)),
        ] {
            assert_eq!(kind(text.as_bytes()), expected, "{text}");
        }
    }
}
