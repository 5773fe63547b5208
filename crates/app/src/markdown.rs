//! A conversation's report as Markdown, for documents and tickets.

use std::fmt::Write;

use rapport_flow::Checked;
use rapport_model::{Finding, Polarity, Readings};
use rapport_text::Language;

use crate::language::Lang;
use crate::report::{View, notes, words};
use crate::wrap::printable;
use crate::{reading_words, screen};

/// One conversation: facts, skills, and the turns with something to say about them.
pub fn conversation(view: &View, checked: &Checked) -> String {
    let lang = view.lang;
    let conversation = &checked.conversation;
    let mut out = String::new();
    let _ = writeln!(out, "# {}\n", text(&conversation.id));
    let turns = match lang {
        Lang::En => format!("{} turns", conversation.turns.len()),
        Lang::Zh => format!("{} 轮", conversation.turns.len()),
    };
    let facts = [words::channel(conversation.channel, lang), words::language(checked.detection.language(), lang), &turns];
    let _ = writeln!(out, "{}, {}\n", facts.join(lang.pick(", ", "，")), code(&conversation.source));
    skills(view, checked, &mut out);
    readings(view, checked, &mut out);
    let _ = writeln!(out, "## {}\n", lang.pick("Transcript", "对话"));
    for (at, own) in notes::annotations(view, checked).iter().enumerate() {
        if own.is_empty() && !view.full {
            continue;
        }
        turn(view, checked, at, own, &mut out);
    }
    let hints = checked.detection.findings.iter().filter(|finding| finding.hint).count();
    if hints > 0 {
        let _ = writeln!(out, "{}\n", text(&words::hints(hints, lang)));
    }
    out
}

/// What the customer's words say beside behaviours.
fn readings(view: &View, checked: &Checked, out: &mut String) {
    let (lang, readings) = (view.lang, &checked.detection.readings);
    if view.partial || *readings == Readings::default() {
        return;
    }
    let mut line = |title: &str, told: &str| {
        let _ = writeln!(out, "- {title}{}{}", lang.pick(": ", "："), text(told));
    };
    if reading_words::shows_emotion(readings) {
        let told: Vec<String> = reading_words::stretches(&readings.felt).iter().map(|stretch| reading_words::stretch(stretch, lang)).collect();
        line(lang.pick("Customer", "客户情绪"), &told.join(lang.pick(", ", "，")));
        if reading_words::peak(&readings.felt).is_some() {
            line(lang.pick("Tension", "紧张程度"), &reading_words::tension(&readings.felt, lang));
        }
    }
    if let Some(reason) = &readings.reason {
        line(lang.pick("Reason", "来访原因"), &reading_words::reason_of(reason, lang));
    }
    if let Some(satisfaction) = readings.satisfaction {
        line(lang.pick("Satisfaction", "满意度"), &reading_words::satisfaction(satisfaction, lang));
    }
    out.push('\n');
}

fn skills(view: &View, checked: &Checked, out: &mut String) {
    let lang = view.lang;
    if view.partial || checked.detection.skills.is_empty() {
        return;
    }
    let heads = [lang.pick("Skill", "技能"), lang.pick("Taken", "把握"), lang.pick("Opportunities", "机会"), "95 %", lang.pick("Against", "不当")];
    let _ = writeln!(out, "| {} |\n|---|--:|--:|--:|--:|", heads.join(" | "));
    for skill in &checked.detection.skills {
        let interval = if skill.opportunities > 0 { format!("{}–{} %", skill.interval.0 / 10, skill.interval.1.div_ceil(10)) } else { "–".to_owned() };
        let _ = writeln!(out, "| {} | {} | {} | {interval} | {} |", crate::report::skill_name(skill.skill, lang), skill.taken, skill.opportunities, skill.against);
    }
    out.push('\n');
}

fn turn(view: &View, checked: &Checked, at: usize, own: &notes::Annotations, out: &mut String) {
    let lang = view.lang;
    let turn = &checked.conversation.turns[at];
    let said: String = text(&turn.text);
    let space = if checked.detection.languages.get(at) == Some(&Language::Chinese) { "" } else { " " };
    let _ = writeln!(out, "**{at} {}**{}{}\n", text(words::party(&turn.party, lang)), lang.pick(": ", "："), said.split('\n').map(str::trim).collect::<Vec<_>>().join(space));
    for finding in own.judged.iter().chain(&own.signals).map(|(_, finding)| *finding).chain(own.also.iter().copied()) {
        found(view, finding, own.instead.get(finding.id.as_str()).copied(), out);
    }
    for (opportunity, say) in own.missed.iter().copied().chain(own.also_missed.iter().map(|opportunity| (*opportunity, None))) {
        let _ = writeln!(
            out,
            "- ○ {}{} `{}`{}{}",
            lang.pick("missed: ", "错过："),
            text(view.name(&opportunity.behaviour)),
            opportunity.behaviour,
            lang.pick(", ", "，"),
            words::searched(opportunity, lang)
        );
        phrase(say, lang, out);
    }
    out.push('\n');
}

fn found(view: &View, finding: &Finding, instead: Option<&str>, out: &mut String) {
    let lang = view.lang;
    let name = text(view.name(&finding.behaviour));
    let name = if finding.polarity == Polarity::Negative { format!("**{name}**") } else { name };
    let level = finding.level.map_or(String::new(), |level| match lang {
        Lang::En => format!(", level {level}"),
        Lang::Zh => format!("，{level} 级"),
    });
    let quote: String = text(&finding.quote).split('\n').map(str::trim).collect::<Vec<_>>().join(" ");
    let _ = writeln!(
        out,
        "- {} {name}{level}{} `{}`{}“{quote}”{}{}",
        screen::mark(finding.polarity.as_str()),
        if finding.hint { format!(" {}", words::hint(lang)) } else { String::new() },
        finding.behaviour,
        lang.pick(": ", "："),
        lang.pick(" – ", " —— "),
        text(&notes::reason(view, finding))
    );
    phrase(instead, lang, out);
}

fn phrase(say: Option<&str>, lang: Lang, out: &mut String) {
    if let Some(say) = say {
        let _ = writeln!(out, "  - {}“{}”", lang.pick("say instead: ", "可以说："), text(say));
    }
}

/// Words as they are, whatever signs they hold: what Markdown or HTML would read as markup is escaped.
pub fn text(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars().map(printable) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '!' | '>' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

/// A path as code.
fn code(path: &str) -> String {
    format!("`{}`", path.chars().map(printable).map(|c| if matches!(c, '`' | '\n') { ' ' } else { c }).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_no_markup() {
        assert_eq!(text("*a* <b> [c](d) # e"), "\\*a\\* &lt;b> \\[c\\](d) \\# e".replace("b>", "b\\>"));
    }
}
