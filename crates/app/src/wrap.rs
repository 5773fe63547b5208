//! Text for a terminal: columns counted, lines broken, styles kept.

use anstyle::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A stretch of code points that makes one line: `start` inclusive, `end` exclusive, blanks at its end left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    pub start: usize,
    pub end: usize,
}

/// Columns of a character; a full-width one takes two.
pub fn columns(c: char) -> usize {
    c.width().unwrap_or(0)
}

/// Columns of a text; its colour codes take none.
pub fn width(text: &str) -> usize {
    if text.contains('\u{1b}') { anstream::adapter::strip_str(text).to_string().width() } else { text.width() }
}

/// The text filled up with blanks to so many columns.
pub fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// What may be sent to a terminal in place of a character of a conversation: control codes and marks that
/// turn the writing direction could change what the reader sees. One for one, so that offsets stay.
pub fn printable(c: char) -> char {
    match c {
        '\n' => '\n',
        '\t' | '\r' | '\u{2028}' | '\u{2029}' => ' ',
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c if c.is_control() => '\u{fffd}',
        c => c,
    }
}

/// Breaks at blanks, and anywhere between full-width characters but before closing and after opening marks.
/// A word longer than a line is cut. `first` is the room on the first line, `rest` on the others, in columns.
pub fn rows(chars: &[char], first: usize, rest: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut start = 0;
    while start < chars.len() {
        let room = if rows.is_empty() { first } else { rest }.max(2);
        let (mut used, mut at, mut broken) = (0, start, None);
        let next = loop {
            let Some(&c) = chars.get(at) else { break at };
            if c == '\n' {
                break at + 1;
            }
            if at > start && may_break(chars[at - 1], c) {
                broken = Some(at);
            }
            used += columns(c);
            if used > room && c != ' ' && at > start {
                break broken.unwrap_or(at);
            }
            at += 1;
        };
        let own = &chars[start..next];
        let blank = own.iter().rev().take_while(|c| c.is_whitespace()).count();
        rows.push(Row { start, end: next - blank });
        // Blanks at a break we made are not the start of the next line.
        let cut = next < chars.len() && chars[next - 1] != '\n';
        start = next + if cut { chars[next..].iter().take_while(|c| **c == ' ').count() } else { 0 };
    }
    rows
}

fn may_break(before: char, after: char) -> bool {
    const CLOSING: &str = "，。！？、；：）」』”’》】…,.!?;:)";
    const OPENING: &str = "（「『“‘《【(";
    let wide = |c: char| columns(c) == 2;
    (before == ' ' && after != ' ') || ((wide(before) || wide(after)) && !CLOSING.contains(after) && !OPENING.contains(before) && after != ' ')
}

/// Text in several styles.
#[derive(Clone, Debug, Default)]
pub struct Rich {
    chars: Vec<char>,
    styles: Vec<Style>,
}

impl Rich {
    /// Text in one style.
    pub fn new(text: &str, style: Style) -> Rich {
        Rich::default().and(text, style)
    }

    /// The same with more text.
    pub fn and(mut self, text: &str, style: Style) -> Rich {
        self.chars.extend(text.chars().map(printable));
        self.styles.resize(self.chars.len(), style);
        self
    }

    /// The same with more text in no style.
    pub fn plain(self, text: &str) -> Rich {
        self.and(text, Style::new())
    }

    /// Lines of at most so many columns; all but the first have `hang` columns less and are to be moved in by it.
    pub fn lines(&self, width: usize, hang: usize) -> Vec<String> {
        rows(&self.chars, width, width.saturating_sub(hang)).into_iter().map(|row| self.slice(row)).collect()
    }

    /// Writes the lines behind a prefix.
    pub fn write(&self, out: &mut String, prefix: &str, rest: &str, columns: usize) {
        let (first, hang) = (width(prefix), width(rest).saturating_sub(width(prefix)));
        for (at, line) in self.lines(columns.saturating_sub(first), hang).into_iter().enumerate() {
            out.push_str(if at == 0 { prefix } else { rest });
            out.push_str(&line);
            out.push('\n');
        }
    }

    fn slice(&self, row: Row) -> String {
        let mut text = String::new();
        let mut at = row.start;
        while at < row.end {
            let style = self.styles[at];
            let end = (at..row.end).find(|&next| self.styles[next] != style).unwrap_or(row.end);
            text.push_str(&paint(&self.chars[at..end].iter().collect::<String>(), style));
            at = end;
        }
        text
    }
}

/// The text in a style.
pub fn paint(text: &str, style: Style) -> String {
    format!("{style}{text}{style:#}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn broken(text: &str, width: usize) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        rows(&chars, width, width).into_iter().map(|row| chars[row.start..row.end].iter().collect()).collect()
    }

    #[test]
    fn words_stay_whole_and_blanks_at_breaks_go() {
        assert_eq!(broken("we will call you back", 10), ["we will", "call you", "back"]);
        assert_eq!(broken("one\ntwo", 10), ["one", "two"]);
        assert_eq!(broken("extraordinarily", 6), ["extrao", "rdinar", "ily"]);
    }

    #[test]
    fn full_width_characters_count_two_and_closing_marks_stay_behind() {
        assert_eq!(broken("您的包裹在路上", 8), ["您的包裹", "在路上"]);
        assert_eq!(broken("您好，请稍等", 6), ["您好，", "请稍等"]);
        assert_eq!(broken("这是您，好", 6), ["这是", "您，好"]);
    }

    #[test]
    fn control_codes_never_reach_the_terminal() {
        assert_eq!(Rich::new("a\u{1b}[31mb\u{202e}", Style::new()).lines(40, 0), ["a\u{fffd}[31mb\u{fffd}"]);
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_no_word_is_lost(text in "[a-z好，。 \n😀]{0,80}", width in 4usize..40) {
            let lines = broken(&text, width);
            for line in &lines {
                prop_assert!(super::width(line) <= width, "{line:?}");
            }
            let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(bare(&lines.concat()), bare(&text));
        }
    }
}
