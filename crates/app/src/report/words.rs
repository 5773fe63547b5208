//! Fixed words of the report in both languages.

use rapport_model::{Channel, Party};
use rapport_text::Language;

use crate::language::Lang;

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

/// A skill.
pub fn skill(skill: &str, lang: Lang) -> &str {
    match (skill, lang) {
        ("follow_through", Lang::En) => "follow-through",
        (_, Lang::En) => skill,
        ("opening", _) => "开场",
        ("listening", _) => "倾听",
        ("empathy", _) => "共情",
        ("apology", _) => "致歉",
        ("solving", _) => "解决问题",
        ("clarity", _) => "表达清楚",
        ("follow_through", _) => "跟进",
        ("relationship", _) => "客户关系",
        ("boundaries", _) => "界限",
        _ => skill,
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
