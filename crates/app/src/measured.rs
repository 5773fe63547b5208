//! What was measured of findings and decisions, in words.

use rapport_engine::{HeadFile, HintOnly, LEAST_LABELS, Library, Measured, gate};
use rapport_model::Polarity;
use rapport_text::Language;
use rapport_wire::behaviour::share;

use crate::explain::polarity;
use crate::language::Lang;

/// The languages that are measured.
const LANGUAGES: [Language; 2] = [Language::English, Language::Chinese];

/// A few lines for each language.
pub fn lines(library: &Library, behaviour: &str, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    for language in LANGUAGES {
        let name = match language {
            Language::Chinese => lang.pick("Chinese: ", "中文："),
            _ => lang.pick("English: ", "英文："),
        };
        let heads = library.measured(behaviour, language);
        if heads.is_empty() {
            lines.push(format!("{name}{}", lang.pick("not measured", "未测")));
        }
        let both = heads.len() > 1;
        for (sign, head) in heads {
            let sign_name = if both { format!("{}{}", polarity(sign.as_str(), lang), lang.pick(": ", "：")) } else { String::new() };
            lines.push(format!("{name}{sign_name}{}", told(head.measured, lang)));
            lines.push(format!("{name}{sign_name}{}", marks(head, sign, lang)));
        }
    }
    lines
}

/// Precision in words, with interval and n.
pub fn precision(measured: Measured, lang: Lang) -> String {
    rate(measured.right, measured.decisions(), measured.precision_interval(), lang)
}

/// Recall in words, with interval and n.
pub fn recall(measured: Measured, lang: Lang) -> String {
    rate(measured.right, measured.labels(), measured.recall_interval(), lang)
}

fn rate(right: u32, of: u32, (low, high): (u16, u16), lang: Lang) -> String {
    let (low, high) = (low / 10, high.div_ceil(10));
    match (share(right, of), lang) {
        (Some(share), Lang::En) => format!("{:.0} % ({low}–{high}, n {of})", share * 100.0),
        (Some(share), Lang::Zh) => format!("{:.0}%（{low}–{high}，n {of}）", share * 100.0),
        (None, _) => "–".to_owned(),
    }
}

fn told(measured: Measured, lang: Lang) -> String {
    let (precision, recall) = (precision(measured, lang), recall(measured, lang));
    match lang {
        Lang::En => format!("precision {precision}, recall {recall}"),
        Lang::Zh => format!("准确率 {precision}，召回率 {recall}"),
    }
}

fn marks(head: &HeadFile, sign: Polarity, lang: Lang) -> String {
    let gate = format!("{:.0}", gate(sign) * 100.0);
    match (head.hint_only(), lang) {
        (None, Lang::En) if head.marks == head.measured => "every finding is a mark".to_owned(),
        (None, Lang::Zh) if head.marks == head.measured => "所有发现均为正式标注".to_owned(),
        (None, Lang::En) => format!("of these, marks: {}", told(head.marks, lang)),
        (None, Lang::Zh) => format!("其中正式标注：{}", told(head.marks, lang)),
        (Some(HintOnly::FewLabels), Lang::En) => format!("hint only: fewer than {LEAST_LABELS} labels to measure on"),
        (Some(HintOnly::FewLabels), Lang::Zh) => format!("仅作线索：可供测量的标注不足 {LEAST_LABELS} 处"),
        (Some(HintOnly::BelowGate), Lang::En) => format!("hint only: precision does not reach the gate of {gate} %"),
        (Some(HintOnly::BelowGate), Lang::Zh) => format!("仅作线索：准确率达不到 {gate}% 的门槛"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(mark: Option<i32>, measured: Measured, marks: Measured) -> HeadFile {
        HeadFile { name: "a".into(), mark, measured, marks, ..HeadFile::default() }
    }

    #[test]
    fn shares_come_with_interval_and_n() {
        let measured = Measured { right: 30, wrong: 10, missed: 20 };
        assert_eq!(told(measured, Lang::En), "precision 75 % (59–86, n 40), recall 60 % (46–73, n 50)");
        assert_eq!(told(Measured::default(), Lang::En), "precision –, recall –");
    }

    #[test]
    fn hints_say_why_they_are_no_marks() {
        let measured = Measured { right: 30, wrong: 10, missed: 20 };
        let few = Measured { right: 5, wrong: 0, missed: 1 };
        assert!(marks(&head(None, measured, few), Polarity::Negative, Lang::En).contains("95 %"));
        assert!(marks(&head(None, measured, few), Polarity::Positive, Lang::Zh).contains("85%"));
        assert!(marks(&head(None, few, few), Polarity::Positive, Lang::En).contains("fewer than 30"));
        assert!(marks(&head(Some(1), measured, few), Polarity::Positive, Lang::En).starts_with("of these, marks: precision 100 %"));
        assert_eq!(marks(&head(Some(1), few, few), Polarity::Positive, Lang::En), "every finding is a mark");
    }
}
