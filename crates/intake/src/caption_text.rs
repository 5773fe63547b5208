//! The words of a cue: voice tags taken, other marks removed, references replaced.

use crate::entities;

/// Some words of one cue.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// The name in a voice tag.
    pub(crate) voice: Option<String>,
    pub(crate) text: String,
}

/// The words of a cue, cut where the voice changes and where a line begins that may carry a label.
pub(crate) fn pieces(lines: &[String]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut voice: Option<String> = None;
    for line in lines {
        let mut words = String::new();
        let mut rest = line.as_str();
        let flush = |words: &mut String, voice: &Option<String>, pieces: &mut Vec<Piece>| {
            let text = entities::decode(words).trim().to_owned();
            words.clear();
            if text.is_empty() {
                return;
            }
            match pieces.last_mut() {
                Some(last) if voice.is_some() && last.voice == *voice => join(&mut last.text, &text),
                _ => pieces.push(Piece { voice: voice.clone(), text: if voice.is_some() { text } else { unbracketed(&text) } }),
            }
        };
        while let Some((before, tag, after)) = next_tag(rest) {
            words.push_str(before);
            rest = after;
            if let Some(name) = voice_name(tag) {
                flush(&mut words, &voice, &mut pieces);
                voice = Some(name);
            } else if tag == "/v" {
                flush(&mut words, &voice, &mut pieces);
                voice = None;
            }
        }
        words.push_str(rest);
        flush(&mut words, &voice, &mut pieces);
    }
    pieces
}

/// Adds words to others with a blank between, except where Chinese goes on.
pub(crate) fn join(into: &mut String, words: &str) {
    let wide = |c: char| !c.is_ascii() && !c.is_alphabetic() || ('\u{2e80}'..='\u{9fff}').contains(&c) || ('\u{ff00}'..='\u{ffef}').contains(&c);
    if let (Some(last), Some(first)) = (into.chars().next_back(), words.chars().next())
        && !(wide(last) && wide(first))
    {
        into.push(' ');
    }
    into.push_str(words);
}

/// What stands before a tag, the inside of the tag, and what follows.
fn next_tag(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let at = from + text[from..].find(['<', '{'])?;
        let inside = &text[at + 1..];
        let close = if text.as_bytes()[at] == b'<' { '>' } else { '}' };
        let is_tag = match close {
            '>' => inside.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/'),
            // `{\an8}`, as subtitles place their lines.
            _ => inside.starts_with('\\'),
        };
        if is_tag && let Some(end) = inside.find(close) {
            return Some((&text[..at], &inside[..end], &inside[end + 1..]));
        }
        from = at + 1;
    }
}

/// The name in `<v Dana>` or `<v.loud Dana>`.
fn voice_name(tag: &str) -> Option<String> {
    let (kind, name) = tag.split_once(char::is_whitespace)?;
    let name = entities::decode(name).trim().to_owned();
    (kind.split('.').next() == Some("v") && !name.is_empty()).then_some(name)
}

/// `[Speaker 1] …` and `[SPEAKER_00]: …` as the labels they are; `- ` at the start of a line removed.
fn unbracketed(text: &str) -> String {
    let text = text.strip_prefix("- ").or_else(|| text.strip_prefix(">> ")).unwrap_or(text).trim_start();
    if let Some((name, rest)) = text.strip_prefix('[').and_then(|inside| inside.split_once(']')) {
        let rest = rest.trim_start().trim_start_matches([':', '：']).trim_start();
        let label = format!("{name}: {rest}");
        if crate::labels::split(&label).label.is_some_and(|label| label.trust == crate::labels::Trust::Sure) {
            return label;
        }
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(lines: &[&str]) -> Vec<(Option<String>, String)> {
        pieces(&lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>()).into_iter().map(|piece| (piece.voice, piece.text)).collect()
    }

    #[test]
    fn voices_are_taken_and_marks_removed() {
        let dana = Some("Dana".to_owned());
        assert_eq!(of(&["<v.loud Dana>I <i>am</i> sorry,", "<00:01.000>truly</v>"]), [(dana.clone(), "I am sorry, truly".to_owned())]);
        assert_eq!(of(&["<v Dana>Yes &amp; no</v> <v Lee>Why?"]), [(dana, "Yes & no".to_owned()), (Some("Lee".to_owned()), "Why?".to_owned())]);
        assert_eq!(of(&["{\\an8}5 < 6 <3", "[SPEAKER_00]: hi"]), [(None, "5 < 6 <3".to_owned()), (None, "SPEAKER_00: hi".to_owned())]);
        assert_eq!(of(&["<v", "<>", ""]), [(None, "<v".to_owned()), (None, "<>".to_owned())]);
    }

    #[test]
    fn chinese_is_joined_without_blanks() {
        let mut text = "您好，".to_owned();
        join(&mut text, "请稍等");
        join(&mut text, "OK");
        assert_eq!(text, "您好，请稍等 OK");
    }
}
