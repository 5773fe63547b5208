//! WebVTT and SubRip captions: cues with times, joined to turns by who speaks.

use rapport_model::{Channel, Conversation, Party, Turn};

use crate::caption_text::{self, Piece, join};
use crate::fault::Fault;
use crate::labels::{self, Line};
use crate::party;
use crate::plain::id_or_derived;
use crate::records::Record;
use crate::times;
use crate::transcript::Speakers;

/// Cues of one speaker belong to one turn unless nobody speaks for longer, in ms.
const PAUSE_MS: i64 = 1500;
const BLOCKS: &[&str] = &["NOTE", "STYLE", "REGION"];

const HELP: &str = "give captions with voice tags (`<v Dana>`) or labels (`Agent: …`), as a recogniser with speaker separation writes them";

/// Whether a source begins as captions do.
pub(crate) fn are_captions(head: &str) -> bool {
    let head = head.trim_start_matches('\u{feff}');
    if let Some(rest) = head.strip_prefix("WEBVTT") {
        return rest.is_empty() || rest.starts_with(char::is_whitespace);
    }
    // SubRip: a number, then a pair of times. Some exporters leave the number out.
    let mut lines = head.trim_start().lines().map(str::trim);
    let first = lines.next().unwrap_or_default();
    let is_number = !first.is_empty() && first.bytes().all(|byte| byte.is_ascii_digit());
    let timing = if is_number { lines.next().unwrap_or_default() } else { first };
    matches!(span(timing), Some((Some(_), Some(_))))
}

/// Reads one file of captions.
pub(crate) fn conversation(text: &str, record: &Record) -> Result<Conversation, Fault> {
    let file = parse(text);
    let mut conversation = Conversation::new(id_or_derived(None, record), record.source.as_str(), Channel::Voice);
    conversation.language = file.language;
    let pieces: Vec<(usize, Piece)> = file.cues.iter().enumerate().flat_map(|(at, cue)| caption_text::pieces(&cue.lines).into_iter().map(move |piece| (at, piece))).collect();
    if pieces.is_empty() {
        return Err(Fault::new("no_turns", "the captions hold no words", "give captions with at least one cue of text"));
    }
    let lines: Vec<Line> = pieces.iter().map(|(_, piece)| if piece.voice.is_some() { labels::split("") } else { labels::split(&piece.text) }).collect();
    let voiced = pieces.iter().any(|(_, piece)| piece.voice.is_some());
    let speakers = Speakers::of(&lines);

    let mut known = party::Speakers::default();
    let (mut current, mut skipped) = (None, 0_usize);
    if !voiced && speakers.is_none() {
        current = Some((Party::Speaker("speaker".to_owned()), None));
        let message = "the captions do not say who speaks; all their words stand as one speaker's";
        conversation.problems.push(Fault::new("one_speaker", message, HELP).remark());
    }
    let mut ended: Option<i64> = None;
    for ((at, piece), line) in pieces.iter().zip(&lines) {
        let cue = &file.cues[*at];
        let mut words = piece.text.as_str();
        if let Some(voice) = &piece.voice {
            current = Some(labels::role(voice).unwrap_or_else(|| (known.of(voice), Some(voice.clone()).filter(|voice| party::is_shown(voice)))));
        } else if let Some(label) = line.label.as_ref().filter(|_| speakers.as_ref().is_some_and(|speakers| speakers.accept(line))) {
            current = Some((label.party.clone(), label.name.clone()));
            words = line.text;
        }
        let Some((party, name)) = &current else {
            skipped += 1;
            continue;
        };
        let pause = cue.start.zip(ended).map_or(0, |(start, ended)| start - ended);
        ended = cue.end.max(ended);
        match conversation.turns.last_mut() {
            Some(last) if last.party == *party && last.name == *name && pause <= PAUSE_MS => {
                join(&mut last.text, words);
                last.end_ms = cue.end.max(last.end_ms);
            }
            _ => {
                let mut turn = Turn::new(party.clone(), words);
                (turn.start_ms, turn.end_ms, turn.name) = (cue.start, cue.end, name.clone());
                conversation.turns.push(turn);
            }
        }
    }
    if skipped > 0 {
        let message = format!("{skipped} captions before the first speaker were left out");
        conversation.problems.push(Fault::new("skipped_lines", message, HELP).remark());
    }
    if file.unread > 0 {
        let message = format!("{} times could not be read and were left out", file.unread);
        conversation.problems.push(Fault::new("bad_time", message, "write 00:01:02.500 --> 00:01:04.000").remark());
    }
    Ok(conversation)
}

/// A cue's times, in ms from the start, and its lines.
#[derive(Debug, Default)]
struct Cue {
    start: Option<i64>,
    end: Option<i64>,
    lines: Vec<String>,
}

#[derive(Debug, Default)]
struct File {
    cues: Vec<Cue>,
    language: Option<String>,
    /// Times that are none.
    unread: usize,
}

fn parse(text: &str) -> File {
    let text = text.trim_start_matches('\u{feff}');
    let mut file = File::default();
    let is_vtt = text.starts_with("WEBVTT");
    let (mut after_blank, mut in_block, mut in_head) = (true, false, is_vtt);
    // Whether the last line of the cue under way stands below a blank line, as the name of the next cue does.
    let mut detached = false;
    for line in text.lines() {
        let line = line.trim_end();
        if line.trim().is_empty() {
            (after_blank, in_block, in_head) = (true, false, false);
            continue;
        }
        if let Some((start, end)) = span(line) {
            if let Some(last) = file.cues.last_mut()
                && last.lines.last().is_some_and(|name| detached || name.trim().bytes().all(|byte| byte.is_ascii_digit()))
            {
                last.lines.pop();
            }
            file.unread += usize::from(start.is_none()) + usize::from(end.is_none());
            file.cues.push(Cue { start, end, lines: Vec::new() });
            (after_blank, in_block, in_head, detached) = (false, false, false, false);
            continue;
        }
        if in_head {
            if let Some(language) = line.strip_prefix("Language:").map(str::trim).filter(|language| !language.is_empty()) {
                file.language = Some(language.to_owned());
            }
            continue;
        }
        in_block |= is_vtt && after_blank && BLOCKS.iter().any(|block| line.strip_prefix(block).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t'])));
        if !in_block && let Some(cue) = file.cues.last_mut() {
            cue.lines.push(line.to_owned());
            detached = after_blank;
        }
        after_blank = false;
    }
    file
}

/// Start and end of a line of times; `None` where it is no such line.
fn span(line: &str) -> Option<(Option<i64>, Option<i64>)> {
    let (start, rest) = line.split_once("-->")?;
    let start = start.trim();
    // What people say may hold an arrow.
    if !start.starts_with(|c: char| c.is_ascii_digit()) || start.contains(char::is_whitespace) {
        return None;
    }
    let end = rest.split_whitespace().next().unwrap_or_default();
    Some((times::clock(start), times::clock(end)))
}
