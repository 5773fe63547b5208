//! Fixed words of the report in both languages.

use rapport_model::{Channel, ErrorClass, EventKind, Opportunity, Party, Standing, Why};
use rapport_text::Language;

use crate::language::Lang;

/// The mark of a finding that is no more than a hint.
pub fn hint(lang: Lang) -> &'static str {
    lang.pick("(hint)", "（线索）")
}

/// What a hint is, in a line.
pub fn hints(count: usize, lang: Lang) -> String {
    match lang {
        Lang::En => {
            let are = if count == 1 { "1 finding is a hint".to_owned() } else { format!("{count} findings are hints") };
            format!("{are}: less sure than a mark has to be; look at the words, hold it against nobody (rapport explain ID tells what was measured)")
        }
        Lang::Zh => format!("{count} 处为线索：尚未达到正式标注所需的准确率，只供查看原话，不作为评判依据（rapport explain ID 说明实测情况）"),
    }
}

/// A party's role; a speaker without one keeps the source's label.
pub fn party(party: &Party, lang: Lang) -> &str {
    match (lang, party) {
        (Lang::En, _) | (_, Party::Speaker(_)) => party.as_str(),
        (_, Party::Agent) => "坐席",
        (_, Party::Customer) => "客户",
        (_, Party::System) => "系统",
        (_, Party::Bot) => "机器人",
        (_, Party::Supervisor) => "主管",
    }
}

/// A channel.
pub fn channel(channel: Channel, lang: Lang) -> &'static str {
    match (lang, channel) {
        (Lang::En, _) => channel.as_str(),
        (_, Channel::Voice) => "电话",
        (_, Channel::Chat) => "在线聊天",
        (_, Channel::Email) => "邮件",
        (_, Channel::Sms) => "短信",
        (_, Channel::Social) => "社交媒体",
        (_, Channel::Video) => "视频",
    }
}

/// The language of a conversation.
pub fn language(language: Language, lang: Lang) -> &'static str {
    match language {
        Language::English => lang.pick("English", "英文"),
        Language::Chinese => lang.pick("Chinese", "中文"),
        _ => lang.pick("language unknown", "语言不明"),
    }
}

/// Why an item is not applicable or open.
pub fn why(why: Why, lang: Lang) -> &'static str {
    match why {
        Why::NothingCalledForIt => lang.pick("nothing called for it", "没有出现需要的情形"),
        Why::OtherChannel => lang.pick("for other channels", "仅适用于其他渠道"),
        Why::NoTimes => lang.pick("the turns carry no times", "来源没有时间信息"),
        Why::TooShort => lang.pick("too short to tell", "对话太短"),
        Why::NotInSource => lang.pick("the source does not say", "来源没有记录"),
        Why::ForAPerson => lang.pick("for a person to answer", "由人工作答"),
        Why::NotFound => lang.pick("not found; a person decides whether it was needed", "没有发现，由人工判断是否需要"),
    }
}

/// Whom an error harms.
pub fn class(class: ErrorClass, lang: Lang) -> &'static str {
    match class {
        ErrorClass::Customer => lang.pick("customer-critical", "客户致命"),
        ErrorClass::Business => lang.pick("business-critical", "业务致命"),
        ErrorClass::Compliance => lang.pick("compliance-critical", "合规致命"),
        ErrorClass::NonCritical => lang.pick("non-critical", "非致命"),
    }
}

/// What comes of an evaluation.
pub fn standing(standing: Standing, lang: Lang) -> &'static str {
    match standing {
        Standing::Pass => lang.pick("pass", "合格"),
        Standing::Below => lang.pick("below the pass mark", "低于合格线"),
        Standing::InsufficientEvidence => lang.pick("insufficient evidence", "依据不足"),
        Standing::FailProposed => lang.pick("fail to be confirmed", "不合格待确认"),
    }
}

/// What a source says beside the words.
pub fn fact(fact: &str, lang: Lang) -> &str {
    match (fact, lang) {
        ("event recording_notice", _) => lang.pick("a recording notice", "录音告知"),
        ("event hold", _) => lang.pick("a hold", "等待"),
        ("event transfer", _) => lang.pick("a transfer", "转接"),
        ("event hangup", _) => lang.pick("a hang-up", "挂断"),
        ("outcome resolved", _) => lang.pick("whether it was resolved", "是否解决"),
        ("outcome result_code", _) => lang.pick("a result code", "处理结果代码"),
        _ => fact,
    }
}

/// What happened beside the words.
pub fn event(kind: EventKind, lang: Lang) -> &'static str {
    match kind {
        EventKind::Hold => lang.pick("hold", "等待"),
        EventKind::Transfer => lang.pick("transfer", "转接"),
        EventKind::Silence => lang.pick("silence", "静音"),
        EventKind::Overlap => lang.pick("both speak", "同时说话"),
        EventKind::RecordingNotice => lang.pick("recording notice", "录音提示"),
        EventKind::Hangup => lang.pick("hang-up", "挂断"),
    }
}

/// The turns that were searched for what was missed.
pub fn searched(opportunity: &Opportunity, lang: Lang) -> String {
    match (opportunity.searched, lang) {
        (None, Lang::En) => "nothing followed that could be searched".to_owned(),
        (None, Lang::Zh) => "其后没有可查的话轮".to_owned(),
        (Some((first, last)), Lang::En) if first == last => format!("turn {first} searched"),
        (Some((first, last)), Lang::En) => format!("turns {first}–{last} searched"),
        (Some((first, last)), Lang::Zh) if first == last => format!("已查第 {first} 轮"),
        (Some((first, last)), Lang::Zh) => format!("已查第 {first}–{last} 轮"),
    }
}

/// Milliseconds as minutes and seconds, with hours where there are any.
pub fn clock(ms: i64) -> String {
    let seconds = ms.max(0) / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

#[cfg(test)]
mod tests {
    #[test]
    fn times_are_minutes_and_seconds() {
        assert_eq!(super::clock(302_000), "5:02");
        assert_eq!(super::clock(3_661_999), "1:01:01");
        assert_eq!(super::clock(-5), "0:00");
    }
}
