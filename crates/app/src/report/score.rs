//! A scorecard in the report for people: sections, items with their evidence, what people must still say.

use rapport_engine::{Accuracy, Mean, Scorecard};
use rapport_flow::Checked;
use rapport_model::{ALL, ErrorClass, Evaluation, ItemResult, Points, Standing};

use super::remarks::strong;
use super::{View, header, item, words};
use crate::language::Lang;
use crate::wrap::{Rich, pad, width};

/// One evaluation, ready to be written, with an empty line at its end.
pub fn score(view: &View, card: &Scorecard, asked: bool, checked: &Checked, evaluation: &Evaluation) -> String {
    let mut out = String::new();
    header(view, checked, &mut out);
    let (palette, lang) = (&view.palette, view.lang);
    let chosen = if asked { String::new() } else { lang.pick(", chosen by channel", "，按渠道选用").to_owned() };
    let version = match lang {
        Lang::En => format!("version {}{chosen}", card.version),
        Lang::Zh => format!("第 {} 版{chosen}", card.version),
    };
    Rich::new(lang.pick("scorecard  ", "评分表  "), palette.bold)
        .plain(lang.text(&card.file.name))
        .and(&format!(" [{}]{}{version}", card.id, lang.pick(", ", "，")), palette.dim)
        .write(&mut out, "", "  ", view.width);
    critical(view, card, evaluation, &mut out);
    for (file, section) in card.file.sections.iter().zip(&evaluation.sections) {
        out.push('\n');
        let points = section.points;
        let earned = if points.weight > 0 && points.answered > 0 { of(points, lang) } else { String::new() };
        Rich::new(lang.text(&file.name), palette.bold).and(&format!("  {earned}"), palette.dim).write(&mut out, "", "  ", view.width);
        section.items.iter().for_each(|result| item::write(view, card, checked, result, &mut out));
    }
    out.push('\n');
    summary(view, card, evaluation, &mut out);
    out.push('\n');
    out
}

/// `12.5 of 20`.
fn of(points: Points, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{} of {}", item::tenths(points.earned), points.answered),
        Lang::Zh => format!("{} / {}", item::tenths(points.earned), points.answered),
    }
}

/// The banner of critical failures.
fn critical(view: &View, card: &Scorecard, evaluation: &Evaluation, out: &mut String) {
    for failed in evaluation.critical() {
        let lang = view.lang;
        let class = match lang {
            Lang::En => format!(" [{}] ({}{})", failed.item, words::class(failed.class, lang), item::on_hints(failed, lang)),
            Lang::Zh => format!(" [{}]（{}{}）", failed.item, words::class(failed.class, lang), item::on_hints(failed, lang)),
        };
        Rich::new(lang.pick("✗ FAIL, needs a person's confirmation: ", "✗ 不合格，须人工确认："), strong(view.palette.bad))
            .and(item::text(card, failed, lang), view.palette.bad)
            .and(&class, view.palette.dim)
            .write(out, "", "  ", view.width);
    }
}

fn summary(view: &View, card: &Scorecard, evaluation: &Evaluation, out: &mut String) {
    let (palette, lang) = (&view.palette, view.lang);
    let total = evaluation.total;
    let pass = card.pass.map(|pass| pass / 100);
    let title = lang.pick("score  ", "总分  ");
    let mut line = Rich::new(title, palette.bold);
    line = match evaluation.score() {
        Some(score) => {
            let below = card.pass.is_some_and(|pass| score < pass);
            let style = if below { palette.bad } else { palette.good };
            let text = match lang {
                Lang::En => format!("{} of 100", percent(score)),
                Lang::Zh => format!("{} / 100", percent(score)),
            };
            let mark = pass.map_or(String::new(), |pass| match (lang, below) {
                (Lang::En, true) => format!(", below {pass}"),
                (Lang::En, false) => format!(", passes {pass}"),
                (Lang::Zh, true) => format!("，低于 {pass}"),
                (Lang::Zh, false) => format!("，达到 {pass}"),
            });
            line.and(&text, strong(style)).and(&mark, style)
        }
        None => line.and(lang.pick("insufficient evidence", "依据不足"), strong(palette.missed)),
    };
    let answered = match (lang, evaluation.score()) {
        (Lang::En, Some(_)) => format!("  ({} points over {} of {} that could be answered)", item::tenths(total.earned), total.answered, total.weight),
        (Lang::En, None) => format!(": only {} of {} points could be answered, a score needs 60 %", total.answered, total.weight),
        (Lang::Zh, Some(_)) => format!("（可评的 {} / {} 分中得 {}）", total.answered, total.weight, item::tenths(total.earned)),
        (Lang::Zh, None) => format!("：只有 {} / {} 分可评，至少需要 60%", total.answered, total.weight),
    };
    line.and(&answered, palette.dim).write(out, "", "  ", view.width);
    if evaluation.score().is_some() {
        gates(view, card, evaluation, out);
    }
    let list = |title: &'static str, items: Vec<&ItemResult>, out: &mut String| {
        if !items.is_empty() {
            let names: Vec<&str> = items.into_iter().map(|result| item::text(card, result, lang)).collect();
            Rich::new(title, palette.bold).plain(&names.join(lang.pick(" · ", "；"))).write(out, "", "  ", view.width);
        }
    };
    list(lang.pick("to confirm  ", "待确认  "), evaluation.items().filter(|result| result.to_confirm).collect(), out);
    list(lang.pick("for people  ", "待人工作答  "), evaluation.open().collect(), out);
}

/// Sections that hold back a pass.
fn gates(view: &View, card: &Scorecard, evaluation: &Evaluation, out: &mut String) {
    for (file, section) in card.file.sections.iter().zip(&evaluation.sections) {
        let gate = card.gates.iter().find(|(id, _)| *id == section.section);
        let Some(((_, least), share)) = gate.zip(section.points.share()).filter(|((_, least), share)| share < least) else { continue };
        let name = view.lang.text(&file.name);
        let text = match view.lang {
            Lang::En => format!("no pass: {} % in {name}, {} % are needed", percent(share), least / 100),
            Lang::Zh => format!("不算合格：{name}得 {}%，至少需要 {}%", percent(share), least / 100),
        };
        Rich::new(&text, view.palette.bad).write(out, "       ", "       ", view.width);
    }
}

/// Basis points as percent with one decimal.
pub fn percent(share: u16) -> String {
    item::tenths(u64::from(share) * 100)
}

/// What was counted in the evaluations so far.
#[derive(Debug, Default)]
pub struct Tally {
    standings: [u64; 4],
    mean: Mean,
    accuracy: Accuracy,
}

const STANDINGS: [Standing; 4] = [Standing::Pass, Standing::Below, Standing::InsufficientEvidence, Standing::FailProposed];

impl Tally {
    /// Counts an evaluation.
    pub fn add(&mut self, evaluation: &Evaluation) {
        let at = STANDINGS.iter().position(|standing| *standing == evaluation.standing).unwrap_or_default();
        self.standings[at] += 1;
        if let Some(score) = evaluation.score() {
            self.mean.add(i32::from(score));
        }
        self.accuracy.add(evaluation);
    }

    /// The end of a report over more than one conversation; nothing for a single one.
    pub fn report(&self, view: &View) -> String {
        let mut out = String::new();
        let all: u64 = self.standings.iter().sum();
        if all < 2 {
            return out;
        }
        let (palette, lang) = (&view.palette, view.lang);
        let title = match lang {
            Lang::En => format!("{all} conversations"),
            Lang::Zh => format!("共 {all} 段对话"),
        };
        let comma = lang.pick(", ", "，");
        let mut line = Rich::new(&title, palette.bold).plain(lang.pick(": ", "："));
        for (at, (standing, count)) in STANDINGS.into_iter().zip(self.standings).filter(|(_, count)| *count > 0).enumerate() {
            line = line.plain(if at == 0 { "" } else { comma }).plain(&format!("{count} {}", words::standing(standing, lang)));
        }
        line.write(&mut out, "", "  ", view.width);
        if let Some(mean) = self.mean.mean() {
            let share = |share: i32| percent(share.clamp(0, i32::from(ALL)) as u16);
            let interval = self.mean.interval().map_or(String::new(), |(low, high)| match lang {
                Lang::En => format!(", 95 % interval {}–{}", share(low), share(high)),
                Lang::Zh => format!("，95% 区间 {}–{}", share(low), share(high)),
            });
            let text = match lang {
                Lang::En => format!("mean score {}, n {}{interval}", share(mean), self.mean.count()),
                Lang::Zh => format!("平均分 {}，n {}{interval}", share(mean), self.mean.count()),
            };
            Rich::default().plain(&text).write(&mut out, "", "  ", view.width);
        }
        self.classes(view, &mut out);
        out
    }

    fn classes(&self, view: &View, out: &mut String) {
        let (palette, lang) = (&view.palette, view.lang);
        let rows: Vec<_> = ErrorClass::ALL.into_iter().filter_map(|class| Some((class, self.accuracy.of(class), self.accuracy.of(class).share()?))).collect();
        if rows.is_empty() {
            return;
        }
        out.push('\n');
        let note = lang.pick("without an error of the class, as the machine proposes", "未出现该类差错的比例，以机器判断为准");
        Rich::new(lang.pick("accuracy by error class", "按差错类别的准确率"), palette.bold).and(&format!("  {note}"), palette.dim).write(out, "", "  ", view.width);
        let names = rows.iter().map(|(class, ..)| width(words::class(*class, lang))).max().unwrap_or(0);
        for (class, count, share) in rows {
            let what = match (lang, class) {
                (Lang::En, ErrorClass::NonCritical) => "items",
                (Lang::En, _) => "conversations",
                (Lang::Zh, ErrorClass::NonCritical) => "项",
                (Lang::Zh, _) => "段对话",
            };
            let text = match lang {
                Lang::En => format!("{:>5} %  {} of {} {what}", percent(share), count.right, count.of),
                Lang::Zh => format!("{:>5}%  {} / {} {what}", percent(share), count.right, count.of),
            };
            let style = if share == ALL { palette.good } else { anstyle::Style::new() };
            Rich::default().plain(&pad(words::class(class, lang), names)).and(&format!("  {text}"), style).write(out, "  ", "    ", view.width);
        }
    }
}
