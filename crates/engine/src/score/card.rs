//! A scorecard, checked against the behaviours it names.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rapport_model::{Channel, ErrorClass, ItemKind};
use serde_saphyr::Spanned;
use sha2::{Digest, Sha256};

use super::applies::Applies;
use super::file::{ItemExampleFile, ItemFile, ScorecardFile};
use super::how::How;
use crate::rules::{Library, Report, RuleError, RuleErrors, RuleSource, channels};

/// A versioned form, ready to be applied.
#[derive(Clone, Debug)]
pub struct Scorecard {
    /// Id.
    pub id: Arc<str>,
    /// Version of the form.
    pub version: u32,
    /// `sha256:…` of the file.
    pub hash: Arc<str>,
    /// `sha256:…` of the rules it was checked against.
    pub rules: Arc<str>,
    /// Channels it is meant for.
    pub channels: Vec<Channel>,
    /// Least score that passes, in basis points.
    pub pass: Option<u16>,
    /// Sections without which nothing passes: id and least share, in basis points.
    pub gates: Vec<(Arc<str>, u16)>,
    /// In order.
    pub sections: Vec<Section>,
    /// The file as written.
    pub file: ScorecardFile,
}

/// A part of the form.
#[derive(Clone, Debug)]
pub struct Section {
    /// Id.
    pub id: Arc<str>,
    /// In order.
    pub items: Vec<Item>,
}

/// A question of the form.
#[derive(Clone, Debug)]
pub struct Item {
    /// Id.
    pub id: Arc<str>,
    /// Who answers.
    pub kind: ItemKind,
    /// Whom an error harms.
    pub class: ErrorClass,
    /// A failure fails the conversation, once a person has confirmed it.
    pub critical: bool,
    /// Points.
    pub weight: u32,
    /// In which steps the answer is given.
    pub scale: Scale,
    /// The answers of the scale `choice`; empty for others.
    pub choices: Vec<Choice>,
    /// Whether a person may answer "not applicable".
    pub may_be_na: bool,
    pub(super) how: Option<How>,
    pub(super) applies: Applies,
}

/// The steps in which an answer is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Any share.
    Share,
    /// All or nothing.
    YesNo,
    /// 0, 1 or 2.
    ZeroToTwo,
    /// 1 to 5, where 1 earns nothing.
    OneToFive,
    /// One of the item's own answers, each with its share.
    Choice,
    /// Words of a person; they earn nothing.
    Text,
}

/// An answer to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Id.
    pub id: Arc<str>,
    /// The share of the points that it earns, in basis points; none where the item has no points.
    pub share: Option<u16>,
}

impl Scale {
    /// The share in steps of the scale, rounded down: a step is earned when it is reached. Basis points.
    pub fn snap(self, share: u16) -> u16 {
        let steps: u16 = match self {
            Scale::Share | Scale::Choice | Scale::Text => return share,
            Scale::YesNo => 1,
            Scale::ZeroToTwo => 2,
            Scale::OneToFive => 4,
        };
        let step = u32::from(share) * u32::from(steps) / 10_000;
        (step * 10_000 / u32::from(steps)) as u16
    }
}

impl Scorecard {
    /// Reads a scorecard (YAML) and checks it.
    ///
    /// # Errors
    /// Every mistake with file, line and mend.
    pub fn compile(source: &RuleSource, library: &Library) -> Result<Scorecard, RuleErrors> {
        let file: ScorecardFile = match serde_saphyr::from_str(&source.text) {
            Ok(file) => file,
            Err(error) => return Err(RuleErrors(vec![RuleError::of_yaml(&source.name, &error, "docs/scorecards.md")])),
        };
        let mut list = Vec::new();
        let mut errors = Report { file: &source.name, list: &mut list };
        let sections = Check { library, errors: &mut errors }.all(&file);
        let card = Scorecard {
            id: file.id.value.as_str().into(),
            version: file.version.value,
            hash: format!("sha256:{}", Sha256::digest(source.text.as_bytes()).iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))).into(),
            rules: library.hash().into(),
            channels: channels(&file.channels, &mut errors).into_vec(),
            pass: file.pass.as_ref().map(|pass| (pass.value.min(100) * 100) as u16),
            gates: file.gates.iter().map(|(id, least)| (id.as_str().into(), (least.value.min(100) * 100) as u16)).collect(),
            sections,
            file,
        };
        if list.is_empty() { Ok(card) } else { Err(RuleErrors(list)) }
    }

    /// An item as written, by its id.
    pub fn item(&self, id: &str) -> Option<&ItemFile> {
        self.file.sections.iter().flat_map(|section| &section.items).find(|item| item.id.value == id)
    }

    /// Every item with an example, with the example.
    pub fn examples(&self) -> impl Iterator<Item = (&ItemFile, &Spanned<ItemExampleFile>)> {
        self.file.sections.iter().flat_map(|section| &section.items).flat_map(|item| item.examples.iter().map(move |example| (item, example)))
    }
}

/// Checks one file.
pub(super) struct Check<'a, 'b> {
    pub(super) library: &'a Library,
    pub(super) errors: &'a mut Report<'b>,
}

impl Check<'_, '_> {
    fn all(&mut self, file: &ScorecardFile) -> Vec<Section> {
        if file.format.value != 1 {
            self.errors.at(&file.format, "this version reads format 1".into());
        }
        if file.version.value == 0 {
            self.errors.at(&file.version, "versions are counted from 1".into());
        }
        if let Some(pass) = file.pass.as_ref().filter(|pass| pass.value > 100) {
            self.errors.at(pass, "the pass mark is in points of 100: write 0 to 100".into());
        }
        for (id, least) in &file.gates {
            if !file.sections.iter().any(|section| section.id.value == *id) {
                self.errors.at(least, format!("`{id}` is no section of this form: a gate names a section and its least percent"));
            }
            if least.value > 100 {
                self.errors.at(least, "a gate is in percent of the section's points: write 0 to 100".into());
            }
        }
        let mut ids = BTreeSet::new();
        let sections: Vec<Section> = file
            .sections
            .iter()
            .map(|section| {
                self.id(&section.id, &mut ids);
                Section { id: section.id.value.as_str().into(), items: section.items.iter().map(|item| self.item(item, &mut ids)).collect() }
            })
            .collect();
        let sum: u64 = sections.iter().flat_map(|section| &section.items).map(|item| u64::from(item.weight)).sum();
        if sum != 100 {
            self.errors.at(&file.id, format!("the weights of all items sum to {sum}: make them 100, so that points are percent"));
        }
        sections
    }

    fn id(&mut self, id: &Spanned<String>, seen: &mut BTreeSet<String>) {
        if id.value.is_empty() || !id.value.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_') {
            self.errors.at(id, "an id is written with lower-case letters, digits and `_`".into());
        }
        if !seen.insert(id.value.clone()) {
            self.errors.at(id, format!("the id `{}` is there twice: ids of sections and items are unique in a form, those of choices in their item", id.value));
        }
    }

    fn item(&mut self, file: &ItemFile, ids: &mut BTreeSet<String>) -> Item {
        self.id(&file.id, ids);
        let kind = match file.kind.value.as_str() {
            "behaviour" => ItemKind::Behaviour,
            "human" => ItemKind::Human,
            "system" => ItemKind::System,
            "hybrid" => ItemKind::Hybrid,
            other => {
                self.errors.at(&file.kind, format!("`{other}` is no kind of item: behaviour, human, system or hybrid"));
                ItemKind::Human
            }
        };
        let class = match file.class.as_ref().map(|class| (class, class.value.as_str())) {
            None | Some((_, "non_critical")) => ErrorClass::NonCritical,
            Some((_, "customer")) => ErrorClass::Customer,
            Some((_, "business")) => ErrorClass::Business,
            Some((_, "compliance")) => ErrorClass::Compliance,
            Some((class, other)) => {
                self.errors.at(class, format!("`{other}` is no error class: customer, business, compliance or non_critical"));
                ErrorClass::NonCritical
            }
        };
        if file.critical && class == ErrorClass::NonCritical {
            self.errors.at(&file.id, "a critical item needs a class: customer, business or compliance".into());
        }
        if file.critical && file.weight > 0 {
            self.errors.at(&file.id, "a critical item has no points: leave `weight` out, it decides on its own".into());
        }
        let scale = self.scale(file);
        let choices = self.choices(file, scale, kind);
        if let Some(na) = file.na.as_ref().filter(|na| !na.value.allowed && na.value.when.is_some()) {
            self.errors.at(na, "`when` says when \"not applicable\" is right: leave it out where it is not allowed".into());
        }
        let how = match (&file.how, kind) {
            (Some(how), ItemKind::Human) => {
                self.errors.at(how, "a human item has no `how`: people answer it; make it `kind: hybrid` for a proposal by the machine".into());
                None
            }
            (None, ItemKind::Human) => None,
            (None, _) => {
                self.errors.at(&file.kind, format!("an item of kind {} needs `how`: rate, present, absent, limit, dosage, balance, event, outcome or masked", file.kind.value));
                None
            }
            (Some(how), _) => Some(How::compile(how, self)),
        };
        if kind == ItemKind::System && !how.as_ref().is_none_or(How::is_of_source) {
            self.errors.at(&file.kind, "a system item asks for an `event` or an `outcome`; for behaviours write `kind: behaviour`".into());
        }
        for example in &file.examples {
            let answer = &example.value.answer;
            if super::example::Expected::parse(&answer.value).is_none() {
                self.errors.at(answer, format!("`{}` is no answer: yes, no, partly, na, open, or a share such as 50", answer.value));
            }
        }
        Item {
            id: file.id.value.as_str().into(),
            kind,
            class,
            critical: file.critical,
            weight: file.weight,
            scale,
            choices,
            may_be_na: file.na.as_ref().is_none_or(|na| na.value.allowed),
            how,
            applies: Applies::compile(&file.applies, self),
        }
    }

    fn scale(&mut self, file: &ItemFile) -> Scale {
        let Some(scale) = &file.scale else { return if file.critical { Scale::YesNo } else { Scale::Share } };
        match scale.value.as_str() {
            "share" => Scale::Share,
            "yes_no" => Scale::YesNo,
            "0-2" => Scale::ZeroToTwo,
            "1-5" => Scale::OneToFive,
            "choice" => Scale::Choice,
            "text" => Scale::Text,
            other => {
                self.errors.at(scale, format!("`{other}` is no scale: share, yes_no, \"0-2\", \"1-5\", choice or text"));
                Scale::Share
            }
        }
    }

    /// The answers to choose from; points stand on scales that can earn them alone.
    fn choices(&mut self, file: &ItemFile, scale: Scale, kind: ItemKind) -> Vec<Choice> {
        let counts = file.critical || file.weight > 0;
        match scale {
            Scale::Choice | Scale::Text if kind != ItemKind::Human => {
                self.errors.at(&file.kind, "the machine neither chooses nor writes: `scale: choice` and `scale: text` need `kind: human`".into())
            }
            Scale::Text if counts => self.errors.at(&file.id, "a text earns no points and fails nothing: leave `weight` and `critical` out, or take another scale".into()),
            Scale::Choice if file.choices.len() < 2 => self.errors.at(&file.id, "a choice needs `choices`, two or more: {id, text: {en, zh}, share}".into()),
            _ => {}
        }
        if let Some(first) = file.choices.first().filter(|_| scale != Scale::Choice) {
            self.errors.at(&first.id, "`choices` are for `scale: choice`".into());
        }
        let mut ids = BTreeSet::new();
        for choice in &file.choices {
            self.id(&choice.id, &mut ids);
            match &choice.share {
                None if counts => self.errors.at(&choice.id, "the item counts: give every choice its `share` of the points, in percent".into()),
                Some(share) if share.value > 100 => self.errors.at(share, "a share is in percent of the item's points: write 0 to 100".into()),
                Some(share) if file.critical && share.value % 100 != 0 => self.errors.at(share, "a critical item is right or wrong: a choice has the share 100 or 0".into()),
                _ => {}
            }
        }
        let share = |share: &Spanned<u32>| (share.value.min(100) * 100) as u16;
        file.choices.iter().map(|choice| Choice { id: choice.id.value.as_str().into(), share: choice.share.as_ref().map(share) }).collect()
    }

    /// Behaviours that must exist.
    pub(super) fn behaviours(&mut self, list: &[Spanned<String>]) -> Vec<Arc<str>> {
        for id in list.iter().filter(|id| self.library.behaviour(&id.value).is_none()) {
            self.errors.at(id, format!("there is no behaviour `{}`: `rapport behaviours` lists them", id.value));
        }
        list.iter().map(|id| id.value.as_str().into()).collect()
    }

    /// Steps from percent to percent; they begin at 0 and rise.
    pub(super) fn bands<T>(&mut self, place: &Spanned<T>, bands: &BTreeMap<u8, u8>) -> Vec<(u16, u16)> {
        if bands.iter().any(|(from, share)| *from > 100 || *share > 100) {
            self.errors.at(place, "bands are in percent: write {0: 0, 50: 50, 80: 100}".into());
        }
        if !bands.is_empty() && !bands.contains_key(&0) {
            self.errors.at(place, "bands begin at 0: write {0: 0, 50: 50, 80: 100}".into());
        }
        bands.iter().map(|(from, share)| (u16::from(*from) * 100, u16::from(*share) * 100)).collect()
    }
}
