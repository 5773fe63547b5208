//! What the customer's words say beside behaviours: emotions by turn, tension as a small line, reason, estimated satisfaction.

use maud::{Markup, html};
use rapport_model::{Emotion, Felt, Readings};

use super::notes::turn_link;
use crate::language::Lang;
use crate::reading_words as words;

/// The section; nothing where there is nothing to tell.
pub fn section(readings: &Readings, prefix: &str, lang: Lang) -> Markup {
    let feels = words::shows_emotion(readings);
    if !feels && readings.reason.is_none() && readings.satisfaction.is_none() {
        return html! {};
    }
    let id = format!("{prefix}-readings");
    html! {
        section.readings aria-labelledby={ (prefix) "-title " (id) } {
            h3 id=(id) { (lang.pick("The customer, by words alone", "从用语看客户")) }
            dl.table {
                @if feels {
                    div { dt { (lang.pick("emotions", "情绪")) } dd { (emotions(readings, prefix, lang)) } }
                    @if words::peak(&readings.felt).is_some() {
                        div { dt { (lang.pick("tension, smoothed", "平滑紧张度")) } dd { (line(&readings.felt, prefix, lang)) small { (words::tension(&readings.felt, lang)) } } }
                    }
                }
                @if let Some(reason) = &readings.reason {
                    div { dt { (lang.pick("reason", "来访原因")) } dd { (words::reason_of(reason, lang)) } }
                }
                @if let Some(satisfaction) = readings.satisfaction {
                    div { dt { (lang.pick("satisfaction", "满意度")) } dd { (words::satisfaction(satisfaction, lang)) } }
                }
            }
            p.together { (lang.pick(
                "Learned from labelled conversations. Satisfaction is an estimate, never the answer to a survey; nothing is read of agents.",
                "从标注对话中学到。满意度是估计值，不是问卷结果；对坐席不作任何此类判读。",
            )) }
        }
    }
}

fn emotions(readings: &Readings, prefix: &str, lang: Lang) -> Markup {
    html! {
        ul.emotions {
            @for stretch in words::stretches(&readings.felt) {
                li.negative[stretch.emotion.is_negative()] {
                    (words::emotion(stretch.emotion, lang)) " " (stretch.intensity) " " (turn_link(prefix, stretch.turns.0, lang))
                }
            }
        }
    }
}

const HEIGHT: u32 = 32;

/// Tension over the customer's turns, 0 at the bottom; its title says the same in words.
fn line(felt: &[Felt], prefix: &str, lang: Lang) -> Markup {
    let label = format!("{prefix}-smoothed");
    let last = felt.len().saturating_sub(1).max(1);
    let y = |felt: &Felt| HEIGHT - 2 - u32::from(felt.tension.min(1000)) * (HEIGHT - 4) / 1000;
    let points: Vec<String> = felt.iter().enumerate().map(|(at, felt)| format!("{},{}", at * 1000 / last, y(felt))).collect();
    html! {
        svg.spark viewBox={ "0 0 1000 " (HEIGHT) } preserveAspectRatio="none" width="100%" height=(HEIGHT) role="img" aria-labelledby=(label) focusable="false" {
            title id=(label) { (in_words(felt, lang)) }
            line.grid x1="0" x2="1000" y1=(HEIGHT - 2) y2=(HEIGHT - 2) vector-effect="non-scaling-stroke" {}
            polyline.run points=(points.join(" ")) fill="none" vector-effect="non-scaling-stroke" {}
        }
    }
}

fn in_words(felt: &[Felt], lang: Lang) -> String {
    let shown = felt.iter().filter(|felt| felt.emotion != Emotion::Neutral).count();
    let all = felt.len();
    match lang {
        Lang::En => format!("Tension smoothed over {all} customer turns, {shown} of them with an emotion: {}", words::tension(felt, lang)),
        Lang::Zh => format!("按客户轮次平滑的紧张程度，共 {all} 轮，其中 {shown} 轮有情绪：{}", words::tension(felt, lang)),
    }
}
