//! Fixed words of the summary in both languages.

use super::groups::{Band, By};
use super::rate::{Cluster, Rate};
use super::worth::Why;
use crate::language::Lang;
use crate::report::View;

/// `Skills by agent`.
pub fn by(by: By, lang: Lang) -> &'static str {
    match by {
        By::All => lang.pick("all", "全部"),
        By::Agent => lang.pick("by agent", "按坐席"),
        By::Program => lang.pick("by program", "按项目"),
        By::Channel => lang.pick("by channel", "按渠道"),
    }
}

/// A group without a name.
pub fn unnamed(lang: Lang) -> &'static str {
    lang.pick("(not named)", "（未注明）")
}

/// Where a group stands beside all.
pub fn band(band: Band, lang: Lang) -> &'static str {
    match band {
        Band::Above => lang.pick("above the whole", "高于整体"),
        Band::Within => lang.pick("no difference can be shown", "看不出差别"),
        Band::Below => lang.pick("below the whole", "低于整体"),
    }
}

/// What an interval is clustered by.
pub fn clusters(rate: &Rate, lang: Lang) -> String {
    let n = rate.clusters;
    match (rate.cluster, lang) {
        (Cluster::Conversation, lang) => conversations(n, lang),
        (Cluster::Day, Lang::En) => format!("{n} days"),
        (Cluster::Day, Lang::Zh) => format!("{n} 天"),
    }
}

/// `3 conversations`.
pub fn conversations(count: u64, lang: Lang) -> String {
    match lang {
        Lang::En if count == 1 => "1 conversation".to_owned(),
        Lang::En => format!("{count} conversations"),
        Lang::Zh => format!("{count} 段对话"),
    }
}

/// `12 of 40`.
pub fn of(rate: &Rate, lang: Lang) -> String {
    match (rate.opportunities, lang) {
        (0, Lang::En) => "not called for".to_owned(),
        (0, Lang::Zh) => "没有机会".to_owned(),
        (all, Lang::En) => format!("{} of {all}", rate.taken),
        (all, Lang::Zh) => format!("{} / {all}", rate.taken),
    }
}

/// `18–82 %`, rounded outwards; nothing where nothing was called for.
pub fn interval(rate: &Rate) -> String {
    if rate.opportunities == 0 { String::new() } else { format!("{}–{} %", rate.interval.0 / 10, rate.interval.1.div_ceil(10)) }
}

/// How intervals are made.
pub fn method(lang: Lang) -> &'static str {
    lang.pick(
        "Opportunities taken, with the Wilson interval at 95 %. Opportunities of one conversation are alike, so n is divided by the design effect over conversations; over days where every conversation is dated and there are ten days or more.",
        "把握的机会及其 95% Wilson 区间。同一段对话里的机会彼此相似，因此 n 除以按对话计算的设计效应；全部对话都有日期且不少于十天时，按天计算。",
    )
}

/// Why there is no order of names.
pub fn no_ranking(lang: Lang) -> &'static str {
    lang.pick(
        "Where an interval overlaps that of all conversations, or a name has fewer than five, no difference can be shown, and names stand in the order of the alphabet.",
        "区间与整体重叠，或者对话不足五段时，看不出差别，名称按字母顺序排列，不分先后。",
    )
}

/// That the list of conversations is no sample.
pub fn no_sample(lang: Lang) -> &'static str {
    lang.pick("Picked for what they hold: they say nothing about the rest, and enter no average.", "按内容挑出，不代表其余对话，也不进入任何平均数。")
}

/// Hostility is said of a team only.
pub fn team_only(lang: Lang) -> &'static str {
    lang.pick("Of the team as a whole, for help and relief; never of one agent, and never in a score.", "只统计整个团队，用于支持和减负；不按坐席统计，也不计入任何评分。")
}

/// That there are too few agents to say it.
pub fn too_few(lang: Lang) -> &'static str {
    lang.pick("Hostility is not shown: of one or two agents it would be theirs.", "坐席只有一两人时不显示客户敌意，以免等同于按人统计。")
}

/// A reason to read a conversation.
pub fn why(why: &Why, view: &View) -> String {
    let lang = view.lang;
    match (why, lang) {
        (Why::Vulnerable, _) => lang.pick("the customer may need special care", "客户可能需要特别照顾").to_owned(),
        (Why::Threat, _) => lang.pick("the customer names a regulator, a court or the press", "客户提到监管、法院或媒体").to_owned(),
        (Why::Abuse, _) => lang.pick("abuse reached the agent: offer help", "坐席受到辱骂：请提供支持").to_owned(),
        (Why::Unacknowledged { intensity }, Lang::En) => format!("upset ({intensity} of 4) and never acknowledged"),
        (Why::Unacknowledged { intensity }, Lang::Zh) => format!("客户激动（强度 {intensity}）而始终没有回应"),
        (Why::NotCalm { intensity }, Lang::En) => format!("upset ({intensity} of 4) and not calm at the end"),
        (Why::NotCalm { intensity }, Lang::Zh) => format!("客户激动（强度 {intensity}），到结束仍未平静"),
        (Why::Leaving, _) => lang.pick("wants to leave, and nothing was offered", "客户想离开，没有挽留").to_owned(),
        (Why::Escalation, _) => lang.pick("asked for somebody else, unanswered", "要求找上级，没有得到回应").to_owned(),
        (Why::Against(id), Lang::En) => format!("against: {}", view.name(id)),
        (Why::Against(id), Lang::Zh) => format!("不当：{}", view.name(id)),
        (Why::Missed(id, 1), Lang::En) => format!("missed: {}", view.name(id)),
        (Why::Missed(id, count), Lang::En) => format!("missed {count} times: {}", view.name(id)),
        (Why::Missed(id, 1), Lang::Zh) => format!("错过：{}", view.name(id)),
        (Why::Missed(id, count), Lang::Zh) => format!("错过 {count} 次：{}", view.name(id)),
    }
}

/// A quote of at most 140 code points.
pub fn short(quote: &str) -> String {
    let mut text: String = quote.chars().take(140).map(crate::wrap::printable).map(|c| if c == '\n' { ' ' } else { c }).collect();
    if quote.chars().nth(140).is_some() {
        text.push('…');
    }
    text
}

/// The facts of an episode summary: label, value.
pub fn course(course: &super::course::Course, lang: Lang) -> Vec<(&'static str, String)> {
    let of = |count: u64| match lang {
        Lang::En => format!("{count} of {}", course.episodes),
        Lang::Zh => format!("{count} / {}", course.episodes),
    };
    let after = |turns: &super::course::Counts, seconds: &super::course::Counts, en: &str, zh: &str| {
        let turns = turns.median().map(|turns| match lang {
            Lang::En => format!("{turns} {en}{}", if turns == 1 { "" } else { "s" }),
            Lang::Zh => format!("{turns} {zh}"),
        });
        let clock = seconds.median().map(|seconds| crate::report::words::clock(i64::from(seconds) * 1000));
        turns.into_iter().chain(clock).collect::<Vec<_>>().join(lang.pick(", ", "，"))
    };
    let peaks = (1..=4).filter(|level| course.peaks[level - 1] > 0).map(|level| format!("{level}: {}", course.peaks[level - 1]));
    let mut all = vec![
        (
            lang.pick("episodes", "情绪过程"),
            match lang {
                Lang::En => format!("{} in {}", course.episodes, conversations(course.conversations, lang)),
                Lang::Zh => format!("{} 次，见于 {} 段对话", course.episodes, course.conversations),
            },
        ),
        (lang.pick("peak", "最高强度"), peaks.collect::<Vec<_>>().join(lang.pick(", ", "，"))),
    ];
    all.extend(course.onset.median().map(|turn| {
        (
            lang.pick("onset, median", "开始，中位数"),
            match lang {
                Lang::En => format!("turn {turn}"),
                Lang::Zh => format!("第 {turn} 轮"),
            },
        )
    }));
    all.push((lang.pick("acknowledged", "得到回应"), of(course.acknowledged)));
    if course.acknowledged > 0 {
        all.push((lang.pick("after, median", "用时，中位数"), after(&course.turns_to_acknowledgement, &course.seconds_to_acknowledgement, "turn", "轮")));
    }
    all.push((lang.pick("solving begun", "开始解决"), of(course.solving)));
    all.push((lang.pick("calm", "平静"), of(course.calm)));
    if course.calm > 0 {
        all.push((lang.pick("calm after, median", "平静用时，中位数"), after(&course.turns_to_calm, &course.seconds_to_calm, "customer turn", "个客户轮次")));
    }
    all
}

/// The facts of the whole: label, value.
pub fn facts(summary: &super::Summary, lang: Lang) -> Vec<(&'static str, String)> {
    let list = |counts: &std::collections::BTreeMap<&'static str, u64>, name: &dyn Fn(&'static str) -> &'static str| {
        counts.iter().map(|(key, count)| format!("{} {count}", name(key))).collect::<Vec<_>>().join(lang.pick(", ", "，"))
    };
    let channel = |key: &'static str| rapport_model::Channel::parse(key).map_or(key, |channel| crate::report::words::channel(channel, lang));
    let language = |key: &'static str| match key {
        "en" => lang.pick("English", "英文"),
        "zh" => lang.pick("Chinese", "中文"),
        _ => lang.pick("unknown", "不明"),
    };
    let mut all = vec![(lang.pick("conversations", "对话"), summary.conversations.to_string()), (lang.pick("turns", "轮次"), summary.turns.to_string())];
    all.extend(summary.days.map(|(first, last)| (lang.pick("days", "日期"), if first == last { first.to_string() } else { format!("{first} – {last}") })));
    all.push((lang.pick("channels", "渠道"), list(&summary.channels, &channel)));
    all.push((lang.pick("languages", "语言"), list(&summary.languages, &language)));
    let (yes, no) = summary.resolved;
    if yes + no > 0 {
        all.push((
            lang.pick("resolved, by the source", "已解决（据来源）"),
            match lang {
                Lang::En => format!("{yes} of {}", yes + no),
                Lang::Zh => format!("{yes} / {}", yes + no),
            },
        ));
    }
    all
}
