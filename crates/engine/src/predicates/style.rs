//! Language style matching (Gonzales, Hancock & Pennebaker 2010): shares of function words of both sides.

use std::sync::{Arc, LazyLock};

use rapport_text::Key;

use super::{Args, Evidence};
use crate::detect::{Hit, Scene};
use crate::rules::Side;

const ENGLISH: [&str; 9] = [
    "i me my mine myself we us our you your yours he him his she her they them their",
    "it its this that these those something anything",
    "a an the",
    "am is are was were be been will would can could should may might must do does did have has had",
    "at by for from in into of off on out over to up with about",
    "and but or so because if when while than",
    "very really just so too also still again maybe probably",
    "no not never none nothing",
    "all some many much few more most lot bit any every",
];
const CHINESE: [&str; 5] = ["我 你 您 他 她 们 咱", "吗 呢 吧 啊 呀 哦 嘛 哈", "和 与 但 而 因 所 如 就 还 也", "不 没 别 无 未", "个 次 张 件 条 笔 单 份 天 块"];

static CATEGORY: LazyLock<rapport_text::KeyMap<usize>> = LazyLock::new(|| {
    let all = ENGLISH.iter().chain(&CHINESE).enumerate();
    all.flat_map(|(number, words)| words.split(' ').map(move |word| (Key::of(word), number))).collect()
});

/// Mean over categories of 1 − |a − c| / (a + c + 0.0001), on the last turn, where both sides said 50 words
/// (80 characters) or more; 0.8 or more is a match.
pub(crate) fn style_match(scene: &Scene, turn: usize, _: Option<&Hit>, _: &Args) -> Option<Evidence> {
    if turn + 1 != scene.turns.len() {
        return None;
    }
    let mut shares = [[0f64; 14]; 2];
    let mut totals = [0f64; 2];
    let mut han = 0u32;
    for read in scene.turns {
        let side = match read.side {
            Side::Agent => 0,
            Side::Customer => 1,
            Side::Both => continue,
        };
        han += read.reading.han;
        for token in &read.reading.tokens {
            totals[side] += 1.0;
            if let Some(&category) = CATEGORY.get(&token.key) {
                shares[side][category] += 1.0;
            }
        }
    }
    let chinese = f64::from(han) > (totals[0] + totals[1]) / 2.0;
    let least = if chinese { 80.0 } else { 50.0 };
    if totals.iter().any(|total| *total < least) {
        return None;
    }
    let range = if chinese { 9..14 } else { 0..9 };
    let n = range.len() as f64;
    let score: f64 = range
        .map(|category| {
            let (a, c) = (shares[0][category] / totals[0], shares[1][category] / totals[1]);
            1.0 - (a - c).abs() / (a + c + 0.0001)
        })
        .sum::<f64>()
        / n;
    let slots = vec![(Arc::from("match_percent"), ((score * 100.0).round() as i64).to_string())];
    (score >= 0.8).then(|| Evidence { span: Some(scene.turns[turn].whole()), slots, ..Evidence::default() })
}
