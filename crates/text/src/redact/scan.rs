//! The cheap first look at a turn: what could be in it, and where the words stand that say what a number is.

use std::sync::LazyLock;

use super::cues::{Cue, WORDS};

/// One cue word and its bytes.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    /// What it says.
    pub cue: Cue,
    /// The word, in lower case.
    pub word: &'static str,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// What the first look found in one turn.
#[derive(Debug, Default)]
pub struct Scan {
    /// Cue words but for spoken digits and address levels, in the order of the text.
    pub hits: Vec<Hit>,
    /// Bits of all the cues.
    pub seen: u32,
    /// Typed digits.
    pub digits: usize,
    /// Longest stretch of typed digits with the usual separators between them.
    pub stretch: usize,
    /// Longest chain of spoken digits.
    pub chain: usize,
    /// Levels of a Chinese address.
    pub levels: usize,
    /// An `@` between word characters.
    pub at: bool,
    /// A digit right behind a letter, as in lettered identity numbers.
    pub mixed: bool,
    /// Colons, for hardware addresses.
    pub colons: usize,
    /// Whether a letter of another width, an exotic dash or space is there.
    pub exotic: bool,
    /// Whether an opening square bracket is there.
    pub bracket: bool,
    /// Whether a byte beyond ASCII is there.
    pub beyond: bool,
    /// Whether a letter of Chinese may be there.
    pub han: bool,
    /// Which words may be there, to rule names out.
    pub words: Bloom,
}

/// A set of words that may hold more than was put in, never less.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bloom([u64; 4]);

impl Bloom {
    /// Whether a word with that key may be in it.
    pub fn holds(&self, key: u32) -> bool {
        self.0[(key >> 6 & 3) as usize] >> (key & 63) & 1 == 1
    }

    fn put(&mut self, key: u32) {
        self.0[(key >> 6 & 3) as usize] |= 1 << (key & 63);
    }
}

/// The key of the first word of `text` in [`Scan::words`]: its ASCII letters, or one Chinese letter; nothing where
/// it begins with anything else.
pub fn first_key(text: &str) -> Option<u32> {
    let bytes = text.as_bytes();
    match CLASS[usize::from(*bytes.first()?)] {
        LETTER => Some(bytes.iter().take_while(|b| b.is_ascii_alphabetic()).fold(0, |key, b| mix(key, *b))),
        HAN => Some(han_key(bytes, 0)),
        _ => None,
    }
}

/// Looks once over `text`.
pub fn scan(text: &str, found: &mut Scan) {
    found.hits.clear();
    *found = Scan { hits: std::mem::take(&mut found.hits), ..Scan::default() };
    Scanner { bytes: text.as_bytes(), table: &TABLE, free: 0, chain: 0, spoken: 0, stretch: 0, digit: 0, handle: 0, found }.run();
    if found.bracket {
        // The label of a token is no word anybody said, and its number no digit.
        let mut stops = Vec::new();
        super::render::tokens(text, &mut stops);
        if !stops.is_empty() {
            found.hits.retain(|h| !stops.iter().any(|(start, end)| h.start >= *start && h.end <= *end));
            let digits = |&(start, end): &(usize, usize)| text.as_bytes()[start..end].iter().filter(|b| b.is_ascii_digit()).count();
            found.digits = found.digits.saturating_sub(stops.iter().map(digits).sum());
            let counted = Cue::Digit.bit() | Cue::Level.bit();
            found.seen = found.hits.iter().fold(found.seen & counted, |seen, h| seen | h.cue.bit());
        }
    }
}

const LETTER: u8 = 1;
const DIGIT: u8 = 2;
const SIGN: u8 = 3;
const HAN: u8 = 4;
const WIDE: u8 = 5;
/// A sign that may stand inside a number; it tells nothing by itself.
const SEPARATOR: u8 = 6;

/// What a byte is to the scanner; 0 is a sign that tells nothing.
static CLASS: [u8; 256] = {
    let mut class = [0u8; 256];
    let mut byte = 0;
    while byte < 256 {
        class[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => LETTER,
            b'0'..=b'9' => DIGIT,
            b'@' | b':' | b'[' => SIGN,
            b' ' | b'-' | b'.' | b'(' | b')' | b',' => SEPARATOR,
            0xE3..=0xE9 => HAN,
            0x80.. => WIDE,
            _ => 0,
        };
        byte += 1;
    }
    class
};

/// A cue word without its first word or Chinese letter.
#[derive(Clone, Copy, Debug)]
struct Entry {
    key: u32,
    head: usize,
    /// The two bytes behind the head, zero where the word ends.
    next: [u8; 2],
    cue: Cue,
    word: &'static str,
}

/// All cue words by the key of their first word or letter, each list the longest first.
struct Table {
    slots: Vec<(u16, u16)>,
    entries: Vec<Entry>,
}

const SLOTS: usize = 2048;

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut entries: Vec<Entry> = Vec::with_capacity(800);
    for (cue, list) in WORDS {
        for word in list.split('|') {
            let bytes = word.as_bytes();
            let (key, head) = match CLASS[usize::from(bytes[0])] {
                HAN => (han_key(bytes, 0), 3),
                class => {
                    let head = bytes.iter().take_while(|b| CLASS[usize::from(**b)] == class).count();
                    (bytes[..head].iter().fold(0, |key, b| mix(key, *b)), head)
                }
            };
            let next = [bytes.get(head).copied().unwrap_or(0), bytes.get(head + 1).copied().unwrap_or(0)];
            entries.push(Entry { key, head, next, cue: *cue, word });
        }
    }
    // Stable: of a word listed under two cues the first counts.
    entries.sort_by_key(|e| (slot(e.key), std::cmp::Reverse(e.word.len())));
    let mut slots = vec![(0, 0); SLOTS];
    for (at, entry) in entries.iter().enumerate() {
        let place = &mut slots[slot(entry.key)];
        let at = at as u16;
        *place = if place.1 == 0 { (at, at + 1) } else { (place.0, at + 1) };
    }
    Table { slots, entries }
});

impl Table {
    /// The longest cue word at `start`, whose first word has that key and ends at `head`.
    fn longest(&self, bytes: &[u8], start: usize, head: usize, key: u32) -> Option<&Entry> {
        let (from, to) = self.slots[slot(key)];
        if from == to {
            return None;
        }
        let lower = |at: usize| bytes.get(at).map_or(0, u8::to_ascii_lowercase);
        let next = [lower(head), lower(head + 1)];
        self.entries.get(usize::from(from)..usize::from(to))?.iter().find(|e| {
            e.key == key
                && (e.next[0] == 0 || e.next[0] == next[0] && (e.next[1] == 0 || e.next[1] == next[1]))
                && e.head == head - start
                && bytes.get(start..start + e.word.len()).is_some_and(|said| said.eq_ignore_ascii_case(e.word.as_bytes()))
        })
    }
}

struct Scanner<'a> {
    bytes: &'a [u8],
    table: &'static Table,
    /// Where the last cue word ends: the next begins there or later.
    free: usize,
    chain: usize,
    /// End of the last spoken digit.
    spoken: usize,
    stretch: usize,
    /// End of the last typed digit.
    digit: usize,
    /// End of the last `@handle`, whose digits do not count.
    handle: usize,
    found: &'a mut Scan,
}

impl Scanner<'_> {
    fn run(mut self) {
        let bytes = self.bytes;
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            at = match CLASS[usize::from(*byte)] {
                LETTER => self.word(at),
                DIGIT => self.digits(at),
                SIGN => self.sign(at),
                HAN => self.han(at),
                WIDE => self.wide(at),
                _ => at + 1,
            };
        }
    }

    fn word(&mut self, start: usize) -> usize {
        let bytes = self.bytes;
        let (mut end, mut key, mut shorter) = (start, 0, 0);
        while let Some(byte) = bytes.get(end).filter(|b| CLASS[usize::from(**b)] == LETTER) {
            shorter = key;
            key = mix(key, *byte);
            end += 1;
        }
        self.found.words.put(key);
        // Letters behind a digit, or inside a cue already found, begin none.
        if start < self.free || start > 0 && bytes[start - 1].is_ascii_digit() {
            return end;
        }
        if let Some(entry) = self.table.longest(bytes, start, end, key) {
            self.hit(start, entry);
        } else if bytes[end - 1] | 0x20 == b's'
            && end - start > 1
            && let Some(entry) = self.table.longest(bytes, start, end - 1, shorter).filter(|e| e.head == e.word.len())
        {
            self.hit(start, entry);
        }
        end
    }

    fn han(&mut self, start: usize) -> usize {
        self.found.beyond = true;
        self.found.han = true;
        let key = han_key(self.bytes, start);
        self.found.words.put(key);
        if start >= self.free
            && let Some(entry) = self.table.longest(self.bytes, start, start + 3, key)
        {
            self.hit(start, entry);
        }
        start + 3
    }

    fn hit(&mut self, start: usize, entry: &Entry) {
        let end = start + entry.word.len();
        self.free = end;
        if !ends_alone(self.bytes, end) {
            return;
        }
        self.found.seen |= entry.cue.bit();
        match entry.cue {
            Cue::Digit => {
                self.chain = if start - self.spoken <= 9 { self.chain + 1 } else { 1 };
                self.found.chain = self.found.chain.max(self.chain);
                self.spoken = end;
            }
            Cue::Level => self.found.levels += 1,
            cue => self.found.hits.push(Hit { cue, word: entry.word, start, end }),
        }
    }

    fn digits(&mut self, start: usize) -> usize {
        let bytes = self.bytes;
        let count = bytes[start..].iter().take_while(|b| b.is_ascii_digit()).count();
        let end = start + count;
        if start >= self.handle {
            let gap = &bytes[self.digit..start];
            if gap.len() > 3 || gap.iter().any(|b| matches!(CLASS[usize::from(*b)], 0 | LETTER | HAN | WIDE)) {
                self.stretch = 0;
            }
            self.digit = end;
            self.stretch += count;
            self.found.digits += count;
            self.found.stretch = self.found.stretch.max(self.stretch);
            self.found.mixed |= start > 0 && (bytes[start - 1].is_ascii_alphabetic() || (bytes[start - 1] == b' ' && start > 1 && bytes[start - 2].is_ascii_uppercase()));
        }
        // "16 digits", "3 digit code": the only cue words that begin with a digit.
        let counted = bytes.get(end) == Some(&b' ') && matches!(bytes.get(end + 1), Some(b'd' | b'D'));
        if counted && start >= self.free && !(start > 0 && bytes[start - 1].is_ascii_alphabetic()) {
            let key = bytes[start..end].iter().fold(0, |key, b| mix(key, *b));
            if let Some(entry) = self.table.longest(bytes, start, end, key) {
                self.hit(start, entry);
            }
        }
        end
    }

    fn sign(&mut self, at: usize) -> usize {
        let bytes = self.bytes;
        match bytes[at] {
            b'@' => {
                let word = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
                let inner = at > 0 && word(at - 1);
                self.found.at |= inner && word(at + 1);
                if !inner {
                    let ends = |b: &u8| *b == b':' || CLASS[usize::from(*b)] == SEPARATOR;
                    self.handle = bytes[at..].iter().position(ends).map_or(bytes.len(), |len| at + len);
                }
                self.stretch = 0;
            }
            b':' => {
                self.stretch = 0;
                self.found.colons += 1;
            }
            _ => self.found.bracket = true,
        }
        at + 1
    }

    fn wide(&mut self, at: usize) -> usize {
        let next = |n: usize| self.bytes.get(at + n).copied().unwrap_or(0);
        self.found.beyond = true;
        self.found.exotic |= match self.bytes[at] {
            // Full-width ASCII: U+FF01–FF5E, of which plain punctuation alone is no reason to normalise.
            0xEF => matches!((next(1), next(2)), (0xBC, 0x8B | 0x8D | 0x8E | 0x90..=0x99 | 0xA0..=0xBA) | (0xBD, 0x81..=0x9A)),
            0xE2 => next(1) == 0x80 && matches!(next(2), 0x80..=0x95 | 0xAF),
            0xC2 => next(1) == 0xA0,
            _ => false,
        };
        at + 1
    }
}

/// An English word must not go on in letters; a plural and a digit may follow. Chinese has no such bounds.
fn ends_alone(bytes: &[u8], end: usize) -> bool {
    let inside = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    !bytes[end - 1].is_ascii_alphanumeric() || !inside(end) || (bytes[end].eq_ignore_ascii_case(&b's') && !inside(end + 1)) || bytes[end].is_ascii_digit()
}

/// One step of FNV-1a over letters without regard to case.
fn mix(key: u32, byte: u8) -> u32 {
    (key ^ u32::from(byte | 0x20)).wrapping_mul(0x0100_0193)
}

fn han_key(bytes: &[u8], at: usize) -> u32 {
    let byte = |n: usize| u32::from(bytes.get(at + n).copied().unwrap_or(0));
    (byte(0) << 12 ^ byte(1) << 6 ^ byte(2)).wrapping_mul(0x9E37_79B1) >> 7
}

fn slot(key: u32) -> usize {
    ((key ^ key >> 13) as usize) % SLOTS
}
