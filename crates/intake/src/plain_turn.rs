//! One turn of plain JSON, and the small values its fields may hold.

use std::borrow::Cow;
use std::fmt;

use rapport_model::Turn;
use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::fault::Fault;
use crate::party;
use crate::plain::Key;
use crate::times::{self, Moment, Timeline};

/// A turn as written, before its times are placed.
#[derive(Default)]
pub(crate) struct TurnDraft<'a> {
    /// The speaker and how much its key counts: `who` before `role` before the others.
    who: Option<(u8, Word<'a>)>,
    text: Option<(u8, Cow<'a, str>)>,
    start: Timing<'a>,
    end: Timing<'a>,
    name: Option<Cow<'a, str>>,
    pub(crate) extra: Vec<(Cow<'a, str>, &'a RawValue)>,
}

/// A start or an end in whichever way the source writes it; milliseconds win.
#[derive(Default)]
pub(crate) struct Timing<'a> {
    millis: Option<f64>,
    seconds: Option<f64>,
    text: Option<Cow<'a, str>>,
}

/// A number of seconds, or a time as text.
pub(crate) enum TimeValue<'a> {
    Seconds(f64),
    Text(Cow<'a, str>),
}

/// A string.
pub(crate) struct Written<'a>(pub(crate) Cow<'a, str>);

/// A string or a number, as ids and labels are.
pub(crate) enum Word<'a> {
    Text(Cow<'a, str>),
    Number(String),
}

impl TurnDraft<'_> {
    /// Whether the source gives positions in a recording.
    pub(crate) fn is_timed(&self) -> bool {
        self.start.millis.is_some() || self.start.seconds.is_some()
    }

    /// The turn; counts times that could not be read.
    pub(crate) fn finish(self, number: usize, timeline: &mut Timeline, unread: &mut usize) -> Result<Turn, Fault> {
        let missing = |field: &str| Fault::new("missing_field", format!("turns[{number}].{field} is missing"), "give every turn who and text");
        let (_, who) = self.who.ok_or_else(|| missing("who"))?;
        let (_, text) = self.text.ok_or_else(|| missing("text"))?;
        let party = match &who {
            Word::Text(label) => party::party(label),
            Word::Number(number) => rapport_model::Party::Speaker(format!("speaker {number}")),
        };
        let start_ms = self.start.place(timeline, unread);
        let end_ms = self.end.place(timeline, unread);
        Ok(Turn { party, text: text.into_owned(), start_ms, end_ms, name: self.name.map(Cow::into_owned), words: Vec::new() })
    }
}

impl<'a> Timing<'a> {
    pub(crate) fn millis(&mut self, value: Option<f64>) {
        self.millis = value;
    }

    pub(crate) fn written(&mut self, value: Option<TimeValue<'a>>) {
        match value {
            Some(TimeValue::Seconds(seconds)) => self.seconds = Some(seconds),
            Some(TimeValue::Text(text)) => self.text = Some(text),
            None => {}
        }
    }

    /// Milliseconds from the start; counts a time that could not be read.
    pub(crate) fn place(self, timeline: &mut Timeline, unread: &mut usize) -> Option<i64> {
        let given = self.millis.is_some() || self.seconds.is_some() || self.text.is_some();
        let placed = self
            .millis
            .and_then(times::millis)
            .or_else(|| self.seconds.and_then(|seconds| place_number(seconds, timeline)))
            .or_else(|| self.text.and_then(|text| times::moment(&text)).and_then(|moment| timeline.place(moment)));
        *unread += usize::from(given && placed.is_none());
        placed
    }
}

/// Numbers too large for a position in a conversation are Unix times, in seconds or milliseconds.
fn place_number(number: f64, timeline: &mut Timeline) -> Option<i64> {
    if number >= 1e11 {
        return timeline.place(Moment::Instant(times::millis(number)?));
    }
    if number >= 1e9 {
        return timeline.place(Moment::Instant(times::seconds(number)?));
    }
    times::seconds(number)
}

impl<'de> Deserialize<'de> for TurnDraft<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Keys;
        impl<'de> Visitor<'de> for Keys {
            type Value = TurnDraft<'de>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<TurnDraft<'de>, M::Error> {
                let mut draft = TurnDraft::default();
                while let Some(Key(key)) = map.next_key()? {
                    if let Some(rank) = rank(WHO, &key) {
                        keep(&mut draft.who, rank, map.next_value()?);
                        continue;
                    }
                    if let Some(rank) = rank(TEXT, &key) {
                        // `null` is how some exporters write a turn without words.
                        let text = map.next_value::<Option<Written>>()?.map_or(Cow::Borrowed(""), |text| text.0);
                        keep(&mut draft.text, rank, Some(text));
                        continue;
                    }
                    match key.as_ref() {
                        "start_ms" => draft.start.millis(map.next_value()?),
                        "end_ms" => draft.end.millis(map.next_value()?),
                        "start" | "at" | "timestamp" => draft.start.written(map.next_value()?),
                        "end" => draft.end.written(map.next_value()?),
                        "name" => draft.name = map.next_value::<Option<Written>>()?.map(|text| text.0),
                        _ => {
                            let raw = map.next_value()?;
                            draft.extra.push((key, raw));
                        }
                    }
                }
                Ok(draft)
            }
        }
        deserializer.deserialize_map(Keys)
    }
}

/// Keys for the speaker, the first counts most.
pub(crate) const WHO: &[&str] = &["who", "role", "speaker", "from", "sender", "author"];
/// Keys for the words, the first counts most.
pub(crate) const TEXT: &[&str] = &["text", "content", "message", "utterance", "body"];

fn rank(keys: &[&str], key: &str) -> Option<u8> {
    (0_u8..).zip(keys).find(|(_, known)| **known == key).map(|(rank, _)| rank)
}

fn keep<T>(slot: &mut Option<(u8, T)>, rank: u8, value: Option<T>) {
    if let Some(value) = value
        && slot.as_ref().is_none_or(|(held, _)| rank <= *held)
    {
        *slot = Some((rank, value));
    }
}

impl Word<'_> {
    pub(crate) fn into_string(self) -> String {
        match self {
            Word::Text(text) => text.into_owned(),
            Word::Number(number) => number,
        }
    }
}

/// Reads a string or a number, whichever comes.
struct Scalar;

enum ScalarValue<'a> {
    Text(Cow<'a, str>),
    Whole(String, f64),
    Fraction(f64),
}

impl<'de> Visitor<'de> for Scalar {
    type Value = ScalarValue<'de>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a string or a number")
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(ScalarValue::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(ScalarValue::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(ScalarValue::Whole(number.to_string(), number as f64))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(ScalarValue::Whole(number.to_string(), number as f64))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Self::Value, E> {
        Ok(ScalarValue::Fraction(number))
    }
}

impl<'de> Deserialize<'de> for Word<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match deserializer.deserialize_any(Scalar)? {
            ScalarValue::Text(text) => Word::Text(text),
            ScalarValue::Whole(digits, _) => Word::Number(digits),
            ScalarValue::Fraction(number) => Word::Number(number.to_string()),
        })
    }
}

impl<'de> Deserialize<'de> for TimeValue<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match deserializer.deserialize_any(Scalar)? {
            ScalarValue::Text(text) => TimeValue::Text(text),
            ScalarValue::Whole(_, number) | ScalarValue::Fraction(number) => TimeValue::Seconds(number),
        })
    }
}

impl<'de> Deserialize<'de> for Written<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl<'de> Visitor<'de> for Text {
            type Value = Written<'de>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Written(Cow::Borrowed(text)))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Written(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(Text)
    }
}
