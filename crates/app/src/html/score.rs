//! A scorecard on the page: what comes of it, and every item with the words or the turns it rests on.

use maud::{Markup, html};
use rapport_engine::Scorecard;
use rapport_model::{ALL, Answer, Evaluation, Evidence, ItemResult, Points};

use super::notes::turn_link;
use super::passage::plain;
use crate::language::Lang;
use crate::report::{View, item, percent, words};

/// A scorecard applied.
#[derive(Clone, Copy)]
pub struct Scored<'a> {
    pub card: &'a Scorecard,
    pub evaluation: &'a Evaluation,
}

/// The section of one conversation.
pub fn section(view: &View, prefix: &str, scored: Scored) -> Markup {
    let Scored { card, evaluation } = scored;
    let lang = view.lang;
    let id = format!("{prefix}-score");
    let version = match lang {
        Lang::En => format!("version {}", card.version),
        Lang::Zh => format!("第 {} 版", card.version),
    };
    html! {
        section.block.score aria-labelledby={ (prefix) "-title " (id) } {
            h3 id=(id) { (lang.pick("Scorecard", "评分表")) }
            div.result {
                p.total {
                    @match evaluation.score() {
                        Some(score) => { strong { (percent(score)) } " " (lang.pick("of 100", "/ 100")) },
                        None => strong.missed { (lang.pick("insufficient evidence", "依据不足")) },
                    }
                }
                p.form {
                    (lang.text(&card.file.name)) " · " (version) br;
                    small { (words::standing(evaluation.standing, lang)) " · " (answered(evaluation.total, lang)) }
                }
            }
            @for failed in evaluation.critical() {
                p.banner.against {
                    span aria-hidden="true" { "✗ " }
                    (lang.pick("Fail, needs a person's confirmation: ", "不合格，须人工确认："))
                    (item::text(card, failed, lang)) " (" (words::class(failed.class, lang)) (item::on_hints(failed, lang)) ")"
                }
            }
            @for (file, part) in card.file.sections.iter().zip(&evaluation.sections) {
                div.part {
                    h4 { (lang.text(&file.name)) small { (earned(part.points, lang)) } }
                    ul { @for result in &part.items { (line(view, prefix, card, result)) } }
                }
            }
        }
    }
}

fn answered(points: Points, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{} of {} points could be answered", points.answered, points.weight),
        Lang::Zh => format!("{} / {} 分可评", points.answered, points.weight),
    }
}

fn earned(points: Points, lang: Lang) -> String {
    match (points.answered, lang) {
        (0, _) => String::new(),
        (answered, Lang::En) => format!("{} of {answered}", item::tenths(points.earned)),
        (answered, Lang::Zh) => format!("{} / {answered}", item::tenths(points.earned)),
    }
}

fn line(view: &View, prefix: &str, card: &Scorecard, result: &ItemResult) -> Markup {
    let lang = view.lang;
    let (class, sign, said) = match result.answer {
        Answer::Share(ALL) => ("for", "✓", lang.pick("yes: ", "是：")),
        Answer::Share(0) => ("against", "✗", lang.pick("no: ", "否：")),
        Answer::Share(_) => ("missed", "◐", lang.pick("partly: ", "部分：")),
        Answer::NotApplicable(_) => ("none", "–", lang.pick("not applicable: ", "不适用：")),
        Answer::Open(_) => ("signal", "?", lang.pick("open: ", "待答：")),
    };
    let points = match result.answer {
        Answer::Share(_) if result.weight > 0 => format!("{} / {}", item::tenths(result.earned()), result.weight),
        Answer::Open(_) if result.weight > 0 => format!("? / {}", result.weight),
        _ => String::new(),
    };
    let counted = result.counted.filter(|(_, of)| *of > 1).map(|(taken, of)| match lang {
        Lang::En => format!("{taken} of {of}"),
        Lang::Zh => format!("{taken} / {of}"),
    });
    let why = match result.answer {
        Answer::NotApplicable(why) | Answer::Open(why) => Some(words::why(why, lang)),
        Answer::Share(_) if result.to_confirm => Some(item::to_confirm(result, lang)),
        Answer::Share(_) => None,
    };
    let head = html! {
        span.sign.(class) aria-hidden="true" { (sign) }
        span.hidden { (said) }
        span.question {
            span.name { (item::text(card, result, lang)) }
            @if let Some(counted) = counted { " " small { (counted) } }
            @if let Some(why) = why { " " small { (why) } }
        }
        span.points { (points) }
    };
    let bare = result.evidence.is_empty() || matches!(result.answer, Answer::NotApplicable(_));
    html! {
        li.(class) {
            @if bare {
                p.item { (head) }
            } @else {
                details.item open[matches!(result.answer, Answer::Share(0)) && result.critical] {
                    summary { (head) }
                    ul.evidence { @for piece in &result.evidence { li { (evidence(view, prefix, piece)) } } }
                }
            }
        }
    }
}

fn evidence(view: &View, prefix: &str, piece: &Evidence) -> Markup {
    let lang = view.lang;
    let link = |turn| turn_link(prefix, turn, lang);
    match piece {
        Evidence::Said { good, behaviour, turn, quote, hint, .. } => {
            html! {
                span.sign.(if *good { "for" } else { "against" }) aria-hidden="true" { (if *good { "✓" } else { "✗" }) }
                span.hidden { (if *good { lang.pick("for: ", "得当：") } else { lang.pick("against: ", "不当：") }) }
                q { (plain(quote)) } " " small { (view.name(behaviour)) @if *hint { " " (words::hint(lang)) } } " " (link(*turn))
            }
        }
        Evidence::Missed { behaviour, turn, searched, .. } => html! {
            span.sign.missed aria-hidden="true" { "○" }
            (lang.pick("missed: ", "错过：")) (view.name(behaviour)) " " small { (span(*searched, lang)) } " " (link(*turn))
        },
        Evidence::Searched { first, last } => html! { (span(Some((*first, *last)), lang)) (lang.pick(", nothing found", "，没有发现")) },
        Evidence::Source { fact, .. } => html! { (lang.pick("the source says: ", "来源记录：")) (plain(words::fact(fact, lang))) },
    }
}

/// The turns that were searched.
fn span(searched: Option<(u32, u32)>, lang: Lang) -> String {
    match (searched, lang) {
        (None, Lang::En) => "nothing followed".to_owned(),
        (None, Lang::Zh) => "其后没有话轮".to_owned(),
        (Some((first, last)), Lang::En) if first == last => format!("turn {first} searched"),
        (Some((first, last)), Lang::En) => format!("turns {first}–{last} searched"),
        (Some((first, last)), Lang::Zh) if first == last => format!("已查第 {first} 轮"),
        (Some((first, last)), Lang::Zh) => format!("已查第 {first}–{last} 轮"),
    }
}
