//! What the customer's words say beside behaviours: emotions, tension, reason of the contact, estimated satisfaction.

use rapport_model::Readings;

use super::View;
use crate::reading_words as words;
use crate::wrap::{Rich, width};

/// So many stretches of emotion are told, unless all is asked for.
const STRETCHES: usize = 6;

/// Writes a line each; nothing where there is nothing to tell.
pub fn write(view: &View, readings: &Readings, out: &mut String) {
    let lang = view.lang;
    let mut lines: Vec<(&str, String)> = Vec::new();
    if words::shows_emotion(readings) {
        let all = words::stretches(&readings.felt);
        let limit = if view.full { usize::MAX } else { STRETCHES };
        let mut told: Vec<String> = all.iter().take(limit).map(|stretch| words::stretch(stretch, lang)).collect();
        if all.len() > limit {
            told.push("…".to_owned());
        }
        lines.push((lang.pick("customer", "客户情绪"), told.join(lang.pick(", ", "，"))));
        if words::peak(&readings.felt).is_some() {
            lines.push((lang.pick("tension", "紧张程度"), format!("{}  {}", words::blocks(&readings.felt), words::tension(&readings.felt, lang))));
        }
    }
    lines.extend(readings.reason.as_ref().map(|reason| (lang.pick("reason", "来访原因"), words::reason_of(reason, lang))));
    lines.extend(readings.satisfaction.map(|satisfaction| (lang.pick("satisfaction", "满意度"), words::satisfaction(satisfaction, lang))));
    let wide = lines.iter().map(|(title, _)| width(title)).max().unwrap_or(0) + 2;
    for (title, text) in lines {
        let gap = " ".repeat(wide - width(title));
        Rich::new(title, view.palette.bold).plain(&gap).plain(&text).write(out, "", "  ", view.width);
    }
}
