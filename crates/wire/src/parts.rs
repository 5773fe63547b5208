//! The parts of behaviours made of parts (a greeting, a hold, a closing), named for the reader.

use crate::Lang;

/// Part → English, Chinese. A team's own part that is not here keeps its name.
const PARTS: &[(&str, &str, &str)] = &[
    ("greet", "a greeting", "问候"),
    ("org", "the organisation", "机构名称"),
    ("self", "the own name", "自报姓名"),
    ("offer", "an offer of help", "询问需求"),
    ("permission", "permission", "征得同意"),
    ("consent", "consent", "征得同意"),
    ("reason", "the reason", "说明原因"),
    ("duration", "the duration", "说明时长"),
    ("return_thanks", "thanks on return", "返回致谢"),
    ("destination", "where to", "转往何处"),
    ("context", "the context passed on", "交代情况"),
    ("further_help", "an offer of further help", "询问其他需求"),
    ("thanks", "thanks", "致谢"),
    ("goodbye", "a goodbye", "道别"),
];

/// A list of parts as the slots `present` and `missing` give it, in words.
pub fn in_words(list: &str, lang: Lang) -> String {
    let name = |part: &str| match PARTS.iter().find(|(id, _, _)| *id == part) {
        Some((_, en, zh)) => lang.pick(en, zh).to_owned(),
        None => part.replace('_', " "),
    };
    list.split([' ', ',']).filter(|part| !part.is_empty()).map(name).collect::<Vec<_>>().join(lang.pick(", ", "、"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_named_in_the_readers_language() {
        assert_eq!(in_words("greet org", Lang::En), "a greeting, the organisation");
        assert_eq!(in_words("greet return_thanks", Lang::Zh), "问候、返回致谢");
        assert_eq!(in_words("own_part", Lang::En), "own part");
    }
}
