//! One item of a scorecard: answer, points, and what they rest on.

use anstyle::Style;
use rapport_engine::Scorecard;
use rapport_flow::Checked;
use rapport_model::{ALL, Answer, Evidence, ItemResult, Polarity};

use super::notes::Mark;
use super::{View, turn, words};
use crate::language::Lang;
use crate::wrap::{Rich, paint, width};

/// So much evidence of each kind is printed of an item, unless all is asked for.
const SHOWN: usize = 3;

/// The question, in the reader's language.
pub fn text<'a>(card: &'a Scorecard, result: &'a ItemResult, lang: Lang) -> &'a str {
    card.item(&result.item).map_or(&*result.item, |file| lang.text(&file.text))
}

/// Ten-thousandths with at most one decimal.
pub fn tenths(value: u64) -> String {
    let tenths = (value + 500) / 1000;
    if tenths.is_multiple_of(10) { (tenths / 10).to_string() } else { format!("{}.{}", tenths / 10, tenths % 10) }
}

/// Writes an item and its evidence.
pub fn write(view: &View, card: &Scorecard, checked: &Checked, result: &ItemResult, out: &mut String) {
    let (palette, lang) = (&view.palette, view.lang);
    let (mark, style) = match result.answer {
        Answer::Share(ALL) => ("✓", palette.good),
        Answer::Share(0) => ("✗", palette.bad),
        Answer::Share(_) => ("◐", palette.missed),
        Answer::NotApplicable(_) => ("–", palette.dim),
        Answer::Open(_) => ("?", palette.signal),
    };
    let points = match result.answer {
        _ if result.weight == 0 => String::new(),
        Answer::Share(_) => format!("{}/{}", tenths(result.earned()), result.weight),
        Answer::NotApplicable(_) => "–".to_owned(),
        Answer::Open(_) => format!("?/{}", result.weight),
    };
    let quiet = matches!(result.answer, Answer::NotApplicable(_));
    let mut line = Rich::new(text(card, result, lang), if quiet { palette.dim } else { Style::new() });
    line = line.and(&remark(result, lang), palette.dim);
    let left = format!("  {} {points:>5}  ", paint(mark, style));
    line.write(out, &left, &" ".repeat(width(&left)), view.width);
    if !quiet {
        evidence(view, checked, result, out);
    }
}

/// Says that a person has to confirm an answer.
pub fn to_confirm(result: &ItemResult, lang: Lang) -> &'static str {
    if result.hint { lang.pick("hint only, to be confirmed by a person", "仅有线索，待人工确认") } else { lang.pick("to be confirmed by a person", "待人工确认") }
}

/// Says behind a proposed fail that it rests on hints alone.
pub fn on_hints(result: &ItemResult, lang: Lang) -> &'static str {
    if result.hint { lang.pick(", on hints alone", "，仅凭线索") } else { "" }
}

/// What is said behind the question.
fn remark(result: &ItemResult, lang: Lang) -> String {
    let mut parts = Vec::new();
    if let Some((taken, of)) = result.counted.filter(|(_, of)| *of > 1) {
        parts.push(match lang {
            Lang::En => format!("{taken} of {of}"),
            Lang::Zh => format!("{taken} / {of}"),
        });
    }
    match result.answer {
        Answer::NotApplicable(why) => parts.push(format!("{}{}", lang.pick("not applicable: ", "不适用："), words::why(why, lang))),
        Answer::Open(why) => parts.push(words::why(why, lang).to_owned()),
        Answer::Share(_) if result.to_confirm => parts.push(to_confirm(result, lang).to_owned()),
        Answer::Share(_) => {}
    }
    if parts.is_empty() { String::new() } else { format!("{}{}", lang.pick("  ", "　"), parts.join(lang.pick(", ", "，"))) }
}

/// Pieces of evidence that are printed together: those of one turn that speak the same way.
struct Group<'a> {
    first: &'a Evidence,
    marks: Vec<Mark>,
}

impl Group<'_> {
    fn is_good(&self) -> bool {
        matches!(self.first, Evidence::Said { good: true, .. })
    }
}

/// Groups in the order of the conversation; where only some are printed, those that cost points come first.
fn groups<'a>(result: &'a ItemResult, all: bool) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for piece in &result.evidence {
        let Evidence::Said { good, turn, span, .. } = piece else {
            groups.push(Group { first: piece, marks: Vec::new() });
            continue;
        };
        let mark = Mark { span: *span, polarity: if *good { Polarity::Positive } else { Polarity::Negative }, letter: None };
        let same = |group: &&mut Group| matches!(group.first, Evidence::Said { good: other, turn: at, .. } if other == good && at == turn);
        match groups.iter_mut().find(same) {
            Some(group) if group.marks.contains(&mark) => {}
            Some(group) => group.marks.push(mark),
            None => groups.push(Group { first: piece, marks: vec![mark] }),
        }
    }
    if !all {
        groups.sort_by_key(Group::is_good);
    }
    groups
}

fn evidence(view: &View, checked: &Checked, result: &ItemResult, out: &mut String) {
    let (palette, lang) = (&view.palette, view.lang);
    let blank = " ".repeat(10);
    let groups = groups(result, view.full);
    let limit = if view.full { usize::MAX } else { SHOWN };
    for group in groups.iter().take(limit) {
        match group.first {
            Evidence::Said { turn, .. } => {
                let Some(said) = checked.conversation.turns.get(*turn as usize) else { continue };
                let party: String = words::party(&said.party, lang).chars().map(crate::wrap::printable).filter(|c| *c != '\n').take(12).collect();
                let label = format!("{turn} {party}");
                let prefix = format!("{blank}{} {} ", paint(&label, palette.dim), paint("│", palette.dim));
                let rest = format!("{blank}{} {} ", " ".repeat(width(&label)), paint("│", palette.dim));
                turn::excerpt(view, &said.text, &group.marks, &prefix, &rest, out);
            }
            Evidence::Missed { behaviour, turn, searched, .. } => {
                let line = Rich::new(lang.pick("○ missed: ", "○ 错过："), palette.missed).plain(view.name(behaviour)).and(&window(*turn, *searched, lang), palette.dim);
                line.write(out, &blank, &format!("{blank}    "), view.width);
            }
            Evidence::Searched { first, last } => {
                Rich::new(&searched_all(*first, *last, lang), palette.dim).write(out, &blank, &format!("{blank}    "), view.width);
            }
            Evidence::Source { fact, .. } => {
                let text = format!("{}{}", lang.pick("the source says: ", "来源记录："), words::fact(fact, lang));
                Rich::new(&text, palette.dim).write(out, &blank, &format!("{blank}    "), view.width);
            }
        }
    }
    let more = groups.len().saturating_sub(limit);
    if more > 0 {
        let text = match lang {
            Lang::En => format!("and {more} more (--full)"),
            Lang::Zh => format!("另有 {more} 处（--full）"),
        };
        Rich::new(&text, palette.dim).write(out, &blank, &blank, view.width);
    }
}

/// Which turn called for it, and where it was looked for.
fn window(turn: u32, searched: Option<(u32, u32)>, lang: Lang) -> String {
    match (lang, searched) {
        (Lang::En, None) => format!(", called for by turn {turn}"),
        (Lang::Zh, None) => format!("，第 {turn} 轮需要"),
        (Lang::En, Some((first, last))) if first == last => format!(", called for by turn {turn}, turn {first} searched"),
        (Lang::Zh, Some((first, last))) if first == last => format!("，第 {turn} 轮需要，已查第 {first} 轮"),
        (Lang::En, Some((first, last))) => format!(", called for by turn {turn}, turns {first}–{last} searched"),
        (Lang::Zh, Some((first, last))) => format!("，第 {turn} 轮需要，已查第 {first}–{last} 轮"),
    }
}

fn searched_all(first: u32, last: u32, lang: Lang) -> String {
    match lang {
        Lang::En => format!("turns {first}–{last} searched, nothing found"),
        Lang::Zh => format!("已查第 {first}–{last} 轮，没有发现"),
    }
}
