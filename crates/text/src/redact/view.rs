//! A turn with full-width letters, odd dashes and odd spaces made plain, byte for byte traceable.

use std::borrow::Cow;

/// Text made plain, and the way back.
pub struct View<'a> {
    /// The plain text.
    pub text: Cow<'a, str>,
    /// For each byte of the plain text, and its end, the byte of the original; absent where they are the same.
    map: Option<Vec<usize>>,
}

impl<'a> View<'a> {
    /// Makes `text` plain when `exotic` says there is something to do.
    pub fn new(text: &'a str, exotic: bool) -> View<'a> {
        if !exotic {
            return View { text: Cow::Borrowed(text), map: None };
        }
        let mut plain = String::with_capacity(text.len());
        let mut map = Vec::with_capacity(text.len() + 1);
        for (at, c) in text.char_indices() {
            let c = fold(c);
            plain.push(c);
            map.resize(plain.len(), at);
        }
        map.push(text.len());
        View { text: Cow::Owned(plain), map: Some(map) }
    }

    /// The byte of the original for a byte of the plain text.
    pub fn original(&self, byte: usize) -> usize {
        match &self.map {
            Some(map) => map.get(byte).or(map.last()).copied().unwrap_or(byte),
            None => byte,
        }
    }
}

fn fold(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{3000}' => ' ',
        '\u{2019}' => '\'',
        _ => c,
    }
}
