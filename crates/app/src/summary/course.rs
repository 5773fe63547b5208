//! De-escalation over many conversations: onset, peak, time to acknowledgement, calm.

use std::collections::BTreeMap;

use rapport_model::Episode;

/// Counts of whole numbers, from which any quantile can be read; as long as its largest range, not as its input.
#[derive(Clone, Debug, Default)]
pub struct Counts(BTreeMap<u32, u64>);

impl Counts {
    /// Larger numbers are counted as this: a day in seconds.
    const MOST: u32 = 86_400;

    fn add(&mut self, value: u32) {
        *self.0.entry(value.min(Self::MOST)).or_default() += 1;
    }

    /// How many were counted.
    pub fn count(&self) -> u64 {
        self.0.values().sum()
    }

    /// The lower median; `None` when nothing was counted.
    pub fn median(&self) -> Option<u32> {
        let half = self.count().div_ceil(2);
        let mut seen = 0;
        self.0.iter().find_map(|(value, count)| {
            seen += count;
            (seen >= half && half > 0).then_some(*value)
        })
    }
}

/// All episodes under way.
#[derive(Clone, Debug, Default)]
pub struct Course {
    /// Conversations with an episode.
    pub conversations: u64,
    pub episodes: u64,
    /// Episodes by their highest intensity, 1–4.
    pub peaks: [u64; 4],
    pub acknowledged: u64,
    pub solving: u64,
    pub calm: u64,
    /// Customer turn at which it began, from 0.
    pub onset: Counts,
    /// Turns from onset to the agent's acknowledgement.
    pub turns_to_acknowledgement: Counts,
    pub seconds_to_acknowledgement: Counts,
    /// Customer turns from onset to calm.
    pub turns_to_calm: Counts,
    pub seconds_to_calm: Counts,
}

impl Course {
    /// The episodes of one conversation.
    pub fn of(episodes: &[Episode]) -> Course {
        let mut course = Course { conversations: u64::from(!episodes.is_empty()), ..Course::default() };
        for episode in episodes {
            course.episodes += 1;
            course.peaks[usize::from(episode.intensity.clamp(1, 4)) - 1] += 1;
            course.acknowledged += u64::from(episode.acknowledged.is_some());
            course.solving += u64::from(episode.solving.is_some());
            course.calm += u64::from(episode.recovered.is_some());
            course.onset.add(episode.onset);
            episode.acknowledged.into_iter().for_each(|turn| course.turns_to_acknowledgement.add(turn.saturating_sub(episode.onset)));
            episode.turns_to_calm.into_iter().for_each(|turns| course.turns_to_calm.add(turns));
            let seconds = |ms: i64| u32::try_from(ms.max(0) / 1000).unwrap_or(u32::MAX);
            episode.ms_to_acknowledgement.into_iter().for_each(|ms| course.seconds_to_acknowledgement.add(seconds(ms)));
            episode.ms_to_calm.into_iter().for_each(|ms| course.seconds_to_calm.add(seconds(ms)));
        }
        course
    }

    /// Adds those of another.
    pub fn add(&mut self, other: &Course) {
        let sums = [
            (&mut self.conversations, other.conversations),
            (&mut self.episodes, other.episodes),
            (&mut self.acknowledged, other.acknowledged),
            (&mut self.solving, other.solving),
            (&mut self.calm, other.calm),
        ];
        sums.into_iter().for_each(|(sum, count)| *sum += count);
        self.peaks.iter_mut().zip(other.peaks).for_each(|(sum, count)| *sum += count);
        let counts = [
            (&mut self.onset, &other.onset),
            (&mut self.turns_to_acknowledgement, &other.turns_to_acknowledgement),
            (&mut self.seconds_to_acknowledgement, &other.seconds_to_acknowledgement),
            (&mut self.turns_to_calm, &other.turns_to_calm),
            (&mut self.seconds_to_calm, &other.seconds_to_calm),
        ];
        for (own, theirs) in counts {
            theirs.0.iter().for_each(|(value, count)| *own.0.entry(*value).or_default() += count);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_a_value_that_was_counted() {
        let mut counts = Counts::default();
        assert_eq!(counts.median(), None);
        [9, 1, 4, 4, 200_000].into_iter().for_each(|value| counts.add(value));
        assert_eq!((counts.median(), counts.count()), (Some(4), 5));
        counts.add(0);
        assert_eq!(counts.median(), Some(4));
        [0, 0].into_iter().for_each(|value| counts.add(value));
        assert_eq!(counts.median(), Some(1));
    }
}
