//! One-line dialogues, as rule files write their examples: `C: … / A: …`.

use rapport_model::{Channel, Conversation, Event, EventKind, Party, Turn};

/// A dialogue as a conversation, and the turn that the example marks with a star.
#[derive(Clone, Debug)]
pub struct Dialogue {
    /// The conversation; voice when turns carry times, else the channel asked for, else chat.
    pub conversation: Conversation,
    /// The starred turn.
    pub marked: Option<u32>,
}

impl Dialogue {
    /// Reads a dialogue. Turns are separated by ` / `; labels are `A:`, `C:`, `S:` and `B:`, after an
    /// optional star and with optional times in seconds (`A[3.9-6]:`); `[hold 9-61]` is an event.
    ///
    /// # Errors
    /// Says which turn cannot be read and how to write it.
    pub fn parse(text: &str, channel: Option<&str>) -> Result<Dialogue, String> {
        let mut conversation = Conversation::new("example", "", Channel::Chat);
        let mut marked = None;
        for part in text.split(" / ") {
            let part = part.trim();
            if let Some(event) = part.strip_prefix('[').and_then(|part| part.strip_suffix(']'))
                && let Some(event) = event_of(event)?
            {
                conversation.events.push(event);
                continue;
            }
            let (starred, part) = part.strip_prefix('*').map_or((false, part), |rest| (true, rest));
            let mut chars = part.chars();
            let party = match chars.next() {
                Some('A' | 'a') => Party::Agent,
                Some('C' | 'c') => Party::Customer,
                Some('S') => Party::System,
                Some('B') => Party::Bot,
                _ => return Err(format!("\"{part}\" does not begin with A:, C:, S: or B:")),
            };
            let rest = chars.as_str();
            let (times, said) = match rest.strip_prefix('[') {
                Some(rest) => {
                    let (times, said) = rest.split_once(']').ok_or("a `]` is missing after the times")?;
                    (Some(range(times)?), said)
                }
                None => (None, rest),
            };
            let said = said.strip_prefix(':').or_else(|| said.strip_prefix('：')).ok_or_else(|| format!("a colon is missing after the label in \"{part}\""))?;
            let mut turn = Turn::new(party, said.trim());
            if let Some((start, end)) = times {
                (turn.start_ms, turn.end_ms) = (Some(start), end);
                conversation.channel = Channel::Voice;
            }
            if starred {
                marked = Some(conversation.turns.len() as u32);
            }
            conversation.turns.push(turn);
        }
        if let Some(name) = channel {
            conversation.channel = Channel::parse(name).ok_or_else(|| format!("`{name}` is no channel: voice, chat, email, sms, social or video"))?;
        }
        if conversation.turns.is_empty() {
            return Err("the dialogue has no turns".into());
        }
        Ok(Dialogue { conversation, marked })
    }
}

fn event_of(text: &str) -> Result<Option<Event>, String> {
    let mut words = text.split_whitespace();
    let Some(kind) = words.next().and_then(EventKind::parse) else { return Ok(None) };
    let mut event = Event { kind, start_ms: None, end_ms: None, by: None };
    for word in words {
        match word {
            "customer" => event.by = Some(Party::Customer),
            "agent" => event.by = Some(Party::Agent),
            times => {
                let (start, end) = range(times)?;
                (event.start_ms, event.end_ms) = (Some(start), end);
            }
        }
    }
    Ok(Some(event))
}

/// `9-61` or `9`, in seconds, as milliseconds.
fn range(text: &str) -> Result<(i64, Option<i64>), String> {
    let ms = |part: &str| part.trim().parse::<f64>().map(|seconds| (seconds * 1000.0).round() as i64).map_err(|_| format!("`{part}` is no time in seconds: write [3.9-6]"));
    match text.split_once('-') {
        Some((start, end)) => Ok((ms(start)?, Some(ms(end)?))),
        None => Ok((ms(text)?, None)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_times_stars_and_events() {
        let dialogue = Dialogue::parse("C[0-4.2]: I waited 3/4 of an hour / [hold 9-61] / *A[3.9-6]: Sorry", None).unwrap();
        assert_eq!(dialogue.conversation.turns.len(), 2);
        assert_eq!(dialogue.conversation.turns[1].start_ms, Some(3900));
        assert_eq!(dialogue.conversation.events[0].end_ms, Some(61000));
        assert_eq!(dialogue.marked, Some(1));
        assert!(Dialogue::parse("hello", None).is_err());
    }
}
