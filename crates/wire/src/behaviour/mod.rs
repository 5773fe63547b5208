//! The library of behaviours: what each is, when it is called for, what to say, how sure its findings are.

mod conditions;
mod measured;
mod page;

use rapport_engine::{Both, Library, SKILLS};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{Lang, TextOut, skill_name};

pub use conditions::{Names, Opportunity, When, opportunity, when};
pub use measured::{CountsOut, HeadOut, MeasuredOut, rounded, share};
pub use page::{Cue, Cues, Example, Examples, Named, Page, Part, Sets, Slots, pages};

/// A skill: several behaviours count for it.
#[derive(Serialize, ToSchema)]
pub struct SkillNameOut {
    /// Id.
    pub skill: &'static str,
    /// What people call it.
    pub name: TextOut,
}

/// A behaviour in a list.
#[derive(Serialize, ToSchema)]
pub struct BehaviourBriefOut {
    /// Id.
    pub id: String,
    /// `agent`, `customer` or `both`: whose words it is about.
    pub side: String,
    /// `+` speaks for, `-` against, `±` either, `0` is a signal that nobody is judged by.
    pub polarity: String,
    /// `core` or `extended`
    pub tier: String,
    /// The skill that it counts for; null or `none` where none.
    pub skill: Option<String>,
    /// What people call it.
    pub name: TextOut,
    /// What it is, in a sentence.
    pub definition: TextOut,
    /// `en` and `zh`, where it can be found in that language.
    pub languages: Vec<&'static str>,
    /// What was measured of its findings; null where rules work alone.
    pub measured: Option<MeasuredOut>,
}

/// The page of a behaviour.
#[derive(Serialize, ToSchema)]
pub struct BehaviourOut {
    #[serde(flatten)]
    brief: BehaviourBriefOut,
    /// Why it matters.
    pub why: TextOut,
    /// The reason of a finding, with `{slot}` still in it.
    pub reason: TextOut,
    /// What to say; for what speaks against, what to say instead.
    pub say: TextsOut,
    /// How many cues find it.
    pub cues: CueCountsOut,
    /// What calls for it, and around what it counts.
    pub in_words: InWordsOut,
    /// Dialogues that count and that do not.
    pub examples: ExamplesOut,
    /// Where the idea comes from.
    pub source: String,
}

/// Texts by language.
#[derive(Serialize, ToSchema)]
pub struct TextsOut {
    /// English.
    pub en: Vec<String>,
    /// Chinese.
    pub zh: Vec<String>,
}

/// How many by language.
#[derive(Serialize, ToSchema)]
pub struct CueCountsOut {
    /// English.
    pub en: usize,
    /// Chinese.
    pub zh: usize,
}

/// Conditions in words, by language.
#[derive(Serialize, ToSchema)]
pub struct InWordsOut {
    /// English.
    pub en: ConditionsOut,
    /// Chinese.
    pub zh: ConditionsOut,
}

/// Conditions in the words of one language.
#[derive(Serialize, ToSchema)]
pub struct ConditionsOut {
    /// What calls for it, and how soon; null where nothing does.
    pub opportunity: Option<String>,
    /// Around what it counts, a line each.
    pub conditions: Vec<String>,
}

/// Dialogues by language.
#[derive(Serialize, ToSchema)]
pub struct ExamplesOut {
    /// English.
    pub en: DialoguesOut,
    /// Chinese.
    pub zh: DialoguesOut,
}

/// Dialogues of one language, as rule files write them: `C: … / A: …`, a star before the turn that is meant.
#[derive(Serialize, ToSchema)]
pub struct DialoguesOut {
    /// In which it is found.
    pub fires: Vec<String>,
    /// In which it is not, though it may look so.
    pub silent: Vec<String>,
}

/// All skills, in the order in which they are shown.
pub fn skills() -> Vec<SkillNameOut> {
    let both = |skill| TextOut { en: skill_name(skill, Lang::En).to_owned(), zh: skill_name(skill, Lang::Zh).to_owned() };
    SKILLS.into_iter().map(|skill| SkillNameOut { skill, name: both(skill) }).collect()
}

/// The name of a behaviour in the reader's language; its id where no page is.
pub fn name_in(pages: &[Page], lang: Lang) -> impl Fn(&str) -> String {
    move |id| pages.iter().find(|page| page.id == id).map_or_else(|| id.to_owned(), |page| lang.of(&page.name).clone())
}

impl BehaviourBriefOut {
    /// A page in few words; `library` has its measurements.
    pub fn of(page: &Page, library: Option<&Library>) -> BehaviourBriefOut {
        BehaviourBriefOut {
            id: page.id.clone(),
            side: page.side.clone(),
            polarity: page.polarity.clone(),
            tier: page.tier.clone(),
            skill: page.skill.clone(),
            name: (&page.name).into(),
            definition: (&page.definition).into(),
            languages: page.languages(),
            measured: library.and_then(|library| MeasuredOut::of(library, &page.id)),
        }
    }
}

impl BehaviourOut {
    /// A page whole; `pages` have the names of the behaviours that its conditions speak of.
    pub fn of(page: &Page, pages: &[Page], library: Option<&Library>) -> BehaviourOut {
        let in_words = |lang: Lang| {
            let name = name_in(pages, lang);
            ConditionsOut { opportunity: page.opportunity.as_ref().map(|on| opportunity(on, lang, &name)), conditions: when(&page.when, lang, &name) }
        };
        let say = |list: &[Example]| list.iter().map(|example| example.say().to_owned()).collect();
        let dialogues = |sets: &Sets| DialoguesOut { fires: say(&sets.fires), silent: say(&sets.silent) };
        BehaviourOut {
            brief: BehaviourBriefOut::of(page, library),
            why: (&page.why).into(),
            reason: (&page.reason).into(),
            say: texts(&page.say),
            cues: CueCountsOut { en: page.cues.en.len(), zh: page.cues.zh.len() },
            in_words: InWordsOut { en: in_words(Lang::En), zh: in_words(Lang::Zh) },
            examples: ExamplesOut { en: dialogues(&page.examples.en), zh: dialogues(&page.examples.zh) },
            source: page.source.clone(),
        }
    }
}

fn texts(both: &Both<Vec<String>>) -> TextsOut {
    TextsOut { en: both.en.clone(), zh: both.zh.clone() }
}
