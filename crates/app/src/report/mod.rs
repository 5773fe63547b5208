//! The report for people: a transcript with what was found written under it, in the manner of a compiler.

mod compare;
mod episodes;
pub mod item;
pub mod notes;
mod readings;
mod remarks;
mod score;
mod skills;
mod totals;
mod turn;
pub mod words;

use rapport_engine::Library;
use rapport_flow::Checked;
use rapport_model::Polarity;

use crate::language::Lang;
use crate::problem_words;
use crate::screen::Palette;
use crate::wrap::Rich;

pub use compare::compare;
pub use rapport_wire::skill_name;
pub use score::{Tally as ScoreTally, percent, score};
pub use totals::{Tally, counts};
pub use words::channel as channel_name;

/// How reports are to look.
pub struct View<'a> {
    pub library: &'a Library,
    pub lang: Lang,
    pub palette: Palette,
    /// Columns.
    pub width: usize,
    /// Every turn, and everything about it.
    pub full: bool,
    /// Only some behaviours were asked for: rates over all of them would mislead.
    pub partial: bool,
}

impl View<'_> {
    /// The name of a behaviour; its id where there is none.
    pub fn name<'b>(&'b self, id: &'b str) -> &'b str {
        self.library.behaviour(id).map_or(id, |rule| self.lang.text(&rule.name))
    }

    fn is_core(&self, id: &str) -> bool {
        self.library.behaviour(id).is_none_or(|rule| rule.tier.value == "core")
    }
}

/// One conversation, ready to be written, with an empty line at its end.
pub fn conversation(view: &View, checked: &Checked) -> String {
    let mut out = String::new();
    header(view, checked, &mut out);
    let annotations = notes::annotations(view, checked);
    let columns = turn::Columns::of(view, checked);
    let mut last = None;
    for (at, own) in annotations.iter().enumerate() {
        if own.is_empty() && !view.full {
            continue;
        }
        if last.is_some_and(|last| last + 1 < at) {
            columns.gap(view, &mut out);
        }
        turn::write(view, &columns, at, checked, own, &mut out);
        last = Some(at);
    }
    if last.is_none() {
        out.push_str(view.lang.pick("nothing to remark\n", "没有可标注之处\n"));
    }
    summary(view, checked, &mut out);
    out.push('\n');
    out
}

fn header(view: &View, checked: &Checked, out: &mut String) {
    let conversation = &checked.conversation;
    let (palette, lang) = (&view.palette, view.lang);
    let turns = conversation.turns.len();
    let turns = match lang {
        Lang::En if turns == 1 => "1 turn".to_owned(),
        Lang::En => format!("{turns} turns"),
        Lang::Zh => format!("{turns} 轮"),
    };
    let mut facts = vec![words::channel(conversation.channel, lang).to_owned(), words::language(checked.detection.language(), lang).to_owned(), turns];
    let end = conversation.turns.iter().filter_map(|turn| turn.end_ms.or(turn.start_ms)).max();
    facts.extend(end.filter(|end| *end > 0).map(words::clock));
    facts.extend(conversation.program.clone());
    Rich::new(&conversation.id, palette.bold).and("  ", palette.dim).and(&facts.join(lang.pick(", ", "，")), palette.dim).write(out, "", "  ", view.width);
    Rich::new(&conversation.source, palette.dim).write(out, "  --> ", "      ", view.width);
    for problem in &conversation.problems {
        let line = problem.line.filter(|line| *line > 1).map_or(String::new(), |line| match lang {
            Lang::En => format!("line {line}: "),
            Lang::Zh => format!("第 {line} 行："),
        });
        let text = format!("{}{line}{}", lang.pick("note: ", "注意："), problem_words::message(problem, lang));
        Rich::new(&text, palette.dim).write(out, "  ", "        ", view.width);
    }
    out.push('\n');
}

fn summary(view: &View, checked: &Checked, out: &mut String) {
    let detection = &checked.detection;
    out.push('\n');
    if !view.partial {
        skills::write(view, &detection.skills, out);
        episodes::write(view, detection, out);
        readings::write(view, &detection.readings, out);
    }
    let count = |polarity| detection.findings.iter().filter(|finding| finding.polarity == polarity).count();
    let missed = detection.opportunities.iter().filter(|opportunity| !opportunity.taken).count();
    totals::counts(view, count(Polarity::Positive), count(Polarity::Negative), missed, count(Polarity::Neutral)).write(out, "", "  ", view.width);
}
