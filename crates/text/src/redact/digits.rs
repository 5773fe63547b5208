//! Runs of digits, typed or spoken, in English and Chinese, with separators and fillers between them.

/// One digit and the bytes that say it.
#[derive(Clone, Copy, Debug)]
pub struct Digit {
    /// ASCII digit, or `X` at the end of an identity number.
    pub value: u8,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Whether a group begins here.
    pub first: bool,
}

/// Digits with nothing but separators and fillers between them.
#[derive(Clone, Debug, Default)]
pub struct Run {
    /// The digits in order; never empty.
    pub digits: Vec<Digit>,
    /// Whether any is spoken.
    pub spoken: bool,
    /// Whether an ASCII letter touches either end.
    pub glued: bool,
    /// Whether a plus sign precedes.
    pub plus: bool,
    /// A currency sign, an `@` or a decimal context: not a number to look at.
    pub barred: bool,
}

impl Run {
    /// First byte.
    pub fn start(&self) -> usize {
        self.digits.first().map_or(0, |d| d.start)
    }

    /// One past the last byte.
    pub fn end(&self) -> usize {
        self.digits.last().map_or(0, |d| d.end)
    }

    /// The digits as ASCII.
    pub fn values(&self) -> Vec<u8> {
        self.digits.iter().map(|d| d.value).collect()
    }

    /// Lengths of the groups.
    pub fn groups(&self) -> Vec<usize> {
        let mut groups: Vec<usize> = Vec::new();
        for digit in &self.digits {
            match groups.last_mut() {
                Some(last) if !digit.first => *last += 1,
                _ => groups.push(1),
            }
        }
        groups
    }
}

/// Words that may stand between the digits of one number.
const FILLERS: &[&str] = &[
    "uh", "um", "er", "erm", "hmm", "then", "and", "dash", "hyphen", "space", "minus", "okay", "ok", "so", "next", "like", "yeah", "yes", "uhm", "mm", "ah", "eh", "let", "me",
    "see", "comma", "its",
];
const FILLERS_ZH: &[&str] = &["嗯", "呃", "额", "啊", "哦", "然后", "再", "那个", "接着", "横杠", "杠", "空格", "后面是", "后面", "就是", "对", "是"];
const UNITS: &[&str] = &[
    "dollars", "dollar", "bucks", "percent", "pounds", "pound", "euros", "euro", "minutes", "minute", "hours", "hour", "days", "day", "weeks", "week", "months", "month", "years",
    "year", "times", "miles", "thousand", "million", "cents", "o'clock", "am", "pm", "gb", "mb", "kg", "mbps", "people", "items", "pieces", "yuan", "rmb", "usd",
];

/// All runs of digits in `text`; `stop` gives the end of a stretch to keep out of, where one begins at a byte.
pub fn runs(text: &str, stops: &[(usize, usize)]) -> Vec<Run> {
    let mut reader = Reader { text, done: Vec::new(), run: Run::default(), gap: 0, fillers: 0 };
    let mut at = 0;
    let mut stops = stops.iter().peekable();
    while at < text.len() {
        while stops.next_if(|(_, end)| *end <= at).is_some() {}
        if let Some((start, end)) = stops.peek()
            && *start <= at
        {
            reader.close();
            at = *end;
            continue;
        }
        at = reader.step(at);
    }
    reader.close();
    reader.done
}

/// Whether `word` is a number from zero to a hundred, in letters.
pub fn is_number(word: &str) -> bool {
    let low = word.to_ascii_lowercase();
    ones(&low).is_some() || teens(&low).is_some() || tens(&low).is_some() || low == "hundred"
}

struct Reader<'a> {
    text: &'a str,
    done: Vec<Run>,
    run: Run,
    gap: usize,
    fillers: usize,
}

impl Reader<'_> {
    /// Reads what stands at `at`; returns where to go on.
    fn step(&mut self, at: usize) -> usize {
        let Some(c) = self.text[at..].chars().next() else { return self.text.len() };
        match c {
            '0'..='9' => self.typed(at),
            'a'..='z' | 'A'..='Z' => self.word(at),
            ' ' | '-' | '.' | ',' | '(' | ')' | '，' | '、' | '。' | '（' | '）' | '…' | '·' | '\t' => {
                self.gap += 1;
                if self.gap > 5 || (c == '.' && self.run.spoken && self.gap > 3) {
                    self.close();
                }
                at + c.len_utf8()
            }
            '\u{4e00}'..='\u{9fff}' | '〇' => self.han(at, c),
            _ => {
                self.close();
                at + c.len_utf8()
            }
        }
    }

    fn typed(&mut self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let end = at + bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        let before = self.text[..at].chars().next_back();
        let after = bytes.get(end).copied().unwrap_or(b' ');
        if matches!(before, Some('$' | '£' | '€' | '¥' | '￥' | '@' | '₹' | '_' | '\\' | '=')) {
            self.close();
            self.run.barred = true;
        }
        if (before == Some('/') || after == b'/') && end - at <= 6 {
            self.close();
            return end;
        }
        if self.run.digits.is_empty() {
            let front = self.text[..at].trim_end_matches([' ', '(']);
            self.run.plus = front.ends_with('+');
            self.run.glued = before.is_some_and(|c| c.is_ascii_alphabetic());
        }
        let ordinal = ["st", "nd", "rd", "th"]
            .iter()
            .any(|s| self.text[end..].get(..2).is_some_and(|t| t.eq_ignore_ascii_case(s)) && !bytes.get(end + 2).is_some_and(u8::is_ascii_alphanumeric));
        if (ordinal && end - at <= 2) || after == b'%' {
            self.close();
            return end;
        }
        for (n, byte) in bytes[at..end].iter().enumerate() {
            self.push(*byte, at + n, at + n + 1, n == 0);
        }
        if after.is_ascii_alphabetic() || after == b'_' {
            let x = matches!(after, b'x' | b'X') && !bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric);
            if x && self.takes_x() {
                self.push(b'X', end, end + 1, false);
                return end + 1;
            }
            self.run.glued = true;
            self.close();
        }
        end
    }

    fn word(&mut self, at: usize) -> usize {
        let rest = &self.text.as_bytes()[at..];
        let len = rest.iter().take_while(|b| b.is_ascii_alphabetic() || **b == b'\'').count();
        let end = at + len;
        // Outside a number only the words that can begin one count.
        if self.run.digits.is_empty() && !matches!(rest[0] | 0x20, b'z' | b'o' | b'n' | b't' | b'f' | b's' | b'e' | b'd' | b'q') {
            self.close();
            return end;
        }
        let mut low = [0u8; 12];
        if len > low.len() || rest.get(len).is_some_and(|b| b.is_ascii_digit()) {
            self.close();
            return end;
        }
        for (to, from) in low.iter_mut().zip(rest) {
            *to = from.to_ascii_lowercase();
        }
        let word = std::str::from_utf8(&low[..len]).unwrap_or("");
        if let Some(value) = ones(word) {
            self.spoken(&[value], at, end);
            return end;
        }
        if let Some(times) = match word {
            "double" => Some(2),
            "triple" | "treble" => Some(3),
            "quadruple" => Some(4),
            _ => None,
        } && let Some((value, stop)) = self.next_one(end)
        {
            self.spoken(&[value; 4][..times], at, stop);
            return stop;
        }
        if let Some(teen) = teens(word) {
            self.spoken(teen, at, end);
            return end;
        }
        if let Some(tens) = tens(word) {
            if let Some((value, stop)) = self.next_one(end).filter(|(value, _)| *value != b'0') {
                self.spoken(&[tens, value], at, stop);
                return stop;
            }
            self.spoken(&[tens, b'0'], at, end);
            return end;
        }
        if word == "hundred" && self.run.spoken {
            self.spoken(b"00", at, end);
            if let Some(last) = self.run.digits.iter_mut().rev().nth(1) {
                last.first = false;
            }
            return end;
        }
        if matches!(word, "x") && self.takes_x() {
            self.push(b'X', at, end, false);
            return end;
        }
        if self.run.digits.is_empty() {
            self.close();
            return end;
        }
        if FILLERS.contains(&word) && self.fillers < 4 {
            self.fillers += 1;
            self.gap = 0;
            return end;
        }
        if UNITS.contains(&word) && self.run.digits.len() <= 6 {
            self.run.barred = true;
        }
        self.close();
        end
    }

    /// A single spoken digit after a space or hyphen, and where it ends.
    fn next_one(&self, at: usize) -> Option<(u8, usize)> {
        let rest = self.text.get(at + 1..)?;
        if !self.text[at..].starts_with([' ', '-']) {
            return None;
        }
        let len = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        if len == 0 {
            let digit = rest.bytes().next().filter(u8::is_ascii_digit)?;
            let alone = !rest.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
            return alone.then_some((digit, at + 2));
        }
        ones(&rest[..len].to_ascii_lowercase()).map(|value| (value, at + 1 + len))
    }

    fn han(&mut self, at: usize, c: char) -> usize {
        let end = at + c.len_utf8();
        let rest = &self.text[end..];
        if let Some(value) = han_digit(c) {
            let touching = self.gap == 0 && self.run.digits.last().is_some_and(|d| d.end == at && d.end - d.start == 3);
            let alone = !touching && rest.chars().next().is_none_or(|n| han_digit(n).is_none());
            if c == '一' && rest.starts_with(['直', '下', '个', '样', '些', '起', '定', '般', '共', '切', '次', '会', '边', '位'])
                || alone
                    && rest.starts_with([
                        '个', '天', '月', '年', '日', '位', '块', '元', '点', '十', '百', '千', '万', '小', '分', '条', '张', '件', '次', '周', '星', '台', '只', '种', '家', '人',
                        '者', '倍', '折',
                    ])
                    && !three_of(c, rest)
            {
                self.close();
                return end;
            }
            if three_of(c, rest) {
                let digit = rest.chars().nth(1).and_then(han_digit).unwrap_or(b'0');
                let times = usize::from(value - b'0');
                let stop = end + rest.chars().take(2).map(char::len_utf8).sum::<usize>();
                self.spoken(&[digit; 4][..times.min(4)], at, stop);
                return stop;
            }
            self.push(value, at, end, !touching);
            self.run.spoken = true;
            return end;
        }
        if matches!(c, '十' | '百' | '千' | '万' | '亿') && self.run.digits.last().is_some_and(|d| d.end == at) {
            self.run.barred |= self.run.digits.len() <= 6;
            self.close();
            return end;
        }
        if matches!(c, '元' | '块' | '号' | '年' | '月' | '日' | '折') && self.run.digits.len() <= 6 {
            self.run.barred |= c != '号';
        }
        if !self.run.digits.is_empty()
            && self.fillers < 4
            && let Some(filler) = FILLERS_ZH.iter().find(|f| self.text[at..].starts_with(**f))
        {
            self.fillers += 1;
            self.gap = 0;
            return at + filler.len();
        }
        self.close();
        end
    }

    /// Whether an identity number, or its last piece, may end here in X.
    fn takes_x(&self) -> bool {
        matches!(self.run.digits.len(), 3 | 11 | 17..)
    }

    fn spoken(&mut self, values: &[u8], start: usize, end: usize) {
        for (n, value) in values.iter().enumerate() {
            self.push(*value, start, end, n == 0);
        }
        self.run.spoken = true;
    }

    fn push(&mut self, value: u8, start: usize, end: usize, first: bool) {
        self.run.digits.push(Digit { value, start, end, first });
        self.gap = 0;
        self.fillers = 0;
    }

    fn close(&mut self) {
        if !self.run.digits.is_empty() {
            self.done.push(std::mem::take(&mut self.run));
        }
        (self.run.spoken, self.run.glued, self.run.plus, self.run.barred) = (false, false, false, false);
        self.gap = 0;
        self.fillers = 0;
    }
}

/// `三个零`: a small count, the measure word and a digit.
fn three_of(count: char, rest: &str) -> bool {
    let mut next = rest.chars();
    matches!(count, '两' | '三' | '四') && next.next() == Some('个') && next.next().is_some_and(|c| han_digit(c).is_some())
}

fn ones(word: &str) -> Option<u8> {
    Some(match word {
        "zero" | "oh" | "o" | "nought" => b'0',
        "one" => b'1',
        "two" => b'2',
        "three" => b'3',
        "four" => b'4',
        "five" => b'5',
        "six" => b'6',
        "seven" => b'7',
        "eight" => b'8',
        "nine" | "niner" => b'9',
        _ => return None,
    })
}

fn teens(word: &str) -> Option<&'static [u8]> {
    Some(match word {
        "ten" => b"10",
        "eleven" => b"11",
        "twelve" => b"12",
        "thirteen" => b"13",
        "fourteen" => b"14",
        "fifteen" => b"15",
        "sixteen" => b"16",
        "seventeen" => b"17",
        "eighteen" => b"18",
        "nineteen" => b"19",
        _ => return None,
    })
}

fn tens(word: &str) -> Option<u8> {
    Some(match word {
        "twenty" => b'2',
        "thirty" => b'3',
        "forty" | "fourty" => b'4',
        "fifty" => b'5',
        "sixty" => b'6',
        "seventy" => b'7',
        "eighty" => b'8',
        "ninety" => b'9',
        _ => return None,
    })
}

fn han_digit(c: char) -> Option<u8> {
    Some(match c {
        '零' | '〇' | '洞' => b'0',
        '一' | '幺' => b'1',
        '二' | '两' => b'2',
        '三' => b'3',
        '四' => b'4',
        '五' => b'5',
        '六' => b'6',
        '七' | '拐' => b'7',
        '八' => b'8',
        '九' | '勾' => b'9',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        runs(text, &[]).iter().map(|r| String::from_utf8_lossy(&r.values()).into_owned()).collect()
    }

    #[test]
    fn speech_reads_as_digits() {
        assert_eq!(read("four one double one, forty-one eleven oh"), ["411141110"]);
        assert_eq!(read("eight hundred five five five"), ["800555"]);
        assert_eq!(read("一三八，嗯，零零幺拐"), ["1380017"]);
        assert_eq!(read("一三八三个零"), ["138000"]);
        assert_eq!(read("4111-1111 (22)"), ["4111111122"]);
        assert_eq!(read("at 10:30 for $40"), ["10", "30", "40"]);
    }
}
