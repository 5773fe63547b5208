//! Walks over the shadow of a turn and pushes its tokens.

use crate::english::{self, Expansion};
use crate::key::KeyHasher;
use crate::reading::{Reading, Sentence};
use crate::words::{Words, flag};
use crate::{Key, Kind, Shadow, Token};

const FILLER: Key = Key::of_char('呃');

/// A walk over one turn's text.
pub(crate) struct Scanner<'a> {
    shadow: &'a Shadow,
    out: &'a mut Reading,
    at: usize,
    sentence: u16,
    clause: u16,
    open_quote: Option<usize>,
    words: &'static Words,
}

impl<'a> Scanner<'a> {
    /// A walk from the beginning.
    pub(crate) fn new(shadow: &'a Shadow, out: &'a mut Reading) -> Scanner<'a> {
        Scanner { shadow, out, at: 0, sentence: 0, clause: 0, open_quote: None, words: english::words() }
    }

    fn peek(&self, ahead: usize) -> char {
        self.shadow.chars.get(self.at + ahead).copied().unwrap_or('\0')
    }

    /// Reads the whole text.
    pub(crate) fn scan(&mut self) {
        let mut line_start = true;
        let mut quoted_line = false;
        while self.at < self.shadow.chars.len() {
            let c = self.shadow.chars[self.at];
            if line_start && c == '>' {
                quoted_line = true;
            }
            line_start = false;
            match c {
                'a'..='z' | '0'..='9' => self.word(quoted_line),
                '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' => {
                    let key = Key::of_char(c);
                    self.at += 1;
                    // The only Chinese sound of hesitation.
                    if key == FILLER {
                        self.out.fillers += 1;
                    } else {
                        self.out.han += 1;
                        self.push(key, self.at - 1, Kind::Han, quoted_line);
                    }
                }
                '[' if self.mask(quoted_line) => {}
                '*' | '＊' if self.starred(quoted_line) => {}
                '@' if self.handle() => {}
                ' ' | '\t' | '\r' => self.at += 1,
                '\n' => {
                    self.at += 1;
                    self.end_sentence();
                    line_start = true;
                    quoted_line = false;
                }
                '.' | '!' | '?' | '。' | '…' | ';' => self.stop(c),
                ',' | ':' | '、' | '，' | '；' | '：' | '(' | ')' | '—' | '·' | '~' | '《' | '》' => {
                    self.at += 1;
                    self.out.punctuated |= c == ',' || c == '，';
                    self.end_clause();
                }
                '-' if self.peek(1) == '-' || (self.peek(1) == ' ' && self.at > 0) => {
                    self.at += 1;
                    self.end_clause();
                }
                '"' | '“' | '”' | '「' | '」' | '『' | '』' => self.quote(c),
                _ if is_emoji(c) => {
                    self.at += 1;
                    self.push(Key::of_char(c), self.at - 1, Kind::Emoji, quoted_line);
                }
                _ if c.is_alphabetic() => self.foreign_word(quoted_line),
                _ => self.at += 1,
            }
        }
        // An opening mark that never closed quoted nothing.
        if let Some(open) = self.open_quote {
            self.out.tokens[open..].iter_mut().for_each(|token| token.quoted = false);
        }
    }

    #[inline]
    fn push(&mut self, key: Key, from: usize, kind: Kind, quoted_line: bool) {
        let token = Token {
            key,
            start: self.shadow.at(from),
            end: self.shadow.at(self.at - 1) + 1,
            sentence: self.sentence,
            clause: self.clause,
            kind,
            quoted: quoted_line || self.open_quote.is_some(),
            loud: false,
        };
        self.out.tokens.push(token);
    }

    /// A run of letters with nothing special in or after it: most words.
    #[inline]
    fn plain_word(&mut self, quoted_line: bool) -> bool {
        let from = self.at;
        let chars = &self.shadow.chars[from..];
        let mut hasher = KeyHasher::new();
        let (mut first, mut second, mut len) = ('\0', '\0', 0);
        while let Some(&c) = chars.get(len)
            && c.is_ascii_lowercase()
        {
            // A letter three times is drawn out.
            if c == first && c == second {
                return false;
            }
            (first, second) = (second, c);
            hasher.push(c);
            len += 1;
        }
        let (next, after) = (chars.get(len).copied().unwrap_or(' '), chars.get(len + 1).copied().unwrap_or(' '));
        let ends = match next {
            ' ' | ',' | '?' | '!' | ';' | '\n' | ')' | '"' | '\u{201d}' => true,
            '.' => len > 1 && !after.is_ascii_alphanumeric(),
            ':' => !after.is_ascii_digit(),
            '\u{4e00}'..='\u{9fff}' | '，' | '。' => true,
            _ => false,
        };
        if !ends || len == 0 {
            return false;
        }
        self.at += len;
        self.finish_word(hasher.finish(), from, false, quoted_line);
        true
    }

    /// A word or number: letters, digits, inner apostrophes, hyphens, and dots or colons between digits.
    fn word(&mut self, quoted_line: bool) {
        if self.plain_word(quoted_line) {
            return;
        }
        let from = self.at;
        let chars = &self.shadow.chars;
        let mut hasher = KeyHasher::new();
        let (mut digits, mut apostrophes, mut drawn_out) = (0, 0, false);
        while let Some(&c) = chars.get(self.at) {
            let next = chars.get(self.at + 1).copied().unwrap_or('\0');
            let inside = match c {
                'a'..='z' | 'ß'..='ÿ' => true,
                '0'..='9' => {
                    digits += 1;
                    true
                }
                '\'' => {
                    let inner = next.is_ascii_alphabetic();
                    apostrophes += usize::from(inner);
                    inner
                }
                '-' => next.is_ascii_alphanumeric(),
                '.' => {
                    let single = self.at == from + 1 || chars.get(self.at.wrapping_sub(2)) == Some(&'.');
                    next.is_ascii_digit() && digits > 0
                        || single && next.is_ascii_lowercase()
                        // a.m. / e.g.: the last dot of an abbreviation
                        || single && self.at > from + 1 && chars[from + 1] == '.'
                        || next.is_ascii_lowercase() && chars[self.at - 1].is_ascii_lowercase() && looks_like_domain(&chars[self.at + 1..])
                }
                ':' | '/' => next.is_ascii_digit() && digits > 0,
                ',' => next.is_ascii_digit() && digits > 0 && chars.get(self.at + 3).is_some_and(char::is_ascii_digit),
                _ => false,
            };
            if !inside {
                break;
            }
            self.at += 1;
            // "soooo" → "so": a letter drawn out over three or more counts once.
            if c.is_ascii_lowercase() && next == c && chars.get(self.at + 1) == Some(&c) {
                drawn_out = true;
                while chars.get(self.at) == Some(&c) {
                    self.at += 1;
                }
            }
            if c != '.' || digits > 0 {
                hasher.push(c);
            }
        }
        // "wh- what": a broken-off start is not a word.
        if self.peek(0) == '-' && matches!(self.peek(1), ' ' | '-' | '\0') && self.at - from <= 3 {
            self.at += 1;
            self.out.fillers += 1;
            return;
        }
        let key = hasher.finish();
        if digits > 0 {
            self.out.words += 1;
            self.push(key, from, Kind::Number, quoted_line);
            return;
        }
        let before = self.out.tokens.len();
        self.finish_word(key, from, apostrophes > 0, quoted_line);
        if drawn_out {
            self.out.tokens[before..].iter_mut().for_each(|token| token.loud = true);
        }
    }

    /// Pushes what a written word stands for.
    fn finish_word(&mut self, key: Key, from: usize, apostrophe: bool, quoted_line: bool) {
        let word = &self.shadow.chars[from..self.at];
        let (flags, expansion) = self.words.both(key);
        if word.len() <= 3 && flags & flag::FILLER != 0 {
            self.out.fillers += 1;
            return;
        }
        self.out.words += 1;
        if flags & flag::STUMBLE == 0 && expansion.is_none() && !apostrophe {
            return self.push(key, from, Kind::Word, quoted_line);
        }
        // No spelling is longer, unless letters are drawn out.
        if let Some(expansion) = expansion.filter(|_| apostrophe || word.len() <= 12) {
            english::spelled(expansion).iter().for_each(|&key| self.push(key, from, Kind::Word, quoted_line));
            return;
        }
        let (key, second) = match if apostrophe { english::expand(word, key) } else { Expansion::Same(key) } {
            Expansion::Same(key) => (key, None),
            Expansion::Two(a, b) => (a, Some(b)),
        };
        if let Some(second) = second {
            self.push(key, from, Kind::Word, quoted_line);
            self.push(second, from, Kind::Word, quoted_line);
            return;
        }
        let flags = if apostrophe { self.words.flags(key) } else { flags };
        let repeated = flags & flag::STUMBLE != 0 && self.out.tokens.last().is_some_and(|last| last.key == key && last.clause == self.clause);
        if !repeated {
            self.push(key, from, Kind::Word, quoted_line);
        }
    }

    /// A word somebody starred out ("f***", "sh*t", "他*的") is one token, whatever it was; its key is `****`.
    /// Stars after digits are somebody else's masking of a number.
    fn starred(&mut self, quoted_line: bool) -> bool {
        let chars = &self.shadow.chars;
        let Some(&before) = self.at.checked_sub(1).and_then(|at| chars.get(at)) else { return false };
        let stars = chars[self.at..].iter().take_while(|&&c| c == '*' || c == '＊').count();
        let after = chars.get(self.at + stars).copied().unwrap_or(' ');
        let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        if stars > 8 {
            return false;
        }
        if han(before) && (han(after) || stars >= 2) {
            let from = self.at;
            self.at += stars;
            self.push(Key::of("****"), from, Kind::Word, quoted_line);
            return true;
        }
        let letters = chars[..self.at].iter().rev().take_while(|c| c.is_ascii_lowercase()).count();
        // "*word*" is emphasis: the star that closes it follows a whole word.
        let emphasis = self.at.checked_sub(letters + 1).is_some_and(|at| chars[at] == '*');
        if !(1..=4).contains(&letters) || emphasis || stars == 1 && !after.is_ascii_lowercase() {
            return false;
        }
        let from = self.at - letters;
        if self.out.tokens.last().is_some_and(|last| last.start == self.shadow.at(from)) {
            self.out.tokens.pop();
        }
        self.at += stars;
        while self.peek(0).is_ascii_lowercase() || self.peek(0) == '*' {
            self.at += 1;
        }
        self.push(Key::of("****"), from, Kind::Word, quoted_line);
        true
    }

    fn foreign_word(&mut self, quoted_line: bool) {
        let from = self.at;
        let mut hasher = KeyHasher::new();
        while let Some(&c) = self.shadow.chars.get(self.at) {
            if !c.is_alphanumeric() || ('\u{4e00}'..='\u{9fff}').contains(&c) {
                break;
            }
            hasher.push(c);
            self.at += 1;
        }
        let latin = self.shadow.chars[from..self.at].iter().all(|c| c.is_ascii() || ('ß'..='ÿ').contains(c));
        if latin {
            self.out.words += 1;
        } else {
            self.out.foreign += (self.at - from).div_ceil(3) as u32;
        }
        let kind = if latin { Kind::Word } else { Kind::Foreign };
        self.push(hasher.finish(), from, kind, quoted_line);
    }

    /// A typed token of redaction; its label, lower case and in brackets, is its key.
    fn mask(&mut self, quoted_line: bool) -> bool {
        let chars = &self.shadow.chars[self.at..];
        let Some(len) = chars.iter().take(40).position(|&c| c == ']') else { return false };
        let label = chars[1..len].iter().take_while(|c| c.is_ascii_lowercase()).count();
        let rest = &chars[1 + label..len];
        let plausible = label >= 2
            && rest.first().is_none_or(|&c| c == ':' || c == '#')
            && self.shadow.capitals as usize >= label
            && rest.iter().all(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '#'));
        if !plausible {
            return false;
        }
        let mut hasher = KeyHasher::new();
        hasher.push('[');
        chars[1..=label].iter().for_each(|&c| hasher.push(c));
        hasher.push(']');
        let from = self.at;
        self.at += len + 1;
        self.out.words += 1;
        self.push(hasher.finish(), from, Kind::Mask, quoted_line);
        true
    }

    /// A handle ("@427526", "@客服小林 ") addresses somebody and says nothing: it gives no token.
    fn handle(&mut self) -> bool {
        let name = self.shadow.chars[self.at + 1..].iter().take(24).take_while(|c| c.is_alphanumeric() || **c == '_').count();
        let after = self.peek(1 + name);
        let ends = name > 0 && (after.is_whitespace() || matches!(after, '\0' | ',' | ':' | '.' | '，' | '：' | '。' | '!' | '?' | '@'));
        if ends {
            self.at += 1 + name;
        }
        ends
    }

    /// A mark that may end a sentence.
    fn stop(&mut self, c: char) {
        self.at += 1;
        let next = self.peek(0);
        let ends = match c {
            '.' => {
                let dots = next == '.';
                dots || !next.is_ascii_alphanumeric() && !self.after_title()
            }
            _ => true,
        };
        if !ends {
            return;
        }
        self.out.punctuated = true;
        let mut question = c == '?';
        let mut exclaims = u8::from(c == '!');
        while let '.' | '!' | '?' | '。' | '…' | '"' | '”' | '」' | ')' | ' ' = self.peek(0) {
            let mark = self.peek(0);
            if mark == ' ' && !matches!(self.peek(1), '!' | '?') {
                break;
            }
            if matches!(mark, '"' | '”' | '」') && self.open_quote.take().is_none() {
                break;
            }
            question |= mark == '?';
            exclaims = exclaims.saturating_add(u8::from(mark == '!'));
            self.at += 1;
        }
        let number = self.sentence as usize;
        if self.out.tokens.last().is_some_and(|last| last.sentence == self.sentence) {
            self.out.marks.resize(number, Sentence::default());
            self.out.marks.push(Sentence { question_mark: question, exclaims, ..Sentence::default() });
        }
        self.end_sentence();
    }

    /// "Mr. Lee", "no. 5": the dot belongs to the word before it.
    fn after_title(&self) -> bool {
        const TITLES: [&str; 8] = ["mr", "mrs", "ms", "dr", "st", "vs", "approx", "ext"];
        let before = &self.shadow.chars[..self.at - 1];
        let start = before.iter().rposition(|c| !c.is_ascii_lowercase()).map_or(0, |i| i + 1);
        let word = &before[start..];
        word.len() <= 6 && TITLES.iter().any(|title| title.chars().eq(word.iter().copied()))
    }

    fn quote(&mut self, c: char) {
        self.at += 1;
        match (c, self.open_quote) {
            ('”' | '」' | '』', _) => self.open_quote = None,
            ('"', Some(_)) => self.open_quote = None,
            _ => self.open_quote = Some(self.out.tokens.len()),
        }
        self.end_clause();
    }

    fn end_clause(&mut self) {
        if self.out.tokens.last().is_some_and(|last| last.clause == self.clause) {
            self.clause = self.clause.saturating_add(1);
        }
    }

    fn end_sentence(&mut self) {
        self.end_clause();
        if self.out.tokens.last().is_some_and(|last| last.sentence == self.sentence) {
            self.sentence = self.sentence.saturating_add(1);
        }
    }
}

fn looks_like_domain(rest: &[char]) -> bool {
    ["com", "net", "org", "cn", "co", "io", "gov", "edu"]
        .iter()
        .any(|tld| rest.iter().take(tld.len()).copied().eq(tld.chars()) && !rest.get(tld.len()).is_some_and(char::is_ascii_lowercase))
}

fn is_emoji(c: char) -> bool {
    matches!(c as u32, 0x1f300..=0x1faff | 0x2600..=0x27bf | 0x2b50 | 0x1f1e6..=0x1f1ff)
}
