//! One turn: who spoke, what was said with the found places underlined, and the notes under it.

use anstyle::Style;
use rapport_flow::Checked;
use rapport_model::{Finding, Opportunity, Polarity};

use super::notes::{Annotations, Mark, reason};
use super::{View, words};
use crate::language::Lang;
use crate::screen;
use crate::wrap::{self, Rich, Row, pad, paint};

/// The columns left of the text.
pub struct Columns {
    number: usize,
    party: usize,
    /// Number and party stand on a line of their own, as there is little room.
    narrow: bool,
}

impl Columns {
    pub fn of(view: &View, checked: &Checked) -> Columns {
        let turns = &checked.conversation.turns;
        let party = turns.iter().map(|turn| wrap::width(words::party(&turn.party, view.lang))).max().unwrap_or(0).min(12);
        Columns { number: turns.len().saturating_sub(1).to_string().len(), party, narrow: view.width < 72 }
    }

    /// Columns before the gutter.
    fn indent(&self) -> usize {
        if self.narrow { 1 } else { self.number + self.party + 2 }
    }

    /// Shows that turns were left out.
    pub fn gap(&self, view: &View, out: &mut String) {
        out.push_str(&format!("{}{}\n", " ".repeat(self.indent() + 1), paint("⋮", view.palette.dim)));
    }
}

/// Longer turns show the lines around what was found, unless all is asked for.
const LINES: usize = 4;

/// Writes a turn and its notes.
pub fn write(view: &View, columns: &Columns, at: usize, checked: &Checked, notes: &Annotations, out: &mut String) {
    let turn = &checked.conversation.turns[at];
    let palette = &view.palette;
    let party: String = words::party(&turn.party, view.lang).chars().map(wrap::printable).filter(|c| *c != '\n').take(12).collect();
    let label = format!("{} {}", paint(&format!("{at:>width$}", width = columns.number), palette.dim), paint(&pad(&party, columns.party), palette.bold));
    let blank = " ".repeat(columns.indent());
    let bar = paint("│", palette.dim);
    if columns.narrow {
        out.push_str(label.trim_end());
        out.push('\n');
    }
    let chars: Vec<char> = turn.text.chars().map(wrap::printable).collect();
    let room = view.width.saturating_sub(columns.indent() + 3);
    let rows = wrap::rows(&chars, room, room);
    let shown = shown(&rows, &notes.marks, view.full || !notes.is_empty() && rows.len() <= LINES);
    let mut first = !columns.narrow;
    let mut skipped = false;
    for (row, shown) in rows.iter().zip(shown) {
        let left = if std::mem::take(&mut first) { format!("{label} ") } else { blank.clone() };
        if !shown {
            if !std::mem::replace(&mut skipped, true) {
                out.push_str(&format!("{left} {bar} {}\n", paint("…", palette.dim)));
            } else if left != blank {
                first = true;
            }
            continue;
        }
        skipped = false;
        let text: String = chars[row.start..row.end].iter().collect();
        out.push_str(format!("{left} {bar} {text}").trim_end());
        out.push('\n');
        for line in underlines(&chars, *row, &notes.marks, view) {
            out.push_str(&format!("{blank} {bar} {line}\n"));
        }
    }
    if rows.is_empty() && !columns.narrow {
        out.push_str(format!("{label}  {bar}").trim_end());
        out.push('\n');
    }
    Notes { view, blank: &blank }.write(notes, out);
}

/// Which lines of a turn are printed: all, or those with a mark and their neighbours; the first two where
/// there is no mark. A single line is not left out: the ellipsis would take as much room.
fn shown(rows: &[Row], marks: &[Mark], all: bool) -> Vec<bool> {
    if all || rows.len() <= LINES {
        return vec![true; rows.len()];
    }
    let marked: Vec<bool> = rows.iter().map(|row| marks.iter().any(|mark| covered(*row, mark).is_some())).collect();
    let mut shown: Vec<bool> = if marks.is_empty() {
        (0..rows.len()).map(|at| at < 2).collect()
    } else {
        (0..rows.len()).map(|at| marked[at.saturating_sub(1)..(at + 2).min(rows.len())].contains(&true)).collect()
    };
    for at in 0..rows.len() {
        let alone = !shown[at] && (at == 0 || shown[at - 1]) && shown.get(at + 1).is_none_or(|next| *next);
        shown[at] |= alone;
    }
    shown
}

/// The part of a row that a mark covers.
fn covered(row: Row, mark: &Mark) -> Option<(usize, usize)> {
    let (start, end) = ((mark.span.start as usize).max(row.start), (mark.span.end as usize).min(row.end));
    (start < end).then_some((start, end))
}

/// The lines under a row; marks that overlap go on lines of their own.
fn underlines(chars: &[char], row: Row, marks: &[Mark], view: &View) -> Vec<String> {
    // A line: what was written so far, and its columns.
    let mut lines: Vec<(String, usize)> = Vec::new();
    let columns = |from: usize, to: usize| chars[from..to].iter().copied().map(wrap::columns).sum::<usize>();
    for mark in marks {
        let Some((start, end)) = covered(row, mark) else { continue };
        let (left, wide) = (columns(row.start, start), columns(start, end).max(1));
        let letter = mark.letter.filter(|_| start == mark.span.start as usize);
        let sign = match mark.polarity {
            Polarity::Positive => '~',
            Polarity::Negative => '^',
            Polarity::Neutral => '-',
        };
        let line: String = letter.into_iter().chain(std::iter::repeat(sign)).take(wide).collect();
        // Two marks that touch would read as one.
        let at = match lines.iter().position(|(_, used)| *used == 0 || *used < left) {
            Some(at) => at,
            None => {
                lines.push((String::new(), 0));
                lines.len() - 1
            }
        };
        let (text, used) = &mut lines[at];
        text.push_str(&" ".repeat(left.saturating_sub(*used)));
        text.push_str(&paint(&line, view.palette.polarity(mark.polarity.as_str())));
        *used = left + wide;
    }
    lines.into_iter().map(|(text, _)| text).collect()
}

/// The notes under a turn.
struct Notes<'a> {
    view: &'a View<'a>,
    blank: &'a str,
}

impl Notes<'_> {
    fn write(&self, notes: &Annotations, out: &mut String) {
        for (letter, finding) in &notes.judged {
            self.judged(*letter, finding, notes.instead.get(finding.id.as_str()).copied(), out);
        }
        let (palette, lang) = (&self.view.palette, self.view.lang);
        if !notes.also.is_empty() {
            let names: Vec<&str> = notes.also.iter().map(|finding| self.view.name(&finding.behaviour)).collect();
            let names = names.join(lang.pick(", ", "、"));
            self.note("✓", palette.good, Rich::new(lang.pick("also: ", "另有："), palette.dim).and(&names, palette.dim), out);
        }
        self.signals(&notes.signals, out);
        for (opportunity, say) in &notes.missed {
            self.missed(opportunity, *say, out);
        }
        if !notes.also_missed.is_empty() {
            let first = notes.missed.is_empty();
            let title = if first { lang.pick("missed: ", "错过：") } else { lang.pick("also missed: ", "另外错过：") };
            let mut line = Rich::new(title, if first { palette.missed } else { palette.dim });
            for (at, opportunity) in notes.also_missed.iter().enumerate() {
                let comma = if at == 0 { "" } else { lang.pick(", ", "、") };
                line = line.plain(comma).plain(self.view.name(&opportunity.behaviour)).and(&bracketed(opportunity, lang), palette.dim);
            }
            self.note("○", palette.missed, line, out);
        }
    }

    fn judged(&self, letter: Option<char>, finding: &Finding, instead: Option<&str>, out: &mut String) {
        let (view, palette, lang) = (self.view, &self.view.palette, self.view.lang);
        let sign = finding.polarity.as_str();
        let style = palette.polarity(sign);
        let head = self.lettered(letter).and(view.name(&finding.behaviour), style.bold_if(finding.polarity == Polarity::Negative));
        let level = finding.level.map_or(String::new(), |level| match lang {
            Lang::En => format!(", level {level}"),
            Lang::Zh => format!("，{level} 级"),
        });
        let head = head.and(&level, palette.dim);
        let why = reason(view, finding);
        if finding.polarity == Polarity::Negative {
            self.note(screen::mark(sign), style, head.and(&format!(" [{}]", finding.behaviour), palette.dim), out);
            self.detail(lang.pick("why: ", "原因："), &why, out);
            if let Some(say) = instead {
                self.detail(lang.pick("say instead: ", "可以说："), &lang_quoted(say), out);
            }
        } else {
            let head = head.and(&format!("{}{why}", lang.pick(": ", "：")), palette.dim);
            let id = if view.full { format!(" [{}]", finding.behaviour) } else { String::new() };
            self.note(screen::mark(sign), style, head.and(&id, palette.dim), out);
        }
    }

    fn signals(&self, signals: &[(Option<char>, &Finding)], out: &mut String) {
        if signals.is_empty() {
            return;
        }
        let (view, palette) = (self.view, &self.view.palette);
        let mut line = Rich::default();
        for (at, (letter, finding)) in signals.iter().enumerate() {
            let level = finding.level.map_or(String::new(), |level| format!(" {level}"));
            if at > 0 {
                line = line.and(view.lang.pick(", ", "、"), palette.dim);
            }
            line = letter.iter().fold(line, |line, letter| line.and(&format!("{letter} "), palette.signal));
            line = line.plain(view.name(&finding.behaviour)).and(&level, palette.dim);
        }
        self.note("·", palette.signal, line, out);
    }

    fn missed(&self, opportunity: &Opportunity, say: Option<&str>, out: &mut String) {
        let (view, palette, lang) = (self.view, &self.view.palette, self.view.lang);
        let head = Rich::new(lang.pick("missed: ", "错过："), palette.missed)
            .and(view.name(&opportunity.behaviour), palette.missed)
            .and(&format!(" [{}]", opportunity.behaviour), palette.dim)
            .and(&format!("{}{}", lang.pick(", ", "，"), searched(opportunity, lang)), palette.dim);
        self.note("○", palette.missed, head, out);
        if let Some(say) = say {
            self.detail(lang.pick("say instead: ", "可以说："), &lang_quoted(say), out);
        }
    }

    fn lettered(&self, letter: Option<char>) -> Rich {
        letter.map_or_else(Rich::default, |letter| Rich::new(&format!("{letter} "), self.view.palette.dim))
    }

    /// A line that begins with a mark in the gutter.
    fn note(&self, mark: &str, style: Style, line: Rich, out: &mut String) {
        let rest = format!("{}     ", self.blank);
        line.write(out, &format!("{} {} ", self.blank, paint(mark, style)), &rest, self.view.width);
    }

    fn detail(&self, label: &str, text: &str, out: &mut String) {
        let left = format!("{}     ", self.blank);
        let rest = format!("{left}  ");
        Rich::new(label, self.view.palette.dim).plain(text).write(out, &left, &rest, self.view.width);
    }
}

trait BoldIf {
    fn bold_if(self, on: bool) -> Style;
}

impl BoldIf for Style {
    fn bold_if(self, on: bool) -> Style {
        // A plain palette stays plain.
        if on && self != Style::new() { self.bold() } else { self }
    }
}

/// A phrase in the quotation marks of its language.
fn lang_quoted(phrase: &str) -> String {
    format!("“{phrase}”")
}

/// The turns that were searched, in brackets.
fn bracketed(opportunity: &Opportunity, lang: Lang) -> String {
    match (opportunity.searched, lang) {
        (None, _) => String::new(),
        (Some((first, last)), Lang::En) if first == last => format!(" (turn {first})"),
        (Some((first, last)), Lang::En) => format!(" (turns {first}–{last})"),
        (Some((first, last)), Lang::Zh) if first == last => format!("（第 {first} 轮）"),
        (Some((first, last)), Lang::Zh) => format!("（第 {first}–{last} 轮）"),
    }
}

fn searched(opportunity: &Opportunity, lang: Lang) -> String {
    match (opportunity.searched, lang) {
        (None, Lang::En) => "nothing followed that could be searched".to_owned(),
        (None, Lang::Zh) => "其后没有可查的话轮".to_owned(),
        (Some((first, last)), Lang::En) if first == last => format!("turn {first} searched"),
        (Some((first, last)), Lang::En) => format!("turns {first}–{last} searched"),
        (Some((first, last)), Lang::Zh) if first == last => format!("已查第 {first} 轮"),
        (Some((first, last)), Lang::Zh) => format!("已查第 {first}–{last} 轮"),
    }
}
