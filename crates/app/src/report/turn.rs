//! One turn: who spoke, and what was said with the found places underlined.

use rapport_flow::Checked;
use rapport_model::Polarity;

use super::notes::{Annotations, Mark};
use super::{View, remarks, words};
use crate::wrap::{self, Row, pad, paint};

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
    let mut rows = wrap::rows(&chars, room, room);
    if !view.full {
        // The empty lines of an e-mail say nothing.
        rows.retain(|row| row.start < row.end);
    }
    let shown = shown(&rows, &notes.marks, view.full);
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
    remarks::write(view, &blank, notes, out);
}

/// The lines of a text that hold marks, underlined, behind a prefix.
pub fn excerpt(view: &View, text: &str, marks: &[Mark], prefix: &str, rest: &str, out: &mut String) {
    let chars: Vec<char> = text.chars().map(wrap::printable).collect();
    let room = view.width.saturating_sub(wrap::width(rest));
    let mut first = true;
    for row in wrap::rows(&chars, room, room) {
        let lines = underlines(&chars, row, marks, view);
        if lines.is_empty() {
            continue;
        }
        let text: String = chars[row.start..row.end].iter().collect();
        let left = if std::mem::take(&mut first) { prefix } else { rest };
        out.push_str(format!("{left}{text}").trim_end());
        out.push('\n');
        for line in lines {
            out.push_str(&format!("{rest}{line}\n"));
        }
    }
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

#[cfg(test)]
mod tests {
    use rapport_text::Span;

    use super::*;

    fn lines(count: usize, marked: &[usize]) -> String {
        let rows: Vec<Row> = (0..count).map(|at| Row { start: at * 10, end: at * 10 + 9 }).collect();
        let mark = |at: &usize| Mark { span: Span { start: *at as u32 * 10 + 2, end: *at as u32 * 10 + 5 }, polarity: Polarity::Positive, letter: None };
        let marks: Vec<Mark> = marked.iter().map(mark).collect();
        shown(&rows, &marks, false).into_iter().map(|shown| if shown { '#' } else { '.' }).collect()
    }

    #[test]
    fn long_turns_show_what_was_found_and_its_neighbours() {
        assert_eq!(lines(4, &[]), "####");
        assert_eq!(lines(9, &[]), "##.......");
        assert_eq!(lines(9, &[4]), "...###...");
        assert_eq!(lines(9, &[0, 8]), "##.....##");
        assert_eq!(lines(9, &[2, 6]), "#########", "a single line is not left out");
    }
}
