//! Intercom: a conversation, whose first message is its source and whose others are its parts.

use rapport_model::{Channel, Conversation, Party};
use serde::Deserialize;

use crate::fault::Fault;
use crate::html;
use crate::provider::Stop;
use crate::records::Record;
use crate::scalar::Scalar;
use crate::thread::{Message, Thread};

#[derive(Deserialize, Default)]
#[serde(default)]
struct Source {
    #[serde(rename = "type")]
    kind: Scalar,
    id: Scalar,
    state: Scalar,
    created_at: Scalar,
    admin_assignee_id: Scalar,
    source: Option<First>,
    conversation_parts: Option<Parts>,
    contacts: Option<Contacts>,
    /// The conversation inside a webhook's notification.
    data: Option<Notice>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Notice {
    item: Option<Box<Source>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Contacts {
    contacts: Option<Vec<Author>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct First {
    #[serde(rename = "type")]
    kind: Scalar,
    delivered_as: Scalar,
    body: Option<String>,
    author: Option<Author>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Parts {
    conversation_parts: Option<Vec<Part>>,
    total_count: Scalar,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Part {
    part_type: Scalar,
    body: Option<String>,
    created_at: Scalar,
    author: Option<Author>,
    redacted: Scalar,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Author {
    #[serde(rename = "type")]
    kind: Scalar,
    id: Scalar,
    name: Scalar,
    from_ai_agent: Scalar,
    is_ai_answer: Scalar,
}

/// Reads one conversation.
pub(crate) fn conversation(text: &str, record: &Record) -> Result<Conversation, Stop> {
    let mut source: Source = serde_json::from_str(text)?;
    if source.kind.text().is_some_and(|kind| kind.ends_with("list")) {
        let message = "this is a list of conversations, which holds only the first message of each";
        return Err(Fault::new("conversation_list", message, "export each conversation with its parts").into());
    }
    if let Some(item) = source.data.take().and_then(|notice| notice.item) {
        source = *item;
    }
    let first = source.source.unwrap_or_default();
    let channel = channel(first.kind.text().unwrap_or_default());
    let automatic = first.delivered_as.text() == Some("automated");
    let mut agent = source.admin_assignee_id.word().filter(|id| *id != "0").map(str::to_owned);
    let customer = source.contacts.and_then(|contacts| contacts.contacts?.into_iter().find_map(|contact| contact.id.word().map(str::to_owned)));
    let mut thread = Thread::default();
    if let Some(body) = first.body.filter(|body| !body.trim().is_empty()) {
        let (party, name) = author(&first.author.unwrap_or_default(), automatic);
        thread.add(Message { party, name, text: html::text(&body), at: source.created_at.instant() });
    }
    let parts = source.conversation_parts.unwrap_or_default();
    let list = parts.conversation_parts.unwrap_or_default();
    thread.absent = parts.total_count.number().map_or(0, |count| count as u64).saturating_sub(list.len() as u64);
    for part in list {
        let kind = part.part_type.text().unwrap_or_default();
        if kind.starts_with("note") {
            thread.notes += 1;
            continue;
        }
        let from = part.author.unwrap_or_default();
        let (party, name) = author(&from, false);
        if part.redacted.is_true() {
            thread.wordless += 1;
            continue;
        }
        let text = part.body.map(|body| html::text(&body)).unwrap_or_default();
        // Assigning, closing and the like are parts too, mostly without words.
        if text.is_empty() && kind != "comment" {
            continue;
        }
        if party == Party::Agent {
            agent = agent.or(from.id.word().map(str::to_owned));
        }
        thread.add(Message { party, name, text, at: part.created_at.instant() });
    }
    let mut conversation = thread.conversation(record, source.id.word(), channel)?;
    (conversation.agent, conversation.customer) = (agent, customer);
    conversation.outcome.result_code = source.state.text().map(str::to_owned);
    Ok(conversation)
}

fn author(author: &Author, automatic: bool) -> (Party, Option<String>) {
    let kind = author.kind.text().unwrap_or_default();
    let machine = automatic || author.from_ai_agent.is_true() || author.is_ai_answer.is_true() || kind == "bot";
    let party = match kind {
        "user" | "lead" | "contact" => Party::Customer,
        _ if machine => Party::Bot,
        "admin" | "teammate" => Party::Agent,
        "team" => Party::System,
        _ => Party::Speaker("speaker".to_owned()),
    };
    let name = author.name.text().filter(|_| matches!(party, Party::Agent | Party::Customer)).map(str::to_owned);
    (party, name)
}

fn channel(kind: &str) -> Channel {
    match kind {
        "email" => Channel::Email,
        "sms" => Channel::Sms,
        "facebook" | "instagram" | "twitter" => Channel::Social,
        "phone_call" | "phone_switch" => Channel::Voice,
        _ => Channel::Chat,
    }
}
