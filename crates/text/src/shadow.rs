//! A normalised copy of a text that points back into it, code point by code point.

use crate::chinese::simplify;

/// Lower case, half width, simplified Chinese, plain quotes; invisible characters dropped.
/// `chars[i]` stands for code point `at(i)` of the original, so every span found in the shadow
/// is a span of the text as it was said.
#[derive(Clone, Debug, Default)]
pub struct Shadow {
    /// The normalised characters.
    pub chars: Vec<char>,
    /// Where each came from; used only once a character was dropped (before that, `i` itself).
    from: Vec<u32>,
    shifted: bool,
    /// Which characters were capital letters in the original, as a count.
    pub capitals: u32,
    len: u32,
}

impl Shadow {
    /// Fills the shadow from a text, reusing its memory.
    pub fn fill(&mut self, text: &str) {
        self.chars.clear();
        self.from.clear();
        self.shifted = false;
        self.capitals = 0;
        self.chars.reserve(text.len());
        let bytes = text.as_bytes();
        let (mut at, mut byte) = (0u32, 0);
        while byte < bytes.len() {
            let ascii = ascii_len(&bytes[byte..]);
            if ascii > 0 {
                let run = &bytes[byte..byte + ascii];
                self.capitals += run.iter().map(|byte| u32::from(byte.is_ascii_uppercase())).sum::<u32>();
                self.chars.extend(run.iter().map(|byte| char::from(byte.to_ascii_lowercase())));
                if self.shifted {
                    self.from.extend(at..at + ascii as u32);
                }
                (at, byte) = (at + ascii as u32, byte + ascii);
            }
            let Some(rest) = text.get(byte..) else { break };
            for c in rest.chars().take_while(|c| !c.is_ascii()) {
                match normal(c) {
                    Some(n) => {
                        if self.shifted {
                            self.from.push(at);
                        }
                        self.chars.push(n);
                    }
                    None if !self.shifted => {
                        self.shifted = true;
                        self.from.extend(0..self.chars.len() as u32);
                    }
                    None => {}
                }
                (at, byte) = (at + 1, byte + c.len_utf8());
            }
        }
        self.len = at;
    }

    /// The code point of the original that shadow character `i` stands for.
    #[inline]
    pub fn at(&self, i: usize) -> u32 {
        if self.shifted { self.from.get(i).copied().unwrap_or(self.len) } else { i as u32 }
    }

    /// The normalised characters of a range of the original.
    pub fn slice(&self, start: u32, end: u32) -> &[char] {
        let index = |point: u32| if self.shifted { self.from.partition_point(|&at| at < point) } else { (point as usize).min(self.chars.len()) };
        let from = index(start);
        &self.chars[from..index(end).max(from)]
    }

    /// Code points in the original.
    pub fn original_len(&self) -> u32 {
        self.len
    }
}

/// How many ASCII bytes come first.
fn ascii_len(bytes: &[u8]) -> usize {
    let whole = 16 * bytes.chunks_exact(16).take_while(|chunk| chunk.is_ascii()).count();
    whole + bytes[whole..].iter().take_while(|byte| byte.is_ascii()).count()
}

/// The normal form of one character; `None` when it is invisible.
#[inline]
fn normal(c: char) -> Option<char> {
    Some(match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        '\0'..='\x7f' => c,
        '\u{4e00}'..='\u{9fff}' => simplify(c),
        '\u{3400}'..='\u{4dbf}' => c,
        // Full-width ASCII; the comma, stop and brackets of Chinese keep their own forms.
        '\u{ff01}'..='\u{ff5e}' => {
            let half = char::from_u32(c as u32 - 0xfee0).unwrap_or(c);
            half.to_ascii_lowercase()
        }
        '\u{3000}' | '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' => ' ',
        '\u{2018}' | '\u{2019}' | '\u{02bc}' | '\u{2032}' | '\u{b4}' => '\'',
        '\u{2013}' | '\u{2014}' | '\u{2212}' | '\u{2e3a}' => '\u{2014}',
        '\u{2010}' | '\u{2011}' => '-',
        '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{ad}' => return None,
        '\u{fe00}'..='\u{fe0f}' | '\u{202a}'..='\u{202e}' => return None,
        // Skin tones and the joiners between emoji carry no meaning here.
        '\u{1f3fb}'..='\u{1f3ff}' => return None,
        'À'..='Þ' if c != '×' => char::from_u32(c as u32 + 32).unwrap_or(c),
        _ => c,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shadow(text: &str) -> (String, Vec<u32>) {
        let mut shadow = Shadow::default();
        shadow.fill(text);
        let at = (0..shadow.chars.len()).map(|i| shadow.at(i)).collect();
        (shadow.chars.iter().collect(), at)
    }

    #[test]
    fn forms_are_folded_and_positions_kept() {
        assert_eq!(shadow("It’s ＯＫ").0, "it's ok");
        assert_eq!(shadow("請問還沒發貨").0, "请问还没发货");
        assert_eq!(shadow("a\u{200b}b").0, "ab");
        assert_eq!(shadow("a\u{200b}b").1, vec![0, 2]);
        assert_eq!(shadow("\u{feff}ab").0.trim(), "ab");
        assert_eq!(shadow("\u{feff}ab").1, vec![1, 2]);
    }
}
