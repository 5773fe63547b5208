//! The list of a page's conversations, with what was counted in each.

use maud::{Markup, html};
use rapport_flow::Checked;
use rapport_model::Polarity;

use crate::language::Lang;
use crate::report::{Tally, View};

/// One line of the list.
pub struct Entry {
    id: String,
    good: usize,
    bad: usize,
    missed: usize,
    /// Highest intensity of an episode, 1–4.
    peak: Option<u8>,
}

impl Entry {
    /// The line of a conversation.
    pub fn of(checked: &Checked) -> Entry {
        let detection = &checked.detection;
        let count = |polarity| detection.findings.iter().filter(|finding| finding.polarity == polarity).count();
        Entry {
            id: checked.conversation.id.clone(),
            good: count(Polarity::Positive),
            bad: count(Polarity::Negative),
            missed: detection.opportunities.iter().filter(|opportunity| !opportunity.taken).count(),
            peak: detection.episodes.iter().map(|episode| episode.intensity).max(),
        }
    }
}

/// The list; nothing for a single conversation.
pub fn list(view: &View, entries: &[Entry], tally: &Tally, left_out: usize) -> Markup {
    let lang = view.lang;
    if entries.len() < 2 {
        return html! {};
    }
    html! {
        nav.contents id="contents" aria-labelledby="contents-title" {
            h2 id="contents-title" { (match lang {
                Lang::En => format!("{} conversations", tally.conversations()),
                Lang::Zh => format!("{} 段对话", tally.conversations()),
            }) }
            @if left_out > 0 {
                p.left-out { (message(lang, entries.len(), left_out)) }
            }
            ol {
                @for (at, entry) in entries.iter().enumerate() {
                    li {
                        a href={ "#c" (at + 1) } { (super::passage::plain(&entry.id)) }
                        span.tallies {
                            span.for { span aria-hidden="true" { "✓" } span.hidden { (lang.pick("for ", "得当 ")) } (entry.good) }
                            span.against { span aria-hidden="true" { "✗" } span.hidden { (lang.pick("against ", "不当 ")) } (entry.bad) }
                            span.missed { span aria-hidden="true" { "○" } span.hidden { (lang.pick("missed ", "错过 ")) } (entry.missed) }
                            @if let Some(peak) = entry.peak {
                                span.signal { span aria-hidden="true" { "▲" } span.hidden { (lang.pick("customer upset, intensity ", "客户情绪强度 ")) } (peak) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Says that not all conversations are shown.
pub fn message(lang: Lang, shown: usize, left_out: usize) -> String {
    match lang {
        Lang::En => format!("The first {shown} are shown here; {left_out} more were read and counted. rapport report sums them all up."),
        Lang::Zh => format!("此处只显示前 {shown} 段，另有 {left_out} 段已读取并计数。rapport report 可以汇总全部对话。"),
    }
}
