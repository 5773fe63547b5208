//! The summary as Markdown.

use std::fmt::Write;

use super::groups::By;
use super::rate::Rate;
use super::{Summary, words};
use crate::language::Lang;
use crate::markdown::text;
use crate::report::{View, skill_name};

/// The whole summary.
pub fn write(view: &View, title: &str, summary: &Summary) -> String {
    let lang = view.lang;
    let mut out = format!("# {}\n\n", text(title));
    for (name, value) in words::facts(summary, lang) {
        let _ = writeln!(out, "- {name}{}{}", lang.pick(": ", "："), text(&value));
    }
    let all = summary.groups.all();
    let _ = writeln!(out, "\n## {}\n\n{}\n", lang.pick("Skills", "技能"), words::method(lang));
    let rows = all.iter().map(|(skill, rate)| (skill_name(skill, lang).to_owned(), *rate, String::new()));
    table(lang, lang.pick("Skill", "技能"), rows.collect(), &mut out);
    for by in By::PARTS.into_iter().filter(|by| summary.groups.names(*by).len() > 1) {
        let _ = writeln!(out, "\n## {}{}\n\n{}", lang.pick("Skills ", "技能，"), words::by(by, lang), words::no_ranking(lang));
        for (skill, whole) in &all {
            let entries = summary.groups.of(by, skill, whole);
            if entries.len() > 1 {
                let _ = writeln!(out, "\n### {}\n", skill_name(skill, lang));
                let rows = entries.iter().map(|entry| (text(entry.name.unwrap_or(words::unnamed(lang))), entry.rate, words::band(entry.band, lang).to_owned()));
                table(lang, lang.pick("Name", "名称"), rows.collect(), &mut out);
            }
        }
    }
    behaviours(view, summary, &mut out);
    episodes(view, summary, &mut out);
    worth(view, summary, &mut out);
    out
}

fn table(lang: Lang, first: &str, rows: Vec<(String, Rate, String)>, out: &mut String) {
    let heads = [first, lang.pick("Taken", "把握"), "95 %", lang.pick("Over", "样本"), lang.pick("Against", "不当"), lang.pick("Beside the whole", "与整体相比")];
    let _ = writeln!(out, "| {} |\n|---|--:|--:|--:|--:|---|", heads.join(" | "));
    for (name, rate, band) in rows {
        let clusters = if rate.opportunities > 0 { words::clusters(&rate, lang) } else { String::new() };
        let _ = writeln!(out, "| {name} | {} | {} | {clusters} | {} | {band} |", words::of(&rate, lang), words::interval(&rate), rate.against);
    }
}

fn behaviours(view: &View, summary: &Summary, out: &mut String) {
    let lang = view.lang;
    let heads = [lang.pick("Behaviour", "行为"), "id", "✓", "✗", "·", lang.pick("Conversations", "对话"), lang.pick("Taken", "把握")];
    let _ = writeln!(out, "\n## {}\n\n| {} |\n|---|---|--:|--:|--:|--:|--:|", lang.pick("Behaviours", "行为"), heads.join(" | "));
    for (id, own) in super::text::in_order(view, summary) {
        let sums = &own.opportunities;
        let taken = if sums.opportunities > 0 { format!("{} / {}", sums.taken, sums.opportunities) } else { String::new() };
        let [good, bad, signal] = own.found;
        let _ = writeln!(out, "| {} | `{id}` | {good} | {bad} | {signal} | {} | {taken} |", text(view.name(id)), own.conversations);
    }
}

fn episodes(view: &View, summary: &Summary, out: &mut String) {
    let lang = view.lang;
    if summary.course.episodes > 0 {
        let _ = writeln!(out, "\n## {}\n", lang.pick("De-escalation", "降温过程"));
        for (name, value) in words::course(&summary.course, lang) {
            let _ = writeln!(out, "- {name}{}{value}", lang.pick(": ", "："));
        }
    }
    if summary.hostility.iter().sum::<u64>() > 0 {
        let _ = writeln!(out, "\n## {}\n", lang.pick("Hostility that reached the team", "团队受到的客户敌意"));
        if summary.is_team() {
            for (at, count) in summary.hostility.iter().enumerate().filter(|(_, count)| **count > 0) {
                let _ = writeln!(out, "- {} {}{}{count}", lang.pick("level", "级别"), at + 1, lang.pick(": ", "："));
            }
        }
        let _ = writeln!(out, "\n{}", if summary.is_team() { words::team_only(lang) } else { words::too_few(lang) });
    }
}

fn worth(view: &View, summary: &Summary, out: &mut String) {
    let lang = view.lang;
    if summary.worth.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n## {}\n\n{}\n", lang.pick("Most worth a person's time", "最值得一看的对话"), words::no_sample(lang));
    for (at, worth) in summary.worth.iter().enumerate() {
        let _ = writeln!(out, "{}. **{}** {}", at + 1, text(&worth.id), text(&worth.source));
        for reason in &worth.reasons {
            let turn = match lang {
                Lang::En => format!(", turn {}: ", reason.turn),
                Lang::Zh => format!("，第 {} 轮：", reason.turn),
            };
            let _ = writeln!(out, "   - {}{turn}“{}”", text(&words::why(&reason.why, view)), text(&words::short(&reason.quote)));
        }
    }
}
