//! Many conversations as one page: skills, groups, behaviours, episodes, and which to read first.

use maud::{Markup, html};

use super::passage::plain;
use super::{shell, skills};
use crate::report::{View, skill_name};
use crate::summary::groups::{Band, By, Entry};
use crate::summary::rate::Rate;
use crate::summary::{Summary, text, words};
use crate::wire::EngineInfo;

/// The whole page.
pub fn page(view: &View, title: &str, engine: &EngineInfo, summary: &Summary) -> String {
    let lang = view.lang;
    let mut out = shell::begin(lang, lang.pick("Report", "汇总报告"), title).into_string();
    let body = html! {
        article.conversation.report aria-labelledby="report-title" {
            header.head {
                h2 id="report-title" { (plain(title)) }
                dl.facts { @for (name, value) in words::facts(summary, lang) { div { dt { (name) } dd { (value) } } } }
                (super::conversation::counts(summary.found, lang))
            }
            div.glance {
                (abilities(view, summary))
                (course(view, summary))
            }
            (worth(view, summary))
            @for by in By::PARTS { (groups(view, summary, by)) }
            (behaviours(view, summary))
        }
    };
    out.push_str(&body.into_string());
    out.push_str(&shell::end(lang, engine, 0, &html! {}).into_string());
    out
}

fn abilities(view: &View, summary: &Summary) -> Markup {
    let lang = view.lang;
    html! {
        section.abilities aria-labelledby="skills" {
            h3 id="skills" { (lang.pick("Skills", "技能")) }
            table.skills {
                (skills::head(lang))
                tbody { @for (skill, rate) in summary.groups.all() { (skills::row(skill_name(skill, lang), &shown(&rate), lang)) } }
            }
            p.together { (words::method(lang)) }
        }
    }
}

fn shown(rate: &Rate) -> skills::Rate {
    skills::Rate { taken: rate.taken, opportunities: rate.opportunities, against: rate.against, interval: rate.interval }
}

fn course(view: &View, summary: &Summary) -> Markup {
    let lang = view.lang;
    let hostile: u64 = summary.hostility.iter().sum();
    html! {
        section.course aria-labelledby="course" {
            h3 id="course" { (lang.pick("De-escalation", "降温过程")) }
            @if summary.course.episodes == 0 {
                p.none { (lang.pick("No customer's words showed that they were upset.", "没有客户的用语显示情绪激动。")) }
            } @else {
                dl.table { @for (name, value) in words::course(&summary.course, lang) { div { dt { (name) } dd { (value) } } } }
            }
            @if hostile > 0 {
                h3.second { (lang.pick("Hostility that reached the team", "团队受到的客户敌意")) }
                @if summary.is_team() {
                    dl.table {
                        @for (at, count) in summary.hostility.iter().enumerate().filter(|(_, count)| **count > 0) {
                            div { dt { (lang.pick("level ", "级别 ")) (at + 1) } dd { (words::conversations(*count, lang)) } }
                        }
                    }
                    p.together { (words::team_only(lang)) }
                } @else {
                    p.together { (words::too_few(lang)) }
                }
            }
        }
    }
}

fn worth(view: &View, summary: &Summary) -> Markup {
    let lang = view.lang;
    html! {
        @if !summary.worth.is_empty() {
            section.block.worth aria-labelledby="worth" {
                h3 id="worth" { (lang.pick("Most worth a person's time", "最值得一看的对话")) }
                p.together { (words::no_sample(lang)) }
                ol {
                    @for one in &summary.worth {
                        li {
                            h4 { (plain(&one.id)) small { (plain(&one.source)) } }
                            ul {
                                @for reason in &one.reasons {
                                    li {
                                        span.why { (words::why(&reason.why, view)) }
                                        q { (words::short(&reason.quote)) }
                                        small { (match lang {
                                            crate::language::Lang::En => format!("turn {}", reason.turn),
                                            crate::language::Lang::Zh => format!("第 {} 轮", reason.turn),
                                        }) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Names without a difference that are listed; JSON and CSV list all.
const NAMES: usize = 24;

fn many(count: usize, view: &View) -> String {
    match view.lang {
        crate::language::Lang::En => format!("{count} names: no difference can be shown"),
        crate::language::Lang::Zh => format!("{count} 个名称，看不出差别"),
    }
}

/// One card a skill, one line a name, with the interval of the whole behind it.
fn groups(view: &View, summary: &Summary, by: By) -> Markup {
    let lang = view.lang;
    if summary.groups.names(by).len() < 2 {
        return html! {};
    }
    let id = format!("by-{}", by.as_str());
    html! {
        section.block.groups aria-labelledby=(id) {
            h3 id=(id) { (lang.pick("Skills ", "技能，")) (words::by(by, lang)) }
            p.together { (words::no_ranking(lang)) }
            div.cards {
                @for (skill, whole) in summary.groups.all() {
                    @let entries = summary.groups.of(by, skill, &whole);
                    @if entries.len() > 1 {
                        table.skills.card {
                            caption { (skill_name(skill, lang)) }
                            thead.hidden { tr { th scope="col" { (lang.pick("Name", "名称")) } th scope="col" { (lang.pick("Bar", "图")) } th scope="col" { (lang.pick("taken", "把握")) } th scope="col" { "95 %" } } }
                            tbody {
                                tr.whole { th scope="row" { (lang.pick("all", "整体")) } td.bar-cell { (skills::bar(&shown(&whole), None)) } td.number { (words::of(&whole, lang)) } td.number { (words::interval(&whole)) } }
                                @for chunk in entries.chunk_by(|a, b| a.band == b.band) {
                                    @if chunk[0].band != Band::Within || chunk.len() < entries.len() {
                                        tr.band { th colspan="4" scope="rowgroup" { (words::band(chunk[0].band, lang)) } }
                                    }
                                    // Names in no order: a long list of them tells nothing that the whole does not.
                                    @if chunk[0].band == Band::Within && chunk.len() > NAMES {
                                        tr.band { td colspan="4" { (many(chunk.len(), view)) } }
                                    } @else {
                                        @for entry in chunk { (member(view, entry, &whole)) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn member(view: &View, entry: &Entry, whole: &Rate) -> Markup {
    let lang = view.lang;
    html! {
        tr {
            th scope="row" { (plain(entry.name.unwrap_or(words::unnamed(lang)))) }
            td.bar-cell { (skills::bar(&shown(&entry.rate), Some(whole.interval))) }
            td.number { (words::of(&entry.rate, lang)) }
            td.number { (words::interval(&entry.rate)) }
        }
    }
}

fn behaviours(view: &View, summary: &Summary) -> Markup {
    let lang = view.lang;
    html! {
        section.block aria-labelledby="behaviours" {
            h3 id="behaviours" { (lang.pick("Behaviours", "行为")) }
            table.skills.behaviours {
                thead {
                    tr {
                        th scope="col" { (lang.pick("Behaviour", "行为")) }
                        th.number scope="col" { (lang.pick("for", "得当")) }
                        th.number scope="col" { (lang.pick("against", "不当")) }
                        th.number scope="col" { (lang.pick("signals", "信号")) }
                        th.number scope="col" { (lang.pick("conversations", "对话")) }
                        th.bar-cell scope="col" { (lang.pick("opportunities taken", "把握的机会")) }
                        th.number scope="col" { (lang.pick("taken", "把握")) }
                        th.number scope="col" { "95 %" }
                    }
                }
                tbody {
                    @for (id, own) in text::in_order(view, summary) {
                        @let sums = &own.opportunities;
                        @let rate = skills::Rate { taken: sums.taken, opportunities: sums.opportunities, against: 0, interval: sums.interval() };
                        tr {
                            th scope="row" { (view.name(id)) " " code { (id) } }
                            td.number.for { (dash(own.found[0])) }
                            td.number.against { (dash(own.found[1])) }
                            td.number.signal { (dash(own.found[2])) }
                            td.number { (dash(own.conversations)) }
                            @if rate.opportunities > 0 {
                                td.bar-cell { (skills::bar(&rate, None)) }
                                td.number { (skills::of(&rate, lang)) }
                                td.number { (skills::interval(&rate)) }
                            } @else {
                                td.none colspan="3" { "–" }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn dash(count: u64) -> Markup {
    html! { @if count == 0 { span.none { "–" } } @else { (count) } }
}
