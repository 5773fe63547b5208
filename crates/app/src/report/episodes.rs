//! De-escalation in words: from when the customer was upset, what the agent did, whether it calmed.

use rapport_engine::Detection;
use rapport_model::Episode;

use super::{View, words};
use crate::language::Lang;
use crate::wrap::Rich;

/// Writes a line for each episode.
pub fn write(view: &View, detection: &Detection, out: &mut String) {
    for (at, episode) in detection.episodes.iter().enumerate() {
        let title = if at == 0 { view.lang.pick("de-escalation  ", "降温过程  ") } else { "" };
        let text = match view.lang {
            Lang::En => english(episode),
            Lang::Zh => chinese(episode),
        };
        Rich::new(title, view.palette.bold).plain(&text).write(out, "", "  ", view.width);
    }
}

fn english(e: &Episode) -> String {
    let mut parts = vec![format!("customer upset from turn {}", e.onset)];
    parts.push(if e.peak == e.onset { format!("intensity {}", e.intensity) } else { format!("peak {} at turn {}", e.intensity, e.peak) });
    let after = |ms: Option<i64>| ms.map_or(String::new(), |ms| format!(" ({} later)", words::clock(ms)));
    parts.push(match e.acknowledged {
        Some(turn) => format!("acknowledged turn {turn}{}", after(e.ms_to_acknowledgement)),
        None => "never acknowledged".to_owned(),
    });
    parts.extend(e.solving.map(|turn| format!("solving from turn {turn}")));
    parts.push(match e.recovered {
        Some(turn) => format!("calm at turn {turn}{}", after(e.ms_to_calm)),
        None => format!("not calm by turn {}", e.end),
    });
    parts.join(", ")
}

fn chinese(e: &Episode) -> String {
    let mut parts = vec![format!("客户从第 {} 轮起情绪激动", e.onset)];
    parts.push(if e.peak == e.onset { format!("强度 {}", e.intensity) } else { format!("第 {} 轮最高（{}）", e.peak, e.intensity) });
    let after = |ms: Option<i64>| ms.map_or(String::new(), |ms| format!("（{} 后）", words::clock(ms)));
    parts.push(match e.acknowledged {
        Some(turn) => format!("第 {turn} 轮得到回应{}", after(e.ms_to_acknowledgement)),
        None => "始终没有回应".to_owned(),
    });
    parts.extend(e.solving.map(|turn| format!("第 {turn} 轮开始解决")));
    parts.push(match e.recovered {
        Some(turn) => format!("第 {turn} 轮平静{}", after(e.ms_to_calm)),
        None => format!("到第 {} 轮仍未平静", e.end),
    });
    parts.join("，")
}
