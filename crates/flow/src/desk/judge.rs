//! What would change: conversations judged again, by the present rules and another form, with nothing stored; and what has to be judged again.

use std::collections::BTreeMap;
use std::sync::Arc;

use rapport_engine::{Scratch, VERSION, detect, evaluate};
use rapport_model::{Channel, Exclusion};
use rapport_stats::Mean;
use rapport_store::{MadeRow, Newest, Program, Scope, ScoredRow, StoreError, read_conversation, read_evaluation};
use rayon::prelude::*;

use super::cards::Form;
use super::difference::EvaluationChange;
use super::{Desk, Rules, WorkError};
use crate::Engine;

/// A conversation judged again.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// Conversation.
    pub id: String,
    /// The source's own id.
    pub external_id: String,
    /// Channel.
    pub channel: String,
    /// The agent.
    pub agent_id: Option<String>,
    /// The agent's name.
    pub agent: Option<String>,
    /// Milliseconds since 1970.
    pub started_ms: i64,
    /// The evaluation that holds, beside the new one.
    pub change: EvaluationChange,
}

/// Scores before and after, over conversations that have both.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shift {
    /// Conversations with both scores.
    pub n: usize,
    /// Mean score before, 0–100.
    pub before: f64,
    /// Mean score after, 0–100.
    pub after: f64,
    /// The mean difference in points of 100, with an interval that knows that conversations of one day are alike.
    pub difference: Mean,
}

/// What was put in the queue to be judged again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Requeued {
    /// Conversations that were looked at.
    pub conversations: u64,
    /// Of these, made with other rules, another pack or form, or another engine than hold now.
    pub affected: u64,
    /// Of these, not in the queue already.
    pub queued: u64,
}

/// Conversations looked at in one transaction.
const PAGE: i64 = 1_000;

/// The form of each channel.
type Forms = BTreeMap<&'static str, Option<Arc<Form>>>;

const DAY_MS: i64 = 86_400_000;

impl Desk {
    /// Judges conversations by the program's rules and the published forms, newest first; by the rules that are given, and on the channels that a given form
    /// is meant for, by that. Nothing is stored.
    ///
    /// # Errors
    /// The database fails, or a stored document or form cannot be read.
    pub async fn judge(&self, scope: &Scope, program: &Program, rules: Option<Arc<Rules>>, form: Option<Arc<Form>>, which: &Newest) -> Result<Vec<Judged>, WorkError> {
        let rows = self.store().newest_scored(scope, which).await?;
        let rules = match rules {
            Some(rules) => rules,
            None => self.rules_of(Some(program)).await?,
        };
        let forms = self.forms_of(program, &rules, form).await?;
        let engine = self.engine(&rules, program.pack_hash.as_deref().unwrap_or_default()).await?;
        let ids: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
        let mut excluded: BTreeMap<String, Vec<Exclusion>> = BTreeMap::new();
        for page in ids.chunks(PAGE as usize) {
            self.store().exclusions(scope, page).await?.into_iter().for_each(|(id, mark)| excluded.entry(id).or_default().push(mark));
        }
        let world = World { engine, forms, excluded };
        let judged =
            tokio::task::spawn_blocking(move || rows.into_par_iter().map_init(Scratch::default, |scratch, row| judge(row, &world, scratch)).collect::<Result<Vec<_>, _>>());
        Ok(judged.await.map_err(|error| WorkError::Broken(error.to_string()))??)
    }

    /// Puts every conversation of a program in the queue whose evaluation was made with other rules, another pack, form or engine than hold now.
    /// Old evaluations stay. Asked again, it goes on where it was.
    ///
    /// # Errors
    /// The database fails; what was put in the queue so far stays there.
    pub async fn rescore(&self, scope: &Scope, program: &Program) -> Result<Requeued, WorkError> {
        let rules = self.rules_of(Some(program)).await?;
        let forms = self.forms_of(program, &rules, None).await?;
        let mut requeued = Requeued::default();
        let mut after = String::new();
        loop {
            let rows = self.store().made_with(scope, &program.id, &after, PAGE).await?;
            let Some(last) = rows.last() else { break };
            after.clone_from(&last.id);
            let affected: Vec<(String, &'static str)> = rows.iter().filter_map(|row| Some((row.id.clone(), outdated(row, program, &rules, &forms)?))).collect();
            requeued.conversations += rows.len() as u64;
            requeued.affected += affected.len() as u64;
            if !affected.is_empty() {
                requeued.queued += self.store().rescore(scope, &program.id, &affected).await?;
            }
        }
        self.wake();
        Ok(requeued)
    }

    /// The form of each channel: the one given, where it is meant for the channel, or the published one.
    async fn forms_of(&self, program: &Program, rules: &Rules, form: Option<Arc<Form>>) -> Result<Forms, StoreError> {
        let mut forms = BTreeMap::new();
        for channel in Channel::ALL {
            let one = match &form {
                Some(form) if form.card.channels.contains(&channel) => Some(form.clone()),
                _ => self.form(program, rules, channel).await?,
            };
            forms.insert(channel.as_str(), one);
        }
        Ok(forms)
    }
}

impl Shift {
    /// Of conversations judged again; none where not one has both scores.
    pub fn of<'a>(judged: impl IntoIterator<Item = &'a Judged>) -> Option<Shift> {
        let points = |score: u16| f64::from(score) / 100.0;
        let pairs: Vec<(i64, f64, f64)> = judged
            .into_iter()
            .filter_map(|one| {
                let [before, after] = one.change.score;
                Some((one.started_ms.div_euclid(DAY_MS), points(before?), points(after?)))
            })
            .collect();
        let n = pairs.len();
        let difference = rapport_stats::mean(pairs.iter().map(|(day, before, after)| (*day, after - before)))?;
        let sum = |of: fn(&(i64, f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>() / n as f64;
        Some(Shift { n, before: sum(|pair| pair.1), after: sum(|pair| pair.2), difference })
    }
}

/// Why an evaluation no longer is what would be made now; none where it is.
fn outdated(row: &MadeRow, program: &Program, rules: &Rules, forms: &Forms) -> Option<&'static str> {
    let form = forms.get(row.channel.as_str()).and_then(Option::as_ref)?;
    match () {
        () if row.scorecard_hash.is_empty() => Some("scorecard"),
        () if row.rules_hash != rules.library.hash() || row.models_hash != rules.models() || row.engine != VERSION => Some("rules"),
        () if row.pack_hash != program.pack_hash.as_deref().unwrap_or_default() => Some("rules"),
        () if row.scorecard_hash != *form.card.hash => Some("scorecard"),
        () => None,
    }
}

/// What conversations are judged by.
struct World {
    engine: Engine,
    /// By channel.
    forms: Forms,
    /// Marks that were taken away, by conversation.
    excluded: BTreeMap<String, Vec<Exclusion>>,
}

/// Judges one conversation: pure, on any core.
fn judge(row: ScoredRow, world: &World, scratch: &mut Scratch) -> Result<Judged, StoreError> {
    let conversation = read_conversation(&row.document)?;
    let before = row.result.as_deref().map(read_evaluation).transpose()?;
    let form = world.forms.get(row.channel.as_str()).and_then(Option::as_ref);
    let after = form.map(|form| {
        let detection = detect(&world.engine.library, &world.engine.program, &conversation, scratch);
        let detection = detection.without(&world.engine.library, world.excluded.get(&row.id).map_or(&[], Vec::as_slice));
        evaluate(&form.card, &conversation, &detection)
    });
    let change = EvaluationChange::of(before.as_ref(), after.as_ref());
    let ScoredRow { id, external_id, channel, agent_id, agent, started_ms, .. } = row;
    Ok(Judged { id, external_id, channel, agent_id, agent, started_ms, change })
}
