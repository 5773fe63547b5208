//! Speaker labels, times and headers at the start of a transcript's lines.

use rapport_model::Party;

use crate::party;
use crate::times;

/// Longest label, in characters.
const LONGEST: usize = 40;

/// Words that are labels in a transcript even where they stand once.
const CORE: &[&str] = &[
    "agent",
    "customer",
    "rep",
    "representative",
    "advisor",
    "adviser",
    "client",
    "caller",
    "user",
    "bot",
    "chatbot",
    "ivr",
    "system",
    "supervisor",
    "客服",
    "坐席",
    "座席",
    "客户",
    "用户",
    "顾客",
    "系统",
    "机器人",
    "客戶",
    "用戶",
    "顧客",
    "系統",
    "機器人",
    "主管",
];
/// Words before a colon that people write inside what they say.
const NOT_SPEAKERS: &[&str] = &[
    "note",
    "notes",
    "ps",
    "p.s",
    "nb",
    "fyi",
    "re",
    "fw",
    "fwd",
    "subject",
    "to",
    "cc",
    "bcc",
    "date",
    "time",
    "tip",
    "warning",
    "important",
    "update",
    "order",
    "order number",
    "order no",
    "reference",
    "ref",
    "ticket",
    "case",
    "address",
    "phone",
    "tel",
    "mobile",
    "fax",
    "email",
    "e-mail",
    "website",
    "web",
    "link",
    "url",
    "http",
    "https",
    "name",
    "total",
    "amount",
    "price",
    "step",
    "option",
    "question",
    "answer",
    "summary",
    "issue",
    "status",
    "account",
    "dob",
    "注意",
    "备注",
    "地址",
    "电话",
    "手机",
    "邮箱",
    "姓名",
    "订单",
    "订单号",
    "时间",
    "日期",
    "金额",
    "温馨提示",
    "提示",
    "网址",
    "链接",
    "问题",
    "原因",
    "步骤",
    "账号",
];
const ZH_ROLES: &[&str] = &["客服", "坐席", "座席", "客户", "用户", "顾客", "机器人", "专员", "客戶", "用戶", "顧客", "機器人", "專員"];
const NUMBERED: &[&str] = &["speaker", "spk", "party", "participant", "channel", "person", "说话人", "发言人", "讲话人"];
const HEADERS: &[&str] = &["id", "channel", "lang", "language", "program", "agent_id", "customer_id", "started_at", "title", "result_code", "resolved"];

/// A line taken apart.
#[derive(Debug)]
pub(crate) struct Line<'a> {
    /// Milliseconds of a time before or inside the label.
    pub(crate) time: Option<i64>,
    /// The time stands in brackets.
    pub(crate) bracketed: bool,
    /// What stands before the first colon, if it could be a speaker.
    pub(crate) label: Option<Label>,
    /// What follows label and time.
    pub(crate) text: &'a str,
}

/// A possible speaker.
#[derive(Clone, Debug)]
pub(crate) struct Label {
    /// The label as written, without time and marks.
    pub(crate) word: String,
    pub(crate) party: Party,
    pub(crate) name: Option<String>,
    pub(crate) trust: Trust,
}

/// How sure a label is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Trust {
    /// Could be a name; must recur.
    Name,
    /// A role that is also an everyday word; must recur.
    Role,
    /// Always a speaker.
    Sure,
}

/// Takes a line apart.
pub(crate) fn split(line: &str) -> Line<'_> {
    let line = line.trim();
    let (time, bracketed, rest) = leading_time(line);
    let after_dash = rest.trim_start().trim_start_matches(['-', '–', '—', '|']).trim_start();
    let rest = if time.is_some() { after_dash } else { rest };
    match label(rest) {
        Some((label, inner_time, text)) => Line { time: time.or(inner_time), bracketed, label: Some(label), text },
        None => Line { time, bracketed, label: None, text: rest },
    }
}

/// The role a label by itself names, with the name that stands beside it: `Agent`, `Dana (agent)`, `客服小王`.
pub(crate) fn role(label: &str) -> Option<(Party, Option<String>)> {
    let label = label.trim();
    if let Some(party) = party::known(label) {
        return Some((party, None));
    }
    classify(label).filter(|label| label.trust == Trust::Sure && !matches!(label.party, Party::Speaker(_))).map(|label| (label.party, label.name))
}

/// Whether a line may stand above a transcript without being part of it.
pub(crate) fn is_header(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with('#') || header(line).is_some()
}

/// Key and value of a header line.
pub(crate) fn header(line: &str) -> Option<(&'static str, &str)> {
    let (key, value) = line.trim().split_once([':', '：'])?;
    let key = key.trim().to_lowercase();
    let key = HEADERS.iter().find(|known| **known == key)?;
    Some((key, value.trim()))
}

fn leading_time(line: &str) -> (Option<i64>, bool, &str) {
    for (open, close) in [('[', ']'), ('(', ')'), ('（', '）'), ('【', '】')] {
        if let Some(inside) = line.strip_prefix(open)
            && let Some((time, rest)) = inside.split_once(close)
        {
            // A range counts from its start: `[00:12 - 00:15]`, `[00:12 --> 00:15]`.
            let time = time.split([' ', '-']).next().unwrap_or_default();
            return match times::clock(time.trim()) {
                Some(ms) => (Some(ms), true, rest.trim_start()),
                None => (None, false, line),
            };
        }
    }
    let end = line.find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.' | ','))).unwrap_or(line.len());
    match times::clock(&line[..end]) {
        Some(ms) if line[end..].is_empty() || line[end..].starts_with([' ', '\t']) => (Some(ms), false, line[end..].trim_start()),
        _ => (None, false, line),
    }
}

fn label(rest: &str) -> Option<(Label, Option<i64>, &str)> {
    let (at, colon) = rest.char_indices().take(LONGEST * 2).find(|(at, c)| {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        // The colon of a time is not the one that ends a label.
        matches!(c, ':' | '：') && !(digit(rest[..*at].chars().next_back()) && digit(rest[at + c.len_utf8()..].chars().next()))
    })?;
    let text = &rest[at + colon.len_utf8()..];
    if text.starts_with("//") || text.starts_with('\\') {
        return None;
    }
    let mut word = rest[..at].trim().trim_matches('*').trim();
    let mut time = None;
    // `Agent (00:12): …` and `Agent 00:12: …`
    if let Some((front, last)) = word.rsplit_once([' ', '(', '[', '（'])
        && let Some(ms) = times::clock(last.trim_end_matches([')', ']', '）']))
    {
        time = Some(ms);
        word = front.trim_end_matches(['(', '[', '（', ' ']);
    }
    let text = text.trim_start_matches('*').trim_start();
    Some((classify(word)?, time, text))
}

fn classify(word: &str) -> Option<Label> {
    let length = word.chars().count();
    if length == 0 || length > LONGEST || word.split_whitespace().count() > 4 || !word.starts_with(char::is_alphanumeric) {
        return None;
    }
    if word.contains(['.', ',', '!', '?', ';', '"', '。', '，', '！', '？', '；', '“', '”', '/', '=', '<', '>', '{', '}']) {
        return None;
    }
    let lower = word.to_lowercase();
    let found = |party: Party, name: Option<&str>, trust: Trust| {
        let name = name.map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned);
        Some(Label { word: word.to_owned(), party, name, trust })
    };
    if let Some((outer, inner)) = word.split_once(['(', '（']) {
        let inner = inner.trim_end_matches([')', '）']);
        if let Some(party) = party::known(inner) {
            return found(party, Some(outer), Trust::Sure);
        }
        if let Some(party) = party::known(outer) {
            return found(party, Some(inner), Trust::Sure);
        }
    }
    if let Some(party) = party::known(word) {
        let core = CORE.contains(&lower.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' '));
        return found(party, None, if core { Trust::Sure } else { Trust::Role });
    }
    if NUMBERED.iter().any(|start| lower.strip_prefix(start).is_some_and(|rest| is_number(rest.trim()))) {
        return found(Party::Speaker(word.to_owned()), None, Trust::Sure);
    }
    if let Some((role, name)) = named_role(word) {
        return found(role, Some(name), Trust::Sure);
    }
    if NOT_SPEAKERS.contains(&lower.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == '#')) {
        return None;
    }
    // A name begins with a capital, or with a letter of a script without capitals and is short.
    let first = word.chars().next()?;
    let name_like = if first.is_ascii() { first.is_uppercase() } else { !first.is_lowercase() && (length <= 6 || first.is_uppercase()) };
    if name_like { found(Party::Speaker(word.to_owned()), Some(word), Trust::Name) } else { None }
}

/// `Agent Dana`, `客服小王`: a role and a name in one label.
fn named_role(word: &str) -> Option<(Party, &str)> {
    if let Some((first, rest)) = word.split_once([' ', '-', '_']) {
        let name = rest.trim_start_matches(['-', ' ']);
        let is_role = CORE.contains(&first.to_lowercase().as_str());
        return (is_role && name.starts_with(char::is_uppercase) && !name.contains(' ')).then(|| party::known(first).map(|party| (party, name)))?;
    }
    let role = ZH_ROLES.iter().find(|role| word.starts_with(**role))?;
    let name = &word[role.len()..];
    // 客服小王 is a speaker; 客服电话 and 客户姓名 are not.
    let is_name = name.starts_with(['小', '老', '阿']) || ["先生", "女士", "小姐"].iter().any(|title| name.ends_with(title)) || name.is_ascii();
    (is_name && name.chars().count() <= 6).then(|| party::known(role).map(|party| (party, name)))?
}

fn is_number(text: &str) -> bool {
    let text = text.trim_start_matches(['_', '-', '#', ' ']);
    !text.is_empty() && text.len() <= 3 && (text.bytes().all(|byte| byte.is_ascii_digit()) || (text.len() == 1 && text.is_ascii()))
}
