//! One turn as the engine reads it: tokens in sentences and clauses, language, form.

use crate::english::{self, Expansion};
use crate::key::KeyHasher;
use crate::{Key, Kind, Language, Shadow, Token};

/// One sentence of a turn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub end: u32,
    /// Ends in a question mark.
    pub question_mark: bool,
    /// Exclamation marks at its end.
    pub exclaims: u8,
}

/// No sentence has more tokens: a longer one is split at a clause where it has one, else where it is full.
pub const LONGEST_SENTENCE: usize = 60;

/// A turn, read. Reuse one value for many turns: its memory is kept.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The normalised text.
    pub shadow: Shadow,
    /// All tokens, in order.
    pub tokens: Vec<Token>,
    /// Sentences, in order; they cover all tokens.
    pub sentences: Vec<Sentence>,
    /// Language of the turn.
    pub language: Language,
    /// Latin words and numbers said (contractions count once).
    pub words: u32,
    /// Chinese characters said.
    pub han: u32,
    /// Sounds of hesitation left out of `tokens`.
    pub fillers: u32,
    /// Whether the text has any mark that ends a sentence or clause.
    pub punctuated: bool,
    foreign: u32,
}

impl Reading {
    /// Reads a turn's (redacted) text.
    pub fn of(text: &str) -> Reading {
        let mut reading = Reading::default();
        reading.read(text);
        reading
    }

    /// Reads a turn's (redacted) text into this value.
    pub fn read(&mut self, text: &str) {
        self.tokens.clear();
        self.sentences.clear();
        (self.words, self.han, self.fillers, self.foreign) = (0, 0, 0, 0);
        self.punctuated = false;
        let mut shadow = std::mem::take(&mut self.shadow);
        shadow.fill(text);
        Scanner { shadow: &shadow, out: self, at: 0, sentence: 0, clause: 0, open_quote: None }.scan();
        self.shadow = shadow;
        self.language = Language::from_counts(self.han, self.words, self.foreign);
        if !self.punctuated {
            crate::form::split_unpunctuated(&mut self.tokens);
        }
        self.close_sentences();
    }

    /// Length as people count it: words in English, characters in Chinese, both in mixed turns.
    pub fn length(&self) -> u32 {
        self.words + self.han
    }

    /// Makes the sentence table from the tokens' sentence numbers.
    fn close_sentences(&mut self) {
        self.split_long();
        // Marks were noted by sentence number while scanning; splitting only ever adds numbers
        // in texts that have no marks.
        let marks = std::mem::take(&mut self.sentences);
        let mut first = 0;
        for i in 1..=self.tokens.len() {
            let number = self.tokens[i - 1].sentence;
            if i == self.tokens.len() || self.tokens[i].sentence != number {
                let mark = marks.get(number as usize).copied().unwrap_or_default();
                self.sentences.push(Sentence { first, end: i as u32, ..mark });
                first = i as u32;
            }
        }
        for (number, sentence) in self.sentences.iter().enumerate() {
            for token in &mut self.tokens[sentence.first as usize..sentence.end as usize] {
                token.sentence = number as u16;
            }
        }
    }

    /// Gives the parts of an overlong sentence numbers of their own, moving those after it.
    fn split_long(&mut self) {
        let (mut start, mut added) = (0, 0u16);
        let mut number = u16::MAX;
        let marks = std::mem::take(&mut self.sentences);
        let mut moved: Vec<Sentence> = Vec::new();
        for i in 0..self.tokens.len() {
            let original = self.tokens[i].sentence;
            if original != number {
                (number, start) = (original, i);
            } else if i - start >= LONGEST_SENTENCE {
                // Back to the last clause that begins in the second half, if there is one.
                let clause = (start + LONGEST_SENTENCE / 2..=i).rev().find(|&at| at > start && self.tokens[at].clause != self.tokens[at - 1].clause);
                let cut = clause.unwrap_or(i);
                // The mark ends the last part only.
                if let Some(part) = moved.get_mut(original.saturating_add(added) as usize) {
                    *part = Sentence::default();
                }
                added = added.saturating_add(1);
                for token in &mut self.tokens[cut..i] {
                    token.sentence = original.saturating_add(added);
                }
                start = cut;
            }
            let here = original.saturating_add(added);
            self.tokens[i].sentence = here;
            if let Some(mark) = marks.get(original as usize) {
                moved.resize(moved.len().max(here as usize + 1), Sentence::default());
                moved[here as usize] = *mark;
            }
        }
        self.sentences = moved;
    }

    /// The normalised text of one token (for a contraction, of the whole written word).
    pub fn word(&self, token: &Token) -> String {
        self.shadow.slice(token.start, token.end).iter().collect()
    }

    /// The key of a token's content word without inflection; `None` for function words.
    pub fn content(&self, token: &Token) -> Option<Key> {
        let chars = self.shadow.slice(token.start, token.end);
        let mut buffer = [0u8; 32];
        if chars.len() <= buffer.len() && chars.iter().all(char::is_ascii) {
            buffer.iter_mut().zip(chars).for_each(|(byte, c)| *byte = *c as u8);
            return std::str::from_utf8(&buffer[..chars.len()]).ok().and_then(english::content_key);
        }
        english::content_key(&chars.iter().collect::<String>())
    }
}

struct Scanner<'a> {
    shadow: &'a Shadow,
    out: &'a mut Reading,
    at: usize,
    sentence: u16,
    clause: u16,
    open_quote: Option<usize>,
}

impl Scanner<'_> {
    fn peek(&self, ahead: usize) -> char {
        self.shadow.chars.get(self.at + ahead).copied().unwrap_or('\0')
    }

    fn scan(&mut self) {
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
                    let key = {
                        let mut hasher = KeyHasher::new();
                        hasher.push(c);
                        hasher.finish()
                    };
                    self.at += 1;
                    if english::is_filler(key) {
                        self.out.fillers += 1;
                    } else {
                        self.out.han += 1;
                        self.push(key, self.at - 1, Kind::Han, quoted_line);
                    }
                }
                '[' if self.mask(quoted_line) => {}
                '*' | '＊' if self.starred(quoted_line) => {}
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
                    let mut hasher = KeyHasher::new();
                    hasher.push(c);
                    self.at += 1;
                    self.push(hasher.finish(), self.at - 1, Kind::Emoji, quoted_line);
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
    fn plain_word(&mut self, quoted_line: bool) -> bool {
        let from = self.at;
        let chars = &self.shadow.chars[from..];
        let mut hasher = KeyHasher::new();
        let (mut before, mut repeats) = ('\0', 0);
        let mut len = 0;
        for &c in chars {
            if !c.is_ascii_lowercase() {
                break;
            }
            repeats = if c == before { repeats + 1 } else { 0 };
            if repeats == 2 {
                return false;
            }
            before = c;
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
        if word.len() <= 3 && english::is_filler(key) {
            self.out.fillers += 1;
            return;
        }
        self.out.words += 1;
        let plain = !apostrophe && word.len() > 12;
        match if plain { Expansion::Same(key) } else { english::expand(word, key) } {
            Expansion::Same(key) => {
                let repeated = self.out.tokens.last().is_some_and(|last| last.key == key && last.clause == self.clause && english::is_stumble(key));
                if !repeated {
                    self.push(key, from, Kind::Word, quoted_line);
                }
            }
            Expansion::Words(words) => words.iter().for_each(|&key| self.push(key, from, Kind::Word, quoted_line)),
            Expansion::Two(a, b) => {
                self.push(a, from, Kind::Word, quoted_line);
                self.push(b, from, Kind::Word, quoted_line);
            }
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

    /// A mark that may end a sentence.
    fn stop(&mut self, c: char) {
        self.at += 1;
        let next = self.peek(0);
        let ends = match c {
            '.' => {
                let dots = next == '.';
                !(next.is_ascii_alphanumeric() || dots) && !self.after_title() || dots
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
            if matches!(mark, '"' | '”' | '」') {
                if self.open_quote.take().is_none() {
                    break;
                }
            }
            question |= mark == '?';
            exclaims = exclaims.saturating_add(u8::from(mark == '!'));
            self.at += 1;
        }
        let number = self.sentence as usize;
        if self.out.tokens.last().is_some_and(|last| last.sentence == self.sentence) {
            self.out.sentences.resize(number, Sentence::default());
            self.out.sentences.push(Sentence { question_mark: question, exclaims, ..Sentence::default() });
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
    ["com", "net", "org", "cn", "co", "io", "gov", "edu"].iter().any(|tld| {
        rest.iter().take(tld.len()).copied().eq(tld.chars())
            && !rest.get(tld.len()).is_some_and(char::is_ascii_lowercase)
    })
}

fn is_emoji(c: char) -> bool {
    matches!(c as u32, 0x1f300..=0x1faff | 0x2600..=0x27bf | 0x2b50 | 0x1f1e6..=0x1f1ff)
}
