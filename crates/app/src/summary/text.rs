//! The summary for a terminal.

use rapport_engine::SKILLS;

use super::groups::{Band, By};
use super::rate::Rate;
use super::{Behaviour, Summary, words};
use crate::language::Lang;
use crate::report::{View, counts, skill_name};
use crate::wrap::{Rich, pad, width};

/// The whole summary.
pub fn write(view: &View, summary: &Summary) -> String {
    let mut out = String::new();
    let text = Text { view };
    text.facts(summary, &mut out);
    text.skills(summary, &mut out);
    text.groups(summary, &mut out);
    text.behaviours(summary, &mut out);
    text.episodes(summary, &mut out);
    text.worth(summary, &mut out);
    out
}

struct Text<'a> {
    view: &'a View<'a>,
}

/// Behaviours of a list, unless all are asked for.
const TOP: usize = 8;
/// Names without a difference, unless all are asked for.
const NAMES: usize = 12;

impl Text<'_> {
    fn title(&self, en: &'static str, zh: &'static str, out: &mut String) {
        out.push('\n');
        Rich::new(self.view.lang.pick(en, zh), self.view.palette.bold).write(out, "", "", self.view.width);
    }

    fn note(&self, text: &str, out: &mut String) {
        Rich::new(text, self.view.palette.dim).write(out, "  ", "  ", self.view.width);
    }

    fn facts(&self, summary: &Summary, out: &mut String) {
        let (palette, lang) = (&self.view.palette, self.view.lang);
        let facts = words::facts(summary, lang);
        let mut line = Rich::default();
        for (at, (name, value)) in facts.iter().enumerate() {
            line = line.plain(if at == 0 { "" } else { lang.pick("; ", "；") }).and(&format!("{name} "), palette.dim).plain(value);
        }
        line.write(out, "", "  ", self.view.width);
        let [good, bad, missed, signals] = summary.found.map(|count| usize::try_from(count).unwrap_or(usize::MAX));
        counts(self.view, good, bad, missed, signals).write(out, "", "  ", self.view.width);
    }

    fn skills(&self, summary: &Summary, out: &mut String) {
        let all = summary.groups.all();
        if all.is_empty() {
            return;
        }
        self.title("skills", "技能", out);
        self.note(words::method(self.view.lang), out);
        let names: Vec<&str> = all.iter().map(|(skill, _)| skill_name(skill, self.view.lang)).collect();
        let rates: Vec<Rate> = all.iter().map(|(_, rate)| *rate).collect();
        self.rates(&names, &rates, "  ", out);
    }

    /// Lines of name, rate, interval, clusters, findings against.
    fn rates(&self, names: &[&str], rates: &[Rate], left: &str, out: &mut String) {
        let (palette, lang) = (&self.view.palette, self.view.lang);
        let widest = |texts: &[String]| texts.iter().map(|text| width(text)).max().unwrap_or(0);
        let name = names.iter().map(|name| width(name)).max().unwrap_or(0).min(24);
        let of: Vec<String> = rates.iter().map(|rate| words::of(rate, lang)).collect();
        let interval: Vec<String> = rates.iter().map(words::interval).collect();
        let (of_width, interval_width) = (widest(&of), widest(&interval));
        for (at, rate) in rates.iter().enumerate() {
            let mut line = Rich::default().plain(&pad(names[at], name)).plain("  ").plain(&pad(&of[at], of_width));
            line = line.plain("  ").plain(&pad(&interval[at], interval_width));
            if rate.opportunities > 0 {
                line = line.and(&format!("  {}", words::clusters(rate, lang)), palette.dim);
            }
            if rate.against > 0 {
                let against = match lang {
                    Lang::En => format!("  {} against", rate.against),
                    Lang::Zh => format!("  {} 处不当", rate.against),
                };
                line = line.and(&against, palette.bad);
            }
            line.write(out, left, &format!("{left}    "), self.view.width);
        }
    }

    fn groups(&self, summary: &Summary, out: &mut String) {
        let (palette, lang) = (&self.view.palette, self.view.lang);
        let mut told = false;
        for by in By::PARTS {
            let names = summary.groups.names(by);
            if names.len() < 2 {
                continue;
            }
            out.push('\n');
            let title = format!("{}{}", lang.pick("skills ", "技能，"), words::by(by, lang));
            Rich::new(&title, palette.bold).write(out, "", "", self.view.width);
            if !std::mem::replace(&mut told, true) {
                self.note(words::no_ranking(lang), out);
            }
            for (skill, all) in summary.groups.all() {
                let entries = summary.groups.of(by, skill, &all);
                if entries.len() < 2 {
                    continue;
                }
                Rich::new(skill_name(skill, lang), palette.bold).write(out, "  ", "  ", self.view.width);
                let mut band = None;
                for chunk in entries.chunk_by(|a, b| a.band == b.band) {
                    if band.replace(chunk[0].band) != Some(chunk[0].band) {
                        Rich::new(words::band(chunk[0].band, lang), palette.dim).write(out, "    ", "    ", self.view.width);
                    }
                    // Names in no order: a long list of them tells nothing that the whole does not.
                    if chunk[0].band == Band::Within && chunk.len() > NAMES && !self.view.full {
                        let many = match lang {
                            Lang::En => format!("{} names; --full lists them", chunk.len()),
                            Lang::Zh => format!("{} 个名称，--full 全部列出", chunk.len()),
                        };
                        Rich::new(&many, palette.dim).write(out, "      ", "      ", self.view.width);
                        continue;
                    }
                    let names: Vec<&str> = chunk.iter().map(|entry| entry.name.unwrap_or(words::unnamed(lang))).collect();
                    let rates: Vec<Rate> = chunk.iter().map(|entry| entry.rate).collect();
                    self.rates(&names, &rates, "      ", out);
                }
            }
        }
    }

    fn behaviours(&self, summary: &Summary, out: &mut String) {
        let missed = |own: &Behaviour| own.opportunities.opportunities - own.opportunities.taken;
        let of = |own: &Behaviour| format!("{} / {}", missed(own), own.opportunities.opportunities);
        self.list(summary, ("most often against", "最常见的不当之处"), &|own| own.found[1], &|own| own.found[1].to_string(), out);
        self.list(summary, ("most often missed, of the opportunities", "最常错过的机会"), &missed, &of, out);
        self.list(summary, ("most often done", "最常做到的"), &|own| own.found[0], &|own| own.found[0].to_string(), out);
    }

    fn list(&self, summary: &Summary, title: (&'static str, &'static str), key: &dyn Fn(&Behaviour) -> u64, shown: &dyn Fn(&Behaviour) -> String, out: &mut String) {
        let mut all: Vec<(&str, &Behaviour)> = summary.behaviours.iter().map(|(id, own)| (&**id, own)).filter(|(_, own)| key(own) > 0).collect();
        all.sort_by_key(|(id, own)| (std::cmp::Reverse(key(own)), *id));
        if !self.view.full {
            all.truncate(TOP);
        }
        if all.is_empty() {
            return;
        }
        self.title(title.0, title.1, out);
        let counts: Vec<String> = all.iter().map(|(_, own)| shown(own)).collect();
        let widest = counts.iter().map(|count| width(count)).max().unwrap_or(0);
        for ((id, _), count) in all.iter().zip(&counts) {
            let left = " ".repeat(widest.saturating_sub(width(count)));
            let line = Rich::default().plain(&left).plain(count).plain("  ").plain(self.view.name(id)).and(&format!(" [{id}]"), self.view.palette.dim);
            line.write(out, "  ", "      ", self.view.width);
        }
    }

    fn episodes(&self, summary: &Summary, out: &mut String) {
        let (palette, lang) = (&self.view.palette, self.view.lang);
        if summary.course.episodes > 0 {
            self.title("de-escalation", "降温过程", out);
            let facts = words::course(&summary.course, lang);
            let widest = facts.iter().map(|(name, _)| width(name)).max().unwrap_or(0);
            for (name, value) in facts {
                Rich::new(&pad(name, widest), palette.dim).plain("  ").plain(&value).write(out, "  ", "    ", self.view.width);
            }
        }
        let hostile: u64 = summary.hostility.iter().sum();
        if hostile > 0 {
            self.title("hostility that reached the team", "团队受到的客户敌意", out);
            if summary.is_team() {
                let levels = (0..4).filter(|at| summary.hostility[*at] > 0).map(|at| format!("{} {}: {}", lang.pick("level", "级别"), at + 1, summary.hostility[at]));
                let text = match lang {
                    Lang::En => format!("{}; {}", words::conversations(hostile, lang), levels.collect::<Vec<_>>().join(", ")),
                    Lang::Zh => format!("{}；{}", words::conversations(hostile, lang), levels.collect::<Vec<_>>().join("，")),
                };
                Rich::default().plain(&text).write(out, "  ", "    ", self.view.width);
                self.note(words::team_only(lang), out);
            } else {
                self.note(words::too_few(lang), out);
            }
        }
    }

    fn worth(&self, summary: &Summary, out: &mut String) {
        let (view, palette) = (self.view, &self.view.palette);
        if summary.worth.is_empty() {
            return;
        }
        self.title("most worth a person's time", "最值得一看的对话", out);
        self.note(words::no_sample(view.lang), out);
        for (at, worth) in summary.worth.iter().enumerate() {
            let head = Rich::new(&worth.id, palette.bold).and(&format!("  {}", worth.source), palette.dim);
            head.write(out, &format!("{:>3}. ", at + 1), "     ", view.width);
            for reason in &worth.reasons {
                let turn = match view.lang {
                    Lang::En => format!(", turn {}: ", reason.turn),
                    Lang::Zh => format!("，第 {} 轮：", reason.turn),
                };
                let line = Rich::default().plain(&words::why(&reason.why, view)).and(&turn, palette.dim).and(&format!("“{}”", words::short(&reason.quote)), palette.signal);
                line.write(out, "     - ", "       ", view.width);
            }
        }
    }
}

/// Behaviours by skill in their order, then by id; those of no skill last.
pub fn in_order<'a>(view: &View, summary: &'a Summary) -> Vec<(&'a str, &'a Behaviour)> {
    let mut all: Vec<(&str, &Behaviour)> = summary.behaviours.iter().map(|(id, own)| (&**id, own)).collect();
    let place = |id: &str| {
        let skill = view.library.behaviour(id).and_then(|rule| rule.skill.as_ref());
        skill.and_then(|skill| SKILLS.iter().position(|known| *known == skill.value)).unwrap_or(SKILLS.len())
    };
    all.sort_by_key(|(id, _)| (place(id), *id));
    all
}
