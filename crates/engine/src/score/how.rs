//! How the machine answers an item: rates, presence, limits, dosage, balance, facts of the source.

use std::sync::Arc;

use rapport_model::{ALL, EventKind, Polarity};
use serde_saphyr::Spanned;

use super::card::Check;
use super::file::HowFile;

/// One way to answer.
#[derive(Clone, Debug)]
pub(super) enum How {
    Rate(Rate),
    Present { any: Vec<Arc<str>>, level: u8, event: Option<EventKind>, otherwise: Otherwise },
    Limit { any: Vec<Arc<str>>, allowed: u32, each: u32 },
    Dosage { any: Vec<Arc<str>>, from: u32, to: u32 },
    Balance { good: Vec<Arc<str>>, bad: Vec<Arc<str>>, bands: Vec<(u16, u16)> },
    Event(EventKind),
    Resolved,
    ResultCode,
    Masked(Vec<Arc<str>>),
}

/// `rate`.
#[derive(Clone, Debug)]
pub(super) struct Rate {
    pub of: Vec<Arc<str>>,
    pub or: Vec<Arc<str>>,
    /// Those of `of` that an event calls for: what the agent said just before it counts too.
    pub by_event: Vec<Arc<str>>,
    pub called_for: Option<CalledFor>,
    pub bands: Vec<(u16, u16)>,
}

/// What more calls for it.
#[derive(Clone, Debug)]
pub(super) struct CalledFor {
    pub any: Vec<Arc<str>>,
    pub level: u8,
    pub within: u32,
}

/// The answer when nothing was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Otherwise {
    No,
    Open,
    NotApplicable,
}

impl How {
    pub(super) fn compile(how: &Spanned<HowFile>, check: &mut Check) -> How {
        match &how.value {
            HowFile::Rate(file) => {
                let called_for =
                    file.called_for.as_ref().map(|called| CalledFor { any: check.behaviours(&called.any), level: called.level.unwrap_or(0), within: called.within.value });
                if called_for.as_ref().is_some_and(|called| called.within == 0) {
                    check.errors.at(how, "`within` counts agent turns: write 1 or more".into());
                }
                let opens = |id: &Spanned<String>| check.library.behaviour(&id.value).is_none_or(|rule| rule.opportunity.is_some());
                if file.of.is_empty() && file.or.is_empty() {
                    check.errors.at(how, "name the behaviours that take the opportunity: `of` (their own opportunities count) or `or`".into());
                }
                if called_for.is_none() && !file.of.iter().any(opens) {
                    check.errors.at(how, "none of these behaviours has opportunities of its own: say what calls for it with `called_for`, or ask for `present`".into());
                }
                let by_event = |id: &&Spanned<String>| check.library.behaviour(&id.value).and_then(|rule| rule.opportunity.as_ref()).is_some_and(|rule| rule.on.event.is_some());
                let by_event = file.of.iter().filter(by_event).map(|id| id.value.as_str().into()).collect();
                How::Rate(Rate { of: check.behaviours(&file.of), or: check.behaviours(&file.or), by_event, called_for, bands: check.bands(how, &file.bands) })
            }
            HowFile::Present(file) => {
                let otherwise = match file.otherwise.as_ref().map(|word| (word, word.value.as_str())) {
                    None | Some((_, "no")) => Otherwise::No,
                    Some((_, "open")) => Otherwise::Open,
                    Some((_, "na")) => Otherwise::NotApplicable,
                    Some((word, other)) => {
                        check.errors.at(word, format!("`otherwise` is no, open or na, not `{other}`"));
                        Otherwise::No
                    }
                };
                let event = file.event.as_ref().and_then(|name| event(name, check));
                How::Present { any: check.behaviours(&file.any), level: file.level.unwrap_or(0), event, otherwise }
            }
            HowFile::Absent(file) => How::Limit { any: check.behaviours(&file.any), allowed: 0, each: 100 },
            HowFile::Limit(file) => {
                if !(1..=100).contains(&file.each.value) {
                    check.errors.at(&file.each, "`each` is the share of the points that one more costs, in percent: 1 to 100".into());
                }
                How::Limit { any: check.behaviours(&file.any), allowed: file.allowed, each: file.each.value }
            }
            HowFile::Dosage(file) => {
                if file.from.value == 0 || file.from.value > file.to.value {
                    check.errors.at(&file.from, "a dosage goes from 1 or more to as many or more: write {from: 1, to: 4}".into());
                }
                How::Dosage { any: check.behaviours(&file.any), from: file.from.value, to: file.to.value }
            }
            HowFile::Balance(file) => How::Balance { good: check.behaviours(&file.r#for), bad: check.behaviours(&file.against), bands: check.bands(how, &file.bands) },
            HowFile::Event(name) => event(name, check).map_or(How::ResultCode, How::Event),
            HowFile::Outcome(name) => match name.value.as_str() {
                "resolved" => How::Resolved,
                "result_code" => How::ResultCode,
                other => {
                    check.errors.at(name, format!("`{other}` is nothing the outcome says: resolved or result_code"));
                    How::ResultCode
                }
            },
            HowFile::Masked(file) => {
                for kind in file.any.iter().filter(|kind| kind.value.is_empty() || !kind.value.bytes().all(|byte| byte.is_ascii_uppercase())) {
                    check.errors.at(kind, format!("`{}` is no kind of masked value: write it as in redacted text, such as CVV", kind.value));
                }
                How::Masked(file.any.iter().map(|kind| kind.value.as_str().into()).collect())
            }
        }
    }

    /// Whether it asks the source and not what was said.
    pub(super) fn is_of_source(&self) -> bool {
        matches!(self, How::Event(_) | How::Resolved | How::ResultCode)
    }
}

/// The share of the points for so many of so many, in basis points: the highest band that is reached, or the
/// proportion where there are no bands.
pub(super) fn banded(done: u32, of: u32, bands: &[(u16, u16)]) -> u16 {
    let (done, of) = (u64::from(done), u64::from(of.max(1)));
    let reached = |from: &&(u16, u16)| done * u64::from(ALL) >= u64::from(from.0) * of;
    match bands.iter().rev().find(reached) {
        Some((_, share)) => *share,
        None if bands.is_empty() => ((done * u64::from(ALL) + of / 2) / of).min(u64::from(ALL)) as u16,
        None => 0,
    }
}

/// The share for so many findings where `allowed` cost nothing and each one more `each` percent.
pub(super) fn limited(count: u32, allowed: u32, each: u32) -> u16 {
    let cost = u64::from(count.saturating_sub(allowed)) * u64::from(each) * 100;
    u64::from(ALL).saturating_sub(cost) as u16
}

/// The share for so many findings where `from` to `to` are right: fewer earn their proportion, more lose it.
pub(super) fn dosed(count: u32, from: u32, to: u32) -> u16 {
    match count {
        count if count < from => banded(count, from, &[]),
        count if count > to => banded(to, count, &[]),
        _ => ALL,
    }
}

/// Findings that may count for an item.
pub(super) fn speaks_for(polarity: Polarity) -> bool {
    polarity != Polarity::Negative
}

/// Findings that may count against an item.
pub(super) fn speaks_against(polarity: Polarity) -> bool {
    polarity != Polarity::Positive
}

fn event(name: &Spanned<String>, check: &mut Check) -> Option<EventKind> {
    let kind = EventKind::parse(&name.value);
    if kind.is_none() {
        check.errors.at(name, format!("`{}` is no event: hold, transfer, silence, overlap, recording_notice or hangup", name.value));
    }
    kind
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_opportunity_is_yes_or_no_and_more_are_a_proportion() {
        assert_eq!((banded(0, 1, &[]), banded(1, 1, &[])), (0, 10_000));
        assert_eq!((banded(1, 2, &[]), banded(2, 3, &[]), banded(1, 3, &[])), (5_000, 6_667, 3_333));
    }

    #[test]
    fn bands_are_reached_from_below() {
        let bands = [(0, 0), (5_000, 5_000), (8_000, 10_000)];
        let at = |done, of| banded(done, of, &bands);
        assert_eq!((at(0, 3), at(1, 3), at(1, 2), at(2, 3), at(3, 4), at(4, 5), at(5, 5)), (0, 0, 5_000, 5_000, 5_000, 10_000, 10_000));
    }

    #[test]
    fn limits_and_dosage_never_leave_the_scale() {
        assert_eq!((limited(0, 0, 50), limited(1, 0, 50), limited(2, 0, 50), limited(9, 0, 50), limited(2, 1, 50)), (10_000, 5_000, 0, 0, 5_000));
        assert_eq!((dosed(0, 1, 4), dosed(1, 1, 4), dosed(4, 1, 4), dosed(8, 1, 4), dosed(1, 2, 3)), (0, 10_000, 10_000, 5_000, 5_000));
        assert_eq!(limited(u32::MAX, 0, 100), 0);
    }
}
