//! What training sees of a conversation: the features of each turn, and what the rules found there.

use rapport_model::{Conversation, Polarity};
use rapport_text::{Language, Reading};

use super::classes::Classes;
use super::decide::may_be_heard;
use super::features::{Features, Gram, ONE, PLAIN, own_value, prev_value};
use super::readings::{self, Alike};
use crate::detect::{TurnRead, World};
use crate::rules::{Library, RuleId, Side};
use crate::{Program, Scratch, detect};

/// One feature and its value, in parts of 4,096.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Feature {
    /// Its hash.
    pub hash: u32,
    /// Its value in the turn, in parts of [`Feature::ONE`].
    pub value: i32,
    /// Whether it stands for what rules saw, rather than for words or place.
    pub of_rules: bool,
}

impl Feature {
    /// The unit of values.
    pub const ONE: i32 = ONE;
}

/// A finding of the rules, as far as heads look at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftSeen {
    /// Behaviour id.
    pub behaviour: String,
    /// For or against.
    pub polarity: Polarity,
    /// At level 2 or above.
    pub clear: bool,
    /// With a confidence of 0.80 or more.
    pub sure: bool,
}

/// One turn as heads see it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Observed {
    /// True on the agent's side, false on the customer's; `None` for notices and bots.
    pub agent: Option<bool>,
    /// Language of the turn.
    pub language: Language,
    /// Its features; words once a turn, what rules saw in several turns before more than once.
    pub features: Vec<Feature>,
    /// What the rules found in it.
    pub drafts: Vec<DraftSeen>,
    /// Behaviours of its side that no head alone can find in it, by what rule files say of findings that were only heard.
    pub barred: Vec<String>,
}

/// Reads a redacted conversation with rules alone, and says for each turn what heads would look at.
pub fn observe(library: &Library, classes: &Classes, conversation: &Conversation, scratch: &mut Scratch) -> Vec<Observed> {
    scratch.presence.eager = true;
    let detection = detect(library, &Program::default(), conversation, scratch);
    scratch.presence.eager = false;
    let turns = &scratch.turns[..conversation.turns.len()];
    let mut features = Features::default();
    let mut observed: Vec<Observed> = (0..turns.len()).map(|at| observe_turn(library, classes, conversation, turns, at, &mut features)).collect();
    let world = World { library, program: &Program::default(), channel: conversation.channel, events: &conversation.events };
    let scene = scratch.ledger.scene(world, turns);
    for (at, observed) in observed.iter_mut().enumerate().filter(|(_, observed)| !observed.features.is_empty()) {
        let side = turns[at].side;
        let barred = (0..library.rules.len()).filter(|&rule| library.rules[rule].side == side && !may_be_heard(&scene, rule as RuleId, at));
        observed.barred.extend(barred.map(|rule| library.rules[rule].id.to_string()));
    }
    for finding in detection.findings {
        observed[finding.turn as usize].drafts.push(DraftSeen {
            behaviour: finding.behaviour.to_string(),
            polarity: finding.polarity,
            clear: finding.level.unwrap_or(1) >= 2,
            sure: finding.confidence >= 80,
        });
    }
    observed
}

fn observe_turn(library: &Library, classes: &Classes, conversation: &Conversation, turns: &[TurnRead], at: usize, features: &mut Features) -> Observed {
    let turn = &turns[at];
    let agent = match turn.side {
        Side::Agent => Some(true),
        Side::Customer => Some(false),
        Side::Both => None,
    };
    let mut out = Observed { agent, language: turn.reading.language, ..Observed::default() };
    if agent.is_some() && !turn.reading.tokens.is_empty() {
        features.read(library, classes, conversation.channel, turns, at);
        let of = |hash, value, of_rules| Feature { hash, value, of_rules };
        out.features.extend(features.own.iter().map(|gram| of(gram.hash, own_value(features.own.len()), false)));
        out.features.extend(features.classes.iter().map(|gram| of(gram.hash, own_value(features.classes.len()), false)));
        out.features.extend(features.prev.iter().map(|&hash| of(hash, prev_value(features.prev.len()), false)));
        out.features.extend(features.plain.iter().enumerate().map(|(number, &hash)| of(hash, PLAIN, number < features.of_rules)));
    }
    out
}

/// The features of a text alone, said by a customer.
pub fn text_features(classes: &Classes, text: &str) -> Vec<Feature> {
    let mut features = Features::default();
    let reading = Reading::of(text);
    features.read_own(&reading);
    features.read_classes(classes, &reading);
    let of = |grams: &[Gram]| -> Vec<Feature> { grams.iter().map(|gram| Feature { hash: gram.hash, value: own_value(grams.len()), of_rules: false }).collect() };
    let mut all = of(&features.own);
    all.extend(of(&features.classes));
    all
}

/// A whole contact as its heads see it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contact {
    /// What tells why the customer came.
    pub reason: Vec<Feature>,
    /// What tells how content the customer is.
    pub satisfaction: Vec<Feature>,
}

/// Says what the heads of contacts would look at in a redacted conversation.
pub fn observe_contact(conversation: &Conversation) -> Contact {
    let (mut turns, mut features) = (Vec::new(), Features::default());
    for turn in &conversation.turns {
        let mut read = TurnRead::default();
        read.begin(&turn.party, &turn.text);
        read.reading.read(&turn.text);
        features.clear();
        features.read_own(&read.reading);
        read.guesses.grams.clone_from(&features.own);
        turns.push(read);
    }
    let of = |features: &[Alike]| features.iter().flat_map(|alike| alike.hashes.iter().map(|&hash| Feature { hash, value: alike.value, of_rules: false })).collect();
    Contact { reason: of(&readings::reason_features(&turns)), satisfaction: of(&readings::satisfaction_features(&turns)) }
}
