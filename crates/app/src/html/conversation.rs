//! One conversation as a section of the page: facts, tension, skills, transcript.

use maud::{Markup, html};
use rapport_engine::profile;
use rapport_flow::Checked;
use rapport_model::Polarity;

use super::passage::plain;
use super::score::{self, Scored};
use super::{episodes, readings, skills, tension, transcript};
use crate::language::Lang;
use crate::problem_words;
use crate::report::{View, words};

/// The whole section; its anchors begin with `c` and the number.
pub fn article(view: &View, number: usize, checked: &Checked, scored: Option<Scored>) -> Markup {
    let lang = view.lang;
    let prefix = format!("c{number}");
    let detection = &checked.detection;
    let title = format!("{prefix}-title");
    html! {
        article.conversation id=(prefix) aria-labelledby=(title) {
            header.head {
                h2 id=(title) { (plain(&checked.conversation.id)) }
                (facts(checked, lang))
                (counts(counted(checked), lang))
                (problems(checked, lang))
            }
            @if !(view.partial || detection.skills.is_empty() && detection.episodes.is_empty()) {
                div.glance {
                    section.course aria-labelledby={ (prefix) "-title " (prefix) "-course" } {
                        h3 id={ (prefix) "-course" } { (lang.pick("The customer's tension", "客户情绪走势")) }
                        @let line = tension::line(checked, &prefix, lang);
                        @if line.0.is_empty() {
                            p.none { (lang.pick("The customer's words show no tension.", "客户的用语没有显示紧张情绪。")) }
                        }
                        (line)
                        @if !detection.episodes.is_empty() { (episodes::list(&detection.episodes, &prefix, lang)) }
                    }
                    section.abilities aria-labelledby={ (prefix) "-title " (prefix) "-skills" } {
                        h3 id={ (prefix) "-skills" } { (lang.pick("Skills", "技能")) }
                        @if detection.skills.is_empty() {
                            p.none { (lang.pick("Nothing called for a skill.", "没有需要某项技能的时机。")) }
                        } @else {
                            (skills::table(&detection.skills, lang))
                            (together(checked, lang))
                        }
                    }
                }
            }
            @if !view.partial { (readings::section(&detection.readings, &prefix, lang)) }
            @if let Some(scored) = scored { (score::section(view, &prefix, scored)) }
            section.words aria-labelledby={ (prefix) "-title " (prefix) "-words" } {
                h3 id={ (prefix) "-words" } { (lang.pick("Transcript", "对话全文")) }
                (transcript::list(view, &prefix, checked))
            }
        }
    }
}

fn facts(checked: &Checked, lang: Lang) -> Markup {
    let conversation = &checked.conversation;
    let end = conversation.turns.iter().filter_map(|turn| turn.end_ms.or(turn.start_ms)).max().filter(|end| *end > 0);
    let mut all: Vec<(&str, String)> = vec![
        (lang.pick("channel", "渠道"), words::channel(conversation.channel, lang).to_owned()),
        (lang.pick("language", "语言"), words::language(checked.detection.language(), lang).to_owned()),
        (lang.pick("turns", "轮次"), conversation.turns.len().to_string()),
    ];
    all.extend(end.map(|end| (lang.pick("length", "时长"), words::clock(end))));
    all.extend(conversation.started_at.as_ref().map(|at| (lang.pick("started", "开始"), at.clone())));
    all.extend(conversation.program.as_ref().map(|program| (lang.pick("program", "项目"), program.clone())));
    all.extend(conversation.agent.as_ref().map(|agent| (lang.pick("agent", "坐席"), agent.clone())));
    all.extend(conversation.outcome.resolved.map(|resolved| {
        let text = if resolved { lang.pick("resolved", "已解决") } else { lang.pick("not resolved", "未解决") };
        (lang.pick("outcome", "结果"), text.to_owned())
    }));
    all.push((lang.pick("source", "来源"), conversation.source.clone()));
    html! { dl.facts { @for (name, value) in all { div { dt { (name) } dd { (plain(&value)) } } } } }
}

/// What was counted, which is the key to the marks too: for, against, missed, customer signals.
pub fn counts([good, bad, missed, signals]: [u64; 4], lang: Lang) -> Markup {
    let all = [
        ("for", "✓", good, lang.pick("for", "处得当")),
        ("against", "✗", bad, lang.pick("against", "处不当")),
        ("missed", "○", missed, lang.pick("missed", "次错过")),
        ("signal", "·", signals, lang.pick("customer signals", "个客户信号")),
    ];
    html! {
        ul.counts {
            @for (class, sign, count, name) in all { li.(class) { span.sign aria-hidden="true" { (sign) } strong { (count) } " " (name) } }
        }
    }
}

/// For, against, missed, customer signals of one conversation.
fn counted(checked: &Checked) -> [u64; 4] {
    let detection = &checked.detection;
    let count = |polarity| detection.findings.iter().filter(|finding| finding.polarity == polarity).count() as u64;
    let missed = detection.opportunities.iter().filter(|opportunity| !opportunity.taken).count() as u64;
    [count(Polarity::Positive), count(Polarity::Negative), missed, count(Polarity::Neutral)]
}

fn problems(checked: &Checked, lang: Lang) -> Markup {
    let all = &checked.conversation.problems;
    html! { @if !all.is_empty() { ul.problems { @for problem in all { li { (plain(&problem_words::message(problem, lang))) } } } } }
}

/// Empathy counts together with solving work, never alone.
fn together(checked: &Checked, lang: Lang) -> Markup {
    let profile = profile(&checked.detection.skills);
    let text = match (profile.met(), profile.empathy) {
        (Some(true), _) => lang.pick("Feeling and solving came together: half or more of what called for each was taken.", "情与事兼顾：共情与解决的机会各把握了一半以上。"),
        (Some(false), Some(true)) => lang.pick("Feeling without solving: empathy alone does not carry a conversation.", "有共情而缺解决：只有共情不足以服务好一次对话。"),
        (Some(false), _) => lang.pick("Less than half of what called for feeling or solving was taken.", "共情或解决的机会把握不到一半。"),
        (None, _) => return html! {},
    };
    html! { p.together { (text) } }
}
