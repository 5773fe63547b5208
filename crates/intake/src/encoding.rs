//! Text that is not UTF-8: UTF-16 by its byte order mark, GB18030, Big5 and others by what they look like.

use std::borrow::Cow;
use std::io::{self, BufRead, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{CoderResult, Decoder, Encoding, GB18030, UTF_16BE, UTF_16LE};

use crate::fault::Fault;

/// The text of some bytes, and what had to be done to read them.
#[derive(Default)]
pub(crate) struct Decoded<'a> {
    pub(crate) text: Cow<'a, str>,
    /// The encoding, where it is not UTF-8.
    pub(crate) from: Option<&'static str>,
    /// Bytes that belong to no encoding were replaced.
    pub(crate) replaced: bool,
}

/// Reads bytes as UTF-8, else as the encoding they look like, else as UTF-8 with what cannot be read replaced.
pub(crate) fn decode(bytes: &[u8]) -> Decoded<'_> {
    match str::from_utf8(bytes) {
        Ok(text) => Decoded { text: Cow::Borrowed(text), from: None, replaced: false },
        Err(_) if is_damaged_utf8(bytes) => lossy(bytes),
        Err(_) => match guess(bytes) {
            Some(encoding) => decode_as(bytes, encoding),
            None => lossy(bytes),
        },
    }
}

/// The encoding that bytes look like which are not UTF-8.
pub(crate) fn guess(bytes: &[u8]) -> Option<&'static Encoding> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let found = detector.guess(None, Utf8Detection::Deny);
    // GB18030 holds all that GBK has.
    let found = if found == encoding_rs::GBK { GB18030 } else { found };
    let (_, failed) = found.decode_without_bom_handling(bytes);
    (!failed).then_some(found)
}

/// Reads bytes as UTF-8 where they are, else in an encoding that is known already.
pub(crate) fn decode_as<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Decoded<'a> {
    if let Ok(text) = str::from_utf8(bytes) {
        return Decoded { text: Cow::Borrowed(text), from: None, replaced: false };
    }
    let (text, replaced) = encoding.decode_without_bom_handling(bytes);
    Decoded { text, from: Some(encoding.name()), replaced }
}

/// The remark on a conversation whose text was converted.
pub(crate) fn converted(from: &str) -> Fault {
    Fault::new("other_encoding", format!("the text is not UTF-8; it was read as {from}"), "save the source as UTF-8 if characters are wrong")
}

/// The remark on a conversation in which bytes were replaced.
pub(crate) fn damaged() -> Fault {
    let help = "save the source as UTF-8 (it may be GB18030 or another encoding)";
    Fault::new("bad_utf8", "the text is not valid UTF-8; bytes that could not be read were replaced", help)
}

/// UTF-8 in which some bytes were lost, rather than another encoding.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut wrong) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    // NUL and other controls beside wrong bytes: no text of any encoding.
    valid >= 2 * wrong || bytes.contains(&0)
}

fn lossy(bytes: &[u8]) -> Decoded<'_> {
    Decoded { text: String::from_utf8_lossy(bytes), from: None, replaced: true }
}

/// The encoding a UTF-16 byte order mark stands for.
pub(crate) fn wide(head: &[u8]) -> Option<&'static Encoding> {
    match head {
        // Four bytes of UTF-32 begin in the same way and are told by their zeros.
        [0xff, 0xfe, 0, 0, ..] => None,
        [0xff, 0xfe, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] => Some(UTF_16BE),
        _ => None,
    }
}

/// Room that any character fits in, in bytes.
const CHARACTER: usize = 16;

/// Gives the bytes of another encoding as UTF-8, while they are read.
pub(crate) struct Converted<R> {
    inner: R,
    decoder: Decoder,
    ended: bool,
    /// What was too long for the reader's buffer.
    spare: Vec<u8>,
}

impl<R: BufRead> Converted<R> {
    pub(crate) fn new(inner: R, encoding: &'static Encoding) -> Converted<R> {
        Converted { inner, decoder: encoding.new_decoder_with_bom_removal(), ended: false, spare: Vec::new() }
    }
}

impl<R: BufRead> Read for Converted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        // The decoder needs room for one whole character.
        if into.len() < CHARACTER && self.spare.is_empty() {
            let mut room = [0; CHARACTER];
            let count = self.read(&mut room)?;
            self.spare.extend_from_slice(&room[..count]);
        }
        if into.len() < CHARACTER || !self.spare.is_empty() {
            let count = self.spare.len().min(into.len());
            into[..count].copy_from_slice(&self.spare[..count]);
            self.spare.drain(..count);
            return Ok(count);
        }
        while !self.ended {
            let chunk = self.inner.fill_buf()?;
            let last = chunk.is_empty();
            let (result, read, written, _) = self.decoder.decode_to_utf8(chunk, into, last);
            self.inner.consume(read);
            self.ended = last && result == CoderResult::InputEmpty;
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(encoding: &'static Encoding, text: &str) -> Vec<u8> {
        encoding.encode(text).0.into_owned()
    }

    #[test]
    fn short_chinese_is_told_from_its_bytes() {
        let simplified = ["客服：您好，请问有什么可以帮您？", "客户：我的包裹没到", "您好，订单已经退款了。"];
        for text in simplified {
            let bytes = bytes(GB18030, text);
            let decoded = decode(&bytes);
            assert_eq!((decoded.text.as_ref(), decoded.from), (text, Some("gb18030")));
        }
        for text in ["客服：您好，請問有什麼可以幫您？", "客戶：我的包裹還沒有到，已經等了三天", "不好意思，讓您久等了"] {
            let bytes = bytes(encoding_rs::BIG5, text);
            let decoded = decode(&bytes);
            assert_eq!((decoded.text.as_ref(), decoded.from), (text, Some("Big5")));
        }
        let western = bytes(encoding_rs::WINDOWS_1252, "Agent: I’m sorry, the café order isn’t here yet – we’ll send it.");
        assert_eq!(decode(&western).text, "Agent: I’m sorry, the café order isn’t here yet – we’ll send it.");
    }

    #[test]
    fn a_broken_character_is_not_another_encoding() {
        let mut bytes = "客服：您好，请问有什么可以帮您？".as_bytes().to_vec();
        bytes.truncate(bytes.len() - 1);
        let decoded = decode(&bytes);
        assert!(decoded.replaced && decoded.from.is_none() && decoded.text.starts_with("客服：您好"));
    }

    #[test]
    fn wide_text_is_converted_in_small_pieces() {
        let text = "Agent: hello\r\n客户：你好 😀\n".repeat(200);
        for (encoding, order) in [(UTF_16LE, true), (UTF_16BE, false)] {
            let mut bytes: Vec<u8> = Vec::new();
            for unit in std::iter::once(0xfeff).chain(text.encode_utf16()) {
                bytes.extend(if order { unit.to_le_bytes() } else { unit.to_be_bytes() });
            }
            assert_eq!(wide(&bytes), Some(encoding));
            let mut out = String::new();
            let inner = io::BufReader::with_capacity(3, bytes.as_slice());
            io::BufReader::new(Converted::new(inner, encoding)).read_to_string(&mut out).expect("reads");
            assert_eq!(out, text);
        }
    }
}
