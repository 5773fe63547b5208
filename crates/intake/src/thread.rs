//! A help desk's conversation: public messages in order, internal notes counted and left out.

use std::collections::BTreeMap;

use rapport_model::{Channel, Conversation, Party, Turn};

use crate::fault::Fault;
use crate::mail_body;
use crate::plain::id_or_derived;
use crate::records::Record;

/// One message that the customer can see.
#[derive(Debug)]
pub(crate) struct Message {
    pub(crate) party: Party,
    pub(crate) name: Option<String>,
    pub(crate) text: String,
    /// Milliseconds from 1970.
    pub(crate) at: Option<i64>,
}

/// What was read of a conversation so far.
#[derive(Debug, Default)]
pub(crate) struct Thread {
    pub(crate) messages: Vec<Message>,
    /// Notes that only the staff sees.
    pub(crate) notes: usize,
    /// Messages whose words were deleted, or never there (a picture alone).
    pub(crate) wordless: usize,
    /// Messages that the source says exist and does not hold.
    pub(crate) absent: u64,
}

impl Thread {
    /// Adds a message, unless it has no words.
    pub(crate) fn add(&mut self, message: Message) {
        if message.text.trim().is_empty() {
            self.wordless += 1;
        } else {
            self.messages.push(message);
        }
    }

    /// The conversation; times count from the first message.
    ///
    /// # Errors
    /// When no message has words.
    pub(crate) fn conversation(self, record: &Record, id: Option<&str>, channel: Channel) -> Result<Conversation, Fault> {
        let mut messages = self.messages;
        if messages.is_empty() {
            let message = if self.notes > 0 { "the conversation has internal notes only" } else { "the conversation has no messages" };
            return Err(Fault::new("no_turns", message, "export the conversation with its messages"));
        }
        let timed = messages.iter().all(|message| message.at.is_some());
        if timed {
            messages.sort_by_key(|message| message.at);
        }
        let cut = if channel == Channel::Email { without_quotes(&mut messages) } else { 0 };
        let first = messages[0].at;
        let mut conversation = Conversation::new(id_or_derived(id.map(str::to_owned), record), record.source.as_str(), channel);
        conversation.started_at = first.and_then(|ms| jiff::Timestamp::from_millisecond(ms).ok()).map(|time| time.to_string());
        conversation.turns = messages
            .into_iter()
            .map(|message| {
                let start_ms = message.at.zip(first).and_then(|(at, first)| at.checked_sub(first)).filter(|_| timed);
                Turn { start_ms, name: message.name, ..Turn::new(message.party, message.text.trim()) }
            })
            .collect();
        let mut remark = |fault: Fault| conversation.problems.push(fault.remark());
        if cut > 0 {
            let message = format!("quoted messages, signatures or footers were cut off in {cut} of {} messages", conversation.turns.len());
            remark(Fault::new("quotes_cut", message, "nothing is to be done; words quoted from others are not counted twice"));
        }
        if self.notes > 0 {
            let what = if self.notes == 1 { "internal note, which the customer does not see, was" } else { "internal notes, which the customer does not see, were" };
            remark(Fault::new("notes_left_out", format!("{} {what} left out", self.notes), "nothing is to be done"));
        }
        if self.wordless > 0 {
            let what = if self.wordless == 1 { "message without words was" } else { "messages without words were" };
            remark(Fault::new("messages_without_words", format!("{} {what} left out (deleted, or an attachment alone)", self.wordless), "nothing is to be done"));
        }
        if self.absent > 0 {
            let what = if self.absent == 1 { "message is" } else { "messages are" };
            remark(Fault::new("messages_missing", format!("{} more {what} counted by the source and not in it", self.absent), "export the conversation with all its pages"));
        }
        Ok(conversation)
    }
}

/// Cuts off what e-mails quote below what was written, their signatures and footers; in how many. One that only quotes stays as it is.
fn without_quotes(messages: &mut [Message]) -> usize {
    let mut count = 0;
    for message in messages {
        let written = mail_body::written(&message.text, false);
        if !written.cut.is_empty() && !written.text.trim().is_empty() {
            message.text = written.text;
            count += 1;
        }
    }
    count
}

/// Labels for people whose role is not told: by the order they appear in, since an id or an address says nothing.
#[derive(Debug, Default)]
pub(crate) struct Strangers(BTreeMap<String, usize>);

impl Strangers {
    /// A speaker by name, else by number.
    pub(crate) fn party(&mut self, id: Option<&str>, name: Option<&str>) -> Party {
        let next = self.0.len() + 1;
        let number = *self.0.entry(id.or(name).unwrap_or_default().to_owned()).or_insert(next);
        Party::Speaker(name.map_or_else(|| format!("author {number}"), str::to_owned))
    }
}
