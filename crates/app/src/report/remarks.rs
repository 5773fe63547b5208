//! What is said under a turn: findings with their reason, missed opportunities, phrases to say instead.

use anstyle::Style;
use rapport_model::{Finding, Opportunity, Polarity};

use super::notes::{Annotations, reason};
use super::{View, words};
use crate::language::Lang;
use crate::screen;
use crate::wrap::{Rich, paint};

/// Writes the remarks about a turn; `blank` fills the columns before the gutter.
pub fn write(view: &View, blank: &str, notes: &Annotations, out: &mut String) {
    Remarks { view, blank }.write(notes, out);
}

struct Remarks<'a> {
    view: &'a View<'a>,
    blank: &'a str,
}

impl Remarks<'_> {
    fn write(&self, notes: &Annotations, out: &mut String) {
        for (letter, finding) in &notes.judged {
            self.judged(*letter, finding, notes.instead.get(finding.id.as_str()).copied(), out);
        }
        let (palette, lang) = (&self.view.palette, self.view.lang);
        if !notes.also.is_empty() {
            let names: Vec<String> = notes.also.iter().map(|finding| format!("{}{}", self.view.name(&finding.behaviour), hinted(finding, lang))).collect();
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
        let head = self.lettered(letter).and(view.name(&finding.behaviour), if finding.polarity == Polarity::Negative { strong(style) } else { style });
        let level = finding.level.map_or(String::new(), |level| match lang {
            Lang::En => format!(", level {level}"),
            Lang::Zh => format!("，{level} 级"),
        });
        let head = head.and(&level, palette.dim).and(&hinted(finding, lang), palette.dim);
        let why = reason(view, finding);
        if finding.polarity == Polarity::Negative {
            self.note(screen::mark(sign), style, head.and(&format!(" [{}]", finding.behaviour), palette.dim), out);
            self.detail(lang.pick("why: ", "原因："), &why, out);
            if let Some(say) = instead {
                self.detail(lang.pick("say instead: ", "可以说："), &quoted(say), out);
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
            line = line.plain(view.name(&finding.behaviour)).and(&level, palette.dim).and(&hinted(finding, view.lang), palette.dim);
        }
        self.note("·", palette.signal, line, out);
    }

    fn missed(&self, opportunity: &Opportunity, say: Option<&str>, out: &mut String) {
        let (view, palette, lang) = (self.view, &self.view.palette, self.view.lang);
        let head = Rich::new(lang.pick("missed: ", "错过："), palette.missed)
            .and(view.name(&opportunity.behaviour), palette.missed)
            .and(&format!(" [{}]", opportunity.behaviour), palette.dim)
            .and(&format!("{}{}", lang.pick(", ", "，"), words::searched(opportunity, lang)), palette.dim);
        self.note("○", palette.missed, head, out);
        if let Some(say) = say {
            self.detail(lang.pick("say instead: ", "可以说："), &quoted(say), out);
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

/// The word behind the name of a finding that is a hint.
fn hinted(finding: &Finding, lang: Lang) -> String {
    match (finding.hint, lang) {
        (false, _) => String::new(),
        (true, Lang::En) => format!(" {}", words::hint(lang)),
        (true, Lang::Zh) => words::hint(lang).to_owned(),
    }
}

/// The style for what must not be overlooked; a plain palette stays plain.
pub(super) fn strong(style: Style) -> Style {
    if style == Style::new() { style } else { style.bold() }
}

/// A phrase in quotation marks.
fn quoted(phrase: &str) -> String {
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
