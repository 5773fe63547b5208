//! What a figure is asked for: whose, of when, in which rows.

use rapport_store::{DAY_MS, Group, Sieve};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::error::ApiError;

/// What each row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// Agents; needs the program's signed worker-information record, except for agents themselves.
    Agent,
    /// Teams.
    Team,
    /// Programs.
    Program,
    /// Channels.
    Channel,
    /// Languages.
    Language,
    /// Days of UTC.
    Day,
    /// Weeks of ISO 8601, from Monday.
    Week,
    /// Months.
    Month,
}

impl By {
    /// The word used in every interface.
    pub fn as_str(self) -> &'static str {
        match self {
            By::Agent => "agent",
            By::Team => "team",
            By::Program => "program",
            By::Channel => "channel",
            By::Language => "language",
            By::Day => "day",
            By::Week => "week",
            By::Month => "month",
        }
    }

    /// What the database adds up by.
    pub fn group(self) -> Group {
        match self {
            By::Agent => Group::Agent,
            By::Team => Group::Team,
            By::Program => Group::Program,
            By::Channel => Group::Channel,
            By::Language => Group::Language,
            By::Day | By::Week | By::Month => Group::Day,
        }
    }
}

/// Whose figures, of when.
#[derive(Clone, Debug)]
pub struct Ask {
    /// Rows.
    pub by: By,
    /// By id or name; all of the caller's where none is given.
    pub program: Option<String>,
    /// The rest; its program is empty.
    pub sieve: Sieve,
}

/// A query's type with what every figure can be asked for, and what one more of its own; all but `by` may be left out.
macro_rules! ask {
    ($(#[$about:meta])* $name:ident $(, $(#[$own_about:meta])* $own:ident)?) => {
        $(#[$about])*
        #[derive(serde::Deserialize, utoipa::IntoParams)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            /// What each row is about
            #[param(inline)]
            by: $crate::figures::ask::By,
            /// Program, by id or name; each of the caller's where none is given
            program: Option<String>,
            /// Team at the time of the conversation, by id
            team: Option<String>,
            /// Agent, by id
            agent: Option<String>,
            /// `voice`, `chat`, `email`, `sms`, `social`
            channel: Option<String>,
            /// `en`, `zh`, `und`
            language: Option<String>,
            /// Begun at or after: a day (2026-11-02, UTC) or milliseconds since 1970
            from: Option<String>,
            /// Begun before: milliseconds since 1970; or a day, which is in
            until: Option<String>,
            $($(#[$own_about])* $own: Option<String>,)?
        }

        impl $name {
            fn ask(&self) -> Result<$crate::figures::ask::Ask, $crate::error::ApiError> {
                let Self { by, program, team, agent, channel, language, from, until, .. } = self;
                $crate::figures::ask::read(*by, program, [team, agent, channel, language], [from, until])
            }
        }
    };
}
pub(crate) use ask;

/// Checks what was asked.
pub fn read(by: By, program: &Option<String>, [team, agent, channel, language]: [&Option<String>; 4], [from, until]: [&Option<String>; 2]) -> Result<Ask, ApiError> {
    for (name, value) in [("team", team), ("agent", agent), ("channel", channel), ("language", language)] {
        if let Some(value) = value {
            word(name, value)?;
        }
    }
    let (from_ms, until_ms) = (moment("from", from, false)?, moment("until", until, true)?);
    if let (Some(from), Some(until)) = (from_ms, until_ms)
        && from >= until
    {
        return Err(ApiError::invalid("`from` must lie before `until`"));
    }
    let sieve = Sieve { program: String::new(), team: team.clone(), agent: agent.clone(), channel: channel.clone(), language: language.clone(), from_ms, until_ms };
    Ok(Ask { by, program: program.clone(), sieve })
}

/// Refuses what cannot be an id or a word of ours, so that links need no escapes.
pub fn word(name: &str, value: &str) -> Result<(), ApiError> {
    let fine = !value.is_empty() && value.len() <= 64 && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
    if fine { Ok(()) } else { Err(ApiError::invalid(format!("`{name}` is an id: letters, digits, `-`, `_` and `.`"))) }
}

/// A day or a moment, in milliseconds since 1970; a day ends with its last moment where it is an end.
pub fn moment(name: &str, text: &Option<String>, end: bool) -> Result<Option<i64>, ApiError> {
    let Some(text) = text else { return Ok(None) };
    let wrong = || ApiError::invalid(format!("`{name}` is a day such as 2026-11-02 or a number of milliseconds since 1970"));
    if let Ok(ms) = text.parse::<i64>() {
        // The years up to 9999: what lies beyond is a mistake.
        return if (0..253_402_300_800_000).contains(&ms) { Ok(Some(ms)) } else { Err(wrong()) };
    }
    let day = text.parse::<jiff::civil::Date>().map_err(|_| wrong())?;
    let since = day.since(jiff::civil::date(1970, 1, 1)).map_err(|_| wrong())?;
    Ok(Some((i64::from(since.get_days()) + i64::from(end)) * DAY_MS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_moments_are_read() {
        let read = |text: &str| moment("from", &Some(text.to_owned()), false);
        assert_eq!(moment("until", &Some("2026-11-01".to_owned()), true).expect("a day"), Some(20_759 * DAY_MS));
        assert_eq!(read("2026-11-02").expect("a day"), Some(20_759 * DAY_MS));
        assert_eq!(read("1793610000000").expect("a moment"), Some(1_793_610_000_000));
        for wrong in ["", "yesterday", "2026-13-01", "-5", "99999999999999999"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_is_no_id_is_refused() {
        assert!(word("team", "0193-ab_c.d").is_ok());
        for wrong in ["", "a&b", "a b", "客服", &"a".repeat(65)] {
            assert!(word("team", wrong).is_err(), "{wrong}");
        }
    }
}
