//! Words for what a customer's words say beside behaviours: emotions, reasons of contact, satisfaction, tension as a line of blocks.

use rapport_model::{Emotion, Felt, Readings, Reason, Satisfaction};

use crate::language::Lang;

/// An emotion.
pub fn emotion(emotion: Emotion, lang: Lang) -> &'static str {
    match emotion {
        Emotion::Anger => lang.pick("anger", "愤怒"),
        Emotion::Annoyance => lang.pick("annoyance", "不满"),
        Emotion::Disappointment => lang.pick("disappointment", "失望"),
        Emotion::Worry => lang.pick("worry", "担心"),
        Emotion::Confusion => lang.pick("confusion", "困惑"),
        Emotion::Relief => lang.pick("relief", "放心"),
        Emotion::Gratitude => lang.pick("gratitude", "感谢"),
        Emotion::Joy => lang.pick("joy", "高兴"),
        Emotion::Neutral => lang.pick("calm", "平静"),
    }
}

/// A place in the tree of reasons; a name of a team's own stays as it is.
pub fn reason(driver: &str, lang: Lang) -> &str {
    match driver {
        "product.defect" => lang.pick("product: defect", "产品：质量问题"),
        "delivery.late" => lang.pick("delivery: late", "配送：迟到"),
        "delivery.wrong" => lang.pick("delivery: wrong item", "配送：发错货"),
        "delivery.lost" => lang.pick("delivery: lost", "配送：丢失"),
        "billing.payment" => lang.pick("billing: payment", "账单：付款"),
        "billing.duplicate" => lang.pick("billing: charged twice", "账单：重复扣款"),
        "billing.dispute" => lang.pick("billing: disputed charge", "账单：费用有异议"),
        "billing.refund" => lang.pick("billing: refund", "账单：退款"),
        "billing.fee" => lang.pick("billing: fee", "账单：手续费"),
        "account.login" => lang.pick("account: sign-in", "账户：登录"),
        "account.verification" => lang.pick("account: verification", "账户：身份验证"),
        "account.change" => lang.pick("account: change of details", "账户：资料变更"),
        "technical.fault" => lang.pick("technical: fault", "技术：故障"),
        "technical.howto" => lang.pick("technical: how to", "技术：使用方法"),
        "policy.cancel" => lang.pick("contract: cancel", "合同：取消"),
        "policy.upgrade" => lang.pick("contract: upgrade", "合同：升级"),
        "policy.terms" => lang.pick("contract: terms", "合同：条款"),
        "service.promise" => lang.pick("service: broken promise", "服务：承诺未兑现"),
        "service.agent_error" => lang.pick("service: our mistake", "服务：坐席出错"),
        "service.wait" => lang.pick("service: waiting", "服务：等待太久"),
        "service.transfer" => lang.pick("service: passed around", "服务：反复转接"),
        "information.product" => lang.pick("information: product", "咨询：产品"),
        "information.service" => lang.pick("information: service", "咨询：服务"),
        "information.provider" => lang.pick("information: finding a provider", "咨询：网点或医生"),
        "sales.interest" => lang.pick("sales: interest", "销售：购买意向"),
        "complaint.escalation" => lang.pick("complaint, escalation", "投诉、升级处理"),
        "fraud.safety" => lang.pick("fraud, safety", "欺诈与安全"),
        "other" => lang.pick("other", "其他"),
        own => own,
    }
}

/// The reason of the contact with how likely it is.
pub fn reason_of(of: &Reason, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{}, {} % sure", reason(&of.driver, lang), of.confidence),
        Lang::Zh => format!("{}，把握 {}%", reason(&of.driver, lang), of.confidence),
    }
}

/// Satisfaction with its interval, and that it is an estimate.
pub fn satisfaction(of: Satisfaction, lang: Lang) -> String {
    let (low, high) = of.interval;
    match lang {
        Lang::En => format!("{} of 5, an estimate from words, 90 % interval {}–{}", tenths(of.estimate), tenths(low), tenths(high)),
        Lang::Zh => format!("{}（满分 5），根据用语估计，90% 区间 {}–{}", tenths(of.estimate), tenths(low), tenths(high)),
    }
}

/// Whether the customer's words show any emotion, so that there is something to tell.
pub fn shows_emotion(readings: &Readings) -> bool {
    readings.felt.iter().any(|felt| felt.emotion != Emotion::Neutral)
}

/// Turns one after another in which the customer shows the same emotion; calm ones are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    pub emotion: Emotion,
    /// The highest, 1–4.
    pub intensity: u8,
    /// First and last of these customer turns.
    pub turns: (u32, u32),
}

/// The customer's emotions in the order of the conversation.
pub fn stretches(felt: &[Felt]) -> Vec<Stretch> {
    let mut all: Vec<Stretch> = Vec::new();
    for (before, felt) in std::iter::once(None).chain(felt.iter().map(Some)).zip(felt) {
        match all.last_mut().filter(|last| before.is_some_and(|before| before.emotion == felt.emotion) && last.emotion == felt.emotion) {
            Some(last) => (last.intensity, last.turns.1) = (last.intensity.max(felt.intensity), felt.turn),
            None if felt.emotion == Emotion::Neutral => {}
            None => all.push(Stretch { emotion: felt.emotion, intensity: felt.intensity, turns: (felt.turn, felt.turn) }),
        }
    }
    all
}

/// `anger 3 (turns 4–8)`.
pub fn stretch(of: &Stretch, lang: Lang) -> String {
    let (first, last) = of.turns;
    let turns = if first == last { first.to_string() } else { format!("{first}–{last}") };
    match lang {
        Lang::En => format!("{} {} (turn{} {turns})", emotion(of.emotion, lang), of.intensity, if first == last { "" } else { "s" }),
        Lang::Zh => format!("{} {}（第 {turns} 轮）", emotion(of.emotion, lang), of.intensity),
    }
}

/// The turn of the highest tension.
pub fn peak(felt: &[Felt]) -> Option<&Felt> {
    felt.iter().filter(|felt| felt.tension > 0).max_by_key(|felt| (felt.tension, std::cmp::Reverse(felt.turn)))
}

/// Where tension was highest, and where it ended, in words.
pub fn tension(felt: &[Felt], lang: Lang) -> String {
    let Some((peak, last)) = peak(felt).zip(felt.last()) else { return lang.pick("none", "无").to_owned() };
    let percent = |tension: u16| (tension + 5) / 10;
    match lang {
        Lang::En => format!("highest {} of 100 at turn {}, {} at the end", percent(peak.tension), peak.turn, percent(last.tension)),
        Lang::Zh => format!("最高 {}（满分 100，第 {} 轮），结束时 {}", percent(peak.tension), peak.turn, percent(last.tension)),
    }
}

/// Most cells of a line of blocks.
const CELLS: usize = 40;

/// Tension as a line of blocks, one a customer turn; where there are more turns than cells, each cell shows the highest of its share.
pub fn blocks(felt: &[Felt]) -> String {
    const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let size = felt.len().div_ceil(CELLS).max(1);
    let highest = felt.chunks(size).map(|share| share.iter().map(|felt| felt.tension).max().unwrap_or(0));
    highest.map(|tension| BLOCKS[usize::from(tension.min(1000)) * 7 / 1000]).collect()
}

/// Hundredths with one decimal.
fn tenths(hundredths: u16) -> String {
    let tenths = (hundredths + 5) / 10;
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn felt(turn: u32, emotion: Emotion, intensity: u8, tension: u16) -> Felt {
        Felt { turn, emotion, intensity, confidence: 80, tension }
    }

    #[test]
    fn turns_of_one_emotion_are_one_stretch_and_calm_parts_them() {
        let all =
            [felt(0, Emotion::Worry, 1, 100), felt(2, Emotion::Anger, 2, 400), felt(4, Emotion::Anger, 3, 700), felt(6, Emotion::Neutral, 0, 350), felt(8, Emotion::Anger, 1, 200)];
        let told: Vec<String> = stretches(&all).iter().map(|one| stretch(one, Lang::En)).collect();
        assert_eq!(told, ["worry 1 (turn 0)", "anger 3 (turns 2–4)", "anger 1 (turn 8)"]);
        assert_eq!(stretch(&stretches(&all)[1], Lang::Zh), "愤怒 3（第 2–4 轮）");
        assert_eq!(tension(&all, Lang::En), "highest 70 of 100 at turn 4, 20 at the end");
        assert_eq!(blocks(&all), "▁▃▅▃▂");
        assert!(stretches(&[felt(0, Emotion::Neutral, 0, 0)]).is_empty());
    }

    #[test]
    fn a_long_line_is_as_wide_as_its_cells_and_keeps_the_peak() {
        let all: Vec<Felt> = (0..1000).map(|turn| felt(turn, Emotion::Anger, 1, if turn == 555 { 1000 } else { 0 })).collect();
        assert!(blocks(&all).chars().count() <= CELLS && blocks(&all).contains('█'));
        assert_eq!(blocks(&[]), "");
    }

    #[test]
    fn satisfaction_says_that_it_is_an_estimate() {
        let of = Satisfaction { estimate: 214, interval: (120, 345) };
        assert_eq!(satisfaction(of, Lang::En), "2.1 of 5, an estimate from words, 90 % interval 1.2–3.5");
        assert!(satisfaction(of, Lang::Zh).contains("估计"));
    }

    #[test]
    fn every_emotion_has_a_chinese_word_of_its_own() {
        let mut words: Vec<&str> = Emotion::ALL.into_iter().map(|one| emotion(one, Lang::Zh)).collect();
        assert!(words.iter().all(|word| word.chars().all(|c| c > '\u{3000}')));
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), Emotion::ALL.len());
    }
}
