//! Compiles the parts of one rule file: cues, conditions, opportunities.

use std::collections::BTreeMap;
use std::sync::Arc;

use rapport_model::{EventKind, Polarity};
use rapport_text::{Form, Key};
use serde_saphyr::Spanned;

use super::compile::{Cue, Guard, Hint, PatternSet, Place, SpanOf};
use super::file::{ClassFile, CountedFile, CueFile, FormFile, GuardFile, NearFile, OpportunityFile, PlaceFile, RuleFile, SpanFile, TextFile, WhenFile};
use super::library::{Condition, Counted, Near, OpportunityRule, RuleId, Side, TextTest, Trigger};
use super::loader::{LANGUAGES, Loader};
use super::report::{Report, channels};
use crate::pattern::{self, Node};
use crate::predicates;

/// What a circumstance is looked for by: equal ones are the same.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct Asked {
    side: Side,
    counted: bool,
    rule: Option<RuleId>,
    /// English, Chinese.
    patterns: [Box<[String]>; 2],
}

/// Compiles the parts of one file.
pub(super) struct Build<'a, 'b> {
    pub(super) rule: RuleId,
    /// The other side, where a rule has one: who speaks before and after.
    pub(super) other: Option<Side>,
    pub(super) own_side: Side,
    /// Whether the rule counts its hits.
    pub(super) counted: bool,
    pub(super) loader: &'a mut Loader,
    pub(super) own: &'a BTreeMap<String, [Arc<[Vec<Node>]>; 2]>,
    pub(super) errors: &'a mut Report<'b>,
}

impl Build<'_, '_> {
    pub(super) fn patterns(&mut self, list: &[Spanned<String>], language: usize) -> PatternSet {
        if language == 1 && self.loader.english_only {
            return PatternSet::default();
        }
        let mut out = Vec::with_capacity(list.len());
        for text in list {
            let compiled = pattern::parse(&text.value).and_then(|nodes| {
                let (own, shared) = (self.own, &self.loader.classes);
                let classes = |name: &str| {
                    let list = own.get(name).map(|lists| &lists[language]).or_else(|| shared[language].get(name));
                    match list {
                        Some(list) if list.is_empty() => Err(format!("the word class @{name} has no `{}` entries", LANGUAGES[language])),
                        Some(list) => Ok(Arc::clone(list)),
                        None => Err(format!("there is no word class @{name}: define it under `classes:` or in behaviours/words/")),
                    }
                };
                pattern::compile(&nodes, &classes, &mut self.loader.vocabulary, &mut self.loader.sets, &mut self.loader.cache, language)
            });
            match compiled {
                Ok(pattern) => out.push(pattern),
                Err(error) => self.errors.at(text, format!("pattern \"{}\": {error}", text.value)),
            }
        }
        out.into()
    }

    pub(super) fn both(&mut self, en: &[Spanned<String>], zh: &[Spanned<String>]) -> PatternSet {
        let mut all = self.patterns(en, 0).into_vec();
        all.extend(self.patterns(zh, 1));
        all.into()
    }

    pub(super) fn plain_cue(&mut self, rule: RuleId, name: &str, hint: Hint, patterns: PatternSet) -> Cue {
        Cue {
            name: name.into(),
            rule,
            hint,
            patterns,
            also: Vec::new(),
            with: Box::default(),
            with_turn: Box::default(),
            unless: Box::default(),
            unless_turn: Box::default(),
            tested_with: Box::default(),
            tested_unless: None,
            form: None,
            place: None,
            min_words: 0,
            max_words: u32::MAX,
            sentence_max_words: u32::MAX,
            guard: Guard::NONE,
            span: SpanOf::Match,
            level: None,
            confidence: 80,
            polarity: Polarity::Neutral,
            reason: None,
            when: Condition { empty: true, ..Condition::default() },
            predicate: None,
        }
    }

    pub(super) fn cue(&mut self, rule: RuleId, file: &RuleFile, polarity: Polarity, language: usize, cue: &CueFile) -> Cue {
        let guard = |setting: Option<GuardFile>, default: bool| setting.map_or(default, |setting| setting == GuardFile::Guard);
        let own = self.own_side;
        let alone = cue.matches.is_empty();
        let name = format!("{}.{}.{}", file.id.value, LANGUAGES[language], cue.id.value);
        let patterns = self.patterns(&cue.matches, language);
        if patterns.is_empty() && cue.predicate.is_none() && cue.matches.is_empty() {
            self.errors.at(&cue.id, "a cue needs `match` or `predicate`".into());
        }
        let needs = |build: &mut Self, needs: &super::file::Needs| needs.0.iter().map(|list| build.patterns(list, language)).collect::<Box<[_]>>();
        let polarity = match cue.polarity.as_ref().map(|polarity| (polarity, polarity.value.as_str())) {
            Some((_, "+")) => Polarity::Positive,
            Some((_, "-" | "−")) => Polarity::Negative,
            Some((_, "0")) => Polarity::Neutral,
            Some((place, _)) => {
                self.errors.at(place, "the polarity of a cue is \"+\", \"-\" or \"0\"".into());
                polarity
            }
            None => polarity,
        };
        let predicate = cue.predicate.as_ref().and_then(|wanted| match predicates::named(wanted) {
            Ok(predicate) => Some(predicate),
            Err(error) => {
                self.errors.at(&wanted.is, error);
                None
            }
        });
        // Without its predicate a cue would fire too often: it is left out.
        let patterns = if cue.predicate.is_some() && predicate.is_none() { Box::default() } else { patterns };
        let confidence = cue.confidence.unwrap_or(0.8);
        if !(0.0..=1.0).contains(&confidence) {
            self.errors.at(&cue.id, "the confidence is a number from 0 to 1".into());
        }
        Cue {
            patterns,
            with: needs(self, &cue.with),
            with_turn: if alone { Box::default() } else { needs(self, &cue.with_turn) },
            unless: self.patterns(&cue.unless, language),
            unless_turn: if alone { Box::default() } else { self.patterns(&cue.unless_turn, language) },
            tested_with: if alone { cue.with_turn.0.iter().map(|list| self.circumstance_of(own, list, language)).collect() } else { Box::default() },
            tested_unless: (alone && !cue.unless_turn.is_empty()).then(|| self.circumstance_of(own, &cue.unless_turn, language)),
            form: cue.form.map(form),
            place: cue.place.map(|place| match place {
                PlaceFile::TurnStart => Place::TurnStart,
                PlaceFile::TurnEnd => Place::TurnEnd,
            }),
            min_words: cue.min_words.unwrap_or(0),
            max_words: cue.max_words.unwrap_or(u32::MAX),
            sentence_max_words: cue.sentence_max_words.unwrap_or(u32::MAX),
            guard: Guard { negated: guard(cue.negated, true), quoted: guard(cue.quoted, true), reported: guard(cue.reported, true), hypothetical: guard(cue.hypothetical, false) },
            span: match cue.span {
                None | Some(SpanFile::Match) => SpanOf::Match,
                Some(SpanFile::Clause) => SpanOf::Clause,
                Some(SpanFile::Sentence) => SpanOf::Sentence,
                Some(SpanFile::Turn) => SpanOf::Turn,
            },
            level: cue.level,
            confidence: (confidence * 100.0).round().clamp(0.0, 100.0) as u8,
            polarity,
            reason: cue.reason.clone(),
            when: self.condition(&cue.when),
            predicate,
            ..self.plain_cue(rule, &name, Hint::Finding, Box::default())
        }
    }

    fn ids(&mut self, names: &[Spanned<String>]) -> Box<[RuleId]> {
        names
            .iter()
            .filter_map(|name| {
                let id = self.loader.ids.get(&name.value).copied();
                if id.is_none() {
                    self.errors.at(name, format!("there is no behaviour `{}`", name.value));
                }
                id
            })
            .collect()
    }

    fn near(&mut self, near: &NearFile, default_same: bool) -> Near {
        let polarity = near.polarity.as_ref().map(|polarity| match polarity.value.as_str() {
            "+" => Polarity::Positive,
            "-" | "−" => Polarity::Negative,
            _ => Polarity::Neutral,
        });
        Near {
            any: self.ids(&near.any),
            within: near.within,
            turns: match near.turns {
                None | Some(CountedFile::Agent) => Counted::Agent,
                Some(CountedFile::Customer) => Counted::Customer,
                Some(CountedFile::All) => Counted::All,
            },
            level: near.level.unwrap_or(0),
            polarity,
            same_turn: near.same_turn.unwrap_or(default_same),
        }
    }

    /// A cue that only looks for a circumstance in the turns of a side. What another such cue looks for already is looked for once.
    pub(super) fn circumstance(&mut self, side: Side, en: &[Spanned<String>], zh: &[Spanned<String>]) -> u32 {
        let asked = Asked {
            side,
            counted: self.counted,
            // Classes of a file's own mean something else in another file.
            rule: (!self.own.is_empty()).then_some(self.rule),
            patterns: [en, zh].map(|list| list.iter().map(|pattern| pattern.value.clone()).collect()),
        };
        let number = self.loader.cues.len() as u32;
        if let Some(&first) = self.loader.asked.get(&asked) {
            self.loader.cues[first as usize].also.push(number);
            let cue = self.plain_cue(self.rule, "", Hint::Said(side), Box::default());
            self.loader.cues.push(cue);
            return number;
        }
        // Named by what it looks for: its number moves with every other rule.
        let file = self.loader.ids.iter().find(|(_, rule)| asked.rule == Some(**rule)).map_or("", |(id, _)| id);
        let name = format!("condition.{:x}", Key::of(&format!("{file} {side:?} {}", asked.patterns.concat().join(" "))).0);
        let mistakes = self.errors.list.len();
        let patterns = self.both(en, zh);
        if self.errors.list.len() == mistakes {
            self.loader.asked.insert(asked, number);
        }
        let cue = self.plain_cue(self.rule, &name, Hint::Said(side), patterns);
        self.loader.cues.push(cue);
        number
    }

    fn circumstance_of(&mut self, side: Side, list: &[Spanned<String>], language: usize) -> u32 {
        if language == 0 { self.circumstance(side, list, &[]) } else { self.circumstance(side, &[], list) }
    }

    fn text(&mut self, text: &TextFile, default: Option<Side>) -> TextTest {
        let side = text.side.as_ref().map(|name| side(name, self.errors)).or(default);
        let cue = (!text.en.is_empty() || !text.zh.is_empty()).then(|| self.circumstance(side.unwrap_or(Side::Both), &text.en, &text.zh));
        TextTest { side, cue, form: text.form.map(form), min_words: text.min_words.unwrap_or(0), max_words: text.max_words.unwrap_or(u32::MAX) }
    }

    pub(super) fn condition(&mut self, when: &WhenFile) -> Condition {
        let near = |build: &mut Self, near: &Option<NearFile>, same: bool| near.as_ref().map(|near| build.near(near, same));
        let other = self.other;
        let beside = |build: &mut Self, text: &Option<TextFile>| text.as_ref().map(|text| build.text(text, other));
        let text = |build: &mut Self, text: &Option<TextFile>| text.as_ref().map(|text| build.text(text, None));
        let mut condition = Condition {
            after: near(self, &when.after, false),
            not_after: near(self, &when.not_after, false),
            followed_by: near(self, &when.followed_by, true),
            not_followed_by: near(self, &when.not_followed_by, true),
            same_turn: self.ids(&when.same_turn),
            not_same_turn: self.ids(&when.not_same_turn),
            prev: beside(self, &when.prev),
            not_prev: beside(self, &when.not_prev),
            next: beside(self, &when.next),
            not_next: beside(self, &when.not_next),
            earlier: text(self, &when.earlier),
            not_earlier: text(self, &when.not_earlier),
            position: when.position,
            channels: channels(&when.channel, self.errors),
            empty: false,
        };
        let c = &condition;
        condition.empty = c.needs().next().is_none()
            && c.position.is_none()
            && c.channels.is_empty()
            && [&c.prev, &c.not_prev, &c.next, &c.not_next, &c.earlier, &c.not_earlier].iter().all(|test| test.is_none());
        condition
    }

    pub(super) fn opportunity(&mut self, at: RuleId, file: &RuleFile, opportunity: &OpportunityFile) -> Option<OpportunityRule> {
        let on = &opportunity.on;
        let trigger = if !on.any.is_empty() {
            Trigger::Found(Near {
                any: self.ids(&on.any),
                within: None,
                turns: Counted::All,
                level: on.level.unwrap_or(0),
                polarity: on.polarity.as_ref().map(|sign| match sign.value.as_str() {
                    "+" => Polarity::Positive,
                    "-" | "−" => Polarity::Negative,
                    _ => Polarity::Neutral,
                }),
                same_turn: false,
            })
        } else if on.start {
            Trigger::Start
        } else if on.end {
            Trigger::End
        } else if let Some(event) = &on.event {
            match EventKind::parse(&event.value) {
                Some(kind) => Trigger::Event(kind),
                None => {
                    self.errors.at(event, format!("`{}` is no event: hold, transfer, silence, overlap, recording_notice or hangup", event.value));
                    return None;
                }
            }
        } else if on.en.is_empty() && on.zh.is_empty() && (on.min_words.is_some() || on.form.is_some()) {
            Trigger::Length { words: on.min_words.unwrap_or(0), form: on.form.map(form) }
        } else if !on.en.is_empty() || !on.zh.is_empty() {
            let patterns = self.both(&on.en, &on.zh);
            let mut cue = self.plain_cue(at, &format!("{}.trigger", file.id.value), Hint::Trigger, patterns);
            cue.form = on.form.map(form);
            cue.min_words = on.min_words.unwrap_or(0);
            self.loader.cues.push(cue);
            Trigger::Text
        } else {
            self.errors.at(&file.id, "`opportunity.on` needs one of any, start, end, event, en, zh, form or min_words".into());
            return None;
        };
        Some(OpportunityRule {
            on: trigger,
            min_words: on.min_words.unwrap_or(0),
            within: opportunity.within.unwrap_or(2),
            again_after: opportunity.again_after,
            channels: channels(&opportunity.channel, self.errors),
        })
    }
}

impl Condition {
    /// Every rule whose findings are asked for.
    pub(crate) fn needs(&self) -> impl Iterator<Item = RuleId> {
        [&self.after, &self.not_after, &self.followed_by, &self.not_followed_by]
            .into_iter()
            .flatten()
            .flat_map(|near| near.any.iter())
            .chain(self.same_turn.iter())
            .chain(self.not_same_turn.iter())
            .copied()
    }
}

pub(super) fn other(side: Side) -> Option<Side> {
    match side {
        Side::Agent => Some(Side::Customer),
        Side::Customer => Some(Side::Agent),
        Side::Both => None,
    }
}

fn form(form: FormFile) -> Form {
    match form {
        FormFile::Question => Form::Question,
        FormFile::Statement => Form::Statement,
    }
}

pub(super) fn side(name: &Spanned<String>, errors: &mut Report) -> Side {
    match name.value.as_str() {
        "agent" => Side::Agent,
        "customer" => Side::Customer,
        "both" => Side::Both,
        other => {
            errors.at(name, format!("the side is agent, customer or both, not `{other}`"));
            Side::Both
        }
    }
}

pub(super) fn parse_class(class: &ClassFile, english_only: bool, errors: &mut Report) -> [Arc<[Vec<Node>]>; 2] {
    let zh: &[Spanned<String>] = if english_only { &[] } else { &class.zh };
    [&class.en, zh].map(|list| {
        list.iter()
            .filter_map(|entry| match pattern::parse(&entry.value) {
                Ok(nodes) if nodes.contains(&Node::Far) => {
                    errors.at(entry, format!("class entry \"{}\": `>>` belongs into patterns, not into classes", entry.value));
                    None
                }
                Ok(nodes) => Some(nodes),
                Err(error) => {
                    errors.at(entry, format!("class entry \"{}\": {error}", entry.value));
                    None
                }
            })
            .collect()
    })
}
