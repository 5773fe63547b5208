//! The customer's tension over the turns: an estimate from the customer's words alone.

use maud::{Markup, html};
use rapport_flow::Checked;
use rapport_model::{Episode, Party};

use crate::language::Lang;

/// One customer turn on the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Point {
    turn: usize,
    /// 0–4.
    level: u8,
    /// Said by the words of this turn, not carried over from an earlier one.
    seen: bool,
}

/// The behaviours that tell tension.
const SIGNS: [&str; 2] = ["cust_negative_emotion", "cust_hostility"];

/// Tension at every customer turn: what its words show; inside an episode without such words, what was shown
/// last; 0 otherwise, and from the customer's recovery on.
fn points(checked: &Checked) -> Vec<Point> {
    let mut shown = vec![0u8; checked.conversation.turns.len()];
    for finding in checked.detection.findings.iter().filter(|finding| SIGNS.contains(&&*finding.behaviour)) {
        if let Some(level) = shown.get_mut(finding.turn as usize) {
            *level = (*level).max(finding.level.unwrap_or(1)).min(4);
        }
    }
    let open = |episode: &Episode, turn: usize| (episode.onset as usize..=episode.end as usize).contains(&turn) && episode.recovered.is_none_or(|calm| turn < calm as usize);
    let calm = |turn: usize| checked.detection.episodes.iter().any(|episode| episode.recovered == u32::try_from(turn).ok());
    let mut last = 0;
    let customers = checked.conversation.turns.iter().enumerate().filter(|(_, turn)| turn.party == Party::Customer);
    customers
        .map(|(turn, _)| {
            let (level, seen) = match shown[turn] {
                _ if calm(turn) => (0, true),
                0 if checked.detection.episodes.iter().any(|episode| open(episode, turn)) => (last, false),
                level => (level, level > 0),
            };
            last = level;
            Point { turn, level, seen }
        })
        .collect()
}

const STEP: u32 = 24;
const TOP: u32 = 16;
/// Where level 0 lies.
const FLOOR: u32 = TOP + 4 * STEP;
/// Room under the line: turn numbers, two rows of what the agent did.
const HEIGHT: u32 = FLOOR + 56;

/// The line; nothing where the customer's words show no tension.
pub fn line(checked: &Checked, prefix: &str, lang: Lang) -> Markup {
    let points = points(checked);
    let Some(peak) = points.iter().copied().filter(|point| point.seen).max_by_key(|point| (point.level, std::cmp::Reverse(point.turn))).filter(|peak| peak.level > 0) else {
        return html! {};
    };
    let count = checked.conversation.turns.len().max(1);
    let axis = Axis { count };
    let label = format!("{prefix}-tension");
    html! {
        figure.tension {
            div.plot {
                svg.scale width="64" height=(HEIGHT) aria-hidden="true" focusable="false" {
                    text x="56" y=(y(4) + 4) text-anchor="end" { (lang.pick("strong 4", "强 4")) }
                    @for level in [3, 2] { text x="56" y=(y(level) + 4) text-anchor="end" { (level) } }
                    text x="56" y=(y(1) + 4) text-anchor="end" { (lang.pick("mild 1", "弱 1")) }
                    text x="56" y=(y(0) + 4) text-anchor="end" { (lang.pick("no sign", "无")) }
                    @if !checked.detection.episodes.is_empty() { text x="56" y=(FLOOR + 38) text-anchor="end" { (lang.pick("agent", "坐席")) } }
                }
                svg.lines width="100%" height=(HEIGHT) role="img" aria-labelledby=(label) focusable="false" {
                    title id=(label) { (in_words(&points, peak, lang)) }
                    @for episode in &checked.detection.episodes { (shade(episode, &axis)) }
                    @for level in 0..=4 { line.grid.floor[level == 0] x1="0" x2="100%" y1=(y(level)) y2=(y(level)) {} }
                    svg viewBox={ "0 0 10000 " (HEIGHT) } preserveAspectRatio="none" width="100%" height=(HEIGHT) {
                        polygon.area points=(area(&points, &axis)) {}
                        @for pair in points.windows(2) {
                            line.run.held[!pair[1].seen && pair[1].level > 0] x1=(axis.units(pair[0].turn)) y1=(y(pair[0].level)) x2=(axis.units(pair[1].turn)) y2=(y(pair[1].level)) vector-effect="non-scaling-stroke" {}
                        }
                    }
                    @for point in points.iter().filter(|point| point.seen) {
                        circle.point.calm[point.level == 0] cx=(axis.percent(point.turn)) cy=(y(point.level)) r="4" {}
                    }
                    text.peak x=(axis.percent(peak.turn)) y=(y(peak.level) - 9) text-anchor=(axis.anchor(peak.turn)) { (lang.pick("peak", "最高")) }
                    @for turn in (0..count).step_by(axis.step()) { text.tick x=(axis.percent(turn)) y=(FLOOR + 17) text-anchor="middle" { (turn) } }
                    @for episode in &checked.detection.episodes { (acts(episode, &axis, lang)) }
                }
            }
            figcaption {
                (lang.pick(
                    "An estimate from the customer's words alone: dots are turns whose words show it, a dashed line carries the last one on until the customer shows calm. Below, what the agent did, by turn.",
                    "仅凭客户的用语估计：圆点是有相应用语的轮次，虚线把上一次的程度延续到客户表现平静为止。下方是坐席所做的事及其轮次。",
                ))
            }
        }
    }
}

/// Turns along the width, each in the middle of its share.
struct Axis {
    count: usize,
}

impl Axis {
    /// Ten-thousandths of the width.
    fn units(&self, turn: usize) -> usize {
        (turn * 2 + 1) * 5000 / self.count
    }

    fn percent(&self, turn: usize) -> String {
        let units = self.units(turn);
        format!("{}.{:02}%", units / 100, units % 100)
    }

    /// Labels at the edges stay inside.
    fn anchor(&self, turn: usize) -> &'static str {
        match self.units(turn) {
            ..1200 => "start",
            8800.. => "end",
            _ => "middle",
        }
    }

    /// Turns between two numbers on the axis.
    fn step(&self) -> usize {
        [1, 2, 5, 10, 20, 50, 100, 200, 500].into_iter().find(|step| self.count / step <= 16).unwrap_or(1000)
    }
}

fn y(level: u8) -> u32 {
    FLOOR - STEP * u32::from(level.min(4))
}

fn area(points: &[Point], axis: &Axis) -> String {
    let at = |point: &Point| format!("{},{}", axis.units(point.turn), y(point.level));
    let edge = |point: Option<&Point>| point.map_or(String::new(), |point| format!("{},{FLOOR}", axis.units(point.turn)));
    let middle: Vec<String> = points.iter().map(at).collect();
    format!("{} {} {}", edge(points.first()), middle.join(" "), edge(points.last()))
}

fn shade(e: &Episode, axis: &Axis) -> Markup {
    let (from, to) = (axis.units(e.onset as usize), axis.units(e.recovered.unwrap_or(e.end) as usize));
    let percent = |units: usize| format!("{}.{:02}%", units / 100, units % 100);
    html! { rect.episode x=(percent(from)) y=(TOP - 8) width=(percent(to.saturating_sub(from))) height=(FLOOR - TOP + 8) {} }
}

/// What the agent did, and when: acts in words, nothing else is known about an agent.
fn acts(e: &Episode, axis: &Axis, lang: Lang) -> Markup {
    let mut all: Vec<(u32, &str)> = Vec::new();
    all.extend(e.acknowledged.map(|turn| (turn, lang.pick("acknowledged", "回应情绪"))));
    match e.solving {
        Some(turn) if e.acknowledged == Some(turn) => all[0].1 = lang.pick("acknowledged, solving", "回应情绪、开始解决"),
        Some(turn) => all.push((turn, lang.pick("solving", "开始解决"))),
        None => {}
    }
    html! {
        @for (row, (turn, name)) in all.into_iter().enumerate() {
            @let at = axis.percent(turn as usize);
            @let lower = 14 * u32::try_from(row).unwrap_or(0);
            line.act x1=(at) x2=(at) y1=(FLOOR) y2=(FLOOR + 26 + lower) {}
            text.act x=(at) y=(FLOOR + 38 + lower) text-anchor=(axis.anchor(turn as usize)) { (name) }
        }
    }
}

fn in_words(points: &[Point], peak: Point, lang: Lang) -> String {
    let seen = points.iter().filter(|point| point.seen && point.level > 0).count();
    match lang {
        Lang::En => {
            format!("Customer tension by turn, estimated from words: shown in {seen} of {} customer turns, highest {} of 4 at turn {}", points.len(), peak.level, peak.turn)
        }
        Lang::Zh => format!("按轮次估计的客户情绪强度：{} 个客户轮次中有 {seen} 个显示，最高 {}（满分 4），在第 {} 轮", points.len(), peak.level, peak.turn),
    }
}
