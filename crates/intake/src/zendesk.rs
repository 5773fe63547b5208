//! Zendesk: a ticket with its comments, from the data export or put together from the API, or a page of comments.

use std::collections::BTreeMap;

use rapport_model::{Channel, Conversation, Party};
use serde::Deserialize;

use crate::fault::Fault;
use crate::html;
use crate::provider::Stop;
use crate::records::Record;
use crate::scalar::Scalar;
use crate::thread::{Message, Strangers, Thread};

#[derive(Deserialize, Default)]
#[serde(default)]
struct Source {
    ticket: Option<Ticket>,
    comments: Option<Vec<Comment>>,
    users: Option<Vec<Person>>,
    count: Scalar,
    next_page: Scalar,
    // The export writes the ticket's own fields beside its comments.
    id: Scalar,
    status: Scalar,
    requester_id: Scalar,
    assignee_id: Scalar,
    requester: Option<Person>,
    assignee: Option<Person>,
    via: Option<Via>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Ticket {
    id: Scalar,
    status: Scalar,
    requester_id: Scalar,
    assignee_id: Scalar,
    requester: Option<Person>,
    assignee: Option<Person>,
    via: Option<Via>,
    comments: Option<Vec<Comment>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Via {
    channel: Scalar,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Person {
    id: Scalar,
    name: Scalar,
    role: Scalar,
    is_staff: Scalar,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Comment {
    author_id: Scalar,
    author: Option<Person>,
    public: Scalar,
    is_public: Scalar,
    body: Option<String>,
    plain_body: Option<String>,
    html_body: Option<String>,
    created_at: Scalar,
}

/// Reads one ticket.
pub(crate) fn conversation(text: &str, record: &Record) -> Result<Conversation, Stop> {
    let source: Source = serde_json::from_str(text)?;
    let mut ticket = source.ticket.unwrap_or_default();
    let Some(comments) = source.comments.or(ticket.comments.take()) else {
        return Err(Fault::new("no_turns", "this ticket comes without its comments", "give it with comments, as the comments endpoint of the ticket gives them").into());
    };
    let known = |scalar: &Scalar, other: &Scalar| scalar.word().or(other.word()).map(str::to_owned);
    let person = |one: &Option<Person>| one.as_ref().and_then(|person| person.id.word().map(str::to_owned));
    let requester = known(&ticket.requester_id, &source.requester_id).or(person(&ticket.requester)).or(person(&source.requester));
    let assignee = known(&ticket.assignee_id, &source.assignee_id).or(person(&ticket.assignee)).or(person(&source.assignee));
    let people = [source.requester, source.assignee, ticket.requester, ticket.assignee].into_iter().flatten().chain(source.users.unwrap_or_default());
    let mut roster = Roster { requester, assignee, people: BTreeMap::new(), strangers: Strangers::default() };
    for person in people {
        if let Some(id) = person.id.word() {
            roster.people.insert(id.to_owned(), person);
        }
    }
    let pages = source.next_page.text().is_some();
    let missing = source.count.number().map_or(0, |count| count as u64).saturating_sub(comments.len() as u64);
    let mut thread = Thread { absent: if pages { missing.max(1) } else { missing }, ..Thread::default() };
    for comment in comments {
        if comment.public.is_false() || comment.is_public.is_false() {
            thread.notes += 1;
            continue;
        }
        let (party, name) = roster.party(&comment);
        let filled = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        let plain = filled(comment.plain_body).or(filled(comment.body)).map(|text| html::plain(&text));
        let text = plain.or_else(|| filled(comment.html_body).map(|text| html::text(&text))).unwrap_or_default();
        thread.add(Message { party, name, text, at: comment.created_at.instant() });
    }
    let via = ticket.via.or(source.via).unwrap_or_default();
    let ticket_id = if ticket.id.word().is_some() { &ticket.id } else { &source.id };
    let mut conversation = thread.conversation(record, ticket_id.word(), channel(via.channel.text().unwrap_or_default()))?;
    (conversation.agent, conversation.customer) = (roster.assignee, roster.requester);
    conversation.outcome.result_code = known(&ticket.status, &source.status);
    Ok(conversation)
}

/// Who is who on a ticket.
struct Roster {
    requester: Option<String>,
    assignee: Option<String>,
    people: BTreeMap<String, Person>,
    strangers: Strangers,
}

impl Roster {
    /// The requester is the customer, staff the agent; without roles, so is whoever the ticket is assigned to, and
    /// everybody else where the requester is known.
    fn party(&mut self, comment: &Comment) -> (Party, Option<String>) {
        let own = comment.author.as_ref();
        let id = comment.author_id.word().or_else(|| own?.id.word());
        let person = id.and_then(|id| self.people.get(id));
        let name = own.and_then(|author| author.name.text()).or_else(|| person?.name.text());
        let role = own.and_then(|author| author.role.text()).or_else(|| person?.role.text());
        let staff = own.map(|author| &author.is_staff);
        let party = match role {
            _ if id == Some("-1") => Party::System,
            _ if id.is_some() && id == self.requester.as_deref() => Party::Customer,
            Some("end-user") => Party::Customer,
            Some("agent" | "admin") => Party::Agent,
            _ if staff.is_some_and(Scalar::is_true) => Party::Agent,
            _ if staff.is_some_and(Scalar::is_false) => Party::Customer,
            _ if id.is_some() && (self.requester.is_some() || id == self.assignee.as_deref()) => Party::Agent,
            _ => self.strangers.party(id, name),
        };
        (party, name.map(str::to_owned))
    }
}

/// Comments are letters unless the ticket began in a chat or the like.
fn channel(via: &str) -> Channel {
    match via {
        "chat" | "native_messaging" | "messaging" | "whatsapp" | "line" | "telegram" | "wechat" => Channel::Chat,
        "sms" => Channel::Sms,
        "twitter" | "facebook" | "instagram_dm" | "any_channel" => Channel::Social,
        _ => Channel::Email,
    }
}
