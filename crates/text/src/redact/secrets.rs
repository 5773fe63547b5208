//! Passwords and codes that hold letters, after the word for them.

use std::sync::LazyLock;

use regex::Regex;

use super::cues::Cue;
use super::found::{Found, Page};
use super::{Kind, regex};

static SAID: LazyLock<Option<Regex>> = LazyLock::new(|| {
    regex(
        r#"^(?i:\s*(?:code|号|number)?\s*(?P<lead>is now|is set to|was|is|to|as|=|:|：|是|为|改成|设成|就是|，是)\s*[:：]?\s*["'“‘「]?)(?P<value>[^\s，。；,;"'”’」（）()\x{4e00}-\x{9fff}]{3,40})"#,
    )
});

const PLAIN: &[&str] = &[
    "not",
    "the",
    "wrong",
    "incorrect",
    "invalid",
    "expired",
    "correct",
    "right",
    "working",
    "reset",
    "being",
    "still",
    "what",
    "change",
    "changed",
    "too",
    "for",
    "required",
    "set",
    "sent",
    "asking",
    "saved",
    "case",
    "also",
    "now",
    "same",
    "different",
    "that",
    "this",
    "and",
    "but",
    "very",
    "always",
    "never",
    "going",
    "gone",
    "lost",
    "safe",
    "strong",
    "weak",
    "something",
    "your",
    "you",
    "our",
    "blocked",
    "locked",
    "have",
    "get",
    "log",
    "login",
    "access",
    "protected",
    "needed",
    "only",
    "all",
];

/// Finds them: with a digit or a sign in it, or alone at the end of the sentence.
pub fn find(page: &mut Page) {
    let hits: Vec<_> = page.scan.hits.iter().filter(|h| matches!(h.cue, Cue::Password | Cue::Otp | Cue::Pin)).copied().collect();
    if hits.is_empty() {
        return;
    }
    let Some(pattern) = SAID.as_ref() else { return };
    for hit in hits {
        let Some(window) = page.window(hit.end, 80) else { continue };
        // "the code is" holds its verb already.
        let held = page.text[..hit.end].to_ascii_lowercase().ends_with(" is");
        let lead = if held { format!(" is{window}") } else { window.to_owned() };
        let Some(found) = pattern.captures(&lead) else { continue };
        let (Some(m), Some(verb)) = (found.name("value"), found.name("lead")) else { continue };
        let value = m.as_str().trim_end_matches(['.', '!', '?']);
        let back = lead.len() - window.len();
        let start = hit.end + m.start() - back.min(m.start());
        let low = value.to_lowercase();
        let letters = value.chars().any(char::is_alphabetic);
        let signed = value.chars().any(|c| c.is_ascii_digit() || "!@#$%^&*_+".contains(c));
        let sure = matches!(verb.as_str(), ":" | "=" | "：");
        let ends = page.text[start + value.len()..].trim_start_matches(['.', '!']).trim().is_empty();
        let word = hit.cue == Cue::Password && (sure || ends) && value.len() >= 4 && !PLAIN.contains(&low.as_str());
        if value.starts_with(['[', '*', '$', '@', '#', '<']) || !letters || (!signed && !word) || low.ends_with("ing") && !signed {
            continue;
        }
        let kind = match hit.cue {
            Cue::Password => Kind::Password,
            Cue::Otp => Kind::Otp,
            _ => Kind::Pin,
        };
        page.add(Found::new(kind, start, start + value.len(), value.as_bytes().to_vec()));
    }
}
