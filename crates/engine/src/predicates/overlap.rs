//! How much of what the agent says the customer said before: restating, inferring, summarising.

use rapport_text::Key;

use super::{Args, Evidence};
use crate::detect::{Hit, Scene};
use crate::rules::Side;

/// Distinct content words of one sentence, or of the whole turn.
fn said(scene: &Scene, turn: usize, sentence: Option<u16>) -> rapport_text::KeySet {
    let content = scene.turns[turn].content().iter();
    content.filter(|(_, at)| sentence.is_none_or(|sentence| sentence == *at)).map(|(key, _)| *key).collect()
}

/// Content words of the customer's last two blocks: after a short answer to a question, what is restated is
/// often what was said before it.
fn before(scene: &Scene, turn: usize) -> rapport_text::KeySet {
    let last = scene.prev(turn).next().map(|(at, _)| at);
    let earlier = last.into_iter().flat_map(|at| (0..at).rev()).find(|&at| scene.turns[at].side == Side::Customer);
    let words = |turn: &crate::detect::TurnRead| turn.content().iter().map(|(key, _)| *key).collect::<Vec<_>>();
    scene.prev(turn).map(|(_, other)| other).chain(earlier.map(|at| &scene.turns[at])).flat_map(words).collect()
}

/// overlap = |content(A) ∩ content(prevC)| / |content(A)| within `min..=max` (domain §2.2,
/// paraphrase test): below it the sentence is about something else, above it it parrots.
pub(crate) fn restates(scene: &Scene, turn: usize, hit: Option<&Hit>, args: &Args) -> Option<Evidence> {
    let own = said(scene, turn, hit.map(|hit| hit.sentence));
    if own.len() < 2 {
        return None;
    }
    let theirs = before(scene, turn);
    let share = own.intersection(&theirs).count() as f64 / own.len() as f64;
    let fits = (args.min.unwrap_or(0.25)..=args.max.unwrap_or(0.85)).contains(&share);
    fits.then(Evidence::default)
}

/// The sentence speaks of something the customer did not say in these words: at most half is theirs.
pub(crate) fn new_inference(scene: &Scene, turn: usize, hit: Option<&Hit>, _: &Args) -> Option<Evidence> {
    let theirs = before(scene, turn);
    let own = said(scene, turn, hit.map(|hit| hit.sentence));
    if theirs.len() < 2 || own.is_empty() {
        return None;
    }
    let share = own.intersection(&theirs).count() as f64 / own.len() as f64;
    (share <= 0.6).then(Evidence::default)
}

/// Facts of so many different customer turns come together in this turn.
pub(crate) fn facts_from_turns(scene: &Scene, turn: usize, _: Option<&Hit>, args: &Args) -> Option<Evidence> {
    let mut left = said(scene, turn, None);
    let mut sources = 0;
    for other in scene.turns[..turn].iter().filter(|other| other.side == Side::Customer) {
        let shared: Vec<Key> = other.content().iter().map(|(key, _)| *key).filter(|key| left.contains(key)).collect();
        if !shared.is_empty() {
            sources += 1;
            shared.iter().for_each(|key| {
                left.remove(key);
            });
        }
    }
    (sources >= args.turns.unwrap_or(2)).then(Evidence::default)
}

/// The turn takes up what the customer's correction said.
pub(crate) fn uses_correction(scene: &Scene, turn: usize, _: Option<&Hit>, _: &Args) -> Option<Evidence> {
    let corrected: rapport_text::KeySet =
        scene.prev(turn).filter(|(at, _)| scene.found_at("cust_correction", *at).is_some()).flat_map(|(_, other)| other.content().iter().map(|(key, _)| *key)).collect();
    let own = said(scene, turn, None);
    (own.intersection(&corrected).count() >= 1).then(Evidence::default)
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
    let mut own = said(scene, turn, hit.map(|hit| hit.sentence));
    own.retain(|key| !COMMON.contains(key));
    if own.is_empty() {
        return None;
    }
    let mut shared: rapport_text::KeySet = rapport_text::KeySet::default();
    let mut values = 0;
    for other in scene.turns[..turn].iter().filter(|other| other.side == Side::Customer) {
        shared.extend(other.content().iter().map(|(key, _)| *key).filter(|key| own.contains(key)));
        values += other.reading.tokens.iter().filter(|token| matches!(token.kind, rapport_text::Kind::Number | rapport_text::Kind::Mask) && own.contains(&token.key)).count();
    }
    (shared.len() >= least || values > 0 && !shared.is_empty()).then(Evidence::default)
}

/// The matched sentence (any sentence where nothing was matched) of four or more words stands, near enough,
/// in so many turns of this side, this one the last so far.
pub(crate) fn says_again(scene: &Scene, turn: usize, hit: Option<&Hit>, args: &Args) -> Option<Evidence> {
    let times = args.times.unwrap_or(3) as usize;
    let here = &scene.turns[turn];
    if (scene.shape.number[turn] as usize) + 1 < times {
        return None;
    }
    for (number, line) in here.lines().iter().enumerate() {
        if hit.is_some_and(|hit| hit.sentence as usize != number) {
            continue;
        }
        let before = scene.turns[..turn].iter().filter(|other| other.side == here.side && other.lines().iter().any(|said| said.is_like(line)));
        if before.take(times).count() + 1 >= times {
            return Some(Evidence { span: Some(here.sentence_span(number)), ..Evidence::default() });
        }
    }
    None
}
