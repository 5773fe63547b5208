//! All behaviours together: files linked by id, ordered by what they build on, patterns indexed.

use std::collections::BTreeMap;
use std::sync::Arc;

use rapport_model::{Channel, EventKind, Polarity};
use rapport_text::Form;
use serde_saphyr::Spanned;
use sha2::{Digest, Sha256};

use super::compile::{Cue, Guard, Hint, Place, PatternSet, SpanOf};
use super::error::{RuleError, RuleErrors};
use super::file::{Both, ClassFile, CountedFile, CueFile, FormFile, GuardFile, LimitsFile, NearFile, OpportunityFile, PlaceFile, PositionFile, RuleFile, SpanFile, TextFile, WhenFile, WordsFile};
use crate::detect::Grammar;
use crate::detect::Index;
use crate::pattern::{self, Cache, Membership, Node, Sets, Vocabulary};
use crate::predicates;
use crate::roles::Roles;

/// Number of a rule in its library.
pub(crate) type RuleId = u16;

/// A file's name and text.
#[derive(Clone, Debug)]
pub struct RuleSource {
    /// Path as shown in messages. Files under `words/` hold word classes.
    pub name: String,
    /// YAML.
    pub text: String,
}

/// Who a rule looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Side {
    Agent,
    Customer,
    Both,
}

/// "Within N turns of behaviour X."
#[derive(Clone, Debug)]
pub(crate) struct Near {
    pub any: Box<[RuleId]>,
    pub within: Option<u32>,
    pub turns: Counted,
    pub level: u8,
    pub polarity: Option<Polarity>,
    pub same_turn: bool,
}

/// Whose turns are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counted {
    Agent,
    Customer,
    All,
}

/// A condition on the text of other turns.
#[derive(Clone, Debug)]
pub(crate) struct TextTest {
    pub side: Option<Side>,
    /// The cue that looks for its patterns, where it has any.
    pub cue: Option<u32>,
    pub form: Option<Form>,
    pub min_words: u32,
    pub max_words: u32,
}

/// All dialogue conditions of a rule or a cue; every one must hold.
#[derive(Clone, Debug, Default)]
pub(crate) struct Condition {
    pub after: Option<Near>,
    pub not_after: Option<Near>,
    pub followed_by: Option<Near>,
    pub not_followed_by: Option<Near>,
    pub same_turn: Box<[RuleId]>,
    pub not_same_turn: Box<[RuleId]>,
    pub prev: Option<TextTest>,
    pub not_prev: Option<TextTest>,
    pub next: Option<TextTest>,
    pub not_next: Option<TextTest>,
    pub earlier: Option<TextTest>,
    pub not_earlier: Option<TextTest>,
    pub position: Option<PositionFile>,
    pub channels: Box<[Channel]>,
    /// Nothing to test.
    pub empty: bool,
}

/// One part of a behaviour made of slots.
#[derive(Clone, Debug)]
pub(crate) struct SlotPart {
    pub name: Arc<str>,
    pub not_in: Box<[Channel]>,
}

/// A behaviour made of slots.
#[derive(Clone, Debug)]
pub(crate) struct SlotRule {
    pub turns: PositionFile,
    pub miss: Option<u32>,
    pub parts: Box<[SlotPart]>,
    pub opens: Option<u8>,
}

/// What calls for a behaviour.
#[derive(Clone, Debug)]
pub(crate) enum Trigger {
    Found(Near),
    Start,
    End,
    Event(EventKind),
    /// Hits of the rule's trigger cues.
    Text,
    /// A turn of the other side of some length and form, whatever its words.
    Length { words: u32, form: Option<Form> },
}

/// When a behaviour is called for, and how long it may take.
#[derive(Clone, Debug)]
pub(crate) struct OpportunityRule {
    pub on: Trigger,
    pub within: u32,
    pub again_after: Option<u32>,
    pub channels: Box<[Channel]>,
}

/// A graded part of a behaviour.
#[derive(Clone, Debug)]
pub(crate) struct Component {
    pub name: Arc<str>,
    /// The cue that looks for it.
    pub cue: u32,
}

/// One behaviour, compiled.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub id: Arc<str>,
    pub side: Side,
    pub when: Condition,
    pub slots: Option<SlotRule>,
    pub components: Box<[Component]>,
    pub level_by_components: Box<[(u8, Box<[u8]>)]>,
    pub limits: LimitsFile,
    pub opportunity: Option<OpportunityRule>,
    pub skill: Option<&'static str>,
    /// Cues without patterns: tested on every turn of the side.
    pub tested: Box<[u32]>,
    pub file: Arc<RuleFile>,
}

/// All behaviours, ready to detect.
pub struct Library {
    pub(crate) rules: Vec<Rule>,
    pub(crate) cues: Vec<Cue>,
    /// Rules in an order in which each comes after those it builds on.
    pub(crate) order: Vec<RuleId>,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) membership: Membership,
    pub(crate) index: Index,
    pub(crate) grammar: Grammar,
    pub(crate) roles: Roles,
    /// `cust_negative_emotion` and `cust_hostility`, which many tests ask for.
    pub(crate) emotion: [Option<RuleId>; 2],
    /// By token: whether a term of art may begin with it.
    pub(crate) begins_term: Vec<bool>,
    hash: String,
}

/// Skills in the order in which they are shown.
pub(crate) const SKILLS: [&str; 9] =
    ["opening", "listening", "empathy", "apology", "solving", "clarity", "follow_through", "relationship", "boundaries"];

impl Library {
    /// Compiles rule files and word classes. A file given later replaces one of the same id, so that a
    /// team's folder can follow the built-in one.
    ///
    /// # Errors
    /// Every mistake of every file, with line and mend.
    pub fn compile(sources: &[RuleSource]) -> Result<Library, RuleErrors> {
        let (library, errors) = Library::compile_rest(sources);
        if errors.is_empty() { Ok(library) } else { Err(RuleErrors(errors)) }
    }

    /// Compiles what can be compiled and returns the mistakes beside it: cues and conditions with a
    /// mistake are left out. For `rapport test`, so that one file's mistake does not hide the others.
    pub fn compile_rest(sources: &[RuleSource]) -> (Library, Vec<RuleError>) {
        Loader::default().load(sources)
    }

    /// `sha256:…` over all files, in order of their ids: equal libraries have equal hashes.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// Every behaviour as written, in order of id.
    pub fn behaviours(&self) -> impl Iterator<Item = &RuleFile> {
        self.rules.iter().map(|rule| rule.file.as_ref())
    }

    /// One behaviour by id.
    pub fn behaviour(&self, id: &str) -> Option<&RuleFile> {
        self.rules.iter().find(|rule| &*rule.id == id).map(|rule| rule.file.as_ref())
    }

    pub(crate) fn rule_id(&self, id: &str) -> Option<RuleId> {
        self.rules.binary_search_by(|rule| (*rule.id).cmp(id)).ok().map(|at| at as RuleId)
    }

    /// The reason of a cue in both languages, with `{slot}` still in it.
    pub fn reason(&self, cue: &str) -> Option<&Both<String>> {
        let behaviour = cue.split('.').next()?;
        let rule = &self.rules[self.rule_id(behaviour)? as usize];
        let own = self.cues.iter().find(|candidate| &*candidate.name == cue).and_then(|cue| cue.reason.as_ref());
        Some(own.unwrap_or(&rule.file.reason))
    }
}

/// Names of channels, for messages.
fn channels(list: &[Spanned<String>], errors: &mut Report) -> Box<[Channel]> {
    list.iter()
        .filter_map(|name| {
            let channel = Channel::parse(&name.value);
            if channel.is_none() {
                errors.at(name, format!("`{}` is no channel: voice, chat, email, sms, social or video", name.value));
            }
            channel
        })
        .collect()
}

/// Mistakes of one file.
struct Report<'a> {
    file: &'a str,
    list: &'a mut Vec<RuleError>,
}

impl Report<'_> {
    fn at<T>(&mut self, place: &Spanned<T>, message: String) {
        self.line(place.referenced.line(), message);
    }

    fn line(&mut self, line: u64, message: String) {
        self.list.push(RuleError { file: self.file.to_owned(), line, message });
    }
}

type ClassList = BTreeMap<String, Arc<[Vec<Node>]>>;

#[derive(Default)]
struct Loader {
    vocabulary: Vocabulary,
    sets: Sets,
    cache: Cache,
    /// Classes of single files, kept so that their places in memory stay theirs: the cache knows classes by place.
    kept: Vec<[Arc<[Vec<Node>]>; 2]>,
    /// Shared classes by language: 0 English, 1 Chinese.
    classes: [ClassList; 2],
    errors: Vec<RuleError>,
    cues: Vec<Cue>,
    ids: BTreeMap<String, RuleId>,
}

impl Loader {
    fn load(mut self, sources: &[RuleSource]) -> (Library, Vec<RuleError>) {
        self.vocabulary = Vocabulary::new();
        let mut files: BTreeMap<String, (String, RuleFile)> = BTreeMap::new();
        let mut hashed: BTreeMap<&str, &str> = BTreeMap::new();
        for source in sources {
            if source.name.contains("words/") {
                hashed.insert(&source.name, &source.text);
                self.words(source);
                continue;
            }
            match serde_saphyr::from_str::<RuleFile>(&source.text) {
                Ok(file) => {
                    self.check_head(source, &file);
                    hashed.insert(&source.name, &source.text);
                    files.insert(file.id.value.clone(), (source.name.clone(), file));
                }
                Err(error) => self.yaml_error(source, &error),
            }
        }
        self.ids = files.keys().enumerate().map(|(at, id)| (id.clone(), at as RuleId)).collect();
        let mut mistakes = Vec::new();
        let mut grammar = Grammar::compile(&mut self.vocabulary, &mut self.sets, &mut mistakes);
        let roles = Roles::compile(&mut self.vocabulary, &mut self.sets, &mut mistakes);
        self.errors.extend(mistakes.into_iter().map(|message| RuleError { file: "engine".into(), line: 0, message }));
        let mut rules = Vec::with_capacity(files.len());
        for (at, (name, file)) in files.into_values().enumerate() {
            let rule = self.rule(at as RuleId, &name, file);
            rules.push(rule);
        }
        let emotion = ["cust_negative_emotion", "cust_hostility"].map(|id| self.ids.get(id).copied());
        let order = self.order(&rules);
        let terms: Vec<u32> = predicates::term_beginnings().map(|key| self.vocabulary.number(key)).collect();
        let mut begins_term = vec![false; self.vocabulary.len()];
        terms.into_iter().for_each(|id| begins_term[id as usize] = true);
        self.vocabulary.weigh();
        for cue in &mut self.cues {
            for pattern in &mut cue.patterns {
                // A circumstance need not be announced by a word: few are not, and they are tried everywhere.
                if let Err(message) = pattern.note_needs(&self.vocabulary, &mut self.sets)
                    && !matches!(cue.hint, Hint::Said(_))
                {
                    let file = format!("{}.yaml", rules[cue.rule as usize].id);
                    self.errors.push(RuleError { file, line: 0, message: format!("{}: {message}", cue.name) });
                }
            }
        }
        let asked = self.cues.iter_mut().flat_map(|cue| {
            let turn = cue.with_turn.iter_mut().flatten().chain(cue.unless_turn.iter_mut());
            cue.with.iter_mut().flatten().chain(cue.unless.iter_mut()).chain(turn)
        });
        for pattern in asked.chain(grammar.asked()) {
            pattern.note_asked(&self.vocabulary, &mut self.sets);
        }
        let index = Index::build(&rules, &self.cues, self.vocabulary.len());
        let membership = Membership::of(&self.sets, &self.vocabulary);
        let mut hasher = Sha256::new();
        for (name, text) in hashed {
            hasher.update(name.as_bytes());
            hasher.update([0]);
            hasher.update(text.as_bytes());
            hasher.update([0]);
        }
        let hash = hasher.finalize().iter().fold(String::from("sha256:"), |text, byte| text + &format!("{byte:02x}"));
        (Library { rules, cues: self.cues, order, vocabulary: self.vocabulary, membership, index, grammar, roles, emotion, begins_term, hash }, self.errors)
    }

    fn yaml_error(&mut self, source: &RuleSource, error: &serde_saphyr::Error) {
        let line = error.location().map_or(0, |location| location.line());
        let text = error.to_string();
        let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("not valid YAML").trim().to_owned();
        self.errors.push(RuleError { file: source.name.clone(), line, message: format!("{first} (docs/rules.md lists every field)") });
    }

    fn words(&mut self, source: &RuleSource) {
        let file = match serde_saphyr::from_str::<WordsFile>(&source.text) {
            Ok(file) => file,
            Err(error) => return self.yaml_error(source, &error),
        };
        let mut errors = Report { file: &source.name, list: &mut self.errors };
        if file.format.value != 1 {
            errors.at(&file.format, "this version reads format 1".into());
        }
        for (name, class) in &file.classes {
            for (language, list) in parse_class(class, &mut errors).into_iter().enumerate() {
                if self.classes[language].insert(name.clone(), list).is_some() {
                    errors.line(0, format!("the word class `{name}` stands in another file already: choose another name"));
                }
            }
        }
    }

    fn check_head(&mut self, source: &RuleSource, file: &RuleFile) {
        let mut errors = Report { file: &source.name, list: &mut self.errors };
        if file.format.value != 1 {
            errors.at(&file.format, "this version reads format 1".into());
        }
        let stem = source.name.rsplit('/').next().unwrap_or(&source.name).trim_end_matches(".yaml").trim_end_matches(".yml");
        if stem != file.id.value {
            errors.at(&file.id, format!("the id `{}` differs from the file's name: call the file {}.yaml", file.id.value, file.id.value));
        }
        if !file.id.value.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_') {
            errors.at(&file.id, "an id is written with lower-case letters, digits and `_`".into());
        }
        if !matches!(file.tier.value.as_str(), "core" | "extended") {
            errors.at(&file.tier, "the tier is core or extended".into());
        }
        if file.cues.en.is_empty() && file.cues.zh.is_empty() && file.slots.is_none() {
            errors.at(&file.id, "there are no cues: nothing can ever be found".into());
        }
    }

    fn rule(&mut self, at: RuleId, name: &str, file: RuleFile) -> Rule {
        let mut list = std::mem::take(&mut self.errors);
        let mut errors = Report { file: name, list: &mut list };
        let own = file.classes.iter().map(|(name, class)| (name.clone(), parse_class(class, &mut errors))).collect::<BTreeMap<_, _>>();
        for (name, class) in &own {
            if self.classes.iter().any(|shared| shared.contains_key(name)) {
                errors.line(0, format!("the word class `{name}` is a shared one already: choose another name"));
            }
            self.kept.push(class.clone());
        }
        let side = side(&file.side, &mut errors);
        let polarity = match file.polarity.value.as_str() {
            "+" => Polarity::Positive,
            "-" | "−" => Polarity::Negative,
            "0" | "n/a" => Polarity::Neutral,
            "±" => Polarity::Positive,
            other => {
                errors.at(&file.polarity, format!("the polarity is \"+\", \"-\", \"0\" or \"±\", not `{other}`"));
                Polarity::Neutral
            }
        };
        let skill = file.skill.as_ref().and_then(|skill| {
            let known = SKILLS.iter().copied().find(|known| *known == skill.value);
            if known.is_none() {
                errors.at(skill, format!("`{}` is no skill: {}", skill.value, SKILLS.join(", ")));
            }
            known
        });
        let mut build = Build { rule: at, other: other(side), own_side: side, loader: self, own: &own, errors: &mut errors };
        let mut tested = Vec::new();
        let mut seen = Vec::new();
        for (language, cues) in [&file.cues.en, &file.cues.zh].into_iter().enumerate() {
            for cue in cues {
                let word = LANGUAGES[language];
                if seen.contains(&(language, cue.id.value)) {
                    build.errors.at(&cue.id, format!("the cue number {} is there twice in `{word}`: numbers are unique", cue.id.value));
                }
                seen.push((language, cue.id.value));
                let cue = build.cue(at, &file, polarity, language, cue);
                if cue.patterns.is_empty() {
                    tested.push(build.loader.cues.len() as u32);
                }
                build.loader.cues.push(cue);
            }
        }
        let when = build.condition(&file.when);
        let slots = file.slots.as_ref().map(|slots| {
            let parts = slots
                .parts
                .iter()
                .enumerate()
                .map(|(number, part)| {
                    let patterns = build.both(&part.en, &part.zh);
                    let cue = build.plain_cue(at, &format!("{}.part.{}", file.id.value, part.name.value), Hint::Part(number as u8), patterns);
                    build.loader.cues.push(cue);
                    SlotPart { name: part.name.value.as_str().into(), not_in: channels(&part.not_in, build.errors) }
                })
                .collect();
            let opens = slots.opens.as_ref().and_then(|name| {
                let at = slots.parts.iter().position(|part| part.name.value == name.value);
                if at.is_none() {
                    build.errors.at(name, format!("`{}` is none of the parts", name.value));
                }
                at.map(|at| at as u8)
            });
            SlotRule { turns: slots.turns, miss: slots.miss, parts, opens }
        });
        let components: Box<[Component]> = file
            .components
            .iter()
            .map(|(name, list)| {
                let patterns = build.both(&list.en, &list.zh);
                Component { name: name.as_str().into(), cue: build.circumstance(side, patterns) }
            })
            .collect();
        let level_by_components = file
            .level_by_components
            .iter()
            .map(|(level, names)| {
                let parts = names
                    .iter()
                    .filter_map(|name| {
                        let at = components.iter().position(|component| *component.name == *name.value);
                        if at.is_none() {
                            build.errors.at(name, format!("`{}` is none of the components", name.value));
                        }
                        at.map(|at| at as u8)
                    })
                    .collect();
                (*level, parts)
            })
            .collect();
        let opportunity = file.opportunity.as_ref().and_then(|opportunity| build.opportunity(at, &file, opportunity));
        self.errors = list;
        Rule {
            id: file.id.value.as_str().into(),
            side,
            when,
            slots,
            components,
            level_by_components,
            limits: file.limits,
            opportunity,
            skill,
            tested: tested.into(),
            file: Arc::new(file),
        }
    }

    /// Each rule after those whose findings it asks for.
    fn order(&mut self, rules: &[Rule]) -> Vec<RuleId> {
        let needs: Vec<Vec<RuleId>> = rules
            .iter()
            .enumerate()
            .map(|(at, rule)| {
                let own = self.cues.iter().filter(|cue| cue.rule as usize == at);
                let mut needs: Vec<RuleId> = std::iter::once(&rule.when).chain(own.clone().map(|cue| &cue.when)).flat_map(Condition::needs).collect();
                for cue in own {
                    if let Some(predicate) = &cue.predicate {
                        needs.extend(predicate.needs.iter().filter_map(|id| self.ids.get(*id)));
                    }
                }
                needs.sort_unstable();
                needs.dedup();
                needs
            })
            .collect();
        let mut state = vec![0u8; rules.len()];
        let mut order = Vec::with_capacity(rules.len());
        for at in 0..rules.len() {
            self.visit(at, &needs, rules, &mut state, &mut order);
        }
        order
    }

    fn visit(&mut self, at: usize, needs: &[Vec<RuleId>], rules: &[Rule], state: &mut [u8], order: &mut Vec<RuleId>) {
        if state[at] != 0 {
            return;
        }
        state[at] = 1;
        for &need in &needs[at] {
            if state[need as usize] == 1 {
                let (a, b) = (&rules[at].id, &rules[need as usize].id);
                let message = format!("`{a}` and `{b}` build on each other in a circle: drop one of the conditions");
                self.errors.push(RuleError { file: format!("{a}.yaml"), line: 0, message });
            } else {
                self.visit(need as usize, needs, rules, state, order);
            }
        }
        state[at] = 2;
        order.push(at as RuleId);
    }
}

const LANGUAGES: [&str; 2] = ["en", "zh"];

/// Compiles the parts of one file.
struct Build<'a, 'b> {
    rule: RuleId,
    /// The other side, where a rule has one: who speaks before and after.
    other: Option<Side>,
    own_side: Side,
    loader: &'a mut Loader,
    own: &'a BTreeMap<String, [Arc<[Vec<Node>]>; 2]>,
    errors: &'a mut Report<'b>,
}

impl Build<'_, '_> {
    fn patterns(&mut self, list: &[Spanned<String>], language: usize) -> PatternSet {
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

    fn both(&mut self, en: &[Spanned<String>], zh: &[Spanned<String>]) -> PatternSet {
        let mut all = self.patterns(en, 0).into_vec();
        all.extend(self.patterns(zh, 1));
        all.into()
    }

    fn plain_cue(&mut self, rule: RuleId, name: &str, hint: Hint, patterns: PatternSet) -> Cue {
        Cue {
            name: name.into(),
            rule,
            hint,
            patterns,
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

    fn cue(&mut self, rule: RuleId, file: &RuleFile, polarity: Polarity, language: usize, cue: &CueFile) -> Cue {
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
            guard: Guard {
                negated: guard(cue.negated, true),
                quoted: guard(cue.quoted, true),
                reported: guard(cue.reported, true),
                hypothetical: guard(cue.hypothetical, false),
            },
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

    /// A cue that only looks for a circumstance in the turns of a side.
    fn circumstance(&mut self, side: Side, patterns: PatternSet) -> u32 {
        let number = self.loader.cues.len() as u32;
        let cue = self.plain_cue(self.rule, &format!("condition.{number}"), Hint::Said(side), patterns);
        self.loader.cues.push(cue);
        number
    }

    fn circumstance_of(&mut self, side: Side, list: &[Spanned<String>], language: usize) -> u32 {
        let patterns = self.patterns(list, language);
        self.circumstance(side, patterns)
    }

    fn text(&mut self, text: &TextFile, default: Option<Side>) -> TextTest {
        let patterns = self.both(&text.en, &text.zh);
        let side = text.side.as_ref().map(|name| side(name, self.errors)).or(default);
        let cue = (!patterns.is_empty()).then(|| self.circumstance(side.unwrap_or(Side::Both), patterns));
        TextTest { side, cue, form: text.form.map(form), min_words: text.min_words.unwrap_or(0), max_words: text.max_words.unwrap_or(u32::MAX) }
    }

    fn condition(&mut self, when: &WhenFile) -> Condition {
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

    fn opportunity(&mut self, at: RuleId, file: &RuleFile, opportunity: &OpportunityFile) -> Option<OpportunityRule> {
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
        Some(OpportunityRule { on: trigger, within: opportunity.within.unwrap_or(2), again_after: opportunity.again_after, channels: channels(&opportunity.channel, self.errors) })
    }
}

impl Condition {
    /// Every rule whose findings are asked for.
    fn needs(&self) -> impl Iterator<Item = RuleId> {
        [&self.after, &self.not_after, &self.followed_by, &self.not_followed_by]
            .into_iter()
            .flatten()
            .flat_map(|near| near.any.iter())
            .chain(self.same_turn.iter())
            .chain(self.not_same_turn.iter())
            .copied()
    }
}

fn other(side: Side) -> Option<Side> {
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

fn side(name: &Spanned<String>, errors: &mut Report) -> Side {
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

fn parse_class(class: &ClassFile, errors: &mut Report) -> [Arc<[Vec<Node>]>; 2] {
    [&class.en, &class.zh].map(|list| {
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
