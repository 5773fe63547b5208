//! Words that Whisper makes up where nobody speaks.

use rapport_model::Conversation;

use crate::fault::Fault;

/// Above this probability that nobody speaks, and below [`MEAN_LOG_PROBABILITY`], a segment is made up (Whisper's own thresholds).
const NO_SPEECH: f64 = 0.6;
/// Mean logarithm of the probability of a segment's tokens.
const MEAN_LOG_PROBABILITY: f64 = -1.0;
/// Text that packs better than this repeats itself (Whisper's own threshold).
const COMPRESSION: f64 = 2.4;
/// So often in a row the same segment is said by a person, not more.
const REPEATS: usize = 2;
/// Code points from which a repeated segment is a loop rather than a short answer.
const LOOP_LENGTH: usize = 8;

/// Whole segments that stand under videos, not in calls; lower case, letters and digits only.
const STOCK: &[&str] = &["thanksforwatching", "thankyouforwatching", "thanksforwatchingdontforgettolikeandsubscribe", "pleasesubscribetomychannel", "dontforgettolikeandsubscribe"];
/// How such segments begin.
const STOCK_OPENINGS: &[&str] =
    &["字幕由", "字幕志愿者", "字幕志願者", "字幕制作", "字幕製作", "中文字幕由", "中文字幕提供", "中文字幕志愿者", "感谢观看", "谢谢观看", "謝謝觀看", "subtitlesby", "请订阅"];
/// What only such segments hold.
const STOCK_PARTS: &[&str] = &["amaraorg", "请不吝点赞", "請不吝點贊", "請不吝點讚", "明镜与点点"];

/// What a recogniser says about one segment, where it does.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Doubt {
    pub(crate) no_speech: Option<f64>,
    pub(crate) mean_log_probability: Option<f64>,
    pub(crate) compression: Option<f64>,
}

/// Decides segment by segment, in order; remembers what was said before.
#[derive(Debug, Default)]
pub(crate) struct Filter {
    last: String,
    repeats: usize,
    left_out: usize,
}

impl Filter {
    /// Whether a segment is kept.
    pub(crate) fn keeps(&mut self, text: &str, doubt: Doubt) -> bool {
        let letters: String = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        if letters.is_empty() {
            return false;
        }
        let over = |value: Option<f64>, limit: f64| value.is_some_and(|value| value > limit);
        let silent = over(doubt.no_speech, NO_SPEECH) && doubt.mean_log_probability.is_some_and(|mean| mean < MEAN_LOG_PROBABILITY);
        let stock = STOCK.contains(&letters.as_str()) || STOCK_OPENINGS.iter().any(|part| letters.starts_with(part)) || STOCK_PARTS.iter().any(|part| letters.contains(part));
        self.repeats = if letters == self.last { self.repeats + 1 } else { 1 };
        let looped = self.repeats > REPEATS && letters.chars().count() >= LOOP_LENGTH;
        self.last = letters;
        let keeps = !(silent || stock || looped || over(doubt.compression, COMPRESSION));
        self.left_out += usize::from(!keeps);
        keeps
    }

    /// Says in the conversation how much was left out.
    pub(crate) fn remark(&self, conversation: &mut Conversation) {
        if self.left_out > 0 {
            let what = if self.left_out == 1 { "segment looks" } else { "segments look" };
            let message = format!("{} {what} made up by the recogniser (silence, a loop or a stock phrase); left out", self.left_out);
            conversation.problems.push(Fault::new("made_up_words", message, "listen to the recording if something is missing").remark());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_loops_and_stock_phrases_are_left_out_and_speech_is_kept() {
        let mut filter = Filter::default();
        let silent = Doubt { no_speech: Some(0.9), mean_log_probability: Some(-1.4), compression: None };
        let unsure = Doubt { mean_log_probability: Some(-0.3), ..silent };
        let packed = Doubt { compression: Some(3.1), ..Doubt::default() };
        for (text, doubt, kept) in [
            ("Good morning, Northwind Bank.", Doubt::default(), true),
            ("Bye.", silent, false),
            ("Are you still there?", unsure, true),
            ("la la la la la la la", packed, false),
            ("Thanks for watching!", Doubt::default(), false),
            ("Thanks for watching out for that charge.", Doubt::default(), true),
            ("请不吝点赞 订阅 转发", Doubt::default(), false),
            ("为什么没有中文字幕", Doubt::default(), true),
            ("Yes.", Doubt::default(), true),
            ("Yes.", Doubt::default(), true),
            ("Yes.", Doubt::default(), true),
            ("Please hold the line.", Doubt::default(), true),
            ("Please hold the line.", Doubt::default(), true),
            ("please hold the line", Doubt::default(), false),
            (" … ", Doubt::default(), false),
        ] {
            assert_eq!(filter.keeps(text, doubt), kept, "{text}");
        }
        assert_eq!(filter.left_out, 5);
    }
}
