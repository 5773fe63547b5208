//! The address of the conversations behind a figure: filters of `GET /api/conversations` that list exactly these.

use rapport_store::Sieve;

use super::ask::By;
use super::period::Period;

/// Filters under way. Values hold no character that needs an escape; see [`super::ask::word`].
#[derive(Clone, Debug)]
pub struct Link {
    sieve: Sieve,
    own: Vec<(&'static str, String)>,
}

impl Link {
    /// The conversations of a sieve.
    pub fn of(sieve: &Sieve) -> Link {
        Link { sieve: sieve.clone(), own: Vec::new() }
    }

    /// Those of one row.
    #[must_use]
    pub fn row(mut self, by: By, id: &str, period: Option<&Period>) -> Link {
        match by {
            By::Agent => self.sieve.agent = Some(id.to_owned()),
            By::Team => self.sieve.team = Some(id.to_owned()),
            By::Channel => self.sieve.channel = Some(id.to_owned()),
            By::Language => self.sieve.language = Some(id.to_owned()),
            By::Program | By::Day | By::Week | By::Month => {}
        }
        if let Some(period) = period {
            self.sieve.from_ms = Some(self.sieve.from_ms.map_or(period.from_ms, |from| from.max(period.from_ms)));
            self.sieve.until_ms = Some(self.sieve.until_ms.map_or(period.until_ms, |until| until.min(period.until_ms)));
        }
        self
    }

    /// Those that one more filter leaves.
    #[must_use]
    pub fn with(mut self, filter: &'static str, value: &str) -> Link {
        self.own.push((filter, value.to_owned()));
        self
    }

    /// `program=…&agent=…`
    pub fn address(&self) -> String {
        let Sieve { program, team, agent, channel, language, from_ms, until_ms } = &self.sieve;
        let mut parts = vec![format!("program={program}")];
        let words = [("team", team), ("agent", agent), ("channel", channel), ("language", language)];
        parts.extend(words.iter().filter_map(|(name, value)| value.as_ref().map(|value| format!("{name}={value}"))));
        let times = [("from", from_ms), ("until", until_ms)];
        parts.extend(times.iter().filter_map(|(name, value)| value.map(|value| format!("{name}={value}"))));
        parts.extend(self.own.iter().map(|(name, value)| format!("{name}={value}")));
        parts.join("&")
    }
}
