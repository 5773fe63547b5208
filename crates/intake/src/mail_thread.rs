//! The messages of one e-mail thread made a conversation: order, who serves, what is left out.

use std::collections::{HashMap, HashSet};

use rapport_model::{Channel, Conversation, Party, Turn};

use crate::encoding;
use crate::fault::Fault;
use crate::groups::{self, Head};
use crate::mail_message::{self, Message};
use crate::mailbox;
use crate::party::Speakers;
use crate::plain::id_or_derived;
use crate::records::Record;
use crate::sniff::Format;

/// What stands before the `@` of an address that a company answers from.
const SUPPORT: &str = "support help helpdesk service services customerservice customersupport customercare customer care contact info hello team sales \
    billing returns orders claims complaints feedback desk servicedesk office kefu fuwu";
/// What stands before the `@` of an address that only machines write from.
const MACHINES: &str = "noreply donotreply notification notifications mailerdaemon postmaster alerts";
/// Domains where anybody has an address: colleagues are not told by them.
const PUBLIC: &str = "gmail.com googlemail.com outlook.com hotmail.com live.com yahoo.com icloud.com me.com aol.com proton.me protonmail.com gmx.com \
    gmx.de web.de qq.com 163.com 126.com sina.com sohu.com foxmail.com yeah.net 139.com 189.cn aliyun.com";

/// Longest chain of answers that is followed.
const DEEPEST: usize = 1000;

/// Reads a single message.
pub(crate) fn single(record: &Record) -> Result<Conversation, Fault> {
    // `Subject:` of a record that begins late in the source still has the record's line.
    let message = mail_message::message(&record.bytes, record.line);
    let message = message.ok_or_else(|| Fault::new("bad_mail", "the message has no readable header", "save the message again as .eml, with its header"))?;
    finish(vec![message], Head::default(), record)
}

/// Reads the messages of a thread that [`crate::mailbox`] gathered.
pub(crate) fn thread(text: &str, record: &Record) -> Result<Conversation, Fault> {
    let (head, messages): (Head, Vec<Message>) = groups::rows(text);
    finish(messages, head, record)
}

fn finish(messages: Vec<Message>, head: Head, record: &Record) -> Result<Conversation, Fault> {
    let all = messages.len();
    // A mailbox may hold a message twice, as sent and as received.
    let mut seen = HashSet::new();
    let messages: Vec<Message> = messages.into_iter().filter(|message| message.id.as_ref().is_none_or(|id| seen.insert(id.clone()))).collect();
    let twice = all - messages.len();
    let (automatic, mut messages): (Vec<Message>, Vec<Message>) = messages.into_iter().partition(|message| message.automatic);
    if messages.is_empty() {
        let message = "this e-mail is an automatic reply or a mass mailing, and nobody else wrote in its thread";
        return Err(Fault::new("automatic_mail", message, "nothing is to be done; give messages that people wrote"));
    }
    order(&mut messages);

    let mut conversation = Conversation::new(id_or_derived(None, record), record.source.as_str(), Channel::Email);
    let roles = Roles::of(&messages, &head);
    let mut speakers = Speakers::default();
    let first = messages.iter().find_map(|message| message.date);
    for (number, message) in messages.iter().enumerate() {
        let party = roles.party(&message.from).unwrap_or_else(|| speakers.of(message.name.as_deref().unwrap_or(&message.from)));
        let mut turn = Turn::new(party, message.text.as_str());
        turn.start_ms = message.date.zip(first).and_then(|(date, first)| date.checked_sub(first));
        turn.name.clone_from(&message.name);
        conversation.turns.push(turn);
        if !message.cut.is_empty() {
            conversation.extra.insert(format!("turns[{number}].cut"), serde_json::Value::from(message.cut.as_str()).to_string());
        }
    }
    conversation.started_at = first.and_then(|ms| jiff::Timestamp::from_millisecond(ms).ok()).map(|time| time.to_string());
    if let Some((subject, _)) = messages.first().map(|message| mailbox::base_subject(&message.subject)).filter(|(subject, _)| !subject.is_empty()) {
        conversation.extra.insert("subject".to_owned(), serde_json::Value::from(subject).to_string());
    }

    let mut remark = |fault: Fault| conversation.problems.push(fault.remark());
    let cut = messages.iter().filter(|message| !message.cut.is_empty()).count();
    if cut > 0 {
        let message = format!("quoted messages, signatures or footers were cut off in {cut} of {} e-mails", messages.len());
        remark(Fault::new("quotes_cut", message, "nothing is to be done; words quoted from others are not counted twice"));
    }
    if !automatic.is_empty() {
        remark(Fault::new("automatic_mail", format!("{} automatic replies were left out", automatic.len()), "nothing is to be done"));
    }
    if twice > 0 {
        remark(Fault::new("duplicate_message", format!("{twice} e-mails that are there twice were read once"), "nothing is to be done"));
    }
    if messages.iter().all(|message| message.text.trim().is_empty()) {
        remark(Fault::new("no_words", "the e-mail holds no words of its own", "give messages with a text or html part"));
    }
    if head.split {
        let message = "earlier e-mails of this thread stand too far from these to be put together";
        remark(Fault::new("split_conversation", message, "sort the mailbox by thread"));
    }
    if let Some(from) = messages.iter().find_map(|message| message.converted.as_deref()) {
        remark(encoding::converted(from));
    }
    if messages.iter().any(|message| message.damaged) {
        remark(encoding::damaged());
    }
    debug_assert!(matches!(record.format, Format::Mail | Format::Mailbox));
    Ok(conversation)
}

/// By date, and never an answer before what it answers, as clocks differ.
fn order(messages: &mut Vec<Message>) {
    let places: HashMap<&str, usize> = messages.iter().enumerate().filter_map(|(at, message)| Some((message.id.as_deref()?, at))).collect();
    let parents: Vec<Option<usize>> =
        messages.iter().enumerate().map(|(at, message)| message.references.iter().rev().find_map(|id| places.get(id.as_str()).copied()).filter(|parent| *parent != at)).collect();
    let depth = |mut at: usize| {
        let mut depth = 0;
        // Headers may name each other in a circle.
        while let Some(parent) = parents[at].filter(|_| depth < messages.len().min(DEEPEST)) {
            (at, depth) = (parent, depth + 1);
        }
        depth
    };
    let mut by_depth: Vec<(usize, usize)> = (0..messages.len()).map(|at| (depth(at), at)).collect();
    by_depth.sort_unstable();
    let mut when: Vec<i64> = messages.iter().map(|message| message.date.unwrap_or(i64::MIN)).collect();
    for (_, at) in &by_depth {
        if let Some(parent) = parents[*at] {
            when[*at] = when[*at].max(when[parent]);
        }
    }
    let mut order: Vec<usize> = by_depth.iter().map(|(_, at)| *at).collect();
    order.sort_by_key(|at| when[*at]);
    *messages = order.iter().map(|at| std::mem::take(&mut messages[*at])).collect();
}

/// Whose addresses serve.
struct Roles {
    agents: HashSet<String>,
    /// Somebody serves: all others are served.
    known: bool,
}

impl Roles {
    fn of(messages: &[Message], head: &Head) -> Roles {
        let senders: HashSet<&str> = messages.iter().map(|message| message.from.as_str()).collect();
        let all: HashSet<&str> =
            messages.iter().flat_map(|message| std::iter::once(&message.from).chain(&message.to)).map(String::as_str).filter(|address| !address.is_empty()).collect();
        let mut agents: HashSet<String> = all.iter().filter(|address| among(SUPPORT, &local(address))).map(|address| (*address).to_owned()).collect();
        // Two addresses of one domain that is the company's own: colleagues.
        let domains: HashSet<String> = agents.iter().filter_map(|address| domain(address)).filter(|domain| !among(PUBLIC, domain)).map(str::to_owned).collect();
        if agents.is_empty() {
            // An address that takes part in most threads of the mailbox; it tells nothing where everybody does.
            let regular: Vec<&&str> = all.iter().filter(|address| head.regulars.iter().any(|regular| regular == **address)).collect();
            if regular.len() < all.len() {
                agents.extend(regular.into_iter().map(|address| (*address).to_owned()));
            }
        }
        agents.extend(all.iter().filter(|address| domain(address).is_some_and(|domain| domains.contains(domain))).map(|address| (*address).to_owned()));
        // Colleagues among themselves: who is served is not known.
        let known = !agents.is_empty() && (senders.len() == 1 || senders.iter().any(|sender| !agents.contains(*sender)));
        Roles { agents, known }
    }

    fn party(&self, from: &str) -> Option<Party> {
        if among(MACHINES, &local(from)) {
            return Some(Party::System);
        }
        self.known.then(|| if self.agents.contains(from) { Party::Agent } else { Party::Customer })
    }
}

/// What stands before the `@`, without what follows `+` and without marks.
fn local(address: &str) -> String {
    let local = address.split(['@', '+']).next().unwrap_or_default();
    local.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn among(words: &str, word: &str) -> bool {
    words.split(' ').any(|known| known == word)
}

fn domain(address: &str) -> Option<&str> {
    address.rsplit_once('@').map(|(_, domain)| domain)
}
