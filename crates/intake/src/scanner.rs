//! Finds where a JSON value ends by brackets and strings alone, without parsing it.

/// Deepest nesting that is read; also what the parser behind allows.
pub(crate) const MAX_DEPTH: u32 = 120;

/// Bracket and string state between two chunks of bytes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scanner {
    /// One bit a level: 1 for `{`, 0 for `[`.
    stack: u128,
    depth: u32,
    in_string: bool,
    escaped: bool,
}

/// Why the scanner stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// All bytes were used and the value goes on.
    More,
    /// The last byte used closed the value.
    Closed,
    /// The last byte used is a newline between tokens.
    Newline,
    /// The value cannot be JSON; says why.
    Broken(&'static str),
}

impl Scanner {
    /// Reads on; returns how many bytes were used and why it stopped.
    pub(crate) fn feed(&mut self, bytes: &[u8]) -> (usize, Step) {
        let mut at = 0;
        while at < bytes.len() {
            if self.in_string {
                match self.string(bytes, at) {
                    Ok(next) => at = next,
                    Err(stop) => return stop,
                }
                continue;
            }
            let byte = bytes[at];
            at += 1;
            match byte {
                b'"' => self.in_string = true,
                b'{' | b'[' => {
                    if self.depth == MAX_DEPTH {
                        return (at, Step::Broken("values are nested too deeply"));
                    }
                    self.stack = self.stack << 1 | u128::from(byte == b'{');
                    self.depth += 1;
                }
                b'}' | b']' => {
                    if self.depth == 0 || (self.stack & 1 == 1) != (byte == b'}') {
                        return (at, Step::Broken("a bracket does not match the one it closes"));
                    }
                    self.stack >>= 1;
                    self.depth -= 1;
                    if self.depth == 0 {
                        return (at, Step::Closed);
                    }
                }
                b'\n' => return (at, Step::Newline),
                _ => {}
            }
        }
        (at, Step::More)
    }

    fn string(&mut self, bytes: &[u8], mut at: usize) -> Result<usize, (usize, Step)> {
        if self.escaped {
            self.escaped = false;
            at += usize::from(bytes.get(at) != Some(&b'\n'));
        }
        while let Some(found) = memchr::memchr3(b'"', b'\\', b'\n', bytes.get(at..).unwrap_or_default()) {
            at += found + 1;
            match bytes[at - 1] {
                b'"' => {
                    self.in_string = false;
                    return Ok(at);
                }
                b'\n' => return Err((at, Step::Broken("a quoted string does not end on its line"))),
                _ if at == bytes.len() => self.escaped = true,
                // An escaped newline is still the end of the line.
                _ => at += usize::from(bytes[at] != b'\n'),
            }
        }
        Ok(bytes.len())
    }
}

/// Whether `bytes` is one complete bracketed value and nothing else, blanks and one trailing comma aside.
pub(crate) fn is_whole(bytes: &[u8]) -> bool {
    let mut scanner = Scanner::default();
    let mut at = 0;
    loop {
        let (used, step) = scanner.feed(&bytes[at..]);
        at += used;
        match step {
            Step::Closed => break,
            Step::Newline => {}
            Step::More | Step::Broken(_) => return false,
        }
    }
    matches!(bytes[at..].trim_ascii(), b"" | b",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_ends_where_its_brackets_close() {
        let text = br#"{"a":"}\"]","b":[1,{"c":2}]} {"#;
        let (used, step) = Scanner::default().feed(text);
        assert_eq!((used, step), (text.len() - 2, Step::Closed));
    }

    #[test]
    fn chunk_borders_do_not_matter() {
        let text = br#"{"a":"x\\\"y}","b":["\u007d"]}"#;
        for cut in 0..text.len() {
            let mut scanner = Scanner::default();
            let (first, step) = scanner.feed(&text[..cut]);
            assert_eq!((first, step), (cut, Step::More), "cut at {cut}");
            assert_eq!(scanner.feed(&text[cut..]), (text.len() - cut, Step::Closed), "cut at {cut}");
        }
    }

    #[test]
    fn what_cannot_be_json_is_said() {
        assert!(matches!(Scanner::default().feed(b"{\"a\":[}").1, Step::Broken(_)));
        assert!(matches!(Scanner::default().feed(b"{\"a\n\"").1, Step::Broken(_)));
        assert!(matches!(Scanner::default().feed(&[b'['; 500]).1, Step::Broken(_)));
    }
}
