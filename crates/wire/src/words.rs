//! Words in both languages: texts of rule files and forms, and the names of skills.

use rapport_engine::Both;
use serde::Serialize;
use utoipa::ToSchema;

use crate::Lang;

/// A text in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TextOut {
    /// English.
    pub en: String,
    /// Chinese.
    pub zh: String,
}

impl From<&Both<String>> for TextOut {
    fn from(both: &Both<String>) -> TextOut {
        TextOut { en: both.en.clone(), zh: both.zh.clone() }
    }
}

/// What people call a skill.
pub fn skill_name(skill: &str, lang: Lang) -> &str {
    match (skill, lang) {
        ("follow_through", Lang::En) => "follow-through",
        (_, Lang::En) => skill,
        ("opening", _) => "开场",
        ("listening", _) => "倾听",
        ("empathy", _) => "共情",
        ("apology", _) => "致歉",
        ("solving", _) => "解决问题",
        ("clarity", _) => "表达清楚",
        ("follow_through", _) => "跟进",
        ("relationship", _) => "客户关系",
        ("boundaries", _) => "界限",
        _ => skill,
    }
}
