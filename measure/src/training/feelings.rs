//! Heads that tell what a customer's turn shows: emotion and intensity.

use std::collections::BTreeMap;

use anyhow::Result;
use rapport_engine::{Classes, Feature, Library, Scratch, TableFile, observe};
use rapport_learn::{Pull, Sorted, Valued, joined, sorts, values};
use rapport_model::Emotion;

use super::public;
use crate::lessons;

/// Emotion heads and how well they do on turns that they had not seen.
pub struct Feelings {
    /// Nine heads of emotions, then tension and warmth.
    pub table: TableFile,
    /// The label and what was found, of every customer turn of the corpus.
    pub pairs: Vec<(usize, usize)>,
    /// Intensity of negative emotions: the label and what was given.
    pub intensity: Vec<(f32, f32)>,
}

/// One customer turn with its label.
struct Told {
    group: String,
    features: Vec<Feature>,
    emotion: usize,
    intensity: f32,
}

/// Trains them for one language.
///
/// # Errors
/// A part of the corpus cannot be read.
pub fn train(library: &Library, classes: &Classes, language: &str, data: Option<&std::path::Path>) -> Result<Feelings> {
    let told = told(library, classes, language)?;
    let names: Vec<&str> = Emotion::ALL.iter().map(|emotion| emotion.as_str()).collect();
    let mut said: Vec<Sorted> = told.iter().map(|told| Sorted { group: told.group.clone(), features: told.features.clone(), sorts: vec![told.emotion], measures: true }).collect();
    said.extend(public::emotions(classes, language, data).into_iter().map(|(group, features, emotion)| Sorted { group, features, sorts: vec![emotion], measures: false }));
    let sorted = sorts(&said, &names, Pull { cost: 0.15, positive: 3.0, least: 0.014 });
    let pairs = sorted.found.iter().map(|&(number, found)| (said[number].sorts[0], found)).collect();
    let strength = |negative: bool| -> Vec<Valued> {
        let value = |told: &Told| if Emotion::ALL[told.emotion].is_negative() == negative { told.intensity } else { 0.0 };
        told.iter().map(|told| Valued { group: told.group.clone(), features: told.features.clone(), value: value(told) }).collect()
    };
    let (tension, warmth) = (values(&strength(true), "tension", 0.1, 0.014), values(&strength(false), "warmth", 0.1, 0.014));
    Ok(Feelings { table: joined(joined(sorted.table, tension.table), warmth.table), pairs, intensity: tension.given })
}

/// The customer turns of the corpus whose emotion somebody told.
fn told(library: &Library, classes: &Classes, language: &str) -> Result<Vec<Told>> {
    let numbers: BTreeMap<&str, usize> = Emotion::ALL.iter().enumerate().map(|(number, emotion)| (emotion.as_str(), number)).collect();
    let mut all = Vec::new();
    let mut scratch = Scratch::default();
    for part in ["train", "sketches", "dev"] {
        for (conversation, row) in lessons::conversations(library, part, language)? {
            let turns = observe(library, classes, &conversation, &mut scratch);
            for (turn, row) in turns.into_iter().zip(row["turns"].as_array().into_iter().flatten()) {
                let Some(emotion) = row["emotion"]["is"].as_str().and_then(|name| numbers.get(name)) else { continue };
                if turn.agent == Some(false) && !turn.features.is_empty() {
                    let intensity = row["emotion"]["intensity"].as_f64().unwrap_or(0.0) as f32;
                    all.push(Told { group: conversation.id.clone(), features: turn.features, emotion: *emotion, intensity });
                }
            }
        }
    }
    Ok(all)
}

/// Mean F1 over the sorts that somebody told, and the same of always saying the most frequent one.
pub fn macro_f1(pairs: &[(usize, usize)], sorts: usize) -> (f64, f64) {
    let f1 = |found: &dyn Fn(usize) -> usize| -> f64 {
        let score = |sort: usize| {
            let right = pairs.iter().filter(|(told, given)| *told == sort && found(*given) == sort).count();
            let all = pairs.iter().filter(|(told, _)| *told == sort).count() + pairs.iter().filter(|(_, given)| found(*given) == sort).count();
            2.0 * right as f64 / all.max(1) as f64
        };
        let present: Vec<usize> = (0..sorts).filter(|sort| pairs.iter().any(|(told, _)| told == sort)).collect();
        present.iter().map(|&sort| score(sort)).sum::<f64>() / present.len().max(1) as f64
    };
    let most = (0..sorts).max_by_key(|sort| pairs.iter().filter(|(told, _)| told == sort).count()).unwrap_or(0);
    (f1(&|given| given), f1(&|_| most))
}
