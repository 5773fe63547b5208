//! De-escalation episodes in words, with links to their turns.

use maud::{Markup, html};
use rapport_model::Episode;

use super::notes::turn_link;
use crate::language::Lang;
use crate::report::words;

/// One entry for each episode.
pub fn list(episodes: &[Episode], prefix: &str, lang: Lang) -> Markup {
    html! {
        ul.episodes {
            @for episode in episodes { li { (steps(episode, prefix, lang)) } }
        }
    }
}

fn steps(e: &Episode, prefix: &str, lang: Lang) -> Markup {
    let link = |turn| turn_link(prefix, turn, lang);
    let strength = match lang {
        Lang::En => format!("intensity {} of 4", e.intensity),
        Lang::Zh => format!("强度 {}（最高 4）", e.intensity),
    };
    html! {
        dl.steps {
            div { dt { (lang.pick("Upset", "激动")) } dd { (link(e.onset)) small { (strength) @if e.peak != e.onset { (lang.pick(", at ", "，")) (link(e.peak)) } } } }
            div.gap[e.acknowledged.is_none()] {
                dt { (lang.pick("Acknowledged", "得到回应")) }
                dd { @match e.acknowledged { Some(turn) => { (link(turn)) (later(e.ms_to_acknowledgement, lang)) }, None => (lang.pick("never", "始终没有")) } }
            }
            div.gap[e.solving.is_none()] {
                dt { (lang.pick("Solving", "开始解决")) }
                dd { @match e.solving { Some(turn) => (link(turn)), None => (lang.pick("not begun", "没有开始")) } }
            }
            div.gap[e.recovered.is_none()] {
                dt { (lang.pick("Calm", "平静")) }
                dd { @match e.recovered { Some(turn) => { (link(turn)) (later(e.ms_to_calm, lang)) }, None => { (lang.pick("not by ", "到此仍未平静：")) (link(e.end)) } } }
            }
        }
    }
}

fn later(ms: Option<i64>, lang: Lang) -> Markup {
    html! {
        @if let Some(ms) = ms {
            small { (match lang {
                Lang::En => format!("{} later", words::clock(ms)),
                Lang::Zh => format!("{} 后", words::clock(ms)),
            }) }
        }
    }
}
