//! Reads rule files and word classes and links them into one library.

use std::collections::BTreeMap;
use std::sync::Arc;

use rapport_model::Polarity;
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use super::build::{Asked, Build, other, parse_class, side};
use super::compile::{Cue, Hint};
use super::error::RuleError;
use super::file::{RuleFile, WordsFile};
use super::library::{Component, HeardAlone, Library, Rule, RuleId, RuleSource, SKILLS, SlotPart, SlotRule};
use super::report::{Report, channels};
use crate::detect::{Grammar, Index, Plan, unheard};
use crate::learned::{Keys, Learned};
use crate::pattern::{Cache, Membership, Node, Sets, Vocabulary};
use crate::predicates::Lexicon;
use crate::roles::Roles;

pub(super) type ClassList = BTreeMap<String, Arc<[Vec<Node>]>>;

/// What is gathered while files are read.
#[derive(Default)]
pub(super) struct Loader {
    pub(super) vocabulary: Vocabulary,
    pub(super) sets: Sets,
    pub(super) cache: Cache,
    /// Classes of single files, kept so that their places in memory stay theirs: the cache knows classes by place.
    kept: Vec<[Arc<[Vec<Node>]>; 2]>,
    /// Shared classes by language: 0 English, 1 Chinese.
    pub(super) classes: [ClassList; 2],
    errors: Vec<RuleError>,
    pub(super) cues: Vec<Cue>,
    /// Circumstances that were compiled, by what they look for.
    pub(super) asked: FxHashMap<Asked, u32>,
    /// Chinese patterns and classes are left out.
    pub(super) english_only: bool,
    pub(super) ids: BTreeMap<String, RuleId>,
}

impl Loader {
    /// A loader that leaves out what only Chinese text can match.
    pub(super) fn english() -> Loader {
        Loader { english_only: true, ..Loader::default() }
    }

    pub(super) fn load(mut self, sources: &[RuleSource]) -> (Library, Vec<RuleError>) {
        self.vocabulary = Vocabulary::new();
        let mut files: BTreeMap<String, (String, RuleFile)> = BTreeMap::new();
        let mut hashed: BTreeMap<&str, String> = BTreeMap::new();
        for source in sources {
            let base = source.name.rsplit('/').next().unwrap_or(&source.name);
            if source.name.contains("words/") {
                if let Some((file, digest)) = self.parse::<WordsFile>(source) {
                    hashed.insert(base, digest);
                    self.words(source, &file);
                }
            } else if let Some((file, digest)) = self.parse::<RuleFile>(source) {
                self.check_head(source, &file);
                hashed.insert(base, digest);
                files.insert(file.id.value.clone(), (source.name.clone(), file));
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
        let plan = Plan::of(&rules, &self.cues, &self.ids);
        let order = self.order(&rules, &plan);
        let lexicon = Lexicon::new(|key| self.vocabulary.number(key));
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
        let index = Index::build(&rules, &self.cues, &self.vocabulary);
        let membership = Membership::of(&self.sets, &self.vocabulary);
        let hash = format!("sha256:{}", hex(hashed.into_iter().map(|(name, digest)| format!("{name} {digest}\n")).collect::<String>().as_bytes()));
        let mut rank = vec![0; rules.len()];
        order.iter().enumerate().for_each(|(at, &rule)| rank[rule as usize] = at as RuleId);
        let unheard = unheard(&rules);
        let keys = Keys::of(self.cues.iter().map(|cue| &*cue.name), rules.iter().map(|rule| &*rule.id));
        (
            Library {
                rules,
                cues: self.cues,
                order,
                rank,
                unheard,
                vocabulary: self.vocabulary,
                membership,
                index,
                grammar,
                roles,
                emotion,
                lexicon,
                plan,
                keys,
                learned: Learned::default(),
                hash,
            },
            self.errors,
        )
    }

    /// Reads a file: YAML as written, or the JSON that a build prepared from it, which carries its digest.
    fn parse<T: serde::de::DeserializeOwned>(&mut self, source: &RuleSource) -> Option<(T, String)> {
        if source.text.starts_with('{') {
            return match serde_json::from_str::<Prepared<T>>(&source.text) {
                Ok(prepared) => Some((prepared.file, prepared.digest)),
                Err(error) => {
                    self.errors.push(RuleError { file: source.name.clone(), line: 0, message: format!("not as the build prepares it: {error}") });
                    None
                }
            };
        }
        match serde_saphyr::from_str::<T>(&source.text) {
            Ok(file) => Some((file, hex(source.text.as_bytes()))),
            Err(error) => {
                self.errors.push(RuleError::of_yaml(&source.name, &error, "docs/rules.md"));
                None
            }
        }
    }

    fn words(&mut self, source: &RuleSource, file: &WordsFile) {
        let mut errors = Report { file: &source.name, list: &mut self.errors };
        if file.format.value != 1 {
            errors.at(&file.format, "this version reads format 1".into());
        }
        for (name, class) in &file.classes {
            for (language, list) in parse_class(class, self.english_only, &mut errors).into_iter().enumerate() {
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
        if let Some(level) = file.heard.level.as_ref().filter(|level| !(1..=4).contains(&level.value)) {
            errors.at(level, "a level is 1 to 4".into());
        }
        if file.cues.en.is_empty() && file.cues.zh.is_empty() && file.slots.is_none() {
            errors.at(&file.id, "there are no cues: nothing can ever be found".into());
        }
    }

    fn rule(&mut self, at: RuleId, name: &str, file: RuleFile) -> Rule {
        let mut list = std::mem::take(&mut self.errors);
        let mut errors = Report { file: name, list: &mut list };
        let own = file.classes.iter().map(|(name, class)| (name.clone(), parse_class(class, self.english_only, &mut errors))).collect::<BTreeMap<_, _>>();
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
        let mut build = Build { rule: at, other: other(side), own_side: side, counted: file.limits.at_least.is_some(), loader: self, own: &own, errors: &mut errors };
        let mut tested = Vec::new();
        let mut seen = Vec::new();
        for (language, cues) in [&file.cues.en, &file.cues.zh].into_iter().enumerate() {
            for cue in cues {
                let word = LANGUAGES[language];
                if seen.contains(&(language, cue.id.value)) {
                    build.errors.at(&cue.id, format!("the cue number {} is there twice in `{word}`: numbers are unique", cue.id.value));
                }
                seen.push((language, cue.id.value));
                let alone = cue.matches.is_empty();
                let cue = build.cue(at, &file, polarity, language, cue);
                if alone {
                    tested.push(build.loader.cues.len() as u32);
                }
                build.loader.cues.push(cue);
            }
        }
        let when = build.condition(&file.when);
        let heard = HeardAlone {
            level: file.heard.level.as_ref().map(|level| level.value),
            when: file.heard.when.0.iter().map(|when| build.condition(when)).collect(),
            min_words: file.heard.min_words.unwrap_or(0),
        };
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
        let components: Box<[Component]> =
            file.components.iter().map(|(name, list)| Component { name: name.as_str().into(), cue: build.circumstance(side, &list.en, &list.zh) }).collect();
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
            heard,
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
    fn order(&mut self, rules: &[Rule], plan: &Plan) -> Vec<RuleId> {
        let needs: Vec<&[RuleId]> = plan.rules.iter().map(|rule| &*rule.needs).collect();
        let mut state = vec![0u8; rules.len()];
        let mut order = Vec::with_capacity(rules.len());
        for at in 0..rules.len() {
            self.visit(at, &needs, rules, &mut state, &mut order);
        }
        order
    }

    fn visit(&mut self, at: usize, needs: &[&[RuleId]], rules: &[Rule], state: &mut [u8], order: &mut Vec<RuleId>) {
        if state[at] != 0 {
            return;
        }
        state[at] = 1;
        for &need in needs[at] {
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

/// A rule file as a build prepared it.
#[derive(serde::Deserialize)]
struct Prepared<T> {
    digest: String,
    file: T,
}

/// SHA-256 in hexadecimal.
fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

/// Languages of cues, in the order of their numbers.
pub(super) const LANGUAGES: [&str; 2] = ["en", "zh"];
