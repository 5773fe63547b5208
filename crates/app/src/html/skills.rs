//! Skills as a table: how many of their opportunities were taken, and how sure that rate is.

use maud::{Markup, html};

use crate::language::Lang;

/// A rate with its interval, over conversations or in one.
pub struct Rate {
    pub taken: u64,
    pub opportunities: u64,
    pub against: u64,
    /// 95 %, in thousandths.
    pub interval: (u16, u16),
}

impl From<&rapport_model::Skill> for Rate {
    fn from(skill: &rapport_model::Skill) -> Rate {
        Rate { taken: skill.taken.into(), opportunities: skill.opportunities.into(), against: skill.against.into(), interval: skill.interval }
    }
}

/// The table of one conversation's skills.
pub fn table(skills: &[rapport_model::Skill], lang: Lang) -> Markup {
    html! {
        table.skills {
            caption.hidden { (lang.pick("Opportunities taken by skill, with the 95 % interval", "各项技能把握的机会，附 95% 区间")) }
            (head(lang))
            tbody {
                @for skill in skills { (row(crate::report::skill_name(skill.skill, lang), &Rate::from(skill), lang)) }
            }
        }
    }
}

/// The head of a table of rates.
pub fn head(lang: Lang) -> Markup {
    html! {
        thead {
            tr {
                th scope="col" { (lang.pick("Skill", "技能")) }
                th.bar-cell scope="col" { span.hidden { (lang.pick("Interval as a bar", "区间图")) } span.ends aria-hidden="true" { span { "0" } span { "100 %" } } }
                th.number scope="col" { (lang.pick("taken", "把握")) }
                th.number scope="col" { "95 %" }
                th.number scope="col" { (lang.pick("against", "不当")) }
            }
        }
    }
}

/// One row: name, bar, counts.
pub fn row(name: &str, rate: &Rate, lang: Lang) -> Markup {
    html! {
        tr {
            th scope="row" { (name) }
            @if rate.opportunities > 0 {
                td.bar-cell { (bar(rate, None)) }
                td.number { (of(rate, lang)) }
                td.number { (interval(rate)) }
            } @else {
                td.none colspan="3" { (lang.pick("not called for", "没有机会")) }
            }
            td.number { @if rate.against > 0 { span.against { span aria-hidden="true" { "✗ " } (rate.against) } } @else { span.none { "–" } } }
        }
    }
}

/// `3 of 6`.
pub fn of(rate: &Rate, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{} of {}", rate.taken, rate.opportunities),
        Lang::Zh => format!("{} / {}", rate.taken, rate.opportunities),
    }
}

/// `18–82 %`, rounded outwards.
pub fn interval(rate: &Rate) -> String {
    format!("{}–{} %", rate.interval.0 / 10, rate.interval.1.div_ceil(10))
}

/// The interval from 0 to 100 % as a bar, with the rate as a dot on it, over the interval of a whole. The
/// numbers stand beside it.
pub fn bar(rate: &Rate, whole: Option<(u16, u16)>) -> Markup {
    let percent = |thousandths: u64| format!("{}.{}%", thousandths / 10, thousandths % 10);
    let (low, high) = (u64::from(rate.interval.0), u64::from(rate.interval.1));
    let dot = rate.taken.saturating_mul(1000) / rate.opportunities.max(1);
    html! {
        svg.bar width="100%" height="14" aria-hidden="true" focusable="false" {
            @if let Some((low, high)) = whole { rect.whole x=(percent(low.into())) y="0" width=(percent(u64::from(high.saturating_sub(low)))) height="14" {} }
            line.track x1="0" x2="100%" y1="7" y2="7" {}
            line.half x1="50%" x2="50%" y1="3" y2="11" {}
            rect.span x=(percent(low)) y="4" width=(percent(high.saturating_sub(low))) height="6" rx="3" {}
            circle.dot cx=(percent(dot)) cy="7" r="4.5" {}
        }
    }
}
