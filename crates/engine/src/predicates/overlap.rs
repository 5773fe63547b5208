//! How much of what the agent says the customer said before: restating, inferring, summarising.

use rapport_text::Key;

use super::{Args, Evidence};
use crate::detect::{Content, Hit, Scene, TurnRead};
use crate::rules::Side;

/// Distinct content words of one sentence, or of the whole turn.
struct Words {
    keys: Vec<Key>,
    bits: u64,
}

impl Words {
    fn said(scene: &Scene, turn: usize, sentence: Option<u16>) -> Words {
        let content = scene.turns[turn].content().iter();
        Words::of(content.filter(|word| sentence.is_none_or(|sentence| sentence == word.sentence)).map(|word| word.key).collect())
    }

    fn of(mut keys: Vec<Key>) -> Words {
        keys.sort_unstable();
        keys.dedup();
        let bits = keys.iter().fold(0, |bits, key| bits | 1 << (key.0 % 64));
        Words { keys, bits }
    }

    /// Which of them a word is.
    fn place(&self, word: &Content) -> Option<usize> {
        if self.bits >> (word.key.0 % 64) & 1 == 0 { None } else { self.keys.binary_search(&word.key).ok() }
    }

    /// The share of them that is among other words.
    fn share<'a>(&self, others: impl Iterator<Item = &'a Content>) -> f64 {
        let mut shared = vec![false; self.keys.len()];
        others.filter_map(|word| self.place(word)).for_each(|at| shared[at] = true);
        shared.iter().filter(|shared| **shared).count() as f64 / self.keys.len() as f64
    }
}

/// Content words of the customer's last two blocks: after a short answer to a question, what is restated is
/// often what was said before it.
fn before<'a>(scene: &'a Scene, turn: usize) -> impl Iterator<Item = &'a Content> {
    let last = scene.prev(turn).next().map(|(at, _)| at);
    let earlier = last.into_iter().flat_map(|at| (0..at).rev()).find(|&at| scene.turns[at].side == Side::Customer);
    scene.prev(turn).map(|(_, other)| other).chain(earlier.map(|at| &scene.turns[at])).flat_map(TurnRead::content)
}

/// What the customer said before a turn.
fn customers<'a>(scene: &'a Scene, turn: usize) -> impl Iterator<Item = &'a TurnRead> {
    scene.turns[..turn].iter().filter(|other| other.side == Side::Customer)
}

/// overlap = |content(A) ∩ content(prevC)| / |content(A)| within `min..=max`: below it the sentence is about something else, above it it parrots.
pub(crate) fn restates(scene: &Scene, turn: usize, hit: Option<&Hit>, args: &Args) -> Option<Evidence> {
    let own = Words::said(scene, turn, hit.map(|hit| hit.sentence));
    if own.keys.len() < 2 {
        return None;
    }
    let fits = (args.min.unwrap_or(0.25)..=args.max.unwrap_or(0.85)).contains(&own.share(before(scene, turn)));
    fits.then(Evidence::default)
}

/// The sentence speaks of something the customer did not say in these words: at most half is theirs.
pub(crate) fn new_inference(scene: &Scene, turn: usize, hit: Option<&Hit>, _: &Args) -> Option<Evidence> {
    let first = before(scene, turn).next()?;
    if before(scene, turn).all(|word| word.key == first.key) {
        return None;
    }
    let own = Words::said(scene, turn, hit.map(|hit| hit.sentence));
    (!own.keys.is_empty() && own.share(before(scene, turn)) <= 0.6).then(Evidence::default)
}

/// Facts of so many different customer turns come together in this turn.
pub(crate) fn facts_from_turns(scene: &Scene, turn: usize, _: Option<&Hit>, args: &Args) -> Option<Evidence> {
    let own = Words::said(scene, turn, None);
    let mut taken = vec![false; own.keys.len()];
    let wanted = args.turns.unwrap_or(2);
    let mut sources = 0;
    for other in customers(scene, turn) {
        let mut new = false;
        for at in other.content().iter().filter_map(|word| own.place(word)) {
            new |= !std::mem::replace(&mut taken[at], true);
        }
        sources += u32::from(new);
        if sources >= wanted {
            break;
        }
    }
    (sources >= wanted).then(Evidence::default)
}

/// The turn takes up what the customer's correction said.
pub(crate) fn uses_correction(scene: &Scene, turn: usize, _: Option<&Hit>, _: &Args) -> Option<Evidence> {
    let correction = scene.library.plan.known.correction;
    let mut corrected = scene.prev(turn).filter(|(at, _)| scene.found_at(correction, *at).is_some()).map(|(_, other)| other).peekable();
    corrected.peek()?;
    let own = Words::said(scene, turn, None);
    corrected.flat_map(TurnRead::content).any(|word| own.place(word).is_some()).then(Evidence::default)
}

/// Words of every contact: repeating them shows nothing about this case.
const GENERIC: &str = "order account phone number card bill service problem issue help call email time day minute hour money payment information detail team system check look call contact request case question customer company product item \
订单 账户 账号 电话 号码 卡 账单 服务 问题 帮助 时间 钱 付款 信息 系统 情况 客服 客户 公司 产品 商品 手机 处理 反馈 查询 查 联系 核实 安排";

/// The sentence names specifics of this customer's case: two of their content words, or one of their
/// values, words of every contact left out.
pub(crate) fn carries_details(scene: &Scene, turn: usize, hit: Option<&Hit>, args: &Args) -> Option<Evidence> {
    use std::sync::LazyLock;
    static COMMON: LazyLock<rapport_text::KeySet> = LazyLock::new(|| GENERIC.split_whitespace().filter_map(rapport_text::content_key).collect());
    let least = args.min.unwrap_or(2.0) as usize;
    let mut own = Words::said(scene, turn, hit.map(|hit| hit.sentence));
    own.keys.retain(|key| !COMMON.contains(key));
    let own = Words::of(own.keys);
    if own.keys.is_empty() {
        return None;
    }
    let mut shared = vec![false; own.keys.len()];
    let mut count = 0;
    for word in customers(scene, turn).flat_map(TurnRead::content) {
        let Some(at) = own.place(word) else { continue };
        count += usize::from(!std::mem::replace(&mut shared[at], true));
        if word.value || count >= least {
            return Some(Evidence::default());
        }
    }
    (least == 0).then(Evidence::default)
}

/// The matched sentence (any sentence where nothing was matched) of four or more words stands, near enough,
/// in so many turns of this side, this one the last so far.
pub(crate) fn says_again(scene: &Scene, turn: usize, hit: Option<&Hit>, args: &Args) -> Option<Evidence> {
    let times = args.times.unwrap_or(3) as usize;
    let here = &scene.turns[turn];
    if (scene.shape.number[turn] as usize) + 1 < times {
        return None;
    }
    for number in 0..here.lines() {
        if !here.is_comparable(number) || hit.is_some_and(|hit| hit.sentence as usize != number) {
            continue;
        }
        let before = scene.turns[..turn].iter().filter(|other| other.side == here.side && other.says_like(here, number));
        if before.take(times).count() + 1 >= times {
            return Some(Evidence { span: Some(here.sentence_span(number)), ..Evidence::default() });
        }
    }
    None
}
