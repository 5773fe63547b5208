//! The shape of a rule file, format 1; `docs/rules.md` explains every field.

use std::collections::BTreeMap;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};
use serde_saphyr::Spanned;

/// A text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Both<T> {
    /// English.
    pub en: T,
    /// Chinese.
    pub zh: T,
}

/// One behaviour as written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleFile {
    /// Version of the format; 1.
    pub format: Spanned<u32>,
    /// Behaviour id, the file's name.
    pub id: Spanned<String>,
    /// Whose turns: agent, customer, both.
    pub side: Spanned<String>,
    /// `+`, `-`, `0` or `±`.
    pub polarity: Spanned<String>,
    /// core or extended.
    pub tier: Spanned<String>,
    /// Skill it counts for.
    #[serde(default)]
    pub skill: Option<Spanned<String>>,
    /// Display name.
    pub name: Both<String>,
    /// What it is.
    pub definition: Both<String>,
    /// Why it matters.
    pub why: Both<String>,
    /// Where it comes from.
    pub source: String,
    /// What to say.
    #[serde(default)]
    pub say: Both<Vec<String>>,
    /// Default reason of its cues.
    pub reason: Both<String>,
    #[serde(default)]
    pub(crate) classes: BTreeMap<String, ClassFile>,
    #[serde(default)]
    pub(crate) cues: Languages<Vec<CueFile>>,
    #[serde(default)]
    pub(crate) when: WhenFile,
    #[serde(default)]
    pub(crate) slots: Option<SlotsFile>,
    #[serde(default)]
    pub(crate) components: BTreeMap<String, Languages<Vec<Spanned<String>>>>,
    #[serde(default)]
    pub(crate) level_by_components: BTreeMap<u8, Vec<Spanned<String>>>,
    #[serde(default)]
    pub(crate) heard: HeardFile,
    #[serde(default)]
    pub(crate) limits: LimitsFile,
    #[serde(default)]
    pub(crate) opportunity: Option<OpportunityFile>,
    /// Dialogues that must and must not fire.
    #[serde(default)]
    pub examples: Languages<ExampleSets>,
}

/// Something per language; either may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "T: Default + Deserialize<'de>"))]
pub struct Languages<T> {
    /// English.
    #[serde(default)]
    pub en: T,
    /// Chinese.
    #[serde(default)]
    pub zh: T,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClassFile {
    #[serde(default)]
    pub en: Vec<Spanned<String>>,
    #[serde(default)]
    pub zh: Vec<Spanned<String>>,
}

/// A file of word classes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WordsFile {
    pub format: Spanned<u32>,
    pub classes: BTreeMap<String, ClassFile>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CueFile {
    pub id: Spanned<u32>,
    #[serde(default, rename = "match")]
    pub matches: Vec<Spanned<String>>,
    #[serde(default)]
    pub with: Needs,
    #[serde(default)]
    pub with_turn: Needs,
    #[serde(default)]
    pub unless: Vec<Spanned<String>>,
    #[serde(default)]
    pub unless_turn: Vec<Spanned<String>>,
    #[serde(default)]
    pub form: Option<FormFile>,
    #[serde(default)]
    pub place: Option<PlaceFile>,
    #[serde(default)]
    pub min_words: Option<u32>,
    #[serde(default)]
    pub max_words: Option<u32>,
    #[serde(default)]
    pub sentence_max_words: Option<u32>,
    #[serde(default)]
    pub negated: Option<GuardFile>,
    #[serde(default)]
    pub quoted: Option<GuardFile>,
    #[serde(default)]
    pub reported: Option<GuardFile>,
    #[serde(default)]
    pub hypothetical: Option<GuardFile>,
    #[serde(default)]
    pub span: Option<SpanFile>,
    #[serde(default)]
    pub level: Option<u8>,
    #[serde(default)]
    pub confidence: Option<f64>,
    #[serde(default)]
    pub polarity: Option<Spanned<String>>,
    #[serde(default)]
    pub reason: Option<Both<String>>,
    #[serde(default)]
    pub when: WhenFile,
    #[serde(default)]
    pub predicate: Option<PredicateFile>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FormFile {
    Question,
    Statement,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PlaceFile {
    TurnStart,
    TurnEnd,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum GuardFile {
    Guard,
    Allow,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SpanFile {
    Match,
    Clause,
    Sentence,
    Turn,
}

/// A named test with its arguments.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PredicateFile {
    pub is: Spanned<String>,
    #[serde(default)]
    pub min: Option<f64>,
    #[serde(default)]
    pub max: Option<f64>,
    #[serde(default)]
    pub turns: Option<u32>,
    #[serde(default)]
    pub times: Option<u32>,
    #[serde(default)]
    pub sign: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WhenFile {
    pub after: Option<NearFile>,
    pub not_after: Option<NearFile>,
    pub followed_by: Option<NearFile>,
    pub not_followed_by: Option<NearFile>,
    #[serde(default)]
    pub same_turn: Vec<Spanned<String>>,
    #[serde(default)]
    pub not_same_turn: Vec<Spanned<String>>,
    pub prev: Option<TextFile>,
    pub not_prev: Option<TextFile>,
    pub next: Option<TextFile>,
    pub not_next: Option<TextFile>,
    pub earlier: Option<TextFile>,
    pub not_earlier: Option<TextFile>,
    pub position: Option<PositionFile>,
    #[serde(default)]
    pub channel: Vec<Spanned<String>>,
}

impl RuleFile {
    /// Whether findings of a head alone stand under conditions of their own.
    pub fn asks_of_heads(&self) -> bool {
        !self.heard.when.0.is_empty() || self.heard.min_words.is_some()
    }
}

/// What holds of findings that a head alone made.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HeardFile {
    /// Their level; by default the most frequent one of the labels that the head learned from.
    pub level: Option<Spanned<u8>>,
    /// Where they stand.
    #[serde(default)]
    pub when: AnyWhen,
    /// Length that their turn must have.
    pub min_words: Option<u32>,
}

/// Dialogue conditions, or a list of them of which one is enough.
#[derive(Clone, Debug, Default)]
pub(crate) struct AnyWhen(pub Vec<WhenFile>);

impl<'de> Deserialize<'de> for AnyWhen {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read;
        impl<'de> Visitor<'de> for Read {
            type Value = AnyWhen;
            fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
                f.write_str("dialogue conditions such as {after: …}, or a list of them")
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<AnyWhen, A::Error> {
                WhenFile::deserialize(MapAccessDeserializer::new(map)).map(|when| AnyWhen(vec![when]))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<AnyWhen, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(seq)).map(AnyWhen)
            }
        }
        deserializer.deserialize_any(Read)
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NearFile {
    pub any: Vec<Spanned<String>>,
    pub within: Option<u32>,
    pub turns: Option<CountedFile>,
    pub level: Option<u8>,
    pub polarity: Option<Spanned<String>>,
    pub same_turn: Option<bool>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CountedFile {
    Agent,
    Customer,
    All,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TextFile {
    pub side: Option<Spanned<String>>,
    #[serde(default)]
    pub en: Vec<Spanned<String>>,
    #[serde(default)]
    pub zh: Vec<Spanned<String>>,
    pub form: Option<FormFile>,
    pub min_words: Option<u32>,
    pub max_words: Option<u32>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PositionFile {
    pub first: Option<u32>,
    pub from: Option<u32>,
    pub last: Option<u32>,
    pub third: Option<u32>,
    pub last_percent: Option<u32>,
    pub adjacent: Option<u32>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SlotsFile {
    pub turns: PositionFile,
    pub miss: Option<u32>,
    pub parts: Vec<SlotPartFile>,
    pub opens: Option<Spanned<String>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SlotPartFile {
    pub name: Spanned<String>,
    #[serde(default)]
    pub en: Vec<Spanned<String>>,
    #[serde(default)]
    pub zh: Vec<Spanned<String>>,
    #[serde(default)]
    pub not_in: Vec<Spanned<String>>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LimitsFile {
    pub per_conversation: Option<u32>,
    pub at_least: Option<u32>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OpportunityFile {
    pub on: OpportunityOn,
    pub within: Option<u32>,
    pub again_after: Option<u32>,
    #[serde(default)]
    pub channel: Vec<Spanned<String>>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OpportunityOn {
    #[serde(default)]
    pub any: Vec<Spanned<String>>,
    pub level: Option<u8>,
    pub polarity: Option<Spanned<String>>,
    #[serde(default)]
    pub start: bool,
    #[serde(default)]
    pub end: bool,
    pub event: Option<Spanned<String>>,
    /// Always the other side; written for the reader.
    #[serde(rename = "side")]
    pub _side: Option<Spanned<String>>,
    #[serde(default)]
    pub en: Vec<Spanned<String>>,
    #[serde(default)]
    pub zh: Vec<Spanned<String>>,
    pub form: Option<FormFile>,
    pub min_words: Option<u32>,
}

/// Dialogues that must fire and that must stay silent.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExampleSets {
    /// The behaviour is found.
    #[serde(default)]
    pub fires: Vec<Spanned<ExampleFile>>,
    /// The behaviour is found nowhere.
    #[serde(default)]
    pub silent: Vec<Spanned<ExampleFile>>,
}

/// One example: a dialogue on one line, and what more is expected of the finding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExampleFile {
    /// `C: … / A: …`
    pub say: String,
    /// Expected polarity.
    pub polarity: Option<String>,
    /// Expected level.
    pub level: Option<u8>,
    /// Channel of the dialogue; chat by default, voice when turns carry times.
    pub channel: Option<String>,
}

impl<'de> Deserialize<'de> for ExampleFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read;
        impl<'de> Visitor<'de> for Read {
            type Value = ExampleFile;
            fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
                f.write_str("a dialogue such as \"C: … / A: …\", or {say, polarity, level, channel}")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<ExampleFile, E> {
                Ok(ExampleFile { say: text.to_owned(), ..ExampleFile::default() })
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ExampleFile, A::Error> {
                let mut example = ExampleFile::default();
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        "say" => example.say = map.next_value()?,
                        "polarity" => example.polarity = Some(map.next_value()?),
                        "level" => example.level = Some(map.next_value()?),
                        "channel" => example.channel = Some(map.next_value()?),
                        _ => return Err(serde::de::Error::unknown_field(&key, &["say", "polarity", "level", "channel"])),
                    }
                }
                Ok(example)
            }
        }
        deserializer.deserialize_any(Read)
    }
}

/// A list of alternatives, or a list of lists that must all be met.
#[derive(Clone, Debug, Default)]
pub(crate) struct Needs(pub Vec<Vec<Spanned<String>>>);

impl<'de> Deserialize<'de> for Needs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct One(Vec<Spanned<String>>, bool);
        impl<'de> Deserialize<'de> for One {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Read;
                impl<'de> Visitor<'de> for Read {
                    type Value = One;
                    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
                        f.write_str("a pattern, or a list of patterns")
                    }
                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<One, E> {
                        Ok(One(vec![unplaced(text)], false))
                    }
                    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<One, A::Error> {
                        let mut list = Vec::new();
                        while let Some(pattern) = seq.next_element()? {
                            list.push(pattern);
                        }
                        Ok(One(list, true))
                    }
                }
                deserializer.deserialize_any(Read)
            }
        }
        let items: Vec<Spanned<One>> = Vec::deserialize(deserializer)?;
        if items.iter().any(|item| item.value.1) {
            return Ok(Needs(items.into_iter().map(|item| item.value.0).collect()));
        }
        let one = items
            .into_iter()
            .flat_map(|item| {
                let (referenced, defined) = (item.referenced, item.defined);
                item.value.0.into_iter().map(move |pattern| Spanned { value: pattern.value, referenced, defined })
            })
            .collect::<Vec<_>>();
        Ok(Needs(if one.is_empty() { Vec::new() } else { vec![one] }))
    }
}

fn unplaced(text: &str) -> Spanned<String> {
    Spanned { value: text.to_owned(), referenced: serde_saphyr::Location::UNKNOWN, defined: serde_saphyr::Location::UNKNOWN }
}
