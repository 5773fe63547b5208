//! Counts over one conversation and over all of a run.

use std::collections::BTreeMap;
use std::sync::Arc;

use rapport_flow::Checked;
use rapport_model::Polarity;

use super::{View, words};
use crate::language::Lang;
use crate::wrap::{Rich, pad, width};

/// What was counted in the conversations so far.
#[derive(Debug, Default)]
pub struct Tally {
    conversations: usize,
    turns: usize,
    good: usize,
    bad: usize,
    missed: usize,
    signals: usize,
    hints: usize,
    /// Behaviour → findings against.
    against: BTreeMap<Arc<str>, usize>,
    /// Behaviour → opportunities missed, and all.
    chances: BTreeMap<Arc<str>, (usize, usize)>,
}

impl Tally {
    /// What one conversation adds.
    pub fn of(checked: &Checked) -> Tally {
        let mut tally = Tally { conversations: 1, turns: checked.conversation.turns.len(), ..Tally::default() };
        for finding in &checked.detection.findings {
            tally.hints += usize::from(finding.hint);
            match finding.polarity {
                Polarity::Positive => tally.good += 1,
                Polarity::Neutral => tally.signals += 1,
                Polarity::Negative if finding.hint => {}
                Polarity::Negative => {
                    tally.bad += 1;
                    *tally.against.entry(Arc::clone(&finding.behaviour)).or_default() += 1;
                }
            }
        }
        for opportunity in &checked.detection.opportunities {
            let (missed, all) = tally.chances.entry(Arc::clone(&opportunity.behaviour)).or_default();
            *missed += usize::from(!opportunity.taken);
            *all += 1;
            tally.missed += usize::from(!opportunity.taken);
        }
        tally
    }

    /// How many conversations were counted.
    pub fn conversations(&self) -> usize {
        self.conversations
    }

    /// Adds another tally.
    pub fn add(&mut self, other: Tally) {
        self.conversations += other.conversations;
        self.turns += other.turns;
        self.good += other.good;
        self.bad += other.bad;
        self.missed += other.missed;
        self.signals += other.signals;
        self.hints += other.hints;
        for (id, count) in other.against {
            *self.against.entry(id).or_default() += count;
        }
        for (id, (missed, all)) in other.chances {
            let own = self.chances.entry(id).or_default();
            *own = (own.0 + missed, own.1 + all);
        }
    }

    /// The end of a report: what several conversations come to, and what a hint is where there are any.
    pub fn report(&self, view: &View) -> String {
        let mut out = String::new();
        if self.conversations > 1 {
            self.sum(view, &mut out);
        }
        if self.hints > 0 {
            if !out.is_empty() {
                out.push('\n');
            }
            Rich::new(&words::hints(self.hints, view.lang), view.palette.dim).write(&mut out, "", "  ", view.width);
        }
        out
    }

    /// How many findings were hints.
    pub fn hints(&self) -> usize {
        self.hints
    }

    fn sum(&self, view: &View, out: &mut String) {
        let (palette, lang) = (&view.palette, view.lang);
        let title = match lang {
            Lang::En => format!("{} conversations, {} turns", self.conversations, self.turns),
            Lang::Zh => format!("共 {} 段对话，{} 轮", self.conversations, self.turns),
        };
        Rich::new(&title, palette.bold).write(out, "", "", view.width);
        counts(view, self.good, self.bad, self.missed, self.signals).write(out, "", "  ", view.width);
        let mut against: Vec<(usize, &str)> = self.against.iter().map(|(id, count)| (*count, &**id)).collect();
        against.sort_by_key(|(count, id)| (std::cmp::Reverse(*count), *id));
        let lines = against.into_iter().take(TOP).map(|(count, id)| (count.to_string(), id));
        self.top(view, lang.pick("most often against", "最常见的不当之处"), lines.collect(), out);
        let mut missed: Vec<(usize, usize, &str)> = self.chances.iter().filter(|(_, (missed, _))| *missed > 0).map(|(id, (missed, all))| (*missed, *all, &**id)).collect();
        missed.sort_by_key(|(missed, _, id)| (std::cmp::Reverse(*missed), *id));
        let lines = missed.into_iter().take(TOP).map(|(missed, all, id)| {
            let count = match lang {
                Lang::En => format!("{missed} of {all}"),
                Lang::Zh => format!("{missed} / {all}"),
            };
            (count, id)
        });
        self.top(view, lang.pick("most often missed", "最常错过的机会"), lines.collect(), out);
    }

    fn top(&self, view: &View, title: &str, lines: Vec<(String, &str)>, out: &mut String) {
        if lines.is_empty() {
            return;
        }
        let palette = &view.palette;
        out.push('\n');
        Rich::new(title, palette.bold).write(out, "", "", view.width);
        let count = lines.iter().map(|(count, _)| width(count)).max().unwrap_or(0);
        for (text, id) in lines {
            let left = " ".repeat(count.saturating_sub(width(&text)));
            let line = Rich::default().plain(&left).plain(&text).plain("  ").plain(&pad(view.name(id), 0)).and(&format!(" [{id}]"), palette.dim);
            line.write(out, "  ", "      ", view.width);
        }
    }
}

const TOP: usize = 5;

/// `12 ✓ for, 3 ✗ against, 4 ○ missed, 7 · customer signals`.
pub fn counts(view: &View, good: usize, bad: usize, missed: usize, signals: usize) -> Rich {
    let (palette, lang) = (&view.palette, view.lang);
    let comma = lang.pick(", ", "，");
    let part = |count: usize, mark: &str, en: &'static str, zh: &'static str| format!("{mark} {count} {}", lang.pick(en, zh));
    Rich::new(&part(good, "✓", "for", "处得当"), palette.good)
        .plain(comma)
        .and(&part(bad, "✗", "against", "处不当"), palette.bad)
        .plain(comma)
        .and(&part(missed, "○", "missed", "次错过"), palette.missed)
        .plain(comma)
        .and(&part(signals, "·", if signals == 1 { "customer signal" } else { "customer signals" }, "个客户信号"), palette.signal)
}
