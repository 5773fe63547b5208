//! The transcript: turns, what happened beside the words, and what was missed between turns.

use maud::{Markup, html};
use rapport_flow::Checked;
use rapport_model::{Event, Party};
use rapport_text::Language;

use super::notes::Place;
use super::passage;
use crate::language::Lang;
use crate::report::notes::{Annotations, annotations};
use crate::report::{View, words};

/// All turns of a conversation.
pub fn list(view: &View, prefix: &str, checked: &Checked) -> Markup {
    let all = annotations(view, checked);
    let turns = &checked.conversation.turns;
    let mut events = checked.conversation.events.iter().filter(|event| event.start_ms.is_some()).peekable();
    html! {
        ol.transcript {
            @for (at, (turn, own)) in turns.iter().zip(&all).enumerate() {
                @while let Some(event) = events.next_if(|event| turn.start_ms.is_some() && event.start_ms <= turn.start_ms) {
                    (happened(event, view.lang))
                }
                (said(view, prefix, checked, at, own))
                (place(view, prefix, checked, &anchor(prefix, at)).missed(own))
            }
            @for event in events { (happened(event, view.lang)) }
        }
    }
}

fn anchor(prefix: &str, at: usize) -> String {
    format!("{prefix}-t{at}")
}

fn place<'a>(view: &'a View, prefix: &'a str, checked: &'a Checked, anchor: &'a str) -> Place<'a> {
    Place { view, checked, prefix, anchor }
}

fn said(view: &View, prefix: &str, checked: &Checked, at: usize, own: &Annotations) -> Markup {
    let turn = &checked.conversation.turns[at];
    let anchor = anchor(prefix, at);
    let role = match turn.party {
        Party::Customer => "customer",
        Party::Agent | Party::Supervisor => "agent",
        _ => "other",
    };
    let silent = own.judged.is_empty() && own.signals.is_empty();
    let name = |letter: char| {
        let all = own.judged.iter().chain(&own.signals).filter(|(of, _)| *of == Some(letter));
        all.map(|(_, finding)| view.name(&finding.behaviour)).collect::<Vec<_>>().join(view.lang.pick(", ", "、"))
    };
    let said = match checked.detection.languages.get(at) {
        Some(Language::English) => Some("en"),
        Some(Language::Chinese) => Some("zh-Hans"),
        _ => None,
    };
    html! {
        li.turn.(role).silent[silent] id=(anchor) {
            p.who {
                span.party { (passage::plain(words::party(&turn.party, view.lang))) }
                span.where {
                    span.hidden { (view.lang.pick("turn ", "轮次 ")) } (at)
                    @if let Some(ms) = turn.start_ms { span.at { (words::clock(ms)) } }
                }
            }
            p.said lang=[said] { (passage::marked(&turn.text, &own.marks, &anchor, &name)) }
            (place(view, prefix, checked, &anchor).findings(own))
        }
    }
}

fn happened(event: &Event, lang: Lang) -> Markup {
    let lasted = match (event.start_ms, event.end_ms) {
        (Some(start), Some(end)) if end > start => Some(words::clock(end - start)),
        _ => None,
    };
    html! {
        li.event {
            span { (words::event(event.kind, lang)) @if let Some(lasted) = lasted { " " (lasted) } }
        }
    }
}
