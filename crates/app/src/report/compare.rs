//! What a new version of a scorecard would change, for people.

use rapport_engine::Scorecard;
use rapport_model::Answer;

use super::{View, item, words};
use crate::compare::{Changes, Compared, ItemChanges};
use crate::language::Lang;
use crate::wrap::{Rich, pad};

/// The comparison over all conversations.
pub fn compare(view: &View, old: &Scorecard, new: &Scorecard, changes: &Changes) -> String {
    let (palette, lang) = (&view.palette, view.lang);
    let mut out = String::new();
    let form = |card: &Scorecard| match lang {
        Lang::En => format!("{} version {}", card.id, card.version),
        Lang::Zh => format!("{} 第 {} 版", card.id, card.version),
    };
    let title = format!("{} → {}", form(old), form(new));
    let counted = match lang {
        Lang::En => format!("  {} conversations, {} scored by both ({} by the old, {} by the new)", changes.read, changes.both, changes.scored[0], changes.scored[1]),
        Lang::Zh => format!("  共 {} 段对话，两版均评分 {} 段（旧版 {}，新版 {}）", changes.read, changes.both, changes.scored[0], changes.scored[1]),
    };
    Rich::new(&title, palette.bold).and(&counted, palette.dim).write(&mut out, "", "  ", view.width);
    if let (Some(before), Some(after)) = (changes.means[0].mean(), changes.means[1].mean()) {
        let (before, after) = (i64::from(before), i64::from(after));
        let interval = changes.change.interval().map_or(String::new(), |(low, high)| match lang {
            Lang::En => format!(", 95 % interval {} to {}", signed(i64::from(low)), signed(i64::from(high))),
            Lang::Zh => format!("，95% 区间 {} 至 {}", signed(i64::from(low)), signed(i64::from(high))),
        });
        let same = changes.both - changes.rise - changes.fall;
        let text = match lang {
            Lang::En => {
                format!("mean score {} → {} ({}{interval}); {} rise, {} fall, {same} stay", points(before), points(after), signed(after - before), changes.rise, changes.fall)
            }
            Lang::Zh => format!("平均分 {} → {}（{}{interval}）；上升 {}，下降 {}，不变 {same}", points(before), points(after), signed(after - before), changes.rise, changes.fall),
        };
        Rich::default().plain(&text).write(&mut out, "", "  ", view.width);
    }
    for ((from, to), count) in &changes.flips {
        let text = match lang {
            Lang::En => format!("{count} from {} to {}", words::standing(*from, lang), words::standing(*to, lang)),
            Lang::Zh => format!("{count} 段由{}变为{}", words::standing(*from, lang), words::standing(*to, lang)),
        };
        Rich::default().plain(&text).write(&mut out, "  ", "    ", view.width);
    }
    items(view, old, new, changes, &mut out);
    largest(view, old, new, changes, &mut out);
    out
}

fn items(view: &View, old: &Scorecard, new: &Scorecard, changes: &Changes, out: &mut String) {
    let (palette, lang) = (&view.palette, view.lang);
    let changed: Vec<&ItemChanges> = changes.items.iter().filter(|item| view.full || item.differs > 0 || item.effect != 0).collect();
    out.push('\n');
    if changed.is_empty() {
        out.push_str(lang.pick("no item is answered or weighed differently\n", "各项作答与权重均无变化\n"));
        return;
    }
    let title = lang.pick("items", "项目");
    let heading =
        lang.pick("  effect on the mean score, mean answer in percent, times answered, conversations that differ", "　对平均分的影响、平均得分率、作答次数、有差异的对话数");
    Rich::new(title, palette.bold).and(heading, palette.dim).write(out, "", "  ", view.width);
    let ids = changed.iter().map(|item| item.item.len()).max().unwrap_or(0);
    for item in changed {
        let effect = mean_signed(item.effect, changes.both);
        let side = |at: usize| mean(item.shares[at], item.answered[at]).map_or("–".to_owned(), points);
        let facts = match lang {
            Lang::En => format!("{} → {}, n {} → {}, {} differ", side(0), side(1), item.answered[0], item.answered[1], item.differs),
            Lang::Zh => format!("{} → {}，n {} → {}，{} 段不同", side(0), side(1), item.answered[0], item.answered[1], item.differs),
        };
        let state = match (old.item(&item.item), new.item(&item.item)) {
            (None, _) => lang.pick("  new", "　新增"),
            (_, None) => lang.pick("  removed", "　删除"),
            _ => "",
        };
        let style = if effect < 0 { palette.bad } else { palette.good };
        Rich::new(&pad(&item.item, ids), palette.bold)
            .and(&format!("  {:>6}", signed(effect)), if effect == 0 { palette.dim } else { style })
            .plain("  ")
            .plain(&facts)
            .and(state, palette.missed)
            .write(out, "  ", "      ", view.width);
    }
}

fn largest(view: &View, old: &Scorecard, new: &Scorecard, changes: &Changes, out: &mut String) {
    let (palette, lang) = (&view.palette, view.lang);
    if changes.largest.is_empty() {
        return;
    }
    out.push('\n');
    Rich::new(lang.pick("largest changes", "变化最大的对话"), palette.bold).write(out, "", "  ", view.width);
    for one in &changes.largest {
        let change = one.difference.score.unwrap_or(0);
        let style = if change < 0 { palette.bad } else { palette.good };
        let scores = one.scores.map(|score| score.map_or("–".to_owned(), |score| points(i64::from(score))));
        let line = Rich::new(&format!("{:>6}", signed(i64::from(change))), style).plain(&format!("  {} → {}  ", scores[0], scores[1])).and(&one.conversation, palette.bold);
        line.and(&format!("  {}", one.source), palette.dim).write(out, "  ", "          ", view.width);
        if let Some(text) = cause(one, old, new, lang) {
            Rich::new(&text, palette.dim).write(out, "          ", "            ", view.width);
        }
    }
}

/// The item that did most: `hold: no → not applicable (−3.2)`.
fn cause(one: &Compared, old: &Scorecard, new: &Scorecard, lang: Lang) -> Option<String> {
    let item = one.difference.cause()?;
    let file = new.item(&item.item).or_else(|| old.item(&item.item))?;
    let answer = |answer: &Option<Answer>| match answer {
        None => lang.pick("not in the form", "表中没有").to_owned(),
        Some(Answer::Share(share)) => format!("{} %", points(i64::from(*share))),
        Some(Answer::NotApplicable(_)) => lang.pick("not applicable", "不适用").to_owned(),
        Some(Answer::Open(_)) => lang.pick("open", "待人工作答").to_owned(),
    };
    let [before, after] = item.weights;
    let weight = match lang {
        _ if before == after || item.old.is_none() || item.new.is_none() => String::new(),
        Lang::En => format!(", weight {before} → {after}"),
        Lang::Zh => format!("，权重 {before} → {after}"),
    };
    let text = format!("{} → {}{weight} ({})", answer(&item.old), answer(&item.new), signed(i64::from(item.effect)));
    Some(format!("{} [{}]{}{text}", lang.text(&file.text), item.item, lang.pick(": ", "：")))
}

/// Basis points as percent with one decimal.
fn points(share: i64) -> String {
    item::tenths(share.unsigned_abs() * 100)
}

fn signed(share: i64) -> String {
    let text = points(share);
    match share {
        _ if text == "0" => "±0".to_owned(),
        share if share < 0 => format!("−{text}"),
        _ => format!("+{text}"),
    }
}

fn mean(sum: u64, count: u64) -> Option<i64> {
    (count > 0).then(|| ((sum + count / 2) / count) as i64)
}

fn mean_signed(sum: i64, count: u64) -> i64 {
    let count = i64::try_from(count.max(1)).unwrap_or(i64::MAX);
    (sum + sum.signum() * (count / 2)) / count
}
