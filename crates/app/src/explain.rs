//! `rapport explain`: the page of one behaviour.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::ValueEnum;
use rapport_engine::Library;
use rapport_wire::behaviour::{BehaviourOut, Example, Names, name_in, opportunity, when};

use crate::language::Lang;
use crate::models::Models;
use crate::page::{self, Page, did_you_mean};
use crate::report::skill_name;
use crate::screen::{self, Palette};
use crate::wrap::Rich;
use crate::{behaviours, measured};

const EXAMPLES: &str = "\
Examples:
  rapport explain apology_owned
  rapport explain emotion_acknowledged --lang zh
  rapport explain cust_hostility --format json
  rapport explain our_phrase --behaviours our-rules/";

/// Text for people, JSON for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Text,
    Json,
}

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Its id, as reports print it in brackets, or its name
    #[arg(value_name = "BEHAVIOUR")]
    behaviour: String,
    /// text for people, json for programs
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Language of the page; that of the terminal by default
    #[arg(long, value_enum)]
    lang: Option<Lang>,
    /// A folder of your own rule files, over the built-in ones
    #[arg(long, value_name = "DIR")]
    behaviours: Option<PathBuf>,
    /// A folder of weights of your own (`rapport learn` makes them), or `off` for rules alone
    #[arg(long, value_name = "DIR|off")]
    models: Option<PathBuf>,
}

pub fn run(args: &Args) -> Result<ExitCode> {
    let pages = page::all(args.behaviours.as_deref())?;
    let wanted = args.behaviour.trim();
    let named = |page: &&Page| page.id == wanted || page.name.en.eq_ignore_ascii_case(wanted) || page.name.zh == wanted;
    let Some(page) = pages.iter().find(named) else {
        bail!("there is no behaviour `{wanted}`: {}", did_you_mean(wanted, pages.iter().map(|page| page.id.as_str())));
    };
    let lang = args.lang.unwrap_or_else(crate::language::of_terminal);
    let library = taught(args.behaviours.as_deref(), args.models.as_deref())?;
    let out = match args.format {
        Format::Text => text(page, &pages, library.as_ref(), lang),
        Format::Json => format!("{}\n", serde_json::to_string_pretty(&BehaviourOut::of(page, &pages, library.as_ref()))?),
    };
    screen::print(out.as_bytes())
}

/// The library with its learned tier, which knows what was measured; `None` where the tier is off.
///
/// # Errors
/// Weights or rule files that cannot be used.
pub fn taught(behaviours: Option<&Path>, models: Option<&Path>) -> Result<Option<Library>> {
    let models = Models::of(models)?;
    models.check()?;
    if models.are_off() {
        return Ok(None);
    }
    models.teach(behaviours::library(behaviours)?, false).map(Some)
}

/// Who is looked at, in words.
pub fn side(side: &str, lang: Lang) -> &'static str {
    match side {
        "customer" => lang.pick("customer", "客户"),
        "both" => lang.pick("agent and customer", "坐席与客户"),
        _ => lang.pick("agent", "坐席"),
    }
}

/// What a polarity means, in words.
pub fn polarity(sign: &str, lang: Lang) -> &'static str {
    match sign {
        "+" => lang.pick("speaks for", "得当"),
        "-" | "−" => lang.pick("speaks against", "不当"),
        "±" => lang.pick("for or against", "得当或不当"),
        _ => lang.pick("a signal, not judged", "信号，不作评判"),
    }
}

fn text(page: &Page, pages: &[Page], library: Option<&Library>, lang: Lang) -> String {
    let palette = Palette::of_stdout();
    let width = screen::width();
    let mut out = String::new();
    let style = palette.polarity(&page.polarity);
    Rich::new(&format!("{} ", screen::mark(&page.polarity)), style)
        .and(lang.text(&page.name), palette.bold)
        .and(&format!("  [{}]", page.id), palette.dim)
        .write(&mut out, "", "  ", width);
    let mut facts = vec![side(&page.side, lang).to_owned(), polarity(&page.polarity, lang).to_owned()];
    facts.push(tier(&page.tier, lang).to_owned());
    facts.extend(page.skill.as_ref().filter(|skill| *skill != "none").map(|skill| format!("{}{}", lang.pick("skill: ", "技能："), skill_name(skill, lang))));
    Rich::new(&facts.join(lang.pick(", ", "，")), palette.dim).write(&mut out, "  ", "  ", width);
    out.push('\n');
    Rich::default().plain(lang.text(&page.definition)).write(&mut out, "  ", "  ", width);
    let mut section = |title: &str, lines: &[String]| {
        if !lines.is_empty() {
            out.push('\n');
            Rich::new(title, palette.bold).write(&mut out, "", "", width);
            lines.iter().for_each(|line| Rich::default().plain(line).write(&mut out, "  ", "    ", width));
        }
    };
    section(lang.pick("why it matters", "为什么重要"), &[lang.of(&page.why).clone()]);
    let name = name_in(pages, lang);
    let called: Vec<String> = page.opportunity.iter().map(|on| opportunity(on, lang, &name)).collect();
    section(lang.pick("called for by", "何时需要"), &called);
    section(lang.pick("how it is found", "如何识别"), &found(page, lang, &name));
    let proof = match library {
        Some(library) => measured::lines(library, &page.id, lang),
        None => vec![lang.pick("the learned tier is off: rules alone", "学习层已关闭，仅用规则").to_owned()],
    };
    section(lang.pick("how sure it is, measured", "实测准确程度"), &proof);
    let judged_against = matches!(page.polarity.as_str(), "-" | "−");
    let title = if judged_against { lang.pick("say instead", "可以这样说") } else { lang.pick("what to say", "可以这样说") };
    section(title, &lang.of(&page.say).iter().map(|say| format!("“{say}”")).collect::<Vec<_>>());
    let (examples, other) = match lang {
        Lang::En => (&page.examples.en, &page.examples.zh),
        Lang::Zh => (&page.examples.zh, &page.examples.en),
    };
    let few = |own: &[Example], other: &[Example]| -> Vec<String> {
        let list = if own.is_empty() { other } else { own };
        list.iter().take(4).map(|example| example.say().replace('*', "")).collect()
    };
    section(lang.pick("examples that count", "算数的例子"), &few(&examples.fires, &other.fires));
    section(lang.pick("examples that do not count", "不算数的例子"), &few(&examples.silent, &other.silent));
    section(lang.pick("source", "来源"), std::slice::from_ref(&page.source));
    out
}

/// The tier, in words.
pub fn tier(tier: &str, lang: Lang) -> &str {
    match tier {
        "core" => lang.pick("core", "核心"),
        "extended" => lang.pick("extended", "扩展"),
        other => other,
    }
}

fn found(page: &Page, lang: Lang, name: Names) -> Vec<String> {
    let (en, zh) = (page.cues.en.len(), page.cues.zh.len());
    let mut lines = Vec::new();
    if en + zh > 0 {
        let s = |count: usize| if count == 1 { "" } else { "s" };
        lines.push(match lang {
            Lang::En => format!("{en} cue{} in English, {zh} in Chinese", s(en)),
            Lang::Zh => format!("英文线索 {en} 条，中文线索 {zh} 条"),
        });
    }
    if let Some(slots) = &page.slots {
        let parts = slots.parts.iter().map(|part| rapport_wire::in_words(&part.name, lang)).collect::<Vec<_>>();
        let miss = slots.miss.unwrap_or(u32::from(parts.len() >= 4));
        lines.push(match lang {
            Lang::En => format!("by its parts: {}; {miss} of them may be missing", parts.join(", ")),
            Lang::Zh => format!("由各部分组成：{}；可缺 {miss} 项", parts.join("、")),
        });
    }
    let mut tests: Vec<String> = page.cues.en.iter().chain(&page.cues.zh).filter_map(|cue| cue.predicate.as_ref().map(|named| named.is.clone())).collect();
    tests.sort();
    tests.dedup();
    if !tests.is_empty() {
        lines.push(format!("{}{}", lang.pick("with tests beyond words: ", "另有词句之外的检验："), tests.join(lang.pick(", ", "、"))));
    }
    lines.extend(when(&page.when, lang, name));
    lines
}
