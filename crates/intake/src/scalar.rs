//! One simple value of somebody else's JSON, whichever type it comes in: text, number, true or false, or nothing.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::times;

/// A value that is used as a label, an id, a time or a mark. Lists and objects are read over and count as nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Scalar {
    #[default]
    Nothing,
    Text(String),
    /// As written, and its value.
    Number(String, f64),
    Flag(bool),
}

impl Scalar {
    /// The text, without blanks around it; `None` for what is not text and for blanks.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Scalar::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
            _ => None,
        }
    }

    /// An id or a label, which sources write as text or as a number.
    pub(crate) fn word(&self) -> Option<&str> {
        match self {
            Scalar::Number(digits, _) => Some(digits),
            _ => self.text(),
        }
    }

    /// A number, also when it is written as text.
    pub(crate) fn number(&self) -> Option<f64> {
        match self {
            Scalar::Number(_, value) => Some(*value),
            Scalar::Text(text) => text.trim().parse().ok().filter(|value: &f64| value.is_finite()),
            _ => None,
        }
    }

    /// Seconds as milliseconds.
    pub(crate) fn seconds(&self) -> Option<i64> {
        self.number().and_then(times::seconds)
    }

    /// Milliseconds.
    pub(crate) fn millis(&self) -> Option<i64> {
        self.number().and_then(times::millis)
    }

    /// Milliseconds from 1970 of a Unix time in seconds or of RFC 3339.
    pub(crate) fn instant(&self) -> Option<i64> {
        self.seconds().or_else(|| times::instant(self.text()?))
    }

    /// Whether it is `true`, also as text.
    pub(crate) fn is_true(&self) -> bool {
        matches!(self, Scalar::Flag(true)) || self.text() == Some("true")
    }

    /// Whether it is `false`, also as text.
    pub(crate) fn is_false(&self) -> bool {
        matches!(self, Scalar::Flag(false)) || self.text() == Some("false")
    }
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Any)
    }
}

struct Any;

impl<'de> Visitor<'de> for Any {
    type Value = Scalar;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Scalar, E> {
        Ok(Scalar::Text(text.to_owned()))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Scalar, E> {
        Ok(Scalar::Text(text))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Scalar, E> {
        Ok(Scalar::Number(number.to_string(), number as f64))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Scalar, E> {
        Ok(Scalar::Number(number.to_string(), number as f64))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Scalar, E> {
        Ok(Scalar::Number(number.to_string(), number))
    }

    fn visit_bool<E: de::Error>(self, flag: bool) -> Result<Scalar, E> {
        Ok(Scalar::Flag(flag))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Scalar, E> {
        Ok(Scalar::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Scalar, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Scalar::Nothing)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Scalar, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Scalar::Nothing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_is_taken_and_only_what_fits_is_used() {
        let all: Vec<Scalar> = serde_json::from_str(r#"["4.87", 4.87, -1, true, null, {"a":[1]}, [[]], " x ", "NaN"]"#).expect("valid");
        let seconds: Vec<_> = all.iter().map(Scalar::seconds).collect();
        assert_eq!(seconds, [Some(4870), Some(4870), Some(-1000), None, None, None, None, None, None]);
        assert_eq!((all[2].word(), all[7].word(), all[3].word()), (Some("-1"), Some("x"), None));
        assert!(all[3].is_true() && !all[4].is_false());
        assert_eq!(Scalar::Text("1970-01-01T00:00:01Z".into()).instant(), Some(1000));
    }
}
