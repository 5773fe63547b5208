//! What learning came to, for a terminal.

use std::path::Path;

use rapport_engine::Measured;
use rapport_learn::{Correction, LEAST_EXAMPLES, LEAST_POSITIVES, MOST_REASONS, Reasons, Verdict};

use super::{Outcome, Taught};
use crate::language::Lang;
use crate::measured::{precision, recall};
use crate::screen::{self, Palette};
use crate::wrap::{Rich, pad, paint};

pub fn text(outcome: &Outcome, folder: Option<&Path>, lang: Lang) -> String {
    let (palette, columns) = (Palette::of_stdout(), screen::width());
    let mut out = String::new();
    for taught in outcome.languages.iter().filter(|taught| !taught.behaviours.is_empty() || taught.reasons.is_some()) {
        let title = if taught.language == "zh" { lang.pick("Chinese", "中文") } else { lang.pick("English", "英文") };
        out += &format!("{}\n", paint(title, palette.bold));
        behaviours(&mut out, taught, palette, columns, lang);
        if let Some(reasons) = &taught.reasons {
            self::reasons(&mut out, reasons, columns, lang);
        }
        out.push('\n');
    }
    Rich::default().plain(&sum(outcome, lang)).write(&mut out, "", "", columns);
    Rich::default().plain(&next(outcome, folder, lang)).write(&mut out, "", "", columns);
    out
}

fn behaviours(out: &mut String, taught: &Taught, palette: Palette, columns: usize, lang: Lang) {
    let names = taught.behaviours.iter().map(|one| one.name.len()).max().unwrap_or(0);
    for one in &taught.behaviours {
        let (mark, style) = match one.verdict {
            Verdict::Better => ("✓", palette.good),
            Verdict::Left => ("–", palette.dim),
            Verdict::TooFew | Verdict::RuleDecides => ("·", palette.dim),
        };
        let f1 = one.after.map_or(String::new(), |after| format!("F1 {:.2} → {:.2}  ", one.before.f1(), after.f1()));
        let line = Rich::new(mark, style).plain(&format!(" {}  n {:<4} {f1}", pad(&one.name, names), one.labels)).and(&verdict(one.verdict, lang), style);
        line.write(out, "  ", "      ", columns);
        if let Some(after) = one.after {
            Rich::new(&detail(one, after, lang), palette.dim).write(out, "      ", "      ", columns);
        }
    }
}

fn verdict(verdict: Verdict, lang: Lang) -> String {
    match (verdict, lang) {
        (Verdict::Better, Lang::En) => "better".into(),
        (Verdict::Better, Lang::Zh) => "变好".into(),
        (Verdict::Left, Lang::En) => "not better: left as it was".into(),
        (Verdict::Left, Lang::Zh) => "没有变好，保持原样".into(),
        (Verdict::TooFew, Lang::En) => format!("too few labels (n < {LEAST_POSITIVES}): left as it was"),
        (Verdict::TooFew, Lang::Zh) => format!("标注太少（n < {LEAST_POSITIVES}），保持原样"),
        (Verdict::RuleDecides, Lang::En) => "counted over the conversation: its rule alone decides".into(),
        (Verdict::RuleDecides, Lang::Zh) => "按整段对话计数，仅由规则判断".into(),
    }
}

fn detail(one: &Correction, after: Measured, lang: Lang) -> String {
    let change = |of: fn(Measured, Lang) -> String| format!("{} → {}", of(one.before, lang), of(after, lang));
    let (precision, recall) = (change(precision), change(recall));
    match lang {
        Lang::En => format!("precision {precision}, recall {recall}"),
        Lang::Zh => format!("准确率 {precision}，召回率 {recall}"),
    }
}

fn reasons(out: &mut String, reasons: &Reasons, columns: usize, lang: Lang) {
    let mut say = |line: &str, indent: &str| Rich::default().plain(line).write(out, indent, "      ", columns);
    say(&reasons_sum(reasons, lang), "  ");
    if let Some(why) = reasons_left(reasons, lang) {
        say(why.as_str(), "  ");
    }
    let all = reasons.each.iter().map(|(name, _)| name).chain(reasons.few.iter().chain(&reasons.no_room).map(|(name, _)| name));
    let names = all.map(|name| crate::wrap::width(name)).max().unwrap_or(0);
    let mut row = |name: &str, n: u32, words: &str| say(&format!("{}  n {n:<4} {words}", pad(name, names)), "    ");
    for (name, measured) in &reasons.each {
        row(name, measured.labels(), &format!("F1 {:.2}", measured.f1()));
    }
    let few = match lang {
        Lang::En => format!("too few examples (n < {LEAST_EXAMPLES}): left out"),
        Lang::Zh => format!("例子太少（n < {LEAST_EXAMPLES}），未采用"),
    };
    reasons.few.iter().for_each(|(name, count)| row(name, *count, &few));
    let no_room = match lang {
        Lang::En => format!("no room beside the {MOST_REASONS} most frequent ones: left out"),
        Lang::Zh => format!("最多容纳 {MOST_REASONS} 种最常见的，未采用"),
    };
    reasons.no_room.iter().for_each(|(name, count)| row(name, *count, &no_room));
}

fn reasons_sum(reasons: &Reasons, lang: Lang) -> String {
    let (count, contacts) = (reasons.each.len(), reasons.contacts);
    let share = |right: u32| format!("{:.0}", f64::from(right) * 100.0 / f64::from(contacts.max(1)));
    let (right, most_right, (f1, most_f1)) = (share(reasons.right), share(reasons.most_frequent), reasons.macro_f1);
    match (reasons.verdict, lang) {
        (Verdict::TooFew, Lang::En) => format!("Own reasons: fewer than two have {LEAST_EXAMPLES} examples"),
        (Verdict::TooFew, Lang::Zh) => format!("联系原因：有 {LEAST_EXAMPLES} 个以上例子的不足两种"),
        (_, Lang::En) => {
            format!("{count} reasons of {contacts} contacts: {right} % right, macro-F1 {f1:.2}; always saying the most frequent one: {most_right} % right, macro-F1 {most_f1:.2}")
        }
        (_, Lang::Zh) => format!("{count} 种联系原因，共 {contacts} 次联系：判对 {right}%，宏平均 F1 {f1:.2}；若总答最常见的一种：判对 {most_right}%，宏平均 F1 {most_f1:.2}"),
    }
}

/// Why the reasons that stand are kept.
fn reasons_left(reasons: &Reasons, lang: Lang) -> Option<String> {
    let why = match reasons.verdict {
        Verdict::Better => return None,
        Verdict::Left => lang.pick("Not better than always saying the most frequent one: the reasons are left as they were", "不比总答最常见的一种好：联系原因保持原样"),
        Verdict::TooFew | Verdict::RuleDecides => lang.pick("The reasons are left as they were", "联系原因保持原样"),
    };
    Some(why.to_owned())
}

fn sum(outcome: &Outcome, lang: Lang) -> String {
    let count = |verdict: Verdict| outcome.languages.iter().flat_map(|taught| &taught.behaviours).filter(|one| one.verdict == verdict).count();
    let (better, left, few) = (count(Verdict::Better), count(Verdict::Left), count(Verdict::TooFew));
    let (conversations, turns, out) = (outcome.conversations, outcome.turns, outcome.left_out);
    if turns == 0 {
        return match lang {
            Lang::En => format!("{conversations} contacts, {out} left out"),
            Lang::Zh => format!("{conversations} 次联系，略去 {out} 处"),
        };
    }
    match lang {
        Lang::En => format!("{conversations} conversations, {turns} labelled turns, {out} left out; {better} better, {left} left as they were, {few} with too few labels"),
        Lang::Zh => format!("{conversations} 段对话，{turns} 轮有标注，略去 {out} 处；变好 {better} 项，保持原样 {left} 项，标注太少 {few} 项"),
    }
}

fn next(outcome: &Outcome, folder: Option<&Path>, lang: Lang) -> String {
    let changed = outcome.languages.iter().any(|taught| taught.changed);
    match (folder, changed) {
        (_, false) => lang.pick("Nothing was written: nothing became better.", "没有写入任何文件：没有变好的判断。").into(),
        (None, true) => lang.pick("Nothing was written: add --write DIR to keep it.", "没有写入任何文件：加上 --write DIR 即可保存。").into(),
        (Some(folder), true) => {
            let files: Vec<String> = outcome.written.iter().map(|path| path.display().to_string()).collect();
            match lang {
                Lang::En => format!("Wrote {}. Read with it: rapport check PATH --models {}", files.join(", "), folder.display()),
                Lang::Zh => format!("已写入 {}。使用：rapport check PATH --models {}", files.join("、"), folder.display()),
            }
        }
    }
}
