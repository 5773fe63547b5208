//! The notes beside a turn, and the moments after it that nobody took.

use maud::{Markup, html};
use rapport_flow::Checked;
use rapport_model::{Detector, Finding, Opportunity, Polarity};

use super::passage::{class, plain};
use crate::language::Lang;
use crate::report::notes::{Annotations, reason};
use crate::report::{View, words};
use crate::screen;

/// Where a note belongs.
pub struct Place<'a> {
    pub view: &'a View<'a>,
    pub checked: &'a Checked,
    /// Prefix of the conversation's anchors, such as `c1`.
    pub prefix: &'a str,
    /// The turn's anchor, such as `c1-t5`.
    pub anchor: &'a str,
}

impl Place<'_> {
    /// The findings of a turn, each to be opened for why, what to say and the rule.
    pub fn findings(&self, own: &Annotations) -> Markup {
        if own.judged.is_empty() && own.signals.is_empty() {
            return html! {};
        }
        html! {
            ul.notes {
                @for (letter, finding) in own.judged.iter().chain(&own.signals) {
                    li.(class(finding.polarity)) { (self.finding(*letter, finding, own.instead.get(finding.id.as_str()).copied())) }
                }
            }
        }
    }

    fn finding(&self, letter: Option<char>, finding: &Finding, instead: Option<&str>) -> Markup {
        let (view, lang) = (self.view, self.view.lang);
        // Two findings of one place share its letter; an anchor stands once.
        let first = |letter: char| {
            self.checked
                .detection
                .findings
                .iter()
                .find(|other| other.turn == finding.turn && other.span == finding.span && other.polarity == finding.polarity)
                .is_some_and(|other| other.id == finding.id)
                .then(|| format!("{}{letter}", self.anchor))
        };
        let answers = self.checked.detection.opportunities.iter().find(|opportunity| opportunity.taken && opportunity.finding.as_ref() == Some(&finding.id));
        let against = finding.polarity == Polarity::Negative;
        html! {
            details.note id=[letter.and_then(first)] open[against] {
                summary {
                    span.sign aria-hidden="true" { (screen::mark(finding.polarity.as_str())) }
                    span.hidden { (kind(finding.polarity, lang)) }
                    @if let Some(letter) = letter { span.letter { (letter) } " " }
                    span.name { (view.name(&finding.behaviour)) }
                    @if let Some(level) = finding.level { span.level { (level_of(level, lang)) } }
                    @if finding.hint { span.level { (words::hint(lang)) } }
                }
                dl {
                    dt { (lang.pick("why", "原因")) } dd { (plain(&reason(view, finding))) }
                    @if let Some(say) = instead {
                        dt { (lang.pick("say instead", "可以说")) } dd.say { (quoted(say)) }
                    }
                    @if let Some(opportunity) = answers {
                        dt { (lang.pick("answers", "回应")) } dd { (self.turn(opportunity.turn)) }
                    }
                    dt { @if finding.detector == Detector::Model { (lang.pick("model", "模型")) } @else { (lang.pick("rule", "规则")) } } dd { code { (finding.cue) } " · " (sure(finding.confidence, lang)) }
                }
            }
        }
    }

    /// What the turn called for and nobody did.
    pub fn missed(&self, own: &Annotations) -> Markup {
        let (view, lang) = (self.view, self.view.lang);
        let all: Vec<(&Opportunity, Option<&str>)> = own.missed.iter().copied().chain(own.also_missed.iter().map(|opportunity| (*opportunity, None))).collect();
        if all.is_empty() {
            return html! {};
        }
        html! {
            li.ghost {
                p.ghost-title { span.sign aria-hidden="true" { "○" } (lang.pick("Missed after this", "此后错过")) }
                ul {
                    @for (opportunity, say) in all {
                        li.missed {
                            details.note {
                                summary { span.name { (view.name(&opportunity.behaviour)) } }
                                dl {
                                    @if let Some(definition) = view.library.behaviour(&opportunity.behaviour).map(|rule| lang.text(&rule.definition)) {
                                        dt { (lang.pick("what", "内容")) } dd { (definition) }
                                    }
                                    @if let Some(say) = say {
                                        dt { (lang.pick("could say", "可以说")) } dd.say { (quoted(say)) }
                                    }
                                    dt { (lang.pick("searched", "范围")) } dd { (words::searched(opportunity, lang)) }
                                    dt { (lang.pick("behaviour", "行为")) } dd { code { (opportunity.behaviour) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// A link to a turn.
    pub fn turn(&self, turn: u32) -> Markup {
        turn_link(self.prefix, turn, self.view.lang)
    }
}

/// A link to a turn of a conversation.
pub fn turn_link(prefix: &str, turn: u32, lang: Lang) -> Markup {
    let text = match lang {
        Lang::En => format!("turn {turn}"),
        Lang::Zh => format!("第 {turn} 轮"),
    };
    html! { a.turn-link href={ "#" (prefix) "-t" (turn) } { (text) } }
}

fn kind(polarity: Polarity, lang: Lang) -> &'static str {
    match polarity {
        Polarity::Positive => lang.pick("for: ", "得当："),
        Polarity::Negative => lang.pick("against: ", "不当："),
        Polarity::Neutral => lang.pick("customer signal: ", "客户信号："),
    }
}

fn level_of(level: u8, lang: Lang) -> String {
    match lang {
        Lang::En => format!("level {level}"),
        Lang::Zh => format!("{level} 级"),
    }
}

fn sure(confidence: u8, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{confidence} % sure"),
        Lang::Zh => format!("把握 {confidence}%"),
    }
}

/// A phrase in quotation marks.
fn quoted(phrase: &str) -> String {
    format!("“{phrase}”")
}
