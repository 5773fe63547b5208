//! A conversation as every source is understood: ordered turns, events, outcome.

use std::collections::BTreeMap;

/// How the two sides talked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Channel {
    /// Telephone or any other speech.
    Voice,
    /// Live text chat.
    Chat,
    /// E-mail: one message is one turn.
    Email,
    /// Short messages.
    Sms,
    /// Public or private social media posts.
    Social,
    /// Video calls.
    Video,
}

impl Channel {
    /// All of them.
    pub const ALL: [Channel; 6] = [Channel::Voice, Channel::Chat, Channel::Email, Channel::Sms, Channel::Social, Channel::Video];

    /// The word used in every interface.
    pub fn as_str(self) -> &'static str {
        match self {
            Channel::Voice => "voice",
            Channel::Chat => "chat",
            Channel::Email => "email",
            Channel::Sms => "sms",
            Channel::Social => "social",
            Channel::Video => "video",
        }
    }

    /// Reads the word, forgiving case and the usual synonyms (`phone`, `call`, `e-mail`).
    pub fn parse(word: &str) -> Option<Channel> {
        Some(match word.trim().to_ascii_lowercase().as_str() {
            "voice" | "phone" | "call" | "telephone" | "audio" => Channel::Voice,
            "chat" | "webchat" | "messaging" | "im" => Channel::Chat,
            "email" | "e-mail" | "mail" => Channel::Email,
            "sms" | "text" => Channel::Sms,
            "social" | "twitter" | "weibo" | "facebook" => Channel::Social,
            "video" => Channel::Video,
            _ => return None,
        })
    }

    /// Speech, where timing facts exist and text comes from a recogniser.
    pub fn is_spoken(self) -> bool {
        matches!(self, Channel::Voice | Channel::Video)
    }
}

/// Who said a turn.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Party {
    /// The person who serves.
    Agent,
    /// The person who is served.
    Customer,
    /// Announcements, menus, notices.
    System,
    /// An automatic agent.
    Bot,
    /// A lead who joined.
    Supervisor,
    /// A speaker whose role the source does not tell, by the source's own label.
    Speaker(String),
}

impl Party {
    /// The word used in every interface; the label for a speaker without a role.
    pub fn as_str(&self) -> &str {
        match self {
            Party::Agent => "agent",
            Party::Customer => "customer",
            Party::System => "system",
            Party::Bot => "bot",
            Party::Supervisor => "supervisor",
            Party::Speaker(label) => label,
        }
    }
}

/// One recognised word with its time, for voice.
#[derive(Clone, Debug, PartialEq)]
pub struct WordTime {
    /// First code point of the word in the turn's text.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// Milliseconds from the start of the conversation.
    pub start_ms: i64,
    /// Milliseconds from the start of the conversation.
    pub end_ms: i64,
    /// Recogniser's confidence, 0–1.
    pub confidence: Option<f32>,
}

/// One uninterrupted contribution of one party. Turns are never merged.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// Who said it.
    pub party: Party,
    /// What was said, verbatim; redacted before anything else reads it.
    pub text: String,
    /// Milliseconds from the start of the conversation.
    pub start_ms: Option<i64>,
    /// Milliseconds from the start of the conversation.
    pub end_ms: Option<i64>,
    /// The speaker's display name, where the source gives one.
    pub name: Option<String>,
    /// Word times, where a recogniser gave them; empty otherwise.
    pub words: Vec<WordTime>,
}

impl Turn {
    /// A turn with text alone.
    pub fn new(party: Party, text: impl Into<String>) -> Turn {
        Turn { party, text: text.into(), start_ms: None, end_ms: None, name: None, words: Vec::new() }
    }
}

/// What kind of thing happened beside the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EventKind {
    /// The customer was put on hold.
    Hold,
    /// The conversation moved to another party.
    Transfer,
    /// Nobody spoke.
    Silence,
    /// Both spoke at once.
    Overlap,
    /// A notice that the conversation is recorded or kept.
    RecordingNotice,
    /// Somebody ended the conversation.
    Hangup,
}

impl EventKind {
    /// The word used in every interface.
    pub fn as_str(self) -> &'static str {
        match self {
            EventKind::Hold => "hold",
            EventKind::Transfer => "transfer",
            EventKind::Silence => "silence",
            EventKind::Overlap => "overlap",
            EventKind::RecordingNotice => "recording_notice",
            EventKind::Hangup => "hangup",
        }
    }

    /// Reads the word; `None` for a kind we do not use.
    pub fn parse(word: &str) -> Option<EventKind> {
        Some(match word {
            "hold" => EventKind::Hold,
            "transfer" => EventKind::Transfer,
            "silence" => EventKind::Silence,
            "overlap" => EventKind::Overlap,
            "recording_notice" => EventKind::RecordingNotice,
            "hangup" => EventKind::Hangup,
            _ => return None,
        })
    }
}

/// Something that happened beside the words.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// What happened.
    pub kind: EventKind,
    /// Milliseconds from the start of the conversation.
    pub start_ms: Option<i64>,
    /// Milliseconds from the start of the conversation.
    pub end_ms: Option<i64>,
    /// Who did it, where that matters (hang-up).
    pub by: Option<Party>,
}

/// How the contact ended, as the source says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// Solved or not.
    pub resolved: Option<bool>,
    /// The centre's own code.
    pub result_code: Option<String>,
}

/// One conversation from any source.
#[derive(Clone, Debug, PartialEq)]
pub struct Conversation {
    /// The source's id, or one derived from place and order.
    pub id: String,
    /// File (or `-`) it came from.
    pub source: String,
    /// How they talked.
    pub channel: Channel,
    /// Language the source states (`en`, `zh`, `zh-TW` …); detected per turn in any case.
    pub language: Option<String>,
    /// Client programme.
    pub program: Option<String>,
    /// The source's id of the agent.
    pub agent: Option<String>,
    /// The source's id of the customer.
    pub customer: Option<String>,
    /// RFC 3339 start.
    pub started_at: Option<String>,
    /// In the order they happened.
    pub turns: Vec<Turn>,
    /// In the order they happened.
    pub events: Vec<Event>,
    /// As the source says.
    pub outcome: Outcome,
    /// Fields of the source that Rapport does not use: name → JSON text. Never printed or logged.
    pub extra: BTreeMap<String, String>,
    /// Remarks the reader made about this conversation (skipped parts, inferred roles).
    pub problems: Vec<crate::Problem>,
}

impl Conversation {
    /// An empty conversation of a source, to be filled by a reader.
    pub fn new(id: impl Into<String>, source: impl Into<String>, channel: Channel) -> Conversation {
        Conversation {
            id: id.into(),
            source: source.into(),
            channel,
            language: None,
            program: None,
            agent: None,
            customer: None,
            started_at: None,
            turns: Vec::new(),
            events: Vec::new(),
            outcome: Outcome::default(),
            extra: BTreeMap::new(),
            problems: Vec::new(),
        }
    }
}
