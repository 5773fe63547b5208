//! Chatwoot: a conversation with its messages, as the API and webhooks give it, or a page of its messages.

use rapport_model::{Channel, Conversation, Party};
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::fault::Fault;
use crate::html;
use crate::provider::Stop;
use crate::records::Record;
use crate::scalar::Scalar;
use crate::thread::{Message, Thread};

#[derive(Deserialize, Default)]
#[serde(default)]
struct Source {
    id: Scalar,
    status: Scalar,
    channel: Scalar,
    messages: Option<Vec<Post>>,
    payload: Option<Vec<Post>>,
    meta: Option<Meta>,
    /// The list of conversations of the API.
    data: Option<IgnoredAny>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Meta {
    channel: Scalar,
    sender: Option<Person>,
    contact: Option<Person>,
    assignee: Option<Person>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Person {
    id: Scalar,
    name: Scalar,
    #[serde(rename = "type")]
    kind: Scalar,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Post {
    content: Option<String>,
    message_type: Scalar,
    content_type: Scalar,
    content_attributes: Option<Attributes>,
    private: Scalar,
    created_at: Scalar,
    sender: Option<Person>,
    sender_type: Scalar,
    conversation_id: Scalar,
    /// Only where this is a conversation in a list and not a message.
    messages: Option<IgnoredAny>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Attributes {
    deleted: Scalar,
}

/// Reads one conversation.
pub(crate) fn conversation(text: &str, record: &Record) -> Result<Conversation, Stop> {
    let source: Source = serde_json::from_str(text)?;
    let posts = source.messages.or(source.payload).unwrap_or_default();
    if source.data.is_some() && posts.is_empty() || posts.iter().any(|post| post.messages.is_some()) {
        let message = "this is a list of conversations, which holds only the last message of each";
        return Err(Fault::new("conversation_list", message, "export each conversation with its messages").into());
    }
    let meta = source.meta.unwrap_or_default();
    let inbox = source.channel.text().or(meta.channel.text()).unwrap_or_default().to_owned();
    let id = source.id.word().or_else(|| posts.iter().find_map(|post| post.conversation_id.word())).map(str::to_owned);
    let mailed = posts.iter().any(|post| post.content_type.text() == Some("incoming_email"));
    let mut agent = meta.assignee.and_then(|person| person.id.word().map(str::to_owned));
    let mut customer = meta.sender.or(meta.contact).and_then(|person| person.id.word().map(str::to_owned));
    let mut thread = Thread::default();
    for post in posts {
        if post.private.is_true() {
            thread.notes += 1;
            continue;
        }
        let party = party(&post);
        let sender = post.sender.unwrap_or_default();
        match party {
            Party::Agent => agent = agent.or(sender.id.word().map(str::to_owned)),
            Party::Customer => customer = customer.or(sender.id.word().map(str::to_owned)),
            _ => {}
        }
        let deleted = post.content_attributes.is_some_and(|attributes| attributes.deleted.is_true());
        let name = sender.name.text().filter(|_| matches!(party, Party::Agent | Party::Customer)).map(str::to_owned);
        let text = post.content.filter(|_| !deleted).unwrap_or_default();
        thread.add(Message { party, name, text: html::plain(&text), at: post.created_at.instant() });
    }
    let mut conversation = thread.conversation(record, id.as_deref(), channel(&inbox, mailed))?;
    (conversation.agent, conversation.customer) = (agent, customer);
    conversation.outcome.result_code = source.status.text().map(str::to_owned);
    Ok(conversation)
}

/// Who posted: `message_type` in words or as a number, then the kind of the sender.
fn party(post: &Post) -> Party {
    let kind = post.sender_type.text().or_else(|| post.sender.as_ref()?.kind.text()).unwrap_or_default().to_ascii_lowercase();
    match post.message_type.word() {
        Some("incoming" | "0") => Party::Customer,
        Some("outgoing" | "1") if kind.contains("bot") || kind.contains("captain") => Party::Bot,
        Some("outgoing" | "1") => Party::Agent,
        Some("activity" | "2" | "template" | "3") => Party::System,
        _ if kind == "contact" => Party::Customer,
        _ => Party::Agent,
    }
}

fn channel(inbox: &str, mailed: bool) -> Channel {
    let inbox = inbox.to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| inbox.contains(word));
    if mailed || has(&["email"]) {
        Channel::Email
    } else if has(&["sms"]) {
        Channel::Sms
    } else if has(&["facebook", "twitter", "instagram", "tiktok"]) {
        Channel::Social
    } else {
        Channel::Chat
    }
}
