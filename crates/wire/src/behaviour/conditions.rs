//! The dialogue conditions of a behaviour, in words.

use serde::Deserialize;

use crate::Lang;

/// `when` of a rule file, as far as it can be said in a line.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct When {
    after: Option<Near>,
    not_after: Option<Near>,
    followed_by: Option<Near>,
    not_followed_by: Option<Near>,
    same_turn: Vec<String>,
    not_same_turn: Vec<String>,
    prev: Option<Said>,
    not_prev: Option<Said>,
    next: Option<Said>,
    not_next: Option<Said>,
    earlier: Option<Said>,
    not_earlier: Option<Said>,
    position: Option<Position>,
    channel: Vec<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Near {
    any: Vec<String>,
    within: Option<u32>,
    turns: Option<String>,
    level: Option<u8>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Said {
    form: Option<String>,
    min_words: Option<u32>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Position {
    first: Option<u32>,
    last: Option<u32>,
    third: Option<u32>,
    last_percent: Option<u32>,
}

/// `opportunity` of a rule file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Opportunity {
    on: On,
    within: Option<u32>,
    channel: Vec<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct On {
    any: Vec<String>,
    level: Option<u8>,
    start: bool,
    end: bool,
    event: Option<String>,
    side: Option<String>,
    form: Option<String>,
}

/// Turns ids into names.
pub type Names<'a> = &'a dyn Fn(&str) -> String;

/// Every condition as a line.
pub fn when(when: &When, lang: Lang, names: Names) -> Vec<String> {
    let mut lines = Vec::new();
    let near = |near: &Near, en: &str, zh: &str| {
        let list = list(&near.any, near.level, lang, names);
        match lang {
            Lang::En => format!("{en} {list}{}", within_en(near)),
            Lang::Zh => format!("{zh}{list}{}", within_zh(near)),
        }
    };
    lines.extend(when.after.as_ref().map(|n| near(n, "only after", "须在此之后：")));
    lines.extend(when.not_after.as_ref().map(|n| near(n, "not after", "不在此之后：")));
    lines.extend(when.followed_by.as_ref().map(|n| near(n, "only where this follows:", "其后须有：")));
    lines.extend(when.not_followed_by.as_ref().map(|n| near(n, "withdrawn where this follows:", "其后若有则撤回：")));
    let same = |ids: &[String], en: &str, zh: &str| (!ids.is_empty()).then(|| format!("{}{}", if lang == Lang::En { en } else { zh }, list(ids, None, lang, names)));
    lines.extend(same(&when.same_turn, "only in the same turn as ", "须与此同一轮："));
    lines.extend(same(&when.not_same_turn, "not in the same turn as ", "不与此同一轮："));
    let said = |said: &Option<Said>, en: &str, zh: &str| said.as_ref().map(|said| format!("{}{}", if lang == Lang::En { en } else { zh }, form(said, lang)));
    lines.extend(said(&when.prev, "depends on what the other side said just before", "取决于对方前一句的内容"));
    lines.extend(said(&when.not_prev, "not after certain words of the other side just before", "对方前一句含特定内容时不算"));
    lines.extend(said(&when.next, "depends on what the other side says next", "取决于对方下一句的内容"));
    lines.extend(said(&when.not_next, "not before certain words of the other side", "对方下一句含特定内容时不算"));
    lines.extend(said(&when.earlier, "depends on what was said earlier", "取决于之前说过的内容"));
    lines.extend(said(&when.not_earlier, "not when certain things were said earlier", "之前说过特定内容时不算"));
    lines.extend(when.position.as_ref().and_then(|position| place(position, lang)));
    lines.extend(channels(&when.channel, lang));
    lines
}

/// What calls for it, and how soon.
pub fn opportunity(opportunity: &Opportunity, lang: Lang, names: Names) -> String {
    let on = &opportunity.on;
    let en = lang == Lang::En;
    let cause = match () {
        () if !on.any.is_empty() => list(&on.any, on.level, lang, names),
        () if on.start => lang.pick("the start of the conversation", "对话开始").to_owned(),
        () if on.end => lang.pick("the end of the conversation", "对话结束").to_owned(),
        () => match &on.event {
            Some(event) if en => format!("an event: {event}"),
            Some(event) => format!("事件：{event}"),
            None if on.form.as_deref() == Some("question") => lang.pick("certain questions of the other side", "对方的特定提问").to_owned(),
            None if on.side.as_deref() == Some("agent") => lang.pick("certain words of the agent", "坐席的特定表述").to_owned(),
            None => lang.pick("certain words of the customer", "客户的特定表述").to_owned(),
        },
    };
    let within = match (opportunity.within, lang) {
        (Some(1), Lang::En) => "; to be met in the next turn of this side".to_owned(),
        (Some(n), Lang::En) => format!("; to be met within {n} turns of this side"),
        (Some(n), Lang::Zh) => format!("；应在本方 {n} 轮之内做到"),
        (None, _) => String::new(),
    };
    let channels = channels(&opportunity.channel, lang).map_or(String::new(), |text| format!("; {text}"));
    format!("{cause}{within}{channels}")
}

fn list(ids: &[String], level: Option<u8>, lang: Lang, names: Names) -> String {
    let text = ids.iter().map(|id| names(id)).collect::<Vec<_>>().join(lang.pick(" or ", " / "));
    match (level.filter(|level| *level > 1), lang) {
        (Some(level), Lang::En) => format!("{text}, level {level} or more"),
        (Some(level), Lang::Zh) => format!("{text}（{level} 级以上）"),
        (None, _) => text,
    }
}

fn within_en(near: &Near) -> String {
    let whose = match near.turns.as_deref() {
        Some("customer") => "customer ",
        Some("all") => "",
        _ => "agent ",
    };
    match near.within {
        Some(1) => format!(", within 1 {whose}turn"),
        Some(n) => format!(", within {n} {whose}turns"),
        None => String::new(),
    }
}

fn within_zh(near: &Near) -> String {
    let whose = match near.turns.as_deref() {
        Some("customer") => "客户",
        Some("all") => "",
        _ => "坐席",
    };
    near.within.map_or(String::new(), |n| format!("（{whose} {n} 轮之内）"))
}

fn form(said: &Said, lang: Lang) -> String {
    let question = said.form.as_deref() == Some("question");
    let long = said.min_words.map(|n| match lang {
        Lang::En => format!("{n} words or more"),
        Lang::Zh => format!("不少于 {n} 个词"),
    });
    let parts: Vec<String> = question.then(|| lang.pick("a question", "提问").to_owned()).into_iter().chain(long).collect();
    match (parts.is_empty(), lang) {
        (true, _) => String::new(),
        (_, Lang::En) => format!(" ({})", parts.join(", ")),
        (_, Lang::Zh) => format!("（{}）", parts.join("，")),
    }
}

fn place(position: &Position, lang: Lang) -> Option<String> {
    Some(match (position, lang) {
        (Position { first: Some(n), .. }, Lang::En) => format!("only in the first {n} turns of this side"),
        (Position { first: Some(n), .. }, Lang::Zh) => format!("只在本方前 {n} 轮"),
        (Position { last: Some(n), .. }, Lang::En) => format!("only in the last {n} turns of this side"),
        (Position { last: Some(n), .. }, Lang::Zh) => format!("只在本方最后 {n} 轮"),
        (Position { third: Some(n), .. }, Lang::En) => format!("only in third {n} of the conversation"),
        (Position { third: Some(n), .. }, Lang::Zh) => format!("只在对话的第 {n} 个三分之一"),
        (Position { last_percent: Some(n), .. }, Lang::En) => format!("only in the last {n} % of the conversation"),
        (Position { last_percent: Some(n), .. }, Lang::Zh) => format!("只在对话的最后 {n}%"),
        _ => return None,
    })
}

fn channels(list: &[String], lang: Lang) -> Option<String> {
    (!list.is_empty()).then(|| format!("{}{}", lang.pick("only in ", "只用于："), list.join(lang.pick(", ", "、"))))
}
