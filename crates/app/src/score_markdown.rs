//! An evaluation as Markdown.

use std::fmt::Write;

use rapport_engine::Scorecard;
use rapport_flow::Checked;
use rapport_model::{ALL, Answer, Evaluation, Evidence, ItemResult};

use crate::language::Lang;
use crate::markdown::text;
use crate::report::{View, item, percent, words};

/// One evaluation: what comes of it, then every item with what it rests on.
pub fn evaluation(view: &View, card: &Scorecard, checked: &Checked, evaluation: &Evaluation) -> String {
    let lang = view.lang;
    let mut out = format!("# {}\n\n", text(&checked.conversation.id));
    let result = match (evaluation.score(), lang) {
        (Some(score), Lang::En) => format!("{} of 100", percent(score)),
        (Some(score), Lang::Zh) => format!("{} / 100", percent(score)),
        (None, _) => words::standing(rapport_model::Standing::InsufficientEvidence, lang).to_owned(),
    };
    let _ = writeln!(out, "**{result}** – {} – {} v{}\n", words::standing(evaluation.standing, lang), text(lang.text(&card.file.name)), card.version);
    for failed in evaluation.critical() {
        let title = lang.pick("Fail, needs a person's confirmation: ", "不合格，须人工确认：");
        let _ = writeln!(out, "> **✗ {title}{}** ({}{})\n", text(item::text(card, failed, lang)), words::class(failed.class, lang), item::on_hints(failed, lang));
    }
    for (file, section) in card.file.sections.iter().zip(&evaluation.sections) {
        let _ = writeln!(out, "## {}\n", text(lang.text(&file.name)));
        section.items.iter().for_each(|result| line(view, card, result, &mut out));
        out.push('\n');
    }
    out
}

fn line(view: &View, card: &Scorecard, result: &ItemResult, out: &mut String) {
    let lang = view.lang;
    let (sign, points) = match result.answer {
        Answer::Share(share) => {
            let sign = if share == ALL {
                "✓"
            } else if share == 0 {
                "✗"
            } else {
                "◐"
            };
            (sign, if result.weight > 0 { format!(" {}/{}", item::tenths(result.earned()), result.weight) } else { String::new() })
        }
        Answer::NotApplicable(_) => ("–", String::new()),
        Answer::Open(_) => ("?", if result.weight > 0 { format!(" ?/{}", result.weight) } else { String::new() }),
    };
    let why = match result.answer {
        Answer::NotApplicable(why) | Answer::Open(why) => format!(" – {}", words::why(why, lang)),
        Answer::Share(_) if result.to_confirm => format!(" – {}", item::to_confirm(result, lang)),
        Answer::Share(_) => String::new(),
    };
    let _ = writeln!(out, "- {sign}{points} {}{why}", text(item::text(card, result, lang)));
    if matches!(result.answer, Answer::NotApplicable(_)) {
        return;
    }
    for piece in &result.evidence {
        let told = match piece {
            Evidence::Said { turn, quote, hint, .. } => {
                let hint = if *hint { words::hint(lang) } else { "" };
                match lang {
                    Lang::En => format!("turn {turn}: “{}” {hint}", text(quote)).trim_end().to_owned(),
                    Lang::Zh => format!("第 {turn} 轮：“{}”{hint}", text(quote)),
                }
            }
            Evidence::Missed { turn, searched, behaviour, .. } => {
                let span = searched.map_or(String::new(), |(first, last)| format!(" [{first}–{last}]"));
                match lang {
                    Lang::En => format!("missed: {}, turn {turn}{}", text(view.name(behaviour)), text(&span)),
                    Lang::Zh => format!("错过：{}，第 {turn} 轮{}", text(view.name(behaviour)), text(&span)),
                }
            }
            Evidence::Searched { first, last } => match lang {
                Lang::En => format!("turns {first}–{last} searched, nothing found"),
                Lang::Zh => format!("已查第 {first}–{last} 轮，没有发现"),
            },
            Evidence::Source { fact, .. } => format!("{}{}", lang.pick("the source says: ", "来源记录："), text(words::fact(fact, lang))),
        };
        let _ = writeln!(out, "  - {}", told.split('\n').map(str::trim).collect::<Vec<_>>().join(" "));
    }
}
